#include "text/bpe_vocabulary.h"

#include <zlib.h>

#include <algorithm>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <sstream>
#include <stdexcept>

#include "log/log.h"
#include "text/byte_alphabet.h"

namespace vignette {
namespace {

using Json = nlohmann::json;
namespace fs = std::filesystem;

constexpr std::int64_t kLargestId = 1 << 21;  // a stray huge id must not make us allocate for it

[[noreturn]] void fail(const fs::path& file, const std::string& what) {
  throw std::runtime_error(concat(file.string(), ": ", what));
}

std::ifstream open(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream) {
    fail(file,
         "cannot be read; a tokenizer needs vocab.json and merges.txt, tokenizer.json, or OpenAI's "
         "bpe_simple_vocab_16e6.txt.gz");
  }
  return stream;
}

Json read_object(const fs::path& file) {
  std::ifstream stream = open(file);
  try {
    Json json = Json::parse(stream);
    if (!json.is_object()) fail(file, "expected a JSON object");
    return json;
  } catch (const Json::exception& error) {
    fail(file, concat("not valid JSON: ", error.what()));
  }
}

std::optional<Json> read_object_if_exists(const fs::path& file) {
  if (!fs::exists(file)) return std::nullopt;
  return read_object(file);
}

void add_token(BpeVocabulary& vocabulary, const fs::path& file, const std::string& token, std::int64_t id) {
  if (id < 0 || id > kLargestId) fail(file, concat("token \"", token, "\" has id ", id, ", which is out of range"));
  const auto index = static_cast<std::size_t>(id);
  if (index >= vocabulary.tokens.size()) vocabulary.tokens.resize(index + 1);
  std::string& slot = vocabulary.tokens[index];
  if (!slot.empty() && slot != token) {
    fail(file, concat("id ", id, " belongs to both \"", slot, "\" and \"", token, "\""));
  }
  slot = token;
  vocabulary.ids[token] = static_cast<std::int32_t>(id);
}

void read_tokens(BpeVocabulary& vocabulary, const fs::path& file, const Json& object) {
  vocabulary.ids.reserve(vocabulary.ids.size() + object.size());
  vocabulary.tokens.reserve(vocabulary.tokens.size() + object.size());
  for (const auto& [token, id] : object.items()) {
    if (!id.is_number_integer())
      fail(file, concat("token \"", token, "\": expected an integer id, got ",
                        id.is_structured() ? id.type_name() : id.dump()));
    add_token(vocabulary, file, token, id.get<std::int64_t>());
  }
}

/// Merges of one file, by rank. Errors name a merge by `unit` and its number ("line 12").
class MergeReader {
 public:
  MergeReader(BpeVocabulary& vocabulary, fs::path file, const char* unit)
      : vocabulary_(vocabulary), file_(std::move(file)), unit_(unit) {}

  void read(std::size_t where, std::string_view left, std::string_view right) {
    const std::int32_t left_id = id_of(where, left), right_id = id_of(where, right);
    const std::int32_t merged = id_of(where, std::string(left).append(right));
    vocabulary_.merges.insert(left_id, right_id, {rank_++, merged});
  }

  /// Two tokens with one blank between them.
  void read_line(std::size_t where, const std::string& line) {
    const std::size_t blank = line.find(' ');
    if (blank == 0 || blank == std::string::npos || blank + 1 == line.size() ||
        line.find(' ', blank + 1) != line.npos) {
      fail(file_, concat(unit_, where, ": expected two tokens with one blank between them, got \"", line, "\""));
    }
    read(where, std::string_view(line).substr(0, blank), std::string_view(line).substr(blank + 1));
  }

 private:
  std::int32_t id_of(std::size_t where, std::string_view token) const {
    const std::int32_t id = vocabulary_.id(token);
    if (id < 0) fail(file_, concat(unit_, where, ": token \"", token, "\" is not in the vocabulary"));
    return id;
  }

  BpeVocabulary& vocabulary_;
  fs::path file_;
  const char* unit_;
  std::int32_t rank_ = 0;
};

void read_merges(BpeVocabulary& vocabulary, const fs::path& file) {
  std::ifstream stream = open(file);
  MergeReader merges(vocabulary, file, "line ");
  std::string line;
  for (std::size_t number = 1; std::getline(stream, line); ++number) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (!line.empty() && !line.starts_with("#version")) merges.read_line(number, line);
  }
}

// A token in tokenizer_config.json is a string, or an object whose "content" is one.
void read_name(const Json& config, const char* key, std::string& name) {
  const auto found = config.find(key);
  if (found == config.end()) return;
  if (found->is_string()) name = found->get<std::string>();
  if (found->is_object() && found->contains("content")) name = found->value("content", name);
}

/// Adds the token, or changes how it is looked for. Its id must be set.
void put_added_token(BpeVocabulary& vocabulary, AddedToken token) {
  const auto same = [&](const AddedToken& other) { return other.id == token.id; };
  const auto found = std::find_if(vocabulary.added.begin(), vocabulary.added.end(), same);
  if (found == vocabulary.added.end()) {
    vocabulary.added.push_back(std::move(token));
  } else {
    *found = std::move(token);
  }
}

AddedToken added_token(const Json& entry, bool special) {
  AddedToken token;
  token.content = entry.at("content").get<std::string>();
  token.special = entry.value("special", special);
  token.normalized = entry.value("normalized", !token.special);
  token.single_word = entry.value("single_word", false);
  token.left_strip = entry.value("lstrip", false);
  token.right_strip = entry.value("rstrip", false);
  return token;
}

void read_added_tokens_decoder(BpeVocabulary& vocabulary, const fs::path& file, const Json& config) {
  const auto added = config.find("added_tokens_decoder");
  if (added == config.end() || !added->is_object()) return;
  for (const auto& [id, entry] : added->items()) {
    if (!entry.is_object() || !entry.contains("content") || id.empty() ||
        id.find_first_not_of("0123456789") != id.npos || id.size() > 8) {
      fail(file, concat("added_tokens_decoder: entry \"", id, "\" is not an id with a content"));
    }
    AddedToken token = added_token(entry, false);
    if (token.content.empty()) fail(file, concat("added_tokens_decoder: the token with id ", id, " is empty"));
    add_token(vocabulary, file, token.content, std::stoll(id));
    token.id = vocabulary.id(token.content);
    put_added_token(vocabulary, std::move(token));
  }
}

// Names of the special tokens, and how they are looked for where the file says that.
void read_special_names(BpeVocabulary& vocabulary, const Json& config, TokenizerKind kind) {
  SpecialTokens& special = vocabulary.special;
  const auto read = [&](const char* key, std::string& name) {
    read_name(config, key, name);
    const auto found = config.find(key);
    if (found == config.end() || !found->is_object() || vocabulary.id(name) < 0) return;
    AddedToken token = added_token(*found, true);
    token.special = true;
    token.id = vocabulary.id(name);
    put_added_token(vocabulary, std::move(token));
  };
  read("bos_token", special.begin);
  read("eos_token", special.end);
  read("unk_token", special.unknown);
  if (kind != TokenizerKind::gpt2) read("pad_token", special.pad);
  if (kind == TokenizerKind::roberta) {
    read("cls_token", special.begin);
    read("sep_token", special.end);
    read("mask_token", special.mask);
  }
}

void read_config(BpeVocabulary& vocabulary, const fs::path& file, TokenizerKind kind) {
  const auto config = read_object_if_exists(file);
  if (!config) return;
  try {
    read_special_names(vocabulary, *config, kind);
    read_added_tokens_decoder(vocabulary, file, *config);
    if (kind != TokenizerKind::clip)
      vocabulary.add_prefix_space = config->value("add_prefix_space", vocabulary.add_prefix_space);
  } catch (const Json::exception& error) {
    fail(file, error.what());
  }
}

void read_legacy_added_tokens(BpeVocabulary& vocabulary, const fs::path& file) {
  const auto tokens = read_object_if_exists(file);
  if (!tokens) return;
  read_tokens(vocabulary, file, *tokens);
  for (const auto& [content, id] : tokens->items())
    put_added_token(vocabulary, {content, vocabulary.id(content), false, true, false, false, false});
}

void require_special_tokens(BpeVocabulary& vocabulary, const fs::path& file) {
  const SpecialTokens& special = vocabulary.special;
  for (const std::string* name : {&special.begin, &special.end}) {
    if (vocabulary.id(*name) < 0) fail(file, concat("the special token \"", *name, "\" is missing"));
  }
  for (const std::string* name : {&special.begin, &special.end, &special.pad, &special.unknown, &special.mask}) {
    const std::int32_t id = vocabulary.id(*name);
    const auto same = [&](const AddedToken& token) { return token.id == id; };
    const auto found = std::find_if(vocabulary.added.begin(), vocabulary.added.end(), same);
    if (found != vocabulary.added.end()) {
      found->special = true;
    } else if (id >= 0) {
      vocabulary.added.push_back({*name, id});
    }
  }
}

// ---- tokenizer.json --------------------------------------------------------------------------------------------

constexpr std::string_view kClipPattern = R"('s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+)";
constexpr std::string_view kClipSpecials = R"(<\|startoftext\|>|<\|endoftext\|>|)";

/// One tokenizer.json. What it asks for beyond what these kinds do is refused, never passed over.
class TokenizerJson {
 public:
  TokenizerJson(BpeVocabulary& vocabulary, fs::path file, TokenizerKind kind)
      : vocabulary_(vocabulary), file_(std::move(file)), clip_(kind == TokenizerKind::clip) {}

  void read() {
    const Json json = read_object(file_);
    try {
      const Json& model = json.at("model");
      read_model(model);
      read_normalizer(part(json, "normalizer"));
      read_pre_tokenizer(part(json, "pre_tokenizer"));
      if (json.contains("added_tokens") && json["added_tokens"].is_array()) read_added(json["added_tokens"]);
    } catch (const Json::exception& error) {
      fail(file_, error.what());
    }
  }

 private:
  static Json part(const Json& json, const char* key) { return json.contains(key) ? json[key] : Json(); }

  void require(bool holds, const char* what) const {
    if (!holds) {
      fail(file_, concat(what, "; only tokenizers that work as ", clip_ ? "CLIP's" : "GPT-2's and RoBERTa's",
                         " can be read, others would give other ids"));
    }
  }

  static bool is_empty(const Json& value) {
    return value.is_null() || (value.is_string() && value.get_ref<const std::string&>().empty());
  }

  void read_model(const Json& model) {
    require(model.value("type", "BPE") == "BPE", "model: type: BPE was expected");
    const Json suffix = part(model, "end_of_word_suffix");
    require(clip_ ? suffix == std::string(kEndOfWord) : is_empty(suffix),
            "model: another end_of_word_suffix was expected");
    require(is_empty(part(model, "continuing_subword_prefix")), "model: continuing_subword_prefix is not empty");
    for (const char* flag : {"byte_fallback", "ignore_merges"}) {
      const Json value = part(model, flag);
      require(value.is_null() || value == false, flag);
    }
    if (!model.at("vocab").is_object()) fail(file_, "model: vocab: expected an object of tokens and ids");
    read_tokens(vocabulary_, file_, model["vocab"]);
    MergeReader merges(vocabulary_, file_, "model: merges: number ");
    std::size_t number = 0;
    for (const Json& merge : model.at("merges")) {
      ++number;
      if (merge.is_string()) {
        merges.read_line(number, merge.get<std::string>());
      } else {
        merges.read(number, merge.at(0).get<std::string>(), merge.at(1).get<std::string>());
      }
    }
  }

  void read_normalizer(const Json& normalizer) const {
    if (!clip_) return require(normalizer.is_null(), "normalizer: none was expected");
    const Json expected = Json::parse(
        R"([{"type":"NFC"},{"type":"Replace","pattern":{"Regex":"\\s+"},"content":" "},{"type":"Lowercase"}])");
    require(normalizer.is_object() && part(normalizer, "normalizers") == expected,
            "normalizer: NFC, white space replaced by a blank, and lower case were expected");
  }

  void read_pre_tokenizer(const Json& outer) {
    Json bytes = outer;
    if (clip_) {
      const Json steps = part(outer, "pretokenizers");
      require(steps.is_array() && steps.size() == 2, "pre_tokenizer: a Split and ByteLevel were expected");
      read_split(steps[0]);
      bytes = steps[1];
    }
    require(bytes.is_object() && bytes.value("type", "") == "ByteLevel" && bytes.value("use_regex", true),
            "pre_tokenizer: ByteLevel with its own regular expression was expected");
    const bool prefix = bytes.value("add_prefix_space", true);
    require(!clip_ || !prefix, "pre_tokenizer: add_prefix_space");
    vocabulary_.add_prefix_space = prefix;
  }

  void read_split(const Json& split) {
    std::string_view pattern;
    const Json given = part(part(split, "pattern"), "Regex");
    if (given.is_string()) pattern = given.get_ref<const std::string&>();
    vocabulary_.whole_specials = pattern.starts_with(kClipSpecials);
    if (vocabulary_.whole_specials) pattern.remove_prefix(kClipSpecials.size());
    require(pattern == kClipPattern && part(split, "behavior") == "Removed" && part(split, "invert") == true,
            "pre_tokenizer: another Split was expected");
  }

  void read_added(const Json& entries) {
    for (const Json& entry : entries) {
      AddedToken token = added_token(entry, false);
      if (token.content.empty()) fail(file_, "added_tokens: a token is empty");
      add_token(vocabulary_, file_, token.content, entry.at("id").get<std::int64_t>());
      token.id = vocabulary_.id(token.content);
      put_added_token(vocabulary_, std::move(token));
    }
  }

  BpeVocabulary& vocabulary_;
  fs::path file_;
  bool clip_;
};

// ---- OpenAI's bpe_simple_vocab_16e6.txt.gz -----------------------------------------------------------------------

constexpr std::size_t kClipMerges = 49152 - 256 - 2;  // CLIP uses the first of the file's 262,144

struct CloseGzip {
  void operator()(gzFile_s* file) const { gzclose(file); }
};

std::string read_gzip(const fs::path& file) {
  const std::unique_ptr<gzFile_s, CloseGzip> stream(gzopen(file.c_str(), "rb"));  // plain text is read as it is
  if (!stream) fail(file, "cannot be read");
  std::string text;
  char buffer[1 << 16];
  constexpr std::size_t kLargest = 64 << 20;
  for (int count; (count = gzread(stream.get(), buffer, sizeof buffer)) != 0;) {
    int code = 0;
    if (count < 0) fail(file, concat("cannot be unpacked: ", gzerror(stream.get(), &code)));
    text.append(buffer, static_cast<std::size_t>(count));
    if (text.size() > kLargest) fail(file, "holds more than 64 MiB, which no CLIP vocabulary does");
  }
  int code = Z_OK;
  const char* const what = gzerror(stream.get(), &code);
  if (code != Z_OK) fail(file, concat("ends early: ", what));
  return text;
}

// Byte tokens, byte tokens that end a word, the merges' tokens, <|startoftext|> and <|endoftext|>, in this order.
void read_clip_merges(BpeVocabulary& vocabulary, const fs::path& file) {
  std::istringstream lines(read_gzip(file));
  std::string line;
  if (!std::getline(lines, line) || line.find("#version") == line.npos)
    fail(file, "line 1: expected the header with \"#version\" of OpenAI's bpe_simple_vocab_16e6.txt");
  const auto add = [&](const std::string& token) {
    add_token(vocabulary, file, token, static_cast<std::int64_t>(vocabulary.tokens.size()));
  };
  for (const std::uint8_t byte : byte_alphabet_order()) add(byte_symbol(byte));
  for (const std::uint8_t byte : byte_alphabet_order()) add(byte_symbol(byte) + std::string(kEndOfWord));
  MergeReader merges(vocabulary, file, "line ");
  for (std::size_t number = 2; number < kClipMerges + 2 && std::getline(lines, line); ++number) {
    const std::size_t blank = line.find(' ');
    if (blank != line.npos) add(std::string(line).erase(blank, 1));
    merges.read_line(number, line);
  }
  add(vocabulary.special.begin);
  add(vocabulary.special.end);
}

// ----

constexpr const char* kClipMergesNames[] = {"bpe_simple_vocab_16e6.txt.gz", "bpe_simple_vocab_16e6.txt"};

/// The file that `path` is, or the first that it holds. vocab.json where there is none.
fs::path vocabulary_file(const fs::path& path) {
  if (!fs::is_directory(path)) return fs::exists(path) ? path : path / "vocab.json";
  for (const char* name : {"tokenizer.json", "vocab.json"})
    if (fs::exists(path / name)) return path / name;
  for (const char* name : kClipMergesNames)
    if (fs::exists(path / name)) return path / name;
  return path / "vocab.json";
}

bool is_clip_merges(const fs::path& file) {
  const std::string name = file.filename().string();
  return name.ends_with(".txt") || name.ends_with(".txt.gz");
}

}  // namespace

std::int32_t BpeVocabulary::id(std::string_view token) const {
  const auto found = token.empty() ? ids.end() : ids.find(token);
  return found == ids.end() ? -1 : found->second;
}

SpecialTokens default_special_tokens(TokenizerKind kind) {
  const std::string end_of_text = "<|endoftext|>";
  switch (kind) {
    case TokenizerKind::gpt2:
      return {end_of_text, end_of_text, end_of_text, end_of_text, ""};
    case TokenizerKind::roberta:
      return {"<s>", "</s>", "<pad>", "<unk>", "<mask>"};
    case TokenizerKind::clip:
      return {"<|startoftext|>", end_of_text, end_of_text, end_of_text, ""};
  }
  return {};
}

BpeVocabulary read_bpe_vocabulary(const fs::path& path, TokenizerKind kind) {
  BpeVocabulary vocabulary;
  vocabulary.special = default_special_tokens(kind);
  const fs::path file = vocabulary_file(path), directory = file.parent_path();
  if (is_clip_merges(file)) {
    if (kind != TokenizerKind::clip) fail(file, "is CLIP's vocabulary, another kind of tokenizer was asked for");
    read_clip_merges(vocabulary, file);
  } else if (file.filename() == "vocab.json") {
    read_tokens(vocabulary, file, read_object(file));
    read_merges(vocabulary, directory / "merges.txt");
  } else {
    TokenizerJson(vocabulary, file, kind).read();
  }
  if (!is_clip_merges(file)) {
    if (file.filename() == "vocab.json") {
      read_legacy_added_tokens(vocabulary, directory / "added_tokens.json");
      read_config(vocabulary, directory / "special_tokens_map.json", kind);
    }
    read_config(vocabulary, directory / "tokenizer_config.json", kind);
  }
  require_special_tokens(vocabulary, file);
  return vocabulary;
}

TokenizerKind kind_of_vocabulary(const fs::path& path) {
  const fs::path file = vocabulary_file(path);
  if (is_clip_merges(file)) return TokenizerKind::clip;
  const Json json = read_object(file);
  const Json* tokens = &json;
  if (const auto model = json.find("model"); model != json.end() && model->is_object() && model->contains("vocab"))
    tokens = &(*model)["vocab"];
  if (tokens->contains("<|startoftext|>")) return TokenizerKind::clip;
  if (tokens->contains("<s>") && tokens->contains("</s>")) return TokenizerKind::roberta;
  if (tokens->contains("<|endoftext|>")) return TokenizerKind::gpt2;
  fail(file, "holds the special tokens of no gpt2, roberta or clip tokenizer; state the kind");
}

std::vector<std::string> tokenizer_files(const fs::path& directory) {
  std::vector<std::string> names;
  const std::string main = vocabulary_file(directory).filename().string();
  if (!fs::exists(directory / main)) return names;
  names.push_back(main);
  for (const char* name :
       {"vocab.json", "merges.txt", "tokenizer_config.json", "special_tokens_map.json", "added_tokens.json"})
    if (name != main && fs::exists(directory / name)) names.push_back(name);
  return names;
}

}  // namespace vignette
