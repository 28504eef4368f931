#pragma once
// Curves in the store: chunks of raw points, the levels above them, and the tail that has not filled a chunk yet.

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "store/database.h"
#include "store/records.h"

namespace vignette {

/// Functions that write expect to be inside a transaction of the caller's; those that read want one snapshot.
class CurveTable {
 public:
  explicit CurveTable(Database& database) : database_(database) {}

  /// Steps may repeat but never fall; throws StoreError otherwise.
  void append(RunId run, const std::string& name, std::span<const CurvePoint> points);
  /// Removes every point after `step`.
  void truncate(RunId run, std::int64_t step);
  /// Removes about `rows` rows of the run's curves; false when none is left.
  bool remove_some(RunId run, std::int64_t rows);

  std::vector<std::string> names(RunId run);
  std::vector<CurvePoint> points(RunId run, const std::string& name);
  /// Reads chunk by chunk, each in a snapshot of its own: a long read holds up no writer.
  void read(RunId run, const std::string& name, std::int64_t first_step, std::int64_t last_step,
            const std::function<void(std::span<const CurvePoint>)>& take);
  std::vector<CurveBucket> buckets(RunId run, const std::string& name, std::int64_t first_step, std::int64_t last_step,
                                   std::int64_t buckets);

 private:
  struct Series {
    std::int64_t id = 0, chunks = 0, tail = 0;
    std::optional<std::int64_t> last_step;
  };
  class Reader;

  std::optional<Series> find(RunId run, const std::string& name);
  Series find_or_add(RunId run, const std::string& name);
  void store(const Series& series);
  std::vector<CurvePoint> tail(const Series& series);
  void put_tail(const Series& series, std::span<const CurvePoint> points, std::int64_t from);
  void put_chunks(Series& series, std::span<const CurvePoint> points);
  void put_levels(const Series& series, std::int64_t chunks_before, std::span<const CurvePoint> points);
  void put_nodes(const Series& series, int level, std::int64_t first, std::span<const CurveBucket> nodes);
  std::vector<CurveBucket> nodes(const Series& series, int level, std::int64_t first, std::int64_t end);
  void truncate(Series series, std::int64_t step);
  void cut_levels(const Series& series);

  Database& database_;
};

}  // namespace vignette
