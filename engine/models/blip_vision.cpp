#include "models/blip_vision.h"

#include <cmath>

#include "log/log.h"
#include "models/configs.h"
#include "models/json_object.h"
#include "models/published_names.h"
#include "models/safetensors.h"

namespace vignette {
namespace {

namespace fs = std::filesystem;

constexpr const char* kClassToken = "visual_encoder.cls_token";

VisionTransformerConfig blip_defaults() {
  VisionTransformerConfig config;
  config.layers = {768, 3072, 12, 12, 1e-5, "gelu"};
  config.image_size = 384, config.patch_size = 16;
  config.projection_dim = 0;
  config.pre_norm = false;
  config.patch_bias = true;
  return config;
}

VisionTransformerConfig config_of_directory(const fs::path& directory) {
  const JsonObject file = JsonObject::from_file(directory / "config.json", "");
  const JsonObject object = file.is_object("vision_config") ? file.child("vision_config") : file;
  VisionTransformerConfig config = blip_defaults();
  read_tower(object, config.layers);
  object.read("image_size", config.image_size);
  object.read("patch_size", config.patch_size);
  if (config.image_size % config.patch_size != 0) object.fail("patch_size", "expected a divisor of image_size");
  return config;
}

/// Sizes by the shapes; heads of 64 and the epsilon of the original code, 1e-6.
VisionTransformerConfig config_of_weights(const WeightFiles& files) {
  const auto size = [&](const std::string& name, std::size_t dimension) {
    const auto found = files.weights.find("visual_encoder." + name);
    if (found == files.weights.end() || found->second.shape.size() <= dimension || found->second.shape[dimension] < 1)
      throw WeightsError(concat(files.path.string(), ": visual_encoder.", name,
                                " is missing or has another shape than BLIP's. Name a checkpoint of BLIP, or a "
                                "directory in Hugging Face's layout."));
    return found->second.shape[dimension];
  };
  VisionTransformerConfig config = blip_defaults();
  config.layers.layer_norm_eps = 1e-6;
  config.layers.hidden_size = size("cls_token", 2);
  config.layers.num_attention_heads = std::max<std::int64_t>(config.layers.hidden_size / 64, 1);
  config.layers.intermediate_size = size("blocks.0.mlp.fc1.weight", 0);
  config.layers.num_hidden_layers = 0;
  while (files.weights.contains(concat("visual_encoder.blocks.", config.layers.num_hidden_layers, ".norm1.weight")))
    ++config.layers.num_hidden_layers;
  config.patch_size = size("patch_embed.proj.weight", 3);
  const std::int64_t places = size("pos_embed", 1) - 1;
  if (places < 1 || config.layers.num_hidden_layers < 1)
    throw WeightsError(concat(files.path.string(), ": expected BLIP's blocks and position embeddings of a class token ",
                              "and patches, got ", config.layers.num_hidden_layers, " blocks and ", places + 1,
                              " positions. Fetch the file again."));
  config.image_size = config.patch_size * std::lround(std::sqrt(static_cast<double>(places)));
  return config;
}

}  // namespace

bool is_blip(const fs::path& directory_or_file) {
  if (!fs::is_directory(directory_or_file)) return open_weights(directory_or_file).weights.contains(kClassToken);
  const JsonObject config = JsonObject::from_file(directory_or_file / "config.json", "");
  std::string type;
  config.read("model_type", type);
  return type == "blip" || type == "blip_vision_model";
}

VisionTransformerConfig blip_vision_config(const fs::path& directory_or_file) {
  return fs::is_directory(directory_or_file) ? config_of_directory(directory_or_file)
                                             : config_of_weights(open_weights(directory_or_file));
}

std::unique_ptr<ImageTower> load_blip_vision(const fs::path& directory_or_file) {
  auto tower = std::make_unique<VisionTransformer>(blip_vision_config(directory_or_file), Initialise::blank);
  load_parameters(with_vision_transformer_names(open_weights(directory_or_file)), tower->named_parameters());
  return tower;
}

}  // namespace vignette
