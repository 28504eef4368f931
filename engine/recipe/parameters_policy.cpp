// What the policy gradient does with a score, and the critic.

#include "recipe/parameter_rows.h"

namespace vignette {

using namespace parameter_rows;

Parameters policy_parameters() {
  return {
      choice("policy.normalize_advantage", {"none", "std", "mean_std"},
             "Divides the advantages of a batch by their standard deviation (std), after taking off their mean "
             "(mean_std): the score's and the critic's then pull alike (Andrychowicz et al. 2021, arXiv 2006.05990)."),
      real("policy.kl_weight", 0, "", 0, none,
           "Weight in the captioner's loss of its divergence from the captioner that the run started from, in nats per "
           "token over the whole vocabulary: keeps captions fluent (Jaques et al. 2017, arXiv 1611.02796). Keeps a "
           "second captioner in memory.",
           live),
      real("policy.entropy_weight", 0, "", 0, none,
           "Weight of the next-token distributions' mean entropy, which is taken off the captioner's loss: keeps "
           "samples varied (Mnih et al. 2016, arXiv 1602.01783).",
           live),
  };
}

Parameters critic_parameters() {
  return {
      flag("critic.on", true, "Trains a critic. Off: the score is the only reward and w is 1."),
      integer("critic.steps", 1, "updates", 1, 100,
              "Updates of the critic for each of the captioner, each on new samples and new human captions (as in "
              "WGAN, arXiv 1701.07875).",
              live),
      integer("critic.every", 1, "steps", 1, none,
              "The critic learns in every so many steps only; in the others it scores as it is.", live),
      real("critic.label_smoothing", 0, "", 0, 0.5,
           "Human captions get the label 1 minus this, so that the critic never grows too sure (one-sided; Salimans et "
           "al. 2016, arXiv 1606.03498).",
           live),
      real("critic.r1_weight", 0, "", 0, none,
           "Gamma of the R1 penalty: gamma/2 times the squared gradient of the critic by the word embeddings of human "
           "captions (Mescheder et al. 2018, arXiv 1801.04406). The critic's step then takes about twice as long.",
           live),
      integer("critic.r1_every", 1, "steps", 1, none,
              "Computes the R1 penalty in every so many steps only, as many times stronger (Karras et al. 2020, arXiv "
              "1912.04958).",
              live),
      flag("critic.spectral_norm", false,
           "Divides the matrices of the critic's head by their largest singular value (Miyato et al. 2018, arXiv "
           "1802.05957)."),
      integer(
          "critic.replay_capacity", 0, "captions", 0, 10000000,
          "Earlier captions kept for the critic to see again (Shrivastava et al. 2017, arXiv 1612.07828). 0: none."),
      real("critic.replay_share", 0.5, "", 0, 1,
           "Share of the generated captions in a critic's batch that come from the kept ones.", live),
  };
}

}  // namespace vignette
