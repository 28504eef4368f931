#include <charconv>
#include <cstdio>
#include <filesystem>
#include <memory>

#include "cli/commands.h"
#include "cli/interrupt.h"
#include "cli/stored_run.h"
#include "log/log.h"
#include "store/store_maintenance.h"

namespace vignette {
namespace {

struct StoreOptions {
  std::string store, captions, merge, move;
  std::vector<RunId> runs;
  bool vacuum = false, checkpoints = false, without_checkpoints = false, json = false;
};

std::string megabytes(std::int64_t bytes) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f MB", static_cast<double>(bytes) / 1e6);
  return text;
}

MaintenanceProgress progress_on(Console& console, const char* what) {
  return [&console, what](double share) {
    console.progress(share, what);
    return !interrupted();
  };
}

CaptionPruning pruning_of(const std::string& text) {
  using Keep = CaptionPruning::Keep;
  if (text == "last") return {Keep::last, 0};
  if (text == "evaluations") return {Keep::evaluations, 0};
  std::int64_t every = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), every);
  if (error != std::errc() || end != text.data() + text.size() || every < 2)
    throw UsageError(concat("--prune-captions \"", text,
                            "\": expected last, evaluations, or a number of at least 2 (keep every n-th step)"));
  return {Keep::every_nth, every};
}

std::unique_ptr<ExperimentStore> open_for_writing(const std::string& file) {
  open_store(file);  // it must be there: a mistyped name makes no new store
  return std::make_unique<ExperimentStore>(file);
}

std::vector<RunId> chosen(const StoreOptions& given, ExperimentStore& store) {
  std::vector<RunId> runs = given.runs;
  for (const auto run : runs) stored_run(store, run);
  if (runs.empty())
    for (const auto& record : store.runs()) runs.push_back(record.id);
  return runs;
}

void merge(const StoreOptions& given, ExperimentStore& store, Console& console) {
  const auto from = open_store(given.merge);
  const auto outcome = merge_stores(*from, store, !given.without_checkpoints, progress_on(console, "merging stores"));
  console.end_progress();
  for (const auto& path : outcome.missing_checkpoints)
    console.say(concat("warning: ", path, ": this checkpoint is gone; its run came without it"));
  console.print(concat(outcome.copied, " runs copied, ", outcome.known, " were there already",
                       outcome.stopped ? "; stopped: the others are not copied" : ""));
}

void print_size(ExperimentStore& store, bool json, Console& console) {
  const auto size = store_size(store);
  const auto runs = store.runs().size();
  if (json)
    return console.json({{"file", store.file().string()},
                         {"runs", runs},
                         {"file_bytes", size.file},
                         {"unused_bytes", size.free},
                         {"run_folder_bytes", size.runs}});
  console.print(concat(store.file().string(), ": ", runs, " runs, ", megabytes(size.file), " (", megabytes(size.free),
                       " unused), checkpoints and caches ", megabytes(size.runs)));
}

void maintain(const StoreOptions& given, Console& console) {
  auto store = open_for_writing(given.store);
  if (!given.merge.empty()) merge(given, *store, console);
  if (!given.captions.empty()) {
    const auto pruning = pruning_of(given.captions);
    const auto gone = prune_captions(*store, chosen(given, *store), pruning, progress_on(console, "removing captions"));
    console.end_progress();
    console.print(concat(gone, " captions removed"));
  }
  if (given.checkpoints) {
    const auto freed = prune_checkpoints(*store, chosen(given, *store), progress_on(console, "removing checkpoints"));
    console.end_progress();
    console.print(concat("checkpoints removed: ", megabytes(freed)));
  }
  if (given.vacuum) {
    const auto freed = vacuum_store(*store, progress_on(console, "giving space back"));
    console.end_progress();
    console.print(concat("given back: ", megabytes(freed)));
  }
  print_size(*store, given.json, console);
}

void run_store(const StoreOptions& given, Console& console) {
  const InterruptGuard guard;
  if (given.move.empty()) return maintain(given, console);
  if (given.vacuum || given.checkpoints || !given.captions.empty() || !given.merge.empty())
    throw UsageError("--move goes alone: run the other options before or after it");
  open_store(given.store);
  const bool moved = move_store(given.store, given.move, progress_on(console, "moving the store"));
  console.end_progress();
  console.print(moved ? concat("moved to ", given.move) : std::string("stopped: nothing was moved"));
}

}  // namespace

void add_store_command(CLI::App& app, CommandContext& context) {
  auto* command = app.add_subcommand("store", "Show a store's size; thin it out, merge another into it, move it.");
  const auto given = std::make_shared<StoreOptions>();
  command->add_option("--store", given->store, "Experiment store")->required();
  command->add_flag("--vacuum", given->vacuum, "Remove deleted runs for good, and give unused space back to the disk");
  command->add_option("--prune-captions", given->captions,
                      "Keep captions of the last step, and of: last | evaluations | every N-th step");
  command->add_flag("--prune-checkpoints", given->checkpoints,
                    "Keep checkpoints that are the newest, best, final, pinned, or the start of a branch");
  command->add_option("--run", given->runs, "Prune only these runs (by default all)");
  command->add_option("--merge", given->merge, "Copy the runs of this store that are not here yet");
  command->add_flag("--without-checkpoints", given->without_checkpoints, "Merge without checkpoint files");
  command->add_option("--move", given->move, "Move the store with its runs' files to this file");
  command->add_flag("--json", given->json, "Print the size as JSON");
  command->footer(
      "Examples:\n  vignette-cli store --store runs.sqlite --prune-captions evaluations --vacuum\n"
      "  vignette-cli store --store runs.sqlite --merge other.sqlite\n"
      "  vignette-cli store --store runs.sqlite --move /data/runs.sqlite");
  command->callback([given, &context] { run_store(*given, context.console); });
}

}  // namespace vignette
