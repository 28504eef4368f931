#include "cli/follow_run.h"

#include <chrono>
#include <condition_variable>
#include <mutex>

#include "cli/console.h"
#include "cli/interrupt.h"
#include "cli/train_display.h"
#include "session/training_session.h"

namespace vignette {

void follow_run(TrainingSession& session, EventMailbox& mailbox, TrainDisplay& display, Console& console) {
  std::mutex mutex;
  std::condition_variable filled;
  bool news = false;
  mailbox.set_wake([&] {
    const std::lock_guard lock(mutex);
    news = true;
    filled.notify_one();
  });
  bool stopping = false;
  for (bool active = true; active;) {
    {
      std::unique_lock lock(mutex);
      filled.wait_for(lock, std::chrono::milliseconds(100), [&] { return news; });
      news = false;
    }
    active = session.active();  // before the last look into the mailbox
    for (const auto& event : mailbox.drain()) display.show(event);
    if (stopping || !(interrupted() || !console.stdout_open())) continue;
    console.say("stopping after this step, with a checkpoint (Ctrl-C again ends at once)");
    session.stop();
    stopping = true;
  }
  mailbox.set_wake({});
  display.flush();
  console.end_progress();
}

}  // namespace vignette
