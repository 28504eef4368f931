// Reward, critic and decoding.

#include "recipe/parameter_rows.h"

namespace vignette {

using namespace parameter_rows;

Parameters reward_parameters() {
  return {
      choice("reward.target", {"paired", "aggregated"},
             "What a caption's embedding is compared with: the image's own captions, or a weighted sum of corpus "
             "captions that CLIP finds near the image (unpaired)."),
      real("reward.weight", 0.5, "", 0, 1, "Final weight w of the CLIP score's loss; the critic's loss has 1 - w.",
           live),
      integer("reward.start_step", 150, "steps", 0, none,
              "w is 0 up to this step: the critic alone guides the captioner."),
      integer("reward.ramp_steps", 2350, "steps", 0, none, "Steps over which w then rises to its final value."),
      integer("reward.discriminator_only_steps", 0, "steps", 0, none,
              "Steps at the start in which only the critic trains and the captioner stays as it is."),
      real("reward.cosine_weight", 0.5, "", 0, 1,
           "Share of the cosine in the text similarity; the rest is the L1 term.", live),
      real("reward.clip_weight", 0, "", 0, 1,
           "Share of the cosine between caption and image in the score; the rest is the text similarity.", live),
      choice("reward.baseline", {"greedy", "sample"},
             "Score that a sample must beat: that of the greedy caption, or the mean of the image's other samples."),
      flag("reward.mask_forced_stop", false,
           "Leaves the last token of a caption that hit the length limit out of its log-probability."),
      flag("critic.on", true, "Trains a critic. Off: the CLIP score is the only reward and w is 1."),
  };
}

Parameters decoding_parameters() {
  return {
      integer("decoding.max_length", 20, "tokens", 1, 1024, "Longest caption, the final period included."),
      real("decoding.temperature", 1, "", 0.01, 100, "Below 1 samples are more alike, above 1 more varied.", live),
      integer("decoding.top_k", 0, "tokens", 0, none, "Samples from the k likeliest tokens. 0: from all.", live),
      real("decoding.top_p", 1, "", 1e-6, 1,
           "Samples from the likeliest tokens that hold this much probability. 1: from all.", live),
      real("decoding.repetition_penalty", 1, "", 0.01, 100, "Above 1 makes tokens that were said before less likely.",
           live),
  };
}

}  // namespace vignette
