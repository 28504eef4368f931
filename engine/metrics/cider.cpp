#include "metrics/cider.h"

#include <algorithm>
#include <cmath>

namespace vignette {
namespace {

constexpr double kSigma = 6, kScale = 10;

double frequency(const std::vector<std::int32_t>& counts, std::int32_t id) {
  const auto index = static_cast<std::size_t>(id);
  return index < counts.size() ? std::max(1, counts[index]) : 1;
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
    std::vector<std::int32_t> ids;
    for (const NgramProfile& reference : references) {
      for (const NgramCount& ngram : reference.orders[order]) ids.push_back(ngram.id);
    }
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    auto& of_order = counts[order];
    if (!ids.empty() && static_cast<std::size_t>(ids.back()) >= of_order.size()) {
      of_order.resize(static_cast<std::size_t>(ids.back()) + 1, 0);
    }
    for (const std::int32_t id : ids) ++of_order[static_cast<std::size_t>(id)];
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
      const double rarity = log_images - std::log(frequency(frequencies.counts[order], ngram.id));
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
