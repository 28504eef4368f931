#include "real_size/players.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/tensor.h>

#include <chrono>
#include <ctime>
#include <fstream>
#include <nlohmann/json.hpp>
#include <random>

#include "models/safetensors.h"
#include "training/likelihood_loss.h"

namespace vignette {
namespace {

constexpr double learning_rate = 1e-5, weight_decay = 0.05;

Captioner open_captioner(const std::filesystem::path& folder, double dropout) {
  auto config = Gpt2Config::from_directory(folder / "gpt2");
  config.embd_pdrop = config.attn_pdrop = config.resid_pdrop = dropout;
  Captioner captioner(Gpt2(config), {"mlp", 512, 10, config.n_embd},
                      load_tokenizer(folder / "gpt2", TokenizerKind::gpt2));
  load_parameters(folder / "gpt2", captioner.named_parameters());
  return captioner;
}

Discriminator open_critic(const std::filesystem::path& folder, double dropout) {
  auto config = RobertaConfig::from_directory(folder / "roberta");
  config.hidden_dropout_prob = config.attention_probs_dropout_prob = dropout;
  Roberta roberta(config);
  load_parameters(folder / "roberta", roberta.named_parameters());
  Discriminator critic(std::move(roberta));
  const auto all = critic.named_parameters();
  load_parameters(folder / "critic_head", {all.end() - 4, all.end()});
  return critic;
}

NamedTensors trained(Module& module) {
  module.requires_grad(true);
  return module.named_parameters();
}

AdamWOptions reference_decay() {
  AdamWOptions options;
  options.decay_rule = DecayRule::reference;
  return options;
}

at::Tensor float_rows(const nlohmann::json& rows, std::int64_t count) {
  std::vector<float> values;
  for (std::int64_t i = 0; i < count; ++i)
    for (const auto& value : rows.at(static_cast<std::size_t>(i))) values.push_back(value.get<float>());
  return at::tensor(values).view({count, -1});
}

}  // namespace

Seconds Seconds::now() {
  return {std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(),
          double(std::clock()) / CLOCKS_PER_SEC};
}

RealSizePlayers::RealSizePlayers(const std::filesystem::path& folder, const StepSizes& sizes)
    : sizes_(sizes),
      captioner_(open_captioner(folder, sizes.dropout)),
      critic_(open_critic(folder, sizes.dropout)),
      clip_(Clip::load(folder / "clip")),
      critic_tokenizer_(load_tokenizer(folder / "roberta", TokenizerKind::roberta)),
      clip_tokenizer_(load_tokenizer(folder / "clip", TokenizerKind::clip)),
      generator_optimizer_(trained(captioner_), reference_decay()),
      critic_optimizer_(trained(critic_), reference_decay()) {
  clip_.requires_grad(false);
  if (sizes.checkpointing) {
    captioner_.checkpoint_activations();
    critic_.roberta().checkpoint_activations();
  }
  AdversarialStep::Parts parts;
  parts.generator = &captioner_;
  parts.generator_optimizer = &generator_optimizer_;
  parts.critic = &critic_;
  parts.critic_optimizer = &critic_optimizer_;
  parts.critic_tokenizer = critic_tokenizer_;
  parts.critic_has_dropout = sizes.dropout > 0;
  parts.encode_texts = [this](std::span<const std::string> texts) { return encode_texts(texts); };
  parts.scale = at::tensor(100.0F);
  step_ = std::make_unique<AdversarialStep>(std::move(parts));
  const auto given = nlohmann::json::parse(std::ifstream(folder / "step.json"));
  images_ = float_rows(given.at("images"), sizes.batch);
  targets_ = float_rows(given.at("targets"), sizes.batch);
  std::vector<std::int64_t> tokens;
  for (std::int64_t row = 0; row < sizes.batch * sizes.samples; ++row) {
    const auto& ids = given.at("samples").at(static_cast<std::size_t>(row));
    tokens.insert(tokens.end(), ids.begin(), ids.begin() + sizes.length);
    human_.push_back(given.at("human").at(static_cast<std::size_t>(row)));
  }
  given_ = at::tensor(tokens, at::kLong).view({-1, sizes.length});
}

at::Tensor RealSizePlayers::encode_texts(std::span<const std::string> texts) {
  const auto begin = Seconds::now();
  const at::NoGradGuard no_grad;
  const auto ids = Clip::tokenize(*clip_tokenizer_, texts, true, clip_.config().max_position_embeddings);
  const auto features = clip_.encode_texts(ids).to(at::kFloat);
  clip_time_ = clip_time_ + (Seconds::now() - begin);
  return features;
}

AdversarialInputs RealSizePlayers::draw(Phases& phases) {
  const auto begin = Seconds::now();
  std::vector<GenerateRow> rows;
  for (std::int64_t i = 0; i < sizes_.batch; ++i)
    for (std::int64_t s = 0; s < sizes_.samples; ++s)
      rows.push_back({i, false, static_cast<std::uint64_t>(i), static_cast<std::uint64_t>(s)});
  for (std::int64_t i = 0; i < sizes_.batch; ++i) rows.push_back({i, true, 0, 0});
  GenerateOptions decoding;
  decoding.max_length = sizes_.length;
  decoding.step = ++steps_;
  decoding.stop_tokens = {captioner_.stop_token()};
  decoding.force_stop_at_limit = false;
  AdversarialInputs inputs;
  inputs.images = images_;
  inputs.targets = targets_;
  const at::NoGradGuard no_grad;
  const auto all = captions_of(generate(captioner_, captioner_.prefix(images_, Mode::evaluation), rows, decoding),
                               decoding.stop_tokens.front(), captioner_.tokenizer());
  inputs.greedy = all.rows(given_.size(0), all.size());
  inputs.samples = captions_from_drawn(given_, decoding.stop_tokens.front(), captioner_.tokenizer());
  inputs.real = Discriminator::tokenize(*critic_tokenizer_, human_, sizes_.length + 2, false, false);
  phases.emplace_back("sampling, greedy included", (Seconds::now() - begin).wall);
  return inputs;
}

std::map<std::string, double> RealSizePlayers::adversarial(Phases& phases) {
  const auto inputs = draw(phases);
  AdversarialOptions options;
  options.samples_per_image = sizes_.samples;
  options.max_length = sizes_.length;
  clip_time_ = {};
  double critic_update = 0;
  const auto figures = step_->run(inputs, options, 0.5, true, [&] {
    const auto begin = Seconds::now();
    critic_optimizer_.step(learning_rate, weight_decay);
    critic_optimizer_.zero_gradients();
    critic_update = (Seconds::now() - begin).wall;
  });
  const auto end = Seconds::now();
  phases.emplace_back("CLIP", clip_time_.wall);
  phases.emplace_back("critic, forward and backward", figures.critic_seconds - clip_time_.wall - critic_update);
  phases.emplace_back("generator, forward and backward", figures.generator_seconds);
  generator_optimizer_.step(learning_rate, weight_decay);
  generator_optimizer_.zero_gradients();
  phases.emplace_back("optimisers", (Seconds::now() - end).wall + critic_update);
  return {{"G_loss", figures.generator_loss}, {"D_loss", figures.trained->loss},  {"reward_loss", figures.reward_loss},
          {"fd_loss", figures.fd_loss},       {"G_norm", figures.generator_norm}, {"D_norm", figures.trained->norm}};
}

std::map<std::string, double> RealSizePlayers::likelihood(Phases& phases) {
  const auto begin = Seconds::now();
  std::vector<std::vector<std::int64_t>> captions;
  for (std::int64_t row = 0; row < given_.size(0); ++row) {
    const auto* ids = given_.const_data_ptr<std::int64_t>() + row * sizes_.length;
    captions.emplace_back(ids, ids + sizes_.length);
  }
  std::vector<const std::vector<std::int64_t>*> rows;
  for (const auto& caption : captions) rows.push_back(&caption);
  const auto images = images_.repeat_interleave(sizes_.samples, 0);
  const auto result = likelihood_loss(captioner_, captioner_.prefix(images, Mode::training),
                                      token_rows(rows, false, at::kCPU), Mode::training);
  phases.emplace_back("forward", (Seconds::now() - begin).wall);
  const auto forward = Seconds::now();
  result.loss.backward();
  phases.emplace_back("backward", (Seconds::now() - forward).wall);
  const auto backward = Seconds::now();
  const double norm = generator_optimizer_.clip_gradients(1);
  generator_optimizer_.step(learning_rate, weight_decay);
  generator_optimizer_.zero_gradients();
  phases.emplace_back("optimisers", (Seconds::now() - backward).wall);
  return {{"loss", result.loss.item<double>()}, {"norm", norm}};
}

}  // namespace vignette
