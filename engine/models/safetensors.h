#pragma once
// safetensors files: reading (memory-mapped, lazy) and writing (atomic).

#include <ATen/core/Tensor.h>

#include <filesystem>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "models/module.h"

namespace vignette {

/// Bad or truncated weight file; what() names the file, the key, what was expected and what to do.
class WeightsError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

class SafetensorsFile {
 public:
  /// Maps the file and checks its header (sizes, offsets, overlaps, dtypes F64 F32 F16 BF16 I64 I32 I16 I8 U8 BOOL).
  explicit SafetensorsFile(const std::filesystem::path& file);
  std::vector<std::string> names() const;
  bool contains(const std::string& name) const;
  /// A tensor that shares the mapping, which lives as long as the tensor: do not write to it. Throws WeightsError.
  at::Tensor tensor(const std::string& name) const;
  const std::map<std::string, std::string>& metadata() const;

 private:
  struct Impl;
  std::shared_ptr<const Impl> impl_;
};

/// Writes to a temporary file beside `file`, fsyncs and renames. Tensors are made contiguous and moved to the CPU.
void write_safetensors(const std::filesystem::path& file, const NamedTensors& tensors,
                       const std::map<std::string, std::string>& metadata = {});

/// Copies tensors of a Hugging Face directory (model.safetensors, else pytorch_model.bin) or file (safetensors or a
/// torch archive) into `parameters`, casting the dtype. `prefixes` are tried in front of each name ("", "transformer.",
/// "roberta."…). Throws WeightsError listing missing names and shapes that differ; extra names are returned.
std::vector<std::string> load_parameters(const std::filesystem::path& directory_or_file, const NamedTensors& parameters,
                                         const std::vector<std::string>& prefixes = {""});

}  // namespace vignette
