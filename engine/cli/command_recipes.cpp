#include <memory>

#include "cli/commands.h"
#include "log/log.h"
#include "session/presets.h"

namespace vignette {
namespace {

struct RecipesOptions {
  std::string name;
  bool explain = false, json = false;
};

void list_presets(const RecipesOptions& given, Console& console) {
  std::size_t width = 0;
  for (const auto& preset : recipe_presets()) width = std::max(width, preset.name.size());
  for (const auto& preset : recipe_presets()) {
    if (given.json)
      console.json({{"name", preset.name}, {"description", preset.description}});
    else
      console.print(preset.name + std::string(width + 2 - preset.name.size(), ' ') + preset.description);
  }
}

const RecipePreset& named_preset(const std::string& name) {
  if (const auto* preset = find_preset(name)) return *preset;
  throw InputError(concat("there is no recipe \"", name, "\": \"vignette-cli recipes\" lists those there are"));
}

void print_preset(const RecipesOptions& given, Console& console) {
  const auto& preset = named_preset(given.name);
  const auto page = help_page(preset.name);
  if (given.json)
    return console.json(
        {{"name", preset.name}, {"description", preset.description}, {"toml", preset.toml}, {"help", page}});
  if (given.explain && page.empty())
    throw InputError(concat(preset.name, " has no page; its comments say what it does"));
  auto text = std::string(given.explain ? page : preset.toml);
  while (text.ends_with('\n')) text.pop_back();
  console.print(text);
}

}  // namespace

void add_recipes_command(CLI::App& app, CommandContext& context) {
  auto* command = app.add_subcommand("recipes", "List the recipes that come with the program, or print one.");
  const auto given = std::make_shared<RecipesOptions>();
  command->add_option("name", given->name, "Recipe to print");
  command->add_flag("--explain", given->explain, "Print the lesson's page instead");
  command->add_flag("--json", given->json, "Print JSON");
  command->footer(
      "Lessons run on the demo: \"vignette-cli demo\" writes them beside its recipe.\n"
      "Examples:\n"
      "  vignette-cli recipes\n"
      "  vignette-cli recipes cgtgan > cgtgan.toml\n"
      "  vignette-cli recipes lesson-hacking --explain");
  command->callback([given, &context] {
    given->name.empty() ? list_presets(*given, context.console) : print_preset(*given, context.console);
  });
}

}  // namespace vignette
