#pragma once
// Which of COCO's 80 object categories a caption speaks of.

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vignette {

inline constexpr std::size_t kObjectCategories = 80;

/// COCO's name of category `index` (0 … 79, in the order of COCO's list).
std::string_view object_category(std::size_t index);

/// The categories named by words or phrases of a caption (raw text), in their order, with repetitions. Singular and
/// plural, synonyms and common kinds ("puppy" is a dog, "woman" a person); of overlapping phrases the longest ("hot
/// dog" is no dog).
std::vector<std::size_t> object_mentions(std::string_view caption);

/// Object hallucination after CHAIR (Rohrbach et al. 2018), with the objects named in an image's references taken for
/// those that are in it (CHAIR adds COCO's instance annotations).
struct ObjectScores {
  double chair_i = 0;  ///< mentions of objects that are not there / all mentions
  double chair_s = 0;  ///< captions with such a mention / all captions
  double recall = 0;   ///< objects there that the caption mentions / all objects there
};

struct ObjectImage {
  std::string candidate;
  std::vector<std::string> references;
};

/// All 0 where there is nothing to count.
ObjectScores measure_objects(std::span<const ObjectImage> images);

}  // namespace vignette
