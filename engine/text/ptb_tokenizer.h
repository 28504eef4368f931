#pragma once
// Penn Treebank tokenizer as pycocoevalcap runs Stanford's (-preserveLines -lowerCase, punctuation removed).

#include <string>
#include <string_view>
#include <vector>

namespace vignette {

/// Lower-cased tokens of one caption without the 24 punctuation tokens that pycocoevalcap drops. Line separators inside
/// a caption count as blanks (the original would shift later captions to other images). Any thread.
std::vector<std::string> ptb_tokenize(std::string_view caption);

/// The same joined with single blanks, which is what the metrics take.
std::string ptb_tokenize_joined(std::string_view caption);

}  // namespace vignette
