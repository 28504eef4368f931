#include <cstdio>
#include <memory>

#include "cli/commands.h"
#include "cli/model_display.h"
#include "data/model_catalogue.h"
#include "log/log.h"

namespace vignette {
namespace {

struct ModelsOptions {
  std::vector<std::string> folders;
  bool no_caches = false, json = false;
};

std::string_view source_name(CatalogueSource source) {
  if (source == CatalogueSource::hugging_face) return "hugging-face";
  return source == CatalogueSource::openai ? "openai" : "folder";
}

Json describe(const CatalogueModel& found) {
  Json object = json_of(found.model);
  object["name"] = found.name;
  object["source"] = source_name(found.source);
  object["bytes"] = found.bytes;
  object["path"] = found.path.string();
  object["usable"] = found.usable();
  if (!found.usable()) object["problem"] = found.model.problem;
  return object;
}

void put(Console& console, const CatalogueModel& found) {
  char size[32];
  std::snprintf(size, sizeof size, "%.1f MB", static_cast<double>(found.bytes) / 1e6);
  console.print(concat(found.name, ": ", title_of(found.model), ", ", size));
  console.print(concat("  ", found.usable() ? sizes_text(found.model) : found.model.problem));
  console.print(concat("  ", found.path.string()));
}

void run_models(const ModelsOptions& given, Console& console) {
  CatalogueRequest request;
  request.folders.assign(given.folders.begin(), given.folders.end());
  request.caches = !given.no_caches;
  const auto catalogue = find_models(request);
  for (const auto& note : catalogue.notes) console.say(concat("warning: ", note));
  for (const auto& found : catalogue.models) given.json ? console.json(describe(found)) : put(console, found);
  if (!given.json && catalogue.models.empty())
    console.print(concat("no weights in ", hugging_face_cache().string(), " or ", openai_cache().string(),
                         "; fetch some (pip install huggingface_hub):\n  ", download_command(ModelKind::clip), "\n  ",
                         download_command(ModelKind::gpt2), "\n  ", download_command(ModelKind::roberta)));
}

}  // namespace

void add_models_command(CLI::App& app, CommandContext& context) {
  auto* command = app.add_subcommand("models", "List the weights on this machine: caches of Hugging Face and OpenAI.");
  const auto given = std::make_shared<ModelsOptions>();
  command->add_option("--folder", given->folders, "Look in this folder too; may be given several times");
  command->add_flag("--no-caches", given->no_caches, "Look in the folders alone");
  command->add_flag("--json", given->json, "Print JSON, a model a line");
  command->footer(
      "Examples:\n"
      "  vignette-cli models\n"
      "  vignette-cli models --folder ~/weights --json");
  command->callback([given, &context] { run_models(*given, context.console); });
}

}  // namespace vignette
