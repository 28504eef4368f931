// Karpathy's splits.
#include "fuzz_target.h"

VIGNETTE_FUZZ_TARGET(dataset_karpathy) {
  vignette::fuzz::open_as_dataset("dataset_coco.json", bytes);
}
