#include "metrics/ngram_table.h"

#include <algorithm>

#include "text/unicode.h"

namespace vignette {
namespace {

std::uint64_t key_of(std::int32_t prefix, std::int32_t word) {
  return std::uint64_t(static_cast<std::uint32_t>(prefix)) << 32 | static_cast<std::uint32_t>(word);
}

/// `ids` are sorted on the way.
std::vector<NgramCount> count(std::vector<std::int32_t>& ids) {
  std::sort(ids.begin(), ids.end());
  std::vector<NgramCount> counts;
  counts.reserve(ids.size());
  for (const std::int32_t id : ids) {
    if (counts.empty() || counts.back().id != id) counts.push_back({id, 0});
    ++counts.back().count;
  }
  return counts;
}

}  // namespace

std::vector<std::string_view> split_at_blanks(std::string_view tokenised) {
  std::vector<std::string_view> words;
  for (;;) {
    const std::size_t blank = tokenised.find(' ');
    words.push_back(tokenised.substr(0, blank));
    if (blank == tokenised.npos) return words;
    tokenised.remove_prefix(blank + 1);
  }
}

std::vector<std::string_view> words_between_blanks(std::string_view line) {
  auto words = split_at_blanks(line);
  std::erase(words, std::string_view());
  return words;
}

std::vector<std::string_view> split_at_white_space(std::string_view tokenised) {
  std::vector<std::string_view> words;
  std::size_t start = 0;
  for (std::size_t position = 0; position < tokenised.size();) {
    const std::size_t before = position;
    if (!is_python_space(next_code_point(tokenised, position))) continue;
    if (before > start) words.push_back(tokenised.substr(start, before - start));
    start = position;
  }
  if (start < tokenised.size()) words.push_back(tokenised.substr(start));
  return words;
}

std::size_t NgramTable::PairIds::slot_of(std::uint64_t key) const {
  const std::uint64_t hash = key * 0x9E3779B97F4A7C15u;
  std::size_t at = (hash ^ hash >> 32) & (slots_.size() - 1);
  while (slots_[at].id != -1 && slots_[at].key != key) at = (at + 1) & (slots_.size() - 1);
  return at;
}

void NgramTable::PairIds::grow() {
  std::vector<Slot> old(std::max<std::size_t>(16, 2 * slots_.size()));
  slots_.swap(old);
  for (const Slot& slot : old)
    if (slot.id != -1) slots_[slot_of(slot.key)] = slot;
}

std::int32_t NgramTable::PairIds::find_or_add(std::uint64_t key, std::int32_t id) {
  if (2 * (size_ + 1) > slots_.size()) grow();
  Slot& slot = slots_[slot_of(key)];
  if (slot.id == -1) {
    slot = {key, id};
    ++size_;
  }
  return slot.id;
}

NgramTable::NgramTable(const NgramTable* base) : base_(base) {}

std::size_t NgramTable::size(std::size_t n) const {
  const std::size_t own = n == 1 ? words_.size() : ngrams_[n - 1].size();
  return own + (base_ ? base_->size(n) : 0);
}

std::int32_t NgramTable::word(std::string_view text) {
  for (const NgramTable* table : {base_, static_cast<const NgramTable*>(this)}) {
    if (!table) continue;
    if (const auto found = table->words_.find(text); found != table->words_.end()) return found->second;
  }
  const auto id = static_cast<std::int32_t>(size(1));
  words_.emplace(text, id);
  return id;
}

std::int32_t NgramTable::longer(std::size_t n, std::int32_t prefix, std::int32_t word) {
  const std::uint64_t key = key_of(prefix, word);
  if (base_) {
    if (const auto known = base_->ngrams_[n - 1].find(key); known != -1) return known;
  }
  return ngrams_[n - 1].find_or_add(key, static_cast<std::int32_t>(size(n)));
}

NgramProfile NgramTable::profile(std::string_view tokenised) {
  std::vector<std::int32_t> words;
  for (const std::string_view text : split_at_white_space(tokenised)) words.push_back(word(text));
  return profile_of(words);
}

NgramProfile NgramTable::profile(std::string_view tokenised, std::vector<std::int32_t>& blank_words) {
  blank_words = word_ids(tokenised);
  const bool same_words = !tokenised.empty() && std::all_of(tokenised.begin(), tokenised.end(), [](char byte) {
    return static_cast<unsigned char>(byte) >= ' ' && static_cast<unsigned char>(byte) < 0x80;
  });
  return same_words && tokenised.find("  ") == tokenised.npos && tokenised.front() != ' ' && tokenised.back() != ' '
             ? profile_of(blank_words)
             : profile(tokenised);
}

NgramProfile NgramTable::profile_of(const std::vector<std::int32_t>& words) {
  NgramProfile profile;
  profile.words = static_cast<std::int32_t>(words.size());
  std::vector<std::int32_t> ids = words, sorted;  // ids[i]: the n-gram that starts at word i
  for (std::size_t n = 1; n <= kNgramOrders; ++n) {
    if (words.size() < n) break;
    ids.resize(words.size() - n + 1);
    if (n > 1) {
      for (std::size_t i = 0; i < ids.size(); ++i) ids[i] = longer(n, ids[i], words[i + n - 1]);
    }
    sorted = ids;
    profile.orders[n - 1] = count(sorted);
  }
  return profile;
}

std::pair<std::size_t, std::int32_t> NgramTable::ngram(std::string_view text) {
  const auto words = split_at_white_space(text);
  if (words.empty() || words.size() > kNgramOrders) return {0, 0};
  std::int32_t id = word(words.front());
  for (std::size_t n = 2; n <= words.size(); ++n) id = longer(n, id, word(words[n - 1]));
  return {words.size(), id};
}

std::vector<std::int32_t> NgramTable::word_ids(std::string_view tokenised) {
  std::vector<std::int32_t> ids;
  for (const std::string_view text : split_at_blanks(tokenised)) ids.push_back(word(text));
  return ids;
}

}  // namespace vignette
