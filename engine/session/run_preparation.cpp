// What a worker does before its run starts: checks, the run's row in the store, the checkpoint to go on from.

#include <algorithm>
#include <cstdlib>

#include "session/memory_check.h"
#include "session/meteor_sources.h"
#include "session/provenance.h"
#include "session/run_worker.h"
#include "session/stored_checkpoints.h"
#include "session/stored_recipe.h"

namespace vignette {
namespace {

// The run's while it is prepared; given back when that fails.
class Claim {
 public:
  Claim(ExperimentStore& store, RunId run) : store_(&store), run_(run) {
    if (store.claim_run(run)) return;
    const auto owner = store.owner(run);
    throw SessionError(concat("run ", run, " is already training",
                              owner ? concat(" in process ", owner->pid, " on ", owner->host) : std::string(),
                              ": stop it there first"));
  }
  ~Claim() {
    if (store_ == nullptr) return;
    try {
      store_->release_run(run_);
    } catch (const std::exception& error) {
      log_warning(concat("run ", run_, " could not be released: ", error.what()));
    }
  }
  Claim(const Claim&) = delete;
  Claim& operator=(const Claim&) = delete;
  void keep() { store_ = nullptr; }

 private:
  ExperimentStore* store_;
  RunId run_;
};

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

// Of a run that starts over: its first evaluation, of step 0, too. What was set before the first step stays set.
void forget_results(ExperimentStore& store, RunId run) {
  const auto changes = store.parameter_changes(run);
  store.truncate_after(run, -1);
  for (const auto& change : changes)
    if (change.step <= 0) store.add_parameter_change(run, change);
}

std::string with_path(const Recipe& recipe, const ChangedFile& file) {
  const auto* parameter = find_parameter(file.key);
  const auto path =
      parameter && parameter->type == ParameterType::path ? recipe.path(file.key) : std::filesystem::path();
  return path.empty() ? file.what : concat(file.what, " (", path.string(), ")");
}

// Whether a resume was told to take other images.
bool names_images(const std::vector<std::string>& keys) {
  return std::any_of(keys.begin(), keys.end(), [](const std::string& key) {
    return key.find("dataset.") != key.npos || key.find("evaluation.") != key.npos;
  });
}

// What a resume was told to take from elsewhere is no accident.
bool is_named(const std::vector<std::string>& keys, const ChangedFile& file) {
  return std::find(keys.begin(), keys.end(), file.key) != keys.end();
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
  const auto estimate = [&](const Recipe& whole) {
    if (!group) return engine_.estimate_memory(whole);
    return engine_.estimate_memory(recipe_of_share(whole, group->size())) * group->place().local_world_size;
  };
  const auto available = available_memory();
  if (const auto problem = memory_problem(estimate(recipe), available))
    throw SessionError(concat(*problem, ". ", what_would_fit(recipe, estimate, *available)));
}

void RunWorker::compare_files(const StoredRunTask& task, const Recipe& recipe,
                              const std::map<std::string, std::string>& before,
                              const std::map<std::string, std::string>& now) {
  const auto named = keys_of(task.changes);
  std::string problems;
  for (const auto& file : changed_files(before, now)) {
    auto text = with_path(recipe, file);
    if (task.accept_changed_files || is_named(named, file))
      warnings_.push_back(std::move(text));
    else
      problems += "\n- " + text;
  }
  if (problems.empty()) return;
  throw SessionError(concat("run ", task.run, " cannot go on as it was:", problems,
                            "\nPut back what the run was made with; or branch off its checkpoint to train on with what "
                            "is there now, as a run of its own (--branch ",
                            task.run, "); or resume with --accept-changed-files, and the run's curves are of both"));
}

RunWorker::Prepared RunWorker::prepare(const NewRunTask& task) {
  NewRun row;
  row.provenance = provenance(task.recipe);
  check(task.recipe, row.provenance);
  row.name = task.name.empty() ? task.recipe.text("name") : task.name;
  row.queued = options_.queued;
  row.recipe = task.recipe.to_toml();
  row.recipe_resolved = task.recipe.to_toml(true);
  row.planned_steps = step_limit(task.recipe);
  create_run(std::make_unique<ExperimentStore>(options_.store), row);
  TrainingRunOptions run;
  run.run_folder = run_folder(options_.store, run_id());
  run.group = options_.group;
  run.find_meteor = meteor_of_this_machine;
  return {task.recipe, std::move(run)};
}

void RunWorker::create_run(std::unique_ptr<ExperimentStore> store, const NewRun& row) {
  const RunId id = store->create_run(row);
  adopt(std::move(store), id);
  Claim(*store_, id).keep();
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
  Claim claim(*store, task.run);
  Prepared prepared;
  prepared.options.run_folder = run_folder(options_.store, task.run);
  prepared.options.group = options_.group;
  if (record->recipe.empty() && record->recipe_resolved.empty())
    throw SessionError(
        concat("run ", task.run, " (", record->name,
               ") was imported and has no recipe: its curves can be compared, but nothing can go on from it"));
  const auto step = choose_checkpoint(*store, *record, prepared.options);
  prepared.recipe = stored_recipe(*record);
  const auto overridden = keys_of(task.changes);
  prepared.options.accept_changed_data = task.accept_changed_files || names_images(overridden);
  prepared.options.replay =
      apply_changes(prepared.recipe, store->parameter_changes(task.run), store->phases(task.run), step, overridden);
  for (const auto& change : task.changes) prepared.recipe.set_assignment(change);
  const auto stamps = provenance(prepared.recipe);
  check(prepared.recipe, stamps);
  compare_files(task, prepared.recipe, record->provenance, stamps);

  claim.keep();
  adopt(std::move(store), task.run);
  last_step_ = step;
  prepared.options.checkpoint ? store_->truncate_after(task.run, step) : forget_results(*store_, task.run);
  record_overrides(*store_, task.run, prepared.recipe, overridden, step);
  store_->set_provenance(task.run, stamps);
  if (const auto planned = step_limit(prepared.recipe)) store_->set_planned_steps(task.run, *planned);
  return prepared;
}

std::int64_t RunWorker::choose_checkpoint(ExperimentStore& store, const RunRecord& run, TrainingRunOptions& options) {
  auto point = newest_whole_checkpoint(store, run.id, options.run_folder);
  warnings_ = std::move(point.warnings);
  if (point.checkpoint) {
    options.checkpoint = point.checkpoint->path;
    return point.checkpoint->step;
  }
  if (run.parent_checkpoint.empty()) return 0;
  require_whole(run.parent_checkpoint);  // a branch that never wrote one of its own
  options.checkpoint = run.parent_checkpoint;
  options.branch = true;
  return run.parent_step.value_or(0);
}

RunWorker::Prepared RunWorker::prepare(const BranchRequest& task) {
  auto store = std::make_unique<ExperimentStore>(options_.store);
  const auto parent = store->run(task.parent);
  if (!parent) throw SessionError(concat(options_.store.string(), " holds no run ", task.parent));
  const auto checkpoint = branching_checkpoint(*store, task, run_folder(options_.store, task.parent));
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
  run.find_meteor = meteor_of_this_machine;
  run.checkpoint = checkpoint.path;
  run.branch = true;
  return {recipe, std::move(run)};
}

}  // namespace vignette
