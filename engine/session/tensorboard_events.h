#pragma once
// TensorBoard's event files: scalars and texts, written and read without a protobuf library.
// Framing (tensorflow/core/lib/io/record_writer.h): u64 length, u32 masked CRC-32C of the length, the bytes, u32 masked
// CRC-32C of the bytes; little endian. Messages: tensorflow/core/util/event.proto, framework/summary.proto,
// tensor.proto.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace vignette {

/// CRC-32C (Castagnoli) as record_writer masks it: rotated right by 15, plus 0xa282ead8.
std::uint32_t masked_crc32c(std::string_view bytes);

/// What begins an event file. The bytes of a whole record, as the functions below.
std::string event_file_header(double wall_time);
struct TaggedValue {
  std::string tag;
  double value = 0;  ///< stored as float, as TensorBoard does
};
/// One event with a simple_value for each tag.
std::string scalar_event(double wall_time, std::int64_t step, const std::vector<TaggedValue>& values);
/// A text summary (plugin "text", Markdown).
std::string text_event(double wall_time, std::int64_t step, const std::string& tag, const std::string& text);

/// One scalar that an event file holds, of whatever form: simple_value, or a tensor of one number (float, double, half,
/// bfloat16, integers).
struct EventScalar {
  std::string tag;
  double wall_time = 0;
  std::int64_t step = 0;
  double value = 0;
};

struct EventFileEnd {
  std::uint64_t bytes = 0;   ///< read, up to the last whole record
  std::int64_t records = 0;  ///< whole ones
  /// Why it was not read to its end: a record cut off or a checksum that does not fit, with the offset. "" otherwise.
  std::string problem;
};

/// Hands on the scalars in the order of the file. `session_start` is called where the writer said that it began anew
/// (SessionLog START at this step): what was stored from this step on is void. `go_on` (asked with the share read, 0 to
/// 1) false: stops. What is after a damaged record is not read, as TensorBoard does. Memory is bounded by the record; a
/// length beyond the file's end is never allocated. Throws std::runtime_error when the file cannot be read or is no
/// event file at all.
EventFileEnd read_event_file(const std::filesystem::path& file, const std::function<void(const EventScalar&)>& take,
                             const std::function<void(std::int64_t)>& session_start = {},
                             const std::function<bool(double)>& go_on = {});

}  // namespace vignette
