#pragma once
// What a demo scene shows, and how scenes are drawn by lot. Internal to the data layer.

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "data/counter_random.h"

namespace vignette {

enum class DemoObject { star, heart, fish, bird, flower, mushroom, cat, boat, balloon, house };
enum class DemoColour { red, orange, yellow, green, blue, purple, pink };
enum class DemoSize { small, medium, big };
enum class DemoBackground { meadow, night, sea, snow, desert, room, clouds };
/// Of the first group to the second. The opposite relations are the same scenes told from the other side.
enum class DemoRelation { none, left_of, above, in_front_of };
enum class DemoPosition { left, middle, right };

inline constexpr int kDemoObjects = 10, kDemoColours = 7, kDemoSizes = 3, kDemoBackgrounds = 7;

struct DemoGroup {
  DemoObject object = DemoObject::star;
  DemoColour colour = DemoColour::red;
  DemoSize size = DemoSize::medium;
  int count = 1;  ///< 1 to 3

  bool operator==(const DemoGroup&) const = default;
};

struct DemoScene {
  DemoBackground background = DemoBackground::meadow;
  DemoRelation relation = DemoRelation::none;
  DemoPosition position = DemoPosition::middle;  ///< one group only
  bool airborne = false;                         ///< one group only: it hovers above the ground line
  std::vector<DemoGroup> groups;                 ///< one or two, of different objects

  bool operator==(const DemoScene&) const = default;
};

/// Height (and width, at most) of an object as a fraction of the picture.
double demo_extent(DemoSize size);
/// Between the objects of a group, as a fraction of the picture.
inline constexpr double kDemoGap = 0.04;
/// Width of a row of `group` with the gaps between its objects.
double demo_row_width(const DemoGroup& group);
bool can_hover(DemoObject object);
/// Colour × object combinations that only held-out parts show: one colour for each object.
bool is_held_out(DemoObject object, DemoColour colour);
bool shows_held_out(const DemoScene& scene);

/// The same for equal scenes; independent of seeds.
std::uint64_t scene_hash(const DemoScene& scene);

/// Which scenes a part may show, by scene_hash() modulo kSceneSlots: a half-open range of slots.
struct SceneSlots {
  int first = 0, last = 0;
  bool contains(const DemoScene& scene) const;
};
inline constexpr int kSceneSlots = 120;

/// The slots of a part by name; parts of other names share the last slots, by `ordinal` of `count` such parts.
SceneSlots scene_slots(std::string_view part, int ordinal, int count);

/// Whether a scene shows held-out combinations.
enum class HeldOut { never, always };

/// A scene within `slots`, by lot.
DemoScene draw_scene(CounterRandom& random, SceneSlots slots, HeldOut held_out);

}  // namespace vignette
