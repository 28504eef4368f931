// What a worker does before its run starts: checks, the run's row in the store, the checkpoint to go on from.

#include <algorithm>
#include <cstdlib>

#include "session/memory_check.h"
#include "session/provenance.h"
#include "session/run_worker.h"
#include "session/stored_recipe.h"

namespace vignette {
namespace {

namespace fs = std::filesystem;

// A best one may hold a model to use, without the optimisers.
bool is_for_use(const CheckpointRecord& checkpoint) {
  return checkpoint.kind == "best" || checkpoint.kind == "good";
}

// The newest that training can go on from. None when the run
// never wrote one; files that have gone are no reason to drop its curves and start over.
std::optional<CheckpointRecord> newest_checkpoint(ExperimentStore& store, RunId run) {
  std::optional<CheckpointRecord> newest, lost;
  std::error_code ignored;
  for (auto& checkpoint : store.checkpoints(run)) {
    if (is_for_use(checkpoint)) continue;
    auto& kept = fs::exists(checkpoint.path, ignored) ? newest : lost;
    if (!kept || checkpoint.step >= kept->step) kept = std::move(checkpoint);
  }
  if (!newest && lost)
    throw SessionError(concat("the checkpoint of run ", run, " is gone: ", lost->path,
                              "; put it back, or start a new run with the same recipe"));
  return newest;
}

// Of several checkpoints of a step the one with optimisers.
CheckpointRecord branching_checkpoint(ExperimentStore& store, const BranchRequest& task) {
  std::optional<CheckpointRecord> chosen;
  if (!task.checkpoint && !task.step) chosen = newest_checkpoint(store, task.parent);
  for (auto& checkpoint : store.checkpoints(task.parent)) {
    const bool asked = task.checkpoint ? checkpoint.id == *task.checkpoint : task.step && checkpoint.step == *task.step;
    if (asked && (!chosen || is_for_use(*chosen))) chosen = std::move(checkpoint);
  }
  if (!chosen)
    throw SessionError(
        concat("run ", task.parent, " has no such checkpoint to branch off: \"vignette-cli checkpoints\" lists them"));
  std::error_code ignored;
  if (!fs::exists(chosen->path, ignored))
    throw SessionError(concat("the checkpoint ", chosen->path, " is gone: choose another"));
  return *std::move(chosen);
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
  std::vector<std::string> keys = {"training.batch_size"};
  for (const auto& phase : recipe.phase_changes())
    if (const auto key = concat("phase.", phase.name, ".training.batch_size"); recipe.is_set(key)) keys.push_back(key);
  for (const auto& key : keys) recipe.set(key, (recipe.integer(key) + processes - 1) / processes);
  return recipe;
}

}  // namespace

std::map<std::string, std::string> RunWorker::provenance(const Recipe& recipe) const {
  auto all = machine_provenance();
  all.merge(file_provenance(recipe));
  if (engine_.provenance) all.merge(engine_.provenance(recipe));
  all["version"] = version();
  all["commit"] = commit();
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
  row.planned_steps = step_limit(task.recipe);
  create_run(std::make_unique<ExperimentStore>(options_.store), row);
  TrainingRunOptions run;
  run.run_folder = run_folder(options_.store, run_id());
  run.group = options_.group;
  return {task.recipe, std::move(run)};
}

void RunWorker::create_run(std::unique_ptr<ExperimentStore> store, const NewRun& row) {
  const RunId id = store->create_run(row);
  adopt(std::move(store), id);
  claim(*store_, id);
}

void RunWorker::adopt(std::unique_ptr<ExperimentStore> store, RunId run) {
  store_ = std::move(store);
  const std::lock_guard lock(mutex_);
  run_ = run;
}

RunWorker::Prepared RunWorker::prepare(const StoredRunTask& task) {
  auto store = std::make_unique<ExperimentStore>(options_.store);
  const auto record = store->run(task.run);
  if (!record) throw SessionError(concat(options_.store.string(), " holds no run ", task.run));
  Prepared prepared;
  std::int64_t step = 0;
  if (const auto checkpoint = newest_checkpoint(*store, task.run)) {
    step = checkpoint->step;
    prepared.options.checkpoint = checkpoint->path;
  } else if (!record->parent_checkpoint.empty()) {  // a branch that never wrote one of its own
    step = record->parent_step.value_or(0);
    prepared.options.checkpoint = record->parent_checkpoint;
    prepared.options.branch = true;
  }
  prepared.recipe = stored_recipe(*record);
  const auto overridden = keys_of(task.changes);
  prepared.options.replay =
      apply_changes(prepared.recipe, store->parameter_changes(task.run), store->phases(task.run), step, overridden);
  for (const auto& change : task.changes) prepared.recipe.set_assignment(change);
  const auto stamps = provenance(prepared.recipe);
  check(prepared.recipe, stamps);
  warnings_ = changed_files(record->provenance, stamps);
  prepared.options.run_folder = run_folder(options_.store, task.run);
  prepared.options.group = options_.group;

  claim(*store, task.run);
  adopt(std::move(store), task.run);
  last_step_ = step;
  store_->truncate_after(task.run, step);
  record_overrides(*store_, task.run, prepared.recipe, overridden, step);
  store_->set_provenance(task.run, stamps);
  if (const auto planned = step_limit(prepared.recipe)) store_->set_planned_steps(task.run, *planned);
  return prepared;
}

RunWorker::Prepared RunWorker::prepare(const BranchRequest& task) {
  auto store = std::make_unique<ExperimentStore>(options_.store);
  const auto parent = store->run(task.parent);
  if (!parent) throw SessionError(concat(options_.store.string(), " holds no run ", task.parent));
  const auto checkpoint = branching_checkpoint(*store, task);
  const auto changed = [&](Recipe recipe) {
    recipe = recipe_at(*store, task.parent, std::move(recipe), checkpoint.step);
    for (const auto& change : task.changes) recipe.set_assignment(change);
    return recipe;
  };
  const auto recipe = changed(stored_recipe(*parent));
  NewRun row;
  row.provenance = provenance(recipe);
  check(recipe, row.provenance);
  row.name = task.name.empty() ? concat(parent->name, ", from step ", checkpoint.step) : task.name;
  row.recipe = changed(Recipe::from_text(parent->recipe, concat("the recipe of run ", task.parent))).to_toml();
  row.recipe_resolved = recipe.to_toml(true);
  row.planned_steps = step_limit(recipe);
  row.parent = task.parent;
  row.parent_step = checkpoint.step;
  row.parent_checkpoint = checkpoint.path;
  create_run(std::move(store), row);
  last_step_ = checkpoint.step;
  TrainingRunOptions run;
  run.run_folder = run_folder(options_.store, run_id());
  run.group = options_.group;
  run.checkpoint = checkpoint.path;
  run.branch = true;
  return {recipe, std::move(run)};
}

}  // namespace vignette
