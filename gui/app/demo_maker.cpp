#include "app/demo_maker.h"

namespace vignette {

DemoMaker::DemoMaker(JobQueue::Runner runner, QObject* parent) : QObject(parent), runner_(std::move(runner)) {}

DemoMaker::~DemoMaker() = default;

void DemoMaker::make(const std::filesystem::path& directory) {
  if (making()) return;
  if (!queue_) {
    // The queue is destroyed (and its thread joined) before this object, so that a delivery always finds it.
    const auto deliver = [this](JobEvent event) {
      QMetaObject::invokeMethod(
          this, [this, event = std::move(event)] { take(event); }, Qt::QueuedConnection);
    };
    queue_ = std::make_unique<JobQueue>(deliver, runner_);
  }
  job_ = queue_->submit(DemoRequest{directory});
  emit progress(0);
}

void DemoMaker::take(const JobEvent& event) {
  if (event.id != job_) return;
  if (event.kind == JobEvent::Kind::progress) {
    emit progress(event.fraction);
    return;
  }
  job_ = 0;
  if (event.kind == JobEvent::Kind::failed) emit failed(QString::fromStdString(event.what));
  const auto* result = std::get_if<DemoResult>(&event.result);
  if (event.kind == JobEvent::Kind::finished && result) emit finished(QString::fromStdString(result->recipe.string()));
}

}  // namespace vignette
