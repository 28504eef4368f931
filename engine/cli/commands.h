#pragma once
// Each command adds itself to the parser; its callback does the work and puts a code other than 0 into `exit_code`.

#include <CLI/CLI.hpp>

#include "cli/console.h"

namespace vignette {

struct CommandContext {
  Console& console;
  int exit_code = exit_done;
};

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
void add_export_command(CLI::App& app, CommandContext& context);
void add_checkpoints_command(CLI::App& app, CommandContext& context);
void add_evaluate_run_command(CLI::App& app, CommandContext& context);
void add_queue_command(CLI::App& app, CommandContext& context);
void add_sweep_command(CLI::App& app, CommandContext& context);
void add_curve_file_commands(CLI::App& app, CommandContext& context);
void add_reproduce_command(CLI::App& app, CommandContext& context);

/// Runs what waits in a store's queue, as "queue run" does; returns the exit code. Needs an InterruptGuard.
int run_queue(const std::string& store, bool json, Console& console);

}  // namespace vignette
