#pragma once
// Above a plot: its series as chips, and their values where the pointer is. Dragged, it moves the panel. GUI thread.

#include <QColor>
#include <QList>
#include <QVector>
#include <QWidget>

#include "curves/series_chip.h"

class QHBoxLayout;
class QLabel;

namespace vignette {

/// What a line says at the line of the pointer, or at its end.
struct PanelValue {
  QColor colour;
  QString run;       ///< "" when there is one
  QString smoothed;  ///< as drawn strong
  QString raw;       ///< "" when it is the same
  bool operator==(const PanelValue&) const = default;
};

class PanelHead : public QWidget {
  Q_OBJECT

 public:
  explicit PanelHead(QWidget* parent = nullptr);
  void setSeries(const QStringList& series);
  SeriesChip* chip(const QString& series) const;
  /// `position` says where the pointer is; "" for nowhere. What finds no room is left out: raw values first.
  void setValues(const QString& position, const QVector<PanelValue>& values);
  /// As shown.
  QString values() const;

 signals:
  /// "" drags the whole panel.
  void dragged(const QString& series, const QPoint& global, vignette::DragPhase phase);
  void menuRequested(const QString& series, const QPoint& global);
  void moveSeriesRequested(const QString& series, int direction);
  void movePanelRequested(int direction);
  void removeRequested(const QString& series);

 protected:
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  SeriesChip* addChip(const QString& series);
  void showValues();
  int widthOf(bool position, bool raw) const;
  QString textOf(bool position, bool raw) const;

  QHBoxLayout* row_;
  QLabel* values_;
  QList<SeriesChip*> chips_;
  QString position_;
  QVector<PanelValue> shown_;
  QPoint pressed_;
  bool dragging_ = false;
};

}  // namespace vignette
