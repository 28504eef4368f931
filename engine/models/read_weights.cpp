#include "models/read_weights.h"

#include <ATen/ops/empty.h>
#include <ATen/ops/from_blob.h>

#include <algorithm>
#include <cstring>

namespace vignette {

at::ScalarType scalar_type(const std::string& dtype) {
  static const std::map<std::string, at::ScalarType> known = {
      {"F64", at::kDouble}, {"F32", at::kFloat}, {"F16", at::kHalf}, {"BF16", at::kBFloat16}, {"I64", at::kLong},
      {"I32", at::kInt},    {"I16", at::kShort}, {"I8", at::kChar},  {"U8", at::kByte},       {"BOOL", at::kBool}};
  return known.at(dtype);
}

at::Tensor tensor_of(const WeightFiles& files, const StoredWeight& weight) {
  const auto dtype = scalar_type(weight.dtype);
  const auto options = at::TensorOptions().dtype(dtype);
  if (std::find(weight.shape.begin(), weight.shape.end(), 0) != weight.shape.end())
    return at::empty(weight.shape, options);
  const std::uint64_t width = at::elementSize(dtype), size = weight.end - weight.begin;
  const auto& file = files.files.at(weight.file);
  char* data = file->data() + weight.begin;
  if (reinterpret_cast<std::uintptr_t>(data) % width == 0)
    return at::from_blob(data, weight.shape, weight.strides, [keep = file](void*) {}, options);
  at::Tensor copy = at::empty({static_cast<std::int64_t>(size / width)}, options);
  std::memcpy(copy.mutable_data_ptr(), data, size);
  return copy.as_strided(weight.shape, weight.strides);
}

std::map<std::string, at::Tensor> read_weights(const std::filesystem::path& directory_or_file) {
  const WeightFiles files = open_weights(directory_or_file);
  std::map<std::string, at::Tensor> tensors;
  for (const auto& [name, weight] : files.weights) tensors.emplace(name, tensor_of(files, weight));
  return tensors;
}

}  // namespace vignette
