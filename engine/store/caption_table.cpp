#include "store/caption_table.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <map>
#include <nlohmann/json.hpp>
#include <string_view>
#include <variant>

namespace vignette {
namespace {

using Json = nlohmann::json;

// Scores that have a column of their own, in the table's order; others go to more_scores as JSON.
constexpr std::array<std::string_view, 8> score_names = {"reward",    "cosine",          "l1",   "clip", "critic",
                                                         "advantage", "log_probability", "CIDEr"};
constexpr int first_score_column = 6;
constexpr const char* columns =
    "SELECT c.step, c.image_id, i.path, c.kind, c.sample_index, c.caption, c.reward, c.cosine, c.l1, c.clip, c.critic, "
    "c.advantage, c.log_probability, c.cider, c.more_scores, i.captions, t.tokens, t.log_probabilities";

/// Text that may be broken UTF-8 (a caption cut in the middle of a character) still becomes JSON.
std::string to_text(const Json& json) {
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// Tokens may be parts of characters, so they are kept as bytes: length (4 bytes), then the token, one after another.
std::vector<std::byte> pack(const std::vector<std::string>& tokens) {
  std::vector<std::byte> bytes;
  for (const auto& token : tokens) {
    const auto length = static_cast<std::uint32_t>(token.size());
    const auto at = bytes.size();
    bytes.resize(at + 4 + token.size());
    std::memcpy(bytes.data() + at, &length, 4);
    std::memcpy(bytes.data() + at + 4, token.data(), token.size());
  }
  return bytes;
}

std::vector<std::string> unpack(Bytes bytes) {
  std::vector<std::string> tokens;
  while (bytes.size() >= 4) {
    std::uint32_t length = 0;
    std::memcpy(&length, bytes.data(), 4);
    bytes = bytes.subspan(4);
    length = std::min(length, static_cast<std::uint32_t>(bytes.size()));
    tokens.emplace_back(reinterpret_cast<const char*>(bytes.data()), length);
    bytes = bytes.subspan(length);
  }
  return tokens;
}

std::optional<double> score(const CaptionRecord& caption, std::string_view name) {
  const auto found = caption.scores.find(std::string(name));
  return found == caption.scores.end() ? std::nullopt : std::optional(found->second);
}

std::optional<std::string> more_scores(const CaptionRecord& caption) {
  Json more = Json::object();
  for (const auto& [name, value] : caption.scores)
    if (std::find(score_names.begin(), score_names.end(), name) == score_names.end() && std::isfinite(value))
      more[name] = value;
  return more.empty() ? std::nullopt : std::optional(to_text(more));
}

using Value = std::variant<std::int64_t, std::string>;

/// WHERE clause and its values, made from a query.
struct Filter {
  std::string sql = " WHERE c.run = ?";
  std::vector<Value> values;

  explicit Filter(const CaptionQuery& query) {
    values.emplace_back(query.run);
    if (query.step) add(" AND c.step = ?", *query.step);
    if (query.image_id) add(" AND c.image_id = ?", *query.image_id);
    if (!query.kind.empty()) add(" AND c.kind = ?", query.kind);
    if (!query.text.empty()) add(" AND c.caption LIKE ? ESCAPE '\\'", like_pattern(query.text));
    if (query.at_or_before) add_newest(query);
  }

 private:
  void add(const char* condition, Value value) {
    sql += condition;
    values.push_back(std::move(value));
  }

  /// With max(step), SQLite takes the other columns from the row that has it.
  void add_newest(const CaptionQuery& query) {
    sql += " AND c.id IN (SELECT id FROM (SELECT id, max(step) FROM caption WHERE run = ? AND step <= ?";
    values.emplace_back(query.run);
    values.emplace_back(*query.at_or_before);
    if (query.image_id) add(" AND image_id = ?", *query.image_id);
    if (!query.kind.empty()) add(" AND kind = ?", query.kind);
    sql += " GROUP BY image_id, kind, sample_index))";
  }

  static std::string like_pattern(std::string_view text) {
    std::string pattern = "%";
    for (const char character : text) {
      if (character == '%' || character == '_' || character == '\\') pattern += '\\';
      pattern += character;
    }
    return pattern + '%';
  }
};

void bind_all(Database::Query& statement, const std::vector<Value>& values) {
  int index = 0;
  for (const auto& value : values) std::visit([&](const auto& held) { statement.bind(++index, held); }, value);
}

/// Captions without the score come last, whichever the direction.
std::string order(const CaptionQuery& query, std::vector<Value>& values) {
  const std::string direction = query.descending ? " DESC" : "";
  const std::string ties = "c.image_id, c.kind, c.sample_index, c.step";
  if (query.order_by.empty() || query.order_by == "image_id")
    return " ORDER BY c.image_id" + direction + ", c.kind, c.sample_index, c.step";
  if (query.order_by == "caption") return " ORDER BY c.caption COLLATE NOCASE" + direction + ", " + ties;
  const auto known = std::find(score_names.begin(), score_names.end(), query.order_by);
  std::string column = query.order_by == "CIDEr" ? "c.cider" : "c." + query.order_by;
  if (known == score_names.end()) {
    column = "json_extract(c.more_scores, ?)";
    values.emplace_back("$.\"" + query.order_by + "\"");
  }
  return " ORDER BY " + column + direction + " NULLS LAST, " + ties;
}

CaptionRecord record_of(const Database::Query& row) {
  CaptionRecord caption;
  caption.step = row.integer(0);
  caption.image_id = row.integer(1);
  caption.image_path = row.text(2);
  caption.kind = row.text(3);
  caption.sample_index = row.integer(4);
  caption.caption = row.text(5);
  for (std::size_t i = 0; i < score_names.size(); ++i)
    if (const auto value = row.maybe_real(first_score_column + static_cast<int>(i)))
      caption.scores[std::string(score_names[i])] = *value;
  if (!row.is_null(14)) caption.scores.merge(Json::parse(row.text(14)).get<std::map<std::string, double>>());
  if (!row.is_null(16)) caption.tokens = unpack(row.bytes(16));
  if (const auto bytes = row.bytes(17); !bytes.empty()) {
    caption.token_log_probabilities.resize(bytes.size() / sizeof(float));
    std::memcpy(caption.token_log_probabilities.data(), bytes.data(), bytes.size());
  }
  return caption;
}

}  // namespace

void CaptionTable::put_image(RunId run, std::int64_t image_id, const std::string& path,
                             const std::vector<std::string>& captions) {
  database_.run(
      "INSERT INTO run_image VALUES (?, ?, ?, ?) ON CONFLICT DO UPDATE SET path = excluded.path, captions = "
      "iif(excluded.captions = '[]', captions, excluded.captions) "
      "WHERE path <> excluded.path OR captions <> excluded.captions",
      run, image_id, path, to_text(captions));
}

void CaptionTable::append(RunId run, const CaptionRecord& caption) {
  put_image(run, caption.image_id, caption.image_path, caption.references);
  Database::Query insert(
      database_,
      "INSERT INTO caption (run, step, image_id, kind, sample_index, caption, more_scores, reward, cosine, l1, clip, "
      "critic, advantage, log_probability, cider) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
      "ON CONFLICT DO UPDATE SET caption = excluded.caption, more_scores = excluded.more_scores, "
      "reward = excluded.reward, cosine = excluded.cosine, l1 = excluded.l1, clip = excluded.clip, "
      "critic = excluded.critic, advantage = excluded.advantage, log_probability = excluded.log_probability, "
      "cider = excluded.cider RETURNING id",
      run, caption.step, caption.image_id, caption.kind, caption.sample_index, caption.caption, more_scores(caption));
  int index = 7;
  for (const auto name : score_names) insert.bind(++index, score(caption, name));
  insert.next();
  const auto id = insert.integer(0);
  insert.next();
  const auto tokens = pack(caption.tokens);
  database_.run("INSERT OR REPLACE INTO caption_tokens VALUES (?, ?, ?)", id, Bytes(tokens),
                std::as_bytes(std::span(caption.token_log_probabilities)));
}

void CaptionTable::truncate(RunId run, std::int64_t step) {
  database_.run("DELETE FROM caption WHERE run = ? AND step > ?", run, step);
}

bool CaptionTable::remove_some(RunId run, std::int64_t rows) {
  if (database_.run("DELETE FROM caption WHERE id IN (SELECT id FROM caption WHERE run = ? LIMIT ?)", run, rows) > 0)
    return true;
  return database_.run(
             "DELETE FROM run_image WHERE run = ? AND image_id IN (SELECT image_id FROM run_image WHERE run = ? LIMIT "
             "?)",
             run, run, rows) > 0;
}

std::vector<CaptionRecord> CaptionTable::find(const CaptionQuery& query) {
  Filter filter(query);
  const auto ordering = order(query, filter.values);
  // The rows wanted are picked and sorted first; only they are joined with tokens and references.
  const auto picked = "SELECT c.id FROM caption c" + filter.sql + ordering + " LIMIT ? OFFSET ?";
  filter.values.emplace_back(query.limit);
  filter.values.emplace_back(query.offset);
  Database::Query statement(database_, std::string(columns) + " FROM (" + picked +
                                           ") p CROSS JOIN caption c ON c.id = p.id "
                                           "LEFT JOIN run_image i ON i.run = c.run AND i.image_id = c.image_id "
                                           "LEFT JOIN caption_tokens t ON t.caption = c.id");
  bind_all(statement, filter.values);
  std::map<std::int64_t, std::vector<std::string>> references;
  std::vector<CaptionRecord> found;
  while (statement.next()) {
    auto caption = record_of(statement);
    const auto [known, fresh] = references.try_emplace(caption.image_id);
    if (fresh && !statement.is_null(15))
      known->second = Json::parse(statement.text(15)).get<std::vector<std::string>>();
    caption.references = known->second;
    found.push_back(std::move(caption));
  }
  return found;
}

std::int64_t CaptionTable::count(const CaptionQuery& query) {
  const Filter filter(query);
  Database::Query statement(database_, "SELECT count(*) FROM caption c" + filter.sql);
  bind_all(statement, filter.values);
  return statement.next() ? statement.integer(0) : 0;
}

std::vector<std::int64_t> CaptionTable::steps(RunId run) {
  // Jumps from step to step in the index instead of reading every caption.
  Database::Query query(database_,
                        "WITH RECURSIVE found(step) AS (SELECT min(step) FROM caption WHERE run = ?1 UNION ALL "
                        "SELECT (SELECT min(step) FROM caption WHERE run = ?1 AND step > found.step) FROM found "
                        "WHERE found.step IS NOT NULL) SELECT step FROM found WHERE step IS NOT NULL",
                        run);
  std::vector<std::int64_t> steps;
  while (query.next()) steps.push_back(query.integer(0));
  return steps;
}

}  // namespace vignette
