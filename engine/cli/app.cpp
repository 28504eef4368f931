#include "cli/app.h"

#include <cstdlib>
#include <filesystem>
#include <new>

#include "cli/commands.h"
#include "log/log.h"
#include "session/jobs.h"
#include "session/training_session.h"

namespace vignette {
namespace {

constexpr char kFooter[] = R"(A first run:
  vignette-cli demo --out demo
  vignette-cli train demo/recipe.toml --store runs.sqlite
  vignette-cli runs --store runs.sqlite
  vignette-cli captions --store runs.sqlite --run 1

"vignette-cli COMMAND --help" shows a command's options and examples. --json prints one JSON object a line on stdout;
messages go to stderr. Exit codes: 0 done, 2 wrong usage, 3 bad input, 4 failed run, 130 stopped by Ctrl-C.)";

std::filesystem::path log_file() {
  if (const char* state = std::getenv("XDG_STATE_HOME"); state != nullptr && *state != '\0')
    return std::filesystem::path(state) / "vignette" / "vignette-cli.log";
  if (const char* home = std::getenv("HOME"); home != nullptr && *home != '\0')
    return std::filesystem::path(home) / ".local/state/vignette/vignette-cli.log";
  return std::filesystem::temp_directory_path() / "vignette-cli.log";
}

// A log that cannot be kept is no reason not to work.
void start_log(Console& console) {
  try {
    start_program_log(log_file(), false);
  } catch (const std::exception& error) {
    console.say(concat("warning: ", error.what()));
  }
}

void show_record(Console& console, const LogRecord& record) {
  if (record.level == LogLevel::warning) console.say("warning: " + record.text);
  if (record.level == LogLevel::error) console.say("error: " + record.text);
}

void add_commands(CLI::App& app, CommandContext& context) {
  app.require_subcommand(1);
  app.set_version_flag("--version", concat("Vignette ", version(), " (", commit(), ")"));
  app.footer(kFooter);
  for (const auto add :
       {add_demo_command, add_dataset_command, add_recipes_command, add_train_command, add_control_command,
        add_runs_command, add_curve_command, add_captions_command, add_tokenize_command, add_encode_command,
        add_caption_command, add_evaluate_command, add_export_command, add_checkpoints_command,
        add_evaluate_run_command, add_reproduce_command, add_queue_command, add_sweep_command, add_curve_file_commands})
    add(app, context);
}

int report_usage(const CLI::App& app, const CLI::ParseError& error, Console& console) {
  if (error.get_exit_code() == 0) return app.exit(error);  // --help, --version
  std::string command = "vignette-cli";
  for (const auto* sub : app.get_subcommands()) command += " " + sub->get_name();
  console.say(concat(error.what(), "\nRun \"", command, " --help\" for the options and examples."));
  return exit_usage;
}

int guarded(Console& console, const std::function<int()>& work) {
  const auto failed = [&](std::string_view what, int code) {
    console.say(concat("error: ", what));
    return code;
  };
  try {
    return work();
  } catch (const UsageError& error) {
    return failed(error.what(), exit_usage);
  } catch (const JobCancelled&) {
    return failed("stopped by Ctrl-C", exit_interrupted);
  } catch (const std::bad_alloc&) {
    return failed("memory ran out", exit_failed_run);
  } catch (const std::exception& error) {
    return failed(error.what(), exit_bad_input);
  } catch (...) {
    return failed("unknown failure", exit_failed_run);
  }
}

}  // namespace

int run_cli(int argc, char** argv) {
  Console console;
  CommandContext context{console};
  return guarded(console, [&] {
    start_log(console);
    const LogSubscription problems([&](const LogRecord& record) { show_record(console, record); });
    CLI::App app("Trains image captioners against a critic, and looks at what they learnt.", "vignette-cli");
    add_commands(app, context);
    try {
      app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
      return report_usage(app, error, console);
    }
    return context.exit_code;
  });
}

}  // namespace vignette
