#include "session/watch/messages.h"

#include <array>
#include <cmath>
#include <limits>
#include <optional>

namespace vignette {
namespace {

using Json = nlohmann::json;

Json number(double value) {
  if (std::isnan(value)) return nullptr;
  if (std::isinf(value)) return value > 0 ? "inf" : "-inf";
  return value;
}

double number_of(const Json& json) {
  if (json.is_null()) return std::numeric_limits<double>::quiet_NaN();
  if (json.is_string()) {
    const auto infinite = std::numeric_limits<double>::infinity();
    return json.get_ref<const std::string&>() == "-inf" ? -infinite : infinite;
  }
  return json.get<double>();
}

template <class Value>
Json maybe(const std::optional<Value>& value) {
  return value ? Json(*value) : Json();
}

template <class Value>
std::optional<Value> maybe_of(const Json& json) {
  if (json.is_null()) return std::nullopt;
  return json.get<Value>();
}

Json figures(const std::map<std::string, double>& values) {
  auto json = Json::object();
  for (const auto& [name, value] : values) json[name] = number(value);
  return json;
}

std::map<std::string, double> figures_of(const Json& json) {
  std::map<std::string, double> values;
  for (const auto& [name, value] : json.get_ref<const Json::object_t&>()) values[name] = number_of(value);
  return values;
}

/// A token may be a part of a character, which no JSON string can hold: it goes as a list of its bytes.
Json token_json(const std::string& token) {
  try {
    Json text = token;
    text.dump();
    return text;
  } catch (const Json::type_error&) {
    return std::vector<std::uint8_t>(token.begin(), token.end());
  }
}

std::string token_of(const Json& json) {
  if (json.is_string()) return json.get<std::string>();
  const auto bytes = json.get<std::vector<std::uint8_t>>();
  return {bytes.begin(), bytes.end()};
}

constexpr std::string_view base64_letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

}  // namespace

std::string watch_line(const Json& message) {
  return message.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json parse_watch_line(std::string_view line) {
  auto json = Json::parse(line, nullptr, false);
  if (!json.is_object())
    throw WatchProtocolError("a line is no JSON object: \"" + std::string(line.substr(0, 80)) + "\"");
  return json;
}

Json run_message(const RunRecord& run) {
  return {{"run", run.id},
          {"name", run.name},
          {"state", std::string(run_state_name(run.state))},
          {"reason", run.state_reason},
          {"colour", run.colour},
          {"note", run.note},
          {"tags", run.tags},
          {"created", run.created_at},
          {"started", run.started_at},
          {"ended", run.ended_at},
          {"steps", run.steps},
          {"planned", maybe(run.planned_steps)},
          {"best", figures(run.best)},
          {"reward", run.last_reward ? number(*run.last_reward) : Json(false)},
          {"recipe", run.recipe},
          {"resolved", run.recipe_resolved},
          {"provenance", run.provenance},
          {"parent", maybe(run.parent)},
          {"parent_step", maybe(run.parent_step)},
          {"parent_checkpoint", run.parent_checkpoint},
          {"archived", run.archived_at},
          {"origin", run.origin},
          {"sweep", maybe(run.sweep)}};
}

RunRecord run_of(const Json& json) {
  RunRecord run;
  run.id = json.at("run");
  run.name = json.at("name");
  run.state = run_state_from_name(json.at("state").get<std::string>());
  run.state_reason = json.at("reason");
  run.colour = json.at("colour");
  run.note = json.at("note");
  run.tags = json.at("tags").get<std::vector<std::string>>();
  run.created_at = json.at("created");
  run.started_at = json.at("started");
  run.ended_at = json.at("ended");
  run.steps = json.at("steps");
  run.planned_steps = maybe_of<std::int64_t>(json.at("planned"));
  run.best = figures_of(json.at("best"));
  if (!json.at("reward").is_boolean()) run.last_reward = number_of(json.at("reward"));
  run.recipe = json.at("recipe");
  run.recipe_resolved = json.at("resolved");
  run.provenance = json.at("provenance").get<std::map<std::string, std::string>>();
  run.parent = maybe_of<std::int64_t>(json.at("parent"));
  run.parent_step = maybe_of<std::int64_t>(json.at("parent_step"));
  run.parent_checkpoint = json.at("parent_checkpoint");
  run.archived_at = json.at("archived");
  run.origin = json.at("origin");
  run.sweep = maybe_of<std::int64_t>(json.at("sweep"));
  return run;
}

Json point_message(const CurvePoint& point) {
  return Json::array({point.step, number(point.time), number(point.value)});
}

CurvePoint point_of(const Json& json) {
  return {json.at(0).get<std::int64_t>(), number_of(json.at(1)), number_of(json.at(2))};
}

Json caption_message(const CaptionRecord& caption) {
  auto tokens = Json::array();
  for (const auto& token : caption.tokens) tokens.push_back(token_json(token));
  auto log_probabilities = Json::array();
  for (const auto value : caption.token_log_probabilities) log_probabilities.push_back(number(value));
  return {{"step", caption.step},
          {"image", caption.image_id},
          {"path", caption.image_path},
          {"kind", caption.kind},
          {"sample", caption.sample_index},
          {"caption", caption.caption},
          {"references", caption.references},
          {"tokens", std::move(tokens)},
          {"log_probabilities", std::move(log_probabilities)},
          {"scores", figures(caption.scores)}};
}

CaptionRecord caption_of_message(const Json& json) {
  CaptionRecord caption;
  caption.step = json.at("step");
  caption.image_id = json.at("image");
  caption.image_path = json.at("path");
  caption.kind = json.at("kind");
  caption.sample_index = json.at("sample");
  caption.caption = json.at("caption");
  caption.references = json.at("references").get<std::vector<std::string>>();
  for (const auto& token : json.at("tokens")) caption.tokens.push_back(token_of(token));
  for (const auto& value : json.at("log_probabilities"))
    caption.token_log_probabilities.push_back(static_cast<float>(number_of(value)));
  caption.scores = figures_of(json.at("scores"));
  return caption;
}

Json mark_message(const RunMark& mark) {
  return Json::array({mark.id, mark.step, mark.kind, mark.text, mark.created_at});
}

RunMark mark_of(RunId run, const Json& json) {
  return {json.at(0).get<std::int64_t>(), run,
          json.at(1).get<std::int64_t>(), json.at(2).get<std::string>(),
          json.at(3).get<std::string>(),  json.at(4).get<double>()};
}

Json clock_message(const std::vector<ClockMark>& clock) {
  auto json = Json::array();
  for (const auto& mark : clock) json.push_back(Json::array({mark.step, mark.time, mark.wall_offset}));
  return json;
}

std::vector<ClockMark> clock_of(const Json& json) {
  std::vector<ClockMark> clock;
  for (const auto& mark : json)
    clock.push_back({mark.at(0).get<std::int64_t>(), mark.at(1).get<double>(), mark.at(2).get<double>()});
  return clock;
}

Json details_message(const RunDetails& details) {
  Json json = {{"phases", Json::array()},
               {"changes", Json::array()},
               {"marks", Json::array()},
               {"clock", clock_message(details.clock)},
               {"checkpoints", Json::array()}};
  for (const auto& one : details.phases)
    json["phases"].push_back(Json::array({one.position, one.name, one.objective, one.steps_before, one.time}));
  for (const auto& one : details.changes)
    json["changes"].push_back(Json::array({one.step, one.time, one.key, one.value}));
  for (const auto& one : details.marks) json["marks"].push_back(mark_message(one));
  for (const auto& one : details.checkpoints)
    json["checkpoints"].push_back(
        Json::array({one.id, one.step, one.path, one.kind, one.metric ? number(*one.metric) : Json(false),
                     one.created_at, one.bytes}));
  return json;
}

RunDetails details_of(RunId run, const Json& json) {
  RunDetails details;
  for (const auto& one : json.at("phases"))
    details.phases.push_back({one.at(0).get<std::int64_t>(), one.at(1).get<std::string>(), one.at(2).get<std::string>(),
                              one.at(3).get<std::int64_t>(), one.at(4).get<double>()});
  for (const auto& one : json.at("changes"))
    details.changes.push_back({one.at(0).get<std::int64_t>(), one.at(1).get<double>(), one.at(2).get<std::string>(),
                               one.at(3).get<std::string>()});
  for (const auto& one : json.at("marks")) details.marks.push_back(mark_of(run, one));
  details.clock = clock_of(json.at("clock"));
  for (const auto& one : json.at("checkpoints")) {
    CheckpointRecord checkpoint;
    checkpoint.id = one.at(0);
    checkpoint.run = run;
    checkpoint.step = one.at(1);
    checkpoint.path = one.at(2);
    checkpoint.kind = one.at(3);
    if (!one.at(4).is_boolean()) checkpoint.metric = number_of(one.at(4));
    checkpoint.created_at = one.at(5);
    checkpoint.bytes = one.at(6);
    details.checkpoints.push_back(checkpoint);
  }
  return details;
}

Json answer_message(const RunAnswer& answer) {
  Json json = {{"answer", answer.id},      {"run", answer.run},         {"request", answer.request},
               {"kind", answer.kind},      {"subject", answer.subject}, {"step", answer.step},
               {"time", answer.time},      {"problem", answer.problem}, {"metrics", Json::array()},
               {"captions", Json::array()}};
  for (const auto& [name, value] : answer.metrics) json["metrics"].push_back(Json::array({name, number(value)}));
  for (const auto& caption : answer.captions) json["captions"].push_back(caption_message(caption));
  return json;
}

RunAnswer answer_of_message(const Json& json) {
  RunAnswer answer;
  answer.id = json.at("answer");
  answer.run = json.at("run");
  answer.request = json.at("request");
  answer.kind = json.at("kind");
  answer.subject = json.at("subject");
  answer.step = json.at("step");
  answer.time = json.at("time");
  answer.problem = json.at("problem");
  for (const auto& metric : json.at("metrics"))
    answer.metrics.emplace_back(metric.at(0).get<std::string>(), number_of(metric.at(1)));
  for (const auto& caption : json.at("captions")) answer.captions.push_back(caption_of_message(caption));
  return answer;
}

std::string to_base64(std::string_view bytes) {
  std::string text;
  text.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    const auto left = bytes.size() - at;
    std::uint32_t three = 0;
    for (std::size_t i = 0; i < 3; ++i) three = three << 8 | (i < left ? static_cast<std::uint8_t>(bytes[at + i]) : 0u);
    for (std::size_t i = 0; i < 4; ++i) text += i <= left ? base64_letters[three >> (18 - 6 * i) & 63] : '=';
  }
  return text;
}

std::string from_base64(std::string_view text) {
  static const auto values = [] {
    std::array<int, 256> table;
    table.fill(-1);
    for (std::size_t i = 0; i < base64_letters.size(); ++i)
      table[static_cast<std::uint8_t>(base64_letters[i])] = int(i);
    return table;
  }();
  std::string bytes;
  bytes.reserve(text.size() / 4 * 3);
  std::uint32_t held = 0;
  int bits = 0;
  for (const char letter : text) {
    if (letter == '=') break;
    const int value = values[static_cast<std::uint8_t>(letter)];
    if (value < 0) throw WatchProtocolError("a file's bytes are no base64");
    held = held << 6 | static_cast<std::uint32_t>(value);
    if ((bits += 6) >= 8) bytes += static_cast<char>(held >> (bits -= 8) & 255);
  }
  return bytes;
}

}  // namespace vignette
