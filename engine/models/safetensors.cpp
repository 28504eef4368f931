#include "models/safetensors.h"

#include <ATen/ops/empty.h>
#include <ATen/ops/from_blob.h>

#include <cstring>

#include "data/safetensors_header.h"
#include "log/log.h"
#include "models/mapped_weights.h"

namespace vignette {
namespace {

at::ScalarType dtype_from(const std::string& name) {
  static const std::map<std::string, at::ScalarType> known = {
      {"F64", at::kDouble}, {"F32", at::kFloat}, {"F16", at::kHalf}, {"BF16", at::kBFloat16}, {"I64", at::kLong},
      {"I32", at::kInt},    {"I16", at::kShort}, {"I8", at::kChar},  {"U8", at::kByte},       {"BOOL", at::kBool}};
  return known.at(name);
}

}  // namespace

struct SafetensorsFile::Impl {
  explicit Impl(const std::filesystem::path& path) : mapping(path, 8), file(mapping.name()) {
    try {
      header = read_safetensors_header({mapping.data(), mapping.size()}, file);
    } catch (const SafetensorsError& error) {
      throw WeightsError(error.what());
    }
  }

  MappedWeights mapping;
  const std::string& file;
  SafetensorsHeader header;
};

SafetensorsFile::SafetensorsFile(const std::filesystem::path& file) : impl_(std::make_shared<const Impl>(file)) {}

std::vector<std::string> SafetensorsFile::names() const {
  std::vector<std::string> names;
  for (const auto& [name, entry] : impl_->header.entries) names.push_back(name);
  return names;
}

bool SafetensorsFile::contains(const std::string& name) const {
  return impl_->header.entries.contains(name);
}

at::Tensor SafetensorsFile::tensor(const std::string& name) const {
  const auto found = impl_->header.entries.find(name);
  if (found == impl_->header.entries.end())
    throw WeightsError(concat(impl_->file, ": tensor '", name, "' is missing. Check that the file fits the model."));
  const SafetensorsEntry& entry = found->second;
  const auto dtype = dtype_from(entry.dtype);
  const auto options = at::TensorOptions().dtype(dtype);
  char* data = impl_->mapping.data() + (impl_->mapping.size() - impl_->header.data.size()) + entry.begin;
  if (entry.begin == entry.end) return at::empty(entry.shape, options);
  if (reinterpret_cast<std::uintptr_t>(data) % at::elementSize(dtype) != 0) {
    at::Tensor copy = at::empty(entry.shape, options);
    std::memcpy(copy.mutable_data_ptr(), data, entry.end - entry.begin);
    return copy;
  }
  return at::from_blob(
      data, entry.shape, [keep = impl_](void*) {}, options);
}

const std::map<std::string, std::string>& SafetensorsFile::metadata() const {
  return impl_->header.metadata;
}

}  // namespace vignette
