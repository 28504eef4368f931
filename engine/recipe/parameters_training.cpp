// Training and optimiser.

#include "recipe/parameter_rows.h"

namespace vignette {

using namespace parameter_rows;

Parameters training_parameters() {
  return {
      choice(
          "training.objective", {"adversarial", "likelihood", "contrastive"},
          "adversarial trains a captioner against a critic, likelihood on captions given, contrastive trains a CLIP."),
      choice("training.phase_start", {"best", "last"},
             "Where a run has phases: a later one goes on from the best checkpoint of the one before, or from its "
             "last."),
      integer("training.epochs", 50, "epochs", 1, none,
              "Passes over the training images (likelihood on text: captions)."),
      integer("training.max_steps", 0, "steps", 0, none,
              "Ends the run after so many steps. 0: the epochs decide alone."),
      text("training.time_limit", "",
           "Ends the run after so much work, as its last step would: minutes, or a time such as 2h30m. Pauses do not "
           "count, the time before a resume does. Empty: no limit.",
           live),
      integer("training.batch_size", 64, "images", 1, 65536,
              "Images of one forward pass (likelihood on text: captions)."),
      integer("training.samples_per_image", 5, "captions", 1, 256,
              "Captions sampled for each image of the batch. The sample baseline needs 2 or more."),
      integer("training.accumulation", 1, "batches", 1, 4096, "Batches whose gradients are summed before a step."),
      flag("training.shuffle", true, "Draws the training images in a new order each epoch."),
      flag("training.drop_last", true, "Leaves out an epoch's last batch when it is not full."),
      flag("training.freeze_language_model", false, "Trains the mapper alone and keeps the language model as it is."),
      choice("training.sampling", {"two_pass", "through_sampling"},
             "two_pass samples without gradient and scores the captions in one pass after it. through_sampling keeps "
             "the gradient through each token drawn, dropout and all: slow, for comparison."),
      integer("training.seed", 0, "", 0, none, "Start of all random numbers."),
      integer("training.threads", 0, "threads", 0, 1024, "Processor threads. 0: all cores but one."),
      choice("likelihood.source", {"text", "image"},
             "What captions are generated from: the embedding of the caption's own text (no image is seen), or of its "
             "image."),
      flag("likelihood.normalize_prefix", false, "Scales embeddings to length 1 before the mapper."),
      integer("likelihood.max_length", 0, "tokens", 0, 1024,
              "Longer captions are cut. 0: the mean length plus ten standard deviations."),
      flag("contrastive.freeze_logit_scale", false,
           "Keeps the logit scale. At 100 image and text embeddings stay apart as in large CLIPs."),
      real("contrastive.logit_scale", 14.285714285714286, "", 1, 100,
           "What cosines are multiplied by at the start: the exponential of CLIP's logit_scale."),
  };
}

Parameters optimizer_parameters() {
  return {
      choice("optimizer.kind", {"adamw", "adamw_hf"},
             "adamw is torch's fused form. adamw_hf is that of transformers 4, whose decay and epsilon come in "
             "elsewhere."),
      real("optimizer.learning_rate", 1e-5, "", 0, 1, "Learning rate of the captioner, or of CLIP.", live),
      real("optimizer.discriminator_learning_rate", 1e-5, "", 0, 1, "Learning rate of the critic.", live),
      real("optimizer.weight_decay", 0.05, "", 0, 1, "Decay of weights; none for biases and LayerNorm weights.", live),
      real("optimizer.epsilon", 1e-8, "", 0, 1, "Added to the denominator of Adam's step."),
      real("optimizer.beta1", 0.9, "", 0, 0.999999, "How slowly the mean of gradients forgets."),
      real("optimizer.beta2", 0.999, "", 0, 0.999999, "How slowly the mean of squared gradients forgets."),
      integer("optimizer.warmup_steps", 150, "steps", 0, none,
              "Steps over which the captioner's (CLIP's) learning rate rises from 0."),
      integer("optimizer.discriminator_warmup_steps", 0, "steps", 0, none,
              "Steps over which the critic's learning rate rises from 0."),
      choice("optimizer.schedule", {"constant", "linear", "cosine"},
             "Course of the learning rates after the warm-up. linear and cosine reach 0 at the last step."),
      real("optimizer.clip_norm", 1, "", 0, none,
           "Longest gradient of a model; longer ones are scaled down. 0: no limit.", live),
  };
}

}  // namespace vignette
