#pragma once
// A blind judgement between two runs' captions of one picture.

#include <cstdint>
#include <string>

#include "store/records.h"

namespace vignette {

struct CaptionRating {
  std::int64_t id = 0;  ///< 0 for a new one
  RunId run_a = 0;
  std::int64_t step_a = 0;
  RunId run_b = 0;
  std::int64_t step_b = 0;
  std::string path;     ///< of the picture
  std::string verdict;  ///< "a", "b" or "tie"
  double rated_at = 0;  ///< seconds since 1970, UTC; 0: now
};

}  // namespace vignette
