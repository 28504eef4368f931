#pragma once
// Byte-pair-encoding tokenizers of GPT-2, RoBERTa and CLIP.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vignette {

enum class TokenizerKind { gpt2, roberta, clip };

/// Immutable after construction; every member function may be called from any thread.
class Tokenizer {
 public:
  virtual ~Tokenizer() = default;

  /// Ids of `text` without special tokens. Invalid UTF-8 bytes become U+FFFD.
  virtual std::vector<std::int64_t> encode(std::string_view text) const = 0;

  /// What the model sees. GPT-2: as encode. RoBERTa: <s> … </s>. CLIP: <|startoftext|> … <|endoftext|>, cut to 77 ids
  /// with the end token kept (not padded).
  virtual std::vector<std::int64_t> encode_for_model(std::string_view text) const = 0;

  /// Text of `ids`; special tokens are left out when `skip_special`. With `clean_up`, blanks before . ? ! , and the
  /// contractions n't 'm 's 've 're are removed, as transformers 4.27 does.
  virtual std::string decode(std::span<const std::int64_t> ids, bool skip_special = true,
                             bool clean_up = true) const = 0;

  virtual TokenizerKind kind() const = 0;
  virtual std::int64_t vocabulary_size() const = 0;
  /// The id of a token as it stands in vocab.json, or -1.
  virtual std::int64_t token_id(std::string_view token) const = 0;
  /// -1 where the kind has none. GPT-2: begin = end = pad = <|endoftext|>.
  virtual std::int64_t begin_id() const = 0;
  virtual std::int64_t end_id() const = 0;
  virtual std::int64_t pad_id() const = 0;
};

/// Reads vocab.json + merges.txt (with tokenizer_config.json or special tokens by kind) from a Hugging Face directory.
/// Throws std::runtime_error naming the file and what is wrong in it.
std::shared_ptr<const Tokenizer> load_tokenizer(const std::filesystem::path& directory, TokenizerKind kind);

/// The kind that the directory's config.json / tokenizer_config.json tells, by model_type or tokenizer_class.
TokenizerKind recognise_tokenizer(const std::filesystem::path& directory);

struct TrainTokenizerOptions {
  TokenizerKind kind = TokenizerKind::gpt2;
  std::int64_t vocabulary_size =
      1000;  ///< special tokens included; at least 256 byte tokens + specials (CLIP: 512 + 2)
  std::int64_t minimum_frequency = 2;
};

/// Trains byte-level BPE on `texts` (most frequent pair first, ties to the lexicographically smaller pair) and writes
/// vocab.json, merges.txt and tokenizer_config.json into `directory`, in the kind's published layout:
/// GPT-2: bytes, merges, <|endoftext|> last, '!' = 0, '.' = 13. RoBERTa: <s>,<pad>,</s>,<unk> = 0..3, <mask> last.
/// CLIP: lower-cased, words end in </w>, <|startoftext|>, <|endoftext|> last.
void train_tokenizer(std::span<const std::string> texts, const TrainTokenizerOptions& options,
                     const std::filesystem::path& directory);

}  // namespace vignette
