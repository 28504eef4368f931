// How much memory a run needs at most, by arithmetic on the models' sizes.

#include <algorithm>
#include <optional>

#include "models/blip_vision.h"
#include "models/configs.h"
#include "training/model_files.h"
#include "training/training_run.h"

namespace vignette {
namespace {

constexpr std::int64_t float_bytes = 4;
/// A trained parameter: weight, gradient and two moments.
constexpr std::int64_t trained_bytes = 4 * float_bytes;
/// Floats that autograd keeps for a position of a transformer block, in widths: inputs of the norms and products,
/// query, key, value, attention's output, and the inner layer (four widths) before and after its activation, plus
/// gradients.
constexpr std::int64_t kept_widths = 24;

/// Weights of a pre- or post-norm block of `width` with an inner layer of `inner`.
std::int64_t block_parameters(std::int64_t width, std::int64_t inner) {
  return 4 * width * width + 2 * width * inner + 9 * width + inner;
}

struct Sizes {
  std::int64_t parameters = 0, layers = 0, width = 0, heads = 0, vocabulary = 0;
  /// Bytes that one forward pass with gradient keeps for `rows` rows of `length` positions.
  std::int64_t activations(std::int64_t rows, std::int64_t length) const {
    return rows * layers * (length * kept_widths * width + heads * length * length * 2) * float_bytes;
  }
  /// Logits, their log-softmax and its gradient.
  std::int64_t logits(std::int64_t rows, std::int64_t length) const {
    return rows * length * vocabulary * 3 * float_bytes;
  }
};

Sizes sizes_of(const Gpt2Config& config) {
  const auto inner = config.n_inner > 0 ? config.n_inner : 4 * config.n_embd;
  const auto cross = config.add_cross_attention ? 4 * config.n_embd * config.n_embd + 6 * config.n_embd : 0;
  return {(config.vocab_size + config.n_positions + 2) * config.n_embd +
              config.n_layer * (block_parameters(config.n_embd, inner) + cross),
          config.n_layer, config.n_embd, config.n_head, config.vocab_size};
}

Sizes sizes_of(const RobertaConfig& config) {
  return {(config.vocab_size + config.max_position_embeddings + 3 + config.hidden_size) * config.hidden_size +
              config.num_hidden_layers * block_parameters(config.hidden_size, config.intermediate_size) +
              config.hidden_size * config.hidden_size / 2,
          config.num_hidden_layers, config.hidden_size, config.num_attention_heads, config.vocab_size};
}

Sizes sizes_of(const ClipTowerConfig& tower, std::int64_t embedded_rows, std::int64_t projection) {
  return {embedded_rows * tower.hidden_size + projection * tower.hidden_size +
              tower.num_hidden_layers * block_parameters(tower.hidden_size, tower.intermediate_size),
          tower.num_hidden_layers, tower.hidden_size, tower.num_attention_heads, 0};
}

std::int64_t image_positions(const ClipConfig& config) {
  const auto side = config.image_size / (config.resnet ? 4 : config.patch_size);
  return side * side + 1;
}

Sizes text_tower(const ClipConfig& config) {
  return sizes_of(config.text, config.vocab_size + config.max_position_embeddings, config.projection_dim);
}

/// CLIP's ResNet by its blocks: what they keep is counted as that of a transformer's block of the same size.
Sizes resnet_tower(const ClipConfig& config) {
  const ClipResNetConfig& resnet = *config.resnet;
  Sizes sizes;
  std::int64_t channels = resnet.width, in = channels;
  for (const auto blocks : resnet.layers) {
    for (std::int64_t i = 0; i < blocks; ++i, in = 4 * channels)
      sizes.parameters +=
          in * channels + 9 * channels * channels + 4 * channels * channels + (i == 0 ? 4 * in * channels : 0);
    sizes.layers += blocks;
    channels *= 2;
  }
  sizes.parameters += 3 * in * in + in * config.projection_dim;
  sizes.width = resnet.width;
  return sizes;
}

Sizes image_tower(const ClipConfig& config) {
  if (config.resnet) return resnet_tower(config);
  return sizes_of(config.vision, image_positions(config) + 3 * config.patch_size * config.patch_size,
                  config.projection_dim);
}

Sizes blip_tower(const VisionTransformerConfig& config) {
  return sizes_of(config.layers, 3 * config.patch_size * config.patch_size, 0);
}

template <class Config>
Config read_config(const Recipe& recipe, const char* key, Config (*fresh)(const Recipe&)) {
  const auto directory = recipe.path(key);
  if (directory.empty()) return fresh(recipe);
  try {
    return Config::from_directory(directory);
  } catch (const std::exception& failure) {
    throw RecipeError(std::string(key) + ": " + failure.what());
  }
}

Gpt2Config language_model_config(const Recipe& recipe) {
  const auto captioner = recipe.path("models.captioner");
  if (captioner.empty()) {
    auto config = read_config(recipe, "models.language_model", new_language_model_config);
    config.add_cross_attention = config.add_cross_attention || recipe.text("mapper.kind") == "cross_attention";
    return config;
  }
  return read_captioner_description(captioner).language_model;
}

/// What of a model's activations stays for the backward pass: with training.activation_checkpointing the inputs of all
/// blocks and one block's activations.
std::int64_t kept_activations(const Recipe& recipe, const Sizes& model, std::int64_t rows, std::int64_t length) {
  const auto all = model.activations(rows, length);
  if (!recipe.boolean("training.activation_checkpointing")) return all;
  return all / model.layers + rows * length * model.layers * model.width * float_bytes;
}

/// Numbers of a model's weights, and of those that train (adapters count as both).
struct WeightCounts {
  std::int64_t all = 0, trained = 0;
};

/// Weights, gradients and moments; the moving average (not the critic's), and autocast's casts.
std::int64_t weight_bytes(const Recipe& recipe, const WeightCounts& counts, bool averaged) {
  const auto average = averaged && recipe.real("optimizer.ema_decay") > 0 ? counts.trained * float_bytes : 0;
  const auto casts = recipe.text("precision") == "fp32" ? 0 : counts.all * float_bytes / 2;
  return counts.all * float_bytes + counts.trained * (trained_bytes - float_bytes) + average + casts;
}

ClipConfig clip_config(const Recipe& recipe) {
  const auto path = recipe.path("models.clip");
  if (path.empty()) return new_clip_config(recipe);
  try {
    return ClipConfig::from_path(path);
  } catch (const std::exception& failure) {
    throw RecipeError(std::string("models.clip: ") + failure.what());
  }
}

/// Bytes of BLIP's frozen image tower, 64 pictures at a time; nullopt where models.clip is none.
std::optional<std::int64_t> blip_bytes(const Recipe& recipe) {
  const auto path = recipe.path("models.clip");
  if (path.empty() || recipe.text("training.objective") == "contrastive") return std::nullopt;
  try {
    if (!is_blip(path)) return std::nullopt;
    const auto config = blip_vision_config(path);
    const auto tower = blip_tower(config);
    const auto side = config.image_size / config.patch_size;
    return tower.parameters * float_bytes + tower.activations(64, side * side + 1) / tower.layers;
  } catch (const std::exception& failure) {
    throw RecipeError(std::string("models.clip: ") + failure.what());
  }
}

std::int64_t clip_bytes(const Recipe& recipe) {
  if (const auto blip = blip_bytes(recipe)) return *blip;
  const auto config = clip_config(recipe);
  const auto images = image_tower(config), texts = text_tower(config);
  const auto batch = recipe.integer("training.batch_size"), length = config.max_position_embeddings;
  if (recipe.text("training.objective") == "contrastive")
    return weight_bytes(recipe, {images.parameters + texts.parameters, images.parameters + texts.parameters}, true) +
           kept_activations(recipe, images, batch, image_positions(config)) +
           kept_activations(recipe, texts, batch, length);
  // Frozen: one layer's activations at a time, 64 pictures or the step's captions.
  const auto rows = std::max<std::int64_t>(64, batch * (1 + recipe.integer("training.samples_per_image")));
  return (images.parameters + texts.parameters) * float_bytes +
         images.activations(64, image_positions(config)) / images.layers +
         texts.activations(rows, std::min<std::int64_t>(length, recipe.integer("decoding.max_length") + 2)) /
             texts.layers;
}

/// The embedding is taken to be as wide as the language model.
std::int64_t mapper_parameters(const Recipe& recipe, std::int64_t width) {
  const auto layers = recipe.integer("mapper.num_layers"), wide = recipe.integer("mapper.prefix_length") * width;
  const auto& kind = recipe.text("mapper.kind");
  if (kind == "transformer")
    return layers * block_parameters(width, 2 * width) + recipe.integer("mapper.clip_length") * width * width;
  if (kind == "encoder")
    return layers * block_parameters(width, recipe.integer("mapper.mlp_ratio") * width) + wide * width;
  return kind == "cross_attention" ? 0 : wide / 2 * (wide + width);
}

/// training.freeze is left out: what its patterns match is known only with the model. Adapters count as if all four
/// matrices of a block had them.
WeightCounts captioner_counts(const Recipe& recipe, const Sizes& model) {
  const auto mapper = mapper_parameters(recipe, model.width);
  if (const auto rank = recipe.integer("lora.rank"); rank > 0) {
    const auto adapters = 16 * rank * model.width * model.layers;
    return {model.parameters + adapters + mapper, adapters + mapper};
  }
  const auto& freezing = recipe.text("training.language_model_freezing");
  auto trained = model.parameters;
  if (freezing == "middle")
    trained -= std::max<std::int64_t>(0, model.layers - 2) * block_parameters(model.width, 4 * model.width);
  if (freezing == "all" || recipe.boolean("training.freeze_language_model")) trained = 0;
  return {model.parameters + mapper, trained + mapper};
}

std::int64_t captioner_bytes(const Recipe& recipe, std::int64_t rows) {
  const auto model = sizes_of(language_model_config(recipe));
  const auto prefix = recipe.integer("mapper.prefix_length");
  const auto counts = captioner_counts(recipe, model);
  const auto length = recipe.integer("decoding.max_length");
  const auto cache = rows * 2 * model.layers * (prefix + length) * model.width * float_bytes;
  // The initial captioner, one layer at a time, and two more tables of the vocabulary's size.
  const auto initial = recipe.real("policy.kl_weight") > 0
                           ? counts.all * float_bytes + model.activations(rows, prefix + length) / model.layers +
                                 model.logits(rows, length)
                           : 0;
  return weight_bytes(recipe, counts, true) + kept_activations(recipe, model, rows, prefix + length) +
         model.logits(rows, length) + cache + initial;
}

std::int64_t critic_bytes(const Recipe& recipe, std::int64_t rows) {
  const auto model = sizes_of(read_config(recipe, "models.discriminator", new_critic_config));
  const auto length = recipe.integer("decoding.max_length") + 2;
  // R1 keeps a second graph over the human captions: forward and its derivative.
  const auto penalty = recipe.real("critic.r1_weight") > 0 ? 2 * model.activations(rows, length) : 0;
  return weight_bytes(recipe, {model.parameters, model.parameters}, false) +
         kept_activations(recipe, model, 2 * rows, length) + penalty;
}

/// Of what the run trains, the critic apart.
WeightCounts trained_counts(const Recipe& recipe) {
  if (recipe.text("training.objective") != "contrastive")
    return captioner_counts(recipe, sizes_of(language_model_config(recipe)));
  const auto config = clip_config(recipe);
  const auto all = image_tower(config).parameters + text_tower(config).parameters;
  return {all, all};
}

std::int64_t phase_checkpoints(const Recipe& recipe) {
  const bool with_critic = recipe.text("training.objective") == "adversarial" && recipe.boolean("critic.on");
  const auto own = trained_counts(recipe);
  const auto critic =
      with_critic ? sizes_of(read_config(recipe, "models.discriminator", new_critic_config)).parameters : 0;
  const auto average = recipe.real("optimizer.ema_decay") > 0 ? own.trained : 0;
  // The model as it stands by itself; beside it, to go on from, its weights once more with two moments each.
  const auto model = (own.all + critic) * float_bytes;
  const auto whole = 2 * model + (2 * (own.trained + critic) + average) * float_bytes;
  const auto best = recipe.boolean("checkpoint.best_state") ? whole : model;
  // One is written before an older one is removed.
  return (recipe.integer("checkpoint.keep") + 1) * whole + recipe.integer("checkpoint.keep_best") * best;
}

std::int64_t phase_memory(const Recipe& recipe) {
  constexpr std::int64_t program = std::int64_t{300} << 20;  // LibTorch itself, tokenizers, dataset
  const auto& objective = recipe.text("training.objective");
  auto total = program + clip_bytes(recipe);
  if (objective == "contrastive") return total;
  const bool adversarial = objective == "adversarial";
  const auto samples = adversarial ? recipe.integer("training.samples_per_image") : 1;
  const auto rows = recipe.integer("training.batch_size") * samples;
  total += captioner_bytes(recipe, rows);
  if (adversarial && recipe.boolean("critic.on")) total += critic_bytes(recipe, rows);
  return total;
}

}  // namespace

std::int64_t estimate_memory(const Recipe& recipe) {
  std::int64_t most = 0;  // one phase's models are there at a time
  for (const auto& phase : recipe.phases()) most = std::max(most, phase_memory(phase.recipe));
  return most;
}

std::int64_t estimate_checkpoints(const Recipe& recipe) {
  std::int64_t all = 0;  // each phase keeps its own
  for (const auto& phase : recipe.phases()) all += phase_checkpoints(phase.recipe);
  return all;
}

}  // namespace vignette
