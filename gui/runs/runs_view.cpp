#include "runs/runs_view.h"

#include <QAction>
#include <QColorDialog>
#include <QHeaderView>
#include <QItemSelection>
#include <QLabel>
#include <QMenu>
#include <QStackedWidget>
#include <QTableView>
#include <QUndoStack>
#include <QVBoxLayout>
#include <algorithm>
#include <set>
#include <utility>

#include "app/icons.h"
#include "app/store_access.h"
#include "runs/run_edits.h"
#include "runs/run_filter_model.h"
#include "runs/run_query_edit.h"
#include "store/experiment_store.h"

namespace vignette {

namespace {
constexpr int kReadMilliseconds = 700;  // between two reads of all runs while a run trains

bool canResume(RunState state) {
  return state == RunState::stopped || state == RunState::interrupted || state == RunState::failed;
}
bool isGoing(RunState state) {
  return state == RunState::running || state == RunState::paused;
}
}  // namespace

RunsView::RunsView(StoreAccess* store, QUndoStack* undo, QWidget* parent)
    : QWidget(parent),
      store_(store),
      undo_(undo),
      model_(new RunListModel(this)),
      proxy_(new RunFilterModel(this)),
      cache_(std::make_shared<RunFactsCache>()) {
  buildActions();
  buildTable();
  pages_ = new QStackedWidget;
  pages_->addWidget(table_);
  pages_->addWidget(buildEmptyState());
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addWidget(buildFilter());
  layout->addWidget(pages_);
  wait_.setSingleShot(true);
  connect(&wait_, &QTimer::timeout, this, &RunsView::read);
  connect(store_, &StoreAccess::opened, this, [this] {
    model_->setRows({});
    cache_ = std::make_shared<RunFactsCache>();
    restoreColumns();
    sinceRead_.invalidate();
    reading_ = false;
    refresh();
  });
  connect(store_, &StoreAccess::changed, this, &RunsView::refresh);
  connect(store_, &StoreAccess::failed, this, [this] { reading_ = false; });
  connect(model_, &RunListModel::renameRequested, this, &RunsView::rename);
  pages_->setCurrentIndex(1);
  updateActions();
}

void RunsView::buildActions() {
  const auto add = [this](const char* icon, const QString& text, const QKeySequence& keys, auto slot) {
    auto* action = new QAction(lineIcon(QString::fromLatin1(icon)), text, this);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::triggered, this, slot);
    addAction(action);
    return action;
  };
  rename_ =
      add("rename", tr("Rename"), Qt::Key_F2, [this] { table_->edit(table_->currentIndex().siblingAtColumn(0)); });
  colour_ = add("experiment", tr("Colour…"), {}, [this] { chooseColour(); });
  duplicate_ = add("duplicate", tr("Duplicate as new experiment"), QKeySequence(tr("Ctrl+D")),
                   [this] { emit duplicateRequested(currentRun()); });
  resume_ = add("resume", tr("Resume after its last checkpoint"), {}, [this] { emit resumeRequested(currentRun()); });
  continue_ =
      add("follow", tr("Use its model in a new experiment"), {}, [this] { emit continueRequested(currentRun()); });
  branch_ = add("compare", tr("Branch off a checkpoint…"), {}, [this] { emit branchRequested(currentRun()); });
  export_ = add("recipe", tr("Export recipe…"), {}, [this] { emit exportRequested(currentRun()); });
  describe_ = add("tag", tr("Tags and note…"), QKeySequence(tr("Ctrl+T")), [this] { describeCurrent(); });
  archive_ = add("archive", tr("Archive"), QKeySequence(tr("Ctrl+E")), [this] { archiveSelected(); });
  showArchived_ = new QAction(tr("Show archived runs"), this);
  showArchived_->setObjectName(QStringLiteral("showArchived"));
  showArchived_->setCheckable(true);
  connect(showArchived_, &QAction::toggled, this, [this](bool shown) {
    proxy_->setArchivedShown(shown);
    keepColumns();
  });
  columns_ = new QAction(tr("Columns…"), this);
  columns_->setObjectName(QStringLiteral("chooseColumns"));
  connect(columns_, &QAction::triggered, this, [this] { chooseColumns(); });
  sweep_ = add("series", tr("Show its sweep"), {}, [this] { emit sweepRequested(currentRun()); });
  delete_ = add("delete", tr("Delete"), QKeySequence::Delete, [this] { deleteSelected(); });
}

void RunsView::buildTable() {
  proxy_->setSourceModel(model_);
  table_ = new QTableView;
  table_->setObjectName(QStringLiteral("runTable"));
  table_->setAccessibleName(tr("Runs"));
  table_->setModel(proxy_);
  table_->setSelectionBehavior(QAbstractItemView::SelectRows);
  table_->setSelectionMode(QAbstractItemView::ExtendedSelection);
  table_->setEditTriggers(QAbstractItemView::EditKeyPressed);
  table_->setSortingEnabled(true);
  table_->sortByColumn(RunListModel::Started, Qt::DescendingOrder);
  table_->setShowGrid(false);
  table_->setWordWrap(false);
  table_->setTextElideMode(Qt::ElideMiddle);  // runs of a sweep differ at the end of their names
  table_->setContextMenuPolicy(Qt::CustomContextMenu);
  table_->verticalHeader()->hide();
  table_->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 11);
  auto* header = table_->horizontalHeader();
  header->setHighlightSections(false);
  header->setMinimumSectionSize(44);
  header->setStretchLastSection(true);
  header->resizeSection(RunListModel::Name, fontMetrics().averageCharWidth() * 26);
  const int digit = fontMetrics().horizontalAdvance('0');
  for (const auto& [column, digits] : {std::pair{RunListModel::State, 11},
                                       {RunListModel::Step, 8},
                                       {RunListModel::Cider, 11},
                                       {RunListModel::Reward, 9},
                                       {RunListModel::Started, 13}})
    header->resizeSection(column, digit * digits);
  header->moveSection(RunListModel::Cider, 1);
  header->setSectionsMovable(true);
  header->setContextMenuPolicy(Qt::CustomContextMenu);
  connect(header, &QHeaderView::customContextMenuRequested, this, &RunsView::showHeaderMenu);
  connect(table_, &QTableView::customContextMenuRequested, this, &RunsView::showMenu);
  connect(table_, &QTableView::doubleClicked, this, [this](const QModelIndex& index) {
    if (index.column() == RunListModel::Name) table_->edit(index);
  });
  connect(table_->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
    updateActions();
    if (adopting_) return;
    const auto runs = selectedRuns();
    if (runs == told_) return;
    told_ = runs;
    emit selectionChanged(runs);
  });
}

QWidget* RunsView::buildFilter() {
  filter_ = new RunQueryEdit;
  connect(filter_, &RunQueryEdit::queryChanged, this, [this](const RunQuery& query) {
    // What is selected stays so while a search hides it, and is there again when the search goes.
    const auto selected = told_, wanted = wanted_;
    adopting_ = true;
    proxy_->setQuery(query);
    selectRuns(selected);
    wanted_ = wanted;
    adopting_ = false;
    if (std::exchange(lastSeries_, query.last_series()) != query.last_series()) refresh();
  });
  auto* strip = new QWidget;
  auto* layout = new QVBoxLayout(strip);
  layout->setContentsMargins(8, 8, 8, 6);
  layout->addWidget(filter_);
  return strip;
}

QWidget* RunsView::buildEmptyState() {
  auto* label = new QLabel(tr("No runs yet.\n\nChoose a preset or open a recipe in Experiment and press Start."));
  label->setObjectName(QStringLiteral("noRuns"));
  label->setProperty("role", "muted");
  label->setAlignment(Qt::AlignCenter);
  label->setWordWrap(true);
  label->setMargin(16);
  return label;
}

void RunsView::refresh() {
  if (reading_) {
    again_ = true;
    return;
  }
  if (wait_.isActive()) return;
  const auto since = sinceRead_.isValid() ? sinceRead_.elapsed() : kReadMilliseconds;
  wait_.start(int(std::clamp<qint64>(kReadMilliseconds - since, 0, kReadMilliseconds)));
}

void RunsView::read() {
  reading_ = true;
  again_ = false;
  sinceRead_.start();
  store_->query(
      this,
      [cache = cache_, fields = model_->extraColumns(), series = lastSeries_](ExperimentStore& open) {
        auto wanted = series;
        for (const auto& field : fields)
          if (auto name = last_series(field); !name.empty()) wanted.push_back(std::move(name));
        return cache->rows(open, fields, wanted);
      },
      [this](std::vector<RunRow> rows) { take(std::move(rows)); });
}

void RunsView::take(std::vector<RunRow> rows) {
  reading_ = false;
  const auto before = selectedRuns();
  std::set<std::string> metrics, tags;
  for (const auto& row : rows) {
    for (const auto& tag : row.tags) tags.insert(tag.toStdString());
    if (row.facts)
      for (const auto& [series, value] : row.facts->record.best)
        if (series.find('/') != series.npos) metrics.insert(series);
  }
  filter_->setKnown({metrics.begin(), metrics.end()}, {tags.begin(), tags.end()});
  adopting_ = true;
  model_->setRows(std::move(rows));
  adopting_ = false;
  pages_->setCurrentIndex(model_->rowCount() == 0 ? 1 : 0);
  if (!wanted_.isEmpty()) {
    selectRuns(wanted_);
  } else if (selectedRuns() != before) {
    selectRuns(before);
  }
  const auto there = [this](qint64 run) {
    const auto* row = model_->find(run);
    return row && (!row->archived || showArchived_->isChecked());
  };
  if (!told_.isEmpty() && std::ranges::none_of(told_, there)) {
    told_.clear();  // deleted or put away: nothing of them is to be seen any more
    emit selectionChanged({});
  }
  updateActions();
  emit refreshed();
  if (again_) refresh();
}

QList<qint64> RunsView::selectedRuns() const {
  QList<qint64> runs;
  auto rows = table_->selectionModel()->selectedRows();
  std::sort(rows.begin(), rows.end());
  for (const auto& index : rows) runs << index.data(RunListModel::IdRole).toLongLong();
  return runs;
}

qint64 RunsView::currentRun() const {
  const auto runs = selectedRuns();
  const auto current = table_->currentIndex().data(RunListModel::IdRole).toLongLong();
  return runs.isEmpty() || runs.contains(current) ? (runs.isEmpty() ? 0 : current) : runs.first();
}

void RunsView::selectRuns(const QList<qint64>& runs) {
  QItemSelection selection;
  QModelIndex first;
  for (auto run : runs) {
    const int row = model_->rowOf(run);
    if (row < 0) continue;
    const auto index = proxy_->mapFromSource(model_->index(row, 0));
    if (!index.isValid()) continue;
    if (!first.isValid()) first = index;
    selection.select(index, index);
  }
  wanted_ = first.isValid() || runs.isEmpty() ? QList<qint64>() : runs;
  if (first.isValid()) table_->selectionModel()->setCurrentIndex(first, QItemSelectionModel::NoUpdate);
  table_->selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
}

void RunsView::makeCurrent(qint64 run) {
  const auto runs = selectedRuns();
  if (!runs.contains(run)) return selectRuns({run});
  const auto index = proxy_->mapFromSource(model_->index(model_->rowOf(run), 0));
  table_->selectionModel()->setCurrentIndex(index, QItemSelectionModel::NoUpdate);
  table_->scrollTo(index);
  emit selectionChanged(runs);
}

void RunsView::updateActions() {
  const auto runs = selectedRuns();
  const auto* row = model_->find(currentRun());
  bool going = false;
  for (auto run : runs)
    if (const auto* each = model_->find(run)) going = going || isGoing(each->state);
  rename_->setEnabled(runs.size() == 1);
  colour_->setEnabled(runs.size() == 1);
  duplicate_->setEnabled(runs.size() == 1);
  for (auto* action : {continue_, branch_, export_, sweep_}) action->setEnabled(runs.size() == 1);
  resume_->setEnabled(runs.size() == 1 && row && canResume(row->state));
  delete_->setEnabled(!runs.isEmpty() && !going);
  describe_->setEnabled(runs.size() == 1);
  archive_->setEnabled(!runs.isEmpty() && !going);
  archive_->setText(row && row->archived ? tr("Take out of the archive") : tr("Archive"));
}

void RunsView::showMenu(const QPoint& position) {
  QMenu menu;
  menu.addActions({resume_, branch_, duplicate_, continue_, export_});
  auto* curves = menu.addMenu(lineIcon(QStringLiteral("curves")), tr("Export curves"));
  for (const auto& [format, text] : {std::pair{QStringLiteral("tensorboard"), tr("TensorBoard event files…")},
                                     {QStringLiteral("csv"), tr("CSV, a file a run…")},
                                     {QStringLiteral("csv-long"), tr("CSV, one long table…")}})
    curves->addAction(text, this, [this, format = format] { emit curveExportRequested(format, selectedRuns()); });
  menu.addAction(sweep_);
  menu.addSeparator();
  menu.addActions({rename_, colour_, describe_});
  menu.addSeparator();
  menu.addActions({archive_, delete_});
  menu.addSeparator();
  menu.addActions({columns_, showArchived_});
  fillGroupMenu(menu.addMenu(tr("Group by")));
  menu.exec(table_->viewport()->mapToGlobal(position));
}

void RunsView::deleteSelected() {
  const auto runs = selectedRuns();
  if (runs.isEmpty()) return;
  const auto name = model_->find(runs.first())->name;
  undo_->push(new DeleteRuns(store_, QVector<qint64>(runs.begin(), runs.end())));
  emit told(runs.size() == 1 ? tr("%1 is deleted; undo brings it back.").arg(name)
                             : tr("%n run(s) are deleted; undo brings them back.", nullptr, int(runs.size())));
}

void RunsView::rename(qint64 run, const QString& name) {
  if (const auto* row = model_->find(run)) undo_->push(new RenameRun(store_, run, row->name, name));
}

void RunsView::chooseColour() {
  const auto run = currentRun();
  const auto* row = model_->find(run);
  if (!row) return;
  const auto before = row->colour;
  auto* dialog = new QColorDialog(before, this);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  connect(dialog, &QColorDialog::colorSelected, this, [this, run, before](const QColor& chosen) {
    undo_->push(new RecolourRun(store_, run, before.name(), chosen.name()));
  });
  dialog->open();
}

}  // namespace vignette
