#include "training/optimizer_settings.h"

namespace vignette {

AdamWOptions optimizer_options(const Recipe& recipe) {
  AdamWOptions options;
  options.kind = recipe.text("optimizer.kind") == "adamw_hf" ? AdamWKind::transformers : AdamWKind::fused;
  options.decay_rule = recipe.text("compat") == "reference" ? DecayRule::reference : DecayRule::all_norms;
  options.beta1 = recipe.real("optimizer.beta1");
  options.beta2 = recipe.real("optimizer.beta2");
  options.epsilon = recipe.real("optimizer.epsilon");
  return options;
}

void set_trainable(Captioner& captioner, bool freeze_language_model) {
  captioner.requires_grad(true);
  if (!freeze_language_model) return;
  for (auto& [name, parameter] : captioner.language_model().named_parameters()) {
    auto handle = parameter;
    handle.requires_grad_(false);
  }
}

void append_named(NamedTensors& to, const std::string& prefix, const NamedTensors& parameters) {
  for (const auto& [name, parameter] : parameters) to.emplace_back(prefix + name, parameter);
}

}  // namespace vignette
