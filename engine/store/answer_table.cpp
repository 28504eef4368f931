#include "store/answer_table.h"

#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "store/run_lock.h"

namespace vignette {
namespace {

using Json = nlohmann::json;

constexpr const char* columns = "SELECT id, run, request, kind, subject, step, time, problem, body FROM answer ";

Json caption_json(const CaptionRecord& caption) {
  Json scores = Json::object();
  for (const auto& [name, value] : caption.scores)
    if (std::isfinite(value)) scores[name] = value;
  return {{"image_id", caption.image_id},
          {"kind", caption.kind},
          {"sample", caption.sample_index},
          {"caption", caption.caption},
          {"tokens", caption.tokens},
          {"log_probabilities", caption.token_log_probabilities},
          {"scores", scores}};
}

CaptionRecord caption_of(const Json& json) {
  CaptionRecord caption;
  caption.image_id = json.at("image_id");
  caption.kind = json.at("kind");
  caption.sample_index = json.at("sample");
  caption.caption = json.at("caption");
  caption.tokens = json.at("tokens").get<std::vector<std::string>>();
  caption.token_log_probabilities = json.at("log_probabilities").get<std::vector<float>>();
  for (const auto& [name, value] : json.at("scores").items()) caption.scores[name] = value;
  return caption;
}

/// Tokens may be parts of characters: those become replacement characters. A figure that is none (NaN) becomes null.
std::string body_of(const RunAnswer& answer) {
  Json body = {{"metrics", Json::array()}, {"captions", Json::array()}};
  for (const auto& [name, value] : answer.metrics) body["metrics"].push_back({name, value});
  for (const auto& caption : answer.captions) body["captions"].push_back(caption_json(caption));
  return body.dump(-1, ' ', false, Json::error_handler_t::replace);
}

RunAnswer answer_of(const Database::Query& row) {
  RunAnswer answer;
  answer.id = row.integer(0);
  answer.run = row.integer(1);
  answer.request = row.integer(2);
  answer.kind = row.text(3);
  answer.subject = row.text(4);
  answer.step = row.integer(5);
  answer.time = row.real(6);
  answer.problem = row.text(7);
  const auto body = Json::parse(row.text(8));
  for (const auto& figure : body.at("metrics"))
    answer.metrics.emplace_back(
        figure.at(0), figure.at(1).is_null() ? std::numeric_limits<double>::quiet_NaN() : figure.at(1).get<double>());
  for (const auto& caption : body.at("captions")) answer.captions.push_back(caption_of(caption));
  return answer;
}

}  // namespace

void AnswerTable::add(const RunAnswer& answer) {
  database_.run(
      "INSERT INTO answer (run, request, kind, subject, step, time, problem, body, answered_at) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
      answer.run, answer.request, answer.kind, answer.subject, answer.step, answer.time, answer.problem,
      body_of(answer), now_seconds());
}

void AnswerTable::truncate(RunId run, std::int64_t step) {
  database_.run("DELETE FROM answer WHERE run = ? AND step > ?", run, step);
}

std::vector<RunAnswer> AnswerTable::of_run(RunId run, std::int64_t after) {
  std::vector<RunAnswer> found;
  Database::Query row(database_, std::string(columns) + "WHERE run = ? AND id > ? ORDER BY id", run, after);
  while (row.next()) found.push_back(answer_of(row));
  return found;
}

std::optional<RunAnswer> AnswerTable::to_request(std::int64_t request) {
  Database::Query row(database_, std::string(columns) + "WHERE request = ? ORDER BY id DESC LIMIT 1", request);
  return row.next() ? std::optional(answer_of(row)) : std::nullopt;
}

}  // namespace vignette
