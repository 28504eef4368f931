#pragma once
// The files of a byte-pair-encoding tokenizer: Hugging Face's, and OpenAI's for CLIP.

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "text/added_tokens.h"
#include "text/merge_table.h"
#include "text/tokenizer.h"

namespace vignette {

/// End of a word in CLIP's vocabulary.
inline constexpr std::string_view kEndOfWord = "</w>";

struct StringHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

/// Names of the special tokens; empty where a kind has none.
struct SpecialTokens {
  std::string begin, end, pad, unknown, mask;
};

struct BpeVocabulary {
  std::vector<std::string> tokens;  ///< by id; empty where no token has the id
  std::unordered_map<std::string, std::int32_t, StringHash, std::equal_to<>> ids;
  MergeTable merges;
  SpecialTokens special;
  std::vector<AddedToken> added;  ///< those found in texts as they stand, special or not; each once
  bool add_prefix_space = false;
  /// CLIP: <|startoftext|> and <|endoftext|> are words where one could begin, as transformers 5 and OpenAI split; a
  /// tokenizer.json of before lacks it. It shows where one in capitals stands before punctuation.
  bool whole_specials = true;

  /// -1 where there is no such token.
  std::int32_t id(std::string_view token) const;
};

/// The special tokens that the kind has unless tokenizer_config.json names others.
SpecialTokens default_special_tokens(TokenizerKind kind);

/// Reads what load_tokenizer() says. Throws std::runtime_error naming the file (and the line of merges) and what is
/// wrong.
BpeVocabulary read_bpe_vocabulary(const std::filesystem::path& path, TokenizerKind kind);

/// The kind of tokenizer that the files of `path` hold, by the ends of words and the special tokens of their
/// vocabulary. Throws std::runtime_error where it cannot be told.
TokenizerKind kind_of_vocabulary(const std::filesystem::path& path);

}  // namespace vignette
