#pragma once
// What METEOR counts in an alignment, and its score (Denkowski & Lavie 2014).

#include <array>
#include <cstddef>
#include <cstdint>

namespace vignette {

inline constexpr std::size_t kMeteorStages = 4;  // exact, stem, synonym, paraphrase

/// Counts of one alignment; the counts of several add up to those of a corpus.
struct MeteorStatistics {
  struct Side {
    std::int64_t length = 0, function_words = 0;
    std::array<std::int64_t, kMeteorStages> content{}, function{};  ///< words matched by each stage

    std::int64_t matched() const;
    Side& operator+=(const Side& other);
  };
  Side candidate, reference;
  std::int64_t chunks = 0;

  /// Everything is matched in one chunk.
  bool is_perfect() const;
  /// As the original adds up: the chunk of a perfect alignment is left out.
  MeteorStatistics& operator+=(const MeteorStatistics& other);
};

/// 0 … 1, with the parameters of English for ranking: α .85, β .2, γ .6, δ .75, stages 1, .6, .8, .6.
double meteor_score(const MeteorStatistics& statistics);

}  // namespace vignette
