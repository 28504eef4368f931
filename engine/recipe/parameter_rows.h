#pragma once
// How the rows of the parameter table are written.

#include <initializer_list>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "recipe/parameter.h"

namespace vignette {

using Parameters = std::vector<Parameter>;

// The groups of the table, in its order.
Parameters general_parameters();
Parameters data_parameters();
Parameters model_parameters();
Parameters training_parameters();
Parameters optimizer_parameters();
Parameters adapter_parameters();
Parameters reward_parameters();
Parameters policy_parameters();
Parameters critic_parameters();
Parameters decoding_parameters();
Parameters record_parameters();
Parameters health_parameters();
Parameters new_model_parameters();

namespace parameter_rows {

constexpr double none = std::numeric_limits<double>::quiet_NaN();
constexpr bool live = true;

inline std::optional<double> bound(double value) {
  return value == value ? std::optional(value) : std::nullopt;
}

inline Parameter flag(std::string_view key, bool value, std::string_view help, bool is_live = false) {
  return {key, ParameterType::boolean, value, "", {}, {}, {}, help, is_live};
}

inline Parameter integer(std::string_view key, std::int64_t value, std::string_view unit, double minimum,
                         double maximum, std::string_view help, bool is_live = false) {
  return {key, ParameterType::integer, value, unit, bound(minimum), bound(maximum), {}, help, is_live};
}

inline Parameter real(std::string_view key, double value, std::string_view unit, double minimum, double maximum,
                      std::string_view help, bool is_live = false) {
  return {key, ParameterType::real, value, unit, bound(minimum), bound(maximum), {}, help, is_live};
}

inline Parameter text(std::string_view key, std::string value, std::string_view help, bool is_live = false) {
  return {key, ParameterType::text, std::move(value), "", {}, {}, {}, help, is_live};
}

inline Parameter path(std::string_view key, std::string_view help) {
  return {key, ParameterType::path, std::string(), "", {}, {}, {}, help, false};
}

/// The first choice is the default.
inline Parameter choice(std::string_view key, std::initializer_list<std::string_view> choices, std::string_view help) {
  return {key, ParameterType::choice, std::string(*choices.begin()), "", {}, {}, choices, help, false};
}

}  // namespace parameter_rows

}  // namespace vignette
