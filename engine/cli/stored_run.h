#pragma once
// Reading a store for a command.

#include <memory>
#include <string>

#include "store/experiment_store.h"

namespace vignette {

/// Opens an existing store for reading. Throws InputError or StoreError.
std::unique_ptr<ExperimentStore> open_store(const std::string& file);
/// Throws InputError when the store has no such run.
RunRecord stored_run(ExperimentStore& store, RunId run);

}  // namespace vignette
