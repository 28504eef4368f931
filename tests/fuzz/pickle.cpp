// Pickles: nothing runs, and nothing holds itself.
#include "data/pickle.h"
#include "fuzz_target.h"

using namespace vignette;
using namespace vignette::fuzz;

namespace {

/// Throws for what is nested deeper than a reader may walk.
void walk(const PickleValue& value, int depth, int& left) {
  require(depth <= 70, "containers are nested without end");
  if (value.kind == PickleKind::tensor && value.tensor) elements_reached(*value.tensor);
  if (--left < 0) return;  // shared parts make a tree of a small graph
  for (const auto& one : value.sequence) walk(*one, depth + 1, left);
  for (const auto& [key, item] : value.items) walk(*item, depth + 1, left);
}

}  // namespace

VIGNETTE_FUZZ_TARGET(pickle) {
  try {
    const auto root = read_pickle(text_of(bytes), "file");
    int left = 10000;
    walk(*root, 0, left);
  } catch (const PickleError& error) {
    require(std::string_view(error.what()).starts_with("file: "), "an error does not name its file");
  }
}
