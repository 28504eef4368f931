#pragma once
// The Compare dock: differing parameters, final metrics, curves overlaid, images where captions differ most.

#include <QList>
#include <QWidget>
#include <memory>

#include "session/training_session.h"

namespace vignette {

class StoreAccess;

class CompareView : public QWidget {
  Q_OBJECT

 public:
  explicit CompareView(StoreAccess* store, QWidget* parent = nullptr);
  ~CompareView() override;

  /// The runs to compare, in the order of selection; fewer than two shows how to choose them.
  void setRuns(const QList<qint64>& runs);

 signals:
  /// A point, row or picture was opened: show this image of this run.
  void imageActivated(qint64 run, qint64 imageId, qint64 step);
  /// A line of the parallel coordinates was clicked.
  void runActivated(qint64 run);
  /// A report was written or copied.
  void told(const QString& what);
  void failed(const QString& where, const QString& what);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace vignette
