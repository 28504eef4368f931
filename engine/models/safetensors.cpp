#include "models/safetensors.h"

#include "data/safetensors_header.h"
#include "log/log.h"
#include "models/read_weights.h"

namespace vignette {

struct SafetensorsFile::Impl {
  WeightFiles files;
  std::map<std::string, std::string> metadata;
};

SafetensorsFile::SafetensorsFile(const std::filesystem::path& file) {
  auto impl = std::make_shared<Impl>();
  impl->files = open_safetensors(file, impl->metadata);
  impl_ = std::move(impl);
}

std::vector<std::string> SafetensorsFile::names() const {
  std::vector<std::string> names;
  for (const auto& [name, weight] : impl_->files.weights) names.push_back(name);
  return names;
}

bool SafetensorsFile::contains(const std::string& name) const {
  return impl_->files.weights.contains(name);
}

at::Tensor SafetensorsFile::tensor(const std::string& name) const {
  const auto found = impl_->files.weights.find(name);
  if (found == impl_->files.weights.end())
    throw WeightsError(
        concat(impl_->files.path.string(), ": tensor '", name, "' is missing. Check that the file fits the model."));
  return tensor_of(impl_->files, found->second);
}

const std::map<std::string, std::string>& SafetensorsFile::metadata() const {
  return impl_->metadata;
}

}  // namespace vignette
