#include "training/run_context.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <sstream>

#include "log/log.h"
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

}  // namespace

RunContext::RunContext(const Recipe& recipe, const TrainingRunOptions& options, RunObserver& observer,
                       RunControl& control)
    : recipe_(recipe), initial_(recipe), options_(options), observer_(observer), control_(control) {}

void RunContext::warn(const std::string& where, const std::string& what) {
  log_warning(concat(where, ": ", what));
  emit(WarningEvent{where, what});
}

std::uint64_t RunContext::process_seed() const {
  return first() ? seed() : mix_keys(seed(), static_cast<std::uint64_t>(group()->rank()));
}

BatchShare RunContext::share(std::int64_t items) {
  const auto share = group() ? share_of(items, group()->rank(), group()->size()) : BatchShare{0, items, 1};
  if (group()) weights_.push_back(share.weight);
  return share;
}

Scalars RunContext::combined(Scalars scalars) {
  if (!group()) return scalars;
  scalars.emplace_back("seconds/exchange", group()->take_waited());
  double weight = 0;
  for (const auto one : weights_) weight += one / double(weights_.size());
  weights_.clear();
  std::vector<double> values;
  for (const auto& [name, value] : scalars) values.push_back(value * weight);
  group()->sum(values);
  for (std::size_t i = 0; i < scalars.size(); ++i) scalars[i].second = values[i];
  return scalars;
}

Scalars RunContext::from_first(Scalars scalars) {
  if (!group()) return scalars;
  std::string names;
  std::vector<double> values;
  for (const auto& [name, value] : scalars) {
    names += name + '\n';
    values.push_back(first() ? value : 0);
  }
  std::istringstream lines(group()->broadcast(names));
  Scalars result;
  for (std::string name; std::getline(lines, name);) result.emplace_back(name, 0);
  values.resize(result.size());
  if (!first()) std::fill(values.begin(), values.end(), 0);
  if (!values.empty()) group()->sum(values);  // the others add nothing
  for (std::size_t i = 0; i < result.size(); ++i) result[i].second = values[i];
  return result;
}

/// Time spent here is no time of work: in a pause, or while the others wait for the slowest process.
bool RunContext::poll() {
  const auto begin = std::chrono::steady_clock::now();
  const bool goes_on = control_.poll(waiting_) == RunControl::Verdict::go_on;
  const double waited = seconds_since(begin);
  paused_ += waited;
  waited_ += waited;
  return goes_on;
}

bool RunContext::agree(bool go_on, Changes& changes) {
  nlohmann::json decided = {{"go_on", go_on}, {"changes", nlohmann::json::array()}};
  for (const auto& [key, value] : changes) decided["changes"].push_back({key, format_value(value)});
  decided = nlohmann::json::parse(group()->broadcast(decided.dump()));
  if (!first())
    for (const auto& entry : decided["changes"]) {
      const auto key = entry.at(0).get<std::string>();
      if (const auto* parameter = find_parameter(key))
        changes.emplace_back(key, parse_value(*parameter, entry.at(1).get<std::string>()));
    }
  return decided["go_on"];
}

bool RunContext::go_on() {
  bool goes_on = !first() || poll();
  auto changes = std::exchange(waiting_, {});
  if (group()) goes_on = agree(goes_on, changes);
  replay_due();
  for (const auto& [key, value] : changes) apply(key, value);
  return goes_on;
}

void RunContext::check() {
  if (group()) return check_in_step();
  if (!go_on()) throw StopRequested();
}

void RunContext::check_in_step() {
  if (group()) group()->check();
  if (!first() || poll()) return;
  if (group()) group()->announce(ProcessGroup::Ending::stopped, {});
  throw StopRequested();
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
