#include "session/stored_checkpoints.h"

#include <algorithm>

#include "data/folder_checksums.h"
#include "log/log.h"

namespace vignette {
namespace {

namespace fs = std::filesystem;

// A best one may hold a model to use, without the optimisers.
bool is_for_use(const CheckpointRecord& checkpoint) {
  return checkpoint.kind == "best" || checkpoint.kind == "good";
}

bool is_newer(const CheckpointRecord& one, const CheckpointRecord& other) {
  return one.step != other.step ? one.step > other.step : one.id > other.id;
}

std::string problem_of(const fs::path& checkpoint) {
  std::error_code ignored;
  if (!fs::exists(checkpoint, ignored)) return concat("the checkpoint ", checkpoint.string(), " is gone");
  const auto damage = damage_in(checkpoint);
  return damage.empty() ? damage : concat("a checkpoint is damaged: ", damage);
}

// "step-00000500" -> 500
std::optional<std::int64_t> step_of(const fs::path& directory) {
  const auto name = directory.filename().string();
  constexpr std::string_view prefix = "step-";
  if (!name.starts_with(prefix) || name.size() == prefix.size() || name.size() > prefix.size() + 18) return {};
  const auto digits = name.substr(prefix.size());
  return digits.find_first_not_of("0123456789") == digits.npos ? std::optional(std::stoll(digits)) : std::nullopt;
}

// Whole ones of `folder` and of its phases' folders.
void collect(const fs::path& folder, RunId run, std::vector<CheckpointRecord>& found) {
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(folder, ignored)) {
    if (entry.path().filename().string().starts_with("phase")) collect(entry.path(), run, found);
    const auto step = step_of(entry.path());
    if (!step || !fs::exists(entry.path() / "training.json", ignored) || !problem_of(entry.path()).empty()) continue;
    CheckpointRecord record;
    record.run = run;
    record.step = *step;
    record.path = entry.path().string();
    record.kind = "last";
    for (const auto& file : fs::recursive_directory_iterator(entry.path(), ignored))
      if (file.is_regular_file(ignored)) record.bytes += static_cast<std::int64_t>(file.file_size(ignored));
    found.push_back(std::move(record));
  }
}

std::optional<CheckpointRecord> adopt_unlisted(ExperimentStore& store, RunId run, const fs::path& run_folder) {
  std::vector<CheckpointRecord> found;
  collect(run_folder / "checkpoints", run, found);
  const auto newest = std::max_element(found.begin(), found.end(),
                                       [](const auto& one, const auto& other) { return is_newer(other, one); });
  if (newest == found.end()) return std::nullopt;
  newest->id = store.add_checkpoint(*newest);
  return std::move(*newest);
}

}  // namespace

ResumePoint newest_whole_checkpoint(ExperimentStore& store, RunId run, const fs::path& run_folder) {
  auto all = store.checkpoints(run);
  std::erase_if(all, is_for_use);
  std::sort(all.begin(), all.end(), is_newer);
  ResumePoint point;
  for (const auto& checkpoint : all) {
    auto problem = problem_of(checkpoint.path);
    if (problem.empty()) {
      point.checkpoint = checkpoint;
      break;
    }
    point.warnings.push_back(std::move(problem));
  }
  if (point.warnings.empty()) return point;
  if (!point.checkpoint) point.checkpoint = adopt_unlisted(store, run, run_folder);
  if (point.checkpoint) {
    for (auto& warning : point.warnings)
      warning += concat("; the run goes on from the one before it, of step ", point.checkpoint->step);
    return point;
  }
  std::string text = concat("run ", run, " has no whole checkpoint to go on from:");
  for (const auto& problem : point.warnings) text += "\n- " + problem;
  throw SessionError(text + "\nPut the files back, or start a new run with the same recipe (reproduce writes it out)");
}

void require_whole(const fs::path& checkpoint) {
  if (const auto problem = problem_of(checkpoint); !problem.empty())
    throw SessionError(problem + ": choose another (\"vignette-cli checkpoints\" lists them)");
}

CheckpointRecord branching_checkpoint(ExperimentStore& store, const BranchRequest& request,
                                      const fs::path& parent_folder) {
  std::optional<CheckpointRecord> chosen;
  if (!request.checkpoint && !request.step)
    chosen = newest_whole_checkpoint(store, request.parent, parent_folder).checkpoint;
  for (auto& checkpoint : store.checkpoints(request.parent)) {
    const bool asked =
        request.checkpoint ? checkpoint.id == *request.checkpoint : request.step && checkpoint.step == *request.step;
    if (asked && (!chosen || is_for_use(*chosen))) chosen = std::move(checkpoint);
  }
  if (!chosen)
    throw SessionError(concat("run ", request.parent,
                              " has no such checkpoint to branch off: \"vignette-cli checkpoints\" lists them"));
  require_whole(chosen->path);
  return *std::move(chosen);
}

}  // namespace vignette
