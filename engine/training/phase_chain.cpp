#include "training/phase_chain.h"

#include <nlohmann/json.hpp>

#include "training/adversarial_objective.h"
#include "training/checkpoint.h"
#include "training/compute.h"
#include "training/contrastive_objective.h"
#include "training/likelihood_objective.h"
#include "training/training_loop.h"

namespace vignette {
namespace {

namespace fs = std::filesystem;
using Models = std::map<std::string, fs::path>;

std::unique_ptr<Objective> make_objective(RunContext& context) {
  const auto& name = context.recipe().text("training.objective");
  if (name == "contrastive") return make_contrastive_objective(context);
  return name == "likelihood" ? make_likelihood_objective(context) : make_adversarial_objective(context);
}

/// What a phase's checkpoint is to the phases after it.
Models models_in(const fs::path& checkpoint, const std::string& objective) {
  if (objective == "contrastive") return {{"models.clip", checkpoint}};
  Models models = {{"models.captioner", checkpoint}};
  if (fs::exists(checkpoint / "discriminator")) models["models.discriminator"] = checkpoint / "discriminator";
  return models;
}

/// Goes on to the next phase from the best or the last checkpoint, as that phase asks.
void begin_next(RunContext& context, const PhaseEnd& end) {
  const bool from_best = context.next_phase_recipe().text("training.phase_start") == "best" && !end.best.empty();
  context.begin_next_phase(models_in(from_best ? end.best : end.last, context.recipe().text("training.objective")));
}

void check_for_group(const RunContext& context) {
  const auto& recipe = context.recipe();
  if (context.reference_compat() && recipe.integer("training.accumulation") > 1 &&
      recipe.real("optimizer.clip_norm") > 0)
    throw RecipeError(
        "optimizer.clip_norm: compat = \"reference\" clips after each of training.accumulation's batches, when several "
        "processes know only their own part of the gradient: set it to 0, or train in one process");
}

/// nullopt: stopped before the phase's first step.
std::optional<TrainingOutcome> run_phase(RunContext& context, const std::optional<fs::path>& checkpoint,
                                         PhaseEnd& end) {
  if (context.group()) check_for_group(context);
  const auto device = compute_device(context.recipe());
  const NumericsScope numerics(context.recipe(), device);
  if (device.is_cpu() && context.recipe().text("precision") == "fp16")
    context.warn("precision", "processors compute fp16 many times slower than fp32; take bf16 or fp32 here");
  std::unique_ptr<Objective> objective;
  try {
    objective = make_objective(context);
  } catch (const StopRequested&) {
    return std::nullopt;
  }
  TrainingLoop loop(context, *objective, checkpoint);
  const auto outcome = loop.run();
  end = loop.end();
  return outcome;
}

}  // namespace

TrainingOutcome run_phases(RunContext& context) {
  auto checkpoint = context.options().checkpoint;
  if (checkpoint) {
    const auto state = checkpoint_state(context, *checkpoint);
    context.restore(state.at("run"));
    if (const auto end = phase_end(context, *checkpoint, state)) {
      begin_next(context, *end);
      checkpoint.reset();
    }
  }
  for (;;) {
    PhaseEnd end;
    const auto outcome = run_phase(context, checkpoint, end);
    if (!outcome) return {true, context.step(), {}, {}};
    if (outcome->stopped || context.last_phase() || end.last.empty()) return *outcome;
    begin_next(context, end);
    checkpoint.reset();
  }
}

}  // namespace vignette
