#pragma once
// Which files hold a model's weights and where each tensor lies in them, whatever container they came in: safetensors,
// torch.save's and torch.jit.save's zip archives, and Hugging Face's shards of either.

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "data/mapped_weights.h"
#include "data/weights_error.h"

namespace vignette {

enum class WeightContainer { safetensors, sharded_safetensors, torch_archive, sharded_torch_archive, torch_script };

/// "safetensors", "sharded safetensors", "torch archive", "sharded torch archive", "TorchScript archive".
std::string_view name_of(WeightContainer container);

struct StoredWeight {
  std::string dtype;                         ///< F64 F32 F16 BF16 I64 I32 I16 I8 U8 BOOL
  std::vector<std::int64_t> shape, strides;  ///< strides in elements, none negative
  std::size_t file = 0;                      ///< of WeightFiles::files
  std::uint64_t begin = 0, end = 0;          ///< bytes of that file, checked against its size
};

struct WeightFiles {
  WeightContainer container = WeightContainer::safetensors;
  std::filesystem::path path;  ///< the file, or the index of the shards
  std::vector<std::shared_ptr<const MappedWeights>> files;
  std::map<std::string, StoredWeight> weights;
};

/// Maps what a directory (model.safetensors, model.safetensors.index.json, pytorch_model.bin,
/// pytorch_model.bin.index.json, tried in this order) or a file (one of these, or any of their kinds) holds and finds
/// the tensors. Their data is not read. A prefix 'module.' that all names share is dropped. Throws WeightsError naming
/// file, tensor and what to do: for a missing or contradictory shard, for Git LFS's pointers, and for torch's formats
/// from before 1.6 with the command that converts them. Any thread.
WeightFiles open_weights(const std::filesystem::path& directory_or_file);

/// One safetensors file with its names as they are, and its "__metadata__". Throws WeightsError. Any thread.
WeightFiles open_safetensors(const std::filesystem::path& file, std::map<std::string, std::string>& metadata);

/// The file or index that open_weights would take; empty where a directory holds none. Opens nothing.
std::filesystem::path weights_in(const std::filesystem::path& directory_or_file);

struct WeightEntry {
  std::string name, dtype;  ///< dtype as in StoredWeight
  std::vector<std::int64_t> shape;
};

struct WeightList {
  WeightContainer container = WeightContainer::safetensors;
  std::vector<std::filesystem::path> files;
  std::uint64_t bytes = 0;           ///< of all files
  std::vector<WeightEntry> entries;  ///< sorted by name
};

/// What open_weights finds, without anything open. Throws what it throws. Any thread.
WeightList list_weights(const std::filesystem::path& directory_or_file);

}  // namespace vignette
