#pragma once
// Texts of a recipe that have a form of their own.

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace vignette {

/// Seconds of "90" (minutes), "2h30m", "45m", "1d12h", "30s"; nullopt for another text. Empty is no time: nullopt too.
std::optional<double> parse_duration(std::string_view text);

/// One of evaluation.sets: "name=annotations" or "name=annotations@folder of images".
struct NamedSet {
  std::string name;
  std::filesystem::path annotations, images;  ///< images empty: found beside the annotations
};

/// Reads "name=path; name=path@images". Throws RecipeError saying which part is wrong.
std::vector<NamedSet> parse_evaluation_sets(std::string_view text);
/// The text that parse_evaluation_sets reads back.
std::string format_evaluation_sets(const std::vector<NamedSet>& sets);

struct TextForm {
  std::string_view key;
  bool (*suits)(std::string_view text);
  std::string_view expectation;  ///< "minutes, or a time such as 2h30m"
};
/// The form of a text parameter, nullptr when any text will do.
const TextForm* find_text_form(std::string_view key);

}  // namespace vignette
