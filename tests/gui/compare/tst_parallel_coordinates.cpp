// Axes of the differing parameters, brushes by drag, lines by click.

#include <QSignalSpy>
#include <QtTest>

#include "compare/parallel_coordinates.h"

using namespace vignette;

namespace {

RunComparison sample() {
  RunComparison comparison;
  comparison.runs = {{1, "one", {}}, {2, "two", {}}, {3, "three", {}}};
  comparison.parameters = {{"optimizer.learning_rate", {}, {"1e-05", "0.0001", "0.001"}, {}},
                           {"optimizer.kind", {}, {"adamw", "sgd", "adamw"}, {}}};
  comparison.metrics = {{"best val/CIDEr", {}, {"50.0", "60.0", "70.0"}, {}}};
  return comparison;
}

}  // namespace

class TestParallelCoordinates : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() { QLocale::setDefault(QLocale::c()); }

  void axesFitTheirValues() {
    const auto axes = parallelAxes(sample(), "best val/CIDEr");
    QCOMPARE(axes.size(), std::size_t(3));
    QVERIFY(axes[0].logarithmic);
    QCOMPARE(axes[0].values[1], std::optional(0.0001));
    QCOMPARE(axes[1].categories, (QStringList{"adamw", "sgd"}));
    QCOMPARE(axes[1].values[2], std::optional(0.0));
    QVERIFY(!axes[2].logarithmic);
  }

  void dragBrushesAndClickSelects() {
    ParallelCoordinates view;
    view.resize(600, 400);
    view.setAxes(sample().runs, parallelAxes(sample(), "best val/CIDEr"));
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    QCOMPARE(view.keptRuns().size(), 3);
    const double line = view.fontMetrics().height();
    const int left = int(line * 4), top = int(line * 3.2), bottom = int(400 - line * 1.8);
    const int middle = (top + bottom) / 2;
    // The upper half of the first axis: a rate of 1e-4 and above.
    QTest::mousePress(&view, Qt::LeftButton, {}, {left, top - 2});
    QTest::mouseMove(&view, {left, middle + 3});
    QTest::mouseRelease(&view, Qt::LeftButton, {}, {left, middle + 3});
    QCOMPARE(view.keptRuns(), (QList<qint64>{2, 3}));
    QSignalSpy activated(&view, &ParallelCoordinates::runActivated);
    // Run 3 begins at the top of the first axis and goes to the bottom of the second.
    const int second = 300, at = left + (second - left) / 4;
    QTest::mouseClick(&view, Qt::LeftButton, {}, {at, top + (bottom - top) / 4});
    QCOMPARE(activated.count(), 1);
    QCOMPARE(activated[0][0].toLongLong(), qint64(3));
    QTest::mouseClick(&view, Qt::LeftButton, {}, {left, middle});
    QCOMPARE(view.keptRuns().size(), 3);
  }
};

QTEST_MAIN(TestParallelCoordinates)
#include "tst_parallel_coordinates.moc"
