#pragma once
// Checkpoints: a directory that holds the model as it stands by itself, plus training.safetensors and training.json.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "models/module.h"

namespace vignette {

/// Writes `directory` beside its place under a temporary name, with checksums (data/folder_checksums.h), fsyncs every
/// file and renames; what stood there before is replaced in the same instant. `write_model` fills the folder it is
/// given. `training` may be empty (a model to use, not to go on from). Returns the bytes written. Throws
/// std::runtime_error naming the path, the reason and the free space; then what stood there before is as it was, and
/// nothing else is left.
std::int64_t write_checkpoint(const std::filesystem::path& directory,
                              const std::function<void(const std::filesystem::path&)>& write_model,
                              const NamedTensors& training, const nlohmann::json& state);

/// Removes what a killed process left half written in a folder of checkpoints.
void settle_unfinished_checkpoints(const std::filesystem::path& folder);

/// training.json of a checkpoint. Throws std::runtime_error saying what is missing or broken.
nlohmann::json read_checkpoint_state(const std::filesystem::path& directory);

/// Copies training.safetensors into tensors of the same names. Throws WeightsError for other shapes, and for missing
/// names unless `missing` is given: it gets the parts ("critic") that the file lacks, which are left as they are.
void read_checkpoint_tensors(const std::filesystem::path& directory, const NamedTensors& training,
                             std::vector<std::string>* missing = nullptr);

/// "step-00000500" in `folder`: sorts by step.
std::filesystem::path checkpoint_path(const std::filesystem::path& folder, const std::string& prefix,
                                      std::int64_t step);

/// Steps of the complete checkpoints "<prefix>-…" of `folder`, rising.
std::vector<std::int64_t> checkpoint_steps(const std::filesystem::path& folder, const std::string& prefix);

}  // namespace vignette
