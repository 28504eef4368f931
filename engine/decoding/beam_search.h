#pragma once
// Beam search: plain, in diverse groups, and with words that captions must hold.

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <functional>
#include <vector>

#include "decoding/required_words.h"
#include "models/captioner.h"

namespace vignette {

/// What ranks beams at each step and at the end: the sum of log p throughout; the sum, then sum /
/// length^length_penalty; or the mean throughout (ClipCap's, goldens' quirk 34). An ended beam keeps its place until
/// better ones push it out.
enum class BeamScoring { summed, length_normalised, clipcap };

struct BeamOptions {
  std::int64_t beams = 5, max_length = 67;
  double temperature = 1.0;
  BeamScoring scoring = BeamScoring::clipcap;
  double length_penalty = 1.0;  ///< exponent of length_normalised; above 1 favours long captions
  /// Diverse beam search (Vijayakumar et al. 2016, arXiv 1610.02424): the beams are cut into this many groups, and one
  /// pays `diversity_penalty` for each beam of the groups before it that takes the same token at the same position.
  std::int64_t groups = 1;
  double diversity_penalty = 0.0;
  /// Constrained beam search (Anderson et al. 2017, arXiv 1612.00576; CgtGAN's cbs): `beams` beams for every state of
  /// what has been said so far. Captions that hold at least
  /// `least_required` of the words go before all others.
  RequiredWords required;
  std::int64_t least_required = 2;  ///< CgtGAN's; all of fewer words
  /// Of each state, the beam of the largest sum goes before all others, as in CgtGAN's code; else the score alone
  /// counts.
  bool best_sum_of_states_first = false;
  std::vector<std::int64_t> stop_tokens = {13};
  std::function<bool()> cancelled;  ///< polled each position; throws Cancelled
  /// Throws std::invalid_argument naming the option.
  void check(std::int64_t vocabulary) const;
};

struct BeamCaption {
  std::vector<std::int64_t> ids;  ///< end token included
  std::vector<float> token_log_probs;
  double score = 0;            ///< by the scoring asked for
  double log_probability = 0;  ///< mean over tokens
  std::int64_t required = 0;   ///< how many of the required words it holds
};

/// Best first, at most `beams` for each row of prefix [B, k, e]. No gradient.
std::vector<std::vector<BeamCaption>> beam_search(const Captioner& captioner, const at::Tensor& prefix,
                                                  const BeamOptions& options);

}  // namespace vignette
