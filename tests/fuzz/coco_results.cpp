// Results of a captioner for two images, scored.
#include "fuzz_target.h"
#include "session/jobs.h"

using namespace vignette;
using namespace vignette::fuzz;

VIGNETTE_FUZZ_TARGET(coco_results) {
  static const ScratchFolder folder;
  EvaluateRequest request;
  request.results = folder.write("results.json", text_of(bytes));
  request.references = folder.write("references.json", R"({"images": [{"id": 1, "file_name": "a.png"},
    {"id": 2, "file_name": "b.png"}], "annotations": [{"image_id": 1, "caption": "A dog."}, {"image_id": 2,
    "caption": "A cat runs."}]})");
  request.metrics = {"BLEU-1", "CIDEr"};
  try {
    evaluate_files(request, {}, {});
  } catch (const std::runtime_error& error) {
    require(std::string_view(error.what()).find(".json") != std::string_view::npos, "an error does not name its file");
  }
}
