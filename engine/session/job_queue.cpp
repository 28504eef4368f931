#include <pthread.h>

#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <thread>

#include "session/jobs.h"
#include "training/run_failures.h"

namespace vignette {
namespace {

constexpr const char* out_of_memory = "memory ran out: try fewer or smaller pictures at a time";

struct Waiting {
  JobId id = 0;
  JobRequest request;
};

}  // namespace

struct JobQueue::Impl {
  std::function<void(JobEvent)> deliver;
  Runner runner;
  std::mutex mutex;
  std::condition_variable changed;
  std::deque<Waiting> waiting;
  std::vector<JobId> cancelled_waiting;  // to be told by the queue's thread
  JobId next = 1, current = 0;
  bool cancel_current = false, ending = false;
  std::thread thread;

  void serve();
  void do_job(Waiting job);
  bool go_on(JobId id, double fraction);
  bool is_cancelled() {
    const std::lock_guard lock(mutex);
    return cancel_current || ending;
  }
};

// False tells the job to give up.
bool JobQueue::Impl::go_on(JobId id, double fraction) {
  if (is_cancelled()) return false;
  JobEvent event;
  event.id = id;
  event.fraction = fraction;
  deliver(std::move(event));
  return !is_cancelled();
}

void JobQueue::Impl::do_job(Waiting job) {
  JobEvent event;
  event.id = job.id;
  try {
    event.result = runner(job.request, [&](double fraction) { return go_on(job.id, fraction); });
    event.kind = JobEvent::Kind::finished;
    event.fraction = 1;
  } catch (const JobCancelled&) {
    event.kind = JobEvent::Kind::cancelled;
  } catch (const std::bad_alloc&) {
    event.kind = JobEvent::Kind::failed;
    event.what = out_of_memory;
  } catch (const MemoryRanOut&) {
    event.kind = JobEvent::Kind::failed;
    event.what = out_of_memory;
  } catch (const std::exception& error) {
    event.kind = JobEvent::Kind::failed;
    event.what = error.what();
  } catch (...) {
    event.kind = JobEvent::Kind::failed;
    event.what = "unknown failure";
  }
  // A job that ended just as it was cancelled counts as cancelled: nobody waits for its result.
  if (is_cancelled()) event = {job.id, JobEvent::Kind::cancelled, 0, {}, {}};
  deliver(std::move(event));
}

void JobQueue::Impl::serve() {
  std::unique_lock lock(mutex);
  for (;;) {
    changed.wait(lock, [this] { return ending || !waiting.empty() || !cancelled_waiting.empty(); });
    for (const JobId id : std::exchange(cancelled_waiting, {})) {
      lock.unlock();
      deliver({id, JobEvent::Kind::cancelled, 0, {}, {}});
      lock.lock();
    }
    if (ending) return;
    if (waiting.empty()) continue;
    Waiting job = std::move(waiting.front());
    waiting.pop_front();
    current = job.id;
    cancel_current = false;
    lock.unlock();
    do_job(std::move(job));
    lock.lock();
    current = 0;
  }
}

JobQueue::JobQueue(std::function<void(JobEvent)> deliver, Runner runner) : impl_(std::make_unique<Impl>()) {
  impl_->deliver = std::move(deliver);
  impl_->runner = std::move(runner);
  impl_->thread = std::thread([impl = impl_.get()] { impl->serve(); });
  pthread_setname_np(impl_->thread.native_handle(), "vignette-jobs");
}

JobQueue::~JobQueue() {
  {
    const std::lock_guard lock(impl_->mutex);
    impl_->ending = true;
    for (const auto& job : impl_->waiting) impl_->cancelled_waiting.push_back(job.id);
    impl_->waiting.clear();
    impl_->changed.notify_all();
  }
  impl_->thread.join();
}

JobId JobQueue::submit(JobRequest request) {
  const std::lock_guard lock(impl_->mutex);
  const JobId id = impl_->next++;
  impl_->waiting.push_back({id, std::move(request)});
  impl_->changed.notify_all();
  return id;
}

void JobQueue::cancel(JobId id) {
  const std::lock_guard lock(impl_->mutex);
  if (impl_->current == id) impl_->cancel_current = true;
  const auto removed = std::erase_if(impl_->waiting, [id](const Waiting& job) { return job.id == id; });
  if (removed == 0) return;
  impl_->cancelled_waiting.push_back(id);
  impl_->changed.notify_all();
}

}  // namespace vignette
