#include "curves/curve_layout.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>
#include <array>

namespace vignette {
namespace {

constexpr std::array<const char*, 3> kAxes = {"step", "time", "wall"};
constexpr std::array<const char*, 3> kSmoothings = {"none", "average", "window"};
constexpr std::array<const char*, 6> kKinds = {"phase", "change", "note", "warning", "checkpoint", "evaluation"};

template <std::size_t Size>
int indexOf(const std::array<const char*, Size>& names, const QString& name, int otherwise) {
  for (std::size_t i = 0; i < Size; ++i)
    if (name == QLatin1String(names[i])) return int(i);
  return otherwise;
}

QJsonObject jsonOf(const PanelLayout& panel) {
  return {{"series", QJsonArray::fromStringList(panel.series)}, {"log", panel.log}};
}

PanelLayout panelOf(const QJsonObject& json, const CurveLayout& before) {
  PanelLayout panel;
  panel.log = json["log"].toBool();
  for (const auto& name : json["series"].toArray())
    if (const auto series = name.toString();
        !series.isEmpty() && before.panelOf(series) < 0 && !panel.series.contains(series))
      panel.series << series;
  return panel;
}

Smoothing smoothingOf(const QJsonObject& json) {
  Smoothing smoothing;
  smoothing.kind = Smoothing::Kind(indexOf(kSmoothings, json["kind"].toString(), int(smoothing.kind)));
  smoothing.weight = std::clamp(json["weight"].toDouble(smoothing.weight), 0.0, 0.999);
  smoothing.window = std::clamp(json["window"].toInt(smoothing.window), 1, 1'000'000);
  return smoothing;
}

}  // namespace

QStringList CurveLayout::series() const {
  QStringList all;
  for (const auto& panel : panels) all << panel.series;
  return all;
}

int CurveLayout::panelOf(const QString& series) const {
  for (int i = 0; i < panels.size(); ++i)
    if (panels[i].series.contains(series)) return i;
  return -1;
}

void CurveLayout::show(const QString& series) {
  if (panelOf(series) < 0) panels.push_back({{series}, false});
}

void CurveLayout::remove(const QString& series) {
  const int panel = panelOf(series);
  if (panel < 0) return;
  panels[panel].series.removeAll(series);
  if (panels[panel].series.isEmpty()) panels.remove(panel);
}

void CurveLayout::removePanel(int panel) {
  if (panel >= 0 && panel < panels.size()) panels.remove(panel);
}

void CurveLayout::movePanel(int panel, int before) {
  if (panel < 0 || panel >= panels.size()) return;
  const auto moved = panels.takeAt(panel);
  if (before > panel) --before;
  panels.insert(std::clamp<int>(before, 0, int(panels.size())), moved);
}

void CurveLayout::moveSeries(const QString& series, int panel) {
  const int from = panelOf(series);
  if (from < 0 || from == panel || panel < 0 || panel >= panels.size()) return;
  panels[panel].series << series;
  panels[from].series.removeAll(series);
  if (panels[from].series.isEmpty()) panels.remove(from);
}

void CurveLayout::moveSeriesApart(const QString& series, int before) {
  const int from = panelOf(series);
  if (from < 0) return;
  if (panels[from].series.size() == 1) return movePanel(from, before);
  const bool log = panels[from].log;
  panels[from].series.removeAll(series);
  panels.insert(std::clamp<int>(before, 0, int(panels.size())), PanelLayout{{series}, log});
}

QString CurveLayout::text() const {
  QJsonArray all, hiddenKinds;
  for (const auto& panel : panels) all.append(jsonOf(panel));
  for (const auto kind : kMarkerKinds)
    if (hidden.contains(kind)) hiddenKinds.append(QLatin1String(kKinds[std::size_t(kind)]));
  const QJsonObject smooth = {{"kind", QLatin1String(kSmoothings[std::size_t(smoothing.kind)])},
                              {"weight", smoothing.weight},
                              {"window", smoothing.window}};
  const QJsonObject json = {{"panels", all},
                            {"smoothing", smooth},
                            {"axis", QLatin1String(kAxes[std::size_t(axis)])},
                            {"follow", follow},
                            {"hidden_markers", hiddenKinds}};
  return QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact));
}

std::optional<CurveLayout> CurveLayout::fromText(const QString& text) {
  const auto document = QJsonDocument::fromJson(text.toUtf8());
  if (!document.isObject()) return {};
  const auto json = document.object();
  CurveLayout layout;
  for (const auto& item : json["panels"].toArray())
    if (auto panel = vignette::panelOf(item.toObject(), layout); !panel.series.isEmpty()) layout.panels << panel;
  layout.smoothing = smoothingOf(json["smoothing"].toObject());
  layout.axis = CurveAxis(indexOf(kAxes, json["axis"].toString(), int(layout.axis)));
  layout.follow = json["follow"].toBool(layout.follow);
  for (const auto& name : json["hidden_markers"].toArray())
    if (const int kind = indexOf(kKinds, name.toString(), -1); kind >= 0) layout.hidden.insert(CurveMarker::Kind(kind));
  return layout;
}

}  // namespace vignette
