#pragma once
// Arrays of numbers in the files of other programs, by name. Internal to the data layer.

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "data/pickle.h"

namespace vignette {

enum class NumberKind { float16, bfloat16, float32, float64, int32, int64 };

struct NumberArray {
  NumberKind kind = NumberKind::float32;
  std::vector<std::int64_t> shape;
  std::string_view bytes;             ///< row after row, little-endian
  std::shared_ptr<const void> owner;  ///< keeps `bytes`

  std::int64_t count() const;
};

using NumberArrays = std::map<std::string, NumberArray>;

/// Bytes of one number.
std::size_t number_width(NumberKind kind);
/// Throws DatasetError when the array is no array of whole numbers.
std::vector<std::int64_t> whole_numbers(const NumberArray& array, const std::string& origin);
/// `out` has room for array.count() floats.
void to_floats(const NumberArray& array, float* out);

/// The arrays of a .npy (named ""), .npz, .safetensors or .pt file, told by their first bytes. Throws DatasetError,
/// ArchiveError or PickleError, which name the file.
NumberArrays read_arrays(const std::filesystem::path& file);
/// A tensor of a pickle that carries its storage. Throws DatasetError naming `origin`.
NumberArray array_of_tensor(const PickledTensor& tensor, std::string_view storage, std::shared_ptr<const void> owner,
                            const std::string& origin);

}  // namespace vignette
