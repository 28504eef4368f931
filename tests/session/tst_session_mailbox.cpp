// The GUI's mailbox: what it drops, what it never drops, and when it wakes its reader.

#include <QTest>
#include <atomic>
#include <thread>

#include "session/training_session.h"

using namespace vignette;

class MailboxTest : public QObject {
  Q_OBJECT

 private slots:
  void the_oldest_steps_go_first() {
    EventMailbox mailbox(3);
    for (std::int64_t i = 1; i <= 10; ++i) mailbox.post(StepEvent{i, 0, "", {}});
    const auto events = mailbox.drain();
    QCOMPARE(events.size(), std::size_t{3});
    QCOMPARE(std::get<StepEvent>(events[0]).step, std::int64_t{8});
    QCOMPARE(std::get<StepEvent>(events[2]).step, std::int64_t{10});
    QCOMPARE(mailbox.dropped(), std::uint64_t{7});
    QVERIFY(mailbox.drain().empty());
  }

  void states_checkpoints_failures_are_never_dropped() {
    EventMailbox mailbox(1, 1);
    for (int i = 0; i < 5000; ++i) {
      mailbox.post(StateEvent{});
      mailbox.post(CheckpointEvent{});
      mailbox.post(FailureEvent{});
      mailbox.post(EvaluationEvent{});
      mailbox.post(ParameterEvent{});
      mailbox.post(StepEvent{});
      mailbox.post(CaptionEvent{});
    }
    QCOMPARE(mailbox.drain().size(), std::size_t{5 * 5000 + 2});
  }

  void order_is_that_of_posting() {
    EventMailbox mailbox;
    mailbox.post(StateEvent{RunState::running, "", 0});
    mailbox.post(StepEvent{1, 0, "", {}});
    mailbox.post(CaptionEvent{1, {}});
    mailbox.post(StepEvent{2, 0, "", {}});
    mailbox.post(FailureEvent{"x", 2});
    const auto events = mailbox.drain();
    std::vector<std::size_t> kinds;
    for (const auto& event : events) kinds.push_back(event.index());
    QCOMPARE(kinds, (std::vector<std::size_t>{5, 0, 1, 0, 7}));
  }

  void progress_of_one_work_is_the_newest_only() {
    EventMailbox mailbox;
    for (int i = 0; i < 100; ++i) mailbox.post(ProgressEvent{"embedding", i / 100.0});
    mailbox.post(ProgressEvent{"evaluating", 0.5});
    const auto events = mailbox.drain();
    QCOMPARE(events.size(), std::size_t{2});
    QCOMPARE(std::get<ProgressEvent>(events[0]).fraction, 0.99);
  }

  void it_wakes_when_it_goes_from_empty_to_filled() {
    EventMailbox mailbox;
    int woken = 0;
    mailbox.set_wake([&] { ++woken; });
    mailbox.post(StateEvent{});
    mailbox.post(StateEvent{});
    QCOMPARE(woken, 1);
    mailbox.drain();
    mailbox.post(StateEvent{});
    QCOMPARE(woken, 2);
  }

  void many_threads_post_and_one_drains() {
    EventMailbox mailbox;
    std::atomic<int> running = 4;
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
      threads.emplace_back([&] {
        for (int i = 0; i < 1000; ++i) mailbox.post(StateEvent{});
        --running;
      });
    std::size_t taken = 0;
    while (running > 0) taken += mailbox.drain().size();
    for (auto& thread : threads) thread.join();
    QCOMPARE(taken + mailbox.drain().size(), std::size_t{4000});
  }
};

QTEST_GUILESS_MAIN(MailboxTest)
#include "tst_session_mailbox.moc"
