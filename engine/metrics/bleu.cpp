#include "metrics/bleu.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace vignette {
namespace {

// The original's guards against division by zero; they show in scores of very short captions.
constexpr double kSmall = 1e-9, kTiny = 1e-15;

/// `into` and `more`, both sorted by id, with the larger count where both have an n-gram.
void merge_largest(std::vector<NgramCount>& into, const std::vector<NgramCount>& more) {
  std::vector<NgramCount> merged;
  merged.reserve(into.size() + more.size());
  auto a = into.begin();
  for (const NgramCount& ngram : more) {
    while (a != into.end() && a->id < ngram.id) merged.push_back(*a++);
    merged.push_back(ngram);
    if (a != into.end() && a->id == ngram.id) merged.back().count = std::max(a++->count, ngram.count);
  }
  merged.insert(merged.end(), a, into.end());
  into = std::move(merged);
}

std::int64_t matches(const std::vector<NgramCount>& candidate, const std::vector<NgramCount>& most) {
  std::int64_t correct = 0;
  auto reference = most.begin();
  for (const NgramCount& ngram : candidate) {
    while (reference != most.end() && reference->id < ngram.id) ++reference;
    if (reference == most.end()) break;
    if (reference->id == ngram.id) correct += std::min(ngram.count, reference->count);
  }
  return correct;
}

// The nearest to the candidate's length, the shorter of two that are as near.
std::int32_t closest_length(const std::vector<std::int32_t>& lengths, std::int32_t length) {
  return *std::min_element(lengths.begin(), lengths.end(), [length](std::int32_t a, std::int32_t b) {
    const int to_a = std::abs(a - length), to_b = std::abs(b - length);
    return to_a != to_b ? to_a < to_b : a < b;
  });
}

}  // namespace

BleuReferences bleu_references(std::span<const NgramProfile> references) {
  BleuReferences result;
  for (const NgramProfile& reference : references) {
    result.lengths.push_back(reference.words);
    for (std::size_t order = 0; order < kNgramOrders; ++order)
      merge_largest(result.most[order], reference.orders[order]);
  }
  return result;
}

BleuStatistics& BleuStatistics::operator+=(const BleuStatistics& other) {
  for (std::size_t order = 0; order < kNgramOrders; ++order) {
    correct[order] += other.correct[order];
    guessed[order] += other.guessed[order];
  }
  candidate_length += other.candidate_length;
  reference_length += other.reference_length;
  return *this;
}

BleuStatistics bleu_statistics(const NgramProfile& candidate, const BleuReferences& references) {
  BleuStatistics statistics;
  for (std::size_t order = 0; order < kNgramOrders; ++order) {
    statistics.correct[order] = matches(candidate.orders[order], references.most[order]);
    statistics.guessed[order] = std::max<std::int64_t>(0, candidate.words - static_cast<std::int64_t>(order));
  }
  statistics.candidate_length = candidate.words;
  statistics.reference_length = closest_length(references.lengths, candidate.words);
  return statistics;
}

std::array<double, kNgramOrders> bleu_scores(const BleuStatistics& statistics) {
  std::array<double, kNgramOrders> scores{};
  const double ratio = (static_cast<double>(statistics.candidate_length) + kTiny) /
                       (static_cast<double>(statistics.reference_length) + kSmall);
  const double brevity = ratio < 1 ? std::exp(1 - 1 / ratio) : 1;
  double product = 1;
  for (std::size_t order = 0; order < kNgramOrders; ++order) {
    product *= (static_cast<double>(statistics.correct[order]) + kTiny) /
               (static_cast<double>(statistics.guessed[order]) + kSmall);
    scores[order] = std::pow(product, 1.0 / static_cast<double>(order + 1)) * brevity;
  }
  return scores;
}

}  // namespace vignette
