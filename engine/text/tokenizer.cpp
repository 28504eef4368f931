#include "text/tokenizer.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>

#include "log/log.h"
#include "text/bpe_vocabulary.h"
#include "text/byte_alphabet.h"
#include "text/pre_tokenizer.h"
#include "text/unicode.h"

namespace vignette {
namespace {

constexpr std::size_t kClipLength = 77;

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  std::string out;
  std::size_t start = 0;
  for (std::size_t found; (found = text.find(from, start)) != text.npos; start = found + from.size()) {
    out.append(text, start, found - start).append(to);
  }
  if (start) text = out.append(text, start);
}

// One replacement after the other, over the whole text, as transformers does.
void clean_up_blanks(std::string& text) {
  static constexpr std::string_view kSpaced[] = {" .", " ?", " !", " ,", " ' ", " n't", " 'm", " 's", " 've", " 're"};
  for (const std::string_view spaced : kSpaced) {
    replace_all(text, spaced, spaced == " ' " ? "'" : spaced.substr(1));
  }
}

void trim_blanks(std::string& text) {
  const std::u32string codes = decode_utf8(text);
  const auto first = std::find_if_not(codes.begin(), codes.end(), is_white_space);
  const auto last = std::find_if_not(codes.rbegin(), std::make_reverse_iterator(first), is_white_space).base();
  text = encode_utf8(std::u32string_view(first, last));
}

class BpeTokenizer final : public Tokenizer {
 public:
  BpeTokenizer(BpeVocabulary vocabulary, TokenizerKind kind);

  std::vector<std::int64_t> encode(std::string_view text) const override;
  std::vector<std::int64_t> encode_for_model(std::string_view text) const override;
  std::string decode(std::span<const std::int64_t> ids, bool skip_special, bool clean_up) const override;

  TokenizerKind kind() const override { return kind_; }
  std::int64_t vocabulary_size() const override { return static_cast<std::int64_t>(vocabulary_.tokens.size()); }
  std::int64_t token_id(std::string_view token) const override { return vocabulary_.id(token); }
  std::int64_t begin_id() const override { return vocabulary_.id(vocabulary_.special.begin); }
  std::int64_t end_id() const override { return vocabulary_.id(vocabulary_.special.end); }
  std::int64_t pad_id() const override { return vocabulary_.id(vocabulary_.special.pad); }

 private:
  struct Match {
    std::size_t position, length;
    std::int32_t id;
  };

  void prepare_bytes();
  void prepare_decoding();
  std::optional<Match> find_special(std::string_view text, std::size_t from) const;
  void encode_plain(std::string_view text, std::vector<std::int64_t>& ids) const;
  void encode_word(std::string_view word, std::vector<std::int32_t>& symbols, std::vector<std::int64_t>& ids) const;
  bool is_special(std::int64_t id) const;

  BpeVocabulary vocabulary_;
  TokenizerKind kind_;
  PreTokenizer pre_tokenizer_;
  std::array<std::int32_t, 256> byte_ids_{};
  std::array<std::int32_t, 256> last_byte_ids_{};  // of a word's last byte: with </w> for CLIP
  std::vector<std::string> decoded_;               // bytes of each token, by id
};

BpeTokenizer::BpeTokenizer(BpeVocabulary vocabulary, TokenizerKind kind)
    : vocabulary_(std::move(vocabulary)), kind_(kind), pre_tokenizer_(kind) {
  prepare_bytes();
  prepare_decoding();
}

void BpeTokenizer::prepare_bytes() {
  const bool clip = kind_ == TokenizerKind::clip;
  const std::int32_t missing = clip ? vocabulary_.id(vocabulary_.special.unknown) : -1;
  int lost = 0;
  for (std::size_t byte = 0; byte < 256; ++byte) {
    const std::string& symbol = byte_symbol(static_cast<std::uint8_t>(byte));
    byte_ids_[byte] = vocabulary_.id(symbol);
    last_byte_ids_[byte] = clip ? vocabulary_.id(symbol + std::string(kEndOfWord)) : byte_ids_[byte];
    lost += byte_ids_[byte] < 0 || last_byte_ids_[byte] < 0;
    if (byte_ids_[byte] < 0) byte_ids_[byte] = missing;
    if (last_byte_ids_[byte] < 0) last_byte_ids_[byte] = missing;
  }
  if (lost)
    log_warning(concat("tokenizer: vocab.json lacks ", lost, " of the 256 byte tokens; text loses those bytes"));
}

void BpeTokenizer::prepare_decoding() {
  const bool clip = kind_ == TokenizerKind::clip;
  decoded_.reserve(vocabulary_.tokens.size());
  for (const std::string& token : vocabulary_.tokens) {
    std::string_view symbols = token;
    const bool ends_word = clip && symbols.ends_with(kEndOfWord);
    if (ends_word) symbols.remove_suffix(kEndOfWord.size());
    decoded_.push_back(bytes_of_symbols(symbols).value_or(std::string(symbols)));
    if (ends_word) decoded_.back() += ' ';
  }
}

// The leftmost special token in the text, the longest of those that start there.
std::optional<BpeTokenizer::Match> BpeTokenizer::find_special(std::string_view text, std::size_t from) const {
  std::optional<Match> best;
  for (const std::int32_t id : vocabulary_.special_ids) {
    const std::string& token = vocabulary_.tokens[static_cast<std::size_t>(id)];
    const std::size_t position = text.find(token, from);
    if (position == text.npos) continue;
    if (!best || position < best->position || (position == best->position && token.size() > best->length)) {
      best = Match{position, token.size(), id};
    }
  }
  return best;
}

std::vector<std::int64_t> BpeTokenizer::encode(std::string_view text) const {
  std::vector<std::int64_t> ids;
  ids.reserve(text.size() / 3 + 4);
  std::size_t start = 0;
  while (const auto special = find_special(text, start)) {
    encode_plain(text.substr(start, special->position - start), ids);
    ids.push_back(special->id);
    start = special->position + special->length;
  }
  encode_plain(text.substr(start), ids);
  return ids;
}

void BpeTokenizer::encode_plain(std::string_view text, std::vector<std::int64_t>& ids) const {
  if (text.empty()) return;
  std::string normalized = pre_tokenizer_.normalize(text);
  if (vocabulary_.add_prefix_space && normalized.front() != ' ') normalized.insert(0, 1, ' ');
  std::vector<std::int32_t> symbols;
  pre_tokenizer_.split(normalized, [&](std::string_view word) { encode_word(word, symbols, ids); });
}

void BpeTokenizer::encode_word(std::string_view word, std::vector<std::int32_t>& symbols,
                               std::vector<std::int64_t>& ids) const {
  symbols.clear();
  for (std::size_t i = 0; i < word.size(); ++i) {
    const auto byte = static_cast<std::uint8_t>(word[i]);
    symbols.push_back(i + 1 < word.size() ? byte_ids_[byte] : last_byte_ids_[byte]);
  }
  std::erase(symbols, -1);
  vocabulary_.merges.apply(symbols);
  ids.insert(ids.end(), symbols.begin(), symbols.end());
}

std::vector<std::int64_t> BpeTokenizer::encode_for_model(std::string_view text) const {
  std::vector<std::int64_t> ids = encode(text);
  if (kind_ == TokenizerKind::gpt2) return ids;
  if (kind_ == TokenizerKind::clip && ids.size() > kClipLength - 2) ids.resize(kClipLength - 2);
  ids.insert(ids.begin(), begin_id());
  ids.push_back(end_id());
  return ids;
}

bool BpeTokenizer::is_special(std::int64_t id) const {
  return std::binary_search(vocabulary_.special_ids.begin(), vocabulary_.special_ids.end(), id);
}

std::string BpeTokenizer::decode(std::span<const std::int64_t> ids, bool skip_special, bool clean_up) const {
  std::string bytes;
  for (const std::int64_t id : ids) {
    const bool known = id >= 0 && id < vocabulary_size();
    if (!known || (skip_special && is_special(id))) continue;
    bytes += decoded_[static_cast<std::size_t>(id)];
  }
  std::string text = repair_utf8(bytes);
  if (kind_ == TokenizerKind::clip) trim_blanks(text);
  if (clean_up) clean_up_blanks(text);
  return text;
}

nlohmann::json read_json_or_empty(const std::filesystem::path& file) {
  std::ifstream stream(file);
  return stream ? nlohmann::json::parse(stream, nullptr, false) : nlohmann::json::object();
}

std::string string_in(const nlohmann::json& object, const char* key) {
  const auto found = object.is_object() ? object.find(key) : object.end();
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::optional<TokenizerKind> kind_in_name(std::string name) {
  std::transform(name.begin(), name.end(), name.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? c + 32 : c; });
  if (name.find("roberta") != name.npos) return TokenizerKind::roberta;
  if (name.find("gpt2") != name.npos) return TokenizerKind::gpt2;
  if (name.find("clip") != name.npos) return TokenizerKind::clip;
  return std::nullopt;
}

}  // namespace

std::shared_ptr<const Tokenizer> load_tokenizer(const std::filesystem::path& directory, TokenizerKind kind) {
  return std::make_shared<const BpeTokenizer>(read_bpe_vocabulary(directory, kind), kind);
}

TokenizerKind recognise_tokenizer(const std::filesystem::path& directory) {
  const auto tokenizer = read_json_or_empty(directory / "tokenizer_config.json");
  if (const auto kind = kind_in_name(string_in(tokenizer, "tokenizer_class"))) return *kind;
  const auto model = read_json_or_empty(directory / "config.json");
  if (const auto kind = kind_in_name(string_in(model, "model_type"))) return *kind;
  throw std::runtime_error(
      concat(directory.string(),
             ": neither tokenizer_class in tokenizer_config.json nor model_type in config.json names "
             "a gpt2, roberta or clip tokenizer; state the kind"));
}

}  // namespace vignette
