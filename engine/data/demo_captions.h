#pragma once
// Captions of demo scenes. Internal to the data layer.

#include <string>
#include <vector>

#include "data/demo_scene.h"

namespace vignette {

inline constexpr int kDemoCaptions = 5;
inline constexpr int kDemoCaptionWords = 18;  ///< at most

/// Five differently worded true captions, each with a capital first letter and a final '.'.
std::vector<std::string> caption_scene(const DemoScene& scene, CounterRandom& random);

}  // namespace vignette
