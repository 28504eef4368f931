#pragma once
// Splits text into the words within which byte pairs are merged.

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "text/tokenizer.h"

namespace vignette {

/// GPT-2 and RoBERTa: a word takes the blank before it; nothing is lost. CLIP: text in NFC, lower case; blanks are
/// dropped. Immutable; any thread.
class PreTokenizer {
 public:
  explicit PreTokenizer(TokenizerKind kind);
  ~PreTokenizer();

  /// `text` (any bytes) as valid UTF-8 in the form that the kind splits.
  std::string normalize(std::string_view text) const;

  /// Calls `word` for each word of `normalized`, left to right. The view lives as long as `normalized`.
  void split(std::string_view normalized, const std::function<void(std::string_view)>& word) const;

 private:
  struct Pattern;
  TokenizerKind kind_;
  std::unique_ptr<const Pattern> pattern_;
};

}  // namespace vignette
