#pragma once
// The Runs dock: the table, its filter, and what can be done to runs.

#include <QElapsedTimer>
#include <QList>
#include <QTimer>
#include <QWidget>

#include "runs/run_list_model.h"

class QAction;
class QLabel;
class QStackedWidget;
class QTableView;
class QToolBar;
class QUndoStack;

namespace vignette {

class RunFilterModel;
class RunQueryEdit;
class StoreAccess;

class RunsView : public QWidget {
  Q_OBJECT

 public:
  RunsView(StoreAccess* store, QUndoStack* undo, QWidget* parent = nullptr);

  /// Selected runs, in the table's order.
  QList<qint64> selectedRuns() const;
  /// The run that has the focus among them; 0 when none.
  qint64 currentRun() const;
  void selectRuns(const QList<qint64>& runs);
  /// Gives one of the selected runs the focus; the others stay selected. Another run is selected alone.
  void makeCurrent(qint64 run);
  RunListModel* model() const { return model_; }

 signals:
  void selectionChanged(const QList<qint64>& runs);
  /// For the status bar.
  void told(const QString& what);
  /// New rows came from the store.
  void refreshed();
  void duplicateRequested(qint64 run);
  void resumeRequested(qint64 run);
  /// Its checkpoint is to be the start of a new experiment.
  void continueRequested(qint64 run);
  /// A new run is to go on from one of its checkpoints.
  void branchRequested(qint64 run);
  /// Its recipe is to be written to a file.
  void exportRequested(qint64 run);
  /// Their curves are to be written to files ("tensorboard", "csv", "csv-long").
  void curveExportRequested(const QString& format, const QList<qint64>& runs);
  /// All runs of the sweep that made this one are to be selected.
  void sweepRequested(qint64 run);

 public slots:
  /// Reads the store again soon; calls in between are joined.
  void refresh();

 private:
  void buildActions();
  void buildTable();
  QWidget* buildFilter();
  QWidget* buildEmptyState();
  void read();
  void take(std::vector<RunRow> rows);
  void updateActions();
  void showMenu(const QPoint& position);
  void deleteSelected();
  void rename(qint64 run, const QString& name);
  void chooseColour();
  // Columns and groups: runs_view_columns.cpp.
  void showHeaderMenu(const QPoint& position);
  void fillGroupMenu(class QMenu* menu);
  void chooseColumns();
  void setColumns(const std::vector<std::string>& fields);
  void groupBy(const std::string& field);
  void keepColumns();
  void restoreColumns();
  void archiveSelected();
  void describeCurrent();

  StoreAccess* store_;
  QUndoStack* undo_;
  RunListModel* model_;
  RunFilterModel* proxy_;
  std::shared_ptr<RunFactsCache> cache_;
  QTableView* table_ = nullptr;
  RunQueryEdit* filter_ = nullptr;
  QStackedWidget* pages_ = nullptr;
  QAction *rename_ = nullptr, *duplicate_ = nullptr, *delete_ = nullptr, *colour_ = nullptr, *resume_ = nullptr,
          *continue_ = nullptr, *branch_ = nullptr, *export_ = nullptr, *archive_ = nullptr, *describe_ = nullptr,
          *showArchived_ = nullptr, *columns_ = nullptr, *sweep_ = nullptr;
  std::vector<std::string> lastSeries_;
  QTimer wait_;
  QElapsedTimer sinceRead_;
  QList<qint64> wanted_, told_;
  bool reading_ = false, again_ = false, adopting_ = false;
};

}  // namespace vignette
