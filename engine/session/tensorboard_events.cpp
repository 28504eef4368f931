#include "session/tensorboard_events.h"

#include <array>
#include <bit>
#include <cstring>

namespace vignette {
namespace {

constexpr auto crc_table = [] {
  std::array<std::uint32_t, 256> table{};
  for (std::uint32_t i = 0; i < 256; ++i) {
    std::uint32_t value = i;
    for (int bit = 0; bit < 8; ++bit) value = (value >> 1) ^ (value & 1 ? 0x82F63B78u : 0u);
    table[i] = value;
  }
  return table;
}();

template <class Number>
void put_fixed(std::string& out, Number value) {
  static_assert(std::endian::native == std::endian::little);
  char bytes[sizeof value];
  std::memcpy(bytes, &value, sizeof value);
  out.append(bytes, sizeof value);
}

void put_varint(std::string& out, std::uint64_t value) {
  for (; value >= 0x80; value >>= 7) out += char(value | 0x80);
  out += char(value);
}

/// Wire types: 0 varint, 1 eight bytes, 2 length and bytes, 5 four bytes.
void put_key(std::string& out, int field, int wire) {
  put_varint(out, std::uint64_t(field) << 3 | std::uint64_t(wire));
}

void put_bytes(std::string& out, int field, std::string_view bytes) {
  put_key(out, field, 2);
  put_varint(out, bytes.size());
  out += bytes;
}

std::string record_of(const std::string& event) {
  std::string record;
  put_fixed(record, std::uint64_t(event.size()));
  put_fixed(record, masked_crc32c(record));
  record += event;
  put_fixed(record, masked_crc32c(event));
  return record;
}

/// Event: 1 wall_time (double), 2 step (int64), 3 file_version (string), 5 summary.
std::string event_of(double wall_time, std::int64_t step) {
  std::string event;
  put_key(event, 1, 1);
  put_fixed(event, wall_time);
  if (step != 0) {
    put_key(event, 2, 0);
    put_varint(event, std::uint64_t(step));
  }
  return event;
}

}  // namespace

std::uint32_t masked_crc32c(std::string_view bytes) {
  std::uint32_t crc = 0xFFFFFFFFu;
  for (const char byte : bytes) crc = (crc >> 8) ^ crc_table[(crc ^ static_cast<unsigned char>(byte)) & 0xFF];
  crc = ~crc;
  return std::rotr(crc, 15) + 0xA282EAD8u;
}

std::string event_file_header(double wall_time) {
  auto event = event_of(wall_time, 0);
  put_bytes(event, 3, "brain.Event:2");
  return record_of(event);
}

/// Summary: 1 value (repeated); Value: 1 tag, 2 simple_value (float).
std::string scalar_event(double wall_time, std::int64_t step, const std::vector<TaggedValue>& values) {
  std::string summary, one;
  for (const auto& [tag, value] : values) {
    one.clear();
    put_bytes(one, 1, tag);
    put_key(one, 2, 5);
    put_fixed(one, float(value));
    put_bytes(summary, 1, one);
  }
  auto event = event_of(wall_time, step);
  put_bytes(event, 5, summary);
  return record_of(event);
}

/// Value: 8 tensor, 9 metadata; SummaryMetadata: 1 plugin_data (1 plugin_name); TensorProto: 1 dtype (7: string),
/// 2 tensor_shape (2 dim: 1 size), 8 string_val.
std::string text_event(double wall_time, std::int64_t step, const std::string& tag, const std::string& text) {
  std::string plugin, metadata, tensor, shape, dimension, value, summary;
  put_bytes(plugin, 1, "text");
  put_bytes(metadata, 1, plugin);
  put_key(tensor, 1, 0);
  put_varint(tensor, 7);
  put_key(dimension, 1, 0);
  put_varint(dimension, 1);
  put_bytes(shape, 2, dimension);
  put_bytes(tensor, 2, shape);
  put_bytes(tensor, 8, text);
  put_bytes(value, 1, tag);
  put_bytes(value, 9, metadata);
  put_bytes(value, 8, tensor);
  put_bytes(summary, 1, value);
  auto event = event_of(wall_time, step);
  put_bytes(event, 5, summary);
  return record_of(event);
}

}  // namespace vignette
