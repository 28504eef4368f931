#include "data/text_statistics.h"

#include <algorithm>
#include <cctype>
#include <utility>

#include "data/counter_random.h"

namespace vignette {
namespace {

bool is_word(unsigned char character) {
  return character > 127 || std::isalnum(character) || character == '\'';
}

/// Calls `word(hash)` for each word and returns the hash of them all.
template <class Function>
std::uint64_t each_word(const std::string& caption, const Function& word) {
  std::uint64_t all = fnv_offset, one = fnv_offset;
  bool inside = false;
  const auto finish = [&] {
    if (!std::exchange(inside, false)) return;
    word(one);
    all = (all ^ one) * fnv_prime;
    one = fnv_offset;
  };
  for (const unsigned char character : caption) {
    if (!is_word(character)) {
      finish();
      continue;
    }
    inside = true;
    one = (one ^ static_cast<std::uint64_t>(std::tolower(character))) * fnv_prime;
  }
  finish();
  return all;
}

std::uint64_t hash_of(const std::string& caption) {
  return each_word(caption, [](std::uint64_t) {});
}

}  // namespace

void TextSet::add(const std::string& caption) {
  std::int64_t length = 0;
  captions_.insert(each_word(caption, [&](std::uint64_t word) {
    words_.insert(word);
    ++length;
  }));
  ++count_;
  length_ += length;
  longest_ = std::max(longest_, length);
}

void TextSet::add(std::span<const std::string> captions) {
  for (const auto& caption : captions) add(caption);
}

TextStatistics TextSet::statistics() const {
  const double mean = count_ > 0 ? double(length_) / double(count_) : 0;
  return {count_, static_cast<std::int64_t>(captions_.size()), mean, static_cast<std::int64_t>(words_.size()),
          longest_};
}

double TextSet::share_of(std::span<const std::string> captions) const {
  const auto held = std::count_if(captions.begin(), captions.end(),
                                  [this](const auto& caption) { return captions_.contains(hash_of(caption)); });
  return captions.empty() ? 0 : double(held) / double(captions.size());
}

double TextSet::words_known(const TextSet& other) const {
  const auto known =
      std::count_if(other.words_.begin(), other.words_.end(), [this](auto word) { return words_.contains(word); });
  return other.words_.empty() ? 0 : double(known) / double(other.words_.size());
}

}  // namespace vignette
