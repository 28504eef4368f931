// What is kept of a run: captions, evaluations, checkpoints.

#include "recipe/parameter_rows.h"

namespace vignette {

using namespace parameter_rows;

Parameters record_parameters() {
  return {
      integer("captions.every", 100, "steps", 0, none,
              "Stores captions of the watched images every so many steps. 0: never.", live),
      integer("captions.watch", 64, "images", 0, none,
              "Validation images whose captions are followed through the run."),
      integer("captions.batch_images", 8, "images", 0, none,
              "Images of the step's batch whose sampled captions are stored along with them."),
      integer("evaluation.every", 0, "steps", 0, none, "Evaluates every so many steps. 0: after each epoch.", live),
      text("evaluation.metric", "auto",
           "What picks the best checkpoint and stops a run early: a validation figure (CIDEr, BLEU-1 to BLEU-4, "
           "ROUGE-L, loss, R@1 and others), or SET/FIGURE of an evaluation set. Losses are best when small; a leading "
           "'-' "
           "says so of another figure. auto: CIDEr for a captioner, R@1 for a CLIP."),
      integer("evaluation.images", 0, "images", 0, none, "Validation images captioned in an evaluation. 0: all."),
      text("evaluation.sets", "",
           "More sets evaluated along with the validation set: name=annotations, or name=annotations@folder of images, "
           "with ';' between sets. A set's figures are NAME/CIDEr and so on; a file with splits gives its test images, "
           "and one with domains (nocaps) figures of each domain besides."),
      flag(
          "evaluation.meteor", false,
          "Evaluations measure METEOR too. Its synonyms come from WordNet 3.0 (Debian's wordnet-base), its paraphrases "
          "from paraphrase-en.gz (pip install pycocoevalcap); a warning tells of stages that cannot run."),
      flag("evaluation.test", true, "Evaluates the best checkpoint on the test set at the end."),
      integer("checkpoint.every", 500, "steps", 0, none,
              "Writes a checkpoint every so many steps. 0: only with evaluations and at the end.", live),
      integer("checkpoint.keep", 2, "checkpoints", 1, 1000, "Newest checkpoints kept; the best ones stay besides.",
              live),
      integer("checkpoint.keep_best", 1, "checkpoints", 1, 1000, "Checkpoints kept with the best evaluation.metric.",
              live),
      integer("checkpoint.keep_every", 0, "steps", 0, none,
              "Also writes a checkpoint every so many steps and keeps it for ever. 0: none.", live),
      flag(
          "checkpoint.best_state", false,
          "Best checkpoints hold critic and optimisers too, so that a branch goes on from them exactly. They take four "
          "times the room."),
      integer("early_stopping.patience", 0, "evaluations", 0, none,
              "Ends the run after so many evaluations without a better one. 0: off."),
  };
}

}  // namespace vignette
