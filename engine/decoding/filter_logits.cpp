#include <ATen/ops/where.h>
#include <ATen/ops/zeros.h>
#include <c10/core/GradMode.h>

#include <algorithm>
#include <limits>
#include <stdexcept>
#include <tuple>

#include "decoding/decoding.h"
#include "log/log.h"

namespace vignette {
namespace {

constexpr double minus_infinity = -std::numeric_limits<double>::infinity();

/// [B, V] true for tokens that stand in ids.
at::Tensor seen_tokens(const at::Tensor& logits, const at::Tensor& ids) {
  const std::int64_t vocabulary = logits.size(1);
  // Negative ids land in a column of their own, which is cut off.
  const at::Tensor columns = ids.masked_fill(ids.lt(0), vocabulary);
  return at::zeros({logits.size(0), vocabulary + 1}, logits.options().dtype(at::kBool).requires_grad(false))
      .scatter_(1, columns, true)
      .narrow(1, 0, vocabulary);
}

at::Tensor penalise(const at::Tensor& logits, const at::Tensor& ids, double penalty) {
  const at::Tensor penalised = at::where(logits.lt(0), logits.mul(penalty), logits.div(penalty));
  return at::where(seen_tokens(logits, ids), penalised, logits);
}

/// [B, V] true for tokens below the k-th largest logit; ties with it stay.
at::Tensor below_top_k(const at::Tensor& logits, std::int64_t k) {
  const std::int64_t kept = std::min(k, logits.size(1));
  return logits.lt(std::get<0>(logits.topk(kept, 1)).narrow(1, kept - 1, 1));
}

/// [B, V] true outside the smallest set of most likely tokens whose probability exceeds p.
at::Tensor outside_nucleus(const at::Tensor& logits, double p) {
  const auto [sorted, order] = logits.sort(1, true);
  const at::Tensor probabilities = sorted.softmax(1);
  // What lies before a token decides, so that the one crossing p stays.
  const at::Tensor outside = probabilities.cumsum(1).sub_(probabilities).gt(p);
  outside.select(1, 0).fill_(false);
  return at::zeros(outside.sizes(), outside.options()).scatter_(1, order, outside);
}

at::Tensor exclude(const at::Tensor& logits, const at::Tensor& excluded, const at::Tensor& keep) {
  if (keep.defined()) excluded.scatter_(1, keep.unsqueeze(1), false);
  return logits.masked_fill(excluded, minus_infinity);
}

}  // namespace

void SamplingOptions::check() const {
  if (!(temperature > 0)) throw std::invalid_argument(concat("temperature: expected more than 0, got ", temperature));
  if (top_k < 0) throw std::invalid_argument(concat("top_k: expected 0 (off) or more, got ", top_k));
  if (!(top_p > 0 && top_p <= 1)) throw std::invalid_argument(concat("top_p: expected within (0, 1], got ", top_p));
  if (!(repetition_penalty > 0))
    throw std::invalid_argument(concat("repetition_penalty: expected more than 0, got ", repetition_penalty));
}

at::Tensor filter_logits(const at::Tensor& logits, const at::Tensor& ids, const SamplingOptions& options,
                         const at::Tensor& keep) {
  options.check();
  at::Tensor filtered = logits;
  if (options.repetition_penalty != 1 && ids.defined() && ids.size(1) > 0)
    filtered = penalise(filtered, ids, options.repetition_penalty);
  if (options.temperature != 1) filtered = filtered.div(options.temperature);
  const auto excluded = [&](const auto& choose) {
    c10::NoGradGuard no_grad;
    return choose(filtered.detach());
  };
  if (options.top_k > 0)
    filtered = exclude(filtered, excluded([&](const at::Tensor& x) { return below_top_k(x, options.top_k); }), keep);
  if (options.top_p < 1)
    filtered =
        exclude(filtered, excluded([&](const at::Tensor& x) { return outside_nucleus(x, options.top_p); }), keep);
  return filtered;
}

}  // namespace vignette
