#include "messages/log_view.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QLineEdit>
#include <QListView>
#include <QScrollBar>
#include <QSortFilterProxyModel>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "app/icons.h"
#include "messages/log_model.h"

namespace vignette {

namespace {
class LevelFilter : public QSortFilterProxyModel {
 public:
  using QSortFilterProxyModel::QSortFilterProxyModel;
  void setLevel(int level) {
    level_ = level;
    invalidateFilter();
  }

 protected:
  bool filterAcceptsRow(int row, const QModelIndex& parent) const override {
    return sourceModel()->index(row, 0, parent).data(LogModel::LevelRole).toInt() >= level_ &&
           QSortFilterProxyModel::filterAcceptsRow(row, parent);
  }

 private:
  int level_ = int(LogLevel::info);
};
}  // namespace

LogView::LogView(QWidget* parent, LogModel* lines)
    : QWidget(parent), model_(lines ? lines : new LogModel(10000, this)), proxy_(new LevelFilter(this)) {
  proxy_->setSourceModel(model_);
  proxy_->setFilterCaseSensitivity(Qt::CaseInsensitive);
  list_ = new QListView;
  list_->setObjectName(QStringLiteral("logLines"));
  list_->setAccessibleName(tr("Log"));
  list_->setModel(proxy_);
  list_->setUniformItemSizes(true);
  list_->setEditTriggers(QAbstractItemView::NoEditTriggers);
  list_->setSelectionMode(QAbstractItemView::ExtendedSelection);
  list_->setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
  auto* copy = new QAction(tr("Copy"), list_);
  copy->setShortcut(QKeySequence::Copy);
  copy->setShortcutContext(Qt::WidgetShortcut);
  connect(copy, &QAction::triggered, this, &LogView::copySelected);
  list_->addAction(copy);
  list_->setContextMenuPolicy(Qt::ActionsContextMenu);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addWidget(buildTools());
  layout->addWidget(list_);
  keepAtEnd();
}

QWidget* LogView::buildTools() {
  level_ = new QComboBox;
  level_->setObjectName(QStringLiteral("logLevel"));
  level_->addItems({tr("Everything"), tr("Messages"), tr("Warnings"), tr("Errors")});
  level_->setCurrentIndex(int(LogLevel::info));
  connect(level_, qOverload<int>(&QComboBox::currentIndexChanged), this,
          [this](int level) { static_cast<LevelFilter*>(proxy_)->setLevel(level); });
  search_ = new QLineEdit;
  search_->setObjectName(QStringLiteral("logSearch"));
  search_->setPlaceholderText(tr("Search the log"));
  search_->setClearButtonEnabled(true);
  search_->addAction(lineIcon(QStringLiteral("search")), QLineEdit::LeadingPosition);
  connect(search_, &QLineEdit::textChanged, proxy_, &QSortFilterProxyModel::setFilterFixedString);
  auto* clear = new QToolButton;
  clear->setIcon(lineIcon(QStringLiteral("clear")));
  clear->setToolTip(tr("Empty this list (the log file stays)"));
  clear->setAutoRaise(true);
  connect(clear, &QToolButton::clicked, model_, &LogModel::clear);
  auto* tools = new QWidget;
  auto* row = new QHBoxLayout(tools);
  row->setContentsMargins(8, 6, 8, 6);
  row->addWidget(level_);
  row->addWidget(search_, 1);
  row->addWidget(clear);
  return tools;
}

void LogView::keepAtEnd() {
  auto* bar = list_->verticalScrollBar();
  connect(proxy_, &QAbstractItemModel::rowsAboutToBeInserted, this,
          [this, bar] { atEnd_ = bar->value() >= bar->maximum() - 2; });
  connect(
      proxy_, &QAbstractItemModel::rowsInserted, this,
      [this] {
        if (atEnd_) list_->scrollToBottom();
      },
      Qt::QueuedConnection);
}

void LogView::copySelected() {
  auto rows = list_->selectionModel()->selectedRows();
  std::sort(rows.begin(), rows.end());
  QStringList lines;
  for (const auto& index : rows) lines << index.data().toString();
  QGuiApplication::clipboard()->setText(lines.join('\n'));
}

}  // namespace vignette
