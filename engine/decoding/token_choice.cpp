#include "decoding/token_choice.h"

#include <ATen/Parallel.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/log_softmax.h>
#include <ATen/ops/minimum.h>
#include <ATen/ops/searchsorted.h>

#include <algorithm>
#include <stdexcept>

#include "decoding/token_rows.h"
#include "log/log.h"

namespace vignette {
namespace {

/// Contiguous fp32 on the logits' device.
at::Tensor rows_of(const at::Tensor& logits) {
  if (logits.dim() != 2) throw std::invalid_argument(concat("logits: expected [R, V], got ", logits.sizes()));
  return logits.detach().to(at::kFloat).contiguous();
}

TokenChoice empty_choice(at::IntArrayRef shape) {
  return {at::empty(shape, at::kLong), at::empty(shape, at::kFloat)};
}

template <typename Choose>
void each_row(const at::Tensor& logits, const Choose& choose) {
  const auto* data = logits.const_data_ptr<float>();
  const std::int64_t size = logits.size(1);
  at::parallel_for(0, logits.size(0), 1, [&](std::int64_t begin, std::int64_t end) {
    for (std::int64_t row = begin; row < end; ++row) choose(row, TokenRow{data + row * size, size});
  });
}

template <typename Choose>
TokenChoice one_each(const at::Tensor& logits, const Choose& choose) {
  TokenChoice choice = empty_choice({logits.size(0)});
  auto* tokens = choice.tokens.mutable_data_ptr<std::int64_t>();
  auto* log_probs = choice.log_probs.mutable_data_ptr<float>();
  each_row(logits, [&](std::int64_t row, const TokenRow& values) {
    const ChosenToken chosen = choose(row, values);
    tokens[row] = chosen.token, log_probs[row] = chosen.log_prob;
  });
  return choice;
}

/// u [R] double.
at::Tensor inverse_cdf(const at::Tensor& probabilities, const at::Tensor& u) {
  const at::Tensor cumulative = probabilities.cumsum(1);
  const at::Tensor total = cumulative.narrow(1, cumulative.size(1) - 1, 1);
  // Rounding u·total up to the total itself would point past the last token.
  const at::Tensor target = at::minimum(u.unsqueeze(1).mul(total).to(at::kFloat), total.mul(1 - 0x1p-24));
  return at::searchsorted(cumulative, target, false, true).squeeze(1);
}

}  // namespace

TokenChoice likeliest_token(const at::Tensor& logits) {
  const at::Tensor rows = rows_of(logits);
  if (rows.is_cpu()) return one_each(rows, [](std::int64_t, const TokenRow& row) { return likeliest_of(row); });
  const auto [best, tokens] = rows.max(1);
  return {tokens, best.sub(rows.logsumexp(1))};
}

TokenChoice likeliest_tokens(const at::Tensor& logits, std::int64_t k) {
  const at::Tensor rows = rows_of(logits);
  if (k < 1 || k > rows.size(1))
    throw std::invalid_argument(concat("likeliest tokens: expected 1 to ", rows.size(1), ", got ", k));
  if (!rows.is_cpu()) {
    const auto [best, tokens] = rows.topk(k, 1);
    return {tokens, best.sub(rows.logsumexp(1, true))};
  }
  TokenChoice choice = empty_choice({rows.size(0), k});
  auto* tokens = choice.tokens.mutable_data_ptr<std::int64_t>();
  auto* log_probs = choice.log_probs.mutable_data_ptr<float>();
  each_row(rows, [&](std::int64_t row, const TokenRow& values) {
    likeliest_of(values, k, tokens + row * k, log_probs + row * k);
  });
  return choice;
}

TokenChoice drawn_token(const at::Tensor& logits, const at::Tensor& uniforms) {
  const at::Tensor rows = rows_of(logits);
  if (rows.is_cpu()) {
    const at::Tensor draws = uniforms.contiguous();
    const auto* u = draws.const_data_ptr<double>();
    return one_each(rows, [u](std::int64_t row, const TokenRow& values) { return drawn_of(values, u[row]); });
  }
  const at::Tensor log_probs = at::log_softmax(rows, 1);
  const at::Tensor tokens = inverse_cdf(log_probs.exp(), uniforms);
  return {tokens, log_probs.gather(1, tokens.unsqueeze(1)).squeeze(1)};
}

TokenStatistics token_statistics(const at::Tensor& logits, std::int64_t k) {
  const at::Tensor log_probs = at::log_softmax(rows_of(logits), 1);
  const auto [best, tokens] = log_probs.topk(std::min(k, log_probs.size(1)), 1);
  // Excluded tokens weigh nothing: 0·(-inf) is not a number.
  const at::Tensor terms = log_probs.exp().mul(log_probs.clamp_min(-1e4));
  return {terms.sum(1).neg(), tokens, best};
}

}  // namespace vignette
