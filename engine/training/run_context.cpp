#include "training/run_context.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "log/log.h"

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

}  // namespace

RunContext::RunContext(const Recipe& recipe, const TrainingRunOptions& options, RunObserver& observer,
                       RunControl& control)
    : recipe_(recipe), initial_(recipe), options_(options), observer_(observer), control_(control) {}

void RunContext::warn(const std::string& where, const std::string& what) {
  log_warning(concat(where, ": ", what));
  emit(WarningEvent{where, what});
}

RunControl::Verdict RunContext::poll() {
  const auto begin = std::chrono::steady_clock::now();
  const auto verdict = control_.poll(waiting_);
  const double waited = seconds_since(begin);
  paused_ += waited;
  waited_ += waited;
  return verdict;
}

bool RunContext::go_on() {
  const auto verdict = poll();
  replay_due();
  for (const auto& [key, value] : std::exchange(waiting_, {})) apply(key, value);
  return verdict == RunControl::Verdict::go_on;
}

void RunContext::check() {
  if (!go_on()) throw StopRequested();
}

void RunContext::check_in_step() {
  if (poll() != RunControl::Verdict::go_on) throw StopRequested();
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
  changes_.push_back({step_, elapsed(), key, format_value(value)});
  emit(ParameterEvent{changes_.back()});
  log_info(concat(key, " = ", changes_.back().value, " from step ", step_ + 1, " on"));
}

void RunContext::replay_due() {
  const auto& replay = options_.replay;
  for (; replayed_ < replay.size() && replay[replayed_].step <= step_; ++replayed_) {
    const auto* parameter = find_parameter(replay[replayed_].key);
    if (parameter) apply(replay[replayed_].key, parse_value(*parameter, replay[replayed_].value));
  }
}

nlohmann::json RunContext::state() const {
  auto changes = nlohmann::json::array();
  for (const auto& change : changes_)
    changes.push_back({{"step", change.step},
                       {"time", change.time},
                       {"key", change.key},
                       {"value", change.value},
                       {"recipe", format_value(initial_.value(change.key))}});
  return {{"step", step_}, {"time", elapsed()}, {"changes", changes}};
}

void RunContext::restore(const nlohmann::json& state) {
  step_ = state.at("step").get<std::int64_t>();
  before_ = state.at("time").get<double>() - (elapsed() - before_);
  for (const auto& entry : state.at("changes")) {
    const ParameterChange change{entry.at("step"), entry.at("time"), entry.at("key"), entry.at("value")};
    const auto* parameter = find_parameter(change.key);
    // A recipe edited since (--set on resume) outweighs what was changed live before.
    if (!parameter || entry.at("recipe") != format_value(initial_.value(change.key))) continue;
    recipe_.set(change.key, parse_value(*parameter, change.value));
    changes_.push_back(change);
  }
}

}  // namespace vignette
