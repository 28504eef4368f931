#include "training/training_parity.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/cat.h>

#include "text/clip_cleaning.h"
#include "training/aggregation.h"
#include "training/golden_players.h"
#include "training/likelihood_loss.h"
#include "training/schedule.h"

namespace vignette {
namespace {

using Json = nlohmann::json;
using Numbers = std::vector<double>;

/// Scores are about 100, so reward losses agree to 1e-3 (goldens/models/README.md).
constexpr double reward_tolerance = 1e-3;

AdversarialOptions options_of(const Json& arguments) {
  AdversarialOptions options;
  options.samples_per_image = arguments["train_sample_n"];
  options.max_length = arguments["max_gen_length"];
  options.reference = true;
  options.clip_norm = arguments["max_grad_norm"];
  options.accumulation = arguments["gradient_accumulation_steps"];
  return options;
}

void check_weights(Problems& problems, const Module& module, const Json& expected, const std::string& from,
                   const std::string& to) {
  std::size_t found = 0;
  for (auto [name, parameter] : module.named_parameters()) {
    if (name.starts_with(from)) name.replace(0, from.size(), to);
    if (!expected.contains(name)) continue;
    ++found;
    const double norm = expected[name][1];
    // A softmax does not feel the key's bias: its gradient is rounding alone, which Adam blows up to its step.
    const double loose = name.ends_with("key.bias") ? 50 : 1;
    problems.near("sum of " + name, parameter.sum().item<double>(), expected[name][0], loose * 1e-4, norm);
    problems.near("norm of " + name, parameter.norm().item<double>(), norm, loose * 1e-5);
  }
  problems.require("weights were compared", found > 20);
}

/// The step's inputs with all captions given.
AdversarialInputs inputs_of(const GoldenPlayers& players, const Json& images, const Json& targets, const Json& tokens,
                            const Json& real, std::int64_t max_length) {
  AdversarialInputs inputs;
  inputs.images = float_tensor(images);
  inputs.targets = float_tensor(targets);
  inputs.real = critic_ids(real);
  inputs.samples = players.drawn(tokens);
  inputs.greedy = players.greedy(inputs.images, max_length);
  return inputs;
}

AdversarialInputs golden_inputs(const GoldenPlayers& players, const Json& golden) {
  return inputs_of(players, golden["image_feats"], golden["text_feats_aggregated"], golden["sampled_tokens"],
                   golden["D"]["real_ids"], golden["args"]["max_gen_length"]);
}

at::Tensor unit_rows(const at::Tensor& rows) {
  return rows / rows.norm(2, {-1}, true);
}

}  // namespace

std::string optimizer_problems(const std::filesystem::path& directory) {
  Problems problems;
  const Json golden = read_golden(directory / "optim.json");
  for (const auto& [kind, key] : {std::pair(AdamWKind::fused, "torch_adamw"), {AdamWKind::transformers, "hf_adamw"}}) {
    auto parameter = float_tensor(golden["p0"]);
    parameter.requires_grad_(true);
    AdamWOptions options;
    options.kind = kind;
    AdamW optimizer({{"weight", parameter}}, options);
    for (std::size_t i = 0; i < golden["grads"].size(); ++i) {
      parameter.mutable_grad() = float_tensor(golden["grads"][i]);
      optimizer.step(1e-2, 0.05);
      problems.near(std::string(key) + " " + std::to_string(i), numbers(parameter), golden[key][i].get<Numbers>(),
                    2e-6);
    }
  }
  return problems.text();
}

std::string schedule_problems(const std::filesystem::path& directory) {
  Problems problems;
  const Json golden = read_golden(directory / "optim.json");
  for (const auto& [kind, key] :
       {std::pair(ScheduleKind::constant, "lr_constant_warmup3"), {ScheduleKind::linear, "lr_linear_warmup3_total8"}})
    for (std::size_t i = 0; i < golden[key].size(); ++i)
      problems.near(key, schedule_factor(kind, static_cast<std::int64_t>(i), 3, 8), golden[key][i], 1e-12);
  return problems.text();
}

std::string aggregation_problems(const std::filesystem::path& directory) {
  Problems problems;
  const Json golden = read_golden(directory / "aggregate.json");
  for (const auto& one : golden["cases"]) {
    const auto dtype = one["input_dtype"] == "float16" ? at::kHalf : at::kFloat;
    // The float32 case was made from the same values before they were rounded, which the file does not hold.
    const auto images = float_tensor(golden["image_fp16"]).to(dtype);
    const auto captions = float_tensor(golden["caption_fp16"]).to(dtype);
    const auto result = aggregate_texts(images, captions, one["t"]);
    const double tolerance = one["input_dtype"] == "float16" ? 2e-4 : 2e-2;
    const auto expected = float_tensor(one["aggregated_fp16"]);  // the first numbers of each row
    problems.near("aggregated", numbers(result.slice(1, 0, expected.size(1))), numbers(expected), tolerance);
    problems.near("sums", numbers(result.sum(1)), one["sum"].get<Numbers>(), 2e-3);
  }
  return problems.text();
}

std::string reward_problems(const std::filesystem::path& directory) {
  Problems problems;
  const Json golden = read_golden(directory / "cgtgan.json");
  GoldenPlayers players(directory, AdamWKind::transformers);
  const auto step = players.step();
  const auto inputs = golden_inputs(players, golden);
  problems.equal("sampled texts", inputs.samples.texts, golden["sample_res"].get<std::vector<std::string>>());
  problems.equal("greedy texts", inputs.greedy.texts, golden["greedy_res"].get<std::vector<std::string>>());
  const auto images = inputs.images;
  const auto preset = Recipe::from_file(VIGNETTE_SOURCE_DIR "/resources/recipes/cgtgan.toml");
  bool preset_seen = false;
  for (const auto& expected : golden["reward"]) {
    const bool normalise = expected["normalize_prefix"];
    const auto scored_images = normalise ? unit_rows(images) : images;
    const auto targets = normalise ? unit_rows(inputs.targets) : inputs.targets;
    auto recipe = preset;
    recipe.set("reward.cosine_weight", expected["cos_weight"].get<double>());
    recipe.set("reward.clip_weight", expected["clip_weight"].get<double>());
    const auto weights = reward_weights(recipe);
    preset_seen |= recipe.differences(preset).empty();
    const auto samples = step.rewards(inputs.samples.texts, {}, scored_images.repeat_interleave(5, 0),
                                      targets.repeat_interleave(5, 0), weights);
    const auto greedy = step.rewards(inputs.greedy.texts, {}, scored_images, targets, weights);
    const bool greedy_baseline = expected["baseline"] == "greedy";
    const auto scores = greedy_baseline ? at::cat({samples.score, greedy.score}) : samples.score;
    problems.near("scores", numbers(scores), expected["scores_sample_then_greedy"].get<Numbers>(), reward_tolerance);
    players.generator_optimizer.zero_gradients();
    const auto advantage =
        advantages(samples.score, greedy.score, 5, greedy_baseline ? Baseline::greedy : Baseline::sample);
    const auto log_p = caption_log_probabilities(
        players.generator, players.generator.prefix(images, Mode::evaluation).repeat_interleave(5, 0), inputs.samples,
        {});
    problems.near("log p", numbers(log_p.mean), golden["generate"]["sample_logprob_mean"].get<Numbers>());
    const auto loss = policy_loss(log_p.mean, advantage);
    loss.backward();
    problems.near("reward loss", loss.item<double>(), expected["reward_loss"], reward_tolerance);
    problems.near("gradient norm", players.generator_optimizer.clip_gradients(0), expected["generator_grad_norm"],
                  1e-4);
    if (greedy_baseline && weights.cosine == 0.5 && weights.clip == 0 && !normalise)
      check_gradient_norms(problems, players.generator, golden["generator_grad_norms_reward"]);
  }
  problems.require("a golden case has the weights of the cgtgan preset", preset_seen);
  return problems.text();
}

std::string critic_reward_problems(const std::filesystem::path& directory) {
  Problems problems;
  const Json golden = read_golden(directory / "cgtgan.json");
  GoldenPlayers players(directory, AdamWKind::transformers);
  const auto step = players.step();
  const auto inputs = golden_inputs(players, golden);
  const auto options = options_of(golden["args"]);
  const auto samples = step.critic_logits(inputs.samples.texts, options);
  const auto greedy = step.critic_logits(inputs.greedy.texts, options);
  for (const auto& expected : golden["fd"]) {
    const bool greedy_baseline = expected["baseline"] == "greedy";
    const auto logits = greedy_baseline ? at::cat({samples, greedy}) : samples;
    problems.near("logits", numbers(logits), expected["logits_sample_then_greedy"].get<Numbers>(), 1e-5);
    problems.near("critic", samples.mean().item<double>(), expected["critic_score"], 1e-5);
    players.generator_optimizer.zero_gradients();
    const auto prefix = players.generator.prefix(inputs.images, Mode::evaluation).repeat_interleave(5, 0);
    const auto loss =
        policy_loss(caption_log_probabilities(players.generator, prefix, inputs.samples, {}).mean,
                    advantages(samples, greedy, 5, greedy_baseline ? Baseline::greedy : Baseline::sample));
    loss.backward();
    problems.near("fd loss", loss.item<double>(), expected["fd_loss"], 1e-5);
    problems.near("gradient norm", players.generator_optimizer.clip_gradients(0), expected["generator_grad_norm"],
                  1e-4);
  }
  return problems.text();
}

std::string critic_loss_problems(const std::filesystem::path& directory) {
  Problems problems;
  const Json golden = read_golden(directory / "cgtgan.json");
  GoldenPlayers players(directory, AdamWKind::transformers);
  const auto inputs = golden_inputs(players, golden);
  auto options = options_of(golden["args"]);
  options.clip_norm = 0;
  const auto figures = players.step().run(inputs, options, 0.5, true);
  problems.near("D_loss", figures.trained->loss, golden["D"]["loss"], 1e-5);
  problems.near("norm", figures.trained->norm, golden["D"]["grad_norm"], 1e-4);
  check_gradient_norms(problems, players.critic, golden["D"]["grad_norms"],
                       {{"roberta.", "text_encoder."}, {"classifier.", "mlp."}});
  return problems.text();
}

std::string combined_loss_problems(const std::filesystem::path& directory) {
  Problems problems;
  const Json golden = read_golden(directory / "cgtgan.json");
  for (const auto& expected : golden["combined"]) {
    GoldenPlayers players(directory, AdamWKind::transformers);
    const auto figures =
        players.step().run(golden_inputs(players, golden), options_of(golden["args"]), expected["w"], true);
    problems.near("G_loss", figures.generator_loss, expected["G_loss"], reward_tolerance);
    problems.near("norm before", figures.generator_norm, expected["grad_norm_before_clip"], 1e-4);
    problems.near("norm after", players.generator_optimizer.clip_gradients(0), expected["grad_norm_after_clip"], 1e-5);
  }
  return problems.text();
}

std::string reward_weight_problems(const std::filesystem::path& directory) {
  Problems problems;
  const Json golden = read_golden(directory / "cgtgan.json");
  for (const auto& point : golden["w_ramp_defaults"])
    problems.near("w", reward_weight(point[0], 150, 2350, 0.5), point[1], 1e-12);
  return problems.text();
}

std::string training_steps_problems(const std::filesystem::path& directory, const std::string& name) {
  Problems problems;
  const Json golden = read_golden(directory / name);
  const Json& arguments = golden["args"];
  GoldenPlayers players(directory, AdamWKind::transformers);
  const auto step = players.step();
  const auto options = options_of(arguments);
  const double rate = arguments["learning_rate"], decay = arguments["weight_decay"];
  std::int64_t done = 0;
  const auto accumulation = static_cast<std::size_t>(options.accumulation);
  for (std::size_t i = 0; i < golden["steps"].size(); ++i) {
    const Json &given = golden["inputs"][i], &expected = golden["steps"][i];
    const auto inputs = inputs_of(players, given["image_feats"], given["text_feats"], given["sampled_tokens"],
                                  given["real_ids"], options.max_length);
    const bool last = (i + 1) % accumulation == 0;
    const double w = reward_weight(last ? done + 1 : done, arguments["gan_training_steps"], arguments["gan_warm_steps"],
                                   arguments["reward_weight"]);
    const auto figures = step.run(inputs, options, w, true);
    const auto at = " of step " + std::to_string(i);
    problems.equal("greedy captions" + at, inputs.greedy.texts, expected["greedy_res"].get<std::vector<std::string>>());
    problems.near("w" + at, w, expected["w"], 1e-12);
    problems.near("D_loss" + at, figures.trained->loss, expected["D_loss"], 1e-4);
    problems.near("reward_loss" + at, figures.reward_loss, expected["reward_loss"], reward_tolerance);
    problems.near("fd_loss" + at, figures.fd_loss, expected["fd_loss"], 1e-4);
    problems.near("G_loss" + at, figures.generator_loss, expected["G_loss"], reward_tolerance);
    problems.near("D norm" + at, figures.trained->norm, expected["D_grad_norm_before_clip"], 1e-3);
    problems.near("G norm" + at, figures.generator_norm, expected["G_grad_norm_before_clip"], 1e-3);
    if (!last) continue;
    players.critic_optimizer.step(rate, decay);
    players.generator_optimizer.step(rate * schedule_factor(ScheduleKind::constant, done, arguments["warmup_steps"], 0),
                                     decay);
    players.critic_optimizer.zero_gradients();
    players.generator_optimizer.zero_gradients();
    ++done;
  }
  check_weights(problems, players.generator, golden["G_params_after"], "gpt.", "gpt.");
  check_weights(problems, players.critic, golden["D_params_after"], "roberta.", "text_encoder.");
  return problems.text();
}

std::string openai_text_problems(const std::filesystem::path& directory) {
  Problems problems;
  const Json golden = read_golden(directory / "tokenizers.json");
  const auto tokenizer = load_tokenizer(directory / "tiny" / "clip-vit", TokenizerKind::clip);
  int differing = 0, agreeing = 0;
  for (const auto& entry : golden["encode"]) {
    if (!entry.contains("clip_openai")) continue;
    ++differing;
    const auto ids = tokenizer->encode_for_model(clean_as_openai(entry["text"].get<std::string>()));
    agreeing += ids == entry["clip_openai"].get<std::vector<std::int64_t>>();
  }
  // Cleaned for Hugging Face's tokenizer, a spelt-out end token stays different; ClipCleaning::openai has all of them.
  problems.require("most texts agree: " + std::to_string(agreeing) + " of " + std::to_string(differing),
                   differing == 0 || agreeing >= differing * 3 / 4);
  return problems.text();
}

std::string likelihood_loss_problems(const std::filesystem::path& directory, const std::string& mapper) {
  Problems problems;
  const Json golden = read_golden(directory / "clipcap.json"), &expected = golden[mapper]["mle"];
  auto captioner = golden_captioner(directory, mapper);
  captioner.requires_grad(true);
  const auto tokens = expected["tokens"].get<std::vector<std::vector<std::int64_t>>>();
  std::vector<const std::vector<std::int64_t>*> rows;
  for (const auto& row : tokens) rows.push_back(&row);
  const auto embeddings = float_tensor(golden["prefix"]).slice(0, 0, static_cast<std::int64_t>(rows.size()));
  const auto loss = likelihood_loss(captioner, captioner.prefix(embeddings, Mode::evaluation),
                                    token_rows(rows, /*ignore_zero=*/true, at::kCPU), Mode::evaluation);
  problems.near("loss", loss.loss.item<double>(), expected["loss"], 1e-5);
  loss.loss.backward();
  check_gradient_norms(problems, captioner, expected["grad_norms"]);
  return problems.text();
}

}  // namespace vignette
