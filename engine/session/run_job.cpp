#include "session/clip_similarity.h"
#include "session/jobs.h"

namespace vignette {
namespace {

struct DoJob {
  const ProgressFunction& progress;
  JobPayload operator()(const CaptionRequest& request) const { return caption_images(request, progress); }
  JobPayload operator()(const EncodeRequest& request) const { return encode_items(request, progress); }
  JobPayload operator()(const DemoRequest& request) const { return write_demo(request, progress); }
  JobPayload operator()(const EvaluateRequest& request) const {
    return evaluate_files(request, progress, clip_similarities);
  }
  JobPayload operator()(const EvaluateCheckpointRequest& request) const {
    return evaluate_run_checkpoint(request, progress);
  }
  JobPayload operator()(const InspectRequest& request) const { return inspect_picture(request, progress); }
  JobPayload operator()(const ForecastRequest& request) const { return forecast_recipe(request.recipe, progress); }
};

}  // namespace

JobPayload run_job(const JobRequest& request, const ProgressFunction& progress) {
  return std::visit(DoJob{progress}, request);
}

}  // namespace vignette
