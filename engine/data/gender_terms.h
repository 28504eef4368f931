#pragma once
// Balancing the gendered words of a caption corpus (CapDec, arXiv 2211.00575, "fairness").

#include <string>
#include <string_view>

namespace vignette {

/// Which captions take part: none, those with a gendered word, with a masculine one, or with a feminine one.
enum class GenderRebalancing { none, both, men, women };

/// The caption as it is, or for `draw` < 1/2 (in [0, 1)) with every gendered word in its other form: man and woman, his
/// and her, … A corpus of captions with even draws then names either gender equally often. Capitals stay; words are
/// runs of letters, so that "man." counts. CapDec's list of pairs, mended where its rows are out of step ("males"
/// beside "girls"); CapDec draws for each word by itself, so that "a man and his dog" may become "a man and her dog",
/// and changes the text that is embedded alone, not the caption that is learnt.
std::string rebalance_gender(std::string_view caption, GenderRebalancing which, double draw);

}  // namespace vignette
