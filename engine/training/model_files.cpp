#include "training/model_files.h"

#include <ATen/core/grad_mode.h>

#include <cmath>

#include "log/log.h"
#include "models/image_encoder.h"
#include "models/safetensors.h"
#include "training/compute.h"

namespace vignette {
namespace fs = std::filesystem;
namespace {

/// Phases of reseed() for new weights; step 0 belongs to no training step.
enum InitialPhase : std::uint64_t { language_model_phase = 101, mapper_phase, critic_phase, clip_phase };

/// The folder named by `key`, or one beside the run's checkpoints in which the tokenizer is trained (once per run).
fs::path tokenizer_folder(RunContext& context, const std::string& key, const char* name, TrainTokenizerOptions options,
                          std::span<const std::string> texts) {
  const auto named = context.recipe().path(key);
  if (!named.empty()) return named;
  const auto folder = context.run_folder() / "tokenizers" / name;
  if (context.first() && !(fs::exists(folder / "vocab.json") && fs::exists(folder / "merges.txt"))) {
    if (texts.empty()) throw RecipeError(key + ": names no tokenizer and there are no captions to train one on");
    context.progress(concat("training the ", name, " tokenizer"), -1);
    context.check();
    train_tokenizer(texts, options, folder);
  }
  if (context.group()) context.group()->barrier();  // the others read it when it is there
  return folder;
}

void check_tokenizer(const std::string& key, const fs::path& directory) {
  if (tokenizer_files(directory).empty())
    throw RecipeError(concat(key, ": ", (directory / "vocab.json").string(),
                             " is missing (and so is tokenizer.json); name a directory in Hugging Face's layout"));
}

bool cross_attends(const Recipe& recipe) {
  return recipe.text("mapper.kind") == "cross_attention";
}

Captioner fresh_captioner(RunContext& context, std::int64_t embedding_size, Gpt2 language_model,
                          std::shared_ptr<const Tokenizer> tokenizer) {
  const auto& recipe = context.recipe();
  MapperConfig mapper;
  mapper.kind = recipe.text("mapper.kind");
  mapper.embedding_size = embedding_size;
  mapper.prefix_length = recipe.integer("mapper.prefix_length");
  mapper.model_width = language_model.config().n_embd;
  mapper.clip_length = recipe.integer("mapper.clip_length");
  mapper.num_layers = recipe.integer("mapper.num_layers");
  mapper.num_heads = recipe.integer("mapper.num_heads");
  mapper.mlp_ratio = recipe.integer("mapper.mlp_ratio");
  mapper.dropout = recipe.real("mapper.dropout");
  mapper.normalize_embedding = recipe.boolean("likelihood.normalize_prefix");
  mapper.pooled_features = recipe.text("models.image_features") == "pooled";
  reseed(at::kCPU, context.seed(), 0, mapper_phase);
  return {std::move(language_model), mapper, std::move(tokenizer)};
}

CaptionerFiles new_captioner(RunContext& context, std::int64_t embedding_size, std::span<const std::string> captions) {
  const auto& recipe = context.recipe();
  const auto folder = tokenizer_folder(context, "language_model.tokenizer", "gpt2",
                                       {TokenizerKind::gpt2, recipe.integer("language_model.vocab_size"), 2}, captions);
  const auto tokenizer = load_tokenizer(folder, TokenizerKind::gpt2);
  auto config = new_language_model_config(recipe);
  config.vocab_size = tokenizer->vocabulary_size();
  config.eos_token_id = tokenizer->end_id();
  reseed(at::kCPU, context.seed(), 0, language_model_phase);
  return {fresh_captioner(context, embedding_size, Gpt2(config), tokenizer), folder};
}

CaptionerFiles loaded_captioner(RunContext& context, std::int64_t embedding_size) {
  const auto& recipe = context.recipe();
  const auto captioner = recipe.path("models.captioner"), language_model = recipe.path("models.language_model");
  if (captioner.empty()) {
    check_tokenizer("models.language_model", language_model);
    reseed(at::kCPU, context.seed(), 0, language_model_phase);  // for cross-attention that the weights lack
    return {fresh_captioner(context, embedding_size, Gpt2::load(language_model, cross_attends(recipe)),
                            load_tokenizer(language_model, TokenizerKind::gpt2)),
            language_model};
  }
  auto loaded = Captioner::load(captioner);
  if (loaded.mapper_config().embedding_size != embedding_size)
    throw RecipeError(concat("models.captioner: ", captioner.string(), " takes embeddings of ",
                             loaded.mapper_config().embedding_size, " numbers, but models.clip gives ", embedding_size,
                             "; name the CLIP it was trained with"));
  const auto& features = recipe.text("models.image_features");
  if (loaded.mapper_config().pooled_features != (features == "pooled"))
    throw RecipeError(concat("models.captioner: ", captioner.string(), " takes ",
                             loaded.mapper_config().pooled_features ? "pooled" : "projected",
                             " image features, but models.image_features says ", features));
  if (recipe.boolean("likelihood.normalize_prefix")) loaded.normalize_embeddings();
  return {std::move(loaded), captioner};
}

constexpr const char* head_file = "critic_head.safetensors";
constexpr int power_rounds = 50;  // of a norm that begins at random

NamedTensors head_of(const Discriminator& critic) {
  auto head = critic.named_parameters();
  std::erase_if(head, [](const auto& parameter) { return parameter.first.starts_with("roberta."); });
  return head;
}

void load_head(const fs::path& path, Discriminator& critic) {
  const at::NoGradGuard no_grad;
  const SafetensorsFile file(path);
  for (auto& [name, tensor] : head_of(critic)) tensor.copy_(file.tensor(name));
}

}  // namespace

Gpt2Config new_language_model_config(const Recipe& recipe) {
  Gpt2Config config;
  config.vocab_size = recipe.integer("language_model.vocab_size");
  config.n_positions = recipe.integer("language_model.n_positions");
  config.n_embd = recipe.integer("language_model.n_embd");
  config.n_layer = recipe.integer("language_model.n_layer");
  config.n_head = recipe.integer("language_model.n_head");
  config.embd_pdrop = config.attn_pdrop = config.resid_pdrop = recipe.real("language_model.dropout");
  config.eos_token_id = config.vocab_size - 1;
  config.add_cross_attention = cross_attends(recipe);
  return config;
}

RobertaConfig new_critic_config(const Recipe& recipe) {
  RobertaConfig config;
  config.vocab_size = recipe.integer("discriminator.vocab_size");
  config.hidden_size = recipe.integer("discriminator.hidden_size");
  config.intermediate_size = 4 * config.hidden_size;
  config.num_hidden_layers = recipe.integer("discriminator.num_hidden_layers");
  config.num_attention_heads = recipe.integer("discriminator.num_attention_heads");
  config.max_position_embeddings = recipe.integer("discriminator.max_position_embeddings");
  config.hidden_dropout_prob = config.attention_probs_dropout_prob = recipe.real("discriminator.dropout");
  return config;
}

ClipConfig new_clip_config(const Recipe& recipe) {
  const auto tower = [&](const std::string& name) {
    ClipTowerConfig config;
    config.hidden_size = recipe.integer("clip." + name + "_hidden_size");
    config.intermediate_size = 4 * config.hidden_size;
    config.num_hidden_layers = recipe.integer("clip." + name + "_layers");
    config.num_attention_heads = recipe.integer("clip." + name + "_heads");
    return config;
  };
  ClipConfig config;
  config.text = tower("text");
  config.vision = tower("vision");
  config.vocab_size = recipe.integer("clip.vocab_size");
  config.eos_token_id = config.vocab_size - 1;
  config.bos_token_id = config.vocab_size - 2;
  config.max_position_embeddings = recipe.integer("clip.max_position_embeddings");
  config.image_size = recipe.integer("clip.image_size");
  config.patch_size = recipe.integer("clip.patch_size");
  config.projection_dim = recipe.integer("clip.projection_dim");
  config.logit_scale_init_value = std::log(recipe.real("contrastive.logit_scale"));
  return config;
}

CaptionerFiles open_captioner(RunContext& context, std::int64_t embedding_size, std::span<const std::string> captions,
                              const at::Device& device) {
  const auto& recipe = context.recipe();
  const bool named = !recipe.path("models.captioner").empty() || !recipe.path("models.language_model").empty();
  auto files = named ? loaded_captioner(context, embedding_size) : new_captioner(context, embedding_size, captions);
  files.captioner.to(device, at::kFloat);
  log_info(concat("captioner: ", files.captioner.parameter_count(), " parameters"));
  return files;
}

CriticFiles open_critic(RunContext& context, std::span<const std::string> corpus, const at::Device& device) {
  const auto& recipe = context.recipe();
  const auto named = recipe.path("models.discriminator");
  const auto folder =
      !named.empty()
          ? named
          : tokenizer_folder(context, "discriminator.tokenizer", "roberta",
                             {TokenizerKind::roberta, recipe.integer("discriminator.vocab_size"), 2}, corpus);
  if (!named.empty()) check_tokenizer("models.discriminator", named);
  const auto tokenizer = load_tokenizer(folder, TokenizerKind::roberta);
  auto config = named.empty() ? new_critic_config(recipe) : RobertaConfig::from_directory(named);
  if (named.empty()) config.vocab_size = tokenizer->vocabulary_size();
  reseed(at::kCPU, context.seed(), 0, critic_phase);
  Discriminator critic(named.empty() ? Roberta(config) : Roberta::load(named));
  if (fs::exists(folder / head_file)) load_head(folder / head_file, critic);
  critic.to(device, at::kFloat);
  critic.requires_grad(true);
  if (recipe.boolean("critic.spectral_norm")) critic.use_spectral_norm();
  log_info(concat("critic: ", critic.parameter_count(), " parameters"));
  return {std::move(critic), tokenizer, config.hidden_dropout_prob > 0 || config.attention_probs_dropout_prob > 0,
          folder};
}

Discriminator load_critic(const fs::path& directory, bool spectral_norm) {
  Discriminator critic(Roberta::load(directory));
  load_head(directory / head_file, critic);
  if (!spectral_norm) return critic;
  critic.use_spectral_norm();
  for (int round = 0; round < power_rounds; ++round) critic.iterate_spectral_norm();
  return critic;
}

void save_critic(const CriticFiles& files, const fs::path& directory) {
  files.critic.roberta().save(directory);
  write_safetensors(directory / head_file, head_of(files.critic));
  copy_tokenizer(files.tokenizer_source, directory);
}

ClipFiles open_clip(RunContext& context, std::span<const std::string> captions, const at::Device& device) {
  const auto& recipe = context.recipe();
  const auto named = recipe.path("models.clip");
  const auto folder = !named.empty()
                          ? tokenizer_folder_of(named)
                          : tokenizer_folder(context, "clip.tokenizer", "clip",
                                             {TokenizerKind::clip, recipe.integer("clip.vocab_size"), 2}, captions);
  const auto tokenizer = load_tokenizer(folder, TokenizerKind::clip);
  auto config = new_clip_config(recipe);
  config.vocab_size = tokenizer->vocabulary_size();
  config.bos_token_id = tokenizer->begin_id();
  config.eos_token_id = tokenizer->end_id();
  reseed(at::kCPU, context.seed(), 0, clip_phase);
  Clip clip = named.empty() ? Clip(config) : Clip::load(named);
  clip.to(device, at::kFloat);
  clip.requires_grad(true);
  ClipPreprocessing preprocessing = clip_preprocessing_from_directory(named.empty() ? folder : named);
  preprocessing.size = static_cast<int>(clip.config().image_size);
  preprocessing.apply_orientation = !context.reference_compat();
  log_info(concat("clip: ", clip.parameter_count(), " parameters"));
  return {std::move(clip), tokenizer, folder, preprocessing};
}

void copy_tokenizer(const fs::path& source, const fs::path& target) {
  for (const auto& name : tokenizer_files(source))
    fs::copy_file(source / name, target / name, fs::copy_options::overwrite_existing);
}

}  // namespace vignette
