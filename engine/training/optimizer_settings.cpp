#include "training/optimizer_settings.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "log/log.h"
#include "training/compute.h"
#include "training/freezing.h"
#include "training/schedule.h"

namespace vignette {
namespace {

/// A phase of reseed() at step 0, beside those of new models.
constexpr std::uint64_t adapters_phase = 110;

/// The number in "transformer.h.<number>.…", -1 for parameters outside the blocks.
std::int64_t block_of(const std::string& name) {
  constexpr std::string_view start = "transformer.h.";
  return name.starts_with(start) ? std::stoll(name.substr(start.size())) : -1;
}

}  // namespace

AdamWOptions optimizer_options(const Recipe& recipe) {
  AdamWOptions options;
  options.kind = recipe.text("optimizer.kind") == "adamw_hf" ? AdamWKind::transformers : AdamWKind::fused;
  options.decay_rule = recipe.text("compat") == "reference" ? DecayRule::reference : DecayRule::all_norms;
  options.beta1 = recipe.real("optimizer.beta1");
  options.beta2 = recipe.real("optimizer.beta2");
  options.epsilon = recipe.real("optimizer.epsilon");
  if (recipe.text("precision") == "fp16")
    options.loss_scale = {recipe.real("optimizer.loss_scale"), 2, 0.5,
                          recipe.integer("optimizer.loss_scale_growth_interval")};
  return options;
}

double scheduled_rate(const Recipe& recipe, std::string_view rate_key, std::string_view warmup_key, std::int64_t done,
                      std::int64_t total) {
  const Schedule schedule{schedule_kind(recipe.text("optimizer.schedule")), recipe.integer(warmup_key), total,
                          recipe.real("optimizer.minimum_learning_rate_factor"),
                          recipe.real("optimizer.schedule_power")};
  return recipe.real(rate_key) * schedule_factor(schedule, done);
}

void set_trainable(Captioner& captioner, const Recipe& recipe) {
  captioner.requires_grad(true);
  const bool all =
      recipe.boolean("training.freeze_language_model") || recipe.text("training.language_model_freezing") == "all";
  if (!all && recipe.text("training.language_model_freezing") == "none") return;
  const auto last = captioner.language_model().config().n_layer - 1;
  for (auto& [name, parameter] : captioner.language_model().named_parameters()) {
    const auto block = block_of(name);
    if (!all && (block <= 0 || block == last)) continue;
    auto handle = parameter;
    handle.requires_grad_(false);
  }
}

void apply_freezing(const Recipe& recipe, const std::vector<std::pair<std::string, NamedTensors>>& models) {
  NamedTensors all;
  for (const auto& [model, parameters] : models) append_named(all, "", parameters);
  const auto unused = freeze_parameters(all, split_patterns(recipe.text("training.freeze")));
  if (!unused.empty())
    throw RecipeError(concat("training.freeze: '", unused.front(), "' matches no parameter; names are like ",
                             all.front().first, " and ", all.back().first));
  for (const auto& [model, parameters] : models) {
    const auto count = count_trainable(parameters);
    log_info(concat(model, ": ", count.trainable, " of ", count.total, " parameters train"));
    if (count.trainable == 0) throw RecipeError("training.freeze: leaves nothing of the " + model + " to train");
  }
}

void add_loss_scale(Scalars& scalars, const AdamW& optimizer, const std::string& model) {
  const auto* scaler = optimizer.loss_scaler();
  if (!scaler) return;
  std::erase_if(scalars, [&](const auto& scalar) {
    return scalar.first == "grad_norm/" + model && !std::isfinite(scalar.second);
  });
  scalars.emplace_back("loss_scale/" + model, scaler->scale());
  scalars.emplace_back("skipped_steps/" + model, double(scaler->skipped()));
}

void add_adapters(Captioner& captioner, const Recipe& recipe) {
  const auto rank = recipe.integer("lora.rank");
  if (rank == 0) return;
  reseed(at::kCPU, static_cast<std::uint64_t>(recipe.integer("training.seed")), 0, adapters_phase);
  try {
    captioner.add_adapters(
        {rank, recipe.real("lora.alpha"), recipe.real("lora.dropout"), split_patterns(recipe.text("lora.targets"))});
  } catch (const std::invalid_argument& problem) {
    throw RecipeError(std::string("lora.targets: ") + problem.what());
  }
  for (auto [name, parameter] : captioner.language_model().named_parameters()) parameter.requires_grad_(false);
  for (auto [name, parameter] : captioner.adapter_parameters()) parameter.requires_grad_(true);
}

void append_named(NamedTensors& to, const std::string& prefix, const NamedTensors& parameters) {
  for (const auto& [name, parameter] : parameters) to.emplace_back(prefix + name, parameter);
}

}  // namespace vignette
