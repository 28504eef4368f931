#include "models/clip.h"

#include <ATen/ops/linear.h>

#include "models/configs.h"
#include "models/openai_clip.h"
#include "models/published_names.h"
#include "models/safetensors.h"
#include "models/vision_transformer.h"

namespace vignette {
namespace {

ClipTextConfig text_config(const ClipConfig& config) {
  return {config.text, config.vocab_size, config.max_position_embeddings, config.eos_token_id};
}

std::unique_ptr<ImageTower> make_image_tower(const ClipConfig& config, Initialise how) {
  if (!config.resnet) {
    VisionTransformerConfig transformer{config.vision, config.image_size, config.patch_size, config.projection_dim};
    return std::make_unique<VisionTransformer>(transformer, how);
  }
  ClipResNetConfig resnet = *config.resnet;
  resnet.image_size = config.image_size;
  resnet.output_dim = config.projection_dim;
  return std::make_unique<ClipResNet>(resnet, how);
}

}  // namespace

Clip::Clip(const ClipConfig& config) : Clip(config, Initialise::random) {}

Clip Clip::blank(const ClipConfig& config) {
  return {config, Initialise::blank};
}

Clip::Clip(const ClipConfig& config, Initialise how)
    : config_(config),
      logit_scale_(constant_parameter({}, config.logit_scale_init_value)),
      text_(text_config(config), how),
      image_(make_image_tower(config, how)),
      text_projection_(normal_parameter({config.projection_dim, config.text.hidden_size},
                                        inverse_root(config.text.hidden_size), how)) {}

ClipConfig ClipConfig::from_path(const std::filesystem::path& directory_or_file) {
  if (std::filesystem::is_directory(directory_or_file)) return from_directory(directory_or_file);
  return openai_clip_config(open_weights(directory_or_file));
}

Clip Clip::load(const std::filesystem::path& directory_or_file) {
  Clip model(ClipConfig::from_path(directory_or_file), Initialise::blank);
  NamedTensors all = model.named_parameters();
  for (const auto& buffer : model.named_buffers()) all.push_back(buffer);
  load_parameters(with_hugging_face_names(open_weights(directory_or_file)), all);
  return model;
}

void Clip::save(const std::filesystem::path& directory) const {
  write_config(directory, config_);
  NamedTensors all = named_parameters();
  for (const auto& buffer : named_buffers()) all.push_back(buffer);
  write_safetensors(directory / "model.safetensors", all, {{"format", "pt"}});
}

NamedTensors Clip::named_parameters() const {
  NamedTensors all = {{"logit_scale", logit_scale_}};
  for (const auto& parameter : text_.named_parameters()) all.push_back(parameter);
  for (const auto& parameter : image_->named_parameters()) all.push_back(parameter);
  all.emplace_back("text_projection.weight", text_projection_);
  return all;
}

void Clip::checkpoint_activations() {
  text_.checkpoint_activations();
  image_->checkpoint_activations();
}

void Clip::pack_for_inference(ClipTower tower) {
  unpack();
  if (tower == ClipTower::text)
    text_.pack_for_inference();
  else
    image_->pack_for_inference();
}

void Clip::unpack() {
  text_.unpack();
  image_->unpack();
}

at::Tensor Clip::encode_images(const at::Tensor& pixels) const {
  return image_->encode(pixels, ImageFeatures::projected);
}

at::Tensor Clip::encode_texts(const at::Tensor& ids) const {
  return at::linear(text_.encode(ids), text_projection_);
}

at::Tensor Clip::scale() const {
  return logit_scale_.exp();
}

}  // namespace vignette
