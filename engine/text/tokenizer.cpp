#include "text/tokenizer.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <fstream>
#include <future>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>
#include <thread>

#include "log/log.h"
#include "text/bpe_vocabulary.h"
#include "text/byte_alphabet.h"
#include "text/clip_cleaning.h"
#include "text/pre_tokenizer.h"
#include "text/unicode.h"
#include "text/word_table.h"

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

void strip(std::string& text) {
  const std::u32string codes = decode_utf8(text);
  const auto first = std::find_if_not(codes.begin(), codes.end(), is_python_space);
  const auto last = std::find_if_not(codes.rbegin(), std::make_reverse_iterator(first), is_python_space).base();
  text = encode_utf8(std::u32string_view(first, last));
}

/// Takes ids alone.
struct IdSink {
  std::vector<std::int64_t>& ids;

  static constexpr bool wants_ranges = false;
  void put(std::int32_t id, std::size_t, std::size_t) { ids.push_back(id); }
};

/// Takes ids and the bytes they were made of. Positions given to put() count in the text that is being split; the
/// members say how they come back to the text as given.
struct RangeSink {
  EncodedText& out;
  const ByteSources& repaired;         ///< of invalid UTF-8; empty: as given
  std::size_t piece = 0;               ///< where the piece between added tokens begins
  const ByteSources* normalized = {};  ///< of the piece; null or empty: byte by byte
  std::size_t part = 0;                ///< where the part between normalized added tokens begins in the piece
  std::size_t inserted = 0;            ///< blanks put before the part

  static constexpr bool wants_ranges = true;
  void put(std::int32_t id, std::size_t begin, std::size_t end) {
    out.ids.push_back(id);
    const auto outside = [&](std::size_t position) { return part + std::max(position, inserted) - inserted; };
    ByteRange range = traced(normalized, {outside(begin), outside(end)});
    range = traced(&repaired, {piece + range.begin, piece + range.end});
    out.ranges.push_back(range);
  }
  static ByteRange traced(const ByteSources* sources, ByteRange range) {
    if (!sources || sources->empty() || range.begin == range.end) return range;
    ByteRange source = (*sources)[range.begin];
    for (std::size_t i = range.begin; i < range.end; ++i) {
      source.begin = std::min(source.begin, (*sources)[i].begin);
      source.end = std::max(source.end, (*sources)[i].end);
    }
    return source;
  }
};

/// `text` with U+FFFD for invalid sequences, and where each byte of it comes from.
std::string repaired(std::string_view text, ByteSources* sources) {
  std::string out;
  for (std::size_t position = 0; position < text.size();) {
    const std::size_t begin = position;
    const char32_t code = next_code_point(text, position);
    const std::size_t before = out.size();
    append_utf8(code, out);
    const bool as_it_was = out.size() - before == position - begin && code != kReplacementCharacter;
    for (std::size_t i = before; sources && i < out.size(); ++i) {
      const std::size_t byte = begin + (i - before);
      sources->push_back(as_it_was ? ByteRange{byte, byte + 1} : ByteRange{begin, position});
    }
  }
  return out;
}

class BpeTokenizer final : public Tokenizer {
 public:
  BpeTokenizer(BpeVocabulary vocabulary, TokenizerKind kind, ClipCleaning cleaning);

  std::vector<std::int64_t> encode(std::string_view text) const override;
  EncodedText encode_with_ranges(std::string_view text) const override;
  std::vector<std::int64_t> encode_for_model(std::string_view text) const override;
  std::string decode(std::span<const std::int64_t> ids, bool skip_special, bool clean_up) const override;
  DecodedText decode_with_ranges(std::span<const std::int64_t> ids, bool skip_special) const override;

  TokenizerKind kind() const override { return kind_; }
  std::int64_t vocabulary_size() const override { return static_cast<std::int64_t>(vocabulary_.tokens.size()); }
  std::int64_t token_id(std::string_view token) const override { return vocabulary_.id(token); }
  std::int64_t begin_id() const override { return begin_id_; }
  std::int64_t end_id() const override { return end_id_; }
  std::int64_t pad_id() const override { return vocabulary_.id(vocabulary_.special.pad); }

 private:
  void prepare_bytes();
  void prepare_added_tokens();
  void prepare_decoding();
  void prepare_words();
  void encode_into(std::string_view text, std::vector<std::int64_t>& ids) const;
  template <class Sink>
  void encode_valid(std::string_view text, Sink& sink) const;
  template <class Sink>
  void encode_piece(std::string_view piece, Sink& sink) const;
  template <class Sink>
  void encode_part(std::string_view part, Sink& sink) const;
  template <class Sink>
  void encode_special_word(std::string_view word, std::size_t position, std::vector<std::int32_t>& symbols,
                           Sink& sink) const;
  template <class Sink>
  void encode_word(std::string_view word, std::size_t position, std::vector<std::int32_t>& symbols, Sink& sink) const;
  void merge_word(std::string_view word, std::vector<std::int32_t>& symbols) const;
  bool is_decoded(std::int64_t id, bool skip_special) const;

  BpeVocabulary vocabulary_;
  TokenizerKind kind_;
  bool cleans_as_openai_;
  AddedTokenFinder given_tokens_, normalized_tokens_;
  WordTable words_;
  std::array<std::int32_t, 256> byte_ids_{};
  std::array<std::int32_t, 256> last_byte_ids_{};  // of a word's last byte: with </w> for CLIP
  bool bytes_missing_ = false;
  std::vector<std::string> decoded_;  // bytes of each token, by id; CLIP's keep </w>
  std::vector<bool> special_;         // by id
  std::int64_t begin_id_ = -1, end_id_ = -1;
};

BpeTokenizer::BpeTokenizer(BpeVocabulary vocabulary, TokenizerKind kind, ClipCleaning cleaning)
    : vocabulary_(std::move(vocabulary)),
      kind_(kind),
      cleans_as_openai_(kind == TokenizerKind::clip && cleaning == ClipCleaning::openai) {
  begin_id_ = vocabulary_.id(vocabulary_.special.begin);
  end_id_ = vocabulary_.id(vocabulary_.special.end);
  prepare_bytes();
  prepare_decoding();
  prepare_added_tokens();
  prepare_words();
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
  bytes_missing_ = lost > 0;
  if (lost)
    log_warning(concat("tokenizer: vocab.json lacks ", lost, " of the 256 byte tokens; text loses those bytes"));
}

void BpeTokenizer::prepare_added_tokens() {
  std::vector<AddedToken> given, normalized;
  special_.resize(vocabulary_.tokens.size());
  for (AddedToken token : vocabulary_.added) {
    special_[static_cast<std::size_t>(token.id)] = token.special;
    if (cleans_as_openai_) continue;  // its regular expression finds them, and only where a word could begin
    if (!token.normalized) {
      given.push_back(std::move(token));
      continue;
    }
    const auto id = static_cast<std::size_t>(token.id);
    const std::string given_content = token.content;
    if (kind_ == TokenizerKind::clip) token.content = normalize_for_clip(token.content, nullptr);
    // The original decodes to the normalized content, and takes that for a special token only if it is one itself.
    decoded_[id] = bytes_of_symbols(token.content).value_or(token.content);
    if (token.content != given_content) special_[id] = false;
    normalized.push_back(std::move(token));
  }
  given_tokens_ = AddedTokenFinder(std::move(given));
  normalized_tokens_ = AddedTokenFinder(std::move(normalized));
}

void BpeTokenizer::prepare_decoding() {
  decoded_.reserve(vocabulary_.tokens.size());
  for (const std::string& token : vocabulary_.tokens) decoded_.push_back(bytes_of_symbols(token).value_or(token));
}

// A token is a word of its own if its bytes merge to it, which a vocabulary does not promise.
void BpeTokenizer::prepare_words() {
  words_ = WordTable(vocabulary_.tokens.size());
  std::vector<std::int32_t> symbols;
  for (std::size_t id = 0; id < decoded_.size(); ++id) {
    std::string_view word = decoded_[id];
    if (kind_ == TokenizerKind::clip) {
      if (!word.ends_with(kEndOfWord)) continue;
      word.remove_suffix(kEndOfWord.size());
    }
    if (word.empty() || word.size() > WordTable::kLongest) continue;
    merge_word(word, symbols);
    if (symbols.size() == 1 && symbols.front() == static_cast<std::int32_t>(id))
      words_.insert(word, static_cast<std::int32_t>(id));
  }
}

std::vector<std::int64_t> BpeTokenizer::encode(std::string_view text) const {
  std::vector<std::int64_t> ids;
  ids.reserve(text.size() / 3 + 4);
  encode_into(text, ids);
  return ids;
}

void BpeTokenizer::encode_into(std::string_view text, std::vector<std::int64_t>& ids) const {
  IdSink sink{ids};
  if (cleans_as_openai_) {
    encode_piece(clean_as_openai(text), sink);
  } else if (is_ascii(text) || is_valid_utf8(text)) {
    encode_valid(text, sink);
  } else {
    encode_valid(repaired(text, nullptr), sink);
  }
}

EncodedText BpeTokenizer::encode_with_ranges(std::string_view text) const {
  EncodedText out;
  ByteSources sources;
  RangeSink sink{out, sources};
  if (cleans_as_openai_) {
    encode_piece(clean_as_openai(text), sink);
  } else if (is_ascii(text) || is_valid_utf8(text)) {
    encode_valid(text, sink);
  } else {
    encode_valid(repaired(text, &sources), sink);
  }
  return out;
}

// Between the added tokens that are looked for in the text as given.
template <class Sink>
void BpeTokenizer::encode_valid(std::string_view text, Sink& sink) const {
  std::size_t start = 0;
  const auto piece_to = [&](std::size_t end) {
    if constexpr (Sink::wants_ranges) sink.piece = start;
    if (end > start) encode_piece(text.substr(start, end - start), sink);
  };
  while (const auto found = given_tokens_.find(text, start)) {
    piece_to(found->begin);
    if constexpr (Sink::wants_ranges) {
      sink.piece = sink.part = sink.inserted = 0;
      sink.normalized = nullptr;
    }
    sink.put(found->id, found->begin, found->end);
    start = found->end;
  }
  piece_to(text.size());
}

// Between the added tokens that are looked for in the normalized text.
template <class Sink>
void BpeTokenizer::encode_piece(std::string_view piece, Sink& sink) const {
  std::string lower;
  ByteSources sources;
  if (kind_ == TokenizerKind::clip) {
    if constexpr (Sink::wants_ranges) sink.normalized = &sources;
    lower = normalize_for_clip(piece, Sink::wants_ranges ? &sources : nullptr);
    piece = lower;
  }
  std::size_t start = 0;
  const auto part_to = [&](std::size_t end) {
    if constexpr (Sink::wants_ranges) sink.part = start;
    if (end > start) encode_part(piece.substr(start, end - start), sink);
  };
  while (const auto found = normalized_tokens_.find(piece, start)) {
    part_to(found->begin);
    if constexpr (Sink::wants_ranges) sink.part = sink.inserted = 0;
    sink.put(found->id, found->begin, found->end);
    start = found->end;
  }
  part_to(piece.size());
  if constexpr (Sink::wants_ranges) sink.normalized = nullptr;
}

template <class Sink>
void BpeTokenizer::encode_part(std::string_view part, Sink& sink) const {
  std::vector<std::int32_t> symbols;
  std::string prefixed;
  if constexpr (Sink::wants_ranges) sink.inserted = 0;
  if (vocabulary_.add_prefix_space && part.front() != ' ') {
    part = prefixed.append(" ").append(part);
    if constexpr (Sink::wants_ranges) sink.inserted = 1;
  }
  const auto position_of = [&](std::string_view word) { return static_cast<std::size_t>(word.data() - part.data()); };
  if (kind_ != TokenizerKind::clip) {
    split_for_gpt2(part, [&](std::string_view word) { encode_word(word, position_of(word), symbols, sink); });
    return;
  }
  split_for_clip(part, vocabulary_.whole_specials, [&](std::string_view word) {
    if (word.front() == '<' && word.size() > 2 && word.ends_with("text|>")) {
      encode_special_word(word, position_of(word), symbols, sink);
    } else {
      encode_word(word, position_of(word), symbols, sink);
    }
  });
}

// <|startoftext|> or <|endoftext|> that no added token took: OpenAI's id, or the words that ByteLevel makes of it.
template <class Sink>
void BpeTokenizer::encode_special_word(std::string_view word, std::size_t position, std::vector<std::int32_t>& symbols,
                                       Sink& sink) const {
  if (cleans_as_openai_) return sink.put(vocabulary_.id(word), position, position + word.size());
  const std::size_t inner = word.size() - 4;
  encode_word(word.substr(0, 2), position, symbols, sink);
  encode_word(word.substr(2, inner), position + 2, symbols, sink);
  encode_word(word.substr(2 + inner), position + 2 + inner, symbols, sink);
}

template <class Sink>
void BpeTokenizer::encode_word(std::string_view word, std::size_t position, std::vector<std::int32_t>& symbols,
                               Sink& sink) const {
  if (const std::int32_t id = words_.find(word); id >= 0) return sink.put(id, position, position + word.size());
  merge_word(word, symbols);
  if constexpr (!Sink::wants_ranges) {
    for (const std::int32_t id : symbols) sink.put(id, 0, 0);
    return;
  }
  const std::int32_t unknown = bytes_missing_ ? vocabulary_.id(vocabulary_.special.unknown) : -1;
  std::size_t at = 0;
  for (const std::int32_t id : symbols) {
    std::string_view bytes = decoded_[static_cast<std::size_t>(id)];
    if (kind_ == TokenizerKind::clip && bytes.ends_with(kEndOfWord)) bytes.remove_suffix(kEndOfWord.size());
    std::size_t length = id == unknown ? 1 : bytes.size();
    const std::size_t begin = at;
    for (; at < word.size() && length > 0; ++at) length -= byte_ids_[static_cast<std::uint8_t>(word[at])] >= 0;
    sink.put(id, position + begin, position + at);
  }
}

void BpeTokenizer::merge_word(std::string_view word, std::vector<std::int32_t>& symbols) const {
  symbols.resize(word.size());
  for (std::size_t i = 0; i < word.size(); ++i) symbols[i] = byte_ids_[static_cast<std::uint8_t>(word[i])];
  symbols.back() = last_byte_ids_[static_cast<std::uint8_t>(word.back())];
  if (bytes_missing_) std::erase(symbols, -1);
  vocabulary_.merges.apply(symbols);
}

std::vector<std::int64_t> BpeTokenizer::encode_for_model(std::string_view text) const {
  std::vector<std::int64_t> ids;
  ids.reserve(text.size() / 3 + 6);
  if (kind_ != TokenizerKind::gpt2) ids.push_back(begin_id_);
  encode_into(text, ids);
  if (kind_ == TokenizerKind::clip && ids.size() > kClipLength - 1) ids.resize(kClipLength - 1);
  if (kind_ != TokenizerKind::gpt2) ids.push_back(end_id_);
  return ids;
}

bool BpeTokenizer::is_decoded(std::int64_t id, bool skip_special) const {
  return id >= 0 && id < vocabulary_size() && !(skip_special && special_[static_cast<std::size_t>(id)]);
}

std::string BpeTokenizer::decode(std::span<const std::int64_t> ids, bool skip_special, bool clean_up) const {
  std::string text;
  for (const std::int64_t id : ids)
    if (is_decoded(id, skip_special)) text += decoded_[static_cast<std::size_t>(id)];
  if (!is_ascii(text)) text = repair_utf8(text);
  if (kind_ == TokenizerKind::clip) {
    replace_all(text, kEndOfWord, " ");
    strip(text);
  }
  if (clean_up) clean_up_blanks(text);
  return text;
}

DecodedText BpeTokenizer::decode_with_ranges(std::span<const std::int64_t> ids, bool skip_special) const {
  std::string bytes;
  std::vector<std::size_t> ends;  // in `bytes`, of each id
  for (const std::int64_t id : ids) {
    if (is_decoded(id, skip_special)) bytes += decoded_[static_cast<std::size_t>(id)];
    ends.push_back(bytes.size());
  }
  // Character by character: repaired, </w> as a blank; `moved` says how much text the bytes before a position gave.
  DecodedText out;
  std::vector<std::size_t> moved(bytes.size() + 1);
  const bool clip = kind_ == TokenizerKind::clip;
  for (std::size_t position = 0; position < bytes.size();) {
    const std::size_t begin = position;
    const std::size_t before = out.text.size();
    if (clip && std::string_view(bytes).substr(position).starts_with(kEndOfWord)) {
      position += kEndOfWord.size();
      out.text += ' ';
    } else {
      append_utf8(next_code_point(bytes, position), out.text);
    }
    std::fill(moved.begin() + static_cast<std::ptrdiff_t>(begin), moved.begin() + static_cast<std::ptrdiff_t>(position),
              before);
    moved[position] = out.text.size();
  }
  std::size_t front = 0, back = out.text.size();
  if (clip) {
    std::string stripped = out.text;
    strip(stripped);
    front = stripped.empty() ? 0 : out.text.find(stripped);
    back = front + stripped.size();
    out.text = std::move(stripped);
  }
  std::size_t begin = 0;
  for (const std::size_t end : ends) {
    const std::size_t shifted = std::clamp(moved[end], front, back) - front;
    out.ranges.push_back({begin, shifted});
    begin = shifted;
  }
  return out;
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

std::shared_ptr<const Tokenizer> load_tokenizer(const std::filesystem::path& path, TokenizerKind kind,
                                                ClipCleaning cleaning) {
  return std::make_shared<const BpeTokenizer>(read_bpe_vocabulary(path, kind), kind, cleaning);
}

TokenizerKind recognise_tokenizer(const std::filesystem::path& path) {
  const std::filesystem::path directory = std::filesystem::is_directory(path) ? path : path.parent_path();
  const auto tokenizer = read_json_or_empty(directory / "tokenizer_config.json");
  if (const auto kind = kind_in_name(string_in(tokenizer, "tokenizer_class"))) return *kind;
  const auto model = read_json_or_empty(directory / "config.json");
  if (const auto kind = kind_in_name(string_in(model, "model_type"))) return *kind;
  return kind_of_vocabulary(path);
}

std::vector<std::vector<std::int64_t>> encode_batch(const Tokenizer& tokenizer, std::span<const std::string> texts,
                                                    bool for_model, int threads) {
  constexpr std::size_t kChunk = 256;  // texts; small ones must not wait for a thread
  std::vector<std::vector<std::int64_t>> rows(texts.size());
  std::atomic<std::size_t> next = 0;
  const auto work = [&] {
    for (std::size_t first; (first = next.fetch_add(kChunk)) < texts.size();) {
      const std::size_t last = std::min(first + kChunk, texts.size());
      for (std::size_t i = first; i < last; ++i)
        rows[i] = for_model ? tokenizer.encode_for_model(texts[i]) : tokenizer.encode(texts[i]);
    }
  };
  const std::size_t cores = threads > 0 ? static_cast<std::size_t>(threads) : std::thread::hardware_concurrency();
  const std::size_t count = std::min(std::max<std::size_t>(cores, 1), (texts.size() + kChunk - 1) / kChunk);
  std::vector<std::future<void>> others;
  for (std::size_t i = 1; i < count; ++i) others.push_back(std::async(std::launch::async, work));
  work();
  for (auto& other : others) other.get();
  return rows;
}

}  // namespace vignette
