#pragma once
// What the Curves view shows and how: panels with their series, axis, smoothing, marks. Plain values.

#include <QString>
#include <QStringList>
#include <QVector>
#include <optional>

#include "curves/curve_markers.h"
#include "curves/curve_trace.h"

namespace vignette {

struct PanelLayout {
  QStringList series;
  bool log = false;
  bool operator==(const PanelLayout&) const = default;
};

struct CurveLayout {
  QVector<PanelLayout> panels;  ///< from top to bottom; none is empty, no series comes twice
  Smoothing smoothing;
  CurveAxis axis = CurveAxis::step;
  bool follow = true;  ///< keep the newest step in view
  MarkerKinds hidden;  ///< kinds of markers not drawn

  bool operator==(const CurveLayout&) const = default;

  QStringList series() const;
  /// -1 when it is not shown.
  int panelOf(const QString& series) const;
  /// In a panel of its own, at the end; nothing happens when it is shown already.
  void show(const QString& series);
  void remove(const QString& series);
  void removePanel(int panel);
  /// Puts a panel before the one that is now at `before`; panels.size() for the end.
  void movePanel(int panel, int before);
  /// Into another panel, at its end.
  void moveSeries(const QString& series, int panel);
  /// Into a panel of its own before the one that is now at `before`; panels.size() for the end.
  void moveSeriesApart(const QString& series, int before);

  /// As JSON text.
  QString text() const;
  /// Nothing when `text` is no layout; fields that are missing or not sensible keep their defaults.
  static std::optional<CurveLayout> fromText(const QString& text);
};

}  // namespace vignette
