#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>
#include <queue>
#include <stdexcept>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "log/log.h"
#include "log/write_problem.h"
#include "text/bpe_vocabulary.h"
#include "text/byte_alphabet.h"
#include "text/pre_tokenizer.h"
#include "text/tokenizer.h"
#include "text/unicode.h"

namespace vignette {
namespace {

namespace fs = std::filesystem;
using OrderedJson = nlohmann::ordered_json;
using Pair = std::pair<std::int32_t, std::int32_t>;

std::uint64_t key_of(const Pair& pair) {
  return std::uint64_t(static_cast<std::uint32_t>(pair.first)) << 32 | static_cast<std::uint32_t>(pair.second);
}

struct Word {
  std::vector<std::int32_t> symbols;
  std::int64_t count = 0;
};

struct PairEntry {
  std::int64_t count = 0;
  std::unordered_set<std::size_t> words;  // those that hold the pair, or held it
};

/// Learns merges from word counts. Ids are indices into tokens(), byte tokens first.
class BpeTrainer {
 public:
  explicit BpeTrainer(TokenizerKind kind);

  void count(std::string_view normalized_word, std::int64_t times);
  void learn(std::size_t token_limit, std::int64_t minimum_frequency);

  const std::vector<std::string>& tokens() const { return tokens_; }
  const std::vector<std::string>& merges() const { return merge_lines_; }

 private:
  struct Queued {
    std::int64_t count;
    Pair pair;
  };

  std::vector<std::int32_t> symbols_of(std::string_view word) const;
  void count_pairs();
  void queue_pair(const Pair& pair, std::int64_t count);
  std::int32_t add_token(const std::string& token);
  void merge(const Pair& pair);
  void merge_in_word(std::size_t index, const Pair& pair, std::int32_t merged);
  void change(const Pair& pair, std::int64_t difference, std::size_t word);

  bool clip_;
  std::vector<std::string> tokens_;
  std::vector<std::string> merge_lines_;
  std::unordered_map<std::string, std::int32_t> ids_;
  std::vector<Word> words_;
  std::unordered_map<std::string, std::size_t> word_index_;
  std::unordered_map<std::uint64_t, PairEntry> pairs_;
  std::unordered_set<std::uint64_t> changed_;
  std::function<bool(const Queued&, const Queued&)> later_ = [this](const Queued& a, const Queued& b) {
    if (a.count != b.count) return a.count < b.count;
    const auto text = [this](std::int32_t id) -> const std::string& { return tokens_[static_cast<std::size_t>(id)]; };
    if (a.pair.first != b.pair.first) return text(a.pair.first) > text(b.pair.first);
    return text(a.pair.second) > text(b.pair.second);
  };
  std::priority_queue<Queued, std::vector<Queued>, std::function<bool(const Queued&, const Queued&)>> queue_{later_};
};

BpeTrainer::BpeTrainer(TokenizerKind kind) : clip_(kind == TokenizerKind::clip) {
  for (const std::uint8_t byte : byte_alphabet_order()) add_token(byte_symbol(byte));
  if (!clip_) return;
  for (const std::uint8_t byte : byte_alphabet_order()) add_token(byte_symbol(byte) + std::string(kEndOfWord));
}

std::int32_t BpeTrainer::add_token(const std::string& token) {
  const auto [entry, is_new] = ids_.emplace(token, static_cast<std::int32_t>(tokens_.size()));
  if (is_new) tokens_.push_back(token);
  return entry->second;
}

std::vector<std::int32_t> BpeTrainer::symbols_of(std::string_view word) const {
  std::vector<std::int32_t> symbols;
  for (const char byte : word) symbols.push_back(ids_.at(byte_symbol(static_cast<std::uint8_t>(byte))));
  if (clip_ && !symbols.empty()) symbols.back() += 256;
  return symbols;
}

void BpeTrainer::count(std::string_view word, std::int64_t times) {
  const auto [entry, is_new] = word_index_.emplace(word, words_.size());
  if (is_new) words_.push_back({symbols_of(word), 0});
  words_[entry->second].count += times;
}

void BpeTrainer::count_pairs() {
  for (std::size_t index = 0; index < words_.size(); ++index) {
    const auto& symbols = words_[index].symbols;
    for (std::size_t i = 0; i + 1 < symbols.size(); ++i) {
      change({symbols[i], symbols[i + 1]}, words_[index].count, index);
    }
  }
}

void BpeTrainer::change(const Pair& pair, std::int64_t difference, std::size_t word) {
  PairEntry& entry = pairs_[key_of(pair)];
  entry.count += difference;
  if (difference > 0) entry.words.insert(word);
  changed_.insert(key_of(pair));
}

void BpeTrainer::learn(std::size_t token_limit, std::int64_t minimum_frequency) {
  count_pairs();
  while (tokens_.size() < token_limit) {
    for (const std::uint64_t key : changed_) {
      const Pair pair(static_cast<std::int32_t>(key >> 32), static_cast<std::int32_t>(key & 0xFFFFFFFFu));
      if (const std::int64_t count = pairs_[key].count; count >= minimum_frequency) queue_.push({count, pair});
    }
    changed_.clear();
    if (queue_.empty()) return;
    const Queued best = queue_.top();
    queue_.pop();
    const auto entry = pairs_.find(key_of(best.pair));
    if (entry != pairs_.end() && entry->second.count == best.count) merge(best.pair);
  }
}

void BpeTrainer::merge(const Pair& pair) {
  const std::string left = tokens_[static_cast<std::size_t>(pair.first)];
  const std::string right = tokens_[static_cast<std::size_t>(pair.second)];
  merge_lines_.push_back(left + " " + right);
  const std::int32_t merged = add_token(left + right);
  const std::unordered_set<std::size_t> words = std::move(pairs_[key_of(pair)].words);
  for (const std::size_t index : words) merge_in_word(index, pair, merged);
  pairs_.erase(key_of(pair));
  changed_.erase(key_of(pair));
}

void BpeTrainer::merge_in_word(std::size_t index, const Pair& pair, std::int32_t merged) {
  Word& word = words_[index];
  auto& symbols = word.symbols;
  std::vector<std::int32_t> joined;
  for (std::size_t i = 0; i < symbols.size(); ++i) {
    const bool found = i + 1 < symbols.size() && symbols[i] == pair.first && symbols[i + 1] == pair.second;
    joined.push_back(found ? merged : symbols[i]);
    i += found;
  }
  if (joined.size() == symbols.size()) return;
  for (std::size_t i = 0; i + 1 < symbols.size(); ++i) change({symbols[i], symbols[i + 1]}, -word.count, index);
  for (std::size_t i = 0; i + 1 < joined.size(); ++i) change({joined[i], joined[i + 1]}, word.count, index);
  symbols = std::move(joined);
}

/// A file that appears once it is whole: a tokenizer that is there is used as it is.
class NewFile {
 public:
  explicit NewFile(fs::path file) : file_(std::move(file)), beside_(file_.string() + ".partial") {
    stream_.open(beside_, std::ios::binary);
    if (!stream_) fail();
  }
  ~NewFile() {
    std::error_code ignored;
    if (!placed_) fs::remove(beside_, ignored);
  }
  NewFile(const NewFile&) = delete;
  NewFile& operator=(const NewFile&) = delete;
  std::ofstream& stream() { return stream_; }
  void put_in_place() {
    stream_.close();
    if (!stream_ || std::rename(beside_.c_str(), file_.c_str()) != 0) fail();
    placed_ = true;
  }

 private:
  [[noreturn]] void fail() const {
    const int error = errno;
    throw std::runtime_error(concat(file_.string(), ": cannot be written: ", write_problem(file_, error)));
  }

  fs::path file_, beside_;
  std::ofstream stream_;
  bool placed_ = false;
};

std::vector<std::string> leading_tokens(TokenizerKind kind) {
  if (kind == TokenizerKind::roberta) return {"<s>", "<pad>", "</s>", "<unk>"};
  return {};
}

std::vector<std::string> trailing_tokens(TokenizerKind kind) {
  if (kind == TokenizerKind::roberta) return {"<mask>"};
  if (kind == TokenizerKind::clip) return {"<|startoftext|>", "<|endoftext|>"};
  return {"<|endoftext|>"};
}

void write_vocabulary(const fs::path& file, TokenizerKind kind, const std::vector<std::string>& tokens) {
  std::vector<std::string> all = leading_tokens(kind);
  all.insert(all.end(), tokens.begin(), tokens.end());
  for (std::string& token : trailing_tokens(kind)) all.push_back(std::move(token));
  NewFile made(file);
  auto& stream = made.stream();
  for (std::size_t id = 0; id < all.size(); ++id) {
    stream << (id ? ", " : "{") << nlohmann::json(all[id]).dump() << ": " << id;
  }
  stream << "}\n";
  made.put_in_place();
}

void write_merges(const fs::path& file, const std::vector<std::string>& merges) {
  NewFile made(file);
  auto& stream = made.stream();
  stream << "#version: 0.2\n";
  for (const std::string& line : merges) stream << line << '\n';
  made.put_in_place();
}

void write_config(const fs::path& file, TokenizerKind kind) {
  const SpecialTokens special = default_special_tokens(kind);
  OrderedJson config;
  config["tokenizer_class"] = kind == TokenizerKind::clip      ? "CLIPTokenizer"
                              : kind == TokenizerKind::roberta ? "RobertaTokenizer"
                                                               : "GPT2Tokenizer";
  config["bos_token"] = special.begin;
  config["eos_token"] = special.end;
  config["unk_token"] = special.unknown;
  if (kind != TokenizerKind::gpt2) config["pad_token"] = special.pad;
  if (kind == TokenizerKind::roberta) {
    config["cls_token"] = special.begin;
    config["sep_token"] = special.end;
    config["mask_token"] = special.mask;
  }
  if (kind != TokenizerKind::clip) config["add_prefix_space"] = false;
  if (kind == TokenizerKind::clip) config["model_max_length"] = 77;
  config["errors"] = "replace";
  NewFile made(file);
  auto& stream = made.stream();
  stream << config.dump(2) << '\n';
  made.put_in_place();
}

}  // namespace

void train_tokenizer(std::span<const std::string> texts, const TrainTokenizerOptions& options,
                     const fs::path& directory) {
  BpeTrainer trainer(options.kind);
  const auto specials =
      static_cast<std::int64_t>(leading_tokens(options.kind).size() + trailing_tokens(options.kind).size());
  const auto fixed = static_cast<std::int64_t>(trainer.tokens().size()) + specials;
  if (options.vocabulary_size < fixed) {
    throw std::invalid_argument(concat("a tokenizer of this kind needs a vocabulary of at least ", fixed,
                                       " tokens (bytes and special tokens), but ", options.vocabulary_size,
                                       " were asked for"));
  }
  const auto count = [&](std::string_view word) { trainer.count(word, 1); };
  for (const std::string& text : texts) {
    const std::string valid = repair_utf8(text);
    if (options.kind == TokenizerKind::clip) {
      split_for_clip(normalize_for_clip(valid, nullptr), false, count);
    } else {
      split_for_gpt2(valid, count);
    }
  }
  trainer.learn(static_cast<std::size_t>(options.vocabulary_size - specials),
                std::max<std::int64_t>(options.minimum_frequency, 1));
  fs::create_directories(directory);
  write_config(directory / "tokenizer_config.json", options.kind);
  write_vocabulary(directory / "vocab.json", options.kind, trainer.tokens());
  write_merges(directory / "merges.txt", trainer.merges());
}

}  // namespace vignette
