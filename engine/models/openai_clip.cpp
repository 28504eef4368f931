#include "models/openai_clip.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "log/log.h"

namespace vignette {
namespace {

/// Shapes of an OpenAI CLIP, with errors that name what is missing.
class Shapes {
 public:
  explicit Shapes(const WeightFiles& files) : files_(files) {}

  bool has(const std::string& name) const { return files_.weights.contains(name); }

  std::int64_t size(const std::string& name, std::size_t dimension) const {
    const auto found = files_.weights.find(name);
    if (found == files_.weights.end() || found->second.shape.size() <= dimension)
      throw WeightsError(concat(
          files_.path.string(), ": is no CLIP that OpenAI wrote: ", name,
          found == files_.weights.end() ? " is missing" : " has another shape", " among its ", files_.weights.size(),
          " tensors. Name one of OpenAI's files (ViT-B-32.pt), or the directory that holds config.json and weights in "
          "Hugging Face's layout."));
    const std::int64_t size = found->second.shape[dimension];
    if (size < 1) throw WeightsError(concat(files_.path.string(), ": ", name, " is empty. Fetch the file again."));
    return size;
  }

  /// Different numbers behind `prefix`.
  std::int64_t count(const std::string& prefix) const {
    std::set<std::string> numbers;
    for (auto it = files_.weights.lower_bound(prefix); it != files_.weights.end() && it->first.starts_with(prefix);
         ++it)
      numbers.insert(it->first.substr(prefix.size(), it->first.find('.', prefix.size()) - prefix.size()));
    return static_cast<std::int64_t>(numbers.size());
  }

  /// Side of the square of places that the position embeddings are of, the class token's apart.
  std::int64_t side(const std::string& positions) const {
    const std::int64_t places = size(positions, 0) - 1;
    if (places < 1)
      throw WeightsError(concat(files_.path.string(), ": ", positions, " has no places besides the class token."));
    return std::lround(std::sqrt(static_cast<double>(places)));
  }

  ClipTowerConfig layers(const std::string& prefix, std::int64_t width) const {
    constexpr std::int64_t head = 64;
    ClipTowerConfig tower;
    tower.hidden_size = width;
    tower.num_attention_heads = std::max<std::int64_t>(width / head, 1);
    tower.num_hidden_layers = count(prefix);
    tower.intermediate_size = size(prefix + "0.mlp.c_fc.weight", 0);
    return tower;
  }

 private:
  const WeightFiles& files_;
};

}  // namespace

ClipConfig openai_clip_config(const WeightFiles& files) {
  const Shapes shapes(files);
  ClipConfig config;
  const std::int64_t first = shapes.size("visual.conv1.weight", 0);
  if (shapes.has("visual.proj")) {
    config.vision = shapes.layers("visual.transformer.resblocks.", first);
    config.patch_size = shapes.size("visual.conv1.weight", 3);
    config.image_size = config.patch_size * shapes.side("visual.positional_embedding");
  } else {
    config.resnet.emplace();
    for (std::size_t i = 0; i < config.resnet->layers.size(); ++i)
      config.resnet->layers[i] = shapes.count("visual.layer" + std::to_string(i + 1) + ".");
    config.resnet->width = shapes.size("visual.layer1.0.conv1.weight", 0);
    config.image_size = 32 * shapes.side("visual.attnpool.positional_embedding");
  }
  config.projection_dim = shapes.size("text_projection", 1);
  config.max_position_embeddings = shapes.size("positional_embedding", 0);
  config.vocab_size = shapes.size("token_embedding.weight", 0);
  config.bos_token_id = config.vocab_size - 2;
  config.eos_token_id = config.vocab_size - 1;
  config.text = shapes.layers("transformer.resblocks.", shapes.size("ln_final.weight", 0));
  return config;
}

}  // namespace vignette
