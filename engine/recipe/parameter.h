#pragma once
// The table of every choice of a run. It drives reading, validation, --set, the GUI's form and the recipe reference.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace vignette {

/// boolean | integer | real | text. Paths and choices are text.
using ParameterValue = std::variant<bool, std::int64_t, double, std::string>;

enum class ParameterType { boolean, integer, real, text, path, choice };

struct Parameter {
  std::string_view key;  ///< dotted TOML key, for example "optimizer.learning_rate"
  ParameterType type = ParameterType::text;
  ParameterValue default_value;
  std::string_view unit;                   ///< "" when it has none
  std::optional<double> minimum, maximum;  ///< inclusive; numbers only
  std::vector<std::string_view> choices;   ///< for ParameterType::choice
  std::string_view help;                   ///< one or two plain sentences, English source text
  bool live = false;                       ///< may change between two steps of a running run

  std::string_view group() const { return key.substr(0, key.find('.') == key.npos ? 0 : key.find('.')); }
};

/// All parameters, grouped and in the order in which forms and documents show them.
std::span<const Parameter> parameter_table();

/// The parameter named `key`, or nullptr.
const Parameter* find_parameter(std::string_view key);

/// Reads a value as typed on a command line or in a form ("1e-4", "true", "greedy").
/// Throws RecipeError naming the key, what was expected and the range.
ParameterValue parse_value(const Parameter& parameter, std::string_view text);

/// The text that parse_value reads back to the same value (shortest form of a real).
std::string format_value(const ParameterValue& value);

/// nullopt when `value` suits the parameter's type, range and choices; otherwise a sentence saying what is expected.
std::optional<std::string> problem_with(const Parameter& parameter, const ParameterValue& value);

}  // namespace vignette
