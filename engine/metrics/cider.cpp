#include "metrics/cider.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace vignette {
namespace {

constexpr double kSigma = 6, kScale = 10;

/// ln of the images with an n-gram, of 1 for an unknown one. Most counts are small, and logarithms dear.
double log_frequency(const std::vector<std::int32_t>& counts, std::int32_t id) {
  static const std::vector<double> kLogarithms = [] {
    std::vector<double> logarithms(4096, 0);
    for (std::size_t i = 1; i < logarithms.size(); ++i) logarithms[i] = std::log(static_cast<double>(i));
    return logarithms;
  }();
  const auto index = static_cast<std::size_t>(id);
  const auto count = static_cast<std::size_t>(index < counts.size() ? std::max(1, counts[index]) : 1);
  return count < kLogarithms.size() ? kLogarithms[count] : std::log(static_cast<double>(count));
}

double product(const std::vector<CiderVector::Weight>& candidate, const std::vector<CiderVector::Weight>& reference,
               CiderKind kind) {
  double sum = 0;
  auto other = reference.begin();
  for (const auto& weight : candidate) {
    while (other != reference.end() && other->id < weight.id) ++other;
    if (other == reference.end()) break;
    if (other->id != weight.id) continue;
    sum += (kind == CiderKind::d ? std::min(weight.value, other->value) : weight.value) * other->value;
  }
  return sum;
}

// Sum over the orders of the cosine; CIDEr-D's is clipped, and damped by the difference in length.
double similarity(const CiderVector& candidate, const CiderVector& reference, CiderKind kind) {
  double sum = 0;
  for (std::size_t order = 0; order < kNgramOrders; ++order) {
    double value = product(candidate.orders[order], reference.orders[order], kind);
    const double norms = candidate.norms[order] * reference.norms[order];
    if (norms != 0) value /= norms;
    sum += value;
  }
  if (kind == CiderKind::plain) return sum;
  const double delta = candidate.length - reference.length;
  return sum * std::exp(-delta * delta / (2 * kSigma * kSigma));
}

}  // namespace

void DocumentFrequencies::add_image(std::span<const NgramProfile> references) {
  ++images;
  for (std::size_t order = 0; order < kNgramOrders; ++order) {
    auto& of_order = counts[order];
    auto& last = last_image_[order];
    for (const NgramProfile& reference : references) {
      if (reference.orders[order].empty()) continue;
      const auto end = static_cast<std::size_t>(reference.orders[order].back().id) + 1;  // sorted by id
      if (end > last.size()) last.resize(std::max(end, 2 * last.size()), 0);
      if (end > of_order.size()) of_order.resize(last.size(), 0);
      for (const NgramCount& ngram : reference.orders[order]) {
        const auto id = static_cast<std::size_t>(ngram.id);
        if (std::exchange(last[id], images) != images) ++of_order[id];
      }
    }
  }
}

void DocumentFrequencies::set(std::size_t order, std::int32_t id, std::int32_t images_with_it) {
  auto& of_order = counts[order - 1];
  const auto index = static_cast<std::size_t>(id);
  if (index >= of_order.size()) of_order.resize(std::max(index + 1, of_order.size() * 2), 0);
  of_order[index] = images_with_it;
}

CiderVector cider_vector(const NgramProfile& profile, const DocumentFrequencies& frequencies) {
  CiderVector vector;
  vector.length = std::max(0, profile.words - 1);
  const double log_images = std::log(static_cast<double>(frequencies.images));
  for (std::size_t order = 0; order < kNgramOrders; ++order) {
    auto& weights = vector.orders[order];
    weights.reserve(profile.orders[order].size());
    double squares = 0;
    for (const NgramCount& ngram : profile.orders[order]) {
      const double rarity = log_images - log_frequency(frequencies.counts[order], ngram.id);
      weights.push_back({ngram.id, ngram.count * rarity});
      squares += weights.back().value * weights.back().value;
    }
    vector.norms[order] = std::sqrt(squares);
  }
  return vector;
}

double cider_score(const CiderVector& candidate, std::span<const CiderVector> references, CiderKind kind) {
  double sum = 0;
  for (const CiderVector& reference : references) sum += similarity(candidate, reference, kind);
  return sum / static_cast<double>(kNgramOrders) / static_cast<double>(references.size()) * kScale;
}

}  // namespace vignette
