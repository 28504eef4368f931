#pragma once
// What a set of weights is, told by the names and shapes of its tensors. Free of LibTorch; any thread.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vignette {

/// Name of a tensor -> its shape.
using WeightShapes = std::map<std::string, std::vector<std::int64_t>, std::less<>>;

enum class ModelKind { unknown, gpt2, roberta, clip, blip, captioner };
/// "gpt2", "roberta", "clip", "blip", "captioner"; "unknown".
std::string_view model_kind_name(ModelKind kind);

/// Who wrote the weights: it decides what their names mean.
enum class WeightLayout {
  unknown,
  hugging_face,       ///< GPT-2, RoBERTa, CLIP, BLIP by transformers' names
  openai_clip,        ///< visual.*, transformer.resblocks.*
  salesforce_blip,    ///< visual_encoder.*
  clipcap,            ///< ClipCap, CapDec, CgtGAN and Vignette: gpt.*, clip_project.*
  clip_gpt,           ///< clip-gpt-captioning: td.model.*, mp.*, ie.model.*
  clip_text_decoder,  ///< a GPT-2 with cross-attention, perhaps below language_model.*
};

struct ModelDescription {
  ModelKind kind = ModelKind::unknown;
  WeightLayout layout = WeightLayout::unknown;
  std::string system;   ///< "GPT-2", "CLIP (ResNet)", "ClipCap"…
  std::string problem;  ///< recognised, but nothing that Vignette runs: why
  std::string wrapper;  ///< what stands in front of every name: "module.", "model_state_dict."…
  /// What stands, behind the wrapper, in front of the names of the language model or encoder ("gpt.transformer.",
  /// "transformer.", "roberta.", ""), and of a captioner's mapper ("clip_project.", "mp.").
  std::string body, mapper_body;
  std::string mapper;  ///< of a captioner: mlp, transformer, encoder, cross_attention
  /// In the order to show them: "embedding", "prefix", "clip_length", "mapper_layers", "layers", "width", "heads",
  /// "vocabulary", "positions", "image", "patch", "text_layers", "text_width". What the weights do not tell is left
  /// out.
  std::vector<std::pair<std::string, std::int64_t>> sizes;

  std::int64_t size(std::string_view name) const;  ///< 0 where it is not told
  void set_size(std::string_view name, std::int64_t value);
};

/// Kind unknown where nothing is recognised. Never throws.
ModelDescription describe_weights(const WeightShapes& weights);

}  // namespace vignette
