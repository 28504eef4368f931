// Every choice of a run. The order is the one in which the form and the recipe reference show them.

#include <initializer_list>
#include <limits>

#include "recipe/parameter.h"

namespace vignette {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();
constexpr bool live = true;

std::optional<double> bound(double value) {
  return value == value ? std::optional(value) : std::nullopt;
}

Parameter flag(std::string_view key, bool value, std::string_view help) {
  return {key, ParameterType::boolean, value, "", {}, {}, {}, help, false};
}

Parameter integer(std::string_view key, std::int64_t value, std::string_view unit, double minimum, double maximum,
                  std::string_view help, bool is_live = false) {
  return {key, ParameterType::integer, value, unit, bound(minimum), bound(maximum), {}, help, is_live};
}

Parameter real(std::string_view key, double value, std::string_view unit, double minimum, double maximum,
               std::string_view help, bool is_live = false) {
  return {key, ParameterType::real, value, unit, bound(minimum), bound(maximum), {}, help, is_live};
}

Parameter text(std::string_view key, std::string value, std::string_view help) {
  return {key, ParameterType::text, std::move(value), "", {}, {}, {}, help, false};
}

Parameter path(std::string_view key, std::string_view help) {
  return {key, ParameterType::path, std::string(), "", {}, {}, {}, help, false};
}

/// The first choice is the default.
Parameter choice(std::string_view key, std::initializer_list<std::string_view> choices, std::string_view help) {
  return {key, ParameterType::choice, std::string(*choices.begin()), "", {}, {}, choices, help, false};
}

using Parameters = std::vector<Parameter>;

Parameters general() {
  return {
      text("name", "", "Name of the run. Empty: \"run\" and a number."),
      text("device", "auto",
           "Where to compute: cpu, cuda, cuda:1, or auto, which takes the first GPU if there is one."),
      choice("precision", {"fp32", "bf16", "fp16"},
             "Number format of matrix products. bf16 is quick on recent processors and GPUs, fp16 on GPUs only."),
      choice(
          "compat", {"", "reference"},
          "\"reference\" follows the original programs in every quirk, slips included; empty takes the mended forms."),
  };
}

Parameters data() {
  return {
      path("dataset.train",
           "Training images and captions: a COCO captions JSON, or a folder of images with .txt files."),
      path("dataset.validation", "Validation set, in the same forms. Empty: a part of the training set."),
      path("dataset.test", "Test set, in the same forms. Empty: a part of the training set."),
      path("dataset.images", "Folder that image paths start from. Empty: found beside the captions file."),
      real("dataset.validation_fraction", 0.1, "", 0, 0.9,
           "Part of the training set kept for validation where no validation set is named and the file has no splits."),
      real("dataset.test_fraction", 0.1, "", 0, 0.9,
           "Part of the training set kept for the test where no test set is named and the file has no splits."),
      integer("dataset.split_seed", 0, "", 0, none,
              "Another number splits another way. The same number always puts the same image in the same part."),
      path("dataset.cache", "Folder of the stored image and text embeddings. Empty: beside the run's checkpoints."),
      path("corpus.path",
           "Text that the critic takes for human: one caption a line, or a captions file. Empty: the training "
           "captions."),
      choice("corpus.cleaning", {"none", "coco", "conceptual", "shutterstock"},
             "How corpus captions are cleaned, by the source they come from."),
      real(
          "corpus.temperature", 100, "", 0, 1000,
          "Sharpness T when an image's text target is the softmax-weighted sum of corpus embeddings: 100 for COCO, 175 "
          "for Conceptual Captions."),
  };
}

Parameters models() {
  return {
      path("models.clip",
           "CLIP in Hugging Face's layout: embeds images and scores captions. Empty only where the contrastive "
           "objective trains a new one."),
      path("models.language_model", "GPT-2 in Hugging Face's layout. Empty: a new one by the language_model keys."),
      path("models.discriminator",
           "RoBERTa in Hugging Face's layout for the critic. Empty: a new one by the discriminator keys."),
      path("models.captioner",
           "Captioner directory or checkpoint to start from. Its mapper and language model replace those named here."),
      choice("mapper.kind", {"mlp", "transformer"},
             "What turns an image embedding into prefix vectors: a small two-layer network, or a transformer."),
      integer("mapper.prefix_length", 10, "vectors", 1, 128, "Prefix vectors given to the language model."),
      integer("mapper.clip_length", 10, "vectors", 1, 128,
              "Transformer mapper: vectors that the embedding is first spread over."),
      integer("mapper.num_layers", 8, "layers", 1, 48, "Transformer mapper: blocks. ClipCap has 8, CgtGAN 4."),
  };
}

Parameters training() {
  return {
      choice(
          "training.objective", {"adversarial", "likelihood", "contrastive"},
          "adversarial trains a captioner against a critic, likelihood on captions given, contrastive trains a CLIP."),
      integer("training.epochs", 50, "epochs", 1, none,
              "Passes over the training images (likelihood on text: captions)."),
      integer("training.max_steps", 0, "steps", 0, none,
              "Ends the run after so many steps. 0: the epochs decide alone."),
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

Parameters optimizer() {
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

Parameters reward() {
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

Parameters decoding() {
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

Parameters records() {
  return {
      integer("captions.every", 100, "steps", 0, none,
              "Stores captions of the watched images every so many steps. 0: never.", live),
      integer("captions.watch", 64, "images", 0, none,
              "Validation images whose captions are followed through the run."),
      integer("captions.batch_images", 8, "images", 0, none,
              "Images of the step's batch whose sampled captions are stored along with them."),
      integer("evaluation.every", 0, "steps", 0, none, "Evaluates every so many steps. 0: after each epoch.", live),
      choice("evaluation.metric", {"auto", "CIDEr", "BLEU-1", "BLEU-2", "BLEU-3", "BLEU-4", "ROUGE-L", "loss", "R@1"},
             "What picks the best checkpoint. auto: CIDEr for a captioner, R@1 for a CLIP."),
      integer("evaluation.images", 0, "images", 0, none, "Validation images captioned in an evaluation. 0: all."),
      flag("evaluation.test", true, "Evaluates the best checkpoint on the test set at the end."),
      integer("checkpoint.every", 500, "steps", 0, none,
              "Writes a checkpoint every so many steps. 0: only with evaluations and at the end.", live),
      integer("checkpoint.keep", 2, "checkpoints", 1, 1000, "Newest checkpoints kept; the best one stays besides.",
              live),
      integer("early_stopping.patience", 0, "evaluations", 0, none,
              "Ends the run after so many evaluations without a better one. 0: off."),
  };
}

Parameters new_models() {
  return {
      integer("language_model.vocab_size", 1024, "tokens", 257, 1000000, "New language model: size of the vocabulary."),
      path("language_model.tokenizer",
           "New language model: folder with vocab.json and merges.txt. Empty: trained on the captions."),
      integer("language_model.n_positions", 128, "tokens", 8, 65536,
              "New language model: longest text, prefix included."),
      integer("language_model.n_embd", 128, "", 8, 16384, "New language model: width, a multiple of the heads."),
      integer("language_model.n_layer", 3, "layers", 1, 256, "New language model: blocks."),
      integer("language_model.n_head", 4, "heads", 1, 256, "New language model: attention heads."),
      real("language_model.dropout", 0.1, "", 0, 0.95,
           "New language model: dropout. One that is loaded keeps its own."),
      integer("discriminator.vocab_size", 1024, "tokens", 261, 1000000, "New critic: size of the vocabulary."),
      path("discriminator.tokenizer",
           "New critic: folder with vocab.json and merges.txt. Empty: trained on the corpus."),
      integer("discriminator.max_position_embeddings", 130, "tokens", 8, 65536, "New critic: longest text plus 2."),
      integer("discriminator.hidden_size", 128, "", 8, 16384, "New critic: width, a multiple of the heads."),
      integer("discriminator.num_hidden_layers", 2, "layers", 1, 256, "New critic: blocks."),
      integer("discriminator.num_attention_heads", 4, "heads", 1, 256, "New critic: attention heads."),
      real("discriminator.dropout", 0.1, "", 0, 0.95, "New critic: dropout. One that is loaded keeps its own."),
      integer("clip.projection_dim", 128, "", 8, 8192, "New CLIP: size of an embedding."),
      integer("clip.image_size", 64, "pixels", 16, 1024, "New CLIP: side of the square that images are cut to."),
      integer("clip.patch_size", 8, "pixels", 2, 128, "New CLIP: side of a patch; divides the image size."),
      integer("clip.vision_hidden_size", 128, "", 8, 16384,
              "New CLIP: width of the image tower, a multiple of its heads."),
      integer("clip.vision_layers", 4, "layers", 1, 256, "New CLIP: blocks of the image tower."),
      integer("clip.vision_heads", 4, "heads", 1, 256, "New CLIP: attention heads of the image tower."),
      integer("clip.text_hidden_size", 128, "", 8, 16384,
              "New CLIP: width of the text tower, a multiple of its heads."),
      integer("clip.text_layers", 2, "layers", 1, 256, "New CLIP: blocks of the text tower."),
      integer("clip.text_heads", 4, "heads", 1, 256, "New CLIP: attention heads of the text tower."),
      integer("clip.vocab_size", 1024, "tokens", 515, 1000000, "New CLIP: size of the vocabulary."),
      integer("clip.max_position_embeddings", 77, "tokens", 8, 1024, "New CLIP: longest text; longer ones are cut."),
      path("clip.tokenizer", "New CLIP: folder with vocab.json and merges.txt. Empty: trained on the captions."),
  };
}

Parameters all_parameters() {
  Parameters table;
  for (auto part : {general, data, models, training, optimizer, reward, decoding, records, new_models})
    for (auto& parameter : part()) table.push_back(std::move(parameter));
  return table;
}

const Parameters& table() {
  static const Parameters parameters = all_parameters();
  return parameters;
}

}  // namespace

std::span<const Parameter> parameter_table() {
  return table();
}

const Parameter* find_parameter(std::string_view key) {
  for (const auto& parameter : table())
    if (parameter.key == key) return &parameter;
  return nullptr;
}

}  // namespace vignette
