#pragma once
// Blind judgements in the store.

#include <vector>

#include "store/caption_rating.h"
#include "store/database.h"

namespace vignette {

/// Functions that write expect to be inside a transaction of the caller's.
class RatingTable {
 public:
  explicit RatingTable(Database& database) : database_(database) {}

  /// Throws StoreError for another verdict than "a", "b" and "tie". Returns its number.
  std::int64_t add(const CaptionRating& rating);
  void remove(std::int64_t rating);
  /// Of two runs, whichever was called a then: they come with `a` as run_a. Oldest first.
  std::vector<CaptionRating> between(RunId a, RunId b);

 private:
  Database& database_;
};

}  // namespace vignette
