#include "decoding/token_rows.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "models/vector_exp.h"

namespace vignette {
namespace {

/// Sums of so many exponentials stay in fp32; what is summed further is double.
constexpr std::int64_t block = 512;

VIGNETTE_VECTOR_CLONES float largest(const float* x, std::int64_t count) {
  float value = x[0];
#pragma omp simd reduction(max : value)
  for (std::int64_t i = 0; i < count; ++i) value = x[i] > value ? x[i] : value;
  return value;
}

/// Sum of exp(x - shift).
VIGNETTE_VECTOR_CLONES float exponentials(const float* x, std::int64_t count, float shift) {
  float sum = 0;
#pragma omp simd reduction(+ : sum)
  for (std::int64_t i = 0; i < count; ++i) sum += vector_exp(x[i] - shift);
  return sum;
}

std::int64_t blocks_of(const TokenRow& row) {
  return (row.size + block - 1) / block;
}

std::int64_t length_of(const TokenRow& row, std::int64_t index) {
  return std::min(block, row.size - index * block);
}

double exponential_sum(const TokenRow& row, float shift) {
  double sum = 0;
  for (std::int64_t i = 0; i < blocks_of(row); ++i)
    sum += exponentials(row.logits + i * block, length_of(row, i), shift);
  return sum;
}

float log_probability(float logit, float shift, double sum) {
  return static_cast<float>(static_cast<double>(logit) - shift - std::log(sum));
}

/// The index in a block whose cumulative exponential exceeds `target`, or the last that has any probability.
std::int64_t reached(const float* x, std::int64_t count, float shift, double target) {
  double sum = 0;
  std::int64_t last = 0;
  for (std::int64_t i = 0; i < count; ++i) {
    const float value = vector_exp(x[i] - shift);
    if (value > 0) last = i;
    sum += value;
    if (sum > target && value > 0) return i;
  }
  return last;
}

}  // namespace

ChosenToken likeliest_of(const TokenRow& row) {
  const float top = largest(row.logits, row.size);
  const float* found = std::find(row.logits, row.logits + row.size, top);
  if (found == row.logits + row.size) found = row.logits;  // not a number: any token, with a log p that tells
  return {found - row.logits, log_probability(top, top, exponential_sum(row, top))};
}

void likeliest_of(const TokenRow& row, std::int64_t k, std::int64_t* tokens, float* log_probs) {
  const auto larger = [&](std::int64_t a, std::int64_t b) {
    return row.logits[a] > row.logits[b] || (row.logits[a] == row.logits[b] && a < b);
  };
  // A heap of the best so far with the worst of them in front; most blocks hold nothing better.
  std::vector<std::int64_t> best;
  for (std::int64_t i = 0; i < blocks_of(row); ++i) {
    const std::int64_t first = i * block, end = first + length_of(row, i);
    const bool full = static_cast<std::int64_t>(best.size()) == k;
    if (full && largest(row.logits + first, end - first) <= row.logits[best.front()]) continue;
    for (std::int64_t token = first; token < end; ++token) {
      if (static_cast<std::int64_t>(best.size()) == k) {
        if (!larger(token, best.front())) continue;
        std::pop_heap(best.begin(), best.end(), larger);
        best.pop_back();
      }
      best.push_back(token);
      std::push_heap(best.begin(), best.end(), larger);
    }
  }
  std::sort_heap(best.begin(), best.end(), larger);
  const float top = row.logits[best.front()];
  const double sum = exponential_sum(row, top);
  for (std::int64_t i = 0; i < k; ++i) {
    tokens[i] = best[static_cast<std::size_t>(i)];
    log_probs[i] = log_probability(row.logits[tokens[i]], top, sum);
  }
}

ChosenToken drawn_of(const TokenRow& row, double u) {
  const float top = largest(row.logits, row.size);
  std::vector<double> before;  // what lies in front of each block
  double sum = 0;
  for (std::int64_t i = 0; i < blocks_of(row); ++i) {
    before.push_back(sum);
    sum += exponentials(row.logits + i * block, length_of(row, i), top);
  }
  const double target = std::min(u, 1 - 0x1p-53) * sum;
  auto index = std::upper_bound(before.begin(), before.end(), target) - before.begin() - 1;
  // Blocks without probability are stepped over: their sums do not rise.
  while (index > 0 && exponentials(row.logits + index * block, length_of(row, index), top) == 0) --index;
  const float* first = row.logits + index * block;
  const std::int64_t token =
      index * block + reached(first, length_of(row, index), top, target - before[static_cast<std::size_t>(index)]);
  return {token, log_probability(row.logits[token], top, sum)};
}

}  // namespace vignette
