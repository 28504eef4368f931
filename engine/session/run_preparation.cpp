// What a worker does before its run starts: checks, the run's row in the store, the checkpoint to go on from.

#include <unistd.h>

#include <algorithm>
#include <cstdlib>

#include "session/memory_check.h"
#include "session/run_worker.h"

namespace vignette {
namespace {

namespace fs = std::filesystem;

std::string host_name() {
  char name[256] = "";
  gethostname(name, sizeof name - 1);
  return name;
}

std::optional<std::int64_t> planned_steps(const Recipe& recipe) {
  const auto steps = recipe.integer("training.max_steps");
  return steps > 0 ? std::optional(steps) : std::nullopt;
}

// The newest that training can go on from: a "best" one holds a model to use, without the optimisers. None when the run
// never wrote one; files that have gone are no reason to drop its curves and start over.
std::optional<CheckpointRecord> newest_checkpoint(ExperimentStore& store, RunId run) {
  std::optional<CheckpointRecord> newest, lost;
  std::error_code ignored;
  for (auto& checkpoint : store.checkpoints(run)) {
    if (checkpoint.kind == "best") continue;
    auto& kept = fs::exists(checkpoint.path, ignored) ? newest : lost;
    if (!kept || checkpoint.step >= kept->step) kept = std::move(checkpoint);
  }
  if (!newest && lost)
    throw SessionError(concat("the checkpoint of run ", run, " is gone: ", lost->path,
                              "; put it back, or start a new run with the same recipe"));
  return newest;
}

void claim(ExperimentStore& store, RunId run) {
  if (store.claim_run(run)) return;
  const auto owner = store.owner(run);
  throw SessionError(concat("run ", run, " is already training",
                            owner ? concat(" in process ", owner->pid, " on ", owner->host) : std::string(),
                            ": stop it there first"));
}

std::vector<std::string> keys_of(const std::vector<std::string>& assignments) {
  std::vector<std::string> keys;
  for (const auto& assignment : assignments) keys.push_back(assignment.substr(0, assignment.find('=')));
  return keys;
}

// Live changes up to `step` belong to the recipe now; later ones are made again at their steps, unless asked otherwise.
std::vector<ParameterChange> apply_changes(Recipe& recipe, const std::vector<ParameterChange>& changes,
                                           std::int64_t step, const std::vector<std::string>& overridden) {
  std::vector<ParameterChange> later;
  for (const auto& change : changes) {
    if (change.step <= step)
      recipe.set_text(change.key, change.value);
    else if (std::find(overridden.begin(), overridden.end(), change.key) == overridden.end())
      later.push_back(change);
  }
  return later;
}

void record_overrides(ExperimentStore& store, RunId run, const Recipe& recipe, const std::vector<std::string>& keys,
                      std::int64_t step) {
  for (const auto& key : keys) store.add_parameter_change(run, {step, 0, key, format_value(recipe.value(key))});
}

void add_processes(std::map<std::string, std::string>& provenance, const ProcessGroup& group, std::int64_t threads) {
  const auto& place = group.place();
  provenance["world_size"] = std::to_string(place.world_size);
  provenance["backend"] = group.backend();
  if (!place.launch.empty()) provenance["launch"] = place.launch;
  const auto found = provenance.find("threads");  // of the whole machine, unless the recipe says how many
  if (threads == 0 && found != provenance.end())
    found->second = std::to_string(std::max(1, std::atoi(found->second.c_str()) / place.local_world_size));
}

// What one of several processes computes of each batch.
Recipe recipe_of_share(Recipe recipe, int processes) {
  const auto batch = recipe.integer("training.batch_size");
  recipe.set("training.batch_size", (batch + processes - 1) / processes);
  return recipe;
}

}  // namespace

std::map<std::string, std::string> RunWorker::provenance(const Recipe& recipe) const {
  std::map<std::string, std::string> all;
  if (engine_.provenance) all = engine_.provenance(recipe);
  all["version"] = version();
  all["commit"] = commit();
  all["host"] = host_name();
  if (options_.group) add_processes(all, *options_.group, recipe.integer("training.threads"));
  return all;
}

void RunWorker::check(const Recipe& recipe, const std::map<std::string, std::string>& provenance) const {
  const auto problems = recipe.problems();
  if (!problems.empty()) {
    std::string text = "the recipe cannot run:";
    for (const auto& problem : problems) text += "\n- " + problem;
    throw SessionError(text);
  }
  const auto device = provenance.find("device");
  const bool on_gpu = (device != provenance.end() ? device->second : recipe.text("device")).starts_with("cuda");
  if (!options_.check_memory || !engine_.estimate_memory || on_gpu) return;
  const auto* group = options_.group.get();
  const auto needed =
      group ? engine_.estimate_memory(recipe_of_share(recipe, group->size())) * group->place().local_world_size
            : engine_.estimate_memory(recipe);
  if (const auto problem = memory_problem(needed, available_memory())) throw SessionError(*problem);
}

RunWorker::Prepared RunWorker::prepare(const NewRunTask& task) {
  NewRun row;
  row.provenance = provenance(task.recipe);
  check(task.recipe, row.provenance);
  row.name = task.name.empty() ? task.recipe.text("name") : task.name;
  row.recipe = task.recipe.to_toml();
  row.recipe_resolved = task.recipe.to_toml(true);
  row.planned_steps = planned_steps(task.recipe);
  store_ = std::make_unique<ExperimentStore>(options_.store);
  const RunId id = store_->create_run(row);
  {
    const std::lock_guard lock(mutex_);
    run_ = id;
  }
  claim(*store_, id);
  TrainingRunOptions run;
  run.group = options_.group;
  run.run_folder = run_folder(options_.store, id);
  return {task.recipe, std::move(run)};
}

RunWorker::Prepared RunWorker::prepare(const StoredRunTask& task) {
  auto store = std::make_unique<ExperimentStore>(options_.store);
  const auto record = store->run(task.run);
  if (!record) throw SessionError(concat(options_.store.string(), " holds no run ", task.run));
  const auto checkpoint = newest_checkpoint(*store, task.run);
  const std::int64_t step = checkpoint ? checkpoint->step : 0;

  Prepared prepared;
  prepared.recipe = Recipe::from_text(record->recipe_resolved, concat("the recipe of run ", task.run));
  const auto overridden = keys_of(task.changes);
  prepared.options.replay = apply_changes(prepared.recipe, store->parameter_changes(task.run), step, overridden);
  for (const auto& change : task.changes) prepared.recipe.set_assignment(change);
  const auto stamps = provenance(prepared.recipe);
  check(prepared.recipe, stamps);
  prepared.options.run_folder = run_folder(options_.store, task.run);
  prepared.options.group = options_.group;
  if (checkpoint) prepared.options.checkpoint = checkpoint->path;

  claim(*store, task.run);
  store_ = std::move(store);
  {
    const std::lock_guard lock(mutex_);
    run_ = task.run;
  }
  last_step_ = step;
  store_->truncate_after(task.run, step);
  record_overrides(*store_, task.run, prepared.recipe, overridden, step);
  store_->set_provenance(task.run, stamps);
  if (const auto planned = planned_steps(prepared.recipe)) store_->set_planned_steps(task.run, *planned);
  return prepared;
}

}  // namespace vignette
