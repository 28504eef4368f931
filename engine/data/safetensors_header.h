#pragma once
// The header of a safetensors file: names, kinds, shapes and places of the tensors, checked against the file's size.

#include <cstdint>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace vignette {

/// what() names the file, the tensor, what was expected and what to do.
class SafetensorsError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

struct SafetensorsEntry {
  std::string dtype;  ///< F64 F32 F16 BF16 I64 I32 I16 I8 U8 BOOL
  std::vector<std::int64_t> shape;
  std::uint64_t begin = 0, end = 0;  ///< bytes from the start of the data; as many as shape and dtype take
};

struct SafetensorsHeader {
  std::map<std::string, SafetensorsEntry> entries;  ///< they fill the data without gap or overlap
  std::map<std::string, std::string> metadata;      ///< "__metadata__"
  std::string_view data;                            ///< inside of what was read
};

/// Bytes of one element; nullopt for a dtype that is not read.
std::optional<std::uint64_t> dtype_width(std::string_view dtype);

/// `bytes` is the whole file, `origin` its name in messages. Throws SafetensorsError.
SafetensorsHeader read_safetensors_header(std::string_view bytes, const std::string& origin);

}  // namespace vignette
