#include "recipe/recipe.h"

#include <algorithm>
#include <cctype>
#include <numeric>

namespace vignette {
namespace {

/// Levenshtein's distance.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    auto diagonal = row[0]++;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const auto replaced = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({row[j] + 1, row[j + 1] + 1, replaced});
    }
  }
  return row.back();
}

std::string_view last_part(std::string_view key) {
  return key.substr(key.rfind('.') + 1);
}

/// How far a known key is from what was typed: whole against whole, or the last parts alone (a wrong group).
std::size_t key_distance(std::string_view typed, std::string_view known) {
  return std::min(edit_distance(typed, known), edit_distance(last_part(typed), last_part(known)) + 3);
}

const Parameter& known_parameter(std::string_view key) {
  if (const auto* parameter = find_parameter(key)) return *parameter;
  const auto table = parameter_table();
  const auto nearest = std::min_element(table.begin(), table.end(), [key](const auto& a, const auto& b) {
    return key_distance(key, a.key) < key_distance(key, b.key);
  });
  throw RecipeError(std::string(key) + ": there is no such key. Did you mean " + std::string(nearest->key) + "?");
}

/// Choices of the whole run, which no phase can change.
bool of_whole_run(std::string_view key) {
  return key == "name" || key == "device" || key == "training.threads";
}

bool good_phase_name(std::string_view name) {
  const auto good = [](unsigned char c) { return std::isalnum(c) || c == '-' || c == '_'; };
  return !name.empty() && std::all_of(name.begin(), name.end(), good);
}

[[noreturn]] void wrong_type(std::string_view key, const char* asked) {
  throw std::logic_error("Recipe key " + std::string(key) + " is not " + asked);
}

}  // namespace

/// Where a key is kept: the recipe's own values, or those of a phase.
struct Recipe::Place {
  std::string_view key;                ///< as the parameter table has it
  std::optional<std::size_t> phase{};  ///< index
};

Recipe::Place Recipe::place_of(std::string_view key) const {
  constexpr std::string_view prefix = "phase.";
  if (!key.starts_with(prefix)) return {key};
  const auto rest = key.substr(prefix.size());
  const auto name = rest.substr(0, rest.find('.'));
  for (std::size_t i = 0; i < phases_.size(); ++i)
    if (phases_[i].name == name) return {rest.substr(std::min(name.size() + 1, rest.size())), i};
  throw RecipeError(
      std::string(key) + ": " +
      (has_phases() ? "there is no such phase; the recipe has " + text("phase") + "." : "this recipe has no phases."));
}

void Recipe::set(std::string_view key, ParameterValue value) {
  const auto place = place_of(key);
  const auto& parameter = known_parameter(place.key);
  if (place.phase && of_whole_run(place.key))
    throw RecipeError(std::string(key) + ": is for the whole run; set it above the phases.");
  if (const auto problem = problem_with(parameter, value)) throw RecipeError(std::string(key) + ": " + *problem);
  if (const auto* integer = std::get_if<std::int64_t>(&value); integer && parameter.type == ParameterType::real)
    value = static_cast<double>(*integer);
  auto& values = place.phase ? phases_[*place.phase].values : values_;
  values.insert_or_assign(std::string(place.key), std::move(value));
}

void Recipe::set_text(std::string_view key, std::string_view text) {
  set(key, parse_value(known_parameter(place_of(key).key), text));
}

void Recipe::set_assignment(std::string_view assignment) {
  const auto equals = assignment.find('=');
  if (equals == assignment.npos)
    throw RecipeError("\"" + std::string(assignment) + "\": expected key=value, for example training.seed=1.");
  const auto key = assignment.substr(0, equals);
  const auto sets_it = [&](const PhaseChanges& phase) { return phase.values.contains(key); };
  if (has_phases() && std::all_of(phases_.begin(), phases_.end(), sets_it))
    throw RecipeError(std::string(key) + ": every phase sets it for itself; name the phase, as in phase." +
                      phases_.back().name + "." + std::string(assignment) + ".");
  set_text(key, assignment.substr(equals + 1));
}

void Recipe::reset(std::string_view key) {
  const auto place = place_of(key);
  auto& values = place.phase ? phases_[*place.phase].values : values_;
  if (const auto found = values.find(place.key); found != values.end()) values.erase(found);
}

const ParameterValue& Recipe::value(std::string_view key) const {
  if (key == "phase") return phase_names_;
  const auto place = place_of(key);
  if (place.phase)
    if (const auto own = phases_[*place.phase].values.find(place.key); own != phases_[*place.phase].values.end())
      return own->second;
  const auto found = values_.find(place.key);
  return found != values_.end() ? found->second : known_parameter(place.key).default_value;
}

bool Recipe::boolean(std::string_view key) const {
  if (const auto* flag = std::get_if<bool>(&value(key))) return *flag;
  wrong_type(key, "a boolean");
}

std::int64_t Recipe::integer(std::string_view key) const {
  if (const auto* integer = std::get_if<std::int64_t>(&value(key))) return *integer;
  wrong_type(key, "an integer");
}

double Recipe::real(std::string_view key) const {
  const auto& held = value(key);
  if (const auto* real = std::get_if<double>(&held)) return *real;
  if (const auto* integer = std::get_if<std::int64_t>(&held)) return static_cast<double>(*integer);
  wrong_type(key, "a number");
}

const std::string& Recipe::text(std::string_view key) const {
  if (const auto* text = std::get_if<std::string>(&value(key))) return *text;
  wrong_type(key, "text");
}

std::filesystem::path Recipe::path(std::string_view key) const {
  return text(key);
}

bool Recipe::is_set(std::string_view key) const {
  const auto place = place_of(key);
  return (place.phase ? phases_[*place.phase].values : values_).contains(place.key);
}

std::vector<RecipePhase> Recipe::phases() const {
  if (!has_phases()) return {{text("training.objective"), *this}};
  std::vector<RecipePhase> all;
  for (const auto& phase : phases_) {
    Recipe recipe;
    recipe.values_ = values_;
    for (const auto& [key, value] : phase.values) recipe.values_.insert_or_assign(key, value);
    all.push_back({phase.name, std::move(recipe)});
  }
  return all;
}

void Recipe::add_phase(const std::string& name) {
  if (!good_phase_name(name)) throw RecipeError("phase: \"" + name + "\" is no name; take letters, digits, - and _.");
  if (find_phase(name)) throw RecipeError("phase: there are two of the name \"" + name + "\".");
  phases_.push_back({name, {}});
  const auto& before = std::get<std::string>(phase_names_);
  phase_names_ = before + (before.empty() ? "" : ", ") + name;
}

const PhaseChanges* Recipe::find_phase(std::string_view name) const {
  for (const auto& phase : phases_)
    if (phase.name == name) return &phase;
  return nullptr;
}

std::vector<std::string> Recipe::differences(const Recipe& other) const {
  std::vector<std::string> keys;
  for (const auto& parameter : parameter_table())
    if (value(parameter.key) != other.value(parameter.key)) keys.emplace_back(parameter.key);
  if (phase_names_ != other.phase_names_) keys.emplace_back("phase");
  for (const auto& phase : phases_) {
    const auto* counterpart = other.find_phase(phase.name);
    if (!counterpart) continue;
    for (const auto& parameter : parameter_table()) {
      const auto key = "phase." + phase.name + "." + std::string(parameter.key);
      const bool own = phase.values.contains(parameter.key) || counterpart->values.contains(parameter.key);
      if (own && value(key) != other.value(key)) keys.push_back(key);
    }
  }
  return keys;
}

std::optional<std::int64_t> step_limit(const Recipe& recipe, std::size_t first_phase) {
  std::int64_t sum = 0;
  const auto phases = recipe.phases();
  for (auto i = first_phase; i < phases.size(); ++i) {
    const auto steps = phases[i].recipe.integer("training.max_steps");
    if (steps == 0) return std::nullopt;
    sum += steps;
  }
  return sum;
}

}  // namespace vignette
