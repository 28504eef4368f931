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
      choice("training.language_model_freezing", {"none", "all", "middle"},
             "What of the language model stays as it is: nothing, everything, or all blocks but the first and the last "
             "(clip-gpt-captioning)."),
      text("training.freeze", "",
           "Parameters that do not train, by name: patterns separated by blanks or commas, in which * stands for any "
           "characters and ? for one; for example gpt.transformer.wte* gpt.transformer.h.0.*, or "
           "roberta.embeddings.* for the critic."),
      flag("training.activation_checkpointing", false,
           "Keeps only the inputs of each block for the backward pass and computes the rest again there: much less "
           "memory, about a third more time (Chen et al. 2016, arXiv 1604.06174)."),
      flag("training.deterministic", false,
           "Takes deterministic algorithms on GPUs, where LibTorch has them. On the processor runs repeat bit by bit "
           "anyway."),
      flag("training.tf32", false,
           "NVIDIA GPUs from Ampere on: fp32 products keep 10 bits of mantissa and run faster."),
      choice("training.sampling", {"two_pass", "through_sampling"},
             "two_pass samples without gradient and scores the captions in one pass after it. through_sampling keeps "
             "the gradient through each token drawn, dropout and all: slow, for comparison."),
      integer("training.seed", 0, "", 0, none, "Start of all random numbers."),
      integer("training.threads", 0, "threads", 0, 1024, "Processor threads. 0: all cores but one."),
      choice("likelihood.source", {"text", "image"},
             "What captions are generated from: the embedding of the caption's own text (no image is seen), or of its "
             "image."),
      choice("likelihood.paired", {"auto", "turn", "one", "random", "each"},
             "Image source: which of an image's captions is learnt: one after another, epoch by epoch; the first; one "
             "drawn each time; or each, as an item of its own. auto: turn, and each with compat = \"reference\"."),
      flag("likelihood.normalize_prefix", false, "Scales embeddings to length 1 before the mapper."),
      choice("likelihood.noise", {"none", "gaussian", "uniform_ball"},
             "Text source: noise on caption embeddings, so that the captioner takes images too (CapDec). gaussian: in "
             "each dimension; uniform_ball: within a ball around the embedding."),
      real("likelihood.noise_variance", 0.016, "", 0, 100,
           "Variance of the noise in a dimension; for uniform_ball the square of the radius.", live),
      choice("likelihood.modality_offset", {"none", "dataset", "file"},
             "Text source: adds the mean image minus the mean text embedding to caption embeddings: of dataset.train's "
             "images and captions, or from a file. Images then need none."),
      path("likelihood.modality_offset_file",
           "safetensors file with the offset, as runs that computed one leave it beside their checkpoints."),
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
      choice("optimizer.schedule", {"constant", "linear", "cosine", "polynomial", "exponential"},
             "Course of the learning rates after the warm-up. All but constant fall to "
             "optimizer.minimum_learning_rate_factor at the last step."),
      real("optimizer.minimum_learning_rate_factor", 0, "", 0, 1,
           "What the schedule falls to, as a part of the learning rate. exponential needs more than 0.", live),
      real("optimizer.schedule_power", 2, "", 0.1, 10, "Exponent of the polynomial schedule."),
      real("optimizer.clip_norm", 1, "", 0, none,
           "Longest gradient of a model; longer ones are scaled down, once all of training.accumulation is there "
           "(compat = \"reference\": after each batch). 0: no limit.",
           live),
      real("optimizer.ema_decay", 0, "", 0, 0.999999,
           "Keeps a moving average of the captioner's (CLIP's) weights: evaluations, captions and model files take the "
           "average, training goes on with the weights themselves. 0: none; usual are 0.99 to 0.9999."),
      flag("optimizer.ema_warmup", true,
           "The average begins with a decay of (1 + t)/(10 + t) after t steps, so that it soon forgets the start."),
      real("optimizer.loss_scale", 65536, "", 1e-6, 1e30,
           "fp16: what losses are multiplied by at the start. The scale halves at each overflow, whose step is left "
           "out (Micikevicius et al. 2018, arXiv 1710.03740)."),
      integer("optimizer.loss_scale_growth_interval", 2000, "steps", 1, none,
              "fp16: steps without overflow after which the loss scale doubles."),
  };
}

Parameters adapter_parameters() {
  return {
      integer("lora.rank", 0, "", 0, 1024,
              "Trains low-rank adapters in the place of the language model's weights (Hu et al. 2021, arXiv "
              "2106.09685): the rank of the change. Model files hold merged weights. 0: none; usual are 4 to 64."),
      real("lora.alpha", 16, "", 0, none, "The adapters' change is scaled by alpha/rank."),
      real("lora.dropout", 0, "", 0, 0.95, "Dropout on the adapters' inputs."),
      text("lora.targets", "c_attn",
           "Matrices that get adapters, by the ends of their names: c_attn, attn.c_proj, mlp.c_fc, mlp.c_proj, or "
           "c_proj "
           "for both. Separated by blanks or commas."),
  };
}

}  // namespace vignette
