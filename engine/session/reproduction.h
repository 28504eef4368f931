#pragma once
// A stored run's recipe as a file that makes the run again.

#include <string>
#include <vector>

#include "store/experiment_store.h"

namespace vignette {

struct Reproduction {
  std::string recipe;                 ///< TOML; comments tell versions, machine, files, lineage and live changes
  std::vector<std::string> warnings;  ///< files that differ now or are gone, another version
};

/// `resolved`: with every key, so that later defaults change nothing; else as the recipe was given. Reads the files
/// that the recipe names. Throws StoreError for a run that is not there.
Reproduction reproduce_run(ExperimentStore& store, RunId run, bool resolved);

}  // namespace vignette
