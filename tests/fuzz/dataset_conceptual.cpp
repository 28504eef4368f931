// Conceptual Captions' TSV, and texts with a caption on each line.
#include "fuzz_target.h"

VIGNETTE_FUZZ_TARGET(dataset_conceptual) {
  vignette::fuzz::open_as_dataset("Validation.tsv", bytes);
}
