#pragma once
// The Curves dock: panels of scalars over one x axis, with smoothing, markers, follow, zoom and crosshair. GUI thread;
// all reading and smoothing happens on the store's thread.

#include <QElapsedTimer>
#include <QList>
#include <QStringList>
#include <QTimer>
#include <QWidget>

#include "curves/curve_layout.h"
#include "curves/curve_query.h"

class QSplitter;
class QStackedWidget;
class QUndoStack;

namespace vignette {

class CurvePanel;
class CurveTools;
class MarkerList;
class PanelColumn;
class StoreAccess;

class CurvesView : public QWidget {
  Q_OBJECT

 public:
  /// Edits of notes go to `undo`, which must outlive the view.
  CurvesView(StoreAccess* store, QUndoStack* undo, QWidget* parent = nullptr);

  void setRuns(const QList<qint64>& runs);
  /// A layout without panels keeps those that are there. Kept per store by the window.
  void setCurveLayout(const CurveLayout& layout);
  const CurveLayout& curveLayout() const { return layout_; }
  QList<CurvePanel*> panels() const;
  /// Least milliseconds between two readings while a run trains.
  void setInterval(int milliseconds) { interval_ = milliseconds; }

 public slots:
  /// Reads again soon, at most 20 times a second.
  void refresh();
  /// A run went on: reads again, but not before setInterval()'s time is over.
  void followData();
  void fit();
  /// The line of the pointer goes to `step` of the first run.
  void showStep(qint64 step);

 signals:
  /// `byKey`: Enter, not a click.
  void stepActivated(qint64 step, bool byKey);
  /// -1: to the stored captions before, 1: after.
  void captionsMoveRequested(int direction);
  /// The user changed the layout.
  void layoutChanged();
  /// A file was written or a picture copied.
  void told(const QString& what);
  void failed(const QString& where, const QString& what);

 protected:
  void resizeEvent(QResizeEvent* event) override;

 private:
  struct View {
    double lower = 0, upper = 1;
    bool whole = true;
  };
  View wholeView() const;

  void build();
  void connectTools();
  void connectColumn();
  void connectMarkers();
  void ask();
  CurveQuery query() const;
  void take(const CurveAnswer& answer);
  void applyRange();
  void rangeChanged(double lower, double upper);
  void rememberView();
  void zoomBack();
  void adoptDefaults(const QStringList& known);
  void crosshair(double x);
  // curves_view_panels.cpp
  void changeLayout(const CurveLayout& layout);
  void rebuildPanels();
  CurvePanel* takePanel(const QStringList& series, QList<CurvePanel*>& old);
  void connectPanel(CurvePanel* panel);
  void setChosenSeries(const QStringList& chosen);
  void moveSeries(const QString& series, int direction);
  void movePanel(CurvePanel* panel, int direction);
  void showSeriesMenu(CurvePanel* panel, const QString& series, const QPoint& global);
  void showPlotMenu(CurvePanel* panel, qint64 step, const QPoint& global);
  // curves_view_notes.cpp
  void showMarkers(bool on);
  void shareRoom();
  void jumpTo(const CurveMarker& marker);
  qint64 stepInView() const;
  void writeNote(qint64 run, qint64 step);
  void editNote(const CurveMarker& note);
  void removeNote(const CurveMarker& note);
  // curves_view_export.cpp
  void addExports();
  void copyImage();
  void chooseFile(const QString& title, const QString& name, const QString& filters,
                  void (CurvesView::*save)(const QString& file));
  void saveImage(const QString& file);
  void saveCsv(const QString& file);
  void writeFile(const QString& file, std::function<void()> write);

  StoreAccess* store_;
  QUndoStack* undo_;
  CurveTools* tools_;
  PanelColumn* column_;
  MarkerList* markers_;
  QSplitter* split_ = nullptr;
  QStackedWidget* pages_ = nullptr;
  CurveLayout layout_;
  CurveAnswer answer_;
  QList<qint64> runs_;
  QTimer wait_, later_;
  int interval_ = 50;
  QElapsedTimer sinceAsked_, sinceRemembered_;
  View view_;
  QVector<View> before_;
  double begin_ = 0, end_ = 0, crosshair_;
  bool asking_ = false, again_ = false, defaults_ = true, fitting_ = false, shared_ = false;
};

}  // namespace vignette
