#include "cli/stored_run.h"

#include <filesystem>

#include "cli/console.h"
#include "log/log.h"

namespace vignette {

std::unique_ptr<ExperimentStore> open_store(const std::string& file) {
  if (!std::filesystem::exists(file))
    throw InputError(concat("there is no store ", file, ": check the path given to --store"));
  return std::make_unique<ExperimentStore>(file, ExperimentStore::Mode::read_only);
}

RunRecord stored_run(ExperimentStore& store, RunId run) {
  auto record = store.run(run);
  if (!record)
    throw InputError(concat(store.file().string(), " holds no run ", run, ": \"vignette-cli runs --store ",
                            store.file().string(), "\" lists them"));
  return *std::move(record);
}

}  // namespace vignette
