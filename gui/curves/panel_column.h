#pragma once
// The panels below each other, and where a dragged series or panel would go. GUI thread.

#include <QList>
#include <QScrollArea>

#include "curves/series_chip.h"

class QVBoxLayout;

namespace vignette {

class CurvePanel;

class PanelColumn : public QScrollArea {
  Q_OBJECT

 public:
  explicit PanelColumn(QWidget* parent = nullptr);
  /// Panels that are no longer in the list are deleted.
  void setPanels(const QList<CurvePanel*>& panels);
  const QList<CurvePanel*>& panels() const { return panels_; }
  /// A drag of `series`, or of the whole panel when it is empty.
  void drag(CurvePanel* panel, const QString& series, const QPoint& global, DragPhase phase);

 signals:
  void seriesDroppedOn(const QString& series, int panel);
  /// Into a panel of its own before the one at `before`.
  void seriesDroppedBetween(const QString& series, int before);
  void panelDropped(int panel, int before);

 private:
  struct Target {
    int panel = -1;
    bool onto = false;
  };
  Target targetAt(int y, bool mayJoin) const;
  void showTarget(const Target& target);

  QWidget* body_;
  QVBoxLayout* column_;
  QWidget* mark_;
  QList<CurvePanel*> panels_;
};

}  // namespace vignette
