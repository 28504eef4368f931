#pragma once
// The Queue dock: what waits, in which order, for how long, and what was refused. GUI thread.

#include <QTreeWidget>
#include <QWidget>
#include <optional>
#include <vector>

#include "store/queue_records.h"

class QAction;
class QCheckBox;
class QLabel;
class QStackedWidget;
class QToolButton;
class QUndoStack;

namespace vignette {

class QueueRunner;
class StoreAccess;

/// Rows that are moved by drag.
class QueueList : public QTreeWidget {
  Q_OBJECT

 public:
  explicit QueueList(QWidget* parent = nullptr);
  std::vector<std::int64_t> order() const;

 signals:
  void dropped();

 protected:
  void dropEvent(QDropEvent* event) override;
};

class QueueView : public QWidget {
  Q_OBJECT

 public:
  QueueView(StoreAccess* store, QueueRunner* runner, QUndoStack* undo, QWidget* parent = nullptr);

 signals:
  /// The entry is to be opened in Experiment.
  void editRequested(const vignette::QueuedRun& entry);

 private:
  void buildActions();
  void showRows();
  void showState();
  void updateActions();
  void move(int by);
  void reorder();
  void removeChosen();
  void endSweep();
  void duplicate();
  std::optional<QueuedRun> currentEntry() const;
  std::vector<QueuedRun> chosen() const;

  StoreAccess* store_;
  QueueRunner* runner_;
  QUndoStack* undo_;
  QueueList* list_;
  QStackedWidget* pages_;
  QLabel *state_, *problem_;
  QToolButton* pause_;
  QCheckBox* stops_;
  QAction *start_ = nullptr, *edit_ = nullptr, *duplicate_ = nullptr, *up_ = nullptr, *down_ = nullptr,
          *remove_ = nullptr, *endSweep_ = nullptr;
};

}  // namespace vignette
