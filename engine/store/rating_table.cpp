#include "store/rating_table.h"

#include <utility>

#include "store/experiment_store.h"
#include "store/run_lock.h"

namespace vignette {

std::int64_t RatingTable::add(const CaptionRating& rating) {
  if (rating.verdict != "a" && rating.verdict != "b" && rating.verdict != "tie")
    throw StoreError(database_.file().string() + ": a verdict is \"a\", \"b\" or \"tie\", not \"" + rating.verdict +
                     "\".");
  database_.run(
      "INSERT INTO caption_rating (run_a, step_a, run_b, step_b, path, verdict, rated_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
      rating.run_a, rating.step_a, rating.run_b, rating.step_b, rating.path, rating.verdict,
      rating.rated_at > 0 ? rating.rated_at : now_seconds());
  return database_.last_id();
}

void RatingTable::remove(std::int64_t rating) {
  database_.run("DELETE FROM caption_rating WHERE id = ?", rating);
}

std::vector<CaptionRating> RatingTable::between(RunId a, RunId b) {
  std::vector<CaptionRating> found;
  Database::Query row(database_,
                      "SELECT id, run_a, step_a, run_b, step_b, path, verdict, rated_at FROM caption_rating "
                      "WHERE (run_a = ?1 AND run_b = ?2) OR (run_a = ?2 AND run_b = ?1) ORDER BY id",
                      a, b);
  while (row.next()) {
    CaptionRating rating{row.integer(0), row.integer(1), row.integer(2), row.integer(3),
                         row.integer(4), row.text(5),    row.text(6),    row.real(7)};
    if (rating.run_a != a) {
      std::swap(rating.run_a, rating.run_b);
      std::swap(rating.step_a, rating.step_b);
      if (rating.verdict != "tie") rating.verdict.front() = rating.verdict == "a" ? 'b' : 'a';
    }
    found.push_back(std::move(rating));
  }
  return found;
}

}  // namespace vignette
