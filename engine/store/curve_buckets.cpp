// Reading a range of a curve at the resolution of a screen.

#include <algorithm>
#include <array>
#include <limits>

#include "store/curve_pyramid.h"
#include "store/curve_table.h"

namespace vignette {
namespace {

/// The coarsest level that still gives each bucket several nodes, so that borders between buckets fall well.
int sufficient_level(std::int64_t points, std::int64_t buckets) {
  constexpr std::int64_t nodes_per_bucket = 4;
  int level = 0;
  while (level < top_level && points / level_size(level + 1) >= buckets * nodes_per_bucket) ++level;
  return level;
}

/// Sorts nodes into equal ranges of steps; a node belongs where its first step lies.
class BucketFiller {
 public:
  BucketFiller(std::int64_t first_step, std::int64_t last_step, std::int64_t buckets)
      : first_step_(static_cast<double>(first_step)),
        width_((static_cast<double>(last_step) - static_cast<double>(first_step) + 1) / static_cast<double>(buckets)) {}

  void add(const CurveBucket& node) {
    const auto slot = static_cast<std::int64_t>((static_cast<double>(node.first_step) - first_step_) / width_);
    if (filled_.empty() || slot != slot_) filled_.emplace_back();
    slot_ = slot;
    merge_into(filled_.back(), node);
  }
  std::vector<CurveBucket> take() { return std::move(filled_); }

 private:
  double first_step_, width_;
  std::int64_t slot_ = 0;
  std::vector<CurveBucket> filled_;
};

}  // namespace

/// Gives nodes and points by their index in the curve, one decoded chunk a level at hand.
class CurveTable::Reader {
 public:
  Reader(CurveTable& table, const Series& series)
      : table_(table), series_(series), tail_(table.tail(series)), chunked_(series.chunks * points_per_chunk) {}

  std::int64_t count() const { return chunked_ + static_cast<std::int64_t>(tail_.size()); }

  /// Index of the first point at `step` or after it.
  std::int64_t lower_bound(std::int64_t step) {
    Database::Query query(table_.database_,
                          "SELECT number FROM curve_chunk WHERE series = ? AND level = 0 AND last_step >= ? "
                          "ORDER BY last_step, number LIMIT 1",
                          series_.id, step);
    const bool found = query.next();
    const auto number = found ? query.integer(0) : 0;
    const auto& points = found ? chunk(number) : tail_;
    const auto before = std::ranges::lower_bound(points, step, {}, &CurvePoint::step) - points.begin();
    return (found ? number * points_per_chunk : chunked_) + before;
  }

  /// The node of `level` that begins at point `index`; the point itself on level 0.
  CurveBucket node(int level, std::int64_t index) {
    if (level > 0) return level_node(level, index / level_size(level));
    if (index >= chunked_) return bucket_of(tail_[static_cast<std::size_t>(index - chunked_)]);
    return bucket_of(chunk(index / points_per_chunk)[static_cast<std::size_t>(index % points_per_chunk)]);
  }

  /// The highest level up to `top` with a whole node in [index, end) that begins at `index`.
  int level_at(std::int64_t index, std::int64_t end, int top) const {
    end = std::min(end, chunked_);
    for (int level = top; level > 0; --level)
      if (index % level_size(level) == 0 && index + level_size(level) <= end) return level;
    return 0;
  }

 private:
  const std::vector<CurvePoint>& chunk(std::int64_t number) {
    if (number != chunk_number_) {
      Database::Query query(table_.database_,
                            "SELECT data FROM curve_chunk WHERE series = ? AND level = 0 AND number = ?", series_.id,
                            number);
      query.next();
      chunk_ = decode_points(query.bytes(0));
      chunk_number_ = number;
    }
    return chunk_;
  }

  const CurveBucket& level_node(int level, std::int64_t index) {
    auto& held = levels_[static_cast<std::size_t>(level)];
    const auto from = index / nodes_per_chunk * nodes_per_chunk;
    if (held.from != from) held = {from, table_.nodes(series_, level, from, from + nodes_per_chunk)};
    return held.nodes[static_cast<std::size_t>(index - from)];
  }

  struct Held {
    std::int64_t from = -1;
    std::vector<CurveBucket> nodes;
  };
  CurveTable& table_;
  const Series series_;
  std::vector<CurvePoint> tail_;
  std::int64_t chunked_;
  std::int64_t chunk_number_ = -1;
  std::vector<CurvePoint> chunk_;
  std::array<Held, top_level + 1> levels_;
};

std::vector<CurveBucket> CurveTable::buckets(RunId run, const std::string& name, std::int64_t first_step,
                                             std::int64_t last_step, std::int64_t buckets) {
  const auto series = find(run, name);
  if (!series || buckets < 1 || last_step < first_step) return {};
  Reader reader(*this, *series);
  const auto begin = reader.lower_bound(first_step);
  const bool to_the_end = last_step == std::numeric_limits<std::int64_t>::max();
  const auto end = to_the_end ? reader.count() : reader.lower_bound(last_step + 1);
  if (begin >= end) return {};
  // An open range ("everything") is as wide as the curve.
  BucketFiller filler(reader.node(0, begin).first_step, reader.node(0, end - 1).last_step, buckets);
  const int top = sufficient_level(end - begin, buckets);
  for (auto index = begin; index < end;) {
    const int level = reader.level_at(index, end, top);
    filler.add(reader.node(level, index));
    index += level_size(level);
  }
  return filler.take();
}

}  // namespace vignette
