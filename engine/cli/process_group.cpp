#include "cli/process_group.h"

#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>

#include "cli/interrupt.h"
#include "log/log.h"
#include "store/experiment_store.h"
#include "training/training_run.h"

namespace vignette {
namespace {

/// As the session's worker does for process 0.
constexpr int kNice = 10;

int follow(const std::shared_ptr<ProcessGroup>& group) {
  const InterruptGuard guard(true);  // process 0 decides whether the run stops
  if (nice(kNice) == -1) log_warning("the process's priority could not be lowered");
  try {
    const auto outcome = follow_training_run(group);
    return outcome.stopped && interrupted() ? exit_interrupted : exit_done;
  } catch (const std::exception& error) {
    group->announce(ProcessGroup::Ending::failed, error.what());
    std::fprintf(stderr, "error in process %d: %s\n", group->rank(), error.what());
    return exit_failed_run;
  }
}

int lead_group(const std::shared_ptr<ProcessGroup>& group,
               const std::function<int(const std::shared_ptr<ProcessGroup>&)>& lead) {
  try {
    const int code = lead(group);
    if (code == exit_failed_run) group->announce(ProcessGroup::Ending::failed, "the run failed");
    return code;
  } catch (const std::exception& error) {
    group->announce(ProcessGroup::Ending::failed, error.what());
    group->leave();
    throw;
  }
}

}  // namespace

int train_in_group(const ProcessPlace& place, Console& console,
                   const std::function<int(const std::shared_ptr<ProcessGroup>&)>& lead) {
  if (!place.first()) console.mute();
  std::shared_ptr<ProcessGroup> group;
  try {
    group = join_process_group(place);
  } catch (const std::exception& error) {
    if (place.first()) throw;
    std::fprintf(stderr, "error in process %d: %s\n", place.rank, error.what());
    return exit_failed_run;
  }
  if (place.first()) console.say(concat(place.world_size, " processes train together (", group->backend(), ")"));
  const int code = place.first() ? lead_group(group, lead) : follow(group);
  group->leave();
  return code;
}

RunId run_of_launch(const std::string& store, const std::string& launch) {
  if (launch.empty() || !std::filesystem::exists(store)) return 0;
  RunId newest = 0;
  ExperimentStore connection(store);
  for (const auto& run : connection.runs()) {
    const auto found = run.provenance.find("launch");
    if (found != run.provenance.end() && found->second == launch) newest = std::max(newest, run.id);
  }
  return newest;
}

}  // namespace vignette
