#include <ATen/core/Tensor.h>

#include "data/folder_checksums.h"
#include "data/new_folder.h"
#include "log/log.h"
#include "models/captioner.h"
#include "models/safetensors.h"
#include "session/export_formats.h"
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

void halve(const fs::path& weights) {
  auto whole = weights;
  whole += ".fp32";
  fs::rename(weights, whole);
  write_half(whole, weights);
  fs::remove(whole);
}

void halve_all(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.path().extension() == ".safetensors") files.push_back(entry.path());
  for (const auto& file : files) halve(file);
}

void copy_model(const fs::path& from, const fs::path& folder) {
  fs::create_directories(folder);
  for (const auto& entry : fs::directory_iterator(from)) {
    const auto name = entry.path().filename().string();
    if (!entry.is_regular_file() || name.starts_with("training.") || name == checksums_file) continue;
    fs::copy_file(entry.path(), folder / name);
  }
}

void write_language_model(const fs::path& checkpoint, const fs::path& folder) {
  const auto from = captioner_directory(checkpoint);
  Captioner::load(from).language_model().save(folder);
  for (const auto& name : tokenizer_files(from)) fs::copy_file(from / name, folder / name);
}

void write_captioner(const ExportRequest& request, const fs::path& from, const fs::path& folder) {
  if (request.format == ExportFormat::clipcap) return write_for_clipcap(from, folder);
  if (request.format == ExportFormat::vignette) return copy_model(from, folder);
  write_for_transformers(from, folder);
  if (fs::exists(from / "discriminator" / "config.json")) copy_model(from / "discriminator", folder / "discriminator");
}

std::string write_model(const ExportRequest& request, const fs::path& folder) {
  const fs::path from = request.part.empty() ? request.checkpoint : request.checkpoint / request.part;
  const auto kind = model_kind(from);
  if (kind.empty())
    throw std::runtime_error(concat(from.string(),
                                    " holds no model to export: a captioner.json, or a config.json with ",
                                    "model.safetensors, was expected"));
  if (kind == "captioner") {
    write_captioner(request, from, folder);
  } else if (request.format == ExportFormat::clipcap) {
    throw std::runtime_error(concat("the clipcap format is for captioners; this is the run's ", kind));
  } else {
    copy_model(from, folder);
  }
  return kind;
}

}  // namespace

std::string export_model(const ExportRequest& request) {
  if (const auto damage = damage_in(request.checkpoint); !damage.empty())
    throw std::runtime_error(damage + ": export another checkpoint");
  NewFolder folder(request.directory);
  std::string kind = request.part;
  if (request.part == "language_model")
    write_language_model(request.checkpoint, folder.path());
  else
    kind = write_model(request, folder.path());
  if (request.half) halve_all(folder.path());
  folder.commit();
  return kind;
}

}  // namespace vignette
