// The tokenizer of the metrics.
#include "text/ptb_tokenizer.h"
#include "fuzz_target.h"

using namespace vignette;
using namespace vignette::fuzz;

VIGNETTE_FUZZ_TARGET(ptb_tokenizer) {
  std::string joined;
  for (const auto& token : ptb_tokenize(text_of(bytes))) {
    require(!token.empty(), "a token is empty");
    joined += (joined.empty() ? "" : " ") + token;
  }
  require(joined == ptb_tokenize_joined(text_of(bytes)), "the tokens differ from those joined");
}
