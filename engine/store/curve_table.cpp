#include "store/curve_table.h"

#include <algorithm>

#include "store/curve_pyramid.h"
#include "store/experiment_store.h"

namespace vignette {

void CurveTable::append(RunId run, const std::string& name, std::span<const CurvePoint> points) {
  if (points.empty()) return;
  auto series = find_or_add(run, name);
  for (const auto& point : points) {
    if (series.last_step && point.step < *series.last_step)
      throw StoreError(database_.file().string() + ": step " + std::to_string(point.step) + " of " + name +
                       " comes after step " + std::to_string(*series.last_step) + ". Truncate the run first.");
    series.last_step = point.step;
  }
  if (series.tail + static_cast<std::int64_t>(points.size()) < points_per_chunk) {
    put_tail(series, points, series.tail);
    series.tail += static_cast<std::int64_t>(points.size());
  } else {
    auto waiting = tail(series);
    waiting.insert(waiting.end(), points.begin(), points.end());
    put_chunks(series, waiting);
  }
  store(series);
}

void CurveTable::put_tail(const Series& series, std::span<const CurvePoint> points, std::int64_t from) {
  for (const auto& point : points)
    database_.run("INSERT INTO curve_tail VALUES (?, ?, ?, ?, ?)", series.id, from++, point.step, point.time,
                  point.value);
}

/// Stores `points`, which begin where the last chunk ended, as whole chunks and a new tail.
void CurveTable::put_chunks(Series& series, std::span<const CurvePoint> points) {
  const auto whole = points.size() / points_per_chunk * points_per_chunk;
  const auto before = series.chunks;
  for (std::size_t at = 0; at < whole; at += points_per_chunk) {
    const auto chunk = points.subspan(at, points_per_chunk);
    const auto data = encode(chunk);
    database_.run("INSERT INTO curve_chunk (series, level, number, last_step, data) VALUES (?, 0, ?, ?, ?)", series.id,
                  series.chunks++, chunk.back().step, Bytes(data));
  }
  put_levels(series, before, points.first(whole));
  database_.run("DELETE FROM curve_tail WHERE series = ?", series.id);
  put_tail(series, points.subspan(whole), 0);
  series.tail = static_cast<std::int64_t>(points.size() - whole);
}

/// Adds the nodes that `points`, whole chunks after `chunks_before`, complete on each level.
void CurveTable::put_levels(const Series& series, std::int64_t chunks_before, std::span<const CurvePoint> points) {
  auto fresh = summarise(points, level_size(1));
  auto fresh_from = chunks_before * points_per_chunk / level_size(1);
  put_nodes(series, 1, fresh_from, fresh);
  for (int level = 2; level <= top_level; ++level) {
    const auto from = chunks_before * points_per_chunk / level_size(level);
    const auto end = series.chunks * points_per_chunk / level_size(level);
    if (from == end) return;
    auto sources = nodes(series, level - 1, from * fan_out, fresh_from);
    const auto used = static_cast<std::ptrdiff_t>(end * fan_out - fresh_from);
    sources.insert(sources.end(), fresh.begin(), fresh.begin() + used);
    fresh = coarsen(sources);
    fresh_from = from;
    put_nodes(series, level, from, fresh);
  }
}

void CurveTable::put_nodes(const Series& series, int level, std::int64_t first, std::span<const CurveBucket> fresh) {
  while (!fresh.empty()) {
    const auto number = first / nodes_per_chunk;
    auto chunk = nodes(series, level, number * nodes_per_chunk, first);
    const auto room = static_cast<std::size_t>(nodes_per_chunk) - chunk.size();
    const auto part = fresh.first(std::min(room, fresh.size()));
    chunk.insert(chunk.end(), part.begin(), part.end());
    const auto data = encode(chunk);
    database_.run(
        "INSERT INTO curve_chunk (series, level, number, last_step, data) VALUES (?, ?, ?, ?, ?) "
        "ON CONFLICT DO UPDATE SET last_step = excluded.last_step, data = excluded.data",
        series.id, level, number, chunk.back().last_step, Bytes(data));
    fresh = fresh.subspan(part.size());
    first += static_cast<std::int64_t>(part.size());
  }
}

/// Nodes [first, end) of a level, which are there.
std::vector<CurveBucket> CurveTable::nodes(const Series& series, int level, std::int64_t first, std::int64_t end) {
  std::vector<CurveBucket> found;
  while (first < end) {
    Database::Query query(database_, "SELECT data FROM curve_chunk WHERE series = ? AND level = ? AND number = ?",
                          series.id, level, first / nodes_per_chunk);
    if (!query.next()) break;
    const auto chunk = decode_nodes(query.bytes(0));
    const auto from = first % nodes_per_chunk;
    const auto to = std::min(from + end - first, static_cast<std::int64_t>(chunk.size()));
    if (to <= from) break;
    found.insert(found.end(), chunk.begin() + from, chunk.begin() + to);
    first += to - from;
  }
  return found;
}

std::optional<CurveTable::Series> CurveTable::find(RunId run, const std::string& name) {
  Database::Query query(database_, "SELECT id, chunks, tail, last_step FROM series WHERE run = ? AND name = ?", run,
                        name);
  if (!query.next()) return std::nullopt;
  return Series{query.integer(0), query.integer(1), query.integer(2), query.maybe_integer(3)};
}

CurveTable::Series CurveTable::find_or_add(RunId run, const std::string& name) {
  if (const auto series = find(run, name)) return *series;
  database_.run("INSERT INTO series (run, name) VALUES (?, ?)", run, name);
  Series added;
  added.id = database_.last_id();
  return added;
}

void CurveTable::store(const Series& series) {
  database_.run("UPDATE series SET chunks = ?, tail = ?, last_step = ? WHERE id = ?", series.chunks, series.tail,
                series.last_step, series.id);
}

std::vector<CurvePoint> CurveTable::tail(const Series& series) {
  std::vector<CurvePoint> points;
  Database::Query query(database_, "SELECT step, time, value FROM curve_tail WHERE series = ? ORDER BY position",
                        series.id);
  while (query.next()) points.push_back({query.integer(0), query.real(1), query.real(2)});
  return points;
}

std::vector<std::string> CurveTable::names(RunId run) {
  std::vector<std::string> names;
  Database::Query query(database_, "SELECT name FROM series WHERE run = ? AND last_step IS NOT NULL ORDER BY name",
                        run);
  while (query.next()) names.push_back(query.text(0));
  return names;
}

std::vector<CurvePoint> CurveTable::points(RunId run, const std::string& name) {
  const auto series = find(run, name);
  if (!series) return {};
  std::vector<CurvePoint> all;
  all.reserve(static_cast<std::size_t>(series->chunks * points_per_chunk + series->tail));
  Database::Query query(database_, "SELECT data FROM curve_chunk WHERE series = ? AND level = 0 ORDER BY number",
                        series->id);
  while (query.next()) {
    const auto chunk = decode_points(query.bytes(0));
    all.insert(all.end(), chunk.begin(), chunk.end());
  }
  const auto rest = tail(*series);
  all.insert(all.end(), rest.begin(), rest.end());
  return all;
}

void CurveTable::read(RunId run, const std::string& name, std::int64_t first_step, std::int64_t last_step,
                      const std::function<void(std::span<const CurvePoint>)>& take) {
  const auto give = [&](std::span<const CurvePoint> points) {
    const auto begin = std::ranges::lower_bound(points, first_step, {}, &CurvePoint::step);
    const auto end = std::ranges::upper_bound(begin, points.end(), last_step, {}, &CurvePoint::step);
    if (begin != end) take({begin, end});
  };
  std::int64_t number = 0;
  for (bool more = true; more;) {
    const auto points = database_.read([&] {
      const auto series = find(run, name);
      more = series && number < series->chunks;
      if (!more) return series ? tail(*series) : std::vector<CurvePoint>();
      Database::Query query(database_,
                            "SELECT number, data FROM curve_chunk WHERE series = ? AND level = 0 AND number >= ? AND "
                            "last_step >= ? ORDER BY number LIMIT 1",
                            series->id, number, first_step);
      if (!query.next()) {
        number = series->chunks;
        return std::vector<CurvePoint>();
      }
      number = query.integer(0) + 1;
      return decode_points(query.bytes(1));
    });
    give(points);
    if (!points.empty() && points.back().step > last_step) return;
  }
}

void CurveTable::truncate(RunId run, std::int64_t step) {
  std::vector<Series> all;
  {
    Database::Query query(database_, "SELECT id, chunks, tail, last_step FROM series WHERE run = ? AND last_step > ?",
                          run, step);
    while (query.next()) all.push_back({query.integer(0), query.integer(1), query.integer(2), query.maybe_integer(3)});
  }
  for (const auto& series : all) truncate(series, step);
}

/// The first chunk with a later point gives up what it keeps to the tail; all after it goes.
void CurveTable::truncate(Series series, std::int64_t step) {
  auto kept = tail(series);
  {
    Database::Query query(database_,
                          "SELECT number, data FROM curve_chunk WHERE series = ? AND level = 0 AND last_step > ? "
                          "ORDER BY last_step, number LIMIT 1",
                          series.id, step);
    if (query.next()) {
      series.chunks = query.integer(0);
      kept = decode_points(query.bytes(1));
    }
  }
  std::erase_if(kept, [step](const CurvePoint& point) { return point.step > step; });
  cut_levels(series);
  database_.run("DELETE FROM curve_tail WHERE series = ?", series.id);
  put_tail(series, kept, 0);
  series.tail = static_cast<std::int64_t>(kept.size());
  series.last_step.reset();
  if (!kept.empty()) series.last_step = kept.back().step;
  if (kept.empty() && series.chunks > 0)
    series.last_step = nodes(series, 1, series.chunks * 64 - 1, series.chunks * 64).at(0).last_step;
  store(series);
}

/// Removes what lies beyond the series' chunks on every level.
void CurveTable::cut_levels(const Series& series) {
  database_.run("DELETE FROM curve_chunk WHERE series = ? AND level = 0 AND number >= ?", series.id, series.chunks);
  for (int level = 1; level <= top_level; ++level) {
    const auto count = series.chunks * points_per_chunk / level_size(level);
    const auto partial_from = count / nodes_per_chunk * nodes_per_chunk;
    const auto partial = nodes(series, level, partial_from, count);
    database_.run("DELETE FROM curve_chunk WHERE series = ? AND level = ? AND number >= ?", series.id, level,
                  count / nodes_per_chunk);
    put_nodes(series, level, partial_from, partial);
  }
}

bool CurveTable::remove_some(RunId run, std::int64_t rows) {
  const auto series = "(SELECT id FROM series WHERE run = ?)";
  if (database_.run(
          std::string("DELETE FROM curve_chunk WHERE rowid IN (SELECT rowid FROM curve_chunk WHERE series IN ") +
              series + " LIMIT ?)",
          run, rows) > 0)
    return true;
  database_.run(std::string("DELETE FROM curve_tail WHERE series IN ") + series, run);
  database_.run("DELETE FROM series WHERE run = ?", run);
  return false;
}

}  // namespace vignette
