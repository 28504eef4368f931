#pragma once
// Pictures of demo scenes. Internal to the data layer.

#include <opencv2/core.hpp>
#include <vector>

#include "data/demo_canvas.h"
#include "data/demo_scene.h"

namespace vignette {

/// One piece of an object: a filled outline or, where `line_width` > 0, a line.
struct DemoPiece {
  DemoOutline outline;
  DemoRgb above, below;
  bool edged = true;     ///< filled pieces only: with a darker rim
  float line_width = 0;  ///< as a fraction of the object's height
};
using DemoDrawing = std::vector<DemoPiece>;

DemoRgb demo_rgb(DemoColour colour);

/// The object in a box from (-0.5, -0.5) to (0.5, 0.5), standing on y = 0.5 and looking to the left where it looks
/// anywhere.
DemoDrawing draw_object(DemoObject object, DemoRgb colour);

void paint_background(DemoCanvas& canvas, DemoBackground background, CounterRandom& random);

/// The whole picture, side × side, 8-bit BGR. `random` decides what captions do not tell: clouds, small shifts,
/// directions.
cv::Mat paint_scene(const DemoScene& scene, int side, CounterRandom& random);

}  // namespace vignette
