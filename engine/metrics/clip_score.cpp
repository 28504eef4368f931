#include "metrics/clip_score.h"

#include <algorithm>

namespace vignette {

double clip_score(double image_cosine) {
  return 2.5 * std::max(image_cosine, 0.0);
}

double ref_clip_score(double clip_score, double best_reference_cosine) {
  const double reference = std::max(best_reference_cosine, 0.0), sum = clip_score + reference;
  return sum > 0 ? 2 * clip_score * reference / sum : 0;
}

}  // namespace vignette
