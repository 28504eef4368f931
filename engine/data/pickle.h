#pragma once
// The part of Python's pickle format (protocols 0 and 2 to 5) that tensors and plain containers use. Nothing is ever
// executed.

#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace vignette {

/// what() names the file, the byte and what was found there.
class PickleError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct PickledTensor {
  std::string storage;       ///< key of the archive's entry data/<key>; "" where `bytes` holds the storage
  std::string storage_type;  ///< FloatStorage, HalfStorage…
  std::string_view bytes{};  ///< the storage of a tensor that was pickled outside of torch.save
  std::int64_t offset = 0;   ///< elements
  std::vector<std::int64_t> sizes, strides;
};

/// One past the last element of its storage that a tensor touches; nullopt for a shape that cannot be.
std::optional<std::uint64_t> elements_reached(const PickledTensor& tensor);

enum class PickleKind { none, integer, real, text, bytes, sequence, dictionary, global, storage, tensor, mark };

struct PickleValue;
using PickleValuePtr = std::shared_ptr<PickleValue>;

struct PickleValue {
  PickleKind kind = PickleKind::none;
  int depth = 0;             ///< of what it holds
  bool held = false;         ///< inside a container, and whole from then on
  std::int64_t integer = 0;  ///< of booleans too; the largest one for what is larger
  double real = 0;
  std::string text;  ///< of a global: "module name"; of a dictionary: the class where it was a TorchScript module
  std::string_view bytes{};  ///< inside of what was read
  std::vector<PickleValuePtr> sequence;
  std::vector<std::pair<std::string, PickleValuePtr>>
      items;  ///< keys that are not texts become texts: of their numbers, of a tuple's texts with blanks between
  std::unique_ptr<PickledTensor> tensor;  ///< of tensors; of a storage: storage, type and bytes only

  /// The item of that key, or nullptr.
  const PickleValue* find(std::string_view key) const;
};

/// Views in the result point into `bytes`. Throws PickleError naming `origin` for anything outside the understood part.
PickleValuePtr read_pickle(std::string_view bytes, const std::string& origin);

}  // namespace vignette
