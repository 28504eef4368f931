#include <ATen/core/Tensor.h>

#include "data/folder_checksums.h"
#include "log/log.h"
#include "models/captioner.h"
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

void make_folder(const fs::path& directory) {
  if (fs::exists(directory) && !fs::is_empty(directory))
    throw std::runtime_error(concat(directory.string(), " is not empty: name a new folder"));
  fs::create_directories(directory);
}

void halve(const fs::path& directory) {
  const auto weights = directory / "model.safetensors", whole = directory / "model.fp32.safetensors";
  fs::rename(weights, whole);
  write_half(whole, weights);
  fs::remove(whole);
}

void export_language_model(const ExportRequest& request) {
  const auto from = captioner_directory(request.checkpoint);
  make_folder(request.directory);
  Captioner::load(from).language_model().save(request.directory);
  for (const auto& name : tokenizer_files(from)) fs::copy_file(from / name, request.directory / name);
  if (request.half) halve(request.directory);
}

}  // namespace

std::string export_model(const ExportRequest& request) {
  if (const auto damage = damage_in(request.checkpoint); !damage.empty())
    throw std::runtime_error(damage + ": export another checkpoint");
  if (request.part == "language_model") {
    export_language_model(request);
    return request.part;
  }
  const fs::path from = request.part.empty() ? request.checkpoint : request.checkpoint / request.part;
  const auto kind = model_kind(from);
  if (kind.empty())
    throw std::runtime_error(concat(from.string(),
                                    " holds no model to export: a captioner.json, or a config.json with ",
                                    "model.safetensors, was expected"));
  make_folder(request.directory);
  for (const auto& entry : fs::directory_iterator(from)) {
    const auto name = entry.path().filename().string();
    if (!entry.is_regular_file() || name.starts_with("training.") || name == checksums_file) continue;
    fs::copy_file(entry.path(), request.directory / name);
  }
  if (request.half) halve(request.directory);
  return kind;
}

}  // namespace vignette
