#pragma once
// Antialiased painting on an OpenCV picture. Internal to the data layer.

#include <opencv2/core.hpp>
#include <vector>

namespace vignette {

using DemoOutline = std::vector<cv::Point2f>;

/// 8-bit RGB as numbers from 0 to 255.
struct DemoRgb {
  float r = 0, g = 0, b = 0;
};
/// `amount` 0: a, 1: b.
DemoRgb blend(DemoRgb a, DemoRgb b, float amount);
inline DemoRgb lighter(DemoRgb colour, float amount) {
  return blend(colour, {255, 255, 255}, amount);
}
inline DemoRgb darker(DemoRgb colour, float amount) {
  return blend(colour, {20, 16, 40}, amount);
}

/// Paints on an 8-bit BGR picture that outlives it. Coordinates are fractions of the picture's side, y downwards.
class DemoCanvas {
 public:
  explicit DemoCanvas(cv::Mat& picture);

  /// Fills the band of rows from `top` to `bottom` with a vertical gradient.
  void band(float top, float bottom, DemoRgb above, DemoRgb below);
  /// Fills a polygon with a vertical gradient over its height.
  void fill(const DemoOutline& outline, DemoRgb above, DemoRgb below, float opacity = 1);
  void fill(const DemoOutline& outline, DemoRgb colour, float opacity = 1) { fill(outline, colour, colour, opacity); }
  /// Draws a line of `width` along `points`.
  void stroke(const DemoOutline& points, DemoRgb colour, float width, bool closed, float opacity = 1);
  /// An ellipse that fades out towards its rim.
  void glow(cv::Point2f centre, float radius_x, float radius_y, DemoRgb colour, float opacity);

 private:
  void paint(const cv::Mat& mask, cv::Point origin, DemoRgb above, DemoRgb below, float opacity);
  cv::Rect box_of(const DemoOutline& outline, float margin) const;

  cv::Mat& picture_;
  float side_;
};

DemoOutline ellipse_outline(cv::Point2f centre, float radius_x, float radius_y, float degrees = 0);
/// A closed Catmull-Rom curve through `points`.
DemoOutline smooth_outline(const DemoOutline& points);
/// An open Catmull-Rom curve through `points`.
DemoOutline smooth_line(const DemoOutline& points);

}  // namespace vignette
