#include "cli/commands.h"

namespace vignette {

std::span<const Command> light_commands() {
  static constexpr Command kCommands[] = {
      {"demo", add_demo_command},
      {"dataset", add_dataset_command},
      {"models", add_models_command},
      {"recipes", add_recipes_command},
      {"control", add_control_command},
      {"runs", add_runs_command},
      {"sweep", add_sweep_command},
      {"curve", add_curve_command},
      {"captions", add_captions_command},
      {"checkpoints", add_checkpoints_command},
      {"evaluate", add_evaluate_command},
      {"reproduce", add_reproduce_command},
      {"tokenize", add_tokenize_command},
      {"store", add_store_command},
      {"watch", add_watch_command},
      {"import-curves", add_import_curves_command},
      {"export-curves", add_export_curves_command},
  };
  return kCommands;
}

}  // namespace vignette
