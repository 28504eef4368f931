#pragma once
// token_choice.h for logits on the CPU.

#include <cstdint>

namespace vignette {

/// One row of `size` next-token logits.
struct TokenRow {
  const float* logits;
  std::int64_t size;
};

struct ChosenToken {
  std::int64_t token;
  float log_prob;
};

ChosenToken likeliest_of(const TokenRow& row);
/// Writes k tokens, the likeliest first.
void likeliest_of(const TokenRow& row, std::int64_t k, std::int64_t* tokens, float* log_probs);
/// `u` in [0, 1).
ChosenToken drawn_of(const TokenRow& row, double u);

}  // namespace vignette
