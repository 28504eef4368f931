#include "runs/run_list_model.h"

#include <QDateTime>
#include <QFont>
#include <QIcon>
#include <QLocale>
#include <QPainter>
#include <QPixmapCache>
#include <algorithm>
#include <tuple>

#include "app/theme.h"
#include "compare/run_comparison.h"
#include "store/experiment_store.h"

namespace vignette {
namespace {

/// The same whether its row is selected or not.
QIcon unselected(const QPixmap& pixmap) {
  QIcon icon(pixmap);
  icon.addPixmap(pixmap, QIcon::Selected);
  return icon;
}

QIcon swatch(const QColor& colour) {
  const auto key = QStringLiteral("vignette/swatch/") + colour.name();
  QPixmap pixmap;
  if (QPixmapCache::find(key, &pixmap)) return unselected(pixmap);
  pixmap = QPixmap(28, 28);
  pixmap.setDevicePixelRatio(2);
  pixmap.fill(Qt::transparent);
  QPainter painter(&pixmap);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(Qt::NoPen);
  painter.setBrush(colour);
  painter.drawRoundedRect(QRectF(1, 1, 12, 12), 3.5, 3.5);
  painter.end();
  QPixmapCache::insert(key, pixmap);
  return unselected(pixmap);
}

QString startedText(double seconds) {
  if (seconds <= 0) return {};
  const auto time = QDateTime::fromSecsSinceEpoch(qint64(seconds));
  const bool today = time.date() == QDate::currentDate();
  return today ? QLocale().toString(time.time(), QLocale::ShortFormat)
               : QLocale().toString(time, QStringLiteral("d MMM hh:mm"));
}

QString number(std::optional<double> value, int decimals) {
  return value ? QLocale().toString(*value, 'f', decimals) : QStringLiteral("–");
}

bool sameRecord(const RunRecord& a, const RunRecord& b) {
  const auto shown = [](const RunRecord& run) {
    return std::tie(run.name, run.state, run.state_reason, run.note, run.tags, run.started_at, run.ended_at, run.steps,
                    run.planned_steps, run.best, run.archived_at, run.origin, run.sweep, run.provenance, run.recipe);
  };
  return shown(a) == shown(b);
}

QVariant orNothing(std::optional<double> value) {
  return value ? QVariant(*value) : QVariant();
}

}  // namespace

RunRow runRow(const RunRecord& record) {
  RunRow row;
  row.id = record.id;
  row.name = QString::fromStdString(record.name);
  row.reason = QString::fromStdString(record.state_reason);
  if (const auto device = record.provenance.find("device"); device != record.provenance.end())
    row.device = QString::fromStdString(device->second);
  row.colour = QColor(QString::fromStdString(record.colour));
  row.state = record.state;
  row.step = record.steps;
  if (record.planned_steps) row.planned = *record.planned_steps;
  if (const auto best = record.best.find("val/CIDEr"); best != record.best.end()) row.bestCider = best->second;
  row.lastReward = record.last_reward;
  row.started = record.started_at > 0 ? record.started_at : record.created_at;
  row.archived = record.archived_at > 0;
  for (const auto& tag : record.tags) row.tags << QString::fromStdString(tag);
  row.note = QString::fromStdString(record.note);
  return row;
}

std::vector<RunRow> RunFactsCache::rows(ExperimentStore& store, const std::vector<std::string>& fields,
                                        const std::vector<std::string>& lastSeries) {
  std::map<RunId, std::shared_ptr<const RunFacts>> next;
  std::vector<RunRow> rows;
  for (auto& record : store.runs()) {
    auto row = runRow(record);
    auto& facts = next[record.id];
    const auto known = known_.find(record.id);
    const bool going = record.state == RunState::running || record.state == RunState::paused;
    const bool newest =
        known != known_.end() && std::ranges::all_of(lastSeries, [&](const auto& series) {
          return going ? false : known->second->last.contains(series) || known->second->record.steps == record.steps;
        });
    if (newest && sameRecord(known->second->record, record)) {
      facts = known->second;
    } else {
      auto fresh = run_facts(std::move(record));
      read_last_values(store, fresh, lastSeries);
      facts = std::make_shared<const RunFacts>(std::move(fresh));
    }
    for (const auto& field : fields) row.extra.push_back(run_value(*facts, field));
    row.facts = facts;
    rows.push_back(std::move(row));
  }
  known_ = std::move(next);
  return rows;
}

void RunListModel::setRows(std::vector<RunRow> rows) {
  if (mergeInPlace(rows)) return findBest();
  const auto added = int(rows.size()) - int(rows_.size());
  if (added > 0 && std::equal(rows_.begin(), rows_.end(), rows.begin() + added,
                              [](const RunRow& a, const RunRow& b) { return a.id == b.id; })) {
    insertNewest(rows);
    mergeInPlace(rows);
    return findBest();
  }
  beginResetModel();
  rows_ = std::move(rows);
  reindex();
  findBest();
  endResetModel();
}

void RunListModel::setExtraColumns(std::vector<std::string> fields) {
  beginResetModel();
  extra_ = std::move(fields);
  best_.clear();
  endResetModel();
}

/// The best of each metric among the runs that are not put away; none where fewer than two runs have it.
void RunListModel::findBest() {
  best_.assign(std::size_t(columnCount()), std::nullopt);
  const auto note = [&](int column, const auto& value_of, Better better) {
    std::vector<std::optional<double>> values;
    for (const auto& row : rows_) values.push_back(row.archived ? std::nullopt : value_of(row));
    const auto best = bestOf(values, better);
    for (std::size_t i = 0; i < best.size(); ++i)
      if (best[i]) best_[std::size_t(column)] = values[i];
  };
  note(Cider, [](const RunRow& row) { return row.bestCider; }, Better::higher);
  for (std::size_t i = 0; i < extra_.size(); ++i) {
    const auto series = last_series(extra_[i]);
    note(
        ColumnCount + int(i),
        [i](const RunRow& row) -> std::optional<double> {
          const auto* real = i < row.extra.size() ? std::get_if<double>(&row.extra[i]) : nullptr;
          return real ? std::optional(*real) : std::nullopt;
        },
        betterDirection(series.empty() ? full_field(extra_[i]) : series));
  }
}

bool RunListModel::isBest(const RunRow& row, int column) const {
  if (std::size_t(column) >= best_.size() || !best_[std::size_t(column)] || row.archived) return false;
  if (column == Cider) return row.bestCider == best_[std::size_t(column)];
  const auto place = std::size_t(column - ColumnCount);
  const auto* real = place < row.extra.size() ? std::get_if<double>(&row.extra[place]) : nullptr;
  return real && *real == *best_[std::size_t(column)];
}

QVariant RunListModel::extraData(const RunRow& row, std::size_t column, int role) const {
  if (column >= row.extra.size()) return {};
  const auto& value = row.extra[column];
  const auto* real = std::get_if<double>(&value);
  if (role == SortRole) {
    if (real) return *real;
    const auto text = run_value_text(value);
    return text.empty() ? QVariant() : QVariant(QString::fromStdString(text));
  }
  if (role == Qt::TextAlignmentRole)
    return int(real ? Qt::AlignRight | Qt::AlignVCenter : Qt::AlignLeft | Qt::AlignVCenter);
  if (role == Qt::ToolTipRole) return QString::fromStdString(run_value_text(value));
  if (role != Qt::DisplayRole) return {};
  if (std::holds_alternative<std::monostate>(value)) return QStringLiteral("–");
  if (!real) return QString::fromStdString(run_value_text(value));
  const auto field = full_field(extra_[column]);
  if (field == "duration") {
    const auto seconds = qint64(*real);
    return QStringLiteral("%1:%2:%3")
        .arg(seconds / 3600)
        .arg(seconds / 60 % 60, 2, 10, QLatin1Char('0'))
        .arg(seconds % 60, 2, 10, QLatin1Char('0'));
  }
  const bool metric = field.find('/') != field.npos;
  const auto text = metric && metric_scale(field) != 1 ? QLocale().toString(*real, 'f', 1)
                                                       : QLocale().toString(*real, 'g', metric ? 5 : 12);
  return isBest(row, ColumnCount + int(column)) ? tr("%1 ★").arg(text) : text;
}

bool RunListModel::mergeInPlace(const std::vector<RunRow>& rows) {
  if (rows.size() != rows_.size()) return false;
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (rows[i].id != rows_[i].id) return false;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i] == rows_[i]) continue;
    rows_[i] = rows[i];
    emit dataChanged(index(int(i), 0), index(int(i), columnCount() - 1));
  }
  return true;
}

void RunListModel::insertNewest(const std::vector<RunRow>& rows) {
  const auto added = int(rows.size() - rows_.size());
  beginInsertRows({}, 0, added - 1);
  rows_.insert(rows_.begin(), rows.begin(), rows.begin() + added);
  reindex();
  endInsertRows();
}

void RunListModel::reindex() {
  index_.clear();
  for (std::size_t i = 0; i < rows_.size(); ++i) index_.insert(rows_[i].id, int(i));
}

void RunListModel::setStep(qint64 id, qint64 step) {
  const int row = rowOf(id);
  if (row < 0 || rows_[std::size_t(row)].step >= step) return;
  rows_[std::size_t(row)].step = step;
  emit dataChanged(index(row, Step), index(row, Step));
}

int RunListModel::rowOf(qint64 id) const {
  return index_.value(id, -1);
}

const RunRow* RunListModel::find(qint64 id) const {
  const int row = rowOf(id);
  return row < 0 ? nullptr : &rows_[std::size_t(row)];
}

int RunListModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : int(rows_.size());
}

int RunListModel::columnCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : int(ColumnCount + extra_.size());
}

QVariant RunListModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= int(rows_.size())) return {};
  const auto& row = rows_[std::size_t(index.row())];
  if (role == Qt::FontRole) {
    QFont font;
    font.setBold(isBest(row, index.column()));
    font.setItalic(row.archived);
    return font.bold() || font.italic() ? QVariant(font) : QVariant();
  }
  if (index.column() >= ColumnCount && role < IdRole + 1 && role != IdRole)
    return extraData(row, std::size_t(index.column() - ColumnCount), role);
  if (index.column() >= ColumnCount && role == SortRole)
    return extraData(row, std::size_t(index.column() - ColumnCount), role);
  switch (role) {
    case Qt::DisplayRole:
      if (isBest(row, index.column())) return tr("%1 ★").arg(display(row, index.column()).toString());
      return display(row, index.column());
    case Qt::EditRole:
      return index.column() == Name ? QVariant(row.name) : QVariant();
    case Qt::DecorationRole:
      return index.column() == Name ? QVariant(swatch(row.colour)) : QVariant();
    case Qt::ToolTipRole:
      return toolTip(row);
    case Qt::ForegroundRole:
      return index.column() == State ? QVariant(QBrush(Theme::instance().stateColour(row.state))) : QVariant();
    case Qt::TextAlignmentRole:
      return index.column() >= Step && index.column() <= Reward ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
                                                                : QVariant(Qt::AlignLeft | Qt::AlignVCenter);
    case IdRole:
      return row.id;
    case SortRole:
      return sortKey(row, index.column());
    case StateRole:
      return int(row.state);
    default:
      return {};
  }
}

QVariant RunListModel::display(const RunRow& row, int column) const {
  switch (column) {
    case Name:
      return row.name;
    case State:
      return runStateText(row.state);
    case Step:
      return QLocale().toString(row.step);
    case Cider:
      return number(row.bestCider ? std::optional(*row.bestCider * 100) : std::nullopt, 1);
    case Reward:
      return number(row.lastReward, 2);
    case Started:
      return startedText(row.started);
    default:
      return {};
  }
}

QVariant RunListModel::sortKey(const RunRow& row, int column) const {
  switch (column) {
    case Name:
      return row.name;
    case State:
      return int(row.state);
    case Step:
      return row.step;
    case Cider:
      return orNothing(row.bestCider);
    case Reward:
      return orNothing(row.lastReward);
    case Started:
      return row.started;
    default:
      return {};
  }
}

QVariant RunListModel::toolTip(const RunRow& row) const {
  auto text = tr("Run %1: %2, %3").arg(row.id).arg(row.name, runStateText(row.state));
  if (row.planned)
    text += '\n' + tr("Step %1 of %2").arg(QLocale().toString(row.step), QLocale().toString(*row.planned));
  if (!row.reason.isEmpty()) text += '\n' + row.reason;
  if (!row.tags.isEmpty()) text += '\n' + tr("Tags: %1").arg(row.tags.join(QStringLiteral(", ")));
  if (!row.note.isEmpty()) text += '\n' + row.note;
  if (row.archived) text += '\n' + tr("Archived");
  return text;
}

QVariant RunListModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
  if (section >= ColumnCount && std::size_t(section - ColumnCount) < extra_.size()) {
    const auto& field = extra_[std::size_t(section - ColumnCount)];
    if (role == Qt::ToolTipRole) return QString::fromStdString(full_field(field));
    return role == Qt::DisplayRole ? QVariant(QString::fromStdString(field)) : QVariant();
  }
  if (role == Qt::ToolTipRole && section == Cider) return tr("Best CIDEr on the validation set, ×100 as in papers");
  if (role == Qt::ToolTipRole && section == Reward) return tr("Mean reward of the last step's samples");
  if (role == Qt::TextAlignmentRole)
    return section >= Step && section <= Reward ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
                                                : QVariant(Qt::AlignLeft | Qt::AlignVCenter);
  if (role != Qt::DisplayRole) return {};
  switch (section) {
    case Name:
      return tr("Name");
    case State:
      return tr("State");
    case Step:
      return tr("Step");
    case Cider:
      return tr("Best CIDEr");
    case Reward:
      return tr("Reward");
    case Started:
      return tr("Started");
    default:
      return {};
  }
}

Qt::ItemFlags RunListModel::flags(const QModelIndex& index) const {
  auto flags = QAbstractTableModel::flags(index);
  if (index.isValid() && index.column() == Name) flags |= Qt::ItemIsEditable;
  return flags;
}

bool RunListModel::setData(const QModelIndex& index, const QVariant& value, int role) {
  if (!index.isValid() || role != Qt::EditRole || index.column() != Name) return false;
  const auto name = value.toString().trimmed();
  const auto& row = rows_[std::size_t(index.row())];
  if (name.isEmpty() || name == row.name) return false;
  emit renameRequested(row.id, name);
  return true;
}

}  // namespace vignette
