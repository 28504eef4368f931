#pragma once
// The runs of a store as rows. GUI thread; rows come in whole from RunsView and are merged, so that selections stay.

#include <QAbstractTableModel>
#include <QColor>
#include <QHash>
#include <QString>
#include <memory>
#include <optional>
#include <vector>

#include "session/run_fields.h"

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
  bool archived = false;
  QStringList tags;
  QString note;
  std::vector<RunValue> extra;            ///< of the extra columns
  std::shared_ptr<const RunFacts> facts;  ///< what a search looks at
  bool operator==(const RunRow& other) const = default;
};

/// Any thread.
RunRow runRow(const RunRecord& record);

/// Keeps the facts of runs that did not change, so that a thousand recipes are not read again each time. One thread.
class RunFactsCache {
 public:
  /// Rows of all runs, newest first, with the values of `fields`. Throws StoreError.
  std::vector<RunRow> rows(ExperimentStore& store, const std::vector<std::string>& fields,
                           const std::vector<std::string>& lastSeries);

 private:
  std::map<RunId, std::shared_ptr<const RunFacts>> known_;
};

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
  /// Columns after the usual ones, one a field (run_fields.h). Their values come with the next rows.
  void setExtraColumns(std::vector<std::string> fields);
  const std::vector<std::string>& extraColumns() const { return extra_; }

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
  QVariant extraData(const RunRow& row, std::size_t column, int role) const;
  bool isBest(const RunRow& row, int column) const;
  void findBest();
  void reindex();

  std::vector<std::string> extra_;
  std::vector<std::optional<double>> best_;  // by column
  std::vector<RunRow> rows_;
  QHash<qint64, int> index_;
};

}  // namespace vignette
