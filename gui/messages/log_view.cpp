#include "messages/log_view.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QScrollBar>
#include <QShortcut>
#include <QSortFilterProxyModel>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "app/icons.h"
#include "app/theme.h"
#include "messages/log_delegate.h"
#include "messages/log_model.h"
#include "messages/run_log.h"

namespace vignette {

namespace {
constexpr int kLines = 10000;

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
    : QWidget(parent),
      model_(lines ? lines : new LogModel(kLines, this)),
      runModel_(new RunLogModel(kLines, this)),
      proxy_(new LevelFilter(this)),
      delegate_(new LogDelegate(this)) {
  proxy_->setSourceModel(model_);
  proxy_->setFilterCaseSensitivity(Qt::CaseInsensitive);
  buildList();
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addWidget(buildTools());
  layout->addWidget(list_);
  followEnd();
  for (const auto& [keys, direction] : {std::pair{QKeySequence(Qt::Key_F3), 1}, {QKeySequence("Shift+F3"), -1}}) {
    auto* shortcut = new QShortcut(keys, this);
    shortcut->setContext(Qt::WidgetWithChildrenShortcut);
    connect(shortcut, &QShortcut::activated, this, [this, direction = direction] { find(direction); });
  }
}

void LogView::buildList() {
  list_ = new QListView;
  list_->setObjectName(QStringLiteral("logLines"));
  list_->setAccessibleName(tr("Log"));
  list_->setModel(proxy_);
  list_->setItemDelegate(delegate_);
  list_->setUniformItemSizes(true);
  list_->setEditTriggers(QAbstractItemView::NoEditTriggers);
  list_->setSelectionMode(QAbstractItemView::ExtendedSelection);
  list_->setFont(fixedFont());
  auto* copy = new QAction(tr("Copy"), list_);
  copy->setShortcut(QKeySequence::Copy);
  copy->setShortcutContext(Qt::WidgetShortcut);
  connect(copy, &QAction::triggered, this, &LogView::copySelected);
  auto* find = new QAction(tr("Search"), list_);
  find->setShortcut(QKeySequence::Find);
  find->setShortcutContext(Qt::WidgetShortcut);
  connect(find, &QAction::triggered, this, [this] { search_->setFocus(); });
  list_->addActions({copy, find});
  list_->setContextMenuPolicy(Qt::ActionsContextMenu);
}

QToolButton* LogView::addTool(QWidget* tools, const char* name, const QString& icon, const QString& tip) {
  auto* button = new QToolButton;
  button->setObjectName(QString::fromLatin1(name));
  button->setIcon(lineIcon(icon));
  button->setToolTip(tip);
  button->setAccessibleName(tip);
  button->setAutoRaise(true);
  tools->layout()->addWidget(button);
  return button;
}

QWidget* LogView::buildTools() {
  auto* tools = new QWidget;
  auto* row = new QHBoxLayout(tools);
  row->setContentsMargins(8, 6, 8, 6);
  source_ = new QComboBox;
  source_->setObjectName(QStringLiteral("logSource"));
  source_->setAccessibleName(tr("Whose messages"));
  source_->addItem(tr("This program"));
  connect(source_, qOverload<int>(&QComboBox::currentIndexChanged), this, &LogView::chooseSource);
  level_ = new QComboBox;
  level_->setObjectName(QStringLiteral("logLevel"));
  level_->setAccessibleName(tr("Least level"));
  level_->addItems({tr("Everything"), tr("Messages"), tr("Warnings"), tr("Errors")});
  level_->setCurrentIndex(int(LogLevel::info));
  connect(level_, qOverload<int>(&QComboBox::currentIndexChanged), this, [this](int level) {
    static_cast<LevelFilter*>(proxy_)->setLevel(level);
    showMatches();
  });
  for (auto* box : {source_, level_}) {  // a small window has no room for the longest of their texts
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(8);
  }
  search_ = new QLineEdit;
  search_->setObjectName(QStringLiteral("logSearch"));
  search_->setAccessibleName(tr("Search the log"));
  search_->setPlaceholderText(tr("Search the log"));
  search_->setClearButtonEnabled(true);
  search_->addAction(lineIcon(QStringLiteral("search")), QLineEdit::LeadingPosition);
  connect(search_, &QLineEdit::textChanged, this, &LogView::search);
  connect(search_, &QLineEdit::returnPressed, this,
          [this] { find(QGuiApplication::keyboardModifiers() & Qt::ShiftModifier ? -1 : 1); });
  found_ = new QLabel;
  found_->setObjectName(QStringLiteral("logFound"));
  found_->setProperty("role", "muted");
  row->addWidget(source_);
  row->addWidget(level_);
  row->addWidget(search_, 1);
  row->addWidget(found_);
  previous_ = addTool(tools, "logPrevious", QStringLiteral("collapse"), tr("Previous match (Shift+F3)"));
  next_ = addTool(tools, "logNext", QStringLiteral("expand"), tr("Next match (F3)"));
  only_ = addTool(tools, "logOnly", QStringLiteral("search"), tr("Show only the lines that match"));
  only_->setCheckable(true);
  only_->setChecked(true);
  follow_ = addTool(tools, "logFollow", QStringLiteral("follow"), tr("Follow new lines"));
  follow_->setCheckable(true);
  follow_->setChecked(true);
  auto* clear = addTool(tools, "logClear", QStringLiteral("clear"), tr("Empty this list (the log file stays)"));
  connect(previous_, &QToolButton::clicked, this, &LogView::findPrevious);
  connect(next_, &QToolButton::clicked, this, &LogView::findNext);
  connect(only_, &QToolButton::toggled, this, [this] { search(search_->text()); });
  connect(clear, &QToolButton::clicked, this, [this] { static_cast<LogModel*>(proxy_->sourceModel())->clear(); });
  search({});
  return tools;
}

/// New lines keep the end in view while it is followed; scrolling away from it ends that, and coming back begins it.
void LogView::followEnd() {
  auto* bar = list_->verticalScrollBar();
  connect(bar, &QScrollBar::actionTriggered, this,
          [this, bar] { follow_->setChecked(bar->sliderPosition() >= bar->maximum() - 2); });
  connect(bar, &QScrollBar::sliderReleased, this,
          [this, bar] { follow_->setChecked(bar->value() >= bar->maximum() - 2); });
  connect(
      proxy_, &QAbstractItemModel::rowsInserted, this,
      [this] {
        if (follow_->isChecked()) list_->scrollToBottom();
        if (!search_->text().isEmpty()) showMatches();
      },
      Qt::QueuedConnection);
  connect(follow_, &QToolButton::toggled, this, [this](bool follow) {
    if (follow) list_->scrollToBottom();
  });
}

void LogView::setRun(const QString& name, const QString& file) {
  const bool shown = source_->currentIndex() == 1;
  runModel_->setFile(file);
  if (file.isEmpty()) {
    source_->removeItem(1);
    return;
  }
  if (source_->count() == 1) source_->addItem(QString());
  source_->setItemText(1, tr("Run: %1").arg(name));
  if (shown) chooseSource(1);
}

void LogView::chooseSource(int source) {
  runModel_->setFollowing(source == 1 && isVisible());
  auto* wanted = source == 1 ? static_cast<LogModel*>(runModel_) : model_;
  if (proxy_->sourceModel() != wanted) proxy_->setSourceModel(wanted);
  if (follow_->isChecked()) list_->scrollToBottom();
  showMatches();
}

void LogView::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  runModel_->setFollowing(source_->currentIndex() == 1);
}

void LogView::hideEvent(QHideEvent* event) {
  QWidget::hideEvent(event);
  runModel_->setFollowing(false);
}

void LogView::search(const QString& text) {
  delegate_->setSearch(text);
  proxy_->setFilterFixedString(only_->isChecked() ? text : QString());
  list_->viewport()->update();
  showMatches();
}

bool LogView::matches(int row) const {
  return proxy_->index(row, 0).data().toString().contains(search_->text(), Qt::CaseInsensitive);
}

void LogView::showMatches() {
  if (!found_) return;
  const bool searching = !search_->text().isEmpty();
  for (auto* button : {previous_, next_, only_}) button->setVisible(searching);
  int count = 0;
  for (int row = 0; searching && row < proxy_->rowCount(); ++row) count += matches(row);
  found_->setText(searching ? tr("%n lines", nullptr, count) : QString());
  next_->setEnabled(count > 0);
  previous_->setEnabled(count > 0);
}

void LogView::findNext() {
  find(1);
}

void LogView::findPrevious() {
  find(-1);
}

/// From the current line on, and round the end.
void LogView::find(int direction) {
  const int rows = proxy_->rowCount();
  if (search_->text().isEmpty() || rows == 0) return;
  const auto current = list_->currentIndex();
  int row = current.isValid() ? current.row() : direction > 0 ? -1 : rows;
  for (int i = 0; i < rows; ++i) {
    row = (row + direction + rows) % rows;
    if (!matches(row)) continue;
    follow_->setChecked(false);
    list_->setCurrentIndex(proxy_->index(row, 0));
    list_->scrollTo(proxy_->index(row, 0), QAbstractItemView::PositionAtCenter);
    return;
  }
}

void LogView::copySelected() {
  auto rows = list_->selectionModel()->selectedRows();
  std::sort(rows.begin(), rows.end());
  QStringList lines;
  for (const auto& index : rows) lines << index.data().toString();
  QGuiApplication::clipboard()->setText(lines.join('\n'));
}

}  // namespace vignette
