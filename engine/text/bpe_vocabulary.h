#pragma once
// The files of a byte-pair-encoding tokenizer in a Hugging Face directory.

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

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
  std::vector<std::int32_t> special_ids;  ///< ids of the special tokens and of tokens added as special, each once
  bool add_prefix_space = false;

  /// -1 where there is no such token.
  std::int32_t id(std::string_view token) const;
};

/// The special tokens that the kind has unless tokenizer_config.json names others.
SpecialTokens default_special_tokens(TokenizerKind kind);

/// Reads vocab.json, merges.txt and, where they exist, added_tokens.json and tokenizer_config.json. Throws
/// std::runtime_error naming the file (and the line of merges.txt) and what is wrong.
BpeVocabulary read_bpe_vocabulary(const std::filesystem::path& directory, TokenizerKind kind);

}  // namespace vignette
