#pragma once
// METEOR's paraphrases (paraphrase-en.gz) as one block of bytes that is searched where it lies, for example in a mapped
// file: a trie of all phrases, and for each phrase the ones it may stand for.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string_view>

namespace vignette {

/// Immutable; any thread.
class ParaphraseTable {
 public:
  /// A phrase or the beginning of one; its words lead from the root to it.
  using Node = std::uint32_t;
  static constexpr Node kRoot = 0;
  static constexpr Node kNone = 0;  ///< the root is nobody's child
  static constexpr std::int32_t kUnknownWord = -1;

  /// `bytes` as write_paraphrase_table made them, at an address divisible by 8; `keeper` lives as long as the table.
  /// Throws std::runtime_error when they are of another version or not whole.
  ParaphraseTable(std::string_view bytes, std::shared_ptr<const void> keeper);

  std::int32_t word(std::string_view text) const;
  /// kNone when no phrase goes on with `word`.
  Node child(Node node, std::int32_t word) const;
  /// What the table lists for the phrase, in the order of the file it was made from; repetitions included.
  std::span<const Node> paraphrases(Node node) const;
  /// Phrase and paraphrase pairs.
  std::size_t size() const { return entries_.size(); }

 private:
  std::string_view word_text(std::size_t word) const;

  std::shared_ptr<const void> keeper_;
  std::span<const std::uint32_t> word_starts_, node_words_, first_child_, first_entry_, entries_;
  std::string_view text_;
};

/// Reads METEOR's table (gzip or plain: a probability, a phrase and its paraphrase on three lines each) and hands the
/// searchable form to `sink` piece by piece. Takes a few seconds and 250 MB for the English one. `progress` gets
/// 0 … 1 now and then and may throw. Throws std::runtime_error naming the file and line when it is no such table.
void write_paraphrase_table(const std::filesystem::path& source, const std::function<void(std::string_view)>& sink,
                            const std::function<void(double)>& progress = {});

}  // namespace vignette
