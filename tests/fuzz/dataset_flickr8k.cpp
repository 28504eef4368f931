// Flickr8k's tokens with a list of a split beside them: "tokens\0list".
#include "fuzz_target.h"

using namespace vignette::fuzz;

VIGNETTE_FUZZ_TARGET(dataset_flickr8k) {
  auto rest = text_of(bytes);
  const auto tokens = next_piece(rest);
  put_beside_dataset("Flickr_8k.devImages.txt", rest);
  open_as_dataset("Flickr8k.token.txt", bytes.first(tokens.size()));
}
