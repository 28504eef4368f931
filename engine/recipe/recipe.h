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

/// A value type; copies are independent. Not synchronised.
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
  /// "key=value". Throws RecipeError when there is no '='.
  void set_assignment(std::string_view assignment);
  void reset(std::string_view key);

  /// The value, or the default. Throws RecipeError for an unknown key.
  const ParameterValue& value(std::string_view key) const;
  /// The same as a C++ type; throws std::logic_error when the parameter has another type (integers widen to real).
  bool boolean(std::string_view key) const;
  std::int64_t integer(std::string_view key) const;
  double real(std::string_view key) const;
  const std::string& text(std::string_view key) const;
  std::filesystem::path path(std::string_view key) const;

  /// True when the recipe itself names the key (whatever the value).
  bool is_set(std::string_view key) const;

  /// Checks what no single parameter can: combinations, needed files named but empty. One sentence a problem, each
  /// beginning with the key.
  std::vector<std::string> problems() const;

  /// Files and folders that the recipe names and that do not exist, a sentence each, beginning with the key. Looks at
  /// the disk.
  std::vector<std::string> missing_files() const;

  /// TOML with the set keys only (`resolved` false) or with every key (`resolved` true), in table order.
  std::string to_toml(bool resolved = false) const;

  /// Keys whose values differ, in table order.
  std::vector<std::string> differences(const Recipe& other) const;

  bool operator==(const Recipe& other) const { return values_ == other.values_; }

 private:
  std::map<std::string, ParameterValue, std::less<>> values_;
};

}  // namespace vignette
