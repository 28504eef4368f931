#include "metrics/saved_frequencies.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "metrics/ngram_table.h"
#include "text/ptb_tokenizer.h"

namespace vignette {
namespace {

void add_ngrams(const std::string& caption, std::unordered_set<std::string>& ngrams) {
  const std::string tokenised = ptb_tokenize_joined(caption);
  const auto words = split_at_white_space(tokenised);
  for (std::size_t start = 0; start < words.size(); ++start) {
    std::string ngram;
    for (std::size_t end = start; end < std::min(words.size(), start + kNgramOrders); ++end) {
      (ngram += ngram.empty() ? "" : " ") += words[end];
      ngrams.insert(ngram);
    }
  }
}

}  // namespace

SavedFrequencies count_frequencies(std::span<const std::vector<std::string>> images) {
  std::unordered_map<std::string, std::int32_t> counts;
  for (const auto& captions : images) {
    std::unordered_set<std::string> ngrams;
    for (const std::string& caption : captions) add_ngrams(caption, ngrams);
    for (const std::string& ngram : ngrams) ++counts[ngram];
  }
  SavedFrequencies frequencies{static_cast<std::int64_t>(images.size()), {counts.begin(), counts.end()}};
  std::sort(frequencies.ngrams.begin(), frequencies.ngrams.end());
  return frequencies;
}

}  // namespace vignette
