// The queue of jobs, with fake work; evaluate_files on the figures of pycocoevalcap; the memory check.

#include <QTemporaryDir>
#include <QTest>
#include <condition_variable>
#include <fstream>
#include <mutex>

#include "patient_tries.h"
#include "session/jobs.h"
#include "recipe/recipe.h"
#include "session/memory_check.h"

using namespace vignette;

namespace {

/// Collects events and waits for them.
class Listener {
 public:
  void operator()(JobEvent event) {
    const std::lock_guard lock(mutex_);
    events_.push_back(std::move(event));
    changed_.notify_all();
  }
  JobEvent wait_for_end(JobId id) {
    std::unique_lock lock(mutex_);
    const JobEvent* found = nullptr;
    changed_.wait_for(lock, std::chrono::seconds(10), [&] { return (found = end_of(id)) != nullptr; });
    return found ? *found : JobEvent{};
  }
  std::vector<JobEvent> of(JobId id) {
    const std::lock_guard lock(mutex_);
    std::vector<JobEvent> found;
    for (const auto& event : events_)
      if (event.id == id) found.push_back(event);
    return found;
  }

 private:
  const JobEvent* end_of(JobId id) const {
    for (const auto& event : events_)
      if (event.id == id && event.kind != JobEvent::Kind::progress) return &event;
    return nullptr;
  }
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<JobEvent> events_;
};

// Counts to the number of metrics asked for; one called "fail" fails, one called "forever" lasts until it is cancelled.
JobPayload count(const JobRequest& request, const ProgressFunction& progress) {
  const auto& names = std::get<EvaluateRequest>(request).metrics;
  EvaluateResult result;
  for (const auto& name : names) {
    if (name == "fail") throw std::runtime_error("no such file");
    do {
      if (!progress(0.5)) throw JobCancelled();
    } while (name == "forever");
    result.image_ids.push_back(1);
  }
  return result;
}

EvaluateRequest work(std::vector<std::string> names) {
  EvaluateRequest request;
  request.metrics = std::move(names);
  return request;
}

EvaluateRequest evaluation(const std::filesystem::path& references, const std::filesystem::path& results) {
  EvaluateRequest request;
  request.references = references;
  request.results = results;
  return request;
}

void write(const std::filesystem::path& file, const std::string& text) {
  std::filesystem::create_directories(file.parent_path());
  std::ofstream(file) << text;
}

}  // namespace

class JobsTest : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir folder_;
  std::filesystem::path path(const char* name) const { return folder_.filePath(name).toStdString(); }

 private slots:
  void jobs_run_in_order_and_deliver() {
    Listener listener;
    JobQueue queue(std::ref(listener), count);
    const JobId first = queue.submit(work({"a", "b"})), second = queue.submit(work({"a"}));
    QVERIFY(first != second);
    const auto end = listener.wait_for_end(second);
    QCOMPARE(end.kind, JobEvent::Kind::finished);
    QCOMPARE(std::get<EvaluateResult>(end.result).image_ids.size(), std::size_t{1});
    const auto events = listener.of(first);
    QCOMPARE(events.size(), std::size_t{3});
    QCOMPARE(events[0].fraction, 0.5);
    QCOMPARE(std::get<EvaluateResult>(events[2].result).image_ids.size(), std::size_t{2});
  }

  void a_failure_is_told_and_the_next_job_runs() {
    Listener listener;
    JobQueue queue(std::ref(listener), count);
    const JobId bad = queue.submit(work({"fail"})), good = queue.submit(work({"a"}));
    QCOMPARE(listener.wait_for_end(good).kind, JobEvent::Kind::finished);
    QCOMPARE(listener.wait_for_end(bad).kind, JobEvent::Kind::failed);
    QCOMPARE(listener.wait_for_end(bad).what, std::string("no such file"));
  }

  void cancelled_jobs_say_so_and_nothing_after() {
    Listener listener;
    JobQueue queue(std::ref(listener), count);
    const JobId running = queue.submit(work({"forever"})), waiting = queue.submit(work({"a"})),
                last = queue.submit(work({"a"}));
    QTRY_VERIFY(!listener.of(running).empty());
    queue.cancel(waiting);
    queue.cancel(running);
    QCOMPARE(listener.wait_for_end(running).kind, JobEvent::Kind::cancelled);
    QCOMPARE(listener.wait_for_end(waiting).kind, JobEvent::Kind::cancelled);
    QCOMPARE(listener.wait_for_end(last).kind, JobEvent::Kind::finished);
    QCOMPARE(listener.of(running).back().kind, JobEvent::Kind::cancelled);
    QCOMPARE(listener.of(waiting).size(), std::size_t{1});
  }

  void destruction_cancels_what_is_under_way() {
    Listener listener;
    JobId running = 0, waiting = 0;
    {
      JobQueue queue(std::ref(listener), count);
      running = queue.submit(work({"forever"}));
      waiting = queue.submit(work({"a"}));
      QTRY_VERIFY(!listener.of(running).empty());
    }
    QCOMPARE(listener.of(running).back().kind, JobEvent::Kind::cancelled);
    QCOMPARE(listener.of(waiting).back().kind, JobEvent::Kind::cancelled);
  }

  void evaluation_of_files() {
    write(path("refs.json"), R"({"images": [{"id": 5, "file_name": "5.jpg"}, {"id": 2, "file_name": "2.jpg"}],
      "annotations": [{"id": 1, "image_id": 5, "caption": "A dog runs on the beach."},
                      {"id": 2, "image_id": 2, "caption": "A red kite in the sky."}]})");
    write(path("good.json"), R"([{"image_id": 2, "caption": "a red kite in the sky"},
                                 {"image_id": 5, "caption": "a dog runs on the beach"}])");
    const auto result = evaluate_files(evaluation(path("refs.json"), path("good.json")));
    QCOMPARE(result.image_ids, (std::vector<std::int64_t>{5, 2}));
    QVERIFY(std::abs(result.metrics.corpus.at("BLEU-4") - 1) < 1e-6);
    QVERIFY(std::abs(result.metrics.corpus.at("CIDEr") - 10) < 1e-6);
    QCOMPARE(result.metrics.per_image.at("ROUGE-L").size(), std::size_t{2});
  }

  void bad_results_are_named_data() {
    QTest::addColumn<QByteArray>("results");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("missing") << QByteArray(R"([{"image_id": 5, "caption": "a"}])")
                             << QByteArray("no caption for 1 of 2 images (the first is 2)");
    QTest::newRow("twice") << QByteArray(R"([{"image_id": 5, "caption": "a"}, {"image_id": 5, "caption": "b"}])")
                           << QByteArray("image 5 has two captions");
    QTest::newRow("unknown") << QByteArray(R"([{"image_id": 9, "caption": "a"}])") << QByteArray("image 9 is not in");
    QTest::newRow("type") << QByteArray(R"([{"image_id": "5", "caption": "a"}])") << QByteArray("entry 1 should be");
    QTest::newRow("no list") << QByteArray(R"({"image_id": 5})") << QByteArray("a list of");
    QTest::newRow("no JSON") << QByteArray("[{") << QByteArray("no valid JSON at line 1, column 3 (byte 2)");
  }

  void bad_results_are_named() {
    QFETCH(QByteArray, results);
    QFETCH(QByteArray, text);
    write(path("refs.json"), R"({"images": [{"id": 5, "file_name": "5.jpg"}, {"id": 2, "file_name": "2.jpg"}],
      "annotations": [{"id": 1, "image_id": 5, "caption": "A dog."}, {"id": 2, "image_id": 2, "caption": "A kite."}]})");
    write(path("bad.json"), results.toStdString());
    try {
      evaluate_files(evaluation(path("refs.json"), path("bad.json")));
      QFAIL("no error");
    } catch (const std::exception& error) {
      QVERIFY2(QByteArray(error.what()).contains(text), error.what());
    }
  }

  void memory_is_the_least_of_machine_and_group() {
    const auto root = path("root");
    write(root / "proc/meminfo", "MemTotal: 9000 kB\nMemAvailable: 8000 kB\n");
    QCOMPARE(available_memory(root).value(), std::int64_t{8000 * 1024});
    write(root / "proc/self/cgroup", "0::/box/inner\n");
    write(root / "sys/fs/cgroup/box/inner/memory.max", "max\n");
    write(root / "sys/fs/cgroup/box/inner/memory.current", "1000\n");
    write(root / "sys/fs/cgroup/box/memory.max", "5000000\n");
    write(root / "sys/fs/cgroup/box/memory.current", "3000000\n");
    write(root / "sys/fs/cgroup/box/memory.stat", "anon 5\ninactive_file 1000000\n");
    QCOMPARE(available_memory(root).value(), std::int64_t{3000000});
    QVERIFY(!available_memory(path("nothing")));
  }

  void memory_problems_say_what_to_do() {
    QVERIFY(!memory_problem(100, 100));
    QVERIFY(!memory_problem(100, std::nullopt));
    QCOMPARE(memory_problem(3'000'000'000, 1'500'000'000).value(),
             std::string("this run needs up to 3.0 GB of memory and 1.5 GB are free"));
  }

  void smaller_forms_of_a_recipe_are_proposed() {
    Recipe recipe;
    recipe.set_text("dataset.train", "/nowhere/train.json");
    recipe.set_text("models.clip", "/nowhere/clip");
    recipe.set_text("training.batch_size", "12");
    recipe.set_text("training.samples_per_image", "5");
    // 0.1 GB a caption, halved by activation checkpointing.
    const auto estimate = [](const Recipe& form) {
      const auto rows = form.integer("training.batch_size") * form.integer("training.samples_per_image");
      return rows * (form.boolean("training.activation_checkpointing") ? 50'000'000 : 100'000'000);
    };
    QCOMPARE(what_would_fit(recipe, estimate, 3'500'000'000),
             std::string("What would fit: training.batch_size = 6 with training.accumulation = 2 (up to 3.0 GB); or "
                         "training.samples_per_image = 2 (up to 2.4 GB); or training.activation_checkpointing = true "
                         "(up to 3.0 GB)."));
    QCOMPARE(what_would_fit(recipe, estimate, 400'000'000),
             std::string("What would fit: training.batch_size = 1 with training.accumulation = 12 with "
                         "training.activation_checkpointing = true (up to 0.2 GB)."));
    QCOMPARE(what_would_fit(recipe, estimate, 1),
             std::string("No smaller batch would fit: take smaller models, or close other programs."));
  }
};

QTEST_GUILESS_MAIN(JobsTest)
#include "tst_session_jobs.moc"
