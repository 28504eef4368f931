#include <c10/core/GradMode.h>

#include <array>
#include <optional>
#include <set>

#include "log/log.h"
#include "models/safetensors.h"
#include "models/torch_archive.h"

namespace vignette {
namespace {

using Weights = std::map<std::string, at::Tensor>;

/// A directory's weight file by Hugging Face's names, or the file itself.
std::filesystem::path weight_file(const std::filesystem::path& path) {
  if (!std::filesystem::is_directory(path)) return path;
  for (const char* name : std::array{"model.safetensors", "pytorch_model.bin"}) {
    if (std::filesystem::exists(path / name)) return path / name;
  }
  throw WeightsError(
      concat(path.string(), ": expected model.safetensors or pytorch_model.bin in this folder; there is neither."));
}

Weights read_weights(const std::filesystem::path& file) {
  if (is_torch_archive(file)) return read_torch_archive(file);
  const SafetensorsFile source(file);
  Weights weights;
  for (const std::string& name : source.names()) weights.emplace(name, source.tensor(name));
  return weights;
}

std::optional<std::string> stored_name(const Weights& weights, const std::string& name,
                                       const std::vector<std::string>& prefixes) {
  for (const std::string& prefix : prefixes) {
    if (weights.contains(prefix + name)) return prefix + name;
  }
  return std::nullopt;
}

/// Copies; returns what is wrong, empty if nothing.
std::string copy_parameter(const Weights& weights, const std::string& stored, const at::Tensor& parameter) {
  const at::Tensor& source = weights.at(stored);
  if (source.sizes() != parameter.sizes())
    return concat("  ", stored, ": expected shape ", parameter.sizes(), ", got ", source.sizes(), "\n");
  parameter.copy_(source);
  return {};
}

}  // namespace

std::vector<std::string> load_parameters(const std::filesystem::path& directory_or_file, const NamedTensors& parameters,
                                         const std::vector<std::string>& prefixes) {
  const auto file = weight_file(directory_or_file);
  const Weights weights = read_weights(file);
  c10::NoGradGuard no_grad;
  std::string problems;
  std::set<std::string> used;
  for (const auto& [name, parameter] : parameters) {
    const auto stored = stored_name(weights, name, prefixes);
    problems += stored ? copy_parameter(weights, *stored, parameter) : concat("  ", name, ": missing\n");
    if (stored) used.insert(*stored);
  }
  if (!problems.empty())
    throw WeightsError(concat(file.string(), ": the weights do not fit the model:\n", problems,
                              "Check that config.json and the weights belong together."));
  std::vector<std::string> extra;
  for (const auto& [name, tensor] : weights) {
    if (!used.contains(name)) extra.push_back(name);
  }
  return extra;
}

}  // namespace vignette
