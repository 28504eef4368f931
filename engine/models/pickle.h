#pragma once
// The part of Python's pickle format (protocol 2) that a dictionary of tensors uses. Nothing is ever executed.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vignette {

struct PickledTensor {
  std::string storage;       ///< key of the archive's entry data/<key>
  std::string storage_type;  ///< FloatStorage, HalfStorage…
  std::int64_t offset = 0;   ///< elements
  std::vector<std::int64_t> sizes, strides;
};

enum class PickleKind { none, integer, real, text, sequence, dictionary, global, storage, tensor, mark };

struct PickleValue;
using PickleValuePtr = std::shared_ptr<PickleValue>;

struct PickleValue {
  PickleKind kind = PickleKind::none;
  std::int64_t integer = 0;  ///< of booleans too
  std::string text;          ///< of a global: "module name"
  std::vector<PickleValuePtr> sequence;
  std::vector<std::pair<std::string, PickleValuePtr>> items;  ///< keys that are not texts become texts of their numbers
  PickledTensor tensor;                                       ///< of a storage: storage and storage_type only
};

/// Throws WeightsError naming `origin` for anything outside the understood part.
PickleValuePtr read_pickle(std::string_view bytes, const std::string& origin);

}  // namespace vignette
