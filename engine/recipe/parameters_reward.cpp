// Reward and decoding.

#include "recipe/parameter_rows.h"

namespace vignette {

using namespace parameter_rows;

namespace {

Parameter weight(std::string_view key, double value, std::string_view help) {
  return real(key, value, "", -1000, 1000, help, live);
}

}  // namespace

Parameters reward_parameters() {
  return {
      choice("reward.target", {"paired", "aggregated"},
             "What a caption's embedding is compared with: the image's own captions, or a weighted sum of corpus "
             "captions that CLIP finds near the image (unpaired)."),
      choice("reward.paired", {"mean", "one", "random"},
             "Paired target: the mean of the image's own captions' embeddings, its first caption, or one of them drawn "
             "anew in each step."),
      real("reward.weight", 0.5, "", 0, 1, "Final weight w of the score's loss; the critic's loss has 1 - w.", live),
      integer("reward.start_step", 150, "steps", 0, none,
              "w is 0 up to this step: the critic alone guides the captioner."),
      integer("reward.ramp_steps", 2350, "steps", 0, none, "Steps over which w then rises to its final value."),
      integer("reward.discriminator_only_steps", 0, "steps", 0, none,
              "Steps at the start in which only the critic trains and the captioner stays as it is."),
      real("reward.cosine_weight", 0.5, "", 0, 1,
           "Share of the cosine in the text similarity; the rest is the L1 term.", live),
      real("reward.clip_weight", 0, "", 0, 1,
           "Share of the cosine between caption and image in the CLIP score; the rest is the text similarity.", live),
      weight(
          "reward.clip_score_weight", 1,
          "Weight of the CLIP score, the mix above (0 to 100), in a caption's score, which is the sum of weight times "
          "term. 0 leaves it out."),
      weight(
          "reward.cider_weight", 0,
          "Weight of CIDEr-D against the image's own captions, 0 to 10; 1.0 is 100 in papers, so a weight of 100 puts "
          "it beside the CLIP score. Document frequencies come from the training captions."),
      weight("reward.bleu_4_weight", 0,
             "Weight of the caption's own BLEU-4 (0 to 1, as pycocoevalcap computes it for one image: not smoothed)."),
      weight("reward.length_weight", 0,
             "Weight of the length term: minus the number of words more or fewer than reward.target_length."),
      integer("reward.target_length", 10, "words", 1, 1000, "Length that the length term asks for."),
      weight("reward.repetition_weight", 0,
             "Weight of the repetition term: minus the share of the caption's n-grams that it said before (-1 to 0)."),
      integer("reward.repetition_ngram", 2, "words", 1, 8, "Length of the n-grams of the repetition term."),
      weight("reward.words_weight", 0,
             "Weight of the word list: wanted words that a caption holds less unwanted ones, each counted once."),
      text("reward.words", "",
           "Words or phrases with commas between them; a minus before one marks it unwanted: red, in the middle, "
           "-blurry."),
      path("reward.word_list", "File with more of them, one a line; # begins a comment."),
      weight("reward.command_weight", 0, "Weight of what reward.command answers, in its own scale."),
      text("reward.command", "",
           "Command line, run by /bin/sh with your rights, that reads a JSON object a line (image_id, caption, "
           "references, remaining) and writes a number a line; higher is better."),
      real("reward.command_timeout", 60, "seconds", 0.1, 86400,
           "Longest wait for the command's answers to the captions of one batch, its start included."),
      choice("reward.baseline", {"greedy", "sample", "moving_average", "none"},
             "Score that a sample must beat: that of the greedy caption, the mean of the image's other samples, a "
             "moving average of earlier steps' scores, or 0. Holds for the critic's score too."),
      real("reward.baseline_decay", 0.99, "", 0, 0.999999,
           "Moving average: how slowly it forgets; 0.99 remembers about 100 batches.", live),
      flag("reward.mask_forced_stop", false,
           "Leaves the last token of a caption that hit the length limit out of its log-probability."),
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
