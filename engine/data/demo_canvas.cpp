#include "data/demo_canvas.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <opencv2/imgproc.hpp>

namespace vignette {
namespace {

constexpr int kShift = 4;  // OpenCV's fixed-point coordinates: 1/16 pixel

std::vector<cv::Point> to_fixed(const DemoOutline& outline, float side, cv::Point origin) {
  std::vector<cv::Point> fixed;
  fixed.reserve(outline.size());
  const auto convert = [](float value) { return static_cast<int>(std::lround(value * (1 << kShift))); };
  for (const cv::Point2f& point : outline) {
    fixed.emplace_back(convert(point.x * side - static_cast<float>(origin.x)),
                       convert(point.y * side - static_cast<float>(origin.y)));
  }
  return fixed;
}

cv::Point2f catmull_rom(cv::Point2f a, cv::Point2f b, cv::Point2f c, cv::Point2f d, float t) {
  const float t2 = t * t, t3 = t2 * t;
  return 0.5F * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t2 + (3 * b - a - 3 * c + d) * t3);
}

constexpr int kStepsPerSpan = 8;

void mix_pixel(cv::Vec3b& pixel, DemoRgb colour, float amount) {
  const auto mix = [amount](unsigned char from, float to) {
    return static_cast<unsigned char>(static_cast<float>(from) + (to - static_cast<float>(from)) * amount + 0.5F);
  };
  pixel = {mix(pixel[0], colour.b), mix(pixel[1], colour.g), mix(pixel[2], colour.r)};
}

}  // namespace

DemoRgb blend(DemoRgb a, DemoRgb b, float amount) {
  return {a.r + (b.r - a.r) * amount, a.g + (b.g - a.g) * amount, a.b + (b.b - a.b) * amount};
}

DemoCanvas::DemoCanvas(cv::Mat& picture) : picture_(picture), side_(static_cast<float>(picture.rows)) {}

void DemoCanvas::band(float top, float bottom, DemoRgb above, DemoRgb below) {
  const int first = std::max(0, static_cast<int>(std::lround(top * side_)));
  const int last = std::min(picture_.rows, static_cast<int>(std::lround(bottom * side_)));
  for (int y = first; y < last; ++y) {
    const float place = static_cast<float>(y - first) / static_cast<float>(std::max(1, last - first - 1));
    const DemoRgb colour = blend(above, below, place);
    picture_.row(y).setTo(cv::Scalar(colour.b, colour.g, colour.r));
  }
}

cv::Rect DemoCanvas::box_of(const DemoOutline& outline, float margin) const {
  float left = 1e9F, top = 1e9F, right = -1e9F, bottom = -1e9F;
  for (const cv::Point2f& point : outline) {
    left = std::min(left, point.x * side_), right = std::max(right, point.x * side_);
    top = std::min(top, point.y * side_), bottom = std::max(bottom, point.y * side_);
  }
  const int pad = 2 + static_cast<int>(margin * side_);
  const cv::Point first(static_cast<int>(std::floor(left)) - pad, static_cast<int>(std::floor(top)) - pad);
  const cv::Point last(static_cast<int>(std::ceil(right)) + pad, static_cast<int>(std::ceil(bottom)) + pad);
  return {first, last};
}

void DemoCanvas::paint(const cv::Mat& mask, cv::Point origin, DemoRgb above, DemoRgb below, float opacity) {
  const cv::Rect box = cv::Rect(origin, mask.size()) & cv::Rect(0, 0, picture_.cols, picture_.rows);
  for (int y = box.y; y < box.y + box.height; ++y) {
    const DemoRgb colour =
        blend(above, below, static_cast<float>(y - origin.y) / static_cast<float>(std::max(1, mask.rows - 1)));
    const unsigned char* cover = mask.ptr<unsigned char>(y - origin.y);
    cv::Vec3b* pixels = picture_.ptr<cv::Vec3b>(y);
    for (int x = box.x; x < box.x + box.width; ++x) {
      const unsigned char covered = cover[x - origin.x];
      if (covered) mix_pixel(pixels[x], colour, opacity * static_cast<float>(covered) / 255);
    }
  }
}

void DemoCanvas::fill(const DemoOutline& outline, DemoRgb above, DemoRgb below, float opacity) {
  const cv::Rect box = box_of(outline, 0);
  cv::Mat mask = cv::Mat::zeros(box.size(), CV_8U);
  const std::vector<std::vector<cv::Point>> polygons{to_fixed(outline, side_, box.tl())};
  cv::fillPoly(mask, polygons, cv::Scalar(255), cv::LINE_AA, kShift);
  paint(mask, box.tl(), above, below, opacity);
}

void DemoCanvas::stroke(const DemoOutline& points, DemoRgb colour, float width, bool closed, float opacity) {
  const cv::Rect box = box_of(points, width);
  cv::Mat mask = cv::Mat::zeros(box.size(), CV_8U);
  const std::vector<std::vector<cv::Point>> lines{to_fixed(points, side_, box.tl())};
  const int thickness = std::max(1, static_cast<int>(std::lround(width * side_)));
  cv::polylines(mask, lines, closed, cv::Scalar(255), thickness, cv::LINE_AA, kShift);
  paint(mask, box.tl(), colour, colour, opacity);
}

void DemoCanvas::glow(cv::Point2f centre, float radius_x, float radius_y, DemoRgb colour, float opacity) {
  const cv::Rect whole(0, 0, picture_.cols, picture_.rows);
  const cv::Rect box = box_of({centre - cv::Point2f(radius_x, radius_y), centre + cv::Point2f(radius_x, radius_y)}, 0);
  const cv::Rect seen = box & whole;
  for (int y = seen.y; y < seen.y + seen.height; ++y) {
    const float dy = ((static_cast<float>(y) + 0.5F) / side_ - centre.y) / radius_y;
    cv::Vec3b* pixels = picture_.ptr<cv::Vec3b>(y);
    for (int x = seen.x; x < seen.x + seen.width; ++x) {
      const float dx = ((static_cast<float>(x) + 0.5F) / side_ - centre.x) / radius_x;
      const float inside = 1 - (dx * dx + dy * dy);
      if (inside > 0) mix_pixel(pixels[x], colour, opacity * inside * inside * (3 - 2 * inside));
    }
  }
}

DemoOutline ellipse_outline(cv::Point2f centre, float radius_x, float radius_y, float degrees) {
  constexpr int kPoints = 40;
  const float turn = degrees * std::numbers::pi_v<float> / 180;
  DemoOutline outline;
  outline.reserve(kPoints);
  for (int i = 0; i < kPoints; ++i) {
    const float angle = 2 * std::numbers::pi_v<float> * static_cast<float>(i) / kPoints;
    const float x = radius_x * std::cos(angle), y = radius_y * std::sin(angle);
    outline.emplace_back(centre.x + x * std::cos(turn) - y * std::sin(turn),
                         centre.y + x * std::sin(turn) + y * std::cos(turn));
  }
  return outline;
}

DemoOutline smooth_outline(const DemoOutline& points) {
  DemoOutline curve;
  const std::size_t n = points.size();
  for (std::size_t i = 0; i < n; ++i) {
    for (int step = 0; step < kStepsPerSpan; ++step) {
      curve.push_back(catmull_rom(points[(i + n - 1) % n], points[i], points[(i + 1) % n], points[(i + 2) % n],
                                  static_cast<float>(step) / kStepsPerSpan));
    }
  }
  return curve;
}

DemoOutline smooth_line(const DemoOutline& points) {
  DemoOutline curve;
  for (std::size_t i = 0; i + 1 < points.size(); ++i) {
    for (int step = 0; step < kStepsPerSpan; ++step) {
      curve.push_back(catmull_rom(points[i == 0 ? 0 : i - 1], points[i], points[i + 1],
                                  points[std::min(i + 2, points.size() - 1)],
                                  static_cast<float>(step) / kStepsPerSpan));
    }
  }
  curve.push_back(points.back());
  return curve;
}

}  // namespace vignette
