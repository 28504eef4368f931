#pragma once
// The runs of a store as rows. GUI thread; rows come in whole from RunsView and are merged, so that selections stay.

#include <QAbstractTableModel>
#include <QColor>
#include <QHash>
#include <QString>
#include <optional>
#include <vector>

#include "store/records.h"

namespace vignette {

/// What the table shows of a run, without its recipe.
struct RunRow {
  qint64 id = 0;
  QString name, reason, device;
  QColor colour;
  RunState state = RunState::created;
  qint64 step = 0;
  std::optional<qint64> planned;
  std::optional<double> bestCider, lastReward;
  double started = 0;
  bool operator==(const RunRow& other) const = default;
};

/// Any thread.
RunRow runRow(const RunRecord& record);

class RunListModel : public QAbstractTableModel {
  Q_OBJECT

 public:
  enum Column { Name, State, Step, Cider, Reward, Started, ColumnCount };
  enum Role { IdRole = Qt::UserRole, SortRole, StateRole };

  explicit RunListModel(QObject* parent = nullptr) : QAbstractTableModel(parent) {}

  /// Newest first. Rows that stay are updated in place.
  void setRows(std::vector<RunRow> rows);
  /// A step of the run that trains here, ahead of the store.
  void setStep(qint64 id, qint64 step);
  const std::vector<RunRow>& rows() const { return rows_; }
  const RunRow* find(qint64 id) const;
  int rowOf(qint64 id) const;

  int rowCount(const QModelIndex& parent = {}) const override;
  int columnCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
  QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
  Qt::ItemFlags flags(const QModelIndex& index) const override;
  /// Asks for a new name by renameRequested(); the row changes when the store has it.
  bool setData(const QModelIndex& index, const QVariant& value, int role = Qt::EditRole) override;

 signals:
  void renameRequested(qint64 id, const QString& name);

 private:
  bool mergeInPlace(const std::vector<RunRow>& rows);
  void insertNewest(const std::vector<RunRow>& rows);
  QVariant display(const RunRow& row, int column) const;
  QVariant sortKey(const RunRow& row, int column) const;
  QVariant toolTip(const RunRow& row) const;
  void reindex();

  std::vector<RunRow> rows_;
  QHash<qint64, int> index_;
};

}  // namespace vignette
