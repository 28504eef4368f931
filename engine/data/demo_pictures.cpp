#include "data/demo_pictures.h"

#include <algorithm>

namespace vignette {
namespace {

constexpr float kGround = 0.86F;       // where objects stand
constexpr float kFrontGround = 0.95F;  // nearer
constexpr float kBackGround = 0.78F;   // farther

struct Placement {
  const DemoGroup* group;
  float centre_x;  // of the row
  float base;      // y of the row's lower rim
  bool standing;   // casts its shadow where it stands
};

float extent(const DemoGroup& group) {
  return static_cast<float>(demo_extent(group.size));
}
float row_width(const DemoGroup& group) {
  return static_cast<float>(demo_row_width(group));
}

void paint_object(DemoCanvas& canvas, const DemoDrawing& drawing, cv::Point2f centre, float height, bool mirrored) {
  const auto place = [&](const DemoOutline& outline) {
    DemoOutline placed;
    placed.reserve(outline.size());
    for (const cv::Point2f& point : outline) {
      placed.push_back(centre + cv::Point2f(mirrored ? -point.x : point.x, point.y) * height);
    }
    return placed;
  };
  for (const DemoPiece& piece : drawing) {  // a pale rim sets the object off against any background
    const bool line = piece.line_width > 0;
    if (line || piece.edged) {
      canvas.stroke(place(piece.outline), {255, 255, 255}, line ? piece.line_width * height + 0.012F : 0.024F, !line,
                    0.9F);
    }
  }
  for (const DemoPiece& piece : drawing) {
    const DemoOutline outline = place(piece.outline);
    if (piece.line_width > 0) {
      canvas.stroke(outline, piece.above, piece.line_width * height, false);
      continue;
    }
    canvas.fill(outline, piece.above, piece.below);
    if (piece.edged) canvas.stroke(outline, darker(piece.below, 0.4F), 0.0045F, true);
  }
}

void paint_row(DemoCanvas& canvas, const Placement& placement, CounterRandom& random) {
  const DemoGroup& group = *placement.group;
  const DemoDrawing drawing = draw_object(group.object, demo_rgb(group.colour));
  const float height = extent(group), step = height + static_cast<float>(kDemoGap);
  const bool mirrored = random.chance(0.5);
  for (int i = 0; i < group.count; ++i) {
    const float x = placement.centre_x + (static_cast<float>(i) - static_cast<float>(group.count - 1) / 2) * step;
    const float base = placement.base + static_cast<float>(random.between(-0.008, 0.008));
    if (placement.standing) canvas.glow({x, base - 0.01F}, height * 0.52F, height * 0.12F, {24, 20, 48}, 0.5F);
    paint_object(canvas, drawing, {x, base - height / 2}, height, mirrored);
  }
}

float free_centre(float width, float low, float high, CounterRandom& random) {
  const float margin = width / 2 + 0.015F;
  low = std::max(low, margin), high = std::min(high, 1 - margin);
  return low >= high ? (low + high) / 2 : static_cast<float>(random.between(low, high));
}

std::vector<Placement> place_single(const DemoScene& scene, CounterRandom& random) {
  const DemoGroup& group = scene.groups[0];
  const float middle = static_cast<float>(scene.position) * 0.26F + 0.24F;
  const float x = free_centre(row_width(group), middle - 0.04F, middle + 0.04F, random);
  const float base =
      scene.airborne ? 0.3F + extent(group) / 2 + static_cast<float>(random.between(-0.03, 0.03)) : kGround;
  return {{&group, x, base, !scene.airborne}};
}

std::vector<Placement> place_beside(const DemoScene& scene, CounterRandom& random) {
  const DemoGroup &left = scene.groups[0], &right = scene.groups[1];
  const float spare = 1 - row_width(left) - row_width(right);
  const float margin = spare * static_cast<float>(random.between(0.15, 0.3));
  const float gap = spare * static_cast<float>(random.between(0.3, 0.5));
  const float left_x = margin + row_width(left) / 2;
  return {{&left, left_x, kGround, true},
          {&right, left_x + (row_width(left) + row_width(right)) / 2 + gap, kGround, true}};
}

std::vector<Placement> place_above(const DemoScene& scene, CounterRandom& random) {
  const DemoGroup &upper = scene.groups[0], &lower = scene.groups[1];
  const float lower_x = free_centre(row_width(lower), 0.4F, 0.6F, random);
  const float upper_x = free_centre(row_width(upper), lower_x - 0.04F, lower_x + 0.04F, random);
  const float base = 0.9F, room = base - extent(lower) - extent(upper);
  return {{&lower, lower_x, base, true}, {&upper, upper_x, base - extent(lower) - room * 0.45F, false}};
}

std::vector<Placement> place_in_front(const DemoScene& scene, CounterRandom& random) {
  const DemoGroup &front = scene.groups[0], &back = scene.groups[1];
  const float back_x = free_centre(row_width(back), 0.35F, 0.65F, random);
  const float side = random.chance(0.5) ? -1.0F : 1.0F;
  const float front_x = free_centre(row_width(front), back_x + side * 0.08F, back_x + side * 0.08F, random);
  return {{&back, back_x, kBackGround, true}, {&front, front_x, kFrontGround, true}};
}

/// In painting order: farther objects first.
std::vector<Placement> place(const DemoScene& scene, CounterRandom& random) {
  switch (scene.relation) {
    case DemoRelation::left_of:
      return place_beside(scene, random);
    case DemoRelation::above:
      return place_above(scene, random);
    case DemoRelation::in_front_of:
      return place_in_front(scene, random);
    case DemoRelation::none:
      break;
  }
  return place_single(scene, random);
}

}  // namespace

cv::Mat paint_scene(const DemoScene& scene, int side, CounterRandom& random) {
  cv::Mat picture(side, side, CV_8UC3);
  DemoCanvas canvas(picture);
  paint_background(canvas, scene.background, random);
  for (const Placement& placement : place(scene, random)) paint_row(canvas, placement, random);
  return picture;
}

}  // namespace vignette
