#include "recipe/recipe.h"

#include <algorithm>
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

[[noreturn]] void wrong_type(std::string_view key, const char* asked) {
  throw std::logic_error("Recipe key " + std::string(key) + " is not " + asked);
}

}  // namespace

void Recipe::set(std::string_view key, ParameterValue value) {
  const auto& parameter = known_parameter(key);
  if (const auto problem = problem_with(parameter, value)) throw RecipeError(std::string(key) + ": " + *problem);
  if (const auto* integer = std::get_if<std::int64_t>(&value); integer && parameter.type == ParameterType::real)
    value = static_cast<double>(*integer);
  values_.insert_or_assign(std::string(key), std::move(value));
}

void Recipe::set_text(std::string_view key, std::string_view text) {
  set(key, parse_value(known_parameter(key), text));
}

void Recipe::set_assignment(std::string_view assignment) {
  const auto equals = assignment.find('=');
  if (equals == assignment.npos)
    throw RecipeError("\"" + std::string(assignment) + "\": expected key=value, for example training.seed=1.");
  set_text(assignment.substr(0, equals), assignment.substr(equals + 1));
}

void Recipe::reset(std::string_view key) {
  if (const auto found = values_.find(key); found != values_.end()) values_.erase(found);
}

const ParameterValue& Recipe::value(std::string_view key) const {
  const auto found = values_.find(key);
  return found != values_.end() ? found->second : known_parameter(key).default_value;
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
  return values_.find(key) != values_.end();
}

std::vector<std::string> Recipe::differences(const Recipe& other) const {
  std::vector<std::string> keys;
  for (const auto& parameter : parameter_table())
    if (value(parameter.key) != other.value(parameter.key)) keys.emplace_back(parameter.key);
  return keys;
}

}  // namespace vignette
