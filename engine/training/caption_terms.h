#pragma once
// Terms that read nothing but the caption. Words are those of the PTB tokenizer (lower case, no punctuation), as the
// metrics count them. Free of LibTorch.

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "training/reward_term.h"

namespace vignette {

/// -|words - target|: 0 at the target, one less for each word more or fewer.
class LengthTerm final : public RewardTerm {
 public:
  explicit LengthTerm(std::int64_t target) : target_(target) {}
  std::vector<double> score(std::span<const CaptionToScore> captions) override;

 private:
  std::int64_t target_;
};

/// Minus the share of n-grams that repeat an earlier one of the caption: distinct / all - 1, so -1 … 0; 0 for captions
/// shorter than n words.
class RepetitionTerm final : public RewardTerm {
 public:
  explicit RepetitionTerm(std::int64_t ngram) : ngram_(static_cast<std::size_t>(ngram)) {}
  std::vector<double> score(std::span<const CaptionToScore> captions) override;

 private:
  std::size_t ngram_;
};

/// Entries of a word list: words or phrases, tokenised.
struct WordList {
  using Phrase = std::vector<std::string>;
  std::vector<Phrase> wanted, unwanted;

  /// One entry; '-' before it marks an unwanted one. Blank ones are left out.
  void add(std::string_view entry);
  /// Entries with commas between them.
  void add_line(std::string_view line);
  /// One entry a line, '#' begins a comment. Throws RecipeError naming the file when it cannot be read.
  void add_file(const std::filesystem::path& file);
};

/// How many of the wanted entries a caption holds less how many of the unwanted ones; each counts once.
class WordListTerm final : public RewardTerm {
 public:
  explicit WordListTerm(WordList list) : list_(std::move(list)) {}
  std::vector<double> score(std::span<const CaptionToScore> captions) override;

 private:
  WordList list_;
};

}  // namespace vignette
