#include "models/weight_comparison.h"

#include <optional>
#include <set>
#include <string_view>

#include "log/log.h"

namespace vignette {
namespace {

std::string shape_text(const std::vector<std::int64_t>& shape) {
  std::string text = "[";
  for (const auto size : shape) text += concat(text.size() > 1 ? ", " : "", size);
  return text + "]";
}

bool is_causal_mask(std::string_view name) {
  for (const char* end : {".attn.bias", ".attn.masked_bias", ".crossattention.bias", ".crossattention.masked_bias"})
    if (name.ends_with(end)) return true;
  return false;
}

/// Why a name that the model has no parameter for does not matter.
std::optional<std::string> harmless(const ModelDescription& model, std::string_view name) {
  if (name.ends_with("position_ids")) return "the numbers of the positions, counted anew";
  if (is_causal_mask(name)) return "causal mask of transformers 4, made anew";
  const bool gpt2 = model.kind == ModelKind::gpt2 || model.kind == ModelKind::captioner;
  if (gpt2 && name.ends_with("lm_head.weight")) return "output head, the same numbers as the token embeddings";
  if (model.kind == ModelKind::roberta && name.starts_with(model.wrapper + "lm_head."))
    return "head of the masked language model, which a critic has not";
  if (model.kind == ModelKind::roberta && name.starts_with(model.wrapper + "classifier."))
    return "head of a classifier; the critic has its own";
  if (model.layout == WeightLayout::clip_gpt && name.starts_with(model.wrapper + "ie."))
    return "CLIP's image encoder, given by --clip or models.clip";
  if (model.kind == ModelKind::blip && !name.starts_with("vision_model.") && !name.starts_with("visual_encoder."))
    return "BLIP's text side, which embeds no pictures";
  if (name.ends_with("num_batches_tracked")) return "a count that training keeps";
  if (model.layout == WeightLayout::openai_clip)
    for (const char* number : {"input_resolution", "context_length", "vocab_size"})
      if (name.ends_with(number)) return "a number of the archive's own";
  return std::nullopt;
}

}  // namespace

std::string stored_name(const ModelDescription& model, const std::string& parameter) {
  constexpr std::string_view language_model = "gpt.transformer.", mapper = "clip_project.",
                             transformer = "transformer.";
  const auto behind = [&](std::string_view own, const std::string& theirs) {
    return model.wrapper + theirs + parameter.substr(own.size());
  };
  if (parameter.starts_with(language_model)) return behind(language_model, model.body);
  if (parameter.starts_with(mapper)) return behind(mapper, model.mapper_body);
  if (model.kind == ModelKind::gpt2 && parameter.starts_with(transformer)) return behind(transformer, model.body);
  return model.wrapper + model.body + parameter;
}

NamedTensors as_stored(const ModelDescription& model, const NamedTensors& parameters) {
  NamedTensors all;
  for (const auto& [name, tensor] : parameters) all.emplace_back(stored_name(model, name), tensor);
  return all;
}

void compare_weights(WeightReport& report, const NamedTensors& wanted, const WeightShapes& stored) {
  std::set<std::string_view> known;
  for (const auto& [name, tensor] : wanted) {
    known.insert(name);
    const auto found = stored.find(name);
    if (found == stored.end())
      report.missing.push_back(name);
    else if (found->second != tensor.sizes().vec())
      report.misshapen.push_back(
          concat(name, ": expected ", shape_text(tensor.sizes().vec()), ", got ", shape_text(found->second)));
  }
  for (const auto& [name, shape] : stored) {
    if (known.contains(name)) continue;
    if (auto reason = harmless(report.model, name))
      report.ignored.push_back({name, *std::move(reason)});
    else
      report.extra.push_back(name);
  }
}

}  // namespace vignette
