#include "recipe/parameter.h"

#include <array>
#include <charconv>
#include <cmath>

#include "recipe/recipe.h"
#include "recipe/text_forms.h"

namespace vignette {
namespace {

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view blank = " \t\r\n";
  const auto first = text.find_first_not_of(blank);
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(blank) - first + 1);
}

/// The shortest text that reads back to the same number, with 1e-5 rather than 1e-05 and 1000000 rather than 1e+06.
std::string format_real(double value) {
  std::array<char, 32> buffer;
  auto* const limit = buffer.data() + buffer.size();
  const bool whole = std::trunc(value) == value && std::abs(value) < 1e15;
  const auto end = whole ? std::to_chars(buffer.data(), limit, value, std::chars_format::fixed).ptr
                         : std::to_chars(buffer.data(), limit, value).ptr;
  std::string text(buffer.data(), end);
  if (const auto exponent = text.find('e'); exponent != text.npos && text[exponent + 2] == '0')
    text.erase(exponent + 2, 1);
  return text;
}

/// The whole of `text` as a number, or nullopt.
template <class Number>
std::optional<Number> read_number(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::optional<bool> read_boolean(std::string_view text) {
  for (auto yes : {"true", "yes", "on", "1"})
    if (text == yes) return true;
  for (auto no : {"false", "no", "off", "0"})
    if (text == no) return false;
  return std::nullopt;
}

std::string joined_choices(const Parameter& parameter) {
  std::string all;
  for (auto choice : parameter.choices) all += (all.empty() ? "\"" : ", \"") + std::string(choice) + "\"";
  return all;
}

std::string with_range(std::string expected, const Parameter& parameter) {
  const auto low = parameter.minimum ? format_real(*parameter.minimum) : "";
  const auto high = parameter.maximum ? format_real(*parameter.maximum) : "";
  if (!low.empty() && !high.empty()) return expected + " from " + low + " to " + high;
  if (!low.empty()) return expected + ", " + low + " or more";
  if (!high.empty()) return expected + ", " + high + " or less";
  return expected;
}

std::string expectation(const Parameter& parameter) {
  switch (parameter.type) {
    case ParameterType::boolean:
      return "true or false";
    case ParameterType::integer:
      return with_range("a whole number", parameter);
    case ParameterType::real:
      return with_range("a number", parameter);
    case ParameterType::choice:
      return "one of " + joined_choices(parameter);
    case ParameterType::path:
      return "a path in quotes";
    case ParameterType::text:
      break;
  }
  const auto* form = find_text_form(parameter.key);
  return form ? std::string(form->expectation) : "text in quotes";
}

bool in_range(const Parameter& parameter, double number) {
  return std::isfinite(number) && (!parameter.minimum || number >= *parameter.minimum) &&
         (!parameter.maximum || number <= *parameter.maximum);
}

bool suits_text(const Parameter& parameter, const std::string& text) {
  if (text.find('\0') != text.npos) return false;
  if (const auto* form = find_text_form(parameter.key)) return form->suits(text);
  if (parameter.type != ParameterType::choice) return true;
  for (auto choice : parameter.choices)
    if (choice == text) return true;
  return false;
}

bool suits(const Parameter& parameter, const ParameterValue& value) {
  switch (parameter.type) {
    case ParameterType::boolean:
      return std::holds_alternative<bool>(value);
    case ParameterType::integer: {
      const auto* integer = std::get_if<std::int64_t>(&value);
      return integer && in_range(parameter, static_cast<double>(*integer));
    }
    case ParameterType::real: {
      if (const auto* integer = std::get_if<std::int64_t>(&value))
        return in_range(parameter, static_cast<double>(*integer));
      const auto* real = std::get_if<double>(&value);
      return real && in_range(parameter, *real);
    }
    default: {
      const auto* text = std::get_if<std::string>(&value);
      return text && suits_text(parameter, *text);
    }
  }
}

std::optional<ParameterValue> read_value(const Parameter& parameter, std::string_view text) {
  const auto as_value = [](auto read) { return read ? std::optional<ParameterValue>(*read) : std::nullopt; };
  switch (parameter.type) {
    case ParameterType::boolean:
      return as_value(read_boolean(trimmed(text)));
    case ParameterType::integer:
      return as_value(read_number<std::int64_t>(trimmed(text)));
    case ParameterType::real:
      return as_value(read_number<double>(trimmed(text)));
    default:
      return ParameterValue(std::string(text));
  }
}

}  // namespace

ParameterValue parse_value(const Parameter& parameter, std::string_view text) {
  auto value = read_value(parameter, text);
  if (value && !problem_with(parameter, *value)) return *std::move(value);
  throw RecipeError(std::string(parameter.key) + ": expected " + expectation(parameter) + ", got \"" +
                    std::string(text) + "\".");
}

std::string format_value(const ParameterValue& value) {
  if (const auto* flag = std::get_if<bool>(&value)) return *flag ? "true" : "false";
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return std::to_string(*integer);
  if (const auto* real = std::get_if<double>(&value)) return format_real(*real);
  return std::get<std::string>(value);
}

std::optional<std::string> problem_with(const Parameter& parameter, const ParameterValue& value) {
  if (suits(parameter, value)) return std::nullopt;
  const bool quoted = std::holds_alternative<std::string>(value);
  const auto given = quoted ? '"' + format_value(value) + '"' : format_value(value);
  return "Expected " + expectation(parameter) + ", got " + given + ".";
}

}  // namespace vignette
