#include "text/bpe_vocabulary.h"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>

#include "log/log.h"

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
    fail(file, "cannot be read; a tokenizer's directory needs vocab.json and merges.txt");
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
  for (const auto& [token, id] : object.items()) {
    if (!id.is_number_integer())
      fail(file, concat("token \"", token, "\": expected an integer id, got ",
                        id.is_structured() ? id.type_name() : id.dump()));
    add_token(vocabulary, file, token, id.get<std::int64_t>());
  }
}

std::int32_t merge_part(const BpeVocabulary& vocabulary, const fs::path& file, std::size_t line,
                        std::string_view token) {
  const std::int32_t id = vocabulary.id(token);
  if (id < 0) fail(file, concat("line ", line, ": token \"", token, "\" is not in vocab.json"));
  return id;
}

void read_merge(BpeVocabulary& vocabulary, const fs::path& file, std::size_t number, const std::string& line) {
  const std::size_t blank = line.find(' ');
  if (blank == 0 || blank == std::string::npos || blank + 1 == line.size() || line.find(' ', blank + 1) != line.npos) {
    fail(file, concat("line ", number, ": expected two tokens with one blank between them, got \"", line, "\""));
  }
  const std::string left = line.substr(0, blank), right = line.substr(blank + 1);
  const std::int32_t left_id = merge_part(vocabulary, file, number, left);
  const std::int32_t right_id = merge_part(vocabulary, file, number, right);
  const std::int32_t merged = merge_part(vocabulary, file, number, left + right);
  vocabulary.merges.insert(left_id, right_id, {static_cast<std::int32_t>(number), merged});
}

void read_merges(BpeVocabulary& vocabulary, const fs::path& file) {
  std::ifstream stream = open(file);
  std::string line;
  for (std::size_t number = 1; std::getline(stream, line); ++number) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (!line.empty() && !line.starts_with("#version")) read_merge(vocabulary, file, number, line);
  }
}

// A token in tokenizer_config.json is a string, or an object whose "content" is one.
void read_name(const Json& config, const char* key, std::string& name) {
  const auto found = config.find(key);
  if (found == config.end()) return;
  if (found->is_string()) name = found->get<std::string>();
  if (found->is_object() && found->contains("content")) name = found->value("content", name);
}

void read_added_tokens(BpeVocabulary& vocabulary, const fs::path& file, const Json& config) {
  const auto added = config.find("added_tokens_decoder");
  if (added == config.end() || !added->is_object()) return;
  for (const auto& [id, token] : added->items()) {
    if (!token.is_object() || !token.contains("content") || id.find_first_not_of("0123456789") != id.npos ||
        id.size() > 8) {
      fail(file, concat("added_tokens_decoder: entry \"", id, "\" is not an id with a content"));
    }
    const auto content = token["content"].get<std::string>();
    if (content.empty()) fail(file, concat("added_tokens_decoder: the token with id ", id, " is empty"));
    add_token(vocabulary, file, content, std::stoll(id));
    if (token.value("special", false)) vocabulary.special_ids.push_back(vocabulary.id(content));
  }
}

void read_config(BpeVocabulary& vocabulary, const fs::path& file, TokenizerKind kind) {
  const auto config = read_object_if_exists(file);
  if (!config) return;
  try {
    read_added_tokens(vocabulary, file, *config);
    SpecialTokens& special = vocabulary.special;
    read_name(*config, "bos_token", special.begin);
    read_name(*config, "eos_token", special.end);
    read_name(*config, "unk_token", special.unknown);
    if (kind != TokenizerKind::gpt2) read_name(*config, "pad_token", special.pad);
    if (kind == TokenizerKind::roberta) {
      read_name(*config, "cls_token", special.begin);
      read_name(*config, "sep_token", special.end);
      read_name(*config, "mask_token", special.mask);
    }
    if (kind != TokenizerKind::clip) vocabulary.add_prefix_space = config->value("add_prefix_space", false);
  } catch (const Json::exception& error) {
    fail(file, error.what());
  }
}

void collect_special_ids(BpeVocabulary& vocabulary, const fs::path& directory) {
  const SpecialTokens& special = vocabulary.special;
  for (const std::string* name : {&special.begin, &special.end}) {
    if (vocabulary.id(*name) < 0) {
      fail(directory / "vocab.json", concat("the special token \"", *name, "\" is missing"));
    }
  }
  for (const std::string* name : {&special.begin, &special.end, &special.pad, &special.unknown, &special.mask}) {
    if (const std::int32_t id = vocabulary.id(*name); id >= 0) vocabulary.special_ids.push_back(id);
  }
  auto& ids = vocabulary.special_ids;
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
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

BpeVocabulary read_bpe_vocabulary(const fs::path& directory, TokenizerKind kind) {
  BpeVocabulary vocabulary;
  vocabulary.special = default_special_tokens(kind);
  const fs::path file = directory / "vocab.json", added = directory / "added_tokens.json";
  read_tokens(vocabulary, file, read_object(file));
  if (const auto tokens = read_object_if_exists(added)) read_tokens(vocabulary, added, *tokens);
  read_config(vocabulary, directory / "tokenizer_config.json", kind);
  read_merges(vocabulary, directory / "merges.txt");
  collect_special_ids(vocabulary, directory);
  return vocabulary;
}

}  // namespace vignette
