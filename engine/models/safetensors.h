#pragma once
// safetensors files: reading (memory-mapped, lazy) and writing (atomic).

#include <ATen/core/Tensor.h>

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "data/weight_files.h"
#include "models/module.h"

namespace vignette {

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

/// Copies tensors of a directory or file that open_weights() reads into `parameters`, casting the dtype, one after the
/// other, so that no second copy of the weights is in memory. `prefixes` are tried in front of each name ("",
/// "transformer.", "roberta."…). Throws WeightsError listing missing names and shapes that differ; extra names are
/// returned.
std::vector<std::string> load_parameters(const std::filesystem::path& directory_or_file, const NamedTensors& parameters,
                                         const std::vector<std::string>& prefixes = {""});

/// The same with the tensors of open_weights(), under other names perhaps.
std::vector<std::string> load_parameters(const WeightFiles& files, const NamedTensors& parameters,
                                         const std::vector<std::string>& prefixes = {""});

}  // namespace vignette
