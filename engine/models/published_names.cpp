#include "models/published_names.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "data/safetensors_header.h"
#include "log/log.h"

namespace vignette {
namespace {

using Names = std::vector<std::pair<std::string_view, std::string_view>>;

/// Names within a layer; "" stands for the three of a joint projection.
const Names kOpenaiLayer = {
    {"attn.in_proj_weight", ""}, {"attn.in_proj_bias", ""}, {"attn.out_proj.", "self_attn.out_proj."},
    {"ln_1.", "layer_norm1."},   {"ln_2.", "layer_norm2."}, {"mlp.c_fc.", "mlp.fc1."},
    {"mlp.c_proj.", "mlp.fc2."}};
const Names kOpenaiOthers = {{"visual.class_embedding", "vision_model.embeddings.class_embedding"},
                             {"visual.conv1.weight", "vision_model.embeddings.patch_embedding.weight"},
                             {"visual.positional_embedding", "vision_model.embeddings.position_embedding.weight"},
                             {"visual.ln_pre.", "vision_model.pre_layrnorm."},
                             {"visual.ln_post.", "vision_model.post_layernorm."},
                             {"token_embedding.weight", "text_model.embeddings.token_embedding.weight"},
                             {"positional_embedding", "text_model.embeddings.position_embedding.weight"},
                             {"ln_final.", "text_model.final_layer_norm."}};
const Names kBlipLayer = {{"self_attn.qkv.weight", ""},
                          {"self_attn.qkv.bias", ""},
                          {"self_attn.projection.", "self_attn.out_proj."},
                          {"attn.qkv.weight", ""},
                          {"attn.qkv.bias", ""},
                          {"attn.proj.", "self_attn.out_proj."},
                          {"norm1.", "layer_norm1."},
                          {"norm2.", "layer_norm2."},
                          {"mlp.fc1.", "mlp.fc1."},
                          {"mlp.fc2.", "mlp.fc2."},
                          {"layer_norm1.", "layer_norm1."},
                          {"layer_norm2.", "layer_norm2."}};
const Names kBlipOthers = {
    {"visual_encoder.cls_token", "vision_model.embeddings.class_embedding"},
    {"visual_encoder.pos_embed", "vision_model.embeddings.position_embedding.weight"},
    {"visual_encoder.patch_embed.proj.", "vision_model.embeddings.patch_embedding."},
    {"visual_encoder.norm.", "vision_model.post_layernorm."},
    {"vision_model.embeddings.position_embedding", "vision_model.embeddings.position_embedding.weight"}};

/// Row block `index` of `count`.
StoredWeight rows_of(const StoredWeight& weight, std::int64_t index, std::int64_t count) {
  StoredWeight part = weight;
  part.shape.at(0) /= count;
  const auto width = *dtype_width(weight.dtype);
  const auto row = static_cast<std::uint64_t>(weight.strides.at(0)) * width;
  part.begin += static_cast<std::uint64_t>(index * part.shape[0]) * row;
  std::int64_t last = 0;
  for (std::size_t i = 0; i < part.shape.size(); ++i)
    last += std::max<std::int64_t>(part.shape[i] - 1, 0) * part.strides[i];
  part.end = part.begin + static_cast<std::uint64_t>(last + 1) * width;
  return part;
}

StoredWeight transposed(StoredWeight weight) {
  std::reverse(weight.shape.begin(), weight.shape.end());
  std::reverse(weight.strides.begin(), weight.strides.end());
  return weight;
}

/// Without the leading dimensions of size 1 beyond `dimensions`.
StoredWeight with_dimensions(StoredWeight weight, std::size_t dimensions) {
  while (weight.shape.size() > dimensions && weight.shape.front() == 1) {
    weight.shape.erase(weight.shape.begin());
    weight.strides.erase(weight.strides.begin());
  }
  return weight;
}

class Renamer {
 public:
  explicit Renamer(WeightFiles files) : from_(std::move(files)) {}

  /// Layers "<from>N.…" as "<to>N.…", by `names`.
  void layers(std::string_view from, const std::string& to, const Names& names) {
    take([&](const std::string& name, const StoredWeight& weight) {
      if (!name.starts_with(from)) return false;
      const auto dot = name.find('.', from.size());
      if (dot == name.npos) return false;
      const std::string prefix = to + name.substr(from.size(), dot + 1 - from.size());
      return put(name.substr(dot + 1), prefix, names, weight);
    });
  }

  void others(const Names& names) {
    take([&](const std::string& name, const StoredWeight& weight) { return put(name, "", names, weight); });
  }

  void transpose(const std::string& from, const std::string& to) {
    take([&](const std::string& name, const StoredWeight& weight) {
      if (name != from || weight.shape.size() != 2) return false;
      to_.insert_or_assign(to, transposed(weight));
      return true;
    });
  }

  WeightFiles result() {
    to_.merge(from_.weights);
    from_.weights = std::move(to_);
    return std::move(from_);
  }

 private:
  template <class Rule>
  void take(const Rule& rule) {
    std::erase_if(from_.weights, [&](const auto& item) { return rule(item.first, item.second); });
  }

  bool put(const std::string& name, const std::string& prefix, const Names& names, const StoredWeight& weight) {
    for (const auto& [from, to] : names) {
      const bool whole = from.back() != '.';
      if (whole ? name != from : !name.starts_with(from)) continue;
      if (to.empty()) return split(prefix, name.ends_with("bias") ? "bias" : "weight", weight);
      to_.insert_or_assign(concat(prefix, to, name.substr(from.size())), weight);
      return true;
    }
    return false;
  }

  /// The rows of query, key and value, in this order.
  bool split(const std::string& prefix, const char* kind, const StoredWeight& weight) {
    constexpr std::array parts = {"q", "k", "v"};
    if (weight.shape.empty() || weight.shape[0] % 3 != 0) return false;
    for (std::size_t i = 0; i < parts.size(); ++i)
      to_.insert_or_assign(concat(prefix, "self_attn.", parts[i], "_proj.", kind),
                           rows_of(weight, static_cast<std::int64_t>(i), 3));
    return true;
  }

  WeightFiles from_;
  std::map<std::string, StoredWeight> to_;
};

}  // namespace

WeightFiles with_hugging_face_names(WeightFiles files) {
  const bool transformer = files.weights.contains("visual.proj");
  Renamer renamer(std::move(files));
  renamer.layers("transformer.resblocks.", "text_model.encoder.layers.", kOpenaiLayer);
  renamer.transpose("text_projection", "text_projection.weight");
  if (transformer) {
    renamer.layers("visual.transformer.resblocks.", "vision_model.encoder.layers.", kOpenaiLayer);
    renamer.transpose("visual.proj", "visual_projection.weight");
  }
  Names others = kOpenaiOthers;
  if (!transformer) std::erase_if(others, [](const auto& names) { return names.first.starts_with("visual."); });
  renamer.others(others);
  return renamer.result();
}

WeightFiles with_vision_transformer_names(WeightFiles files) {
  // BlipVisionModel by itself lacks the prefix.
  if (files.weights.contains("post_layernorm.weight")) {
    std::map<std::string, StoredWeight> prefixed;
    for (auto& [name, weight] : files.weights) prefixed.emplace("vision_model." + name, std::move(weight));
    files.weights = std::move(prefixed);
  }
  Renamer renamer(std::move(files));
  renamer.layers("visual_encoder.blocks.", "vision_model.encoder.layers.", kBlipLayer);
  renamer.layers("vision_model.encoder.layers.", "vision_model.encoder.layers.", kBlipLayer);
  renamer.others(kBlipOthers);
  WeightFiles renamed = renamer.result();
  for (const auto& [name, dimensions] : {std::pair("class_embedding", 1), {"position_embedding.weight", 2}}) {
    const auto found = renamed.weights.find(concat("vision_model.embeddings.", name));
    if (found != renamed.weights.end())
      found->second = with_dimensions(found->second, static_cast<std::size_t>(dimensions));
  }
  return renamed;
}

}  // namespace vignette
