#pragma once
// OpenAI's names and shapes of CLIP's tensors, and BLIP's, as those that our models have.

#include "data/weight_files.h"
#include "models/clip.h"

namespace vignette {

/// Sizes by the shapes of the tensors, as clip.model.build_model infers them: heads of 64, quick_gelu, the last two ids
/// of the vocabulary for begin and end. Throws WeightsError when the tensors are not those of OpenAI's CLIP.
ClipConfig openai_clip_config(const WeightFiles& files);

/// OpenAI's text tower and ViT under Hugging Face's names: joint projections of query, key and value are split and the
/// projections transposed, without touching the data. All other names stay, a ResNet's ("visual.…") among them.
WeightFiles with_hugging_face_names(WeightFiles files);

/// BLIP's image tower by its original names ("visual_encoder.…") or by Hugging Face's ("vision_model.…", of
/// BlipVisionModel without it) under the names of VisionTransformer.
WeightFiles with_vision_transformer_names(WeightFiles files);

}  // namespace vignette
