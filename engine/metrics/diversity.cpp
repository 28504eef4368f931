#include "metrics/diversity.h"

#include "metrics/ngram_table.h"
#include "text/ptb_tokenizer.h"

namespace vignette {
namespace {

double ratio(std::size_t part, std::size_t whole) {
  return whole ? static_cast<double>(part) / static_cast<double>(whole) : 0;
}

}  // namespace

Diversity measure_diversity(std::span<const std::string> captions) {
  NgramTable table;
  std::size_t words = 0, bigrams = 0;
  for (const std::string& caption : captions) {
    const auto count = static_cast<std::size_t>(table.profile(ptb_tokenize_joined(caption)).words);
    words += count;
    bigrams += count ? count - 1 : 0;
  }
  return {ratio(table.size(1), words), ratio(table.size(2), bigrams), ratio(words, captions.size()),
          static_cast<std::int64_t>(table.size(1))};
}

}  // namespace vignette
