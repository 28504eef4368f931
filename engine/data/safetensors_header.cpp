#include "data/safetensors_header.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <nlohmann/json.hpp>
#include <tuple>

#include "log/log.h"

namespace vignette {
namespace {

using Json = nlohmann::json;

constexpr std::uint64_t kLargestHeader = 100'000'000;

/// The value in a message: containers by name, since writing them out recurses as deep as they are nested.
std::string shown(const Json& value) {
  return value.is_structured() ? (value.is_array() ? "a list" : "an object") : value.dump();
}

class HeaderReader {
 public:
  HeaderReader(const std::string& origin, std::uint64_t data_size) : origin_(origin), data_size_(data_size) {}

  SafetensorsEntry entry(const std::string& key, const Json& value) const {
    if (!value.is_object() || !value.contains("dtype") || !value.contains("shape") || !value.contains("data_offsets"))
      fail(key, "expected an object with dtype, shape and data_offsets");
    SafetensorsEntry entry;
    const auto width = dtype(key, value["dtype"], entry.dtype);
    entry.shape = shape(key, value["shape"]);
    std::tie(entry.begin, entry.end) = offsets(key, value["data_offsets"]);
    const std::uint64_t expected = bytes(key, width, entry.shape);
    if (entry.end - entry.begin != expected)
      fail(key, concat("expected ", expected, " bytes by shape and dtype, the offsets give ", entry.end - entry.begin));
    return entry;
  }

  [[noreturn]] void fail(const std::string& key, const std::string& problem) const {
    throw SafetensorsError(
        concat(origin_, ": tensor '", key, "': ", problem, ". The file is damaged; copy or write it again."));
  }

 private:
  std::uint64_t dtype(const std::string& key, const Json& value, std::string& name) const {
    name = value.is_string() ? value.get<std::string>() : shown(value);
    const auto width = dtype_width(name);
    if (!width) {
      throw SafetensorsError(concat(origin_, ": tensor '", key, "': dtype ", name,
                                    " is not supported; expected one of F64 F32 F16 BF16 I64 I32 I16 I8 U8 BOOL. "
                                    "Save the weights again in one of these."));
    }
    return *width;
  }

  std::vector<std::int64_t> shape(const std::string& key, const Json& value) const {
    std::vector<std::int64_t> shape;
    if (!value.is_array()) fail(key, "expected a list of sizes as shape");
    for (const Json& size : value) {
      if (!size.is_number_unsigned() || size.get<std::uint64_t>() > std::numeric_limits<std::int64_t>::max())
        fail(key, "expected non-negative whole numbers in shape, got " + shown(size));
      shape.push_back(size.get<std::int64_t>());
    }
    return shape;
  }

  std::pair<std::uint64_t, std::uint64_t> offsets(const std::string& key, const Json& value) const {
    if (!value.is_array() || value.size() != 2 || !value[0].is_number_unsigned() || !value[1].is_number_unsigned())
      fail(key, "expected data_offsets [begin, end], got " + shown(value));
    const auto begin = value[0].get<std::uint64_t>(), end = value[1].get<std::uint64_t>();
    if (begin > end) fail(key, concat("offsets run backwards: [", begin, ", ", end, "]"));
    if (end > data_size_)
      fail(key, concat("ends at byte ", end, " of ", data_size_, " bytes of data: the file is truncated"));
    return {begin, end};
  }

  std::uint64_t bytes(const std::string& key, std::uint64_t width, const std::vector<std::int64_t>& shape) const {
    std::uint64_t count = width;
    for (const std::int64_t size : shape)
      if (__builtin_mul_overflow(count, static_cast<std::uint64_t>(size), &count)) fail(key, "the shape is too large");
    return count;
  }

  const std::string& origin_;
  std::uint64_t data_size_;
};

std::map<std::string, std::string> read_metadata(const Json& value, const std::string& origin) {
  if (!value.is_object()) throw SafetensorsError(concat(origin, ": __metadata__: expected an object of texts."));
  std::map<std::string, std::string> metadata;
  for (const auto& [name, text] : value.items())
    metadata[name] = text.is_string() ? text.get<std::string>() : shown(text);
  return metadata;
}

void check_layout(const SafetensorsHeader& header, const HeaderReader& reader, const std::string& origin) {
  std::vector<std::pair<const SafetensorsEntry*, const std::string*>> ordered;
  for (const auto& [key, entry] : header.entries) ordered.emplace_back(&entry, &key);
  std::sort(ordered.begin(), ordered.end(), [](const auto& a, const auto& b) {
    return std::pair(a.first->begin, a.first->end) < std::pair(b.first->begin, b.first->end);
  });
  std::uint64_t at = 0;
  const std::string* previous = nullptr;
  for (const auto& [entry, key] : ordered) {
    if (entry->begin < at) reader.fail(*key, concat("overlaps tensor '", *previous, "', which ends at byte ", at));
    if (entry->begin > at) reader.fail(*key, concat("begins at byte ", entry->begin, ", expected ", at));
    at = entry->end;
    previous = key;
  }
  if (at != header.data.size())
    throw SafetensorsError(concat(origin, ": expected ", at, " bytes of data by the header, got ", header.data.size(),
                                  ". The file is damaged; copy or write it again."));
}

}  // namespace

std::optional<std::uint64_t> dtype_width(std::string_view dtype) {
  static const std::map<std::string_view, std::uint64_t> known = {{"F64", 8}, {"F32", 4}, {"F16", 2}, {"BF16", 2},
                                                                  {"I64", 8}, {"I32", 4}, {"I16", 2}, {"I8", 1},
                                                                  {"U8", 1},  {"BOOL", 1}};
  const auto found = known.find(dtype);
  return found == known.end() ? std::nullopt : std::optional(found->second);
}

SafetensorsHeader read_safetensors_header(std::string_view bytes, const std::string& origin) {
  std::uint64_t size = 0;
  const std::uint64_t rest = bytes.size() < sizeof size ? 0 : bytes.size() - sizeof size;
  if (bytes.size() >= sizeof size) std::memcpy(&size, bytes.data(), sizeof size);
  if (bytes.size() < sizeof size || size > kLargestHeader || size > rest)
    throw SafetensorsError(concat(origin, ": header: expected at most ", std::min(kLargestHeader, rest),
                                  " bytes, the file says ", size, ". It is truncated or no safetensors file."));
  const std::string_view text = bytes.substr(sizeof size, size);
  const Json json = Json::parse(text.begin(), text.end(), nullptr, false);
  if (!json.is_object())
    throw SafetensorsError(
        concat(origin, ": header: expected a JSON object. The file is damaged; copy or write it again."));
  SafetensorsHeader header;
  header.data = bytes.substr(sizeof size + size);
  const HeaderReader reader(origin, header.data.size());
  for (const auto& [key, value] : json.items()) {
    if (key == "__metadata__")
      header.metadata = read_metadata(value, origin);
    else
      header.entries.emplace(key, reader.entry(key, value));
  }
  check_layout(header, reader, origin);
  return header;
}

}  // namespace vignette
