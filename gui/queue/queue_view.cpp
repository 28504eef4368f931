#include "queue/queue_view.h"

#include <QAction>
#include <QCheckBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QSignalBlocker>
#include <QStackedWidget>
#include <QToolButton>
#include <QUndoStack>
#include <algorithm>

#include "app/icons.h"
#include "app/run_controls.h"
#include "app/store_access.h"
#include "queue/queue_edits.h"
#include "queue/queue_runner.h"
#include "store/experiment_store.h"

namespace vignette {

QueueList::QueueList(QWidget* parent) : QTreeWidget(parent) {
  setObjectName(QStringLiteral("queueList"));
  setAccessibleName(tr("Queue"));
  setColumnCount(2);
  setHeaderLabels({tr("Experiment"), tr("Time")});
  setRootIsDecorated(false);
  setUniformRowHeights(true);
  setFrameShape(QFrame::NoFrame);
  setSelectionMode(ExtendedSelection);
  setDragDropMode(InternalMove);
  setContextMenuPolicy(Qt::ActionsContextMenu);
  header()->setSectionResizeMode(0, QHeaderView::Stretch);
  header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
  header()->setStretchLastSection(false);
}

std::vector<std::int64_t> QueueList::order() const {
  std::vector<std::int64_t> ids;
  for (int i = 0; i < topLevelItemCount(); ++i) ids.push_back(topLevelItem(i)->data(0, Qt::UserRole).toLongLong());
  return ids;
}

void QueueList::dropEvent(QDropEvent* event) {
  QTreeWidget::dropEvent(event);
  emit dropped();
}

QueueView::QueueView(StoreAccess* store, QueueRunner* runner, QUndoStack* undo, QWidget* parent)
    : QWidget(parent), store_(store), runner_(runner), undo_(undo) {
  list_ = new QueueList;
  state_ = new QLabel;
  state_->setObjectName(QStringLiteral("queueState"));
  state_->setWordWrap(true);
  pause_ = new QToolButton;
  pause_->setObjectName(QStringLiteral("queuePause"));
  pause_->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  stops_ = new QCheckBox(tr("Pause the queue when a run fails"));
  stops_->setObjectName(QStringLiteral("queueStops"));
  problem_ = new QLabel;
  problem_->setObjectName(QStringLiteral("queueProblem"));
  problem_->setWordWrap(true);
  problem_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  auto* empty =
      new QLabel(tr("Nothing waits.\n\nPrepare an experiment and press Add to queue, or make a sweep: the runs "
                    "follow one another."));
  empty->setObjectName(QStringLiteral("queueEmpty"));
  empty->setProperty("role", "muted");
  empty->setAlignment(Qt::AlignCenter);
  empty->setWordWrap(true);
  empty->setMargin(16);
  pages_ = new QStackedWidget;
  pages_->addWidget(empty);
  pages_->addWidget(list_);
  auto* head = new QHBoxLayout;
  head->setContentsMargins(8, 6, 8, 4);
  head->addWidget(state_, 1);
  head->addWidget(pause_);
  auto* foot = new QVBoxLayout;
  foot->setContentsMargins(8, 4, 8, 8);
  foot->addWidget(problem_);
  foot->addWidget(stops_);
  auto* column = new QVBoxLayout(this);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addLayout(head);
  column->addWidget(pages_, 1);
  column->addLayout(foot);
  buildActions();
  connect(pause_, &QToolButton::clicked, this, [this] { runner_->setPaused(!runner_->paused()); });
  connect(stops_, &QCheckBox::toggled, runner_, &QueueRunner::setStopsOnFailure);
  connect(list_, &QueueList::dropped, this, &QueueView::reorder);
  connect(list_, &QTreeWidget::itemSelectionChanged, this, &QueueView::updateActions);
  connect(list_, &QTreeWidget::currentItemChanged, this, &QueueView::updateActions);
  connect(list_, &QTreeWidget::itemDoubleClicked, edit_, &QAction::trigger);
  connect(runner_, &QueueRunner::changed, this, &QueueView::showRows);
  showRows();
}

void QueueView::buildActions() {
  const auto add = [this](const char* icon, const QString& text, const QKeySequence& keys, auto work) {
    auto* action = new QAction(lineIcon(QString::fromLatin1(icon)), text, list_);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetShortcut);
    connect(action, &QAction::triggered, this, work);
    list_->addAction(action);
    return action;
  };
  start_ = add("start", tr("Start now"), {}, [this] {
    if (const auto entry = currentEntry()) runner_->startNow(entry->id);
  });
  edit_ = add("experiment", tr("Edit in Experiment"), Qt::Key_Return, [this] {
    if (const auto entry = currentEntry()) emit editRequested(*entry);
  });
  duplicate_ = add("duplicate", tr("Duplicate"), QKeySequence(tr("Ctrl+D")), [this] { duplicate(); });
  up_ = add("collapse", tr("Move up"), QKeySequence(tr("Alt+Up")), [this] { move(-1); });
  down_ = add("expand", tr("Move down"), QKeySequence(tr("Alt+Down")), [this] { move(1); });
  remove_ = add("delete", tr("Remove"), QKeySequence::Delete, [this] { removeChosen(); });
  endSweep_ = add("stop", tr("End its sweep: remove all its waiting runs"), {}, [this] { endSweep(); });
}

void QueueView::showRows() {
  const auto& rows = runner_->rows();
  const auto selected = chosen();
  const auto current = currentEntry();
  const QSignalBlocker quiet(list_);
  list_->clear();
  for (const auto& row : rows) {
    auto* item = new QTreeWidgetItem(list_);
    const auto problem = QString::fromStdString(row.entry.problem);
    const auto name = QString::fromStdString(row.entry.name);
    item->setText(0, name.isEmpty() ? tr("(no name)") : name);
    item->setToolTip(0, problem.isEmpty() ? name : problem);
    if (!problem.isEmpty()) item->setIcon(0, lineIcon(QStringLiteral("error")));
    item->setText(1, row.seconds ? durationText(*row.seconds) : QStringLiteral("–"));
    item->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
    item->setData(0, Qt::UserRole, qint64(row.entry.id));
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsDragEnabled);
    if (current && current->id == row.entry.id) list_->setCurrentItem(item, 0, QItemSelectionModel::NoUpdate);
    item->setSelected(std::any_of(selected.begin(), selected.end(), [&](auto& one) { return one.id == row.entry.id; }));
  }
  pages_->setCurrentIndex(rows.empty() ? 0 : 1);
  showState();
  updateActions();
}

void QueueView::showState() {
  double seconds = 0;
  int known = 0, waiting = 0;
  for (const auto& row : runner_->rows()) {
    if (!row.entry.problem.empty()) continue;
    ++waiting;
    if (!row.seconds) continue;
    ++known;
    seconds += *row.seconds;
  }
  QString text = waiting == 0 ? tr("Nothing waits.") : tr("%n experiment(s) wait.", nullptr, waiting);
  if (waiting > 0 && known == waiting)
    text = tr("%n experiment(s) wait, about %1.", nullptr, waiting).arg(durationText(seconds));
  if (runner_->paused() && waiting > 0) text = tr("The queue is paused.") + QLatin1Char(' ') + text;
  state_->setText(text);
  pause_->setText(runner_->paused() ? tr("Go on") : tr("Pause queue"));
  pause_->setIcon(lineIcon(runner_->paused() ? QStringLiteral("resume") : QStringLiteral("pause")));
  pause_->setEnabled(runner_->paused() || waiting > 0);
  const QSignalBlocker quiet(stops_);
  stops_->setChecked(runner_->stopsOnFailure());
}

void QueueView::updateActions() {
  const auto entry = currentEntry();
  const int row = list_->indexOfTopLevelItem(list_->currentItem());
  for (auto* action : {start_, edit_, duplicate_, remove_}) action->setEnabled(entry.has_value());
  up_->setEnabled(row > 0);
  down_->setEnabled(row >= 0 && row + 1 < list_->topLevelItemCount());
  endSweep_->setEnabled(entry && entry->sweep);
  problem_->setVisible(entry && !entry->problem.empty());
  if (entry && !entry->problem.empty())
    problem_->setText(tr("Refused: %1\nEdit it, or start it again.").arg(QString::fromStdString(entry->problem)));
}

std::optional<QueuedRun> QueueView::currentEntry() const {
  const auto* item = list_->currentItem();
  if (!item) return std::nullopt;
  for (const auto& row : runner_->rows())
    if (row.entry.id == item->data(0, Qt::UserRole).toLongLong()) return row.entry;
  return std::nullopt;
}

std::vector<QueuedRun> QueueView::chosen() const {
  std::vector<QueuedRun> entries;
  for (const auto* item : list_->selectedItems())
    for (const auto& row : runner_->rows())
      if (row.entry.id == item->data(0, Qt::UserRole).toLongLong()) entries.push_back(row.entry);
  return entries;
}

void QueueView::move(int by) {
  const int row = list_->indexOfTopLevelItem(list_->currentItem()), to = row + by;
  if (row < 0 || to < 0 || to >= list_->topLevelItemCount()) return;
  {
    const QSignalBlocker quiet(list_);
    auto* item = list_->takeTopLevelItem(row);
    list_->insertTopLevelItem(to, item);
    list_->clearSelection();
    list_->setCurrentItem(item);
  }
  reorder();
}

void QueueView::reorder() {
  std::vector<std::int64_t> before;
  for (const auto& row : runner_->rows()) before.push_back(row.entry.id);
  auto after = list_->order();
  if (after != before) undo_->push(new OrderQueue(store_, std::move(before), std::move(after)));
  runner_->refresh();
}

void QueueView::removeChosen() {
  auto entries = chosen();
  if (!entries.empty()) undo_->push(new RemoveQueued(store_, std::move(entries)));
}

void QueueView::endSweep() {
  const auto current = currentEntry();
  if (!current || !current->sweep) return;
  std::vector<QueuedRun> entries;
  for (const auto& row : runner_->rows())
    if (row.entry.sweep == current->sweep) entries.push_back(row.entry);
  undo_->push(new RemoveQueued(store_, std::move(entries)));
}

void QueueView::duplicate() {
  auto entry = currentEntry();
  if (!entry) return;
  entry->id = entry->position = 0;
  entry->sweep.reset();
  entry->problem.clear();
  entry->name = tr("%1 copy").arg(QString::fromStdString(entry->name)).toStdString();
  store_->write([entry = *entry](ExperimentStore& open) { open.put_queued(entry); });
}

}  // namespace vignette
