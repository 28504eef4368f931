// COCO's captions.
#include "fuzz_target.h"

VIGNETTE_FUZZ_TARGET(dataset_coco) {
  vignette::fuzz::open_as_dataset("captions_val2014.json", bytes);
}
