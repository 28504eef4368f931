// How long the store takes at the sizes that people will have. Needs a quiet machine: runs with VIGNETTE_SLOW_TESTS
// set.

#include <QtTest>
#include <cmath>
#include <limits>

#include "store_fixture.h"

using namespace vignette;

class TestStoreSpeed : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase();
  void tenMillionPoints();
  void hundredThousandCaptions();
  void thousandRuns();
  void appendingOneStepAtATime();
};

namespace {

/// Milliseconds that `work` takes.
template <class Work>
double milliseconds(const char* what, const Work& work) {
  QElapsedTimer timer;
  timer.start();
  work();
  const double elapsed = static_cast<double>(timer.nsecsElapsed()) / 1e6;
  qInfo("%s: %.1f ms", what, elapsed);
  return elapsed;
}

std::vector<ExperimentStore::StepScalars> steps_of(std::int64_t from, std::int64_t end) {
  std::vector<ExperimentStore::StepScalars> steps;
  for (auto step = from; step < end; ++step)
    steps.push_back(step_of(step, "G_loss", std::sin(static_cast<double>(step) * 0.001)));
  return steps;
}

std::vector<CaptionRecord> captions_of(std::int64_t step, int images) {
  std::vector<CaptionRecord> captions;
  for (int image = 0; image < images; ++image) {
    auto caption = caption_of(step, image, "a small red square is left of " + std::to_string(image) + " circles.", 50);
    for (const char* name : {"reward", "cosine", "l1", "clip", "critic", "advantage", "log_probability", "CIDEr"})
      caption.scores[name] = std::sin(static_cast<double>(image * 31 + step));
    for (const char* token : {"a", " small", " red", " square", " is", " left", " of", " circles", "."})
      caption.tokens.emplace_back(token);
    caption.token_log_probabilities.assign(caption.tokens.size(), -0.5F);
    captions.push_back(std::move(caption));
  }
  return captions;
}

}  // namespace

void TestStoreSpeed::initTestCase() {
  if (!qEnvironmentVariableIsSet("VIGNETTE_SLOW_TESTS")) QSKIP("set VIGNETTE_SLOW_TESTS to run");
}

void TestStoreSpeed::tenMillionPoints() {
  StoreFolder folder;
  ExperimentStore store(folder.file());
  const auto id = add_run(store);
  constexpr std::int64_t million = 1'000'000;
  milliseconds("10M points written", [&] {
    for (std::int64_t from = 0; from < 10 * million; from += million)
      store.append_steps(id, steps_of(from, from + million));
  });
  ExperimentStore fresh(folder.file());
  const auto read = [&](const char* what, std::int64_t first, std::int64_t last) {
    return milliseconds(what, [&] { QVERIFY(!fresh.curve_buckets(id, "G_loss", first, last, 2000).empty()); });
  };
  QVERIFY(read("all", 0, std::numeric_limits<std::int64_t>::max()) < 50);
  QVERIFY(read("two million in the middle", 7'000'001, 9'000'003) < 50);
  QVERIFY(read("the first 120,000", 0, 120'000) < 50);
  QVERIFY(milliseconds("truncated", [&] { store.truncate_after(id, 9'900'000); }) < 500);
}

void TestStoreSpeed::hundredThousandCaptions() {
  StoreFolder folder;
  ExperimentStore store(folder.file());
  const auto id = add_run(store);
  milliseconds("100k captions written", [&] {
    for (std::int64_t step = 1; step <= 100; ++step) store.append_captions(id, captions_of(step, 1000));
  });
  const auto read = [&](const char* what, const CaptionQuery& query, std::size_t expected) {
    return milliseconds(what, [&] { QCOMPARE(store.captions(query).size(), expected); });
  };
  QVERIFY(read("first 200 of all", {.run = id, .limit = 200}, 200) < 20);
  QVERIFY(read("one step", {.run = id, .step = 50}, 1000) < 50);
  QVERIFY(read("one image", {.run = id, .image_id = 500}, 100) < 20);
  QVERIFY(read("best 200 of all", {.run = id, .order_by = "CIDEr", .descending = true, .limit = 200}, 200) < 200);
  QVERIFY(read("newest of each image", {.run = id, .at_or_before = 99, .limit = 200}, 200) < 200);
  QVERIFY(read("text", {.run = id, .text = "999 CIRCLES", .limit = 200}, 100) < 200);
  QVERIFY(milliseconds("steps", [&] { QCOMPARE(store.caption_steps(id).size(), std::size_t{100}); }) < 20);
  QVERIFY(milliseconds("count", [&] { QCOMPARE(store.count_captions({.run = id}), std::int64_t{100'000}); }) < 50);
}

void TestStoreSpeed::thousandRuns() {
  StoreFolder folder;
  ExperimentStore store(folder.file());
  for (int i = 0; i < 1000; ++i) {
    const auto id = add_run(store);
    store.append_steps(id, std::vector<ExperimentStore::StepScalars>{{1, 0, {{"reward", 1}, {"val/CIDEr", 0.5}}}});
  }
  QVERIFY(milliseconds("1,000 runs listed", [&] { QCOMPARE(store.runs().size(), std::size_t{1000}); }) < 100);
}

void TestStoreSpeed::appendingOneStepAtATime() {
  StoreFolder folder;
  ExperimentStore store(folder.file());
  const auto id = add_run(store);
  constexpr int steps = 2000;
  const double elapsed = milliseconds("2,000 steps of 12 scalars, a transaction each", [&] {
    for (std::int64_t step = 1; step <= steps; ++step) {
      ExperimentStore::StepScalars one{step, 0, {}};
      for (int series = 0; series < 12; ++series) one.scalars.emplace_back("series" + std::to_string(series), 1.0);
      store.append_steps(id, std::span(&one, 1));
    }
  });
  QVERIFY(elapsed / steps < 2);
}

QTEST_APPLESS_MAIN(TestStoreSpeed)
#include "tst_store_speed.moc"
