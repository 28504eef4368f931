#include "cli/stored_run.h"

#include <CLI/CLI.hpp>
#include <filesystem>

#include "cli/console.h"
#include "log/log.h"

namespace vignette {

std::unique_ptr<ExperimentStore> open_store(const std::string& file) {
  if (!std::filesystem::exists(file))
    throw InputError(concat("there is no store ", file, ": check the path given to --store"));
  return std::make_unique<ExperimentStore>(file, ExperimentStore::Mode::read_only);
}

std::unique_ptr<ExperimentStore> open_store(const std::string& file, RunId run) {
  auto store = open_store(file);
  stored_run(*store, run);
  return store;
}

void add_run_options(CLI::App& command, std::string& store, RunId& run) {
  command.add_option("--store", store, "Experiment store")->required();
  command.add_option("--run", run, "Number of the run")->required();
}

RunRecord stored_run(ExperimentStore& store, RunId run) {
  auto record = store.run(run);
  if (!record)
    throw InputError(concat(store.file().string(), " holds no run ", run, ": \"vignette-cli runs --store ",
                            store.file().string(), "\" lists them"));
  return *std::move(record);
}

}  // namespace vignette
