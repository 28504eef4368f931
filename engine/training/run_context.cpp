#include "training/run_context.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "data/embedding_cache.h"
#include "log/log.h"
#include "training/failure_text.h"
#include "training/run_failures.h"
#include "training/sampler.h"

namespace vignette {
namespace {

double seconds_since(std::chrono::steady_clock::time_point begin) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

/// What is wrong with the changed recipe that was not wrong before, "" for nothing.
std::string new_problem(const Recipe& recipe, const Recipe& changed) {
  const auto before = recipe.problems();
  for (const auto& problem : changed.problems())
    if (std::find(before.begin(), before.end(), problem) == before.end()) return problem;
  return {};
}

/// …/checkpoints/step-00000500 or …/checkpoints/phase1/step-00000500 -> …
std::filesystem::path folder_of_run(std::filesystem::path checkpoint) {
  while (checkpoint.has_relative_path() && checkpoint.filename() != "checkpoints")
    checkpoint = checkpoint.parent_path();
  return std::filesystem::absolute(checkpoint.parent_path());
}

/// The run outlives a request that fails, unless it lost the GPU.
std::string problem_of_answer(std::exception_ptr failure) try { rethrow_for_users(failure); } catch (const GpuLost&) {
  throw;
} catch (const std::exception& error) {
  return error.what();
}

}  // namespace

RunContext::RunContext(const Recipe& recipe, const TrainingRunOptions& options, RunObserver& observer,
                       RunControl& control)
    : whole_(recipe), initial_(recipe), options_(options), observer_(observer), control_(control) {
  for (const auto& phase : recipe.phases()) phase_names_.push_back(phase.name);
  open_phase();
}

void RunContext::warn(const std::string& where, const std::string& what) {
  if (!first()) log_warning(concat(where, ": ", what));  // of the first, whoever observes it writes the log
  emit(WarningEvent{where, what});
}

std::uint64_t RunContext::process_seed() const {
  return first() ? seed() : mix_keys(seed(), static_cast<std::uint64_t>(options_.group->rank()));
}

BatchShare RunContext::share(std::int64_t items) const {
  if (!group()) return {0, items, 1, nullptr};
  auto share = share_of(items, group()->rank(), group()->size());
  share.group = group();
  return share;
}

Scalars RunContext::from_first(Scalars scalars) const {
  if (!group()) return scalars;
  std::vector<std::string> names;
  std::vector<double> values;
  for (const auto& [name, value] : scalars) names.push_back(name);
  names = nlohmann::json::parse(group()->broadcast(nlohmann::json(names).dump())).get<std::vector<std::string>>();
  values.resize(names.size());
  for (std::size_t i = 0; first() && i < scalars.size(); ++i) values[i] = scalars[i].second;
  if (!values.empty()) group()->sum(values);  // the others add nothing
  Scalars result;
  for (std::size_t i = 0; i < names.size(); ++i) result.emplace_back(names[i], values[i]);
  return result;
}

RunControl::Verdict RunContext::poll() {
  const auto begin = std::chrono::steady_clock::now();
  const auto verdict = control_.poll(waiting_);
  const double waited = seconds_since(begin);
  paused_ += waited;
  waited_ += waited;
  return verdict;
}

RunContext::Decision RunContext::decide() {
  auto verdict = poll();
  for (; verdict == RunControl::Verdict::answer; verdict = poll())
    if (auto request = control_.take_request()) return {true, {}, std::move(request)};
  return {verdict == RunControl::Verdict::go_on, std::exchange(waiting_, {}), std::nullopt};
}

/// "" for what is so nearly always: nothing but going on.
std::string RunContext::text_of(const Decision& decision) {
  if (decision.go_on && decision.changes.empty() && !decision.request) return {};
  nlohmann::json all = {{"go_on", decision.go_on}, {"changes", nlohmann::json::array()}};
  for (const auto& [key, value] : decision.changes) all["changes"].push_back({key, format_value(value)});
  if (const auto& request = decision.request) {
    all["request"] = {{"id", request->id},
                      {"evaluate", request->kind == RunRequest::Kind::evaluate},
                      {"picture", request->picture.string()},
                      {"samples", request->samples}};
    if (request->image_id) all["request"]["image_id"] = *request->image_id;
  }
  return all.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

RunContext::Decision RunContext::decision_of(const std::string& text) {
  Decision decision;
  if (text.empty()) return decision;
  const auto all = nlohmann::json::parse(text);
  decision.go_on = all.at("go_on").get<bool>();
  for (const auto& entry : all.at("changes"))
    if (const auto* parameter = find_parameter(entry.at(0).get<std::string>()))
      decision.changes.emplace_back(parameter->key, parse_value(*parameter, entry.at(1).get<std::string>()));
  if (!all.contains("request")) return decision;
  const auto& asked = all.at("request");
  RunRequest request;
  request.id = asked.at("id").get<std::int64_t>();
  request.kind = asked.at("evaluate").get<bool>() ? RunRequest::Kind::evaluate : RunRequest::Kind::caption;
  request.picture = asked.at("picture").get<std::string>();
  request.samples = asked.at("samples").get<std::int64_t>();
  if (asked.contains("image_id")) request.image_id = asked.at("image_id").get<std::int64_t>();
  decision.request = std::move(request);
  return decision;
}

bool RunContext::go_on() {
  for (;;) {
    auto decision = first() ? decide() : Decision();
    if (group()) decision = decision_of(from_first(first() ? text_of(decision) : std::string()));
    if (group()) group()->take_waited();  // for process 0, paused or writing, and not for the exchange of gradients
    if (decision.request) {
      answer(*decision.request);
      continue;
    }
    replay_due();
    for (const auto& [key, value] : decision.changes) apply(key, value);
    return decision.go_on;
  }
}

void RunContext::check() {
  if (!options_.group && !answering_) {
    if (!go_on()) throw StopRequested();
    return;
  }
  if (options_.group) options_.group->check();
  // The work of an answer goes on while the run is paused, and leaves changes and other requests for later.
  if (first() && (answering_ ? control_.stop_requested() : poll() == RunControl::Verdict::stop)) stop_all();
}

void RunContext::stop_all() {
  if (options_.group) options_.group->announce(ProcessGroup::Ending::stopped, {});
  throw StopRequested();
}

void RunContext::set_answerer(Answerer answerer) {
  answerer_ = std::move(answerer);
  control_.accept_requests(answerer_ != nullptr);
}

void RunContext::answer(const RunRequest& request) {
  const auto begin = std::chrono::steady_clock::now();
  auto answer = answer_to(request, step_);
  answer.time = elapsed();
  bool stopped = false;
  answering_ = true;
  try {
    answerer_(request, answer);
  } catch (const StopRequested&) {
    stopped = true;
    answer.problem = "the run was stopped before it had answered";
  } catch (const std::exception&) {
    answer.problem = problem_of_answer(std::current_exception());
  }
  answering_ = false;
  paused_ += seconds_since(begin);
  emit(AnswerEvent{std::move(answer)});
  if (stopped) throw StopRequested();
}

void RunContext::check_in_step() {
  if (options_.group) options_.group->check();
  if (first() && poll() == RunControl::Verdict::stop) stop_all();
}

double RunContext::elapsed() const {
  return before_ + seconds_since(begin_) - paused_;
}

double RunContext::take_waited() {
  return std::exchange(waited_, 0.0);
}

void RunContext::apply(const std::string& key, const ParameterValue& value) {
  const auto* parameter = find_parameter(key);
  if (!parameter || !parameter->live) {
    warn(key, "this parameter cannot change while a run goes on; the change was left out");
    return;
  }
  auto changed = recipe_;
  changed.set(key, value);
  if (const auto problem = new_problem(recipe_, changed); !problem.empty()) {
    warn(key, "the change was left out: " + problem);
    return;
  }
  recipe_ = std::move(changed);
  change(phase_index(), key, value);
  changes_.push_back({step_, elapsed(), key, format_value(value)});
  emit(ParameterEvent{changes_.back()});
  if (!first()) log_info(concat(key, " = ", changes_.back().value, " from step ", step_ + 1, " on"));
}

void RunContext::replay_due() {
  const auto& replay = options_.replay;
  for (; replayed_ < replay.size() && replay[replayed_].step <= step_; ++replayed_) {
    const auto* parameter = find_parameter(replay[replayed_].key);
    if (parameter) apply(replay[replayed_].key, parse_value(*parameter, replay[replayed_].value));
  }
}

std::optional<std::int64_t> RunContext::steps_after_phase() const {
  return step_limit(whole_, phase_index() + 1);
}

std::filesystem::path RunContext::checkpoint_folder() const {
  const auto folder = run_folder() / "checkpoints";
  return whole_.has_phases() ? folder / concat("phase", phase_index() + 1) : folder;
}

/// The phase whose first steps come after `step`.
std::size_t RunContext::phase_of(std::int64_t step) const {
  std::size_t phase = 0;
  while (phase + 1 < phase_starts_.size() && phase_starts_[phase + 1] <= step) ++phase;
  return phase;
}

std::string RunContext::key_in_phase(std::size_t phase, const std::string& key) const {
  return whole_.has_phases() ? concat("phase.", phase_names_[phase], ".", key) : key;
}

/// A live change holds for its phase, and for those to come that do not set the key themselves.
void RunContext::change(std::size_t phase, const std::string& key, const ParameterValue& value) {
  whole_.set(key, value);
  const auto own = key_in_phase(phase, key);
  if (whole_.has_phases() && whole_.is_set(own)) whole_.set(own, value);
}

void RunContext::begin_next_phase(const std::map<std::string, std::filesystem::path>& models) {
  for (const auto& [key, path] : models)
    models_[key] = std::filesystem::absolute(path).lexically_relative(std::filesystem::absolute(run_folder())).string();
  phase_starts_.push_back(step_);
  open_phase();
}

void RunContext::open_phase() {
  // What was changed after the last step of the phase before holds from this one's first step on.
  for (const auto& made : changes_)
    if (const auto* parameter = find_parameter(made.key); parameter && phase_of(made.step) == phase_index())
      change(phase_index(), made.key, parse_value(*parameter, made.value));
  recipe_ = whole_.phases()[phase_index()].recipe;
  for (const auto& [key, path] : models_)
    if (!whole_.is_set(key_in_phase(phase_index(), key))) recipe_.set(key, (run_folder() / path).string());
}

void RunContext::settle_images(const std::string& what, const std::vector<std::string>& keys) {
  std::string all;
  for (const auto& key : keys) all += key + '\n';
  const Images now{std::ssize(keys), content_hash_of_text(all)};
  const auto [place, is_new] = images_.try_emplace(concat(phase_index() + 1, ' ', what), now);
  const Images before = std::exchange(place->second, now);
  if (is_new || before.hash == now.hash || options_.branch) return;
  const auto problem = before.count != now.count
                           ? concat("there are ", now.count, ", and there were ", before.count)
                           : std::string("some of the pictures, or their order, are not what they were");
  if (options_.accept_changed_data) return warn(what, problem);
  throw std::runtime_error(concat(
      what, ": ", problem,
      " when the run was trained so far (the warnings before this name pictures that cannot be read). Put them back; "
      "or branch off the checkpoint to train on with what is there now; or resume with --accept-changed-files"));
}

nlohmann::json RunContext::state() const {
  auto changes = nlohmann::json::array();
  for (const auto& change : changes_) {
    const auto phase = phase_of(change.step);
    changes.push_back({{"step", change.step},
                       {"time", change.time},
                       {"key", change.key},
                       {"value", change.value},
                       {"phase", phase},
                       {"recipe", format_value(initial_.value(key_in_phase(phase, change.key)))}});
  }
  auto images = nlohmann::json::object();
  for (const auto& [name, seen] : images_) images[name] = {{"count", seen.count}, {"hash", seen.hash}};
  return {{"step", step_},     {"time", elapsed()}, {"changes", changes}, {"phase_starts", phase_starts_},
          {"models", models_}, {"images", images}};
}

void RunContext::restore(const nlohmann::json& state) {
  step_ = state.at("step").get<std::int64_t>();
  before_ = state.at("time").get<double>() - (elapsed() - before_);
  phase_starts_ = state.value("phase_starts", std::vector<std::int64_t>{0});
  models_ = state.value("models", std::map<std::string, std::string>());
  const auto images = state.value("images", nlohmann::json::object());
  for (const auto& [name, seen] : images.items()) images_[name] = {seen.at("count"), seen.at("hash")};
  if (options_.branch)  // they lie in the other run's folder
    for (auto& [key, path] : models_) path = (folder_of_run(*options_.checkpoint) / path).string();
  if (phase_starts_.empty() || phase_starts_.size() > phase_count())
    throw RecipeError(concat("phase: the checkpoint is of phase ", phase_starts_.size(), ", and the recipe has ",
                             phase_count(), "; go on with the recipe that the checkpoint was made by"));
  for (const auto& entry : state.at("changes")) {
    const ParameterChange made{entry.at("step"), entry.at("time"), entry.at("key"), entry.at("value")};
    const auto phase = std::min(entry.value("phase", std::size_t{0}), phase_index());
    const auto* parameter = find_parameter(made.key);
    // A recipe edited since (--set on resume) outweighs what was changed live before.
    if (!parameter || entry.at("recipe") != format_value(initial_.value(key_in_phase(phase, made.key)))) continue;
    change(phase, made.key, parse_value(*parameter, made.value));
    changes_.push_back(made);
  }
  open_phase();
}

}  // namespace vignette
