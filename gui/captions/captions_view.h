#pragma once
// The Captions dock: thumbnail grid, filters, and the detail of one image.

#include <QWidget>
#include <memory>

#include "session/training_session.h"

namespace vignette {

class StoreAccess;

class CaptionsView : public QWidget {
  Q_OBJECT

 public:
  explicit CaptionsView(StoreAccess* store, QWidget* parent = nullptr);
  ~CaptionsView() override;

  /// Shows a run's newest captions; 0 shows the empty state. Follows the store's changes while the run trains.
  void showRun(vignette::RunId run);
  /// Shows what the captioner said at `step` (the newest captions at or before it).
  void showStep(qint64 step);
  void showImage(qint64 imageId);
  /// -1: to the stored step before, 1: after.
  void moveStep(int direction);
  /// Puts the keyboard on the steps: ← and → go from one to the next.
  void focusSteps();

 signals:
  void imageActivated(qint64 imageId);
  /// Captions of this step are chosen to be shown.
  void stepShown(qint64 step);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace vignette
