#include "session/sweep.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "data/counter_random.h"
#include "log/log.h"

namespace vignette {
namespace {

using Kind = SweepAxis::Kind;

/// "phase.NAME.key" names a key of one phase.
std::string_view own_key(std::string_view key) {
  if (!key.starts_with("phase.")) return key;
  const auto dot = key.find('.', 6);
  return dot == key.npos ? key : key.substr(dot + 1);
}

bool is_number(const Parameter& parameter) {
  return parameter.type == ParameterType::integer || parameter.type == ParameterType::real;
}

/// Integers widen to real where the parameter is real.
ParameterValue suited(const Parameter& parameter, ParameterValue value) {
  if (parameter.type == ParameterType::real)
    if (const auto* integer = std::get_if<std::int64_t>(&value)) return double(*integer);
  return value;
}

std::string problem_with_range(const SweepAxis& axis, const Parameter& parameter) {
  if (!is_number(parameter)) return concat(axis.key, ": is no number: give a list of values or {choice = [...]}.");
  if (!std::isfinite(axis.minimum) || !std::isfinite(axis.maximum) || !(axis.minimum <= axis.maximum))
    return concat(axis.key, ": expected min up to max, got ", format_value(axis.minimum), " to ",
                  format_value(axis.maximum), ".");
  if (axis.kind == Kind::log && axis.minimum <= 0)
    return concat(axis.key, ": a range in scale \"log\" begins above 0, got ", format_value(axis.minimum), ".");
  for (const double end : {axis.minimum, axis.maximum}) {
    const bool integer = parameter.type == ParameterType::integer;
    if (integer && (end != std::floor(end) || std::abs(end) > 9e15))
      return concat(axis.key, ": expected whole numbers for min and max, got ", format_value(end), ".");
    const auto value = integer ? ParameterValue(std::int64_t(end)) : ParameterValue(end);
    if (auto problem = problem_with(parameter, value)) return concat(axis.key, ": ", *problem);
  }
  return {};
}

double drawn(const SweepAxis& axis, double uniform, bool integer) {
  double low = axis.minimum, high = axis.maximum;
  // Half a step on either side, so that the ends of an integer range come as often as what lies between.
  if (integer) low -= 0.5, high += 0.5;
  double value = axis.kind == Kind::log ? std::exp(std::log(low) + (std::log(high) - std::log(low)) * uniform)
                                        : low + (high - low) * uniform;
  if (integer) value = std::round(value);
  return std::clamp(value, axis.minimum, axis.maximum);
}

/// Three significant digits say enough of a random value, and read well in names.
double shortened(double value) {
  if (value == 0) return 0;
  const double scale = std::pow(10.0, 3 - std::ceil(std::log10(std::abs(value))));
  return std::round(value * scale) / scale;
}

ParameterValue value_of_draw(const SweepAxis& axis, std::uint64_t seed, std::int64_t draw) {
  const auto& parameter = *find_parameter(own_key(axis.key));
  CounterRandom random(mix_bits(mix_bits(seed) ^ name_bits(axis.key)) ^ mix_bits(std::uint64_t(draw)));
  const double uniform = random.uniform();
  if (axis.kind == Kind::choice) {
    const auto index = std::min(std::size_t(uniform * double(axis.values.size())), axis.values.size() - 1);
    return suited(parameter, axis.values[index]);
  }
  if (parameter.type == ParameterType::integer) return std::int64_t(drawn(axis, uniform, true));
  return std::clamp(shortened(drawn(axis, uniform, false)), axis.minimum, axis.maximum);
}

/// The shortest end of each key that no other axis shares.
std::vector<std::string> short_names(const std::vector<SweepAxis>& axes) {
  std::vector<std::string> names;
  for (const auto& axis : axes) {
    auto name = axis.key.substr(axis.key.rfind('.') == axis.key.npos ? 0 : axis.key.rfind('.') + 1);
    const auto shared = std::count_if(axes.begin(), axes.end(), [&](const auto& other) {
      return other.key == name || other.key.ends_with("." + name);
    });
    names.push_back(shared > 1 ? axis.key : name == "learning_rate" ? "lr" : name);
  }
  return names;
}

class Expansion {
 public:
  Expansion(const Sweep& sweep, const Recipe& recipe)
      : sweep_(sweep), recipe_(recipe), names_(short_names(sweep.axes)), values_(sweep.axes.size()) {}

  SweepExpansion expand() {
    bool random = false;
    for (const auto& axis : sweep_.axes) random = random || axis.kind != Kind::grid;
    for (std::int64_t draw = 0; draw < (random ? sweep_.count : 1); ++draw) {
      for (std::size_t i = 0; i < values_.size(); ++i)
        if (sweep_.axes[i].kind != Kind::grid)
          values_[i] = value_of_draw(sweep_.axes[i], std::uint64_t(sweep_.seed), draw);
      descend(0);
    }
    return std::move(made_);
  }

 private:
  void descend(std::size_t axis) {
    if (axis == values_.size()) return add();
    if (sweep_.axes[axis].kind != Kind::grid) return descend(axis + 1);
    const auto& parameter = *find_parameter(own_key(sweep_.axes[axis].key));
    for (const auto& value : sweep_.axes[axis].values) {
      values_[axis] = suited(parameter, value);
      descend(axis + 1);
    }
  }

  void add() {
    SweepRun run{{}, {}, recipe_};
    for (std::size_t i = 0; i < values_.size(); ++i) {
      const auto text = format_value(values_[i]);
      run.name += concat(i == 0 ? "" : ", ", names_[i], "=", text);
      run.values.emplace_back(sweep_.axes[i].key, values_[i]);
      run.recipe.set(sweep_.axes[i].key, values_[i]);
    }
    if (!seen_.insert(run.name).second) {
      ++made_.duplicates;
      return;
    }
    if (const auto problems = run.recipe.problems(); !problems.empty())
      throw RecipeError(concat("with ", run.name, " the recipe cannot run: ", problems.front()));
    made_.runs.push_back(std::move(run));
  }

  const Sweep& sweep_;
  const Recipe& recipe_;
  const std::vector<std::string> names_;
  std::vector<ParameterValue> values_;
  std::set<std::string> seen_;
  SweepExpansion made_;
};

}  // namespace

std::string problem_with(const SweepAxis& axis) {
  const auto* parameter = find_parameter(own_key(axis.key));
  if (!parameter) {
    try {
      Recipe().value(own_key(axis.key));
    } catch (const RecipeError& error) {
      return error.what();  // names the nearest known key
    }
  }
  if (axis.kind == Kind::linear || axis.kind == Kind::log) return problem_with_range(axis, *parameter);
  if (axis.values.empty()) return concat(axis.key, ": expected at least one value.");
  for (const auto& value : axis.values)
    if (auto problem = problem_with(*parameter, suited(*parameter, value))) return concat(axis.key, ": ", *problem);
  return {};
}

std::int64_t sweep_size(const Sweep& sweep) {
  constexpr auto most = std::numeric_limits<std::int64_t>::max();
  std::int64_t size = 1;
  bool random = false;
  const auto times = [&](std::int64_t factor) { size = factor != 0 && size > most / factor ? most : size * factor; };
  for (const auto& axis : sweep.axes)
    axis.kind == Kind::grid ? times(std::int64_t(axis.values.size())) : void(random = true);
  if (random) times(sweep.count);
  return size;
}

SweepExpansion expand_sweep(const Sweep& sweep, const Recipe& recipe) {
  std::string problems;
  std::set<std::string> keys;
  for (const auto& axis : sweep.axes) {
    auto problem = problem_with(axis);
    if (problem.empty() && !keys.insert(axis.key).second) problem = axis.key + ": is there twice.";
    if (!problem.empty()) problems += (problems.empty() ? "" : "\n") + problem;
  }
  if (sweep.axes.empty()) problems = "a sweep needs at least one parameter to vary.";
  if (problems.empty() && sweep_size(sweep) > max_sweep_runs)
    problems = concat("the sweep has ", sweep_size(sweep), " runs, and at most ", max_sweep_runs,
                      " are allowed: take fewer values or draws.");
  if (!problems.empty()) throw RecipeError(problems);
  return Expansion(sweep, recipe).expand();
}

std::vector<QueuedRun> queued_runs_of(const SweepExpansion& expansion) {
  std::vector<QueuedRun> entries;
  for (const auto& run : expansion.runs) {
    auto& entry = entries.emplace_back();
    entry.name = run.name;
    entry.recipe = run.recipe.to_toml();
  }
  return entries;
}

}  // namespace vignette
