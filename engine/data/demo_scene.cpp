#include "data/demo_scene.h"

#include <algorithm>
#include <cassert>

namespace vignette {
namespace {

constexpr double kWidest = 0.94;      // of the picture, for any row
constexpr double kWidestAside = 0.5;  // for a row that stands at the left or at the right

struct NamedSlots {
  std::string_view part;
  SceneSlots slots;
};
constexpr std::array<NamedSlots, 5> kNamedSlots{
    {{"train", {0, 40}}, {"val", {40, 50}}, {"test", {50, 60}}, {"clip", {60, 85}}, {"corpus", {85, 110}}}};
constexpr int kFirstFreeSlot = 110;

DemoGroup draw_group(CounterRandom& random) {
  DemoGroup group;
  group.object = static_cast<DemoObject>(random.below(kDemoObjects));
  group.colour = static_cast<DemoColour>(random.below(kDemoColours));
  group.size = static_cast<DemoSize>(random.below(kDemoSizes));
  const double draw = random.uniform();
  group.count = draw < 0.55 ? 1 : draw < 0.8 ? 2 : 3;
  return group;
}

DemoScene draw_any_scene(CounterRandom& random) {
  DemoScene scene;
  scene.background = static_cast<DemoBackground>(random.below(kDemoBackgrounds));
  scene.groups.push_back(draw_group(random));
  if (random.chance(0.4)) {
    scene.position = static_cast<DemoPosition>(random.below(3));
    scene.airborne = random.chance(0.5);
    return scene;
  }
  scene.groups.push_back(draw_group(random));
  scene.relation = static_cast<DemoRelation>(1 + random.below(3));
  return scene;
}

bool single_fits(const DemoScene& scene) {
  const DemoGroup& group = scene.groups.front();
  if (scene.airborne && !can_hover(group.object)) return false;
  return demo_row_width(group) <= (scene.position == DemoPosition::middle ? kWidest : kWidestAside);
}

bool pair_fits(const DemoScene& scene) {
  const DemoGroup &first = scene.groups[0], &second = scene.groups[1];
  if (first.object == second.object) return false;
  const double widths = demo_row_width(first) + demo_row_width(second);
  switch (scene.relation) {
    case DemoRelation::left_of:
      return widths <= kWidest - 0.06;
    case DemoRelation::above:
      return can_hover(first.object) && std::max(demo_row_width(first), demo_row_width(second)) <= kWidest &&
             demo_extent(first.size) + demo_extent(second.size) <= 0.7;
    case DemoRelation::in_front_of:
      return first.size < second.size && first.count <= 2 && second.count <= 2 && demo_row_width(second) <= 0.8;
    case DemoRelation::none:
      break;
  }
  return false;
}

}  // namespace

double demo_extent(DemoSize size) {
  switch (size) {
    case DemoSize::small:
      return 0.17;
    case DemoSize::medium:
      return 0.26;
    case DemoSize::big:
      break;
  }
  return 0.39;
}

double demo_row_width(const DemoGroup& group) {
  return group.count * (demo_extent(group.size) + kDemoGap) - kDemoGap;
}

bool can_hover(DemoObject object) {
  return object == DemoObject::star || object == DemoObject::heart || object == DemoObject::fish ||
         object == DemoObject::bird || object == DemoObject::balloon;
}

bool is_held_out(DemoObject object, DemoColour colour) {
  return (static_cast<int>(object) * 3 + 2) % kDemoColours == static_cast<int>(colour);
}

bool shows_held_out(const DemoScene& scene) {
  return std::any_of(scene.groups.begin(), scene.groups.end(),
                     [](const DemoGroup& group) { return is_held_out(group.object, group.colour); });
}

std::uint64_t scene_hash(const DemoScene& scene) {
  std::uint64_t hash = 0;
  const auto take = [&hash](int value) { hash = mix_bits(hash ^ static_cast<std::uint64_t>(value + 1)); };
  take(static_cast<int>(scene.background));
  take(static_cast<int>(scene.relation));
  take(static_cast<int>(scene.position));
  take(scene.airborne);
  for (const DemoGroup& group : scene.groups) {
    take(static_cast<int>(group.object));
    take(static_cast<int>(group.colour));
    take(static_cast<int>(group.size));
    take(group.count);
  }
  return hash;
}

bool SceneSlots::contains(const DemoScene& scene) const {
  const int slot = static_cast<int>(scene_hash(scene) % kSceneSlots);
  return first <= slot && slot < last;
}

SceneSlots scene_slots(std::string_view part, int ordinal, int count) {
  for (const NamedSlots& named : kNamedSlots) {
    if (named.part == part) return named.slots;
  }
  assert(0 <= ordinal && ordinal < count && count <= kSceneSlots - kFirstFreeSlot);
  const int free = kSceneSlots - kFirstFreeSlot;
  return {kFirstFreeSlot + free * ordinal / count, kFirstFreeSlot + free * (ordinal + 1) / count};
}

DemoScene draw_scene(CounterRandom& random, SceneSlots slots, HeldOut held_out) {
  for (;;) {
    DemoScene scene = draw_any_scene(random);
    if (scene.groups.size() == 1 ? !single_fits(scene) : !pair_fits(scene)) continue;
    if (shows_held_out(scene) != (held_out == HeldOut::always)) continue;
    if (slots.contains(scene)) return scene;
  }
}

}  // namespace vignette
