#include "metrics/paraphrase_table.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <stdexcept>

#include "metrics/paraphrase_layout.h"

namespace vignette {
namespace {

[[noreturn]] void fail() {
  throw std::runtime_error("it is no paraphrase table of this version, or not whole");
}

ParaphraseHeader read_header(std::string_view bytes) {
  ParaphraseHeader header;
  if (bytes.size() < sizeof header) fail();
  std::memcpy(&header, bytes.data(), sizeof header);
  if (header.magic != kParaphraseMagic || header.byte_order != kByteOrder || header.nodes == 0) fail();
  return header;
}

/// Takes `count` numbers off the front of `bytes`.
std::span<const std::uint32_t> take(std::string_view& bytes, std::uint64_t count) {
  const auto* numbers = reinterpret_cast<const std::uint32_t*>(bytes.data());
  if (count > bytes.size() / sizeof *numbers) fail();
  bytes.remove_prefix(count * sizeof *numbers);
  return {numbers, static_cast<std::size_t>(count)};
}

/// [starts[index], starts[index + 1]) cut to `size`: a damaged file must not lead out of it.
std::pair<std::size_t, std::size_t> range_at(std::span<const std::uint32_t> starts, std::size_t index,
                                             std::size_t size) {
  const std::size_t first = std::min<std::size_t>(starts[index], size);
  return {first, std::clamp<std::size_t>(starts[index + 1], first, size)};
}

}  // namespace

ParaphraseTable::ParaphraseTable(std::string_view bytes, std::shared_ptr<const void> keeper)
    : keeper_(std::move(keeper)) {
  const ParaphraseHeader header = read_header(bytes);
  if (reinterpret_cast<std::uintptr_t>(bytes.data()) % alignof(std::uint64_t) != 0) fail();
  bytes.remove_prefix(sizeof header);
  word_starts_ = take(bytes, std::uint64_t{header.words} + 1);
  node_words_ = take(bytes, header.nodes);
  first_child_ = take(bytes, std::uint64_t{header.nodes} + 1);
  first_entry_ = take(bytes, std::uint64_t{header.nodes} + 1);
  entries_ = take(bytes, header.entries);
  text_ = bytes;
  if (text_.size() != header.text_bytes) fail();
}

std::string_view ParaphraseTable::word_text(std::size_t word) const {
  const auto [first, last] = range_at(word_starts_, word, text_.size());
  return text_.substr(first, last - first);
}

std::int32_t ParaphraseTable::word(std::string_view text) const {
  std::size_t low = 0, high = word_starts_.size() - 1;
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if (word_text(middle) < text)
      low = middle + 1;
    else
      high = middle;
  }
  const bool known = low + 1 < word_starts_.size() && word_text(low) == text;
  return known ? static_cast<std::int32_t>(low) : kUnknownWord;
}

ParaphraseTable::Node ParaphraseTable::child(Node node, std::int32_t word) const {
  if (word == kUnknownWord || node >= node_words_.size()) return kNone;
  const auto [first, last] = range_at(first_child_, node, node_words_.size());
  const auto begin = node_words_.begin() + static_cast<std::ptrdiff_t>(first);
  const auto end = node_words_.begin() + static_cast<std::ptrdiff_t>(last);
  const auto found = std::lower_bound(begin, end, static_cast<std::uint32_t>(word));
  if (found == end || *found != static_cast<std::uint32_t>(word)) return kNone;
  return static_cast<Node>(found - node_words_.begin());
}

std::span<const ParaphraseTable::Node> ParaphraseTable::paraphrases(Node node) const {
  if (node >= node_words_.size()) return {};
  const auto [first, last] = range_at(first_entry_, node, entries_.size());
  return entries_.subspan(first, last - first);
}

}  // namespace vignette
