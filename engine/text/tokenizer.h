#pragma once
// Byte-pair-encoding tokenizers of GPT-2, RoBERTa and CLIP.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vignette {

enum class TokenizerKind { gpt2, roberta, clip };

/// Bytes [begin, end) of a text.
struct ByteRange {
  std::size_t begin = 0, end = 0;
  bool operator==(const ByteRange&) const = default;
};

/// `ranges[i]` are the bytes of the text that ids[i] was made of. GPT-2 and RoBERTa: in order and without overlap; they
/// cover the text, but for blanks that an added token strips. CLIP: blanks between words belong to no token, and tokens
/// of one character that Unicode normalization joined or took apart share its bytes.
struct EncodedText {
  std::vector<std::int64_t> ids;
  std::vector<ByteRange> ranges;
};

/// `ranges[i]` are the bytes of `text` that ids[i] stands for; in order, and they cover the text. A character whose
/// bytes come from several tokens belongs to the last of them; the ranges of the others are empty there.
struct DecodedText {
  std::string text;
  std::vector<ByteRange> ranges;
};

/// Immutable after construction; every member function may be called from any thread.
class Tokenizer {
 public:
  virtual ~Tokenizer() = default;

  /// Ids of `text` without the special tokens that a model wants around it (those written in the text are found). Each
  /// invalid sequence of UTF-8 counts as U+FFFD, as after Python's bytes.decode("utf-8", "replace").
  virtual std::vector<std::int64_t> encode(std::string_view text) const = 0;

  /// The ids of encode() with the bytes of `text` that each was made of. With ClipCleaning::openai they are bytes of
  /// clean_as_openai(text).
  virtual EncodedText encode_with_ranges(std::string_view text) const = 0;

  /// What the model sees. GPT-2: as encode. RoBERTa: <s> … </s>. CLIP: <|startoftext|> … <|endoftext|>, cut to 77 ids
  /// with the end token kept (not padded).
  virtual std::vector<std::int64_t> encode_for_model(std::string_view text) const = 0;

  /// Text of `ids`; special tokens are left out when `skip_special`. With `clean_up`, blanks before . ? ! , and the
  /// contractions n't 'm 's 've 're are removed, as transformers 4.27 does.
  virtual std::string decode(std::span<const std::int64_t> ids, bool skip_special = true,
                             bool clean_up = true) const = 0;

  /// The text of decode() without clean-up, and which bytes of it each of `ids` stands for.
  virtual DecodedText decode_with_ranges(std::span<const std::int64_t> ids, bool skip_special = true) const = 0;

  virtual TokenizerKind kind() const = 0;
  virtual std::int64_t vocabulary_size() const = 0;
  /// The id of a token as it stands in vocab.json, or -1.
  virtual std::int64_t token_id(std::string_view token) const = 0;
  /// -1 where the kind has none. GPT-2: begin = end = pad = <|endoftext|>.
  virtual std::int64_t begin_id() const = 0;
  virtual std::int64_t end_id() const = 0;
  virtual std::int64_t pad_id() const = 0;
};

/// What CLIP's tokenizer does to a text before it splits it. Hugging Face's tokenizer: Normalization Form C, each code
/// point in lower case. OpenAI's (clip.tokenize): ftfy.fix_text (mojibake, HTML entities, curly quotes, ligatures,
/// full-width forms, control characters), html.unescape twice, Python's lower case (final sigma). Of ftfy's mojibake
/// its plain case is done: words that are wholly UTF-8 read as Latin-1 or Windows-1252.
enum class ClipCleaning { hugging_face, openai };

/// Reads a tokenizer: the file `path`, or in the directory `path` the first that is there of tokenizer.json, vocab.json
/// with merges.txt, and OpenAI's bpe_simple_vocab_16e6.txt.gz (or .txt), besides special tokens from
/// special_tokens_map.json, tokenizer_config.json and added_tokens.json, else by kind. The ids are those of Hugging
/// Face's fast tokenizers; where their slow ones differ, the fast ones count. `cleaning` matters to CLIP alone. Throws
/// std::runtime_error naming the file and what is wrong in it.
std::shared_ptr<const Tokenizer> load_tokenizer(const std::filesystem::path& path, TokenizerKind kind,
                                                ClipCleaning cleaning = ClipCleaning::hugging_face);

/// The kind that the directory's config.json / tokenizer_config.json tells, by model_type or tokenizer_class, or else
/// the kind of vocabulary in it (or in the file `path`).
TokenizerKind recognise_tokenizer(const std::filesystem::path& path);

/// Names of the files in `directory` that make up its tokenizer, to copy or to hash. Empty: it holds none.
std::vector<std::string> tokenizer_files(const std::filesystem::path& directory);

/// encode_for_model (or encode) of each text by `threads` threads (0: one a core); rows in the order of `texts`.
std::vector<std::vector<std::int64_t>> encode_batch(const Tokenizer& tokenizer, std::span<const std::string> texts,
                                                    bool for_model = true, int threads = 0);

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
