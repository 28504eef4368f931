#include "experiment/presets.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include "experiment/parameter_row.h"

namespace vignette {

std::vector<Preset> presets() {
  std::vector<Preset> found = {{QCoreApplication::translate("Presets", "CgtGAN (defaults)"), QString()}};
  const QDir folder(QStringLiteral(":/recipes"));
  for (const auto& file : folder.entryList({QStringLiteral("*.toml")}, QDir::Files, QDir::Name)) {
    const auto base = file.chopped(5).replace('-', '_').toStdString();
    found.push_back({parameterName(base), folder.filePath(file)});
  }
  return found;
}

Recipe presetRecipe(const Preset& preset) {
  if (preset.resource.isEmpty()) return {};
  QFile file(preset.resource);
  if (!file.open(QIODevice::ReadOnly))
    throw RecipeError(preset.name.toStdString() + ": the preset is not in the program.");
  return Recipe::from_text(file.readAll().toStdString(), preset.name.toStdString());
}

}  // namespace vignette
