// Run and data: what is read, and from where.

#include "recipe/parameter_rows.h"

namespace vignette {

using namespace parameter_rows;

Parameters general_parameters() {
  return {
      text("name", "", "Name of the run. Empty: \"run\" and a number."),
      text("device", "auto",
           "Where to compute: cpu, cuda, cuda:1, or auto, which takes the first GPU if there is one."),
      choice("precision", {"fp32", "bf16", "fp16"},
             "Number format of matrix products. bf16 is quick on recent processors and GPUs, fp16 on GPUs; processors "
             "are slow at it."),
      choice(
          "compat", {"", "reference"},
          "\"reference\" follows the original programs in every quirk, slips included; empty takes the mended forms."),
  };
}

Parameters data_parameters() {
  return {
      path("dataset.train",
           "Training images and captions: COCO's or Karpathy's JSON, Flickr8k's or Flickr30k's file, Conceptual "
           "Captions' "
           "TSV, JSON Lines, CSV, a folder of images with .txt files, or a .pkl of ClipCap, CapDec or CgtGAN, whose "
           "embeddings are then used. A file with splits gives its training part, and the others where none is named."),
      path("dataset.validation", "Validation set, in the same forms. Empty: a part of the training set."),
      path("dataset.test", "Test set, in the same forms. Empty: a part of the training set."),
      path("dataset.images", "Folder that image paths start from. Empty: found beside the captions file."),
      real("dataset.validation_fraction", 0.1, "", 0, 0.9,
           "Part of the training set kept for validation where no validation set is named and the file has no splits."),
      real("dataset.test_fraction", 0.1, "", 0, 0.9,
           "Part of the training set kept for the test where no test set is named and the file has no splits."),
      integer("dataset.split_seed", 0, "", 0, none,
              "Another number splits another way. The same number always puts the same image in the same part."),
      path(
          "dataset.embeddings",
          "CLIP embeddings of dataset.train's images made elsewhere (.npy, .npz, .safetensors, .pt, .pkl): rows in the "
          "file's order of images, or with \"image_ids\". No picture is then read. Empty: models.clip makes them."),
      path("dataset.validation_embeddings", "The same of dataset.validation."),
      path("dataset.test_embeddings", "The same of dataset.test."),
      path("dataset.cache", "Folder of the stored image and text embeddings. Empty: beside the run's checkpoints."),
      path("corpus.path",
           "Text that the critic takes for human: one caption a line, or a captions file. Empty: the training "
           "captions."),
      choice(
          "corpus.cleaning", {"none", "coco", "conceptual", "shutterstock", "prose"},
          "How corpus captions are cleaned, by the source they come from. prose: sentences of 5 to 19 words of running "
          "text such as a book."),
      choice("corpus.rebalance_gender", {"none", "both", "men", "women"},
             "Gives half of the captions with gendered words the other gender's (man and woman, his and her): of all "
             "such captions, or of those that name men or women (CapDec)."),
      real(
          "corpus.temperature", 100, "", 0, 1000,
          "Sharpness T when an image's text target is the softmax-weighted sum of corpus embeddings: 100 for COCO, 175 "
          "for Conceptual Captions."),
  };
}

}  // namespace vignette
