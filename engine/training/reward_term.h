#pragma once
// A term of the score: one number a caption, beside those of CLIP. Free of LibTorch.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "data/dataset.h"

namespace vignette {

/// Valid during one call. Captions are as the captioner wrote them, the final '.' included.
struct CaptionToScore {
  const DatasetImage* image = nullptr;  ///< with its references; some have none
  std::string_view caption;
};

/// Pure: the same captions get the same numbers whenever they are asked for, or a resumed run goes another way. One
/// thread.
class RewardTerm {
 public:
  virtual ~RewardTerm() = default;
  /// One finite number a caption, in the term's own scale (training/reward_terms.h lists them); higher is better.
  virtual std::vector<double> score(std::span<const CaptionToScore> captions) = 0;
};

/// What a term said of R captions.
struct TermScores {
  std::string name;            ///< of the caption's score; "reward/<name>" is its curve
  double weight = 0;           ///< what it counts in the sum
  std::vector<double> values;  ///< [R], not weighted
};

}  // namespace vignette
