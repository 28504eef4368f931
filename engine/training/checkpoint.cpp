#include "training/checkpoint.h"

#include <ATen/core/Tensor.h>
#include <ATen/core/grad_mode.h>
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <nlohmann/json.hpp>
#include <system_error>
#include <vector>

#include "models/safetensors.h"

namespace vignette {
namespace fs = std::filesystem;
namespace {

/// Flushes a file or folder to the disk.
void sync_path(const fs::path& path) {
  const int handle = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const bool done = handle >= 0 && ::fsync(handle) == 0;
  const auto error = std::error_code(errno, std::generic_category());
  if (handle >= 0) ::close(handle);
  if (!done) throw std::runtime_error("Cannot write " + path.string() + " to disk: " + error.message());
}

void write_json(const fs::path& file, const nlohmann::json& content) {
  std::ofstream out(file);
  out << content.dump(1) << '\n';
  out.close();
  if (!out) throw std::runtime_error("Cannot write " + file.string() + ": is the disk full or the folder read-only?");
}

std::int64_t sync_folder(const fs::path& folder) {
  std::int64_t bytes = 0;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    sync_path(entry.path());
    if (entry.is_regular_file()) bytes += static_cast<std::int64_t>(entry.file_size());
  }
  sync_path(folder);
  return bytes;
}

/// Puts `fresh` in the place of `directory`; a crash in between leaves one of the two complete.
void put_in_place(const fs::path& fresh, const fs::path& directory) {
  const fs::path old = directory.string() + ".old";
  fs::remove_all(old);
  if (fs::exists(directory)) fs::rename(directory, old);
  fs::rename(fresh, directory);
  sync_path(directory.parent_path());
  fs::remove_all(old);
}

}  // namespace

std::int64_t write_checkpoint(const fs::path& directory, const std::function<void(const fs::path&)>& write_model,
                              const NamedTensors& training, const nlohmann::json& state) {
  const fs::path fresh = directory.string() + ".partial";
  fs::remove_all(fresh);
  fs::create_directories(fresh);
  write_model(fresh);
  if (!training.empty()) write_safetensors(fresh / "training.safetensors", training);
  write_json(fresh / "training.json", state);
  const auto bytes = sync_folder(fresh);
  put_in_place(fresh, directory);
  return bytes;
}

nlohmann::json read_checkpoint_state(const fs::path& directory) {
  const auto file = directory / "training.json";
  std::ifstream in(file);
  if (!in) throw std::runtime_error(file.string() + " is missing: " + directory.string() + " is not a checkpoint");
  auto state = nlohmann::json::parse(in, nullptr, /*allow_exceptions=*/false);
  if (!state.is_object())
    throw std::runtime_error(file.string() + " is broken: go on from an earlier checkpoint of this run");
  return state;
}

void read_checkpoint_tensors(const fs::path& directory, const NamedTensors& training,
                             std::vector<std::string>* missing) {
  const at::NoGradGuard no_grad;
  const auto path = directory / "training.safetensors";
  const SafetensorsFile file(path);
  for (const auto& [name, tensor] : training) {
    if (!file.contains(name) && missing != nullptr) {
      const auto part = name.substr(0, name.find('/'));
      if (missing->empty() || missing->back() != part) missing->push_back(part);
      continue;
    }
    if (!file.contains(name))
      throw WeightsError(path.string() + ": '" + name +
                         "' is missing; the recipe names other models than the checkpoint was made with");
    const auto stored = file.tensor(name);
    if (stored.sizes() != tensor.sizes())
      throw WeightsError(path.string() + ": '" + name + "' has another shape than the recipe's model");
    at::Tensor target = tensor;
    target.copy_(stored);
  }
}

fs::path checkpoint_path(const fs::path& folder, const std::string& prefix, std::int64_t step) {
  char number[32];
  std::snprintf(number, sizeof number, "-%08lld", static_cast<long long>(step));
  return folder / (prefix + number);
}

std::vector<std::int64_t> checkpoint_steps(const fs::path& folder, const std::string& prefix) {
  std::vector<std::int64_t> steps;
  if (!fs::exists(folder)) return steps;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const auto name = entry.path().filename().string();
    if (!entry.is_directory() || !name.starts_with(prefix + "-")) continue;
    const auto number = name.substr(prefix.size() + 1);
    const bool complete = !number.empty() && number.find_first_not_of("0123456789") == number.npos;
    if (complete) steps.push_back(std::stoll(number));
  }
  std::sort(steps.begin(), steps.end());
  return steps;
}

}  // namespace vignette
