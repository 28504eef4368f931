#include "runs/run_list_model.h"

#include <QDateTime>
#include <QIcon>
#include <QLocale>
#include <QPainter>
#include <QPixmapCache>
#include <algorithm>

#include "app/theme.h"

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
  return row;
}

void RunListModel::setRows(std::vector<RunRow> rows) {
  if (mergeInPlace(rows)) return;
  const auto added = int(rows.size()) - int(rows_.size());
  if (added > 0 && std::equal(rows_.begin(), rows_.end(), rows.begin() + added,
                              [](const RunRow& a, const RunRow& b) { return a.id == b.id; })) {
    insertNewest(rows);
    mergeInPlace(rows);
    return;
  }
  beginResetModel();
  rows_ = std::move(rows);
  reindex();
  endResetModel();
}

bool RunListModel::mergeInPlace(const std::vector<RunRow>& rows) {
  if (rows.size() != rows_.size()) return false;
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (rows[i].id != rows_[i].id) return false;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i] == rows_[i]) continue;
    rows_[i] = rows[i];
    emit dataChanged(index(int(i), 0), index(int(i), ColumnCount - 1));
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
  return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant RunListModel::data(const QModelIndex& index, int role) const {
  if (!index.isValid() || index.row() >= int(rows_.size())) return {};
  const auto& row = rows_[std::size_t(index.row())];
  switch (role) {
    case Qt::DisplayRole:
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
  return text;
}

QVariant RunListModel::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal) return {};
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
      return tr("CIDEr");
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
