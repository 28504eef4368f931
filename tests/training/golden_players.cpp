#include "training/golden_players.h"

#include <ATen/core/grad_mode.h>

#include "models/safetensors.h"
#include "text/clip_cleaning.h"

namespace vignette {
namespace {

Discriminator golden_critic(const std::filesystem::path& directory) {
  auto config = RobertaConfig::from_directory(directory / "tiny" / "roberta");
  config.hidden_dropout_prob = config.attention_probs_dropout_prob = 0;
  Roberta roberta(config);
  load_parameters(directory / "tiny" / "roberta", roberta.named_parameters(), {"", "roberta."});
  Discriminator critic(std::move(roberta));
  const auto head = read_golden(directory / "cgtgan.json")["discriminator_mlp"];
  const at::NoGradGuard no_grad;
  for (auto& [name, parameter] : critic.named_parameters()) {
    const std::string start = "classifier.";
    if (!name.starts_with(start)) continue;
    auto target = parameter;
    target.copy_(float_tensor(head.at(name.substr(start.size()))).view(parameter.sizes()));
  }
  return critic;
}

template <class Model>
NamedTensors trained(Model& model) {
  model.requires_grad(true);
  return model.named_parameters();
}

AdamWOptions options_of(AdamWKind kind) {
  AdamWOptions options;
  options.kind = kind;
  options.decay_rule = DecayRule::reference;
  return options;
}

}  // namespace

GoldenPlayers::GoldenPlayers(const std::filesystem::path& directory, AdamWKind kind)
    : generator(golden_captioner(directory, "mlp")),
      critic(golden_critic(directory)),
      clip(Clip::load(directory / "tiny" / "clip-vit")),
      critic_tokenizer(load_tokenizer(directory / "tiny" / "roberta", TokenizerKind::roberta)),
      clip_tokenizer(load_tokenizer(directory / "tiny" / "clip-vit", TokenizerKind::clip)),
      generator_optimizer(trained(generator), options_of(kind)),
      critic_optimizer(trained(critic), options_of(kind)) {}

AdversarialStep GoldenPlayers::step() {
  AdversarialStep::Parts parts;
  parts.generator = &generator;
  parts.generator_optimizer = &generator_optimizer;
  parts.critic = &critic;
  parts.critic_optimizer = &critic_optimizer;
  parts.critic_tokenizer = critic_tokenizer;
  parts.critic_has_dropout = false;
  parts.encode_texts = [this](std::span<const std::string> texts) {
    const at::NoGradGuard no_grad;
    std::vector<std::string> cleaned;
    for (const auto& text : texts) cleaned.push_back(clean_as_openai(text));
    return clip.encode_texts(Clip::tokenize(*clip_tokenizer, cleaned, true, 77));
  };
  parts.scale = clip.scale().detach();
  return AdversarialStep(std::move(parts));
}

CaptionBatch GoldenPlayers::greedy(const at::Tensor& images, std::int64_t max_length) const {
  GenerateOptions options;
  options.max_length = max_length;
  options.stop_tokens = {generator.stop_token()};
  options.force_stop_at_limit = false;
  std::vector<GenerateRow> rows(static_cast<std::size_t>(images.size(0)));
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i].embedding = static_cast<std::int64_t>(i);
  const at::NoGradGuard no_grad;
  return captions_of(generate(generator, generator.prefix(images, Mode::evaluation), rows, options),
                     options.stop_tokens.front(), generator.tokenizer());
}

CaptionBatch GoldenPlayers::drawn(const nlohmann::json& tokens) const {
  return captions_from_drawn(id_tensor(tokens), generator.stop_token(), generator.tokenizer());
}

Discriminator::Batch critic_ids(const nlohmann::json& ids) {
  auto rows = id_tensor(ids);
  rows = rows.reshape({-1, rows.size(-1)});
  return {rows, rows.ne(1).to(at::kFloat)};
}

}  // namespace vignette
