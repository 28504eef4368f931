#include "metrics/wordnet.h"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "log/log.h"
#include "metrics/ngram_table.h"

namespace vignette {
namespace {

namespace fs = std::filesystem;

constexpr std::array<const char*, 4> kPartNames{"noun", "verb", "adj", "adv"};
constexpr std::size_t kNoun = 0, kVerb = 1, kAdjective = 2;
constexpr std::size_t kLargestFile = 64 << 20;

struct Ending {
  std::string_view ending, base;
};
/// Nouns, verbs, adjectives: the order decides.
constexpr std::array<Ending, 20> kEndings{{{"s", ""},      {"ses", "s"},   {"xes", "x"}, {"zes", "z"}, {"ches", "ch"},
                                           {"shes", "sh"}, {"men", "man"}, {"ies", "y"}, {"s", ""},    {"ies", "y"},
                                           {"es", "e"},    {"es", ""},     {"ed", "e"},  {"ed", ""},   {"ing", "e"},
                                           {"ing", ""},    {"er", ""},     {"est", ""},  {"er", "e"},  {"est", "e"}}};

std::string read_file(const fs::path& file) {
  std::error_code error;
  const auto size = fs::file_size(file, error);
  std::ifstream in(file, std::ios::binary);
  if (error || !in) throw std::runtime_error(concat(file.string(), " cannot be read: is it WordNet's folder?"));
  if (size > kLargestFile) throw std::runtime_error(concat(file.string(), " is too large for a file of WordNet"));
  std::string content(size, '\0');
  in.read(content.data(), static_cast<std::streamsize>(size));
  content.resize(static_cast<std::size_t>(in.gcount()));
  return content;
}

std::string_view line_at(std::string_view text, std::size_t start) {
  return text.substr(start, text.find('\n', start) - start);
}

std::string_view first_field(std::string_view line) {
  return line.substr(0, line.find(' '));
}

/// Start of the first line of a sorted file whose first field is not less than `key`; the file's size if there is none.
std::size_t lower_bound(std::string_view text, std::string_view key) {
  std::size_t low = 0, high = text.size();  // starts of lines
  while (low < high) {
    std::size_t middle = low + (high - low) / 2;
    while (middle > low && text[middle - 1] != '\n') --middle;
    if (first_field(line_at(text, middle)) < key) {
      low = std::min(text.find('\n', middle), text.size() - 1) + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

/// The lines whose first field is `key`.
std::vector<std::string_view> lines_of(std::string_view text, std::string_view key) {
  std::vector<std::string_view> lines;
  for (std::size_t start = lower_bound(text, key); start < text.size();) {
    const std::string_view line = line_at(text, start);
    if (first_field(line) != key) break;
    lines.push_back(line);
    start += line.size() + 1;
  }
  return lines;
}

/// A line of an index is: word, part of speech, number of synsets, …, and at its end their offsets.
std::vector<std::int32_t> offsets_of(std::string_view line) {
  const auto fields = words_between_blanks(line);
  std::size_t count = 0;
  if (fields.size() > 3) std::from_chars(fields[2].data(), fields[2].data() + fields[2].size(), count);
  std::vector<std::int32_t> offsets;
  for (std::size_t i = fields.size() - std::min(count, fields.size()); i < fields.size(); ++i) {
    std::int32_t offset = 0;
    std::from_chars(fields[i].data(), fields[i].data() + fields[i].size(), offset);
    offsets.push_back(offset);
  }
  return offsets;
}

/// Debian corrects spelling in data.verb and data.adj, which moves what follows. METEOR's ids are those of Princeton's
/// files, and as it drops the part of speech, which ids coincide matters.
std::int32_t princeton_offset(std::size_t part, std::int32_t offset) {
  if (part == kVerb && offset >= 613036 && offset < 2422967) return offset - 18;
  if (part == kAdjective && offset >= 1681478) return offset - 1;
  return offset;
}

std::int32_t only_offset(std::string_view index, std::string_view word) {
  const auto lines = lines_of(index, word);
  const auto offsets = lines.empty() ? std::vector<std::int32_t>() : offsets_of(lines.front());
  return offsets.size() == 1 ? offsets.front() : 0;
}

std::size_t utf16_length(std::string_view word) {
  return static_cast<std::size_t>(
             std::count_if(word.begin(), word.end(), [](char byte) { return (byte & 0xC0) != 0x80; })) +
         static_cast<std::size_t>(
             std::count_if(word.begin(), word.end(), [](char byte) { return (byte & 0xF8) == 0xF0; }));
}

}  // namespace

WordNet::WordNet(const fs::path& folder) {
  for (std::size_t part = 0; part < kParts; ++part) {
    index_[part] = read_file(folder / concat("index.", kPartNames[part]));
    exceptions_[part] = read_file(folder / concat(kPartNames[part], ".exc"));
  }
  const auto adjective = only_offset(index_[kAdjective], "0");
  debian_offsets_ = adjective == 2186133;
  if (only_offset(index_[kNoun], "0") != 13742358 || (!debian_offsets_ && adjective != 2186132)) {
    throw std::runtime_error(concat(folder.string(), " is not WordNet 3.0, whose synonyms METEOR takes"));
  }
}

bool WordNet::contains(std::string_view word) const {
  return std::any_of(index_.begin(), index_.end(), [word](const std::string& index) {
    const std::size_t start = lower_bound(index, word);
    return start < index.size() && first_field(line_at(index, start)) == word;
  });
}

void WordNet::add_synsets(std::string_view word, std::vector<std::int32_t>& ids) const {
  if (word.empty()) return;
  for (std::size_t part = 0; part < kParts; ++part) {
    for (const std::string_view line : lines_of(index_[part], word)) {
      for (const std::int32_t offset : offsets_of(line)) {
        ids.push_back(debian_offsets_ ? princeton_offset(part, offset) : offset);
      }
    }
  }
}

std::vector<std::string> WordNet::exceptional_bases(std::string_view word) const {
  std::vector<std::string> bases;
  for (const std::string& exceptions : exceptions_) {
    for (const std::string_view line : lines_of(exceptions, word)) {
      const auto fields = words_between_blanks(line);
      bases.insert(bases.end(), fields.begin() + 1, fields.end());
    }
  }
  return bases;
}

std::string WordNet::base_by_ending(std::string_view word) const {
  if (word.ends_with("ss") || utf16_length(word) <= 2) return std::string(word);
  for (const auto& [ending, base] : kEndings) {
    if (!word.ends_with(ending)) continue;
    std::string candidate(word.substr(0, word.size() - ending.size()));
    candidate += base;
    if (!candidate.empty() && contains(candidate)) return candidate;
  }
  return {};
}

std::vector<std::int32_t> WordNet::synsets(std::string_view word) const {
  std::vector<std::int32_t> ids;
  if (word.empty() || word.find_first_of(" \n") != word.npos) return ids;
  add_synsets(word, ids);
  const auto bases = exceptional_bases(word);
  for (const std::string& base : bases) add_synsets(base, ids);
  if (bases.empty()) add_synsets(base_by_ending(word), ids);
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

}  // namespace vignette
