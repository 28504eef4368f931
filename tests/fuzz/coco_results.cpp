// Results of a captioner, read as `evaluate` does, and what they say scored.
#include "data/coco_results.h"

#include <cmath>

#include "data/dataset.h"
#include "fuzz_target.h"
#include "metrics/caption_metrics.h"

using namespace vignette;
using namespace vignette::fuzz;

namespace {

void score(const std::vector<std::pair<std::int64_t, std::string>>& captions) {
  std::vector<CaptionedImage> images = {{1, "a dog", {"A dog runs.", "Two dogs."}}};
  for (const auto& [id, caption] : captions) images.push_back({id, caption, {captions.front().second, "A cat."}});
  const auto result = evaluate_captions(images, std::vector<std::string>{"BLEU-4", "ROUGE-L", "CIDEr", "CIDEr-plain"});
  for (const auto& [name, value] : result.corpus) require(std::isfinite(value), "a score is no number");
}

}  // namespace

VIGNETTE_FUZZ_TARGET(coco_results) {
  static const ScratchFolder folder;
  try {
    score(read_coco_results(folder.write("results.json", text_of(bytes))));
  } catch (const DatasetError& error) {
    require(std::string_view(error.what()).find("results.json") != std::string_view::npos,
            "an error does not name its file");
  }
}
