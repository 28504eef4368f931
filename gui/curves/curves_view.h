#pragma once
// The Curves dock: panels of scalars over one x axis, with smoothing, follow, zoom and crosshair. GUI thread; all
// reading and smoothing happens on the store's thread.

#include <QElapsedTimer>
#include <QList>
#include <QStringList>
#include <QTimer>
#include <QWidget>

#include "curves/curve_query.h"

class QComboBox;
class QLabel;
class QScrollArea;
class QSlider;
class QStackedWidget;
class QToolButton;
class QVBoxLayout;

namespace vignette {

class CurvePanel;
class SeriesMenu;
class StoreAccess;

class CurvesView : public QWidget {
  Q_OBJECT

 public:
  explicit CurvesView(StoreAccess* store, QWidget* parent = nullptr);

  void setRuns(const QList<qint64>& runs);
  /// Panels in this order; kept per store by the window.
  void setSeries(const QStringList& series);
  QStringList series() const { return chosen_; }
  QList<CurvePanel*> panels() const { return panels_; }

 public slots:
  /// Reads again soon, at most 20 times a second.
  void refresh();
  void fit();

 signals:
  void stepActivated(qint64 step);
  void seriesChanged(const QStringList& series);

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  QWidget* buildTools();
  QToolButton* addTool(const QString& icon, const QString& text, const QString& name, bool checkable);
  void ask();
  CurveQuery query() const;
  void take(const CurveAnswer& answer);
  void applyRange();
  void rangeChanged(double lower, double upper);
  void rebuildPanels();
  void adoptDefaults(const QStringList& known);
  void crosshair(double x);
  double smoothing() const;

  StoreAccess* store_;
  QStackedWidget* pages_ = nullptr;
  QScrollArea* scroll_ = nullptr;
  QVBoxLayout* column_ = nullptr;
  QLabel* smoothingLabel_ = nullptr;
  QSlider* slider_ = nullptr;
  QComboBox* axisChooser_ = nullptr;
  QToolButton *seriesButton_ = nullptr, *follow_ = nullptr, *logScale_ = nullptr;
  SeriesMenu* menu_ = nullptr;
  QList<CurvePanel*> panels_;
  QStringList chosen_;
  QList<qint64> runs_;
  QTimer wait_;
  QElapsedTimer sinceAsked_;
  double lower_ = 0, upper_ = 1, end_ = 0;
  bool whole_ = true, asking_ = false, again_ = false, defaults_ = true;
};

}  // namespace vignette
