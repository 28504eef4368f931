// Recipes as TOML text.

#include <toml++/toml.h>
#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <system_error>

#include "recipe/recipe.h"
#include "recipe/text_forms.h"

namespace vignette {
namespace {

struct Problem {
  toml::source_index line = 0;
  std::string what;
};

/// Fills a recipe from parsed TOML and collects every problem, so that one look at the message mends them all.
class TomlReader {
 public:
  TomlReader(std::string_view origin, const std::filesystem::path& base) : origin_(origin), base_(base) {}

  Recipe read(const toml::table& root) {
    read_table(root, "");
    if (const auto* phases = root.get("phase")) read_phases(*phases);
    if (problems_.empty()) return std::move(recipe_);
    std::stable_sort(problems_.begin(), problems_.end(), [](auto& a, auto& b) { return a.line < b.line; });
    std::string message;
    for (const auto& problem : problems_)
      message += (message.empty() ? "" : "\n") + origin_ + ":" + std::to_string(problem.line) + ": " + problem.what;
    throw RecipeError(message);
  }

 private:
  void read_table(const toml::table& table, const std::string& prefix) {
    for (const auto& [name, node] : table) {
      const auto key = prefix + std::string(name.str());
      if (key == "phase" || (key == prefix + "name" && is_phase(prefix))) continue;
      constexpr auto kDeepest = 3;  // phase.NAME.group
      if (const auto* inner = node.as_table(); inner && std::count(key.begin(), key.end(), '.') < kDeepest)
        read_table(*inner, key + ".");
      else
        read_value(key, node);
    }
  }

  void read_value(const std::string& key, const toml::node& node) {
    try {
      recipe_.set(key, resolved(key, value_of(key, node)));
    } catch (const RecipeError& error) {
      problems_.push_back({node.source().begin.line, error.what()});
    }
  }

  void read_phases(const toml::node& node) {
    const auto* list = node.as_array();
    if (!list || !list->is_homogeneous<toml::table>())
      return problems_.push_back({node.source().begin.line, "phase: expected [[phase]] tables, each with a name."});
    for (const auto& element : *list) {
      const auto line = element.source().begin.line;
      const auto& phase = *element.as_table();
      const auto name = phase["name"].value<std::string>();
      try {
        if (!name) throw RecipeError("phase: needs a name in quotes.");
        recipe_.add_phase(*name);
      } catch (const RecipeError& error) {
        problems_.push_back({line, error.what()});
        continue;
      }
      read_table(phase, "phase." + *name + ".");
    }
  }

  static ParameterValue value_of(const std::string& key, const toml::node& node) {
    if (const auto* flag = node.as_boolean()) return flag->get();
    if (const auto* integer = node.as_integer()) return integer->get();
    if (const auto* real = node.as_floating_point()) return real->get();
    if (const auto* text = node.as_string()) return text->get();
    if (key.ends_with("evaluation.sets"))
      if (auto list = joined(node)) return *std::move(list);
    throw RecipeError(key + ": expected true, false, a number or text in quotes, got a list or a date.");
  }

  /// "phase.NAME."
  static bool is_phase(const std::string& prefix) {
    return prefix.starts_with("phase.") && std::count(prefix.begin(), prefix.end(), '.') == 2;
  }

  /// A list of texts as one text; nullopt for anything else.
  static std::optional<std::string> joined(const toml::node& node) {
    const auto* list = node.as_array();
    if (!list) return std::nullopt;
    std::string all;
    for (const auto& item : *list) {
      const auto* text = item.as_string();
      if (!text) return std::nullopt;
      all += (all.empty() ? "" : "; ") + text->get();
    }
    return all;
  }

  ParameterValue resolved(const std::string& key, ParameterValue value) const {
    constexpr std::string_view phase = "phase.";
    const auto own = key.starts_with(phase) ? key.substr(key.find('.', phase.size()) + 1) : key;
    const auto* parameter = find_parameter(own);
    auto* text = std::get_if<std::string>(&value);
    if (!parameter || !text || text->empty() || base_.empty()) return value;
    if (own == "evaluation.sets") return resolved_sets(*text);
    return parameter->type == ParameterType::path ? resolved_path(*text).string() : value;
  }

  std::filesystem::path resolved_path(const std::filesystem::path& path) const {
    return (base_ / path).lexically_normal();
  }

  std::string resolved_sets(const std::string& text) const {
    auto sets = parse_evaluation_sets(text);
    for (auto& set : sets) {
      set.annotations = resolved_path(set.annotations);
      if (!set.images.empty()) set.images = resolved_path(set.images);
    }
    return format_evaluation_sets(sets);
  }

  std::string origin_;
  std::filesystem::path base_;
  Recipe recipe_;
  std::vector<Problem> problems_;
};

std::string escaped_character(char character) {
  switch (character) {
    case '"':
      return "\\\"";
    case '\\':
      return "\\\\";
    case '\n':
      return "\\n";
    case '\t':
      return "\\t";
    case '\r':
      return "\\r";
    default:
      break;
  }
  if (static_cast<unsigned char>(character) >= 0x20 && character != 0x7f) return {character};
  char code[8];
  std::snprintf(code, sizeof code, "\\u%04X", static_cast<unsigned>(static_cast<unsigned char>(character)));
  return code;
}

std::string toml_value(const ParameterValue& value) {
  const auto* text = std::get_if<std::string>(&value);
  if (!text) return format_value(value);
  std::string quoted = "\"";
  for (const char character : *text) quoted += escaped_character(character);
  return quoted + '"';
}

std::string read_text(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  if (!in || std::filesystem::is_directory(file))
    throw RecipeError(file.string() + ": cannot be read (" +
                      (in ? "a folder" : std::generic_category().message(errno)) + "). Name a recipe in TOML.");
  std::ostringstream text;
  text << in.rdbuf();
  return std::move(text).str();
}

/// "a.a.a.…" makes tables in tables, which toml++ frees by recursion.
void refuse_long_lines(std::string_view toml, std::string_view origin) {
  constexpr std::size_t kLongest = 16384;
  for (std::size_t line = 1; !toml.empty(); ++line) {
    const auto end = std::min(toml.find('\n'), toml.size());
    if (end > kLongest)
      throw RecipeError(std::string(origin) + ":" + std::to_string(line) + ": a line of " + std::to_string(end) +
                        " bytes is no part of a recipe; expected at most " + std::to_string(kLongest) + ".");
    toml.remove_prefix(std::min(end + 1, toml.size()));
  }
}

}  // namespace

Recipe Recipe::from_file(const std::filesystem::path& file) {
  return from_text(read_text(file), file.string(), std::filesystem::absolute(file).parent_path());
}

Recipe Recipe::from_text(std::string_view toml, std::string_view origin, const std::filesystem::path& base) {
  refuse_long_lines(toml, origin);
  try {
    return TomlReader(origin, base).read(toml::parse(toml, origin));
  } catch (const toml::parse_error& error) {
    throw RecipeError(std::string(origin) + ":" + std::to_string(error.source().begin.line) +
                      ": not TOML: " + std::string(error.description()));
  }
}

bool Recipe::leaves_epochs(std::string_view key) const {
  if (key != "training.epochs") return false;
  const auto all = phases();
  return std::any_of(all.begin(), all.end(),
                     [](const auto& phase) { return phase.recipe.integer("training.max_steps") > 0; });
}

std::string Recipe::to_toml(bool resolved) const {
  std::string text;
  std::string_view group;
  for (const auto& parameter : parameter_table()) {
    if (!is_set(parameter.key) && (!resolved || leaves_epochs(parameter.key))) continue;
    if (parameter.group() != group) {
      group = parameter.group();
      text += (text.empty() ? "[" : "\n[") + std::string(group) + "]\n";
    }
    const auto name = parameter.key.substr(group.empty() ? 0 : group.size() + 1);
    text += std::string(name) + " = " + toml_value(value(parameter.key)) + "\n";
  }
  for (const auto& phase : phases_) {
    text += (text.empty() ? "[[phase]]\nname = " : "\n[[phase]]\nname = ") + toml_value(phase.name) + "\n";
    for (const auto& parameter : parameter_table())
      if (const auto own = phase.values.find(parameter.key); own != phase.values.end())
        text += own->first + " = " + toml_value(own->second) + "\n";
  }
  return text;
}

}  // namespace vignette
