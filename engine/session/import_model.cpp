#include "session/import_model.h"

#include <c10/core/GradMode.h>

#include "data/new_folder.h"
#include "models/model_import.h"
#include "session/inference.h"

namespace vignette {
namespace {

InspectedModel inspect(const ImportRequest& request) {
  return inspect_model(request.source, request.tokenizer, {request.heads, request.embedding, request.normalize});
}

}  // namespace

WeightReport inspect_weights(const ImportRequest& request) try {
  const c10::NoGradGuard no_grad;
  return inspect(request).report;
} catch (...) {
  rethrow_readable();
}

WeightReport import_model(const ImportRequest& request) try {
  const c10::NoGradGuard no_grad;
  NewFolder folder(request.directory);
  const auto model = inspect(request);
  check_whole(model.report);
  write_model(model, folder.path());
  folder.commit();
  return model.report;
} catch (...) {
  rethrow_readable();
}

}  // namespace vignette
