// Columns, groups, archive, tags and notes of the Runs dock, and what of them the store remembers.

#include <QAction>
#include <QDialog>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QTableView>
#include <QUndoStack>
#include <set>

#include "app/store_access.h"
#include "runs/column_dialog.h"
#include "runs/run_edits.h"
#include "runs/run_filter_model.h"
#include "runs/runs_view.h"
#include "store/experiment_store.h"

namespace vignette {
namespace {

constexpr const char* kSetting = "runs/columns";

QString joined(const std::vector<std::string>& fields) {
  QStringList all;
  for (const auto& field : fields) all << QString::fromStdString(field);
  return all.join(QLatin1Char(';'));
}

std::vector<std::string> parted(const QString& text) {
  std::vector<std::string> fields;
  for (const auto& field : text.split(QLatin1Char(';'), Qt::SkipEmptyParts))
    if (is_run_field(field.toStdString())) fields.push_back(field.toStdString());
  return fields;
}

}  // namespace

void RunsView::showHeaderMenu(const QPoint& position) {
  auto* header = table_->horizontalHeader();
  QMenu menu;
  for (int column = 1; column < RunListModel::ColumnCount; ++column) {
    auto* action = menu.addAction(model_->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString());
    action->setCheckable(true);
    action->setChecked(!header->isSectionHidden(column));
    connect(action, &QAction::toggled, this, [this, header, column](bool shown) {
      header->setSectionHidden(column, !shown);
      keepColumns();
    });
  }
  menu.addSeparator();
  menu.addActions({columns_, showArchived_});
  fillGroupMenu(menu.addMenu(tr("Group by")));
  menu.exec(header->viewport()->mapToGlobal(position));
}

void RunsView::fillGroupMenu(QMenu* menu) {
  const int now = proxy_->groupColumn();
  const auto add = [&](const QString& text, const std::string& field, bool on) {
    auto* action = menu->addAction(text, this, [this, field] { groupBy(field); });
    action->setCheckable(true);
    action->setChecked(on);
  };
  const auto is = [&](const std::string& field) {
    if (field == "state") return now == RunListModel::State;
    const auto place = std::size_t(now - RunListModel::ColumnCount);
    return now >= RunListModel::ColumnCount && place < model_->extraColumns().size() &&
           model_->extraColumns()[place] == field;
  };
  add(tr("Nothing"), {}, now < 0);
  add(tr("State"), "state", is("state"));
  add(tr("Tag"), "tag", is("tag"));
  add(tr("Sweep"), "sweep", is("sweep"));
  for (const auto& field : model_->extraColumns())
    if (field != "tag" && field != "sweep") add(QString::fromStdString(field), field, is(field));
}

void RunsView::chooseColumns() {
  std::set<QString> metrics;
  for (const auto& row : model_->rows())
    if (row.facts)
      for (const auto& [series, value] : row.facts->record.best)
        if (series.find('/') != series.npos) metrics.insert(QString::fromStdString(series));
  auto* dialog = new ColumnDialog(joined(model_->extraColumns()).split(QLatin1Char(';'), Qt::SkipEmptyParts),
                                  QStringList(metrics.begin(), metrics.end()), this);
  connect(dialog, &ColumnDialog::chosen, this, [this](const QStringList& fields) {
    setColumns(parted(fields.join(QLatin1Char(';'))));
    keepColumns();
  });
  dialog->open();
}

/// The rows with the new columns' values come from the store right after.
void RunsView::setColumns(const std::vector<std::string>& fields) {
  if (fields == model_->extraColumns()) return;
  const auto selected = selectedRuns();
  if (proxy_->groupColumn() >= RunListModel::ColumnCount) proxy_->setGroupColumn(-1);
  adopting_ = true;
  model_->setExtraColumns(fields);
  selectRuns(selected);
  adopting_ = false;
  auto* header = table_->horizontalHeader();
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const int section = RunListModel::ColumnCount + int(i);
    header->resizeSection(section,
                          std::max(table_->fontMetrics().averageCharWidth() * 11, header->sectionSizeHint(section)));
  }
  sinceRead_.invalidate();
  refresh();
}

void RunsView::groupBy(const std::string& field) {
  int column = field == "state" ? int(RunListModel::State) : -1;
  if (column < 0 && !field.empty()) {
    auto fields = model_->extraColumns();
    auto place = std::find(fields.begin(), fields.end(), field);
    if (place == fields.end()) {
      fields.insert(fields.begin(), field);
      setColumns(fields);
      place = fields.begin();
    }
    column = RunListModel::ColumnCount + int(place - fields.begin());
  }
  auto* header = table_->horizontalHeader();
  if (column >= 0) header->moveSection(header->visualIndex(column), 0);
  proxy_->setGroupColumn(column);
  keepColumns();
}

void RunsView::keepColumns() {
  QStringList hidden;
  for (int column = 1; column < RunListModel::ColumnCount; ++column)
    if (table_->isColumnHidden(column)) hidden << QString::number(column);
  QString group;
  const int column = proxy_->groupColumn();
  if (column == RunListModel::State) group = QStringLiteral("state");
  if (column >= RunListModel::ColumnCount)
    group = QString::fromStdString(model_->extraColumns()[std::size_t(column - RunListModel::ColumnCount)]);
  const auto text = QStringList{joined(model_->extraColumns()), hidden.join(QLatin1Char(';')), group,
                                proxy_->archivedShown() ? QStringLiteral("1") : QString()}
                        .join(QLatin1Char('\n'));
  store_->write([text = text.toStdString()](ExperimentStore& open) { open.set_setting(kSetting, text); });
}

void RunsView::restoreColumns() {
  store_->query(
      this, [](ExperimentStore& open) { return open.setting(kSetting).value_or(""); },
      [this](const std::string& text) {
        auto parts = QString::fromStdString(text).split(QLatin1Char('\n'));
        parts.resize(4);
        setColumns(parted(parts[0]));
        const auto hidden = parts[1].split(QLatin1Char(';'));
        for (int column = 1; column < RunListModel::ColumnCount; ++column)
          table_->setColumnHidden(column, hidden.contains(QString::number(column)));
        const QSignalBlocker quiet(showArchived_);
        showArchived_->setChecked(parts[3] == QLatin1String("1"));
        proxy_->setArchivedShown(showArchived_->isChecked());
        proxy_->setGroupColumn(-1);
        if (parts[2] == QLatin1String("state") || (!parts[2].isEmpty() && is_run_field(parts[2].toStdString())))
          groupBy(parts[2].toStdString());
      });
}

void RunsView::archiveSelected() {
  const auto runs = selectedRuns();
  const auto* row = model_->find(currentRun());
  if (!row) return;
  const bool away = !row->archived;
  const auto name = row->name;
  undo_->push(new ArchiveRuns(store_, QVector<qint64>(runs.begin(), runs.end()), away));
  if (!away) return;
  emit told(runs.size() == 1 ? tr("%1 is in the archive; undo brings it back.").arg(name)
                             : tr("%n run(s) are in the archive; undo brings them back.", nullptr, int(runs.size())));
}

void RunsView::describeCurrent() {
  const auto* row = model_->find(currentRun());
  if (!row) return;
  auto* dialog = new QDialog(this);
  dialog->setObjectName(QStringLiteral("describeRun"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setWindowTitle(tr("Tags and note of %1").arg(row->name));
  auto* tags = new QLineEdit(row->tags.join(QStringLiteral(", ")));
  tags->setObjectName(QStringLiteral("runTags"));
  tags->setPlaceholderText(tr("Tags, parted by commas"));
  auto* note = new QPlainTextEdit(row->note);
  note->setObjectName(QStringLiteral("runNote"));
  note->setTabChangesFocus(true);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
  auto* form = new QFormLayout(dialog);
  form->addRow(tr("Tags"), tags);
  form->addRow(tr("Note"), note);
  form->addRow(buttons);
  connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
  connect(buttons, &QDialogButtonBox::accepted, this,
          [this, dialog, tags, note, run = row->id, before = DescribeRun::Description{row->tags, row->note}] {
            DescribeRun::Description after;
            for (const auto& tag : tags->text().split(QLatin1Char(',')))
              if (!tag.trimmed().isEmpty()) after.tags << tag.trimmed();
            after.note = note->toPlainText().trimmed();
            if (after.tags != before.tags || after.note != before.note)
              undo_->push(new DescribeRun(store_, run, before, after));
            dialog->accept();
          });
  dialog->open();
}

}  // namespace vignette
