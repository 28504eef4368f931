#include "app/notice_strip.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QToolButton>

#include "app/icons.h"

namespace vignette {

NoticeStrip::NoticeStrip(QWidget* parent)
    : QFrame(parent), text_(new QLabel), bar_(new QProgressBar), button_(new QPushButton) {
  setObjectName(QStringLiteral("notice"));
  text_->setObjectName(QStringLiteral("noticeText"));
  text_->setWordWrap(true);
  bar_->setRange(0, 1000);
  bar_->setTextVisible(false);
  bar_->setFixedWidth(180);
  button_->setObjectName(QStringLiteral("noticeButton"));
  button_->setProperty("primary", true);
  button_->setText(tr("Start"));
  auto* close = new QToolButton;
  close->setIcon(lineIcon(QStringLiteral("clear")));
  close->setIconSize({14, 14});
  close->setToolTip(tr("Hide"));
  close->setAccessibleName(tr("Hide"));
  close->setAutoRaise(true);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(14, 8, 8, 8);
  row->setSpacing(12);
  row->addWidget(text_, 1);
  row->addWidget(bar_);
  row->addWidget(button_);
  row->addWidget(close);
  connect(button_, &QPushButton::clicked, this, &NoticeStrip::pressed);
  connect(close, &QToolButton::clicked, this, &QWidget::hide);
  hide();
}

void NoticeStrip::showProgress(const QString& text, double fraction) {
  text_->setText(text);
  bar_->setValue(int(fraction * 1000));
  bar_->setVisible(fraction >= 0);
  button_->hide();
  show();
}

void NoticeStrip::showHint(const QString& text, const QString& button) {
  text_->setText(text);
  bar_->hide();
  button_->setText(button);
  button_->setVisible(!button.isEmpty());
  show();
}

}  // namespace vignette
