#include "curve_plot.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iomanip>

namespace vignette {
namespace {

constexpr double width = 760, height = 380, left = 56, right = 190, top = 40, bottom = 48;

struct Range {
  double low = 0, high = 1;
};

/// Steps of 1, 2 or 5 times a power of ten, about six of them.
double tick_step(double span) {
  const double rough = span / 6, power = std::pow(10, std::floor(std::log10(rough)));
  for (const double factor : {1.0, 2.0, 5.0})
    if (factor * power >= rough) return factor * power;
  return 10 * power;
}

class Canvas {
 public:
  Canvas(std::ofstream& out, Range x, Range y) : out_(out), x_(x), y_(y) {}

  double x(double value) const { return left + (value - x_.low) / (x_.high - x_.low) * (width - left - right); }
  double y(double value) const {
    return height - bottom - (value - y_.low) / (y_.high - y_.low) * (height - top - bottom);
  }

  void text(double at_x, double at_y, const std::string& text, const std::string& anchor, const std::string& colour) {
    out_ << "<text x='" << at_x << "' y='" << at_y << "' text-anchor='" << anchor << "' fill='" << colour << "'>"
         << text << "</text>\n";
  }
  void line(double x1, double y1, double x2, double y2, const std::string& style) {
    out_ << "<line x1='" << x1 << "' y1='" << y1 << "' x2='" << x2 << "' y2='" << y2 << "' " << style << "/>\n";
  }
  void axes(const std::string& x_label) {
    for (double v = 0; v <= y_.high; v += tick_step(y_.high)) {
      line(left, y(v), width - right, y(v), "stroke='#d8dce2'");
      text(left - 8, y(v) + 4, number(v), "end", "#5a6270");
    }
    for (double v = 0; v <= x_.high; v += tick_step(x_.high))
      text(x(v), height - bottom + 20, number(v), "middle", "#5a6270");
    text((left + width - right) / 2, height - 10, x_label, "middle", "#5a6270");
  }
  static std::string number(double value) {
    std::string text = std::to_string(value);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
    return text;
  }

 private:
  std::ofstream& out_;
  Range x_, y_;
};

struct Label {
  double y = 0;
  std::string text, colour;
};

/// From top to bottom, pushed down where two would overlap.
void write_labels(Canvas& canvas, std::vector<Label> labels) {
  std::sort(labels.begin(), labels.end(), [](const Label& a, const Label& b) { return a.y < b.y; });
  double next = 0;
  for (const auto& label : labels) {
    const double y = std::max(label.y, next);
    canvas.text(width - right + 8, y + 4, label.text, "start", label.colour);
    next = y + 15;
  }
}

}  // namespace

void write_curve_plot(const std::filesystem::path& file, const std::string& title, const std::string& x_label,
                      const std::vector<PlotCurve>& curves, const std::vector<PlotMark>& marks) {
  Range x{0, 1}, y{0, 1};
  for (const auto& curve : curves)
    for (const auto& [step, value] : curve.points) x.high = std::max(x.high, step), y.high = std::max(y.high, value);
  for (const auto& mark : marks) y.high = std::max(y.high, mark.value);
  y.high *= 1.05;
  std::ofstream out(file);
  out << std::fixed << std::setprecision(1) << "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 " << width << ' '
      << height << "' font-family='sans-serif' font-size='12'>\n<rect width='100%' height='100%' fill='#ffffff'/>\n";
  Canvas canvas(out, x, y);
  canvas.text(left, 22, title, "start", "#1d232b");
  canvas.axes(x_label);
  std::vector<Label> labels;
  for (const auto& mark : marks) {
    canvas.line(left, canvas.y(mark.value), width - right, canvas.y(mark.value),
                "stroke='" + mark.colour + "' stroke-dasharray='6 4' stroke-width='1.5'");
    labels.push_back({canvas.y(mark.value), mark.name, mark.colour});
  }
  for (const auto& curve : curves) {
    out << "<polyline fill='none' stroke-width='2' stroke='" << curve.colour << "' points='";
    for (const auto& [step, value] : curve.points) out << canvas.x(step) << ',' << canvas.y(value) << ' ';
    out << "'/>\n";
    if (!curve.points.empty() && !curve.name.empty())
      labels.push_back({canvas.y(curve.points.back().second), curve.name, curve.colour});
  }
  write_labels(canvas, std::move(labels));
  out << "</svg>\n";
}

}  // namespace vignette
