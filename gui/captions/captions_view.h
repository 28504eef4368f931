#pragma once
// The Captions dock: thumbnail grid, filters, and the detail of one image.

#include <QWidget>
#include <memory>

#include "session/jobs.h"
#include "session/training_session.h"

class QUndoStack;

namespace vignette {

class StoreAccess;

class CaptionsView : public QWidget {
  Q_OBJECT

 public:
  /// Tagging can be undone on `undo`, which outlives the view; null: it has a stack of its own.
  explicit CaptionsView(StoreAccess* store, QUndoStack* undo = nullptr, QWidget* parent = nullptr);
  ~CaptionsView() override;

  /// What decodes and scores a picture on request; without it that part of the detail is left out.
  void setJobRunner(JobQueue::Runner runner);
  /// Shows a run's newest captions; 0 shows the empty state. Follows the store's changes while the run trains.
  void showRun(vignette::RunId run);
  /// What the run is called, and the colour of its curves.
  void nameRun(const QString& name, const QColor& colour);
  /// Shows what the captioner said at `step` (the newest captions at or before it).
  void showStep(qint64 step);
  void showImage(qint64 imageId);
  /// -1: to the stored step before, 1: after.
  void moveStep(int direction);
  /// Puts the keyboard on the steps: ← and → go from one to the next.
  void focusSteps();
  /// Captions any picture file by the shown run's newest checkpoint, in the detail.
  void openPicture(const QString& file);

 signals:
  void imageActivated(qint64 imageId);
  /// Captions of this step are chosen to be shown.
  void stepShown(qint64 step);
  /// For the status bar.
  void told(const QString& what);
  void failed(const QString& where, const QString& what);

 protected:
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace vignette
