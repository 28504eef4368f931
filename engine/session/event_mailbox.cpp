#include <algorithm>
#include <deque>
#include <mutex>
#include <utility>

#include "session/training_session.h"

namespace vignette {
namespace {

constexpr std::size_t kWarningBound = 1000;

struct Numbered {
  std::uint64_t number = 0;
  TrainingEvent event;
};

using Lane = std::deque<Numbered>;

}  // namespace

// One lane per kind that may be dropped, so that dropping the oldest of a kind costs nothing; numbers restore the
// order.
struct EventMailbox::Impl {
  std::mutex mutex;
  std::function<void()> wake;
  std::size_t step_bound, caption_bound;
  std::uint64_t next = 0, dropped = 0;
  Lane steps, captions, warnings, progress, kept;

  bool empty() const {
    return steps.empty() && captions.empty() && warnings.empty() && progress.empty() && kept.empty();
  }

  void push_bounded(Lane& lane, std::size_t bound, TrainingEvent event) {
    lane.push_back({next++, std::move(event)});
    while (lane.size() > std::max<std::size_t>(bound, 1)) {
      lane.pop_front();
      ++dropped;
    }
  }

  void push_progress(TrainingEvent event) {
    const auto& what = std::get<ProgressEvent>(event).what;
    for (auto& waiting : progress)
      if (std::get<ProgressEvent>(waiting.event).what == what) {
        waiting = {next++, std::move(event)};
        return;
      }
    push_bounded(progress, kWarningBound, std::move(event));
  }

  void push(TrainingEvent event) {
    if (std::holds_alternative<StepEvent>(event)) return push_bounded(steps, step_bound, std::move(event));
    if (std::holds_alternative<CaptionEvent>(event)) return push_bounded(captions, caption_bound, std::move(event));
    if (std::holds_alternative<WarningEvent>(event)) return push_bounded(warnings, kWarningBound, std::move(event));
    if (std::holds_alternative<ProgressEvent>(event)) return push_progress(std::move(event));
    kept.push_back({next++, std::move(event)});
  }
};

EventMailbox::EventMailbox(std::size_t step_bound, std::size_t caption_bound) : impl_(std::make_unique<Impl>()) {
  impl_->step_bound = step_bound;
  impl_->caption_bound = caption_bound;
}

EventMailbox::~EventMailbox() = default;

void EventMailbox::set_wake(std::function<void()> wake) {
  const std::lock_guard lock(impl_->mutex);
  impl_->wake = std::move(wake);
}

void EventMailbox::post(TrainingEvent event) {
  std::function<void()> wake;
  {
    const std::lock_guard lock(impl_->mutex);
    if (impl_->empty()) wake = impl_->wake;
    impl_->push(std::move(event));
  }
  if (wake) wake();
}

std::vector<TrainingEvent> EventMailbox::drain() {
  std::vector<Numbered> all;
  {
    const std::lock_guard lock(impl_->mutex);
    for (Lane* lane : {&impl_->steps, &impl_->captions, &impl_->warnings, &impl_->progress, &impl_->kept}) {
      std::move(lane->begin(), lane->end(), std::back_inserter(all));
      lane->clear();
    }
  }
  std::sort(all.begin(), all.end(), [](const Numbered& a, const Numbered& b) { return a.number < b.number; });
  std::vector<TrainingEvent> events;
  events.reserve(all.size());
  for (auto& numbered : all) events.push_back(std::move(numbered.event));
  return events;
}

std::uint64_t EventMailbox::dropped() const {
  const std::lock_guard lock(impl_->mutex);
  return impl_->dropped;
}

}  // namespace vignette
