#include "metrics/meteor_statistics.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace vignette {
namespace {

double weighted_length(const MeteorStatistics::Side& side, double delta) {
  return delta * static_cast<double>(side.length - side.function_words) +
         (1 - delta) * static_cast<double>(side.function_words);
}

double weighted_matches(const MeteorStatistics::Side& side, double delta) {
  constexpr std::array<double, kMeteorStages> kWeights{1.0, 0.6, 0.8, 0.6};
  double sum = 0;
  for (std::size_t stage = 0; stage < kMeteorStages; ++stage) {
    sum += static_cast<double>(side.content[stage]) * kWeights[stage] * delta;
  }
  for (std::size_t stage = 0; stage < kMeteorStages; ++stage) {
    sum += static_cast<double>(side.function[stage]) * kWeights[stage] * (1 - delta);
  }
  return sum;
}

}  // namespace

std::int64_t MeteorStatistics::Side::matched() const {
  return std::accumulate(content.begin(), content.end(), std::accumulate(function.begin(), function.end(), 0LL));
}

MeteorStatistics::Side& MeteorStatistics::Side::operator+=(const Side& other) {
  length += other.length;
  function_words += other.function_words;
  for (std::size_t stage = 0; stage < kMeteorStages; ++stage) {
    content[stage] += other.content[stage];
    function[stage] += other.function[stage];
  }
  return *this;
}

bool MeteorStatistics::is_perfect() const {
  return candidate.matched() == candidate.length && reference.matched() == reference.length && chunks == 1;
}

MeteorStatistics& MeteorStatistics::operator+=(const MeteorStatistics& other) {
  candidate += other.candidate;
  reference += other.reference;
  if (!other.is_perfect()) chunks += other.chunks;
  return *this;
}

double meteor_score(const MeteorStatistics& statistics) {
  constexpr double kAlpha = 0.85, kBeta = 0.2, kGamma = 0.6, kDelta = 0.75;
  const auto& [candidate, reference, chunks] = statistics;
  const double precision = weighted_matches(candidate, kDelta) / weighted_length(candidate, kDelta);
  const double recall = weighted_matches(reference, kDelta) / weighted_length(reference, kDelta);
  const double mean = 1.0 / ((1.0 - kAlpha) / precision + kAlpha / recall);
  const double matched = static_cast<double>(candidate.matched() + reference.matched()) / 2;
  const double fragmentation = statistics.is_perfect() ? 0 : static_cast<double>(chunks) / matched;
  const double score = mean * (1.0 - kGamma * std::pow(fragmentation, kBeta));
  return std::isnan(score) ? 0 : std::max(score, 0.0);
}

}  // namespace vignette
