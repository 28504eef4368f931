#pragma once
// How near CLIP finds captions to pictures and to references. Free of LibTorch.

#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "session/jobs.h"

namespace vignette {

struct ScoredPicture {
  std::filesystem::path picture;
  std::string caption;
  std::vector<std::string> references;
};

/// In the order of the pictures, each from -1 to 1.
struct ClipSimilarities {
  std::vector<double> image;           ///< cosine of caption and picture
  std::vector<double> best_reference;  ///< largest cosine of caption and a reference
};

/// With CLIPScore's prompt before each text (metrics/clip_score.h), batches on `request.device`. Throws
/// std::runtime_error naming a picture that cannot be read, WeightsError, JobCancelled. Library vignette_session.
ClipSimilarities clip_similarities(const EvaluateRequest& request, std::span<const ScoredPicture> pictures,
                                   const ProgressFunction& progress);

}  // namespace vignette
