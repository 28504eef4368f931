// JSON Lines and JSON lists of records.
#include "fuzz_target.h"

VIGNETTE_FUZZ_TARGET(dataset_json_records) {
  vignette::fuzz::open_as_dataset("metadata.jsonl", bytes);
}
