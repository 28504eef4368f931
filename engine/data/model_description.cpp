#include "data/model_description.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "log/log.h"

namespace vignette {
namespace {

constexpr std::int64_t kMostLayers = 1024;

/// Looks names up behind a prefix.
class Names {
 public:
  Names(const WeightShapes& weights, std::string prefix) : weights_(weights), prefix_(std::move(prefix)) {}

  bool has(std::string_view name) const { return weights_.contains(prefix_ + std::string(name)); }
  /// One dimension of a tensor, 0 where there is none.
  std::int64_t dimension(std::string_view name, std::size_t index) const {
    const auto found = weights_.find(prefix_ + std::string(name));
    return found == weights_.end() || index >= found->second.size() ? 0 : found->second[index];
  }
  /// One more than the largest N of names "<before>N.…": what is missing of a layer does not hide those behind it.
  std::int64_t count(std::string_view before) const {
    const std::string start = prefix_ + std::string(before);
    std::int64_t number = 0;
    for (auto it = weights_.lower_bound(start); it != weights_.end() && it->first.starts_with(start); ++it) {
      std::int64_t found = 0;
      const char* last = it->first.data() + it->first.size();
      const auto [end, error] = std::from_chars(it->first.data() + start.size(), last, found);
      if (error == std::errc() && end != last && *end == '.' && found < kMostLayers)
        number = std::max(number, found + 1);
    }
    return number;
  }
  Names below(std::string_view more) const { return {weights_, prefix_ + std::string(more)}; }

 private:
  const WeightShapes& weights_;
  std::string prefix_;
};

void add_gpt2_sizes(ModelDescription& model, const Names& names) {
  model.set_size("layers", names.count("h."));
  model.set_size("width", names.dimension("wte.weight", 1));
  model.set_size("vocabulary", names.dimension("wte.weight", 0));
  model.set_size("positions", names.dimension("wpe.weight", 0));
}

bool is_gpt2(const Names& names) {
  return names.has("wte.weight") && names.has("wpe.weight") && names.has("h.0.attn.c_attn.weight");
}

bool cross_attends(const Names& gpt2) {
  return gpt2.has("h.0.crossattention.c_attn.weight");
}

/// Throws nothing: what does not fit becomes the problem.
void add_mlp_mapper(ModelDescription& model, const Names& mapper) {
  model.mapper = "mlp";
  const auto width = model.size("width"), out = mapper.dimension("model.2.weight", 0);
  model.set_size("embedding", mapper.dimension("model.0.weight", 1));
  model.set_size("prefix", width > 0 ? out / width : 0);
  if (width <= 0 || out % width != 0 || mapper.has("model.4.weight") ||
      mapper.dimension("model.0.weight", 0) != out / 2)
    model.problem = "its mapper is no MLP of two layers from the embedding over half of the prefix to the prefix";
}

void add_transformer_mapper(ModelDescription& model, const Names& mapper) {
  model.mapper = "transformer";
  const auto width = std::max<std::int64_t>(model.size("width"), 1);
  model.set_size("embedding", mapper.dimension("linear.weight", 1));
  model.set_size("prefix", mapper.dimension("prefix_const", 0));
  model.set_size("clip_length", mapper.dimension("linear.weight", 0) / width);
  model.set_size("mapper_layers", mapper.count("transformer.layers."));
  if (mapper.dimension("transformer.layers.0.mlp.fc1.weight", 0) != 2 * width)
    model.problem = "its transformer mapper's inner layers are not twice the language model's width";
}

void add_encoder_mapper(ModelDescription& model, const Names& mapper) {
  model.mapper = "encoder";
  const auto width = std::max<std::int64_t>(model.size("width"), 1);
  model.set_size("embedding", mapper.dimension("mapper.weight", 1));
  model.set_size("prefix", mapper.dimension("mapper.weight", 0) / width);
  model.set_size("mapper_layers", mapper.count("transformer_encoder.layers."));
}

void add_mapper(ModelDescription& model, const Names& mapper) {
  if (mapper.has("model.0.weight")) return add_mlp_mapper(model, mapper);
  if (mapper.has("transformer.layers.0.norm1.weight")) return add_transformer_mapper(model, mapper);
  if (mapper.has("transformer_encoder.layers.0.norm1.weight")) return add_encoder_mapper(model, mapper);
  model.problem = mapper.has("weight") ? "its mapper is one linear layer (ClipCap's predict.py with a prefix above 10)"
                  : mapper.has("prefix_decoder.layers.0.norm1.weight")
                      ? "its mapper is CapDec's encoder and decoder, not the transformer that its paper trains"
                      : "its mapper is of no kind that Vignette has: mlp, transformer, encoder, cross_attention";
}

void add_cross_attention(ModelDescription& model) {
  model.mapper = "cross_attention";
  model.set_size("prefix", 1);
}

/// A captioner by where its language model and its mapper lie ("" for none).
std::optional<ModelDescription> captioner(const Names& names, WeightLayout layout, std::string_view system,
                                          std::string_view language_model, std::string_view mapper) {
  const Names gpt2 = names.below(language_model);
  if (!is_gpt2(gpt2)) return std::nullopt;
  if (mapper.empty() && !cross_attends(gpt2)) return std::nullopt;
  ModelDescription model;
  model.kind = ModelKind::captioner, model.layout = layout, model.system = system;
  model.body = language_model, model.mapper_body = mapper;
  add_gpt2_sizes(model, gpt2);
  cross_attends(gpt2) ? add_cross_attention(model) : add_mapper(model, names.below(mapper));
  return model;
}

std::optional<ModelDescription> known_captioner(const Names& names) {
  if (auto found = captioner(names, WeightLayout::clipcap, "ClipCap", "gpt.transformer.", "clip_project."))
    return found;
  if (auto found = captioner(names, WeightLayout::clip_gpt, "clip-gpt-captioning", "td.model.transformer.", "mp."))
    return found;
  for (const char* place : {"language_model.transformer.", "transformer.", ""})
    if (auto found = captioner(names, WeightLayout::clip_text_decoder, "clip-text-decoder", place, "")) return found;
  return std::nullopt;
}

ModelDescription hugging_face(ModelKind kind, std::string_view system) {
  ModelDescription model;
  model.kind = kind, model.layout = WeightLayout::hugging_face, model.system = system;
  return model;
}

std::optional<ModelDescription> gpt2(const Names& names) {
  for (const char* place : {"transformer.", ""})
    if (const Names found = names.below(place); is_gpt2(found)) {
      auto model = hugging_face(ModelKind::gpt2, "GPT-2");
      model.body = place;
      add_gpt2_sizes(model, found);
      return model;
    }
  return std::nullopt;
}

/// BERT has the same names; its config.json tells them apart.
std::optional<ModelDescription> roberta(const Names& names) {
  for (const char* place : {"roberta.", ""}) {
    const Names found = names.below(place);
    if (!found.has("encoder.layer.0.attention.self.query.weight")) continue;
    const auto positions = found.dimension("embeddings.position_embeddings.weight", 0);
    auto model = hugging_face(ModelKind::roberta, "RoBERTa");
    model.body = place;
    model.set_size("layers", found.count("encoder.layer."));
    model.set_size("width", found.dimension("embeddings.word_embeddings.weight", 1));
    model.set_size("vocabulary", found.dimension("embeddings.word_embeddings.weight", 0));
    model.set_size("positions", positions);
    return model;
  }
  return std::nullopt;
}

std::optional<ModelDescription> clip(const Names& names) {
  if (!names.has("text_model.embeddings.token_embedding.weight") || !names.has("visual_projection.weight")) return {};
  auto model = hugging_face(ModelKind::clip, "CLIP (ViT)");
  model.set_size("embedding", names.dimension("visual_projection.weight", 0));
  model.set_size("layers", names.count("vision_model.encoder.layers."));
  model.set_size("width", names.dimension("vision_model.embeddings.class_embedding", 0));
  model.set_size("patch", names.dimension("vision_model.embeddings.patch_embedding.weight", 2));
  model.set_size("text_layers", names.count("text_model.encoder.layers."));
  model.set_size("text_width", names.dimension("text_model.embeddings.token_embedding.weight", 1));
  return model;
}

std::optional<ModelDescription> openai_clip(const Names& names) {
  if (!names.has("visual.conv1.weight") || !names.has("transformer.resblocks.0.ln_1.weight")) return std::nullopt;
  ModelDescription model;
  model.kind = ModelKind::clip, model.layout = WeightLayout::openai_clip;
  const bool vit = names.has("visual.class_embedding");
  model.system = vit ? "CLIP (ViT)" : "CLIP (ResNet)";
  model.set_size("embedding", names.dimension("text_projection", 1));
  model.set_size("width", names.dimension(vit ? "visual.conv1.weight" : "visual.layer1.0.conv1.weight", 0));
  if (vit) model.set_size("layers", names.count("visual.transformer.resblocks."));
  if (vit) model.set_size("patch", names.dimension("visual.conv1.weight", 2));
  model.set_size("text_layers", names.count("transformer.resblocks."));
  model.set_size("text_width", names.dimension("token_embedding.weight", 1));
  return model;
}

std::optional<ModelDescription> blip(const Names& names) {
  if (!names.has("vision_model.encoder.layers.0.self_attn.qkv.weight")) return std::nullopt;
  auto model = hugging_face(ModelKind::blip, "BLIP");
  model.set_size("embedding", names.dimension("vision_model.embeddings.class_embedding", 2));
  model.set_size("layers", names.count("vision_model.encoder.layers."));
  model.set_size("width", model.size("embedding"));
  model.set_size("patch", names.dimension("vision_model.embeddings.patch_embedding.weight", 2));
  return model;
}

std::optional<ModelDescription> original_blip(const Names& names) {
  if (!names.has("visual_encoder.cls_token")) return std::nullopt;
  ModelDescription model;
  model.kind = ModelKind::blip, model.layout = WeightLayout::salesforce_blip, model.system = "BLIP";
  model.set_size("embedding", names.dimension("visual_encoder.cls_token", 2));
  model.set_size("layers", names.count("visual_encoder.blocks."));
  model.set_size("width", model.size("embedding"));
  model.set_size("patch", names.dimension("visual_encoder.patch_embed.proj.weight", 2));
  return model;
}

ModelDescription described(const Names& names) {
  if (auto found = known_captioner(names)) return *found;
  if (auto found = gpt2(names)) return *found;
  if (auto found = roberta(names)) return *found;
  if (auto found = clip(names)) return *found;
  if (auto found = openai_clip(names)) return *found;
  if (auto found = blip(names)) return *found;
  if (auto found = original_blip(names)) return *found;
  return {};
}

}  // namespace

std::string_view model_kind_name(ModelKind kind) {
  constexpr std::array<std::string_view, 6> names = {"unknown", "gpt2", "roberta", "clip", "blip", "captioner"};
  return names[static_cast<std::size_t>(kind)];
}

std::int64_t ModelDescription::size(std::string_view name) const {
  const auto found = std::find_if(sizes.begin(), sizes.end(), [&](const auto& one) { return one.first == name; });
  return found == sizes.end() ? 0 : found->second;
}

void ModelDescription::set_size(std::string_view name, std::int64_t value) {
  std::erase_if(sizes, [&](const auto& one) { return one.first == name; });
  if (value > 0) sizes.emplace_back(name, value);
}

ModelDescription describe_weights(const WeightShapes& weights) {
  // Readers unwrap dictionaries in dictionaries; what is left stands in the names themselves.
  for (const char* wrapper : {"", "module.", "model.", "state_dict."}) {
    auto model = described(Names(weights, wrapper));
    model.wrapper = wrapper;
    if (model.kind != ModelKind::unknown) return model;
  }
  return {};
}

}  // namespace vignette
