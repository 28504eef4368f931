#pragma once
// Each command adds itself to the parser; its callback does the work and puts a code other than 0 into `exit_code`.

#include <CLI/CLI.hpp>
#include <span>

#include "cli/console.h"
#include "session/jobs.h"

namespace vignette {

struct CommandContext {
  Console& console;
  int exit_code = exit_done;
  ClipScorer clip_scorer{};  ///< empty in the program without LibTorch
};

struct Command {
  const char* name;
  void (*add)(CLI::App& app, CommandContext& context);
};
/// Those that need no LibTorch, in the order of the help.
std::span<const Command> light_commands();

void add_demo_command(CLI::App& app, CommandContext& context);
void add_dataset_command(CLI::App& app, CommandContext& context);
void add_recipes_command(CLI::App& app, CommandContext& context);
void add_train_command(CLI::App& app, CommandContext& context);
void add_control_command(CLI::App& app, CommandContext& context);
void add_runs_command(CLI::App& app, CommandContext& context);
void add_curve_command(CLI::App& app, CommandContext& context);
void add_captions_command(CLI::App& app, CommandContext& context);
void add_tokenize_command(CLI::App& app, CommandContext& context);
void add_encode_command(CLI::App& app, CommandContext& context);
void add_caption_command(CLI::App& app, CommandContext& context);
void add_evaluate_command(CLI::App& app, CommandContext& context);
void add_import_command(CLI::App& app, CommandContext& context);
void add_models_command(CLI::App& app, CommandContext& context);
void add_export_command(CLI::App& app, CommandContext& context);
void add_checkpoints_command(CLI::App& app, CommandContext& context);
void add_evaluate_run_command(CLI::App& app, CommandContext& context);
void add_queue_command(CLI::App& app, CommandContext& context);
void add_sweep_command(CLI::App& app, CommandContext& context);
void add_import_curves_command(CLI::App& app, CommandContext& context);
void add_export_curves_command(CLI::App& app, CommandContext& context);
void add_reproduce_command(CLI::App& app, CommandContext& context);
void add_watch_command(CLI::App& app, CommandContext& context);
void add_store_command(CLI::App& app, CommandContext& context);

/// Runs what waits in a store's queue, as "queue run" does; returns the exit code. Needs an InterruptGuard.
int run_queue(const std::string& store, bool json, Console& console);

}  // namespace vignette
