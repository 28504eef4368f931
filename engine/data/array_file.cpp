#include "data/array_file.h"

#include <algorithm>
#include <cstring>
#include <opencv2/core.hpp>
#include <optional>

#include "data/dataset.h"
#include "data/embedding_file.h"
#include "data/safetensors_header.h"
#include "data/zip_directory.h"
#include "log/log.h"

namespace vignette {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kMostBytes = std::uint64_t{64} << 30;

[[noreturn]] void fail(const std::string& origin, const std::string& what) {
  throw DatasetError(concat(origin, ": ", what));
}

template <class Number>
Number number_at(std::string_view bytes, std::size_t at, const std::string& origin) {
  Number number{};
  if (at + sizeof number > bytes.size()) fail(origin, "the file is truncated; copy it again");
  std::memcpy(&number, bytes.data() + at, sizeof number);
  return number;
}

/// Checks that the shape is possible and that the bytes suffice, and cuts them to it.
NumberArray checked(NumberArray array, const std::string& origin) {
  std::int64_t count = 1;
  for (const auto size : array.shape) {
    if (size < 0 || size > (std::int64_t{1} << 40) || (size > 0 && count > (std::int64_t{1} << 40) / size))
      fail(origin, "an array has a shape that cannot be");
    count *= size;
  }
  const auto bytes = static_cast<std::uint64_t>(count) * number_width(array.kind);
  if (bytes > array.bytes.size()) fail(origin, "an array reaches beyond its data; copy the file again");
  array.bytes = array.bytes.substr(0, bytes);
  return array;
}

NumberKind kind_of_numpy(std::string_view code, const std::string& origin) {
  const std::pair<std::string_view, NumberKind> kinds[] = {{"<f2", NumberKind::float16},
                                                           {"<f4", NumberKind::float32},
                                                           {"<f8", NumberKind::float64},
                                                           {"<i4", NumberKind::int32},
                                                           {"<i8", NumberKind::int64}};
  for (const auto& [name, kind] : kinds)
    if (code == name) return kind;
  fail(origin,
       concat("numbers of the kind ", code, " are not read; expected float16, float32, float64, int32 or int64"));
}

/// The text between `key` and the first of `ends` behind it.
std::string_view header_value(std::string_view header, std::string_view key, char end, const std::string& origin) {
  const auto at = header.find(key);
  if (at == header.npos) fail(origin, concat("the header lacks ", key));
  const auto begin = at + key.size(), stop = header.find(end, begin);
  if (stop == header.npos) fail(origin, "the header is damaged");
  return header.substr(begin, stop - begin);
}

/// numpy.save: magic, version, the header's length, "{'descr': '<f4', 'fortran_order': False, 'shape': (3, 512), }".
NumberArray read_npy(std::string_view bytes, std::shared_ptr<const void> owner, const std::string& origin) {
  const bool first = number_at<std::uint8_t>(bytes, 6, origin) == 1;
  const std::size_t size =
      first ? number_at<std::uint16_t>(bytes, 8, origin) : number_at<std::uint32_t>(bytes, 8, origin);
  const std::size_t begin = first ? 10 : 12;
  if (begin + size > bytes.size()) fail(origin, "the file is truncated; copy it again");
  const auto header = bytes.substr(begin, size);
  if (header.find("'fortran_order': False") == header.npos)
    fail(origin, "the array is stored by columns; save numpy.ascontiguousarray of it");
  NumberArray array;
  array.kind = kind_of_numpy(header_value(header, "'descr': '", '\'', origin), origin);
  std::string shape(header_value(header, "'shape': (", ')', origin));
  std::replace(shape.begin(), shape.end(), ',', ' ');
  for (const char* at = shape.c_str();;) {
    char* end = nullptr;
    const auto length = std::strtoll(at, &end, 10);
    if (end == at) break;
    array.shape.push_back(length);
    at = end;
  }
  array.bytes = bytes.substr(begin + size);
  array.owner = std::move(owner);
  return checked(std::move(array), origin);
}

NumberArrays read_npz(std::string_view bytes, const std::shared_ptr<const void>& owner,
                      const std::map<std::string, ZipEntry>& entries, const std::string& origin) {
  NumberArrays arrays;
  for (const auto& [name, entry] : entries) {
    if (!name.ends_with(".npy")) continue;
    auto data = entry.data;
    auto keeper = owner;
    if (entry.packed) {
      const auto unpacked = std::make_shared<const std::string>(unpack(entry, origin, kMostBytes));
      data = *unpacked, keeper = unpacked;
    }
    const auto where = concat(origin, ": ", name);
    if (!data.starts_with("\x93NUMPY")) fail(where, "is no array of numpy");
    arrays[name.substr(0, name.size() - 4)] = read_npy(data, keeper, where);
  }
  std::ignore = bytes;
  return arrays;
}

NumberKind kind_of_storage(std::string_view type, const std::string& origin) {
  const std::pair<std::string_view, NumberKind> kinds[] = {
      {"HalfStorage", NumberKind::float16},  {"BFloat16Storage", NumberKind::bfloat16},
      {"FloatStorage", NumberKind::float32}, {"DoubleStorage", NumberKind::float64},
      {"IntStorage", NumberKind::int32},     {"LongStorage", NumberKind::int64}};
  for (const auto& [name, kind] : kinds)
    if (type == name) return kind;
  fail(origin, concat("a tensor of the storage type ", type, " is not read"));
}

void collect_tensors(const PickleValue& value, const std::string& name, const std::map<std::string, ZipEntry>& entries,
                     const std::shared_ptr<const void>& owner, const std::string& origin, NumberArrays& arrays) {
  if (value.kind == PickleKind::tensor) {
    const auto entry = entries.find("data/" + value.tensor->storage);
    if (entry == entries.end() || entry->second.packed) fail(origin, "the storage of a tensor is missing");
    arrays[name] = array_of_tensor(*value.tensor, entry->second.data, owner, origin);
  }
  for (const auto& [key, item] : value.items)
    if (item->kind == PickleKind::tensor) collect_tensors(*item, key, entries, owner, origin, arrays);
}

NumberArrays read_zip(std::string_view bytes, const std::shared_ptr<const void>& owner, const std::string& origin) {
  const auto entries = read_zip_directory(bytes, origin);
  const auto pickle = entries.find("data.pkl");
  if (pickle == entries.end()) return read_npz(bytes, owner, entries, origin);
  NumberArrays arrays;
  collect_tensors(*read_pickle(pickle->second.data, origin), "", entries, owner, origin, arrays);
  return arrays;
}

std::optional<NumberKind> kind_of_safetensors(std::string_view type) {
  const std::pair<std::string_view, NumberKind> kinds[] = {{"F16", NumberKind::float16}, {"BF16", NumberKind::bfloat16},
                                                           {"F32", NumberKind::float32}, {"F64", NumberKind::float64},
                                                           {"I32", NumberKind::int32},   {"I64", NumberKind::int64}};
  for (const auto& [name, kind] : kinds)
    if (type == name) return kind;
  return std::nullopt;
}

/// Tensors of kinds that no embeddings or ids have are left aside.
NumberArrays read_safetensors(std::string_view bytes, const std::shared_ptr<const void>& owner,
                              const std::string& origin) try {
  const auto size = number_at<std::uint64_t>(bytes, 0, origin);
  if (size == 0 || size > bytes.size() - 8 || bytes[8] != '{')
    fail(origin, "is neither .npy, .npz, .pt, .pkl nor .safetensors, or it is truncated");
  const auto header = read_safetensors_header(bytes, origin);
  NumberArrays arrays;
  for (const auto& [name, entry] : header.entries) {
    const auto kind = kind_of_safetensors(entry.dtype);
    if (!kind) continue;
    NumberArray array;
    array.kind = *kind;
    array.shape = entry.shape;
    array.bytes = header.data.substr(entry.begin);
    array.owner = owner;
    arrays[name] = checked(std::move(array), concat(origin, ": ", name));
  }
  return arrays;
} catch (const SafetensorsError& error) {
  throw DatasetError(error.what());
}

}  // namespace

std::int64_t NumberArray::count() const {
  return static_cast<std::int64_t>(bytes.size() / number_width(kind));
}

std::size_t number_width(NumberKind kind) {
  switch (kind) {
    case NumberKind::float16:
    case NumberKind::bfloat16:
      return 2;
    case NumberKind::float32:
    case NumberKind::int32:
      return 4;
    case NumberKind::float64:
    case NumberKind::int64:
      break;
  }
  return 8;
}

std::vector<std::int64_t> whole_numbers(const NumberArray& array, const std::string& origin) {
  std::vector<std::int64_t> numbers;
  for (std::int64_t i = 0; i < array.count(); ++i) {
    const auto at = static_cast<std::size_t>(i) * number_width(array.kind);
    if (array.kind == NumberKind::int64)
      numbers.push_back(number_at<std::int64_t>(array.bytes, at, origin));
    else if (array.kind == NumberKind::int32)
      numbers.push_back(number_at<std::int32_t>(array.bytes, at, origin));
    else
      fail(origin, "ids of images should be whole numbers (int32 or int64)");
  }
  return numbers;
}

void to_floats(const NumberArray& array, float* out) {
  const auto count = static_cast<std::size_t>(array.count());
  const char* const bytes = array.bytes.data();
  for (std::size_t i = 0; i < count; ++i) {
    const char* const at = bytes + i * number_width(array.kind);
    if (array.kind == NumberKind::float32) {
      std::memcpy(out + i, at, 4);
    } else if (array.kind == NumberKind::float64) {
      double value = 0;
      std::memcpy(&value, at, 8);
      out[i] = static_cast<float>(value);
    } else if (array.kind == NumberKind::float16) {
      cv::float16_t value;
      std::memcpy(static_cast<void*>(&value), at, 2);
      out[i] = static_cast<float>(value);
    } else if (array.kind == NumberKind::bfloat16) {
      std::uint32_t value = 0;
      std::memcpy(reinterpret_cast<char*>(&value) + 2, at, 2);
      std::memcpy(out + i, &value, 4);
    }
  }
}

NumberArray array_of_tensor(const PickledTensor& tensor, std::string_view storage, std::shared_ptr<const void> owner,
                            const std::string& origin) {
  NumberArray array;
  array.kind = kind_of_storage(tensor.storage_type, origin);
  array.shape = tensor.sizes;
  const auto reached = elements_reached(tensor);
  const auto width = number_width(array.kind);
  if (!reached || *reached > storage.size() / width) fail(origin, "a tensor reaches beyond its storage");
  std::int64_t stride = 1;
  for (std::size_t i = tensor.sizes.size(); i-- > 0;) {
    if (tensor.sizes[i] > 1 && tensor.strides[i] != stride)
      fail(origin, "a tensor is not contiguous; save it with .contiguous()");
    stride *= tensor.sizes[i];
  }
  array.bytes = storage.substr(static_cast<std::size_t>(tensor.offset) * width);
  array.owner = std::move(owner);
  return checked(std::move(array), origin);
}

NumberArrays read_arrays(const fs::path& file) {
  std::shared_ptr<const MappedFile> mapped;
  try {
    mapped = std::make_shared<const MappedFile>(file);
  } catch (const std::runtime_error& error) {
    throw DatasetError(error.what());
  }
  const auto bytes = mapped->bytes();
  const auto origin = file.string();
  if (bytes.starts_with("\x93NUMPY")) return {{"", read_npy(bytes, mapped, origin)}};
  if (bytes.starts_with("PK")) return read_zip(bytes, mapped, origin);
  if (bytes.size() < 8) fail(origin, "is no file of embeddings");
  return read_safetensors(bytes, mapped, origin);
}

}  // namespace vignette
