#pragma once
// Splits one line into Penn Treebank tokens as Stanford's PTBTokenizer does. Written from its output alone
// (tests/data/goldens/metrics/ptb_golden.tsv), not from its source.

#include <string>
#include <string_view>
#include <vector>

namespace vignette::ptb {

/// Tokens of `text` in their escaped form (-LRB-, ``, --), case kept. A token may hold U+00A0 for a blank.
std::vector<std::u32string> lex(std::u32string_view text);

}  // namespace vignette::ptb
