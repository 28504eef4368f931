#include "experiment/phase_table.h"

#include <QHeaderView>

#include "experiment/parameter_texts.h"

namespace vignette {

namespace {
constexpr int kKeyRole = Qt::UserRole;
constexpr int kRowsShown = 9;
enum Column { KeyColumn, ValueColumn };

QString text(std::string_view view) {
  return QString::fromUtf8(view.data(), qsizetype(view.size()));
}
}  // namespace

PhaseTable::PhaseTable(QWidget* parent) : QTreeWidget(parent) {
  setObjectName(QStringLiteral("phases"));
  setAccessibleName(tr("Phases of the run"));
  setToolTip(
      tr("The run goes through these phases one after the other. Each begins with the captioner that the one before "
         "trained. A phase takes the values below the table except for those listed here."));
  setColumnCount(2);
  setHeaderLabels({tr("Phase"), tr("Value")});
  header()->setSectionResizeMode(KeyColumn, QHeaderView::ResizeToContents);
  setUniformRowHeights(true);
  setEditTriggers(DoubleClicked | EditKeyPressed);
  connect(this, &QTreeWidget::itemChanged, this, [this](QTreeWidgetItem* item, int column) {
    if (!showing_ && column == ValueColumn)
      emit valueTyped(item->data(KeyColumn, kKeyRole).toString(), item->text(ValueColumn));
  });
  connect(this, &QTreeWidget::itemExpanded, this, &PhaseTable::fitHeight);
  connect(this, &QTreeWidget::itemCollapsed, this, &PhaseTable::fitHeight);
  hide();
}

void PhaseTable::setRecipe(const Recipe& recipe) {
  showing_ = true;
  clear();
  int number = 0;
  for (const auto& phase : recipe.phase_changes()) addPhase(phase, ++number)->setExpanded(true);
  showing_ = false;
  setVisible(recipe.has_phases());
  fitHeight();
}

QTreeWidgetItem* PhaseTable::addPhase(const PhaseChanges& phase, int number) {
  auto* branch = new QTreeWidgetItem(this);
  branch->setText(KeyColumn, tr("%1. %2").arg(number).arg(text(phase.name)));
  branch->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
  auto font = branch->font(KeyColumn);
  font.setBold(true);
  branch->setFont(KeyColumn, font);
  for (const auto& parameter : parameter_table())
    if (phase.values.contains(parameter.key)) addKey(branch, phase, parameter);
  return branch;
}

void PhaseTable::addKey(QTreeWidgetItem* phase, const PhaseChanges& changes, const Parameter& parameter) {
  auto* row = new QTreeWidgetItem(phase);
  row->setText(KeyColumn, text(parameter.key));
  row->setText(ValueColumn, QString::fromStdString(format_value(changes.values.find(parameter.key)->second)));
  row->setData(KeyColumn, kKeyRole, QStringLiteral("phase.%1.%2").arg(text(changes.name), text(parameter.key)));
  for (const int column : {KeyColumn, ValueColumn}) row->setToolTip(column, parameterHelp(parameter));
  row->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | (editable_ ? Qt::ItemIsEditable : Qt::NoItemFlags));
}

void PhaseTable::setEditable(bool editable) {
  editable_ = editable;
  showing_ = true;
  for (int i = 0; i < topLevelItemCount(); ++i)
    for (int k = 0; k < topLevelItem(i)->childCount(); ++k) {
      auto* row = topLevelItem(i)->child(k);
      row->setFlags(row->flags().setFlag(Qt::ItemIsEditable, editable));
    }
  showing_ = false;
}

/// As high as its rows, up to a limit: the form below needs the room.
void PhaseTable::fitHeight() {
  int rows = topLevelItemCount();
  for (int i = 0; i < topLevelItemCount(); ++i)
    if (topLevelItem(i)->isExpanded()) rows += topLevelItem(i)->childCount();
  const int rowHeight = rows > 0 ? std::max(1, sizeHintForRow(0)) : 0;
  setFixedHeight(header()->sizeHint().height() + std::min(rows, kRowsShown) * rowHeight + 2 * frameWidth());
}

}  // namespace vignette
