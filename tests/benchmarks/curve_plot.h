#pragma once
// A plot of a few curves and horizontal marks as an SVG file, for the README.

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace vignette {

struct PlotCurve {
  std::string name, colour;
  std::vector<std::pair<double, double>> points;
};

struct PlotMark {
  std::string name, colour;
  double value = 0;
};

void write_curve_plot(const std::filesystem::path& file, const std::string& title, const std::string& x_label,
                      const std::vector<PlotCurve>& curves, const std::vector<PlotMark>& marks);

}  // namespace vignette
