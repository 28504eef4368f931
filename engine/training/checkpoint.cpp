#include "training/checkpoint.h"

#include <ATen/core/Tensor.h>
#include <ATen/core/grad_mode.h>
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <fstream>
#include <nlohmann/json.hpp>
#include <vector>

#include "data/folder_checksums.h"
#include "log/log.h"
#include "log/write_problem.h"
#include "models/atomic_writer.h"
#include "models/safetensors.h"

namespace vignette {
namespace fs = std::filesystem;
namespace {

constexpr const char *partial_suffix = ".partial", *old_suffix = ".old";

[[noreturn]] void fail(const fs::path& path, int error) {
  throw std::runtime_error(concat(path.string(), ": cannot be written: ", write_problem(path, error)));
}

/// Flushes a file or folder to the disk.
void sync_path(const fs::path& path) {
  const int handle = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const bool done = handle >= 0 && ::fsync(handle) == 0;
  const int error = errno;
  if (handle >= 0) ::close(handle);
  if (!done) fail(path, error);
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

/// Puts `fresh` in the place of `directory`: at every moment one of the two stands there, whole.
void put_in_place(const fs::path& fresh, const fs::path& directory) {
  const bool replaces = fs::exists(directory);
  if (::renameat2(AT_FDCWD, fresh.c_str(), AT_FDCWD, directory.c_str(), replaces ? RENAME_EXCHANGE : 0) != 0) {
    if (!replaces) fail(directory, errno);
    // A file system that exchanges nothing: a crash in between leaves one of the two complete, under another name.
    const fs::path old = directory.string() + old_suffix;
    fs::remove_all(old);
    fs::rename(directory, old);
    fs::rename(fresh, directory);
    fs::remove_all(old);
  }
  sync_path(directory.parent_path());
}

/// The checkpoint under another name. What bears that name in the end (the draft, or what it replaced) is removed.
class Draft {
 public:
  explicit Draft(const fs::path& directory) : directory_(directory), path_(directory.string() + partial_suffix) {
    fs::remove_all(path_);
    fs::create_directories(path_);
  }
  ~Draft() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Draft(const Draft&) = delete;
  Draft& operator=(const Draft&) = delete;
  const fs::path& path() const { return path_; }
  void put_in_place() { vignette::put_in_place(path_, directory_); }

 private:
  fs::path directory_, path_;
};

}  // namespace

std::int64_t write_checkpoint(const fs::path& directory, const std::function<void(const fs::path&)>& write_model,
                              const NamedTensors& training, const nlohmann::json& state) try {
  Draft draft(directory);
  write_model(draft.path());
  if (!training.empty()) write_safetensors(draft.path() / "training.safetensors", training);
  write_text_atomically(draft.path() / "training.json", state.dump(1) + '\n');
  write_checksums(draft.path());
  const auto bytes = sync_folder(draft.path());
  draft.put_in_place();
  return bytes;
} catch (const fs::filesystem_error& error) {
  fail(error.path2().empty() ? error.path1() : error.path2(), error.code().value());
}

void settle_unfinished_checkpoints(const fs::path& folder) {
  std::error_code ignored;
  std::vector<fs::path> unfinished;
  for (const auto& entry : fs::directory_iterator(folder, ignored))
    if (const auto suffix = entry.path().extension(); suffix == partial_suffix || suffix == old_suffix)
      unfinished.push_back(entry.path());
  for (const auto& path : unfinished) {
    auto whole = path;
    whole.replace_extension();
    if (path.extension() == old_suffix && !fs::exists(whole, ignored))
      fs::rename(path, whole, ignored);
    else
      fs::remove_all(path, ignored);
  }
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
