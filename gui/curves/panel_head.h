#pragma once
// Above a plot: its series as chips, and their values where the pointer is. Dragged, it moves the panel. GUI thread.

#include <QList>
#include <QWidget>

#include "curves/series_chip.h"

class QHBoxLayout;
class QLabel;

namespace vignette {

class PanelHead : public QWidget {
  Q_OBJECT

 public:
  explicit PanelHead(QWidget* parent = nullptr);
  void setSeries(const QStringList& series);
  SeriesChip* chip(const QString& series) const;
  void setValues(const QString& richText);
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

 private:
  SeriesChip* addChip(const QString& series);

  QHBoxLayout* row_;
  QLabel* values_;
  QList<SeriesChip*> chips_;
  QPoint pressed_;
  bool dragging_ = false;
};

}  // namespace vignette
