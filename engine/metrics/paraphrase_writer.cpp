#include <zlib.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <memory>
#include <numeric>
#include <optional>
#include <stdexcept>
#include <string>
#include <unordered_map>
#include <vector>

#include "log/log.h"
#include "metrics/paraphrase_layout.h"
#include "metrics/paraphrase_table.h"

namespace vignette {
namespace {

namespace fs = std::filesystem;
using Node = ParaphraseTable::Node;

constexpr std::size_t kLongestLine = 1 << 16, kMostWords = 32;
constexpr std::size_t kMostNodes = 1 << 28, kMostEntries = 1 << 28;

/// Lines of a gzip or plain file.
class Lines {
 public:
  explicit Lines(const fs::path& file)
      : name_(file.string()), stream_(gzopen(file.c_str(), "rb")), buffer_(1 << 18, '\0') {
    std::error_code error;
    compressed_ = static_cast<double>(std::max<std::uintmax_t>(fs::file_size(file, error), 1));
    if (!stream_ || error) throw std::runtime_error(concat(name_, " cannot be opened: check the path"));
    gzbuffer(stream_.get(), 1 << 17);
  }

  /// The next line without its end, valid until the next call; none at the end of the file.
  std::optional<std::string_view> next() {
    line_.clear();
    for (;;) {
      if (position_ == filled_ && !fill()) break;
      const std::string_view rest(buffer_.data() + position_, filled_ - position_);
      const std::size_t end = rest.find('\n');
      line_ += rest.substr(0, end);
      if (line_.size() > kLongestLine) fail("a line of more than 64 KiB");
      position_ += std::min(end, rest.size() - 1) + 1;
      if (end != rest.npos) break;
    }
    if (line_.empty() && filled_ == 0) return std::nullopt;
    ++number_;
    if (line_.ends_with('\r')) line_.pop_back();
    return line_;
  }

  /// Part of the file that has been read.
  double fraction() const { return std::min(1.0, static_cast<double>(gzoffset(stream_.get())) / compressed_); }

  [[noreturn]] void fail(std::string_view what) const {
    throw std::runtime_error(concat(name_, ", line ", number_, ": ", what,
                                    "; METEOR's paraphrase table has a probability, a phrase and its paraphrase on "
                                    "three lines each"));
  }

 private:
  bool fill() {
    const int got = gzread(stream_.get(), buffer_.data(), static_cast<unsigned>(buffer_.size()));
    int code = Z_OK;
    const char* reason = gzerror(stream_.get(), &code);
    if (got < 0 || (code != Z_OK && code != Z_STREAM_END))
      throw std::runtime_error(concat(name_, " is damaged after line ", number_, ": ", reason));
    position_ = 0;
    filled_ = static_cast<std::size_t>(got);
    return got > 0;
  }

  struct Close {
    void operator()(gzFile_s* stream) const { gzclose(stream); }
  };
  std::string name_;
  std::unique_ptr<gzFile_s, Close> stream_;
  std::string buffer_, line_;
  std::size_t position_ = 0, filled_ = 0, number_ = 0;
  double compressed_ = 1;
};

/// Phrases by their words, as they come.
class GrowingTrie {
 public:
  GrowingTrie() : parents_{0}, words_{0}, slots_(1 << 16, 0) {}

  Node child(Node parent, std::uint32_t word) {
    if (parents_.size() * 2 > slots_.size()) grow();
    std::uint32_t& slot = slots_[find(parent, word)];
    if (slot == 0) {
      slot = static_cast<std::uint32_t>(parents_.size());
      parents_.push_back(parent);
      words_.push_back(word);
    }
    return slot;
  }

  std::size_t size() const { return parents_.size(); }
  const std::vector<Node>& parents() const { return parents_; }
  const std::vector<std::uint32_t>& words() const { return words_; }
  void forget_slots() { slots_ = {}; }

 private:
  std::size_t find(Node parent, std::uint32_t word) const {
    const std::uint64_t hash = (std::uint64_t{parent} << 32 ^ word) * 0x9E3779B97F4A7C15u;
    std::size_t at = (hash ^ hash >> 32) & (slots_.size() - 1);
    while (slots_[at] != 0 && (parents_[slots_[at]] != parent || words_[slots_[at]] != word))
      at = (at + 1) & (slots_.size() - 1);
    return at;
  }

  void grow() {
    slots_.assign(slots_.size() * 2, 0);
    for (std::size_t node = 1; node < parents_.size(); ++node)
      slots_[find(parents_[node], words_[node])] = static_cast<std::uint32_t>(node);
  }

  std::vector<Node> parents_;
  std::vector<std::uint32_t> words_;
  std::vector<std::uint32_t> slots_;  // open addressing, 0: free
};

struct Hash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};
using Words = std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>>;

struct Entry {
  Node phrase, paraphrase;
};

/// What was read, in the order it came.
struct Contents {
  Words words;
  GrowingTrie trie;
  std::vector<Entry> entries;
};

Node add_phrase(Contents& contents, const Lines& lines, std::string_view line) {
  constexpr std::string_view kBlanks = " \t\f\r";
  Node node = ParaphraseTable::kRoot;
  std::size_t count = 0;
  for (std::size_t start = 0; (start = line.find_first_not_of(kBlanks, start)) != line.npos;) {
    const std::string_view word = line.substr(start, line.find_first_of(kBlanks, start) - start);
    start += word.size();
    if (++count > kMostWords) lines.fail("a phrase of more than 32 words");
    auto found = contents.words.find(word);
    if (found == contents.words.end())
      found = contents.words.emplace(word, static_cast<std::uint32_t>(contents.words.size())).first;
    node = contents.trie.child(node, found->second);
  }
  if (count == 0) lines.fail("a phrase without words");
  if (contents.trie.size() > kMostNodes) lines.fail("more phrases than any table of METEOR");
  return node;
}

void check_probability(const Lines& lines, std::string_view line) {
  double probability = 0;
  const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), probability);
  if (error != std::errc() || end == line.data()) lines.fail("a probability was expected");
}

Contents read(const fs::path& source, const std::function<void(double)>& progress) {
  Lines lines(source);
  Contents contents;
  while (const auto probability = lines.next()) {
    check_probability(lines, *probability);
    Entry entry{};
    for (Node* node : {&entry.phrase, &entry.paraphrase}) {
      const auto line = lines.next();
      if (!line) lines.fail("the file ends within an entry");
      *node = add_phrase(contents, lines, *line);
    }
    if (contents.entries.size() == kMostEntries) lines.fail("more entries than any table of METEOR");
    contents.entries.push_back(entry);
    if (progress && contents.entries.size() % 100000 == 0) progress(0.9 * lines.fraction());
  }
  if (contents.entries.empty()) lines.fail("an entry was expected");
  contents.trie.forget_slots();
  return contents;
}

/// Words by their bytes, and the new number of each.
struct SortedWords {
  std::vector<std::string_view> texts;
  std::vector<std::uint32_t> ranks;
};

SortedWords sort_words(const Words& words) {
  std::vector<std::pair<std::string_view, std::uint32_t>> order(words.begin(), words.end());
  std::sort(order.begin(), order.end());
  SortedWords sorted;
  sorted.ranks.resize(order.size());
  for (const auto& [text, id] : order) {
    sorted.ranks[id] = static_cast<std::uint32_t>(sorted.texts.size());
    sorted.texts.push_back(text);
  }
  return sorted;
}

/// Nodes breadth first, children by their words.
struct SortedNodes {
  std::vector<Node> order;    // old number of each
  std::vector<Node> numbers;  // new number of each
};

std::vector<std::vector<Node>> by_depth(const std::vector<Node>& parents) {
  std::vector<std::uint8_t> depth(parents.size(), 0);
  std::vector<std::vector<Node>> levels(kMostWords + 1);
  for (std::size_t node = 1; node < parents.size(); ++node) {
    depth[node] = static_cast<std::uint8_t>(depth[parents[node]] + 1);
    levels[depth[node]].push_back(static_cast<Node>(node));
  }
  return levels;
}

SortedNodes sort_nodes(const GrowingTrie& trie, const std::vector<std::uint32_t>& ranks) {
  SortedNodes sorted{{ParaphraseTable::kRoot}, std::vector<Node>(trie.size(), 0)};
  sorted.order.reserve(trie.size());
  for (auto& level : by_depth(trie.parents())) {
    const auto key = [&](Node node) {
      return std::uint64_t{sorted.numbers[trie.parents()[node]]} << 32 | ranks[trie.words()[node]];
    };
    std::sort(level.begin(), level.end(), [&](Node a, Node b) { return key(a) < key(b); });
    for (const Node node : level) {
      sorted.numbers[node] = static_cast<Node>(sorted.order.size());
      sorted.order.push_back(node);
    }
    level = {};
  }
  return sorted;
}

/// Turns counts at [i + 1] into starts.
void accumulate(std::vector<std::uint32_t>& counts) {
  std::partial_sum(counts.begin(), counts.end(), counts.begin());
}

/// Gathers numbers and passes them on in pieces.
class NumberSink {
 public:
  explicit NumberSink(const std::function<void(std::string_view)>& sink) : sink_(sink) {}
  void add(const std::vector<std::uint32_t>& numbers) const {
    sink_({reinterpret_cast<const char*>(numbers.data()), numbers.size() * sizeof(std::uint32_t)});
  }

 private:
  const std::function<void(std::string_view)>& sink_;
};

void write_words(const SortedWords& words, const NumberSink& numbers) {
  std::vector<std::uint32_t> starts{0};
  for (const std::string_view text : words.texts)
    starts.push_back(starts.back() + static_cast<std::uint32_t>(text.size()));
  numbers.add(starts);
}

void write_nodes(const GrowingTrie& trie, const SortedNodes& nodes, const std::vector<std::uint32_t>& ranks,
                 const NumberSink& numbers) {
  std::vector<std::uint32_t> words(trie.size()), children(trie.size() + 1, 0);
  for (std::size_t i = 1; i < trie.size(); ++i) {
    words[i] = ranks[trie.words()[nodes.order[i]]];
    ++children[nodes.numbers[trie.parents()[nodes.order[i]]] + 1];
  }
  numbers.add(words);
  children[0] = 1;  // node 0 is the root; its children begin after it
  accumulate(children);
  numbers.add(children);
}

void write_entries(const std::vector<Entry>& entries, const SortedNodes& nodes, const NumberSink& numbers) {
  std::vector<std::uint32_t> starts(nodes.order.size() + 1, 0);
  for (const Entry& entry : entries) ++starts[nodes.numbers[entry.phrase] + 1];
  accumulate(starts);
  numbers.add(starts);
  std::vector<std::uint32_t> sorted(entries.size());
  for (const Entry& entry : entries) sorted[starts[nodes.numbers[entry.phrase]]++] = nodes.numbers[entry.paraphrase];
  numbers.add(sorted);
}

}  // namespace

void write_paraphrase_table(const fs::path& source, const std::function<void(std::string_view)>& sink,
                            const std::function<void(double)>& progress) {
  const Contents contents = read(source, progress);
  const SortedWords words = sort_words(contents.words);
  const SortedNodes nodes = sort_nodes(contents.trie, words.ranks);
  ParaphraseHeader header{kParaphraseMagic, kByteOrder, static_cast<std::uint32_t>(words.texts.size()),
                          static_cast<std::uint32_t>(nodes.order.size()),
                          static_cast<std::uint32_t>(contents.entries.size())};
  for (const std::string_view text : words.texts) header.text_bytes += text.size();
  sink({reinterpret_cast<const char*>(&header), sizeof header});
  const NumberSink numbers(sink);
  write_words(words, numbers);
  write_nodes(contents.trie, nodes, words.ranks, numbers);
  write_entries(contents.entries, nodes, numbers);
  for (const std::string_view text : words.texts) sink(text);
  if (progress) progress(1);
}

}  // namespace vignette
