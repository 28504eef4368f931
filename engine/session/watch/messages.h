#pragma once
// The line protocol between vignette-cli watch and a workbench: one JSON object a line (UTF-8, "\n"), numbers that are
// none as null, infinite ones as "inf" and "-inf".
//
// Server: {"hello": "vignette-watch", "protocol": 1, "version", "host", "store"} first, then, as things change,
//   {"runs": [run…]}, {"gone": [run…]}, {"cut": {run, after}}, {"points": {run, series: {name: [[step, time,
//   value]…]}}},
//   {"captions": {run, captions: [caption…]}}, {"details": {run, phases, changes, marks, clock, checkpoints}},
//   {"answers": [answer…]}, {"synced": {run, steps}}, {"alive": seconds since 1970}.
// Client: {"id", "do": "watch", "runs": [what it has of each run]}, {"id", "do": "command", run, verb, key, value},
//   {"id", "do": "edit", run, and name, note, colour, tags or hidden}, {"id", "do": "note", run, mark | remove},
//   {"id", "do": "file", path, offset}, {"id", "do": "files", checkpoint, run}, {"id", "do": "system"}.
//   Each is answered by {"id", "ok": …} or {"id", "error": text}.

#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string>
#include <vector>

#include "store/records.h"
#include "store/run_mirror.h"

namespace vignette {

constexpr int watch_protocol = 1;
/// Longer lines are refused by both sides: neither sends any, and a stranger's must not fill the memory.
constexpr std::size_t watch_line_limit = 16u << 20;
constexpr std::size_t watch_file_portion = 192u << 10;  ///< bytes of a file in one answer

/// The other side does not keep to the protocol; what() says how.
class WatchProtocolError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// One line without its end; text that is no UTF-8 gets replacement characters.
std::string watch_line(const nlohmann::json& message);
/// Throws WatchProtocolError unless `line` is a JSON object.
nlohmann::json parse_watch_line(std::string_view line);

/// The following turn records to JSON and back; the readers throw nlohmann::json::exception or std::invalid_argument.
nlohmann::json run_message(const RunRecord& run);
RunRecord run_of(const nlohmann::json& json);
nlohmann::json point_message(const CurvePoint& point);
CurvePoint point_of(const nlohmann::json& json);
nlohmann::json caption_message(const CaptionRecord& caption);
CaptionRecord caption_of_message(const nlohmann::json& json);
nlohmann::json details_message(const RunDetails& details);
RunDetails details_of(RunId run, const nlohmann::json& json);
nlohmann::json mark_message(const RunMark& mark);
RunMark mark_of(RunId run, const nlohmann::json& json);
nlohmann::json answer_message(const RunAnswer& answer);
RunAnswer answer_of_message(const nlohmann::json& json);
nlohmann::json clock_message(const std::vector<ClockMark>& clock);
std::vector<ClockMark> clock_of(const nlohmann::json& json);

std::string to_base64(std::string_view bytes);
/// Throws WatchProtocolError.
std::string from_base64(std::string_view text);

}  // namespace vignette
