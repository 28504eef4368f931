#include <c10/core/GradMode.h>

#include <optional>
#include <set>

#include "log/log.h"
#include "models/read_weights.h"
#include "models/safetensors.h"

namespace vignette {
namespace {

std::optional<std::string> stored_name(const WeightFiles& files, const std::string& name,
                                       const std::vector<std::string>& prefixes) {
  for (const std::string& prefix : prefixes) {
    if (files.weights.contains(prefix + name)) return prefix + name;
  }
  return std::nullopt;
}

/// Copies, and gives the mapped pages back; returns what is wrong, empty if nothing.
std::string copy_parameter(const WeightFiles& files, const std::string& stored, const at::Tensor& parameter) {
  const StoredWeight& weight = files.weights.at(stored);
  if (parameter.sizes() != at::IntArrayRef(weight.shape))
    return concat("  ", stored, ": expected shape ", parameter.sizes(), ", got ", at::IntArrayRef(weight.shape), "\n");
  parameter.copy_(tensor_of(files, weight));
  files.files[weight.file]->release(weight.begin, weight.end);
  return {};
}

}  // namespace

std::vector<std::string> load_parameters(const std::filesystem::path& directory_or_file, const NamedTensors& parameters,
                                         const std::vector<std::string>& prefixes) {
  return load_parameters(open_weights(directory_or_file), parameters, prefixes);
}

std::vector<std::string> load_parameters(const WeightFiles& files, const NamedTensors& parameters,
                                         const std::vector<std::string>& prefixes) {
  c10::NoGradGuard no_grad;
  std::string problems;
  std::set<std::string> used;
  for (const auto& [name, parameter] : parameters) {
    const auto stored = stored_name(files, name, prefixes);
    problems += stored ? copy_parameter(files, *stored, parameter) : concat("  ", name, ": missing\n");
    if (stored) used.insert(*stored);
  }
  if (!problems.empty())
    throw WeightsError(concat(files.path.string(), ": the weights do not fit the model:\n", problems,
                              "Check that config.json and the weights belong together."));
  std::vector<std::string> extra;
  for (const auto& [name, weight] : files.weights) {
    if (!used.contains(name)) extra.push_back(name);
  }
  return extra;
}

}  // namespace vignette
