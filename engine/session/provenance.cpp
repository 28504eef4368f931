#include "session/provenance.h"

#include <sys/utsname.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <thread>

#include "data/fingerprint.h"
#include "log/log.h"
#include "recipe/text_forms.h"

namespace vignette {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view file_prefix = "file ";

/// What stands behind "key :" in a file of such lines; "" if nothing does.
std::string named_line(const fs::path& file, const std::string& key) {
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    const auto colon = line.find(':');
    if (!line.starts_with(key) || colon == line.npos) continue;
    const auto first = line.find_first_not_of(" \t", colon + 1);
    return first == line.npos ? std::string() : line.substr(first);
  }
  return {};
}

/// The driver's own list: it needs no CUDA in this program.
std::string gpu_names() {
  std::string names;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator("/proc/driver/nvidia/gpus", none)) {
    const auto name = named_line(entry.path() / "information", "Model");
    if (!name.empty()) names += (names.empty() ? "" : ", ") + name;
  }
  return names;
}

/// Weights, configuration and tokenizer; a checkpoint's optimisers are no part of its model.
bool is_model_file(const fs::path& file) {
  constexpr std::array<std::string_view, 6> kinds = {".safetensors", ".bin", ".pt", ".pth", ".json", ".txt"};
  const auto extension = file.extension().string();
  return !file.filename().string().starts_with("training.") &&
         std::find(kinds.begin(), kinds.end(), extension) != kinds.end();
}

void add_file(Provenance& all, const std::string& name, const fs::path& path) {
  try {
    if (fs::exists(path)) all[concat(file_prefix, name)] = fingerprint(path);
  } catch (const std::exception& error) {
    log_warning(concat(name, ": no fingerprint of ", path.string(), ": ", error.what()));
  }
}

void add_model(Provenance& all, const std::string& key, const fs::path& path) {
  std::error_code none;
  if (!fs::is_directory(path, none)) return add_file(all, key, path);
  for (const auto& entry : fs::directory_iterator(path, none))
    if (entry.is_regular_file() && is_model_file(entry.path()))
      add_file(all, concat(key, '/', entry.path().filename().string()), entry.path());
}

}  // namespace

Provenance machine_provenance() {
  Provenance all;
  char host[256] = "";
  gethostname(host, sizeof host - 1);
  all["host"] = host;
  utsname system{};
  if (uname(&system) == 0) all["system"] = concat(system.sysname, ' ', system.release, ' ', system.machine);
  all["processor"] = named_line("/proc/cpuinfo", "model name");
  all["cores"] = std::to_string(std::thread::hardware_concurrency());
  if (const auto gpus = gpu_names(); !gpus.empty()) all["gpu"] = gpus;
  return all;
}

Provenance file_provenance(const Recipe& recipe) {
  Provenance all;
  const auto add = [&](const Parameter& parameter, const std::string& key) {
    const auto path = recipe.path(key);
    if (path.empty()) return;
    parameter.group() == "models" ? add_model(all, key, path) : add_file(all, key, path);
  };
  for (const auto& parameter : parameter_table()) {
    // A cache is made anew, and the pictures' folder may be huge: the annotations name the pictures.
    if (parameter.type != ParameterType::path || parameter.key == "dataset.cache" || parameter.key == "dataset.images")
      continue;
    const std::string key(parameter.key);
    add(parameter, key);
    for (const auto& phase : recipe.phase_changes())
      if (phase.values.contains(key)) add(parameter, concat("phase.", phase.name, '.', key));
  }
  for (const auto& set : parse_evaluation_sets(recipe.text("evaluation.sets")))
    add_file(all, "evaluation.sets/" + set.name, set.annotations);
  return all;
}

std::vector<ChangedFile> changed_files(const Provenance& before, const Provenance& now) {
  std::vector<ChangedFile> changes;
  for (const auto& [key, hash] : before) {
    if (!key.starts_with(file_prefix)) continue;
    const auto name = key.substr(file_prefix.size());
    const auto recipe_key = name.substr(0, name.find('/'));
    const auto found = now.find(key);
    if (found == now.end())
      changes.push_back({recipe_key, name + " is not there any more"});
    else if (found->second != hash)
      changes.push_back({recipe_key, name + " is another file than the run was made with"});
  }
  return changes;
}

}  // namespace vignette
