// Tables with a header, and Flickr30k's results.csv.
#include "fuzz_target.h"

VIGNETTE_FUZZ_TARGET(dataset_csv) {
  vignette::fuzz::open_as_dataset("captions.csv", bytes);
}
