#include "training/optimizer_settings.h"

namespace vignette {
namespace {

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
  return options;
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

void append_named(NamedTensors& to, const std::string& prefix, const NamedTensors& parameters) {
  for (const auto& [name, parameter] : parameters) to.emplace_back(prefix + name, parameter);
}

}  // namespace vignette
