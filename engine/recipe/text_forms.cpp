#include "recipe/text_forms.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "recipe/recipe.h"

namespace vignette {
namespace {

constexpr std::string_view blank = " \t\r\n";

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(blank);
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(blank) - first + 1);
}

/// Takes a number of 0 or more off the front of `text`.
std::optional<double> take_number(std::string_view& text) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
  if (error != std::errc() || !std::isfinite(number) || number < 0 || text.front() == '-') return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return number;
}

std::optional<double> seconds_of(char unit) {
  switch (unit) {
    case 'd':
      return 86400;
    case 'h':
      return 3600;
    case 'm':
      return 60;
    case 's':
      return 1;
    default:
      return std::nullopt;
  }
}

bool is_device(std::string_view text) {
  if (text == "cpu" || text == "cuda" || text == "auto") return true;
  constexpr std::string_view numbered = "cuda:";
  if (!text.starts_with(numbered)) return false;
  const auto number = text.substr(numbered.size());
  return !number.empty() && number.size() <= 3 && number.find_first_not_of("0123456789") == number.npos;
}

bool is_limit(std::string_view text) {
  return trimmed(text).empty() || parse_duration(text);
}

bool is_set_list(std::string_view text) {
  try {
    parse_evaluation_sets(text);
    return true;
  } catch (const RecipeError&) {
    return false;
  }
}

bool is_metric(std::string_view text) {
  return !text.empty() && text.find_first_of(" \t\r\n;=") == text.npos;
}

constexpr std::array forms = {
    TextForm{"device", is_device, "cpu, cuda, cuda: and a number, or auto"},
    TextForm{"training.time_limit", is_limit, "minutes, or a time such as 2h30m"},
    TextForm{"evaluation.metric", is_metric, "auto, or the name of a figure such as CIDEr"},
    TextForm{"evaluation.sets", is_set_list, "name=annotations or name=annotations@images, with ';' between sets"},
};

bool is_set_name(std::string_view name) {
  constexpr std::string_view allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-";
  return !name.empty() && name.find_first_not_of(allowed) == name.npos;
}

NamedSet read_set(std::string_view text) {
  const auto equals = text.find('=');
  const auto name = trimmed(text.substr(0, equals));
  if (equals == text.npos || !is_set_name(name))
    throw RecipeError("evaluation.sets: expected name=annotations, the name of letters, digits and _ . -, got \"" +
                      std::string(trimmed(text)) + "\".");
  if (name == "val" || name == "test" || name == "train")
    throw RecipeError("evaluation.sets: the name " + std::string(name) + " is the dataset's own; choose another.");
  const auto rest = trimmed(text.substr(equals + 1));
  const auto at = rest.rfind('@');
  NamedSet set{std::string(name), std::string(trimmed(rest.substr(0, at))), {}};
  if (at != rest.npos) set.images = std::string(trimmed(rest.substr(at + 1)));
  if (set.annotations.empty())
    throw RecipeError("evaluation.sets: " + set.name + " names no annotations; write " + set.name + "=FILE.");
  return set;
}

}  // namespace

std::optional<double> parse_duration(std::string_view text) {
  text = trimmed(text);
  if (text.empty()) return std::nullopt;
  double seconds = 0;
  for (bool first = true; !text.empty(); first = false) {
    const auto number = take_number(text);
    if (!number) return std::nullopt;
    if (first && text.empty()) return *number * 60;
    const auto unit = text.empty() ? std::nullopt : seconds_of(text.front());
    if (!unit) return std::nullopt;
    seconds += *number * *unit;
    text = trimmed(text.substr(1));
  }
  return seconds;
}

std::vector<NamedSet> parse_evaluation_sets(std::string_view text) {
  std::vector<NamedSet> sets;
  while (!trimmed(text).empty()) {
    const auto end = text.find(';');
    const auto part = text.substr(0, end);
    text = end == text.npos ? std::string_view() : text.substr(end + 1);
    if (trimmed(part).empty()) continue;
    auto set = read_set(part);
    if (std::any_of(sets.begin(), sets.end(), [&](const auto& other) { return other.name == set.name; }))
      throw RecipeError("evaluation.sets: two sets are called " + set.name + "; rename one.");
    sets.push_back(std::move(set));
  }
  return sets;
}

std::string format_evaluation_sets(const std::vector<NamedSet>& sets) {
  std::string text;
  for (const auto& set : sets) {
    if (!text.empty()) text.append("; ");
    text.append(set.name).append("=").append(set.annotations.string());
    if (!set.images.empty()) text.append("@").append(set.images.string());
  }
  return text;
}

const TextForm* find_text_form(std::string_view key) {
  const auto found = std::find_if(forms.begin(), forms.end(), [key](const auto& form) { return form.key == key; });
  return found == forms.end() ? nullptr : &*found;
}

}  // namespace vignette
