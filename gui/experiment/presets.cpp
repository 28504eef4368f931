#include "experiment/presets.h"

#include <QCoreApplication>
#include <algorithm>

#include "experiment/parameter_texts.h"
#include "session/presets.h"

namespace vignette {

std::vector<Preset> presets() {
  std::vector<Preset> found = {{QCoreApplication::translate("Presets", "CgtGAN (defaults)"),
                                QCoreApplication::translate("Presets", "Every parameter at its default."),
                                {}}};
  for (const auto& preset : recipe_presets()) {
    auto words = preset.name;
    std::replace(words.begin(), words.end(), '-', '_');
    found.push_back({parameterSourceName(words), QString::fromStdString(preset.description), preset.name});
  }
  return found;
}

Recipe presetRecipe(const Preset& preset, const std::filesystem::path& demo) {
  if (preset.name.empty()) return {};
  const auto* found = find_preset(preset.name);
  if (!found) throw RecipeError(preset.name + ": the preset is not in the program.");
  return Recipe::from_text(found->toml, preset.name, found->of_demo ? demo : std::filesystem::path());
}

}  // namespace vignette
