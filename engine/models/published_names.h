#pragma once
// The names under which CLIP and BLIP were published, as those of our models.

#include "data/weight_files.h"

namespace vignette {

/// OpenAI's text tower and ViT under Hugging Face's names: joint projections of query, key and value are split and the
/// projections transposed, without touching the data. All other names stay, a ResNet's ("visual.…") among them.
WeightFiles with_hugging_face_names(WeightFiles files);

/// BLIP's image tower by its original names ("visual_encoder.…") or by Hugging Face's ("vision_model.…", of
/// BlipVisionModel without it) under the names of VisionTransformer.
WeightFiles with_vision_transformer_names(WeightFiles files);

}  // namespace vignette
