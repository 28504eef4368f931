#pragma once
// A recipe: the values of all parameters of one run, read from TOML.

#include <filesystem>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "recipe/parameter.h"

namespace vignette {

/// A bad recipe; what() names file, line or key, what was expected and what to do.
class RecipeError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// What one phase of a chained run changes in the recipe.
struct PhaseChanges {
  std::string name;
  std::map<std::string, ParameterValue, std::less<>> values;
  bool operator==(const PhaseChanges& other) const { return name == other.name && values == other.values; }
};

struct RecipePhase;

/// A value type; copies are independent. Not synchronised.
/// A run may be a chain of phases ([[phase]] in TOML: a name and the keys that differ from the rest of the recipe in
/// that phase). "phase.NAME.key" then names a key of one phase wherever a key is asked for.
class Recipe {
 public:
  /// Every parameter at its default.
  Recipe() = default;

  /// Reads TOML. Relative paths in path parameters are taken from the file's folder. Throws RecipeError.
  static Recipe from_file(const std::filesystem::path& file);
  /// `origin` names the text in errors; `base` resolves relative paths (empty: kept as they are).
  static Recipe from_text(std::string_view toml, std::string_view origin, const std::filesystem::path& base = {});

  /// Sets one parameter. Throws RecipeError for an unknown key (naming the nearest known one) or a bad value.
  void set(std::string_view key, ParameterValue value);
  /// The same from text: what `--set key=value` and the form use.
  void set_text(std::string_view key, std::string_view text);
  /// "key=value". Throws RecipeError when there is no '=', or when every phase sets the key itself, so that the
  /// assignment would change nothing.
  void set_assignment(std::string_view assignment);
  void reset(std::string_view key);

  /// The value (of a phase: its own, or the recipe's), or the default. Throws RecipeError for an unknown key or phase.
  /// "phase" gives the phases' names as text.
  const ParameterValue& value(std::string_view key) const;
  /// The same as a C++ type; throws std::logic_error when the parameter has another type (integers widen to real).
  bool boolean(std::string_view key) const;
  std::int64_t integer(std::string_view key) const;
  double real(std::string_view key) const;
  const std::string& text(std::string_view key) const;
  std::filesystem::path path(std::string_view key) const;

  /// True when the recipe itself (for "phase.NAME.key": that phase itself) names the key, whatever the value.
  bool is_set(std::string_view key) const;

  bool has_phases() const { return !phases_.empty(); }
  /// The phases in their order, each with the recipe that it runs by. Without phases: one, named by training.objective.
  std::vector<RecipePhase> phases() const;
  const std::vector<PhaseChanges>& phase_changes() const { return phases_; }
  /// Adds a phase that changes nothing yet. Throws RecipeError unless the name is new and of letters, digits, - and _.
  void add_phase(const std::string& name);

  /// Checks what no single parameter can: combinations, needed files named but empty. One sentence a problem, each
  /// beginning with the key; "phase.NAME.key" where one phase alone has it.
  std::vector<std::string> problems() const;

  /// Files and folders that the recipe names and that do not exist, a sentence each, beginning with the key. Looks at
  /// the disk.
  std::vector<std::string> missing_files() const;

  /// TOML with the set keys only (`resolved` false) or with every key (`resolved` true), in table order; then the
  /// phases with their own keys. Epochs that are not set stay out where max_steps decides alone: named, they would end
  /// the run.
  std::string to_toml(bool resolved = false) const;

  /// Keys whose values differ, in table order; then "phase" where the phases are others, and "phase.NAME.key" where a
  /// phase of both sets a key to another value.
  std::vector<std::string> differences(const Recipe& other) const;

  bool operator==(const Recipe& other) const { return values_ == other.values_ && phases_ == other.phases_; }

 private:
  bool leaves_epochs(std::string_view key) const;
  struct Place;
  Place place_of(std::string_view key) const;
  const PhaseChanges* find_phase(std::string_view name) const;

  std::map<std::string, ParameterValue, std::less<>> values_;
  std::vector<PhaseChanges> phases_;
  ParameterValue phase_names_ = std::string();
};

struct RecipePhase {
  std::string name;
  Recipe recipe;  ///< without phases of its own
};

/// Steps by training.max_steps of the phases from `first_phase` on together; nullopt when epochs decide in one of them.
std::optional<std::int64_t> step_limit(const Recipe& recipe, std::size_t first_phase = 0);

}  // namespace vignette
