#include "models/safetensors.h"

#include <ATen/ops/empty.h>
#include <ATen/ops/from_blob.h>

#include <algorithm>
#include <cstring>
#include <limits>
#include <nlohmann/json.hpp>
#include <optional>
#include <tuple>

#include "log/log.h"
#include "models/mapped_weights.h"

namespace vignette {
namespace {

using Json = nlohmann::json;
constexpr std::uint64_t largest_header = 100'000'000;

struct Entry {
  at::ScalarType dtype = at::kFloat;
  std::vector<std::int64_t> shape;
  std::uint64_t begin = 0, end = 0;  ///< from the start of the data
};

std::optional<at::ScalarType> dtype_from(const std::string& name) {
  static const std::map<std::string, at::ScalarType> known = {
      {"F64", at::kDouble}, {"F32", at::kFloat}, {"F16", at::kHalf}, {"BF16", at::kBFloat16}, {"I64", at::kLong},
      {"I32", at::kInt},    {"I16", at::kShort}, {"I8", at::kChar},  {"U8", at::kByte},       {"BOOL", at::kBool}};
  const auto found = known.find(name);
  return found == known.end() ? std::nullopt : std::optional(found->second);
}

class HeaderReader {
 public:
  HeaderReader(std::string file, std::uint64_t data_size) : file_(std::move(file)), data_size_(data_size) {}

  Entry entry(const std::string& key, const Json& value) const {
    if (!value.is_object() || !value.contains("dtype") || !value.contains("shape") || !value.contains("data_offsets"))
      fail(key, "expected an object with dtype, shape and data_offsets");
    Entry entry;
    entry.dtype = dtype(key, value["dtype"]);
    entry.shape = shape(key, value["shape"]);
    std::tie(entry.begin, entry.end) = offsets(key, value["data_offsets"]);
    const std::uint64_t expected = bytes(key, entry);
    if (entry.end - entry.begin != expected)
      fail(key, concat("expected ", expected, " bytes by shape and dtype, the offsets give ", entry.end - entry.begin));
    return entry;
  }

  [[noreturn]] void fail(const std::string& key, const std::string& problem) const {
    throw WeightsError(
        concat(file_, ": tensor '", key, "': ", problem, ". The file is damaged; copy or write it again."));
  }

 private:
  at::ScalarType dtype(const std::string& key, const Json& value) const {
    const std::string name = value.is_string() ? value.get<std::string>() : value.dump();
    const auto dtype = dtype_from(name);
    if (!dtype) {
      throw WeightsError(concat(file_, ": tensor '", key, "': dtype ", name,
                                " is not supported; expected one of F64 F32 F16 BF16 I64 I32 I16 I8 U8 BOOL. "
                                "Save the weights again in one of these."));
    }
    return *dtype;
  }

  std::vector<std::int64_t> shape(const std::string& key, const Json& value) const {
    std::vector<std::int64_t> shape;
    if (!value.is_array()) fail(key, "expected a list of sizes as shape");
    for (const Json& size : value) {
      if (!size.is_number_unsigned() || size.get<std::uint64_t>() > std::numeric_limits<std::int64_t>::max())
        fail(key, "expected non-negative whole numbers in shape, got " + size.dump());
      shape.push_back(size.get<std::int64_t>());
    }
    return shape;
  }

  std::pair<std::uint64_t, std::uint64_t> offsets(const std::string& key, const Json& value) const {
    if (!value.is_array() || value.size() != 2 || !value[0].is_number_unsigned() || !value[1].is_number_unsigned())
      fail(key, "expected data_offsets [begin, end], got " + value.dump());
    const auto begin = value[0].get<std::uint64_t>(), end = value[1].get<std::uint64_t>();
    if (begin > end) fail(key, concat("offsets run backwards: [", begin, ", ", end, "]"));
    if (end > data_size_)
      fail(key, concat("ends at byte ", end, " of ", data_size_, " bytes of data: the file is truncated"));
    return {begin, end};
  }

  std::uint64_t bytes(const std::string& key, const Entry& entry) const {
    std::uint64_t count = at::elementSize(entry.dtype);
    for (const std::int64_t size : entry.shape) {
      if (__builtin_mul_overflow(count, static_cast<std::uint64_t>(size), &count)) fail(key, "the shape is too large");
    }
    return count;
  }

  std::string file_;
  std::uint64_t data_size_;
};

}  // namespace

struct SafetensorsFile::Impl {
  explicit Impl(const std::filesystem::path& path) : mapping(path, 8), file(mapping.name()) { parse(); }

  void parse() {
    std::uint64_t header_size = 0;
    const std::uint64_t size = mapping.size();
    std::memcpy(&header_size, mapping.data(), 8);
    if (header_size > largest_header || header_size > size - 8)
      throw WeightsError(concat(file, ": header: expected at most ", std::min(largest_header, size - 8),
                                " bytes, the file says ", header_size, ". It is truncated or no safetensors file."));
    const char* text = mapping.data() + 8;
    data = mapping.data() + 8 + header_size;
    const Json header = Json::parse(text, text + header_size, nullptr, false);
    if (!header.is_object())
      throw WeightsError(
          concat(file, ": header: expected a JSON object. The file is damaged; copy or write it again."));
    const std::uint64_t data_size = size - 8 - header_size;
    const HeaderReader reader(file, data_size);
    for (const auto& [key, value] : header.items()) {
      if (key == "__metadata__") {
        read_metadata(value);
      } else {
        entries.emplace(key, reader.entry(key, value));
      }
    }
    check_layout(reader, data_size);
  }

  void read_metadata(const Json& value) {
    if (!value.is_object()) throw WeightsError(concat(file, ": __metadata__: expected an object of texts."));
    for (const auto& [name, text] : value.items())
      metadata[name] = text.is_string() ? text.get<std::string>() : text.dump();
  }

  void check_layout(const HeaderReader& reader, std::uint64_t data_size) const {
    std::vector<std::pair<Entry, std::string>> ordered;
    for (const auto& [key, entry] : entries) ordered.emplace_back(entry, key);
    std::sort(ordered.begin(), ordered.end(), [](const auto& a, const auto& b) {
      return std::pair(a.first.begin, a.first.end) < std::pair(b.first.begin, b.first.end);
    });
    std::uint64_t at = 0;
    std::string previous;
    for (const auto& [entry, key] : ordered) {
      if (entry.begin < at) reader.fail(key, concat("overlaps tensor '", previous, "', which ends at byte ", at));
      if (entry.begin > at) reader.fail(key, concat("begins at byte ", entry.begin, ", expected ", at));
      at = entry.end;
      previous = key;
    }
    if (at != data_size)
      throw WeightsError(concat(file, ": expected ", at, " bytes of data by the header, got ", data_size,
                                ". The file is damaged; copy or write it again."));
  }

  MappedWeights mapping;
  const std::string& file;
  char* data = nullptr;
  std::map<std::string, Entry> entries;
  std::map<std::string, std::string> metadata;
};

SafetensorsFile::SafetensorsFile(const std::filesystem::path& file) : impl_(std::make_shared<const Impl>(file)) {}

std::vector<std::string> SafetensorsFile::names() const {
  std::vector<std::string> names;
  for (const auto& [name, entry] : impl_->entries) names.push_back(name);
  return names;
}

bool SafetensorsFile::contains(const std::string& name) const {
  return impl_->entries.contains(name);
}

at::Tensor SafetensorsFile::tensor(const std::string& name) const {
  const auto found = impl_->entries.find(name);
  if (found == impl_->entries.end())
    throw WeightsError(concat(impl_->file, ": tensor '", name, "' is missing. Check that the file fits the model."));
  const Entry& entry = found->second;
  const auto options = at::TensorOptions().dtype(entry.dtype);
  char* data = impl_->data + entry.begin;
  if (entry.begin == entry.end) return at::empty(entry.shape, options);
  if (reinterpret_cast<std::uintptr_t>(data) % at::elementSize(entry.dtype) != 0) {
    at::Tensor copy = at::empty(entry.shape, options);
    std::memcpy(copy.mutable_data_ptr(), data, entry.end - entry.begin);
    return copy;
  }
  return at::from_blob(
      data, entry.shape, [keep = impl_](void*) {}, options);
}

const std::map<std::string, std::string>& SafetensorsFile::metadata() const {
  return impl_->metadata;
}

}  // namespace vignette
