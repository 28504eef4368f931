#include <memory>

#include "cli/commands.h"
#include "cli/interrupt.h"
#include "cli/stored_run.h"
#include "log/log.h"
#include "session/curve_export.h"
#include "session/curve_import.h"

namespace vignette {
namespace {

struct CurveFileOptions {
  std::string path, store, format = "tensorboard", out;
  std::vector<RunId> runs;
  bool json = false;
};

void import_files(const CurveFileOptions& given, Console& console) {
  const InterruptGuard guard;
  const auto made = import_curves(given.path, given.store, console_progress(console, "importing"));
  console.end_progress();
  for (const auto& warning : made.warnings) console.say("warning: " + warning);
  for (const auto& skipped : made.skipped) console.say(skipped);
  if (given.json) return console.json({{"runs", made.runs}, {"points", made.points}, {"skipped", made.skipped.size()}});
  console.print(concat(made.runs.size(), " runs with ", made.points, " points imported"));
}

void export_files(const CurveFileOptions& given, Console& console) {
  open_store(given.store);
  const InterruptGuard guard;
  CurveExportRequest request{given.store, given.runs, {}, given.out};
  try {
    request.format = curve_format_from_name(given.format);
  } catch (const std::invalid_argument& error) {
    throw UsageError(error.what());
  }
  const auto made = export_curves(request, console_progress(console, "exporting"));
  console.end_progress();
  if (given.json) return console.json({{"runs", made.runs}, {"points", made.points}, {"files", made.files.size()}});
  console.print(concat(made.runs, " runs with ", made.points, " points are in ", given.out));
}

}  // namespace

void add_import_curves_command(CLI::App& app, CommandContext& context) {
  const auto given = std::make_shared<CurveFileOptions>();
  auto* import = app.add_subcommand("import-curves", "Bring runs of TensorBoard or W&B into a store, to compare with.");
  import->add_option("path", given->path, "Folder with event files or CSV exports, or one such file")->required();
  import->add_option("--store", given->store, "Experiment store; made if missing")->required();
  import->add_flag("--json", given->json, "Print JSON");
  import->footer(
      "Runs that were imported before stay as they are.\nExample:\n"
      "  vignette-cli import-curves logs --store runs.sqlite");
  import->callback([given, &context] { import_files(*given, context.console);
});
}  // namespace vignette

void add_export_curves_command(CLI::App& app, CommandContext& context) {
  const auto given = std::make_shared<CurveFileOptions>();
  auto* out = app.add_subcommand("export-curves", "Write runs' curves as TensorBoard event files or CSV.");
  out->add_option("--store", given->store, "Experiment store")->required();
  out->add_option("--run", given->runs, "Number of a run; may be repeated. Without it: all")->allow_extra_args(false);
  out->add_option("--format", given->format, "tensorboard, csv (a file a run) or csv-long (one file)");
  out->add_option("--out", given->out, "Folder; made if missing")->required();
  out->add_flag("--json", given->json, "Print JSON");
  out->footer("Example:\n  vignette-cli export-curves --store runs.sqlite --out logs && tensorboard --logdir logs");
  out->callback([given, &context] { export_files(*given, context.console); });
}  // namespace vignette

}  // namespace vignette
