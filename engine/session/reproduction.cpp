#include "session/reproduction.h"

#include <ctime>

#include "log/log.h"
#include "recipe/recipe.h"
#include "session/provenance.h"
#include "session/stored_recipe.h"
#include "session/training_session.h"

namespace vignette {
namespace {

std::string moment(double seconds) {
  const auto whole = static_cast<std::time_t>(seconds);
  std::tm parts{};
  char text[32] = "";
  if (gmtime_r(&whole, &parts) != nullptr) std::strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S UTC", &parts);
  return text;
}

/// A comment, whatever the text holds.
std::string comment(const std::string& text) {
  std::string line = "# ";
  for (const char character : text) line += static_cast<unsigned char>(character) < 0x20 ? ' ' : character;
  return line + '\n';
}

std::string header(const RunRecord& run, const std::vector<ParameterChange>& changes) {
  std::string text = comment(concat("Run ", run.id, " \"", run.name, "\", made ", moment(run.created_at), ", ",
                                    run_state_name(run.state), " after ", run.steps, " steps"));
  for (const auto& [key, value] : run.provenance) text += comment(concat(key, ": ", value));
  if (run.parent)
    text += comment(concat("It branched off run ", *run.parent, " after step ", run.parent_step.value_or(0), " (",
                           run.parent_checkpoint, "): this recipe alone starts from the beginning"));
  for (const auto& change : changes)
    text += comment(concat("changed live after step ", change.step, ": ", change.key, " = ", change.value));
  return text;
}

std::vector<std::string> warnings_of(const RunRecord& run, const Recipe& recipe) {
  std::vector<std::string> warnings;
  for (auto& file : changed_files(run.provenance, file_provenance(recipe))) warnings.push_back(std::move(file.what));
  const auto made_by = [&](const char* key, const std::string& here) {
    const auto then = run.provenance.find(key);
    if (then != run.provenance.end() && then->second != here)
      warnings.push_back(concat("the run was made by ", key, ' ', then->second, ", this program is ", key, ' ', here));
  };
  made_by("version", version());
  made_by("commit", commit());
  return warnings;
}

}  // namespace

Reproduction reproduce_run(ExperimentStore& store, RunId run, bool resolved) {
  const auto record = store.run(run);
  if (!record) throw StoreError(concat(store.file().string(), " holds no run ", run));
  const auto recipe =
      resolved ? stored_recipe(*record) : Recipe::from_text(record->recipe, concat("the recipe of run ", run));
  return {header(*record, store.parameter_changes(run)) + '\n' + recipe.to_toml(resolved),
          warnings_of(*record, recipe)};
}

}  // namespace vignette
