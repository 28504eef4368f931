#pragma once
// What a running run can be asked between two steps. Plain values, free of LibTorch.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "store/records.h"

namespace vignette {

/// Answered by the current weights; a run that is asked trains on exactly as one that is not.
struct RunRequest {
  enum class Kind {
    evaluate,  ///< the validation set and the evaluation sets, without a say in the best checkpoint
    caption    ///< one picture: the greedy caption and `samples` sampled ones, with CLIP scores and critic probability
  };
  std::int64_t id = 0;
  Kind kind = Kind::evaluate;
  std::filesystem::path picture;         ///< any picture file, or
  std::optional<std::int64_t> image_id;  ///< an image of the run's dataset
  std::int64_t samples = 5;

  /// "evaluate" or "caption", as answers name it.
  std::string verb() const { return kind == Kind::evaluate ? "evaluate" : "caption"; }
  /// The picture as answers name it: its path, or "image 42".
  std::string subject() const {
    if (image_id) return "image " + std::to_string(*image_id);
    return picture.string();
  }
};

/// An answer to `request` given after `step`, without its content.
inline RunAnswer answer_to(const RunRequest& request, std::int64_t step) {
  RunAnswer answer;
  answer.request = request.id;
  answer.kind = request.verb();
  answer.subject = request.subject();
  answer.step = step;
  return answer;
}

}  // namespace vignette
