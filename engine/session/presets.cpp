#include "session/presets.h"

#include <algorithm>

#include "session/resources.h"

namespace vignette {
namespace {

constexpr std::string_view kEnding = ".toml";

void add(std::vector<RecipePreset>& all, const Resource& file, bool of_demo) {
  const auto name = file.path.substr(0, file.path.size() - kEnding.size());
  all.push_back({std::string(name), recipe_description(file.bytes), file.bytes, of_demo});
}

std::vector<RecipePreset> read_presets() {
  std::vector<RecipePreset> all;
  for (const auto& file : recipe_resources())
    if (file.path.ends_with(kEnding)) add(all, file, false);
  for (const auto& file : demo_resources())
    if (file.path.starts_with("lesson-") && file.path.ends_with(kEnding)) add(all, file, true);
  return all;
}

}  // namespace

const std::vector<RecipePreset>& recipe_presets() {
  static const auto all = read_presets();
  return all;
}

const RecipePreset* find_preset(std::string_view name) {
  for (const auto& preset : recipe_presets())
    if (preset.name == name) return &preset;
  return nullptr;
}

std::string recipe_description(std::string_view toml) {
  std::string comment;
  while (toml.starts_with('#')) {
    const auto line = toml.substr(0, toml.find('\n'));
    const auto text = line.find_first_not_of("# ");
    if (text == line.npos) break;
    if (!comment.empty()) comment.push_back(' ');
    comment.append(line.substr(text));
    toml.remove_prefix(std::min(line.size() + 1, toml.size()));
  }
  const auto end = comment.find(". ");
  return comment.substr(0, end == comment.npos ? comment.size() : end + 1);
}

std::string_view help_page(std::string_view name) {
  for (const auto& file : help_resources())
    if (file.path.starts_with(name) && file.path.substr(name.size()) == ".md") return file.bytes;
  return {};
}

}  // namespace vignette
