#pragma once
// The words that METEOR 1.5 compares: its own normaliser (-l en -norm) runs once more over the tokenised caption.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vignette {

/// Words of a lower-case tokenised caption after Denkowski & Lavie's Normalizer for English with punctuation kept, its
/// order of replacements and their left-to-right, non-overlapping scan included (a-b-c becomes "a b-c"). Any thread.
std::vector<std::string> meteor_words(std::string_view tokenised);

/// String.hashCode() of Java: METEOR takes words with the same number for the same word.
std::int32_t java_hash(std::string_view text);

}  // namespace vignette
