#pragma once
// `train` in one of several processes that torchrun or srun started.

#include <functional>
#include <memory>
#include <string>

#include "cli/console.h"
#include "store/records.h"
#include "training/distributed.h"

namespace vignette {

/// Meets the other processes. Process 0 does `lead`; the others take part in its run, silently but for what ends them.
/// Returns the exit code; a failure of any process ends all of them.
int train_in_group(const ProcessPlace& place, Console& console,
                   const std::function<int(const std::shared_ptr<ProcessGroup>&)>& lead);

/// The newest run in the store that the launch of this name began, 0 if there is none.
RunId run_of_launch(const std::string& store, const std::string& launch);

}  // namespace vignette
