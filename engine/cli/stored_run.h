#pragma once
// Reading a store for a command.

#include <memory>
#include <string>

#include "store/experiment_store.h"

namespace CLI {
class App;
}

namespace vignette {

/// Opens an existing store for reading. Throws InputError or StoreError.
std::unique_ptr<ExperimentStore> open_store(const std::string& file);
/// The same for one of its runs, which must be there. Throws InputError or StoreError.
std::unique_ptr<ExperimentStore> open_store(const std::string& file, RunId run);
/// --store and --run, both required.
void add_run_options(CLI::App& command, std::string& store, RunId& run);
/// Throws InputError when the store has no such run.
RunRecord stored_run(ExperimentStore& store, RunId run);

}  // namespace vignette
