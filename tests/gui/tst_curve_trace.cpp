// Bucketed curves made ready for drawing: envelope, smoothing, gaps.

#include <QtTest>
#include <cmath>
#include <limits>

#include "curves/clip_polyline.h"
#include "curves/curve_trace.h"

using namespace vignette;

namespace {
const AxisMap kSteps;
const AxisMap kTimes{CurveAxis::time, {}, 0};

Smoothing average(double weight) {
  return {Smoothing::Kind::average, weight, 1};
}

CurveBucket point(std::int64_t step, double value) {
  return {step, step, 1, 0, step * 0.5, step * 0.5, value, value, value, value, value};
}
}  // namespace

class TestCurveTrace : public QObject {
  Q_OBJECT

 private slots:
  void smoothingIsBiasCorrected() {
    // a = 0.5: s1 = 4; s2 = (0.5·0.5·4 + 0.5·8) / 0.75 = 20/3; s3 = (0.25·0.5·4 + 0.25·8 + 0.5·0) / 0.875 = 20/7
    const CurveBucket points[] = {point(1, 4), point(2, 8), point(3, 0)};
    const auto trace = traceOf(points, kSteps, average(0.5));
    QCOMPARE(trace.smoothX, (QVector<double>{1, 2, 3}));
    QCOMPARE(trace.smoothY[0], 4.0);
    QVERIFY(std::abs(trace.smoothY[1] - 20.0 / 3) < 1e-12);
    QVERIFY(std::abs(trace.smoothY[2] - 20.0 / 7) < 1e-12);
    QCOMPARE(trace.rawY, (QVector<double>{4, 8, 0}));
  }

  void aConstantStaysWhatItIs() {
    std::vector<CurveBucket> points;
    for (int step = 1; step <= 50; ++step) points.push_back(point(step, 2.5));
    for (double value : traceOf(points, kSteps, average(0.98)).smoothY) QVERIFY(std::abs(value - 2.5) < 1e-12);
  }

  void aBucketCountsAsItsPoints() {
    CurveBucket two = point(1, 4);
    two.last_step = 2;
    two.count = 2;
    const CurveBucket joined[] = {two, point(3, 8)};
    const CurveBucket apart[] = {point(1, 4), point(2, 4), point(3, 8)};
    QVERIFY(std::abs(traceOf(joined, kSteps, average(0.7)).smoothY.last() -
                     traceOf(apart, kSteps, average(0.7)).smoothY.last()) < 1e-12);
  }

  void spikesStayVisible() {
    CurveBucket bucket{1, 100, 100, 0, 0.5, 50, 1, 2, -7, 40, 1.5};
    const auto trace = traceOf(std::span(&bucket, 1), kSteps, average(0.9));
    QCOMPARE(trace.rawX, (QVector<double>{1, 100}));
    QCOMPARE(trace.rawY, (QVector<double>{-7, 40}));
    bucket.last = 0;  // falling: the largest value comes first
    QCOMPARE(traceOf(std::span(&bucket, 1), kSteps, average(0.9)).rawY, (QVector<double>{40, -7}));
  }

  void aWindowIsTheMeanOfTheLastPoints() {
    const CurveBucket points[] = {point(1, 4), point(2, 8), point(3, 0), point(4, 10)};
    QCOMPARE(traceOf(points, kSteps, {Smoothing::Kind::window, 0, 2}).smoothY, (QVector<double>{4, 6, 4, 5}));
    QCOMPARE(traceOf(points, kSteps, {Smoothing::Kind::window, 0, 1}).smoothY, (QVector<double>{4, 8, 0, 10}));
    CurveBucket three = point(1, 6);
    three.count = 3;
    three.last_step = 3;
    const CurveBucket bunches[] = {three, point(4, 10)};
    QCOMPARE(traceOf(bunches, kSteps, {Smoothing::Kind::window, 0, 2}).smoothY, (QVector<double>{6, 8}));
  }

  void aSpikeLeavesTheWindowWithoutATrace() {
    std::vector<CurveBucket> points(100, point(1, 0.1));
    points[20] = point(1, 1e17);
    QCOMPARE(traceOf(points, kSteps, {Smoothing::Kind::window, 0, 10}).smoothY.last(), 0.1);
  }

  void noneShowsTheMeans() {
    const CurveBucket points[] = {point(1, 4), point(2, 8), point(3, 0)};
    QCOMPARE(traceOf(points, kSteps, {Smoothing::Kind::none, 0.9, 9}).smoothY, (QVector<double>{4, 8, 0}));
  }

  void theClockJumpsAfterAPause() {
    const AxisMap wall{CurveAxis::wall, {{1, 0.5, 1000}, {4, 2, 1060}}, 0};
    const CurveBucket points[] = {point(2, 1), point(4, 2), point(8, 3)};
    QCOMPARE(traceOf(points, wall, average(0)).smoothX, (QVector<double>{1001, 1062, 1064}));
    QCOMPARE(stepAt(points, wall, 1063), std::int64_t(6));
    const AxisMap unknown{CurveAxis::wall, {}, 500};
    QCOMPARE(traceOf(points, unknown, average(0)).smoothX.first(), 501.0);
  }

  void linesAreCutAtTheEdges() {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    // In through the left edge, out through the top, in again, a gap, one that only passes.
    const QVector<double> xs = {-2, 2, 4, 6, 7, 8, 9}, ys = {0, 4, 12, 4, nan, 12, 20};
    const auto [x, y] = clipPolyline(xs, ys, {0, 10, 0, 8, false});
    QCOMPARE(x, (QVector<double>{0, 2, 3, 5, 5, 6}));
    QVERIFY(std::isnan(y[3]));
    QCOMPARE(y.mid(0, 3), (QVector<double>{2, 4, 8}));
    QCOMPARE(y.mid(4), (QVector<double>{8, 4}));
    QCOMPARE(clipPolyline({3}, {5}, {0, 10, 0, 8, false}).second, QVector<double>{5});
    QVERIFY(clipPolyline({1, 2}, {20, 30}, {0, 10, 0, 8, false}).first.isEmpty());
  }

  void logarithmicLinesAreCutWhereTheyAreDrawn() {
    const auto [x, y] = clipPolyline({0, 2, 3}, {1, 10000, 0}, {0, 10, 0.1, 100, true});
    QCOMPARE(x, (QVector<double>{0, 1}));
    QVERIFY(std::abs(y[0] - 1) < 1e-12 && std::abs(y[1] - 100) < 1e-9);
  }

  void nanIsAGapAndDoesNotPoison() {
    auto gap = point(2, std::numeric_limits<double>::quiet_NaN());
    gap.nan_count = 1;
    const CurveBucket points[] = {point(1, 3), gap, point(3, 3)};
    const auto trace = traceOf(points, kSteps, average(0.5));
    QVERIFY(std::isnan(trace.rawY[1]) && std::isnan(trace.smoothY[1]));
    QVERIFY(std::abs(trace.smoothY[2] - 3) < 1e-12);
  }

  void timeAxisAndNearest() {
    const CurveBucket points[] = {point(2, 1), point(4, 2), point(8, 3)};
    const auto trace = traceOf(points, kTimes, average(0));
    QCOMPARE(trace.smoothX, (QVector<double>{1, 2, 4}));
    QCOMPARE(trace.nearest(-5), 0);
    QCOMPARE(trace.nearest(2.9), 1);
    QCOMPARE(trace.nearest(3.1), 2);
    QCOMPARE(trace.lastStep[trace.nearest(100)], 8.0);
    QCOMPARE(CurveTrace().nearest(1), -1);
  }

  void stepsOfTimes() {
    const CurveBucket points[] = {point(2, 1), point(4, 2), point(8, 3)};
    QCOMPARE(stepAt(points, kTimes, 0), std::int64_t(2));
    QCOMPARE(stepAt(points, kTimes, 3), std::int64_t(6));
    QCOMPARE(stepAt(points, kTimes, 99), std::int64_t(8));
    QCOMPARE(stepAt({}, kTimes, 1), std::int64_t(0));
  }
};

QTEST_GUILESS_MAIN(TestCurveTrace)
#include "tst_curve_trace.moc"
