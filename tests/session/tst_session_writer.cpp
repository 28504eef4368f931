// The store's writer: order, the bound on its queue, failures, and what becomes of replaced checkpoints.

#include <QTemporaryDir>
#include <QTest>
#include <atomic>
#include <fstream>
#include <thread>

#include "session/store_writer.h"

using namespace vignette;
using namespace std::chrono_literals;

class StoreWriterTest : public QObject {
  Q_OBJECT

 private:
  std::unique_ptr<QTemporaryDir> folder_;
  RunId run_ = 0;

  std::unique_ptr<ExperimentStore> claimed_store() {
    auto store = std::make_unique<ExperimentStore>(folder_->filePath("runs.sqlite").toStdString());
    run_ = store->create_run({});
    if (!store->claim_run(run_)) qFatal("a new run could not be claimed");
    return store;
  }

  static StepEvent step(std::int64_t number) {
    return {number, static_cast<double>(number), "likelihood", {{"loss", 1.0}}};
  }

  CheckpointEvent checkpoint(std::int64_t at, const QString& name, const char* kind) {
    const auto path = folder_->filePath(name).toStdString();
    std::ofstream(path) << at;
    return {at, path, kind, {}, 1};
  }

 private slots:
  void init() { folder_ = std::make_unique<QTemporaryDir>(); }

  void what_is_pushed_is_there_after_finish() {
    auto claimed = claimed_store();
    StoreWriter writer(std::move(claimed), run_, {});
    for (std::int64_t i = 1; i <= 5000; ++i) writer.push(step(i));
    writer.push(EvaluationEvent{5000, 5000.0, "val", {{"val/CIDEr", 0.75}}, true});
    writer.push(StateEvent{RunState::stopped, "asked", 5000});
    const auto store = writer.finish(false);
    QCOMPARE(store->curve(run_, "loss").size(), std::size_t{5000});
    QCOMPARE(store->curve(run_, "val/CIDEr").front().value, 0.75);
    QCOMPARE(store->run(run_)->best.at("val/CIDEr"), 0.75);
    QCOMPARE(store->run(run_)->state_reason, std::string("asked"));
  }

  void captions_and_references_are_stored() {
    auto claimed = claimed_store();
    StoreWriter writer(std::move(claimed), run_, {});
    writer.push(ReferencesEvent{{{7, "/pictures/7.png", {"a dog", "one dog"}}}});
    CaptionRecord record;
    record.step = 3;
    record.image_id = 7;
    record.kind = "sample";
    record.caption = "a dog.";
    record.scores = {{"reward", 62.5}};
    writer.push(CaptionEvent{3, {record}});
    const auto store = writer.finish(false);
    CaptionQuery query;
    query.run = run_;
    const auto captions = store->captions(query);
    QCOMPARE(captions.size(), std::size_t{1});
    QCOMPARE(captions[0].references, (std::vector<std::string>{"a dog", "one dog"}));
    QCOMPARE(captions[0].scores.at("reward"), 62.5);
  }

  void replaced_checkpoints_are_forgotten() {
    auto claimed = claimed_store();
    StoreWriter writer(std::move(claimed), run_, {});
    writer.push(checkpoint(10, "last.bin", "last"));
    writer.push(checkpoint(10, "best.bin", "best"));
    writer.push(checkpoint(20, "last.bin", "last"));  // the same file, written anew
    const auto store = writer.finish(false);
    const auto kept = store->checkpoints(run_);
    QCOMPARE(kept.size(), std::size_t{2});
    for (const auto& one : kept) QCOMPARE(one.step, one.kind == "last" ? 20 : 10);
  }

  void a_full_queue_makes_the_step_wait_and_says_so() {
    StoreWriterOptions options;
    options.queue_bytes = 10 * event_bytes(step(1));
    options.batch_pause = 1ms;
    std::atomic<int> written = 0, warnings = 0;
    options.write = [&](ExperimentStore&, const TrainingEvent&) {
      std::this_thread::sleep_for(2ms);
      ++written;
    };
    options.on_wait = [&](const std::string& what) {
      QVERIFY(what.find("the disk is too slow") != std::string::npos);
      ++warnings;
    };
    auto claimed = claimed_store();
    StoreWriter writer(std::move(claimed), run_, options);
    for (std::int64_t i = 1; i <= 100; ++i) {
      writer.push(step(i));
      QVERIFY2(i - written <= 11, "more events wait than the bound allows");
    }
    writer.finish(false);
    QCOMPARE(written.load(), 100);
    QCOMPARE(warnings.load(), 1);  // told once, not at each step
  }

  /// A checkpoint builds on what is written: see RunObserver::settle.
  void settling_waits_for_all_that_was_pushed() {
    StoreWriterOptions options;
    options.batch_pause = 10min;  // which settling does not wait for
    std::atomic<int> written = 0;
    options.write = [&](ExperimentStore&, const TrainingEvent&) {
      std::this_thread::sleep_for(2ms);
      ++written;
    };
    auto claimed = claimed_store();
    StoreWriter writer(std::move(claimed), run_, options);
    writer.settle();  // of nothing
    for (int round = 1; round <= 3; ++round) {
      for (int i = 0; i < 5; ++i) writer.push(step(i));
      writer.settle();
      QCOMPARE(written.load(), 5 * round);
    }
    writer.finish(false);
  }

  void an_event_larger_than_the_bound_still_passes() {
    StoreWriterOptions options;
    options.queue_bytes = 1;
    auto claimed = claimed_store();
    StoreWriter writer(std::move(claimed), run_, options);
    for (std::int64_t i = 1; i <= 3; ++i) writer.push(step(i));
    QCOMPARE(writer.finish(false)->curve(run_, "loss").size(), std::size_t{3});
  }

  void a_failed_write_reaches_the_pusher_and_releases_it() {
    StoreWriterOptions options;
    options.queue_bytes = 4 * event_bytes(step(1));
    options.batch_pause = 1ms;
    std::atomic<int> told = 0;
    options.write = [](ExperimentStore&, const TrainingEvent& event) {
      if (std::get<StepEvent>(event).step == 3) throw StoreError("runs.sqlite: the disk is full");
    };
    options.on_failure = [&](std::exception_ptr) { ++told; };
    auto claimed = claimed_store();
    StoreWriter writer(std::move(claimed), run_, options);
    const auto push_many = [&] {
      for (std::int64_t i = 1; i <= 1000; ++i) writer.push(step(i));
    };
    QVERIFY_THROWS_EXCEPTION(StoreError, push_many());
    QVERIFY_THROWS_EXCEPTION(StoreError, writer.finish(false));
    QCOMPARE(told.load(), 1);
    QVERIFY(writer.finish(true) != nullptr);
  }
};

QTEST_GUILESS_MAIN(StoreWriterTest)
#include "tst_session_writer.moc"
