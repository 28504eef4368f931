// When a run's own figures raise an alarm (training/health_rules.h says what each rule measures).

#include "recipe/parameter_rows.h"

namespace vignette {

using namespace parameter_rows;

Parameters health_parameters() {
  return {
      flag("health.on", true, "Watches the run's figures and warns when one of the rules below is broken.", live),
      flag("health.pause", false, "Pauses the run when a rule raises an alarm.", live),
      real("health.critic_saturated", 0.97, "", 0, 1,
           "Alarm when the critic's accuracy, over 20 steps, is above this: it tells every caption, and its reward "
           "says nothing any more. 0: off.",
           live),
      real("health.critic_blind", 0.55, "", 0, 1,
           "Alarm when the critic's accuracy, over 40 steps, is below this: it guesses. 0: off.", live),
      real(
          "health.distinct_2", 0.5, "", 0, 1,
          "Alarm when the distinct pairs of neighbouring tokens among sampled captions, over 20 steps, fall below this "
          "share of the most there were. 0: off.",
          live),
      real("health.repeated_captions", 0.6, "", 0, 1,
           "Alarm when more of the sampled captions than this, over 20 steps, repeat another one of the batch. 0: off.",
           live),
      real("health.entropy", 0.3, "nats", 0, none,
           "Alarm when the entropy of the next token, over 20 steps, is below this. 0: off.", live),
      real("health.cut_captions", 0.5, "", 0, 1,
           "Alarm when more of the sampled captions than this, over 20 steps, ran into decoding.max_length. 0: off.",
           live),
      real("health.self_bleu", 0.95, "", 0, 1,
           "Alarm when the self-BLEU of an evaluation is above this: captions are alike. 0: off.", live),
      real("health.reward_hacking", 0.3, "", 0, 1,
           "Alarm when val/CIDEr or val/CLIPScore has lost more than this share of its best while the reward is no "
           "smaller than it was then. 0: off.",
           live),
      real("health.gradient_spike", 20, "", 0, none,
           "Alarm when the captioner's gradient norm is more than so many times the median of the 50 steps before. 0: "
           "off.",
           live),
      real("health.clipping", 8, "", 0, none,
           "Alarm when the captioner's gradient norm, as the median of 20 steps, is more than so many times "
           "optimizer.clip_norm: most of each gradient is clipped away. 0: off.",
           live),
      real(
          "health.advantage_spread", 0.005, "", 0, none,
          "Alarm when the standard deviation of the advantages, over 20 steps, is below this share of the mean reward: "
          "all captions of an image score alike, and nothing is learnt from them. 0: off.",
          live),
  };
}

}  // namespace vignette
