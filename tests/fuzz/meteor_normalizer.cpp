// METEOR's normaliser, on any bytes and on what it gets: tokenised captions.
#include "metrics/meteor_normalizer.h"
#include "fuzz_target.h"
#include "text/ptb_tokenizer.h"

using namespace vignette;
using namespace vignette::fuzz;

namespace {

void check(std::string_view caption) {
  for (const auto& word : meteor_words(caption)) {
    require(!word.empty() && word.find(' ') == std::string::npos, "a word is empty or two");
    java_hash(word);
  }
}

}  // namespace

VIGNETTE_FUZZ_TARGET(meteor_normalizer) {
  check(text_of(bytes));
  check(ptb_tokenize_joined(text_of(bytes)));
}
