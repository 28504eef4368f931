// The places of the demo's scenes.
#include <cmath>

#include "data/demo_pictures.h"

namespace vignette {
namespace {

float between(CounterRandom& random, double low, double high) {
  return static_cast<float>(random.between(low, high));
}

void paint_cloud(DemoCanvas& canvas, cv::Point2f centre, float width, DemoRgb colour) {
  const auto puff = [&](float x, float y, float radius_x, float radius_y) {
    canvas.fill(ellipse_outline(centre + cv::Point2f(x, y) * width, radius_x * width, radius_y * width), colour);
  };
  puff(0, 0.1F, 0.5F, 0.11F);
  puff(-0.2F, 0, 0.19F, 0.16F);
  puff(0.06F, -0.06F, 0.24F, 0.21F);
  puff(0.27F, 0.03F, 0.15F, 0.13F);
}

void paint_clouds(DemoCanvas& canvas, CounterRandom& random, int count, DemoRgb colour) {
  for (int i = 0; i < count; ++i) {
    const float x = (static_cast<float>(i) + between(random, 0.2, 0.8)) / static_cast<float>(count);
    paint_cloud(canvas, {x, between(random, 0.08, 0.26)}, between(random, 0.18, 0.3), colour);
  }
}

/// A rolling ridge from the left rim to the right one, filled to the bottom.
void paint_hills(DemoCanvas& canvas, CounterRandom& random, float height, float swing, DemoRgb above, DemoRgb below) {
  const float phase = between(random, 0, 6.28), waves = between(random, 4, 7);
  DemoOutline outline;
  for (int i = 0; i <= 24; ++i) {
    const float x = static_cast<float>(i) / 24 * 1.1F - 0.05F;
    outline.emplace_back(x, height + swing * std::sin(phase + waves * x));
  }
  outline.emplace_back(1.05F, 1.05F);
  outline.emplace_back(-0.05F, 1.05F);
  canvas.fill(outline, above, below);
}

void paint_sun(DemoCanvas& canvas, CounterRandom& random, DemoRgb colour) {
  const cv::Point2f centre(random.chance(0.5) ? 0.12F : 0.88F, 0.13F);
  canvas.glow(centre, 0.2F, 0.2F, lighter(colour, 0.4F), 0.6F);
  canvas.fill(ellipse_outline(centre, 0.065F, 0.065F), lighter(colour, 0.4F), colour);
}

void paint_meadow(DemoCanvas& canvas, CounterRandom& random) {
  canvas.band(0, 1, {126, 196, 245}, {226, 244, 255});
  paint_sun(canvas, random, {255, 214, 80});
  paint_clouds(canvas, random, 2, {248, 252, 255});
  paint_hills(canvas, random, 0.56F, 0.035F, {160, 212, 130}, {120, 190, 100});
  paint_hills(canvas, random, 0.63F, 0.02F, {152, 216, 108}, {96, 176, 76});
  for (int i = 0; i < 16; ++i) {
    const float x = between(random, 0.02, 0.98), y = between(random, 0.68, 0.98), h = 0.018F + 0.02F * (y - 0.6F);
    canvas.stroke({{x - h / 2, y - h}, {x, y}, {x + h / 2, y - h}}, {70, 146, 60}, 0.006F, false, 0.8F);
  }
}

void paint_night(DemoCanvas& canvas, CounterRandom& random) {
  canvas.band(0, 1, {16, 20, 58}, {70, 64, 128});
  for (int i = 0; i < 34; ++i) {
    const float radius = between(random, 0.003, 0.0065);
    canvas.fill(ellipse_outline({between(random, 0, 1), between(random, 0, 0.58)}, radius, radius), {255, 250, 225},
                between(random, 0.45, 1));
  }
  const cv::Point2f moon(random.chance(0.5) ? 0.14F : 0.86F, 0.14F);
  canvas.glow(moon, 0.2F, 0.2F, {220, 220, 255}, 0.45F);
  canvas.fill(ellipse_outline(moon, 0.075F, 0.075F), {255, 252, 232}, {236, 226, 196});
  canvas.fill(ellipse_outline(moon + cv::Point2f(0.02F, 0.02F), 0.016F, 0.014F), {222, 212, 184}, 0.8F);
  canvas.fill(ellipse_outline(moon + cv::Point2f(-0.03F, -0.015F), 0.012F, 0.011F), {222, 212, 184}, 0.8F);
  paint_hills(canvas, random, 0.6F, 0.03F, {48, 60, 104}, {38, 50, 88});
  paint_hills(canvas, random, 0.66F, 0.02F, {62, 84, 112}, {34, 48, 78});
}

void paint_sea(DemoCanvas& canvas, CounterRandom& random) {
  canvas.band(0, 0.48F, {150, 214, 250}, {232, 248, 255});
  paint_sun(canvas, random, {255, 214, 80});
  paint_clouds(canvas, random, 2, {246, 251, 255});
  canvas.band(0.46F, 0.72F, {34, 134, 178}, {92, 200, 212});
  for (int i = 0; i < 14; ++i) {
    const float x = between(random, 0, 1), y = between(random, 0.49, 0.63), w = 0.02F + 0.12F * (y - 0.46F);
    canvas.stroke(smooth_line({{x - w, y}, {x - w / 2, y - 0.008F}, {x, y}, {x + w / 2, y - 0.008F}, {x + w, y}}),
                  {230, 250, 255}, 0.006F, false, 0.75F);
  }
  paint_hills(canvas, random, 0.665F, 0.014F, {255, 255, 255}, {255, 255, 255});
  paint_hills(canvas, random, 0.69F, 0.014F, {250, 228, 176}, {232, 200, 140});
}

void paint_fir(DemoCanvas& canvas, cv::Point2f foot, float height) {
  for (int tier = 0; tier < 3; ++tier) {
    const float top = foot.y - height + static_cast<float>(tier) * height * 0.25F;
    const float half = height * (0.14F + 0.06F * static_cast<float>(tier));
    canvas.fill({{foot.x, top}, {foot.x + half, top + height * 0.42F}, {foot.x - half, top + height * 0.42F}},
                {214, 230, 240}, {104, 140, 158});
  }
}

void paint_snow(DemoCanvas& canvas, CounterRandom& random) {
  canvas.band(0, 1, {158, 180, 208}, {222, 232, 244});
  paint_hills(canvas, random, 0.55F, 0.04F, {226, 236, 246}, {206, 220, 238});
  for (int i = 0; i < 5; ++i) {
    paint_fir(canvas, {between(random, 0.02, 0.98), between(random, 0.6, 0.65)}, between(random, 0.13, 0.22));
  }
  paint_hills(canvas, random, 0.64F, 0.02F, {252, 254, 255}, {222, 232, 246});
  for (int i = 0; i < 38; ++i) {
    const float radius = between(random, 0.004, 0.009);
    canvas.fill(ellipse_outline({between(random, 0, 1), between(random, 0, 0.7)}, radius, radius), {255, 255, 255},
                0.9F);
  }
}

void paint_cactus(DemoCanvas& canvas, cv::Point2f foot, float height) {
  constexpr DemoRgb kCactus{112, 150, 100};
  const float w = height * 0.16F, arm = height * 0.3F;
  canvas.stroke({foot, foot - cv::Point2f(0, height)}, kCactus, w, false);
  canvas.stroke({foot + cv::Point2f(0, -0.35F * height), foot + cv::Point2f(arm, -0.4F * height),
                 foot + cv::Point2f(arm, -0.75F * height)},
                kCactus, w * 0.8F, false);
  canvas.stroke({foot + cv::Point2f(0, -0.5F * height), foot + cv::Point2f(-arm, -0.55F * height),
                 foot + cv::Point2f(-arm, -0.85F * height)},
                kCactus, w * 0.8F, false);
}

void paint_desert(DemoCanvas& canvas, CounterRandom& random) {
  canvas.band(0, 1, {255, 206, 150}, {255, 238, 206});
  paint_sun(canvas, random, {255, 168, 84});
  paint_hills(canvas, random, 0.54F, 0.05F, {226, 172, 116}, {214, 160, 104});
  for (int i = 0; i < 2; ++i) {
    paint_cactus(canvas, {between(random, 0.05, 0.45) + 0.5F * static_cast<float>(i), 0.65F},
                 between(random, 0.11, 0.18));
  }
  paint_hills(canvas, random, 0.64F, 0.022F, {238, 194, 134}, {206, 150, 92});
  for (int i = 0; i < 7; ++i) {
    const float x = between(random, 0.05, 0.95), y = between(random, 0.72, 0.97);
    canvas.stroke(smooth_line({{x - 0.06F, y}, {x - 0.02F, y - 0.008F}, {x + 0.02F, y}, {x + 0.06F, y - 0.006F}}),
                  {190, 134, 80}, 0.006F, false, 0.5F);
  }
}

void paint_window(DemoCanvas& canvas, cv::Point2f corner, float side) {
  const auto box = [](float x, float y, float w, float h) {
    return DemoOutline{{x, y}, {x + w, y}, {x + w, y + h}, {x, y + h}};
  };
  canvas.fill(box(corner.x, corner.y, side, side), {255, 255, 255});
  const float rim = side * 0.07F, pane = (side - 3 * rim) / 2;
  for (int i = 0; i < 4; ++i) {
    const float x = corner.x + rim + static_cast<float>(i % 2) * (pane + rim);
    const float y = corner.y + rim + static_cast<float>(i / 2) * (pane + rim);
    canvas.fill(box(x, y, pane, pane), {168, 218, 248}, {214, 238, 252});
  }
}

void paint_room(DemoCanvas& canvas, CounterRandom& random) {
  canvas.band(0, 1, {246, 226, 206}, {238, 214, 194});
  for (int i = 0; i < 10; i += 2) {
    const float x = static_cast<float>(i) / 10;
    canvas.fill({{x, 0}, {x + 0.1F, 0}, {x + 0.1F, 0.62F}, {x, 0.62F}}, {250, 234, 218}, 0.8F);
  }
  paint_window(canvas, {random.chance(0.5) ? 0.06F : 0.7F, 0.08F}, 0.24F);
  canvas.band(0.6F, 0.635F, {255, 252, 246}, {232, 222, 210});
  canvas.band(0.635F, 1, {176, 120, 78}, {204, 150, 102});
  for (int i = -6; i <= 6; ++i) {
    const float x = static_cast<float>(i) / 6;
    canvas.stroke({{0.5F + 0.6F * x, 0.635F}, {0.5F + 1.3F * x, 1.0F}}, {142, 94, 58}, 0.005F, false, 0.7F);
  }
  canvas.fill(ellipse_outline({0.5F, 0.87F}, 0.44F, 0.1F), {236, 222, 204}, {222, 204, 184});
  canvas.stroke(ellipse_outline({0.5F, 0.87F}, 0.4F, 0.08F), {190, 160, 140}, 0.008F, true, 0.8F);
}

void paint_cloud_land(DemoCanvas& canvas, CounterRandom& random) {
  canvas.band(0, 1, {70, 146, 226}, {186, 224, 252});
  paint_clouds(canvas, random, 3, {206, 226, 250});
  for (int row = 0; row < 3; ++row) {
    const float shade = 0.1F - 0.05F * static_cast<float>(row);
    const DemoRgb colour = blend({255, 255, 255}, {150, 180, 220}, 3 * shade);
    for (int i = 0; i < 6; ++i) {
      const float x = (static_cast<float>(i) + between(random, 0.1, 0.9)) / 6;
      const float y = 0.76F + 0.1F * static_cast<float>(row);
      canvas.fill(ellipse_outline({x, y}, between(random, 0.12, 0.2), between(random, 0.08, 0.12)), colour,
                  blend(colour, {190, 212, 240}, 0.5F));
    }
  }
}

}  // namespace

void paint_background(DemoCanvas& canvas, DemoBackground background, CounterRandom& random) {
  constexpr std::array<void (*)(DemoCanvas&, CounterRandom&), kDemoBackgrounds> kPainters{
      paint_meadow, paint_night, paint_sea, paint_snow, paint_desert, paint_room, paint_cloud_land};
  kPainters[static_cast<std::size_t>(background)](canvas, random);
}

}  // namespace vignette
