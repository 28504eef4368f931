#pragma once
// CLIP as OpenAI published it: files without a configuration.

#include "data/weight_files.h"
#include "models/clip.h"

namespace vignette {

/// Sizes by the shapes of the tensors, as clip.model.build_model infers them: heads of 64, quick_gelu, the last two ids
/// of the vocabulary for begin and end. Throws WeightsError when the tensors are not those of OpenAI's CLIP.
ClipConfig openai_clip_config(const WeightFiles& files);

}  // namespace vignette
