// Curves: chunks, levels and buckets against the raw points.

#include <QtTest>
#include <algorithm>
#include <cmath>
#include <limits>

#include "store/curve_pyramid.h"
#include "store_fixture.h"

using namespace vignette;

class TestStoreCurves : public QObject {
  Q_OBJECT

 private slots:
  void mergeCountsNaN();
  void smallStepsAddUp();
  void oneAtATimeEqualsAllAtOnce();
  void bucketsOfAMillionPoints_data();
  void bucketsOfAMillionPoints();
  void spikesAlwaysShow();
  void emptyRangesAndUnknownSeries();
  void fallingStepsAreRefused();
  void truncationAt_data();
  void truncationAt();
};

namespace {

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr auto last_possible = std::numeric_limits<std::int64_t>::max();

/// Irregular steps, some values NaN, one spike each way.
double value_at(std::int64_t index) {
  if (index % 997 == 5) return not_a_number;
  if (index == 654'321) return 1e6;
  if (index == 777) return -1e6;
  return std::sin(static_cast<double>(index) * 0.001) + static_cast<double>(index % 7);
}

std::int64_t step_at(std::int64_t index) {
  return index * 2 + index / 5 + 1;
}

std::vector<ExperimentStore::StepScalars> steps_of(std::int64_t from, std::int64_t end) {
  std::vector<ExperimentStore::StepScalars> steps;
  for (auto i = from; i < end; ++i) steps.push_back(step_of(step_at(i), "G_loss", value_at(i)));
  return steps;
}

std::vector<CurvePoint> points_of(std::int64_t from, std::int64_t end) {
  std::vector<CurvePoint> points;
  for (auto i = from; i < end; ++i) points.push_back({step_at(i), static_cast<double>(step_at(i)) * 0.5, value_at(i)});
  return points;
}

bool same(double a, double b) {
  return (std::isnan(a) && std::isnan(b)) || std::abs(a - b) <= 1e-9 * (1 + std::abs(b));
}

bool same(const CurveBucket& a, const CurveBucket& b) {
  return a.first_step == b.first_step && a.last_step == b.last_step && a.count == b.count &&
         a.nan_count == b.nan_count && a.first_time == b.first_time && a.last_time == b.last_time &&
         same(a.first, b.first) && same(a.last, b.last) && a.min == b.min && a.max == b.max && same(a.mean, b.mean);
}

/// What a bucket should hold, straight from the points between its steps.
CurveBucket expected(const std::vector<CurvePoint>& points, const CurveBucket& bucket) {
  CurveBucket sum;
  double total = 0;
  const auto begin = std::ranges::lower_bound(points, bucket.first_step, {}, &CurvePoint::step);
  for (auto point = begin; point != points.end() && point->step <= bucket.last_step; ++point) {
    if (sum.count++ == 0) sum.first_step = point->step, sum.first_time = point->time;
    sum.last_step = point->step;
    sum.last_time = point->time;
    if (std::isnan(point->value)) {
      ++sum.nan_count;
      continue;
    }
    if (sum.count - sum.nan_count == 1) sum.first = sum.min = sum.max = point->value;
    sum.min = std::min(sum.min, point->value);
    sum.max = std::max(sum.max, point->value);
    sum.last = point->value;
    total += point->value;
  }
  sum.mean = total / static_cast<double>(sum.count - sum.nan_count);
  return sum;
}

/// Every point of [first, last] is in exactly one bucket, and each bucket says the truth.
void check_buckets(const std::vector<CurveBucket>& buckets, const std::vector<CurvePoint>& points, std::int64_t first,
                   std::int64_t last) {
  std::int64_t counted = 0, previous = std::numeric_limits<std::int64_t>::min();
  for (const auto& bucket : buckets) {
    QVERIFY(bucket.first_step > previous && bucket.first_step >= first && bucket.last_step <= last);
    QVERIFY2(same(bucket, expected(points, bucket)), qPrintable(QString::number(bucket.first_step)));
    previous = bucket.last_step;
    counted += bucket.count;
  }
  const auto inside = std::ranges::count_if(points, [&](auto& p) { return p.step >= first && p.step <= last; });
  QCOMPARE(counted, static_cast<std::int64_t>(inside));
}

/// A million points, made once for all tests that read.
ExperimentStore& million() {
  static StoreFolder folder;
  static ExperimentStore store(folder.file());
  static const bool filled = [] {
    const auto id = add_run(store);
    store.append_steps(id, steps_of(0, 300));
    store.append_steps(id, steps_of(300, 400'000));
    store.append_steps(id, steps_of(400'000, 1'000'000));
    return true;
  }();
  Q_UNUSED(filled);
  return store;
}

const std::vector<CurvePoint>& million_points() {
  static const auto points = points_of(0, 1'000'000);
  return points;
}

bool equal(const std::vector<CurvePoint>& a, const std::vector<CurvePoint>& b) {
  return std::ranges::equal(a, b, [](const auto& x, const auto& y) {
    return x.step == y.step && x.time == y.time && (x.value == y.value || (std::isnan(x.value) && std::isnan(y.value)));
  });
}

}  // namespace

void TestStoreCurves::mergeCountsNaN() {
  CurveBucket bucket;
  for (const auto& point :
       std::vector<CurvePoint>{{1, 0.1, not_a_number}, {2, 0.2, 4}, {3, 0.3, not_a_number}, {5, 0.5, -2}})
    merge_into(bucket, bucket_of(point));
  QCOMPARE(bucket.count, std::int64_t{4});
  QCOMPARE(bucket.nan_count, std::int64_t{2});
  QCOMPARE(bucket.first_step, std::int64_t{1});
  QCOMPARE(bucket.last_step, std::int64_t{5});
  QCOMPARE(bucket.first, 4.0);
  QCOMPARE(bucket.last, -2.0);
  QCOMPARE(bucket.min, -2.0);
  QCOMPARE(bucket.max, 4.0);
  QCOMPARE(bucket.mean, 1.0);
  QCOMPARE(bucket.last_time, 0.5);
  QVERIFY(std::isnan(bucket_of({1, 0, not_a_number}).max));
  QCOMPARE(level_size(0), std::int64_t{1});
  QCOMPARE(level_size(3), points_per_chunk);
}

void TestStoreCurves::smallStepsAddUp() {
  StoreFolder folder;
  ExperimentStore store(folder.file());
  const auto id = add_run(store);
  store.append_steps(id, std::vector<ExperimentStore::StepScalars>{
                             {1, 0.5, {{"G_loss", 2.5}, {"D_loss", not_a_number}}}, {2, 0.75, {{"G_loss", -1}}}});
  store.append_steps(id, std::vector{step_of(9, "reward", std::numeric_limits<double>::infinity())});
  QCOMPARE(store.series(id), (std::vector<std::string>{"D_loss", "G_loss", "reward"}));
  QVERIFY(equal(store.curve(id, "G_loss"), {{1, 0.5, 2.5}, {2, 0.75, -1}}));
  QVERIFY(equal(store.curve(id, "D_loss"), {{1, 0.5, not_a_number}}));
  QVERIFY(std::isinf(store.curve(id, "reward").at(0).value));
  const auto buckets = store.curve_buckets(id, "G_loss", 0, last_possible, 1);
  QCOMPARE(buckets.size(), std::size_t{1});
  QCOMPARE(buckets[0].mean, 0.75);
}

void TestStoreCurves::oneAtATimeEqualsAllAtOnce() {
  StoreFolder folder;
  ExperimentStore store(folder.file());
  const auto slow = add_run(store), quick = add_run(store);
  const auto steps = steps_of(0, 40'000);
  for (std::size_t at = 0; at < steps.size(); at += 37)
    store.append_steps(slow, std::span(steps).subspan(at, std::min<std::size_t>(37, steps.size() - at)));
  store.append_steps(quick, steps);
  QVERIFY(equal(store.curve(slow, "G_loss"), points_of(0, 40'000)));
  QVERIFY(equal(store.curve(quick, "G_loss"), points_of(0, 40'000)));
  const auto a = store.curve_buckets(slow, "G_loss", 0, last_possible, 9);
  const auto b = store.curve_buckets(quick, "G_loss", 0, last_possible, 9);
  QCOMPARE(a.size(), b.size());
  for (std::size_t i = 0; i < a.size(); ++i) QVERIFY(same(a[i], b[i]));
}

void TestStoreCurves::bucketsOfAMillionPoints_data() {
  QTest::addColumn<qint64>("first");
  QTest::addColumn<qint64>("last");
  QTest::addColumn<qint64>("buckets");
  const auto end = static_cast<qint64>(step_at(999'999));
  QTest::newRow("all") << qint64{0} << end << qint64{2000};
  QTest::newRow("open range") << std::numeric_limits<qint64>::min() << static_cast<qint64>(last_possible)
                              << qint64{500};
  QTest::newRow("one bucket") << qint64{0} << end << qint64{1};
  QTest::newRow("middle, odd edges") << qint64{333'331} << qint64{1'987'653} << qint64{777};
  QTest::newRow("inside a chunk") << qint64{step_at(5000)} << qint64{step_at(5100)} << qint64{40};
  QTest::newRow("the tail") << qint64{step_at(999'900)} << end + 5 << qint64{10};
  QTest::newRow("more buckets than points") << qint64{step_at(10)} << qint64{step_at(20)} << qint64{1000};
}

void TestStoreCurves::bucketsOfAMillionPoints() {
  QFETCH(qint64, first);
  QFETCH(qint64, last);
  QFETCH(qint64, buckets);
  const auto found = million().curve_buckets(1, "G_loss", first, last, buckets);
  QVERIFY(!found.empty() && static_cast<qint64>(found.size()) <= buckets);
  check_buckets(found, million_points(), first, last);
  if (buckets == 2000) QVERIFY(found.size() >= 1900);
}

void TestStoreCurves::spikesAlwaysShow() {
  const auto found = million().curve_buckets(1, "G_loss", 0, last_possible, 100);
  QCOMPARE(std::ranges::max(found, {}, &CurveBucket::max).max, 1e6);
  QCOMPARE(std::ranges::min(found, {}, &CurveBucket::min).min, -1e6);
}

void TestStoreCurves::emptyRangesAndUnknownSeries() {
  auto& store = million();
  QVERIFY(store.curve_buckets(1, "none", 0, last_possible, 10).empty());
  QVERIFY(store.curve_buckets(1, "G_loss", 10, 5, 10).empty());
  QVERIFY(store.curve_buckets(1, "G_loss", 0, last_possible, 0).empty());
  QVERIFY(store.curve_buckets(1, "G_loss", step_at(1'000'000), last_possible, 10).empty());
  QVERIFY(store.curve(1, "none").empty());
}

void TestStoreCurves::fallingStepsAreRefused() {
  StoreFolder folder;
  ExperimentStore store(folder.file());
  const auto id = add_run(store);
  store.append_steps(id, std::vector{step_of(10, "reward", 1)});
  const auto what = refusal([&] {
    store.append_steps(id, std::vector<ExperimentStore::StepScalars>{{11, 0, {{"a", 1}}}, {9, 0, {{"reward", 1}}}});
  });
  QVERIFY2(what.find("step 9 of reward comes after step 10") != std::string::npos, what.c_str());
  QCOMPARE(store.series(id), (std::vector<std::string>{"reward"}));  // nothing of the batch stayed
}

void TestStoreCurves::truncationAt_data() {
  QTest::addColumn<qint64>("kept");
  for (const qint64 kept : {0, 1, 500, 1023, 1024, 1025, 130'000, 131'072, 199'999, 200'000})
    QTest::addRow("%lld points", kept) << kept;
}

void TestStoreCurves::truncationAt() {
  QFETCH(qint64, kept);
  StoreFolder folder;
  ExperimentStore store(folder.file());
  const auto id = add_run(store);
  store.append_steps(id, steps_of(0, 200'000));
  store.truncate_after(id, kept == 0 ? 0 : step_at(kept - 1));
  QVERIFY(equal(store.curve(id, "G_loss"), points_of(0, kept)));
  QCOMPARE(store.series(id).size(), std::size_t(kept > 0 ? 1 : 0));
  store.append_steps(id, steps_of(kept, 210'000));  // what the resumed run says takes the place
  const auto points = points_of(0, 210'000);
  QVERIFY(equal(store.curve(id, "G_loss"), points));
  check_buckets(store.curve_buckets(id, "G_loss", 0, last_possible, 11), points, 0, last_possible);
}

QTEST_APPLESS_MAIN(TestStoreCurves)
#include "tst_store_curves.moc"
