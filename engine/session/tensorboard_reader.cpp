// Reading event files that others wrote: nothing in them is trusted.

#include <bit>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <fstream>
#include <system_error>

#include "log/log.h"
#include "session/tensorboard_events.h"

namespace vignette {
namespace {

constexpr std::uint64_t most_of_a_record = 256u << 20;  // pictures and graphs lie between the scalars

template <class Number>
Number fixed(std::string_view bytes) {
  Number value;
  std::memcpy(&value, bytes.data(), sizeof value);
  return value;
}

/// The fields of one protobuf message. next() is false at the end and where the bytes are no message.
class Fields {
 public:
  explicit Fields(std::string_view message) : rest_(message) {}

  bool next() {
    std::uint64_t key = 0;
    if (rest_.empty() || !varint(key)) return false;
    field = int(key >> 3);
    wire = int(key & 7);
    if (wire == 0) return varint(number);
    if (wire == 1) return take(8);
    if (wire == 5) return take(4);
    return wire == 2 && varint(number) && take(number);
  }
  bool is(int number_of_field, int wire_type) const { return field == number_of_field && wire == wire_type; }

  int field = 0, wire = 0;
  std::uint64_t number = 0;  ///< of a varint
  std::string_view bytes;    ///< of the other types

 private:
  bool varint(std::uint64_t& value) {
    value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (rest_.empty()) return false;
      const auto byte = static_cast<unsigned char>(rest_.front());
      rest_.remove_prefix(1);
      value |= std::uint64_t(byte & 0x7F) << shift;
      if (byte < 0x80) return true;
    }
    return false;
  }
  bool take(std::uint64_t size) {
    if (size > rest_.size()) return false;
    bytes = rest_.substr(0, std::size_t(size));
    rest_.remove_prefix(std::size_t(size));
    return true;
  }

  std::string_view rest_;
};

double half(std::uint16_t bits) {
  const int exponent = bits >> 10 & 0x1F, fraction = bits & 0x3FF;
  const double sign = bits & 0x8000 ? -1 : 1;
  if (exponent == 31) return fraction != 0 ? std::nan("") : sign * HUGE_VAL;
  return sign * (exponent == 0 ? std::ldexp(fraction, -24) : std::ldexp(fraction + 1024, exponent - 25));
}

double brain_float(std::uint16_t bits) {
  return double(std::bit_cast<float>(std::uint32_t(bits) << 16));
}

// DataType of tensorflow/core/framework/types.proto.
enum { dt_float = 1, dt_double = 2, dt_int32 = 3, dt_int64 = 9, dt_bfloat16 = 14, dt_half = 19 };

/// tensor_content: the elements' bytes.
std::optional<double> content_value(int type, std::string_view bytes) {
  const auto exactly = [&](std::size_t size) { return bytes.size() == size; };
  if (type == dt_float && exactly(4)) return double(fixed<float>(bytes));
  if (type == dt_double && exactly(8)) return fixed<double>(bytes);
  if (type == dt_int32 && exactly(4)) return double(fixed<std::int32_t>(bytes));
  if (type == dt_int64 && exactly(8)) return double(fixed<std::int64_t>(bytes));
  if (type == dt_half && exactly(2)) return half(fixed<std::uint16_t>(bytes));
  if (type == dt_bfloat16 && exactly(2)) return brain_float(fixed<std::uint16_t>(bytes));
  return std::nullopt;
}

/// A repeated number of one element: packed bytes, or by itself.
std::optional<double> repeated_value(const Fields& field, int type) {
  if (field.field == 5 && field.bytes.size() == 4) return double(fixed<float>(field.bytes));
  if (field.field == 6 && field.bytes.size() == 8) return fixed<double>(field.bytes);
  if (field.field != 7 && field.field != 10 && field.field != 13) return std::nullopt;
  auto number = field.number;
  if (field.wire == 2) {
    // A varint without its key: read it as the value of field 1.
    const std::string keyed = '\x08' + std::string(field.bytes);
    Fields one(keyed);
    if (!one.next() || one.next()) return std::nullopt;
    number = one.number;
  }
  if (field.field == 13) return type == dt_half ? half(std::uint16_t(number)) : brain_float(std::uint16_t(number));
  return double(std::int64_t(number));
}

/// TensorProto: 1 dtype, 4 tensor_content, 5 float_val, 6 double_val, 7 int_val, 10 int64_val, 13 half_val.
std::optional<double> tensor_value(std::string_view message) {
  int type = 0;
  std::optional<double> value;
  for (Fields field(message); field.next();) {
    if (field.is(1, 0))
      type = int(field.number);
    else if (field.is(4, 2))
      value = content_value(type, field.bytes);
    else if (field.field >= 5)
      if (const auto found = repeated_value(field, type)) value = found;
  }
  const bool number = type == dt_float || type == dt_double || type == dt_int32 || type == dt_int64 ||
                      type == dt_half || type == dt_bfloat16;
  return number ? value : std::nullopt;
}

/// Value: 1 tag, 2 simple_value, 8 tensor, 9 metadata (1 plugin_data: 1 plugin_name).
bool read_value(std::string_view message, EventScalar& scalar) {
  std::optional<double> value;
  scalar.tag.clear();
  for (Fields field(message); field.next();) {
    if (field.is(1, 2))
      scalar.tag = field.bytes;
    else if (field.is(2, 5))
      value = double(fixed<float>(field.bytes));
    else if (field.is(8, 2))
      value = tensor_value(field.bytes);
  }
  scalar.value = value.value_or(0);
  return value && !scalar.tag.empty();
}

/// Event: 1 wall_time, 2 step, 5 summary, 7 session_log (1 status: 1 START).
class EventReader {
 public:
  EventReader(const std::function<void(const EventScalar&)>& take, const std::function<void(std::int64_t)>& start)
      : take_(take), start_(start) {}

  void read(std::string_view event) {
    EventScalar scalar;
    std::string_view summary, session;
    for (Fields field(event); field.next();) {
      if (field.is(1, 1))
        scalar.wall_time = fixed<double>(field.bytes);
      else if (field.is(2, 0))
        scalar.step = std::int64_t(field.number);
      else if (field.is(5, 2))
        summary = field.bytes;
      else if (field.is(7, 2))
        session = field.bytes;
    }
    for (Fields field(session); field.next();)
      if (field.is(1, 0) && field.number == 1 && start_) start_(scalar.step);
    for (Fields field(summary); field.next();)
      if (field.is(1, 2) && read_value(field.bytes, scalar)) take_(scalar);
  }

 private:
  const std::function<void(const EventScalar&)>& take_;
  const std::function<void(std::int64_t)>& start_;
};

class RecordFile {
 public:
  explicit RecordFile(const std::filesystem::path& file) : file_(file), in_(file, std::ios::binary) {
    std::error_code error;
    size_ = std::filesystem::file_size(file, error);
    if (!in_ || error)
      throw std::runtime_error(concat(
          file.string(), ": cannot be read: ", error ? error.message() : std::generic_category().message(errno)));
  }

  /// False at the end and at a damaged record: then end().problem says which.
  bool next(std::string& event) {
    char head[12];
    const auto left = size_ - end_.bytes;
    if (left == 0) return false;
    if (left < sizeof head || !in_.read(head, sizeof head)) return damaged("is cut off");
    const auto length = fixed<std::uint64_t>({head, 8});
    if (masked_crc32c({head, 8}) != fixed<std::uint32_t>({head + 8, 4}))
      return damaged("has a length whose checksum does not fit");
    if (length > left || left - length < sizeof head + 4) return damaged("is cut off");
    if (length > most_of_a_record) return damaged(concat("claims ", length, " bytes, too many for an event"));
    event.resize(std::size_t(length));
    char tail[4];
    if (!in_.read(event.data(), std::streamsize(length)) || !in_.read(tail, 4)) return damaged("is cut off");
    if (masked_crc32c(event) != fixed<std::uint32_t>({tail, 4}))
      return damaged("has bytes whose checksum does not fit");
    end_.bytes += sizeof head + length + 4;
    ++end_.records;
    return true;
  }
  double share() const { return size_ == 0 ? 1 : double(end_.bytes) / double(size_); }
  const EventFileEnd& end() const { return end_; }

 private:
  bool damaged(const std::string& what) {
    end_.problem = concat(file_.string(), ": the record at byte ", end_.bytes, ' ', what,
                          "; what is before it was read (", end_.records, " records)");
    return false;
  }

  std::filesystem::path file_;
  std::ifstream in_;
  std::uint64_t size_ = 0;
  EventFileEnd end_;
};

}  // namespace

EventFileEnd read_event_file(const std::filesystem::path& file, const std::function<void(const EventScalar&)>& take,
                             const std::function<void(std::int64_t)>& session_start,
                             const std::function<bool(double)>& go_on) {
  RecordFile records(file);
  EventReader reader(take, session_start);
  std::string event;
  while ((records.end().records % 256 != 0 || !go_on || go_on(records.share())) && records.next(event))
    reader.read(event);
  if (records.end().records == 0 && !records.end().problem.empty())
    throw std::runtime_error(concat(file.string(), ": is no TensorBoard event file, or damaged from its first byte."));
  return records.end();
}

}  // namespace vignette
