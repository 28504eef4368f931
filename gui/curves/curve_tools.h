#pragma once
// The strip above the curves: series, smoothing, axis, and what else the view does. GUI thread.

#include <QWidget>

#include "curves/curve_layout.h"

class QAction;
class QActionGroup;
class QComboBox;
class QMenu;
class QSlider;
class QToolButton;

namespace vignette {

class SeriesMenu;

class CurveTools : public QWidget {
  Q_OBJECT

 public:
  explicit CurveTools(QWidget* parent = nullptr);

  /// Shows what `layout` says, without a signal.
  void showLayout(const CurveLayout& layout);
  SeriesMenu* seriesMenu() const { return series_; }
  QAction* markersAction() const { return markers_; }
  /// Where export actions go.
  QMenu* moreMenu() const { return more_; }

 signals:
  void smoothingChanged(const vignette::Smoothing& smoothing);
  void axisChanged(vignette::CurveAxis axis);
  void followChanged(bool on);
  void logScaleChanged(bool on);
  void fitRequested();

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  QAction* addAction(const QString& icon, const QString& text, const QString& help, const QString& name);
  QToolButton* buttonOf(QAction* action);
  void buildSmoothing();
  void buildActions();
  void setKind(Smoothing::Kind kind);
  void slide(int position);
  void showSmoothing();

  Smoothing smoothing_;
  SeriesMenu* series_;
  QToolButton *seriesButton_, *kindButton_ = nullptr;
  QSlider* slider_ = nullptr;
  QActionGroup* kinds_ = nullptr;
  QComboBox* axis_;
  QAction *fit_ = nullptr, *follow_ = nullptr, *log_ = nullptr, *markers_ = nullptr;
  QList<QToolButton*> roomy_;  // shown only where there is room: the menu has them too
  QMenu* more_;
};

}  // namespace vignette
