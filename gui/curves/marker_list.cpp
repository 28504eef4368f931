#include "curves/marker_list.h"

#include <QAction>
#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QSignalBlocker>
#include <QTableView>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>

#include "app/icons.h"
#include "app/theme.h"

namespace vignette {

void MarkerModel::setMarkers(QVector<CurveMarker> markers, QMap<qint64, QString> runs) {
  if (markers == markers_ && runs == runs_) return;
  beginResetModel();
  markers_ = std::move(markers);
  runs_ = std::move(runs);
  endResetModel();
}

int MarkerModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : int(markers_.size());
}

int MarkerModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant MarkerModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const auto& shown = markers_[index.row()];
  if (role == Qt::ToolTipRole || role == Qt::AccessibleTextRole) return markerLine(shown);
  if (role == Qt::ForegroundRole && index.column() == KindColumn)
    return markerColour(shown.kind, Theme::instance().colours());
  if (role == Qt::TextAlignmentRole)
    return QVariant::fromValue((index.column() == StepColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
  if (role != Qt::DisplayRole) return {};
  switch (index.column()) {
    case StepColumn:
      return QLocale().toString(shown.step);
    case KindColumn:
      return markerKindText(shown.kind);
    case TextColumn:
      return QString(shown.text).replace('\n', ' ');
    case RunColumn:
      return runs_.value(shown.run);
    default:
      return {};
  }
}

QVariant MarkerModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
  const QString names[] = {tr("Step"), tr("Kind"), tr("Text"), tr("Run")};
  return section >= 0 && section < ColumnCount ? names[section] : QVariant();
}

MarkerList::MarkerList(QWidget* parent)
    : QWidget(parent), model_(new MarkerModel(this)), table_(new QTableView), empty_(new QLabel) {
  setObjectName(QStringLiteral("markerList"));
  table_->setObjectName(QStringLiteral("markerTable"));
  table_->setAccessibleName(tr("Markers"));
  table_->setModel(model_);
  table_->setSelectionBehavior(QAbstractItemView::SelectRows);
  table_->setSelectionMode(QAbstractItemView::SingleSelection);
  table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
  table_->setShowGrid(false);
  table_->setTabKeyNavigation(false);
  table_->verticalHeader()->hide();
  table_->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
  table_->horizontalHeader()->setHighlightSections(false);
  table_->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
  table_->horizontalHeader()->setStretchLastSection(false);
  table_->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
  table_->horizontalHeader()->setSectionResizeMode(MarkerModel::TextColumn, QHeaderView::Stretch);
  table_->installEventFilter(this);
  table_->setToolTip(tr("Enter or double-click shows the step in the curves; F2 edits a note, Delete removes it."));
  empty_->setText(tr("Nothing is marked yet. Press N in a panel to write a note at a step."));
  empty_->setProperty("role", "muted");
  empty_->setWordWrap(true);
  empty_->setMargin(12);
  empty_->setAlignment(Qt::AlignTop | Qt::AlignHCenter);
  auto* layout = new QVBoxLayout(this);
  layout->setContentsMargins(0, 0, 0, 0);
  layout->setSpacing(0);
  layout->addWidget(buildHead());
  layout->addWidget(empty_);
  layout->addWidget(table_, 1);
  setFocusProxy(table_);
  connect(table_, &QTableView::activated, this,
          [this](const QModelIndex& index) { emit jumpRequested(model_->marker(index.row())); });
  connect(table_->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &MarkerList::showCurrent);
  connect(model_, &QAbstractItemModel::modelReset, this, &MarkerList::showCurrent);
  showCurrent();
}

QToolButton* MarkerList::addButton(const QString& icon, const QString& text, const QString& name) {
  auto* button = new QToolButton;
  button->setIcon(lineIcon(icon));
  button->setToolTip(text);
  button->setAccessibleName(text);
  button->setObjectName(name);
  button->setAutoRaise(true);
  return button;
}

QWidget* MarkerList::buildHead() {
  auto* shown = new QToolButton;
  shown->setObjectName(QStringLiteral("markerKinds"));
  shown->setText(tr("Markers"));
  shown->setToolTip(tr("Which markers the curves and this list show"));
  shown->setPopupMode(QToolButton::InstantPopup);
  auto* menu = new QMenu(this);
  for (const auto kind : kMarkerKinds) {
    auto* action = menu->addAction(markerKindText(kind));
    action->setCheckable(true);
    action->setChecked(true);
    kinds_[kind] = action;
    connect(action, &QAction::toggled, this, [this] {
      MarkerKinds hidden;
      for (auto it = kinds_.begin(); it != kinds_.end(); ++it)
        if (!it.value()->isChecked()) hidden.insert(it.key());
      emit hiddenChanged(hidden);
    });
  }
  shown->setMenu(menu);
  auto* add =
      addButton("note", tr("Write a note at the line of the pointer, or at the last step (N in a panel)"), "addNote");
  connect(add, &QToolButton::clicked, this, &MarkerList::addRequested);
  edit_ = addButton("rename", tr("Edit the note (F2)"), "editNote");
  connect(edit_, &QToolButton::clicked, this, [this] { key(Qt::Key_F2); });
  remove_ = addButton("delete", tr("Remove the note (Delete)"), "removeNote");
  connect(remove_, &QToolButton::clicked, this, [this] { key(Qt::Key_Delete); });
  auto* head = new QWidget;
  auto* row = new QHBoxLayout(head);
  row->setContentsMargins(8, 4, 8, 4);
  row->setSpacing(4);
  row->addWidget(shown);
  row->addStretch(1);
  for (auto* button : {add, edit_, remove_}) row->addWidget(button);
  return head;
}

void MarkerList::setAnswer(const CurveAnswer& answer, const MarkerKinds& hidden) {
  for (auto it = kinds_.begin(); it != kinds_.end(); ++it) {
    const QSignalBlocker quiet(it.value());
    it.value()->setChecked(!hidden.contains(it.key()));
  }
  QVector<CurveMarker> markers;
  QMap<qint64, QString> runs;
  for (const auto& [id, run] : answer.runs) {
    runs[id] = run.name;
    for (const auto& marker : run.markers)
      if (!hidden.contains(marker.kind)) markers << marker;
  }
  std::ranges::stable_sort(markers, {}, &CurveMarker::step);
  const auto* before = current();
  const auto kept = before ? *before : CurveMarker();
  model_->setMarkers(std::move(markers), std::move(runs));
  table_->setColumnHidden(MarkerModel::RunColumn, !model_->severalRuns());
  if (!before || current()) return;
  for (int row = 0; row < model_->rowCount(); ++row)
    if (const auto& now = model_->marker(row);
        now.kind == kept.kind && now.step == kept.step && now.run == kept.run && now.mark == kept.mark)
      return table_->selectRow(row);
}

const CurveMarker* MarkerList::current() const {
  const auto index = table_->currentIndex();
  return index.isValid() && index.row() < model_->rowCount() ? &model_->marker(index.row()) : nullptr;
}

void MarkerList::showCurrent() {
  const auto* marker = current();
  const bool note = marker && marker->kind == CurveMarker::Kind::note;
  edit_->setEnabled(note);
  remove_->setEnabled(note);
  empty_->setVisible(model_->rowCount() == 0);
  table_->setVisible(model_->rowCount() > 0);
}

bool MarkerList::eventFilter(QObject* watched, QEvent* event) {
  if (watched == table_ && event->type() == QEvent::KeyPress && key(static_cast<QKeyEvent*>(event)->key())) return true;
  return QWidget::eventFilter(watched, event);
}

bool MarkerList::key(int key) {
  const auto* marker = current();
  if (key == Qt::Key_N || key == Qt::Key_Insert) {
    emit addRequested();
    return true;
  }
  if (!marker || marker->kind != CurveMarker::Kind::note) return false;
  const auto note = *marker;
  if (key == Qt::Key_F2) emit editRequested(note);
  if (key == Qt::Key_Delete) emit removeRequested(note);
  return key == Qt::Key_F2 || key == Qt::Key_Delete;
}

}  // namespace vignette
