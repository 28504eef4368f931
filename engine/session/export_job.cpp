#include <ATen/core/Tensor.h>

#include "log/log.h"
#include "models/safetensors.h"
#include "session/jobs.h"

namespace vignette {
namespace {

namespace fs = std::filesystem;

/// "captioner", "clip" or "discriminator", by the files that say what a directory holds; "" for none of them.
std::string model_kind(const fs::path& directory) {
  if (fs::exists(directory / "captioner.json")) return "captioner";
  if (!fs::exists(directory / "config.json") || !fs::exists(directory / "model.safetensors")) return {};
  return directory.filename() == "discriminator" ? "discriminator" : "clip";
}

void write_half(const fs::path& from, const fs::path& to) {
  const SafetensorsFile file(from);
  NamedTensors halved;
  for (const auto& name : file.names()) {
    const auto tensor = file.tensor(name);
    halved.emplace_back(name, tensor.is_floating_point() ? tensor.to(at::kHalf) : tensor);
  }
  write_safetensors(to, halved, file.metadata());
}

}  // namespace

std::string export_model(const ExportRequest& request) {
  const fs::path from = request.part.empty() ? request.checkpoint : request.checkpoint / request.part;
  const auto kind = model_kind(from);
  if (kind.empty())
    throw std::runtime_error(concat(from.string(),
                                    " holds no model to export: a captioner.json, or a config.json with ",
                                    "model.safetensors, was expected"));
  if (fs::exists(request.directory) && !fs::is_empty(request.directory))
    throw std::runtime_error(concat(request.directory.string(), " is not empty: name a new folder"));
  fs::create_directories(request.directory);
  for (const auto& entry : fs::directory_iterator(from)) {
    const auto name = entry.path().filename().string();
    if (!entry.is_regular_file() || name.starts_with("training.")) continue;
    if (request.half && name == "model.safetensors")
      write_half(entry.path(), request.directory / name);
    else
      fs::copy_file(entry.path(), request.directory / name);
  }
  return kind;
}

}  // namespace vignette
