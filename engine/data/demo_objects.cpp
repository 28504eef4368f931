// How each kind of object of the demo looks.
#include <cmath>
#include <numbers>

#include "data/demo_pictures.h"

namespace vignette {
namespace {

constexpr DemoRgb kInk{48, 36, 58};
constexpr DemoRgb kWhite{255, 255, 255};
constexpr DemoRgb kCream{255, 244, 222};
constexpr DemoRgb kBrown{140, 92, 52};

/// Collects the pieces of one object of one colour.
class Sketch {
 public:
  explicit Sketch(DemoRgb colour) : colour_(colour) {}

  void body(DemoOutline outline) { piece(std::move(outline), lighter(colour_, 0.18F), darker(colour_, 0.1F)); }
  void shade(DemoOutline outline) { piece(std::move(outline), darker(colour_, 0.12F), darker(colour_, 0.26F)); }
  void tint(DemoOutline outline) { piece(std::move(outline), lighter(colour_, 0.6F), lighter(colour_, 0.4F)); }
  void piece(DemoOutline outline, DemoRgb above, DemoRgb below, bool edged = true) {
    drawing_.push_back({std::move(outline), above, below, edged, 0});
  }
  void spot(cv::Point2f centre, float radius_x, float radius_y, DemoRgb colour) {
    piece(ellipse_outline(centre, radius_x, radius_y), colour, colour, false);
  }
  void line(DemoOutline points, DemoRgb colour, float width) {
    drawing_.push_back({std::move(points), colour, colour, false, width});
  }
  void eye(cv::Point2f centre, float radius) {
    spot(centre, radius, radius * 1.2F, kInk);
    spot(centre + cv::Point2f(-0.3F * radius, -0.4F * radius), radius * 0.35F, radius * 0.35F, kWhite);
  }
  void smiling_face(cv::Point2f centre, float width) {
    eye(centre + cv::Point2f(-width / 2, 0), width * 0.16F);
    eye(centre + cv::Point2f(width / 2, 0), width * 0.16F);
    line(smooth_line({centre + cv::Point2f(-width * 0.28F, width * 0.38F), centre + cv::Point2f(0, width * 0.55F),
                      centre + cv::Point2f(width * 0.28F, width * 0.38F)}),
         kInk, 0.016F);
  }
  DemoDrawing take() { return std::move(drawing_); }
  DemoRgb colour() const { return colour_; }

 private:
  DemoRgb colour_;
  DemoDrawing drawing_;
};

void sketch_star(Sketch& sketch) {
  DemoOutline outline;
  for (int i = 0; i < 10; ++i) {
    const float angle = std::numbers::pi_v<float> * static_cast<float>(i) / 5;
    const float radius = i % 2 == 0 ? 0.52F : 0.235F;
    outline.emplace_back(radius * std::sin(angle), 0.04F - radius * std::cos(angle));
  }
  sketch.body(outline);
  sketch.smiling_face({0, 0.0F}, 0.19F);
}

void sketch_heart(Sketch& sketch) {
  DemoOutline outline;
  for (int i = 0; i < 48; ++i) {
    const float t = 2 * std::numbers::pi_v<float> * static_cast<float>(i) / 48;
    const float x = 16 * std::pow(std::sin(t), 3.0F);
    const float y = 13 * std::cos(t) - 5 * std::cos(2 * t) - 2 * std::cos(3 * t) - std::cos(4 * t);
    outline.emplace_back(x / 33, -(y + 2.5F) / 30);
  }
  sketch.body(outline);
  sketch.piece(ellipse_outline({-0.22F, -0.24F}, 0.1F, 0.06F, -35), lighter(sketch.colour(), 0.7F),
               lighter(sketch.colour(), 0.5F), false);
}

void sketch_fish(Sketch& sketch) {
  sketch.shade(smooth_outline({{0.24F, 0.02F}, {0.48F, -0.24F}, {0.43F, 0.02F}, {0.48F, 0.28F}}));
  sketch.shade(smooth_outline({{-0.15F, -0.2F}, {0.05F, -0.42F}, {0.18F, -0.16F}}));
  sketch.body(smooth_outline({{-0.48F, 0.04F},
                              {-0.3F, -0.2F},
                              {-0.05F, -0.27F},
                              {0.2F, -0.12F},
                              {0.31F, 0.02F},
                              {0.2F, 0.16F},
                              {-0.05F, 0.31F},
                              {-0.3F, 0.25F}}));
  sketch.tint(smooth_outline({{-0.06F, 0.06F}, {0.12F, 0.0F}, {0.1F, 0.16F}}));
  sketch.spot({-0.27F, -0.03F}, 0.075F, 0.085F, kWhite);
  sketch.eye({-0.28F, -0.03F}, 0.045F);
  sketch.line(smooth_line({{-0.45F, 0.12F}, {-0.38F, 0.14F}, {-0.33F, 0.11F}}), kInk, 0.022F);
}

void sketch_bird(Sketch& sketch) {
  const DemoRgb beak = sketch.colour().r > 230 && sketch.colour().b < 60 ? DemoRgb{120, 70, 40} : DemoRgb{250, 170, 30};
  sketch.line({{-0.06F, 0.3F}, {-0.08F, 0.49F}}, kBrown, 0.035F);
  sketch.line({{0.08F, 0.3F}, {0.08F, 0.49F}}, kBrown, 0.035F);
  sketch.shade({{0.22F, 0.02F}, {0.5F, -0.12F}, {0.5F, 0.06F}, {0.26F, 0.2F}});
  sketch.piece({{-0.34F, -0.28F}, {-0.5F, -0.2F}, {-0.34F, -0.14F}}, beak, darker(beak, 0.15F));
  sketch.body(smooth_outline({{-0.36F, -0.24F},
                              {-0.18F, -0.42F},
                              {0.0F, -0.28F},
                              {0.12F, -0.12F},
                              {0.33F, 0.04F},
                              {0.24F, 0.28F},
                              {0.0F, 0.36F},
                              {-0.24F, 0.24F},
                              {-0.33F, 0.0F}}));
  sketch.tint(smooth_outline({{-0.3F, 0.02F}, {-0.18F, 0.02F}, {-0.08F, 0.3F}, {-0.22F, 0.22F}}));
  sketch.shade(smooth_outline({{-0.02F, -0.06F}, {0.2F, 0.0F}, {0.34F, 0.16F}, {0.12F, 0.22F}, {-0.02F, 0.12F}}));
  sketch.eye({-0.2F, -0.25F}, 0.04F);
}

void sketch_flower(Sketch& sketch) {
  constexpr DemoRgb kLeaf{92, 158, 66};
  sketch.line(smooth_line({{0, -0.1F}, {0.02F, 0.2F}, {0, 0.49F}}), kLeaf, 0.05F);
  sketch.piece(smooth_outline({{0.01F, 0.4F}, {0.16F, 0.22F}, {0.28F, 0.24F}, {0.18F, 0.37F}}), kLeaf,
               darker(kLeaf, 0.2F));
  sketch.piece(smooth_outline({{0.0F, 0.44F}, {-0.15F, 0.28F}, {-0.27F, 0.3F}, {-0.17F, 0.42F}}), kLeaf,
               darker(kLeaf, 0.2F));
  for (int i = 0; i < 6; ++i) {
    const float angle = std::numbers::pi_v<float> * (static_cast<float>(i) / 3 + 1.0F / 6);
    sketch.body(ellipse_outline({0.19F * std::cos(angle), -0.18F + 0.19F * std::sin(angle)}, 0.135F, 0.125F));
  }
  const bool yellowish = sketch.colour().r > 230 && sketch.colour().b < 60;
  const DemoRgb heart = yellowish ? DemoRgb{150, 92, 48} : DemoRgb{255, 224, 110};
  sketch.piece(ellipse_outline({0, -0.18F}, 0.115F, 0.115F), lighter(heart, 0.2F), darker(heart, 0.1F));
}

void sketch_mushroom(Sketch& sketch) {
  sketch.piece(smooth_outline({{-0.13F, -0.05F},
                               {0.13F, -0.05F},
                               {0.13F, 0.25F},
                               {0.18F, 0.45F},
                               {0, 0.5F},
                               {-0.18F, 0.45F},
                               {-0.13F, 0.25F}}),
               darker(kCream, 0.12F), kCream);
  sketch.body(smooth_outline({{-0.48F, 0.02F},
                              {-0.42F, -0.22F},
                              {-0.2F, -0.44F},
                              {0, -0.48F},
                              {0.2F, -0.44F},
                              {0.42F, -0.22F},
                              {0.48F, 0.02F},
                              {0.25F, 0.09F},
                              {0, 0.1F},
                              {-0.25F, 0.09F}}));
  sketch.spot({-0.2F, -0.2F}, 0.085F, 0.075F, kWhite);
  sketch.spot({0.05F, -0.32F}, 0.075F, 0.06F, kWhite);
  sketch.spot({0.25F, -0.14F}, 0.08F, 0.07F, kWhite);
  sketch.spot({0.0F, -0.06F}, 0.06F, 0.045F, kWhite);
  sketch.eye({-0.055F, 0.22F}, 0.025F);
  sketch.eye({0.055F, 0.22F}, 0.025F);
}

void sketch_cat(Sketch& sketch) {
  sketch.line(smooth_line({{0.2F, 0.43F}, {0.42F, 0.36F}, {0.44F, 0.14F}, {0.36F, 0.04F}}),
              darker(sketch.colour(), 0.14F), 0.085F);
  sketch.body(smooth_outline(
      {{-0.1F, -0.05F}, {0.12F, -0.02F}, {0.27F, 0.25F}, {0.26F, 0.47F}, {0, 0.5F}, {-0.26F, 0.47F}, {-0.24F, 0.22F}}));
  sketch.tint(ellipse_outline({-0.01F, 0.28F}, 0.1F, 0.14F));
  sketch.body({{-0.3F, -0.2F}, {-0.29F, -0.5F}, {-0.08F, -0.37F}});
  sketch.body({{0.3F, -0.2F}, {0.29F, -0.5F}, {0.08F, -0.37F}});
  sketch.body(ellipse_outline({0, -0.18F}, 0.31F, 0.245F));
  sketch.eye({-0.13F, -0.2F}, 0.05F);
  sketch.eye({0.13F, -0.2F}, 0.05F);
  sketch.piece({{-0.035F, -0.12F}, {0.035F, -0.12F}, {0, -0.075F}}, {255, 170, 180}, {235, 120, 140}, false);
  sketch.line(smooth_line({{-0.08F, -0.05F}, {-0.04F, -0.025F}, {0, -0.07F}, {0.04F, -0.025F}, {0.08F, -0.05F}}), kInk,
              0.012F);
  sketch.line({{-0.2F, -0.09F}, {-0.4F, -0.12F}}, kInk, 0.012F);
  sketch.line({{0.2F, -0.09F}, {0.4F, -0.12F}}, kInk, 0.01F);
}

void sketch_boat(Sketch& sketch) {
  sketch.line({{0.0F, 0.25F}, {0.0F, -0.48F}}, kBrown, 0.045F);
  sketch.piece({{-0.04F, 0.14F}, {-0.04F, -0.42F}, {-0.4F, 0.14F}}, kWhite, darker(kWhite, 0.12F));
  sketch.tint({{0.045F, 0.14F}, {0.045F, -0.32F}, {0.34F, 0.14F}});
  sketch.body({{-0.5F, 0.2F}, {0.5F, 0.2F}, {0.44F, 0.34F}, {0.32F, 0.48F}, {-0.3F, 0.48F}, {-0.43F, 0.34F}});
  sketch.line({{-0.42F, 0.29F}, {0.42F, 0.29F}}, lighter(sketch.colour(), 0.65F), 0.035F);
}

void sketch_balloon(Sketch& sketch) {
  sketch.line(smooth_line({{0, 0.17F}, {0.04F, 0.27F}, {-0.03F, 0.37F}, {0.01F, 0.49F}}), {90, 80, 90}, 0.02F);
  sketch.shade({{0, 0.13F}, {0.055F, 0.21F}, {-0.055F, 0.21F}});
  sketch.body(smooth_outline({{0, -0.5F},
                              {0.21F, -0.42F},
                              {0.28F, -0.2F},
                              {0.19F, 0.03F},
                              {0, 0.16F},
                              {-0.19F, 0.03F},
                              {-0.28F, -0.2F},
                              {-0.21F, -0.42F}}));
  sketch.piece(ellipse_outline({-0.12F, -0.28F}, 0.05F, 0.1F, 25), lighter(sketch.colour(), 0.8F),
               lighter(sketch.colour(), 0.55F), false);
}

void sketch_house(Sketch& sketch) {
  constexpr DemoRgb kRoof{118, 82, 72};
  sketch.piece({{0.2F, -0.2F}, {0.2F, -0.46F}, {0.31F, -0.46F}, {0.31F, -0.1F}}, darker(kRoof, 0.1F),
               darker(kRoof, 0.2F));
  sketch.body({{-0.38F, -0.1F}, {0.38F, -0.1F}, {0.38F, 0.5F}, {-0.38F, 0.5F}});
  sketch.piece({{0, -0.5F}, {0.5F, -0.07F}, {-0.5F, -0.07F}}, lighter(kRoof, 0.1F), darker(kRoof, 0.1F));
  sketch.piece({{-0.06F, 0.5F}, {-0.06F, 0.19F}, {0.14F, 0.19F}, {0.14F, 0.5F}}, kBrown, darker(kBrown, 0.15F));
  sketch.piece({{-0.3F, 0.03F}, {-0.12F, 0.03F}, {-0.12F, 0.21F}, {-0.3F, 0.21F}}, {255, 246, 190}, {255, 228, 130});
  sketch.piece({{0.2F, 0.03F}, {0.33F, 0.03F}, {0.33F, 0.21F}, {0.2F, 0.21F}}, {255, 246, 190}, {255, 228, 130});
  sketch.spot({0.1F, 0.36F}, 0.015F, 0.015F, kCream);
}

}  // namespace

DemoRgb demo_rgb(DemoColour colour) {
  constexpr std::array<DemoRgb, kDemoColours> kColours{
      {{222, 44, 44}, {246, 130, 22}, {252, 212, 36}, {52, 168, 72}, {44, 104, 222}, {136, 66, 190}, {250, 132, 186}}};
  return kColours[static_cast<std::size_t>(colour)];
}

DemoDrawing draw_object(DemoObject object, DemoRgb colour) {
  constexpr std::array<void (*)(Sketch&), kDemoObjects> kSketches{
      sketch_star,     sketch_heart, sketch_fish, sketch_bird,    sketch_flower,
      sketch_mushroom, sketch_cat,   sketch_boat, sketch_balloon, sketch_house};
  Sketch sketch(colour);
  kSketches[static_cast<std::size_t>(object)](sketch);
  return sketch.take();
}

}  // namespace vignette
