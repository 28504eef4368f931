#pragma once
// Synonyms from WordNet 3.0 (Miller 1995), as METEOR 1.5 takes them: synsets without their part of speech.

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace vignette {

/// The dictionary's index and exception files, searched by bisection as they are sorted. Immutable; any thread.
class WordNet {
 public:
  /// `folder` holds index.noun, noun.exc and so on (Debian: /usr/share/wordnet). Reads 7 MB in a few milliseconds.
  /// Throws std::runtime_error naming the file that is missing, unreadable or not of WordNet 3.0.
  explicit WordNet(const std::filesystem::path& folder);

  /// Ids of the synsets of `word` and of its base form (an exception, else the first ending that WordNet's morphology
  /// takes off), sorted; none for an unknown word. Lower case.
  std::vector<std::int32_t> synsets(std::string_view word) const;

 private:
  static constexpr std::size_t kParts = 4;  // noun, verb, adj, adv

  bool contains(std::string_view word) const;
  void add_synsets(std::string_view word, std::vector<std::int32_t>& ids) const;
  std::vector<std::string> exceptional_bases(std::string_view word) const;
  std::string base_by_ending(std::string_view word) const;

  std::array<std::string, kParts> index_, exceptions_;
  bool debian_offsets_ = false;
};

}  // namespace vignette
