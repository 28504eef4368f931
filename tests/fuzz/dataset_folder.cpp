// A picture and the captions in the .txt file of its name: "picture\0captions"; without a picture a good one.
#include "data/dataset.h"
#include "fuzz_target.h"

using namespace vignette;
using namespace vignette::fuzz;

VIGNETTE_FUZZ_TARGET(dataset_folder) {
  static const ScratchFolder folder;
  folder.write("pictures/a.png", tiny_png());
  folder.write("pictures/b_mirror.png", tiny_png());
  folder.write("pictures/a.txt", text_of(bytes));
  folder.write("pictures/b.txt", text_of(bytes.first(bytes.size() / 2)));
  const Dataset dataset = open_dataset(folder.path() / "pictures");
  require(dataset.images.size() == 2, "a picture is lost for its captions' sake");
  for (const auto& image : dataset.images)
    for (const auto& caption : image.captions) require(!caption.empty(), "a caption is empty");
}
