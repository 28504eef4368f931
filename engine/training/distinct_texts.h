#pragma once
// Texts without repetitions, so that each is encoded once.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace vignette {

struct DistinctTexts {
  std::vector<std::string> texts;    ///< in the order in which they came first
  std::vector<std::int64_t> places;  ///< for each text given, its place in `texts`
};

DistinctTexts distinct_texts(std::span<const std::string> texts);

}  // namespace vignette
