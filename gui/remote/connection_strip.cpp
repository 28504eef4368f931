#include "remote/connection_strip.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

#include "app/icons.h"
#include "app/theme.h"

namespace vignette {

using State = ConnectionStatus::State;

ConnectionStrip::ConnectionStrip(QWidget* parent)
    : QFrame(parent), dot_(new QLabel), text_(new QLabel), bar_(new QProgressBar) {
  setObjectName(QStringLiteral("notice"));  // the look of the other strip
  text_->setObjectName(QStringLiteral("connectionText"));
  text_->setWordWrap(true);
  text_->setTextFormat(Qt::PlainText);
  text_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  bar_->setTextVisible(false);
  bar_->setMaximumWidth(180);
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(14, 6, 8, 6);
  row->setSpacing(10);
  row->addWidget(dot_);
  row->addWidget(text_, 1);
  row->addWidget(bar_);
  cancel_ = addButton("connectionCancel", tr("Cancel"));
  copy_ = addButton("connectionCopy", tr("Copy run…"));
  program_ = addButton("connectionProgram", tr("Path of vignette-cli…"));
  retry_ = addButton("connectionRetry", tr("Try now"));
  copy_->setToolTip(tr("Copy the selected run into a store on this machine"));
  connect(retry_, &QPushButton::clicked, this, &ConnectionStrip::retryRequested);
  connect(program_, &QPushButton::clicked, this, &ConnectionStrip::programRequested);
  connect(copy_, &QPushButton::clicked, this, &ConnectionStrip::copyRequested);
  connect(cancel_, &QPushButton::clicked, this, &ConnectionStrip::cancelRequested);
  connect(&second_, &QTimer::timeout, this, [this] {
    secondsLeft_ = std::max(0, secondsLeft_ - 1);
    refresh();
  });
  connect(&Theme::instance(), &Theme::changed, this, &ConnectionStrip::refresh);
  hide();
}

QPushButton* ConnectionStrip::addButton(const char* name, const QString& text) {
  auto* button = new QPushButton(text);
  button->setObjectName(QString::fromLatin1(name));
  layout()->addWidget(button);
  return button;
}

void ConnectionStrip::showStatus(const QString& address, const ConnectionStatus& status) {
  address_ = address;
  status_ = status;
  secondsLeft_ = status.retrySeconds;
  if (status.state == State::lost)
    second_.start(1000);
  else
    second_.stop();
  refresh();
  setVisible(status.state != State::closed);
}

void ConnectionStrip::showCopy(const QString& what, double fraction) {
  copying_ = what;
  bar_->setRange(0, fraction < 0 ? 0 : 1000);
  if (fraction >= 0) bar_->setValue(int(fraction * 1000));
  refresh();
}

void ConnectionStrip::refresh() {
  const auto& colours = Theme::instance().colours();
  QString text;
  QColor colour = colours.muted;
  const auto reason = status_.what.section('\n', -1);
  switch (status_.state) {
    case State::closed:
      break;
    case State::connecting:
      text = tr("Connecting to %1…").arg(address_);
      break;
    case State::connected:
      text = tr("Connected to %1 (%2)").arg(address_, status_.version);
      colour = Theme::instance().stateColour(RunState::running);
      break;
    case State::lost:
      text = secondsLeft_ > 0 ? tr("The connection to %1 is lost: %2. Trying again in %n s.", nullptr, secondsLeft_)
                                    .arg(address_, reason)
                              : tr("The connection to %1 is lost: %2. Trying again.").arg(address_, reason);
      colour = colours.warning;
      break;
    case State::refused:
      text = tr("No connection to %1: %2\n%3").arg(address_, status_.what, status_.advice);
      colour = colours.error;
      break;
  }
  text_->setText(copying_.isEmpty() ? text : tr("%1 · %2").arg(text, copying_));
  dot_->setPixmap(linePixmap(QStringLiteral("server"), 16, colour, devicePixelRatioF()));
  bar_->setVisible(!copying_.isEmpty());
  cancel_->setVisible(!copying_.isEmpty());
  copy_->setVisible(copying_.isEmpty() && status_.state == State::connected);
  retry_->setVisible(status_.state == State::lost || status_.state == State::refused);
  program_->setVisible(status_.state == State::refused);
}

}  // namespace vignette
