// The Curves dock on a real store: panels, number of points, zoom, crosshair, click.

#include <qcustomplot.h>

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QSignalSpy>
#include <QSlider>
#include <QTemporaryDir>
#include <QToolButton>
#include <QUndoStack>
#include <QtTest>
#include <cmath>

#include "app/store_access.h"
#include "curves/curve_panel.h"
#include "curves/curves_view.h"
#include "curves/panel_head.h"
#include "patient_tries.h"
#include "store/experiment_store.h"

using namespace vignette;

class TestCurvesView : public QObject {
  Q_OBJECT

 private:
  static constexpr int kSteps = 60000;
  QTemporaryDir folder_;
  std::unique_ptr<StoreAccess> store_;
  QUndoStack undo_;
  std::unique_ptr<CurvesView> view_;
  RunId run_ = 0, other_ = 0;

  static RunId addRun(ExperimentStore& store, const char* name, int steps, double base) {
    NewRun run;
    run.name = name;
    const auto id = store.create_run(run);
    std::vector<ExperimentStore::StepScalars> points;
    for (int step = 1; step <= steps; ++step) {
      const double noise = std::sin(step * 12.9898) * 0.2;
      points.push_back({step, step * 0.1, {{"G_loss", base + noise}, {"D_loss", 0.6}, {"reward", step * 1e-3}}});
      if (step == 30000) points.back().scalars[0].second = 50;  // a spike
    }
    store.append_steps(id, points);
    return id;
  }
  CurvePanel* panel(int index) { return view_->panels()[index]; }
  int drawn(int index) { return panel(index)->pointCount(); }

 private slots:
  void initTestCase() {
    QLocale::setDefault(QLocale::c());
    ExperimentStore store(folder_.filePath("runs.vignette").toStdString());
    run_ = addRun(store, "long", kSteps, 1);
    other_ = addRun(store, "short", 200, 2);
  }

  void init() {
    store_ = std::make_unique<StoreAccess>();
    view_ = std::make_unique<CurvesView>(store_.get(), &undo_);
    QSignalSpy opened(store_.get(), &StoreAccess::opened);
    store_->open(folder_.filePath("runs.vignette").toStdString());
    QTRY_COMPARE(opened.count(), 1);
    view_->resize(900, 600);
    view_->show();
    QVERIFY(QTest::qWaitForWindowExposed(view_.get()));
    view_->setRuns({run_});
    QTRY_VERIFY(drawn(0) > 100);
  }

  void cleanup() {
    view_.reset();
    store_.reset();
  }

  void threePanelsByDefault() {
    QCOMPARE(view_->curveLayout().series(), (QStringList{"G_loss", "D_loss", "reward"}));
    QCOMPARE(view_->panels().size(), 3);
    QTRY_COMPARE(panel(0)->plot()->xAxis->range().upper, kSteps * 1.01);
  }

  void atMostTwoRawPointsAPixelColumn() {
    const int columns = panel(0)->plot()->axisRect()->width();
    const auto* raw = panel(0)->plot()->graph(0);
    QVERIFY2(raw->dataCount() <= 2 * columns * 1.15 && raw->dataCount() > columns / 2,
             qPrintable(QString("%1 points on %2 columns").arg(raw->dataCount()).arg(columns)));
    bool found = false;
    const auto range = raw->getValueRange(found);
    QCOMPARE(range.upper, 50.0);
  }

  void shortRunsAreDrawnWhole() {
    view_->setRuns({other_});
    QTRY_COMPARE(panel(0)->plot()->graph(0)->dataCount(), 200);
    view_->setRuns({run_, other_});
    QTRY_COMPARE(panel(0)->plot()->graphCount(), 4);
  }

  void theWheelZoomsAllPanelsAndReadsFinerData() {
    auto* plot = panel(0)->plot();
    const auto centre = plot->axisRect()->center();
    for (int i = 0; i < 12; ++i) {
      QWheelEvent wheel(centre, plot->mapToGlobal(QPointF(centre)), {}, {0, 120}, Qt::NoButton, Qt::NoModifier,
                        Qt::NoScrollPhase, false);
      QApplication::sendEvent(plot, &wheel);
    }
    const auto range = plot->xAxis->range();
    QVERIFY(range.size() < kSteps / 5.0);
    QCOMPARE(panel(2)->plot()->xAxis->range(), range);
    // The buckets inside the view become as fine as its columns again.
    QTRY_VERIFY(plot->graph(1)->data()->size() > 300 &&
                std::count_if(plot->graph(1)->data()->constBegin(), plot->graph(1)->data()->constEnd(),
                              [&](const auto& p) { return range.contains(p.key); }) > 300);
    QTest::mouseClick(view_->findChild<QToolButton*>("fit"), Qt::LeftButton);
    QTRY_COMPARE(plot->xAxis->range().upper, kSteps * 1.01);
  }

  void aClickOpensItsStep() {
    QSignalSpy activated(view_.get(), &CurvesView::stepActivated);
    auto* plot = panel(1)->plot();
    const auto at = QPoint(int(plot->xAxis->coordToPixel(20000)), plot->axisRect()->center().y());
    QTest::mouseClick(plot, Qt::LeftButton, {}, at);
    QCOMPARE(activated.count(), 1);
    QVERIFY(std::abs(activated[0][0].toDouble() - 20000) < 2.0 * kSteps / plot->axisRect()->width());
  }

  void aDragPansAndIsNoClick() {
    QSignalSpy activated(view_.get(), &CurvesView::stepActivated);
    auto* plot = panel(0)->plot();
    const auto from = plot->axisRect()->center();
    QTest::mousePress(plot, Qt::LeftButton, {}, from);
    QTest::mouseMove(plot, from + QPoint(40, 0));
    QMouseEvent move(QEvent::MouseMove, from + QPoint(100, 0), plot->mapToGlobal(from + QPoint(100, 0)), Qt::NoButton,
                     Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(plot, &move);
    QTest::mouseRelease(plot, Qt::LeftButton, {}, from + QPoint(100, 0));
    QCOMPARE(activated.count(), 0);
    QVERIFY(plot->xAxis->range().lower < -100);
  }

  void theCrosshairShowsValuesInAllPanels() {
    auto* plot = panel(0)->plot();
    const auto at = QPoint(int(plot->xAxis->coordToPixel(30000)), plot->axisRect()->center().y());
    QTest::mouseMove(plot, at);
    QMouseEvent move(QEvent::MouseMove, at, plot->mapToGlobal(at), Qt::NoButton, Qt::NoButton, Qt::NoModifier);
    QApplication::sendEvent(plot, &move);
    QVERIFY(panel(2)->head()->values().contains("step "));
    QVERIFY(panel(2)->plot()->accessibleDescription().contains("long reward"));
  }

  void smoothingKeepsTheRawCurve() {
    auto* plot = panel(0)->plot();
    const auto spread = [plot](int graph) {
      double low = 1e9, high = -1e9;
      for (const auto& p : *plot->graph(graph)->data()) low = std::min(low, p.value), high = std::max(high, p.value);
      return high - low;
    };
    const double raw = spread(0);
    auto* slider = view_->findChild<QSlider*>("smoothing");
    QTest::keyClick(slider, Qt::Key_End);
    QTRY_VERIFY(spread(1) < raw / 10);
    QCOMPARE(spread(0), raw);
    const auto kinds = view_->findChild<QToolButton*>("smoothingKind")->menu()->actions();
    kinds[0]->trigger();
    QTRY_VERIFY(spread(1) > 0.5);  // the spike's bucket as it is: 50 in about 75 points
    QVERIFY(!slider->isEnabled());
    kinds[2]->trigger();
    QTest::keyClick(slider, Qt::Key_End);
    QCOMPARE(view_->curveLayout().smoothing, (Smoothing{Smoothing::Kind::window, 0.999, 10000}));
    QTRY_VERIFY(spread(1) < raw / 10);
    QCOMPARE(spread(0), raw);
  }

  void keysMoveTheCrosshairAndOpenItsStep() {
    QSignalSpy activated(view_.get(), &CurvesView::stepActivated);
    auto* plot = panel(0)->plot();
    plot->setFocus();
    QTest::keyClick(plot, Qt::Key_Left);
    QTest::keyClick(plot, Qt::Key_Return);
    QTest::keyClick(plot, Qt::Key_Right);
    QTest::keyClick(plot, Qt::Key_Right);
    QTest::keyClick(plot, Qt::Key_Return);
    QCOMPARE(activated.count(), 2);
    QVERIFY(activated[1][0].toLongLong() > activated[0][0].toLongLong());
    QVERIFY(panel(2)->head()->values().contains("step "));
  }

  void keysZoomPanAndGoBack() {
    auto* plot = panel(0)->plot();
    const auto whole = plot->xAxis->range();
    QTest::keyClick(plot, Qt::Key_Plus);
    const auto zoomed = plot->xAxis->range();
    QVERIFY(std::abs(zoomed.size() * 1.5 - whole.size()) < 1);
    QCOMPARE(panel(1)->plot()->xAxis->range(), zoomed);
    QTest::qWait(800);  // a new zoom begins
    QTest::keyClick(plot, Qt::Key_Right, Qt::ControlModifier);
    QVERIFY(std::abs(plot->xAxis->range().lower - zoomed.lower - zoomed.size() * 0.1) < 1);
    QTest::keyClick(plot, Qt::Key_Backspace);
    QCOMPARE(plot->xAxis->range(), zoomed);
    QTest::keyClick(plot, Qt::Key_Backspace);
    QTRY_COMPARE(plot->xAxis->range().upper, whole.upper);
    QTest::keyClick(plot, Qt::Key_Minus);
    QTest::keyClick(plot, Qt::Key_Home);
    QTRY_COMPARE(plot->xAxis->range().upper, whole.upper);
  }

  void theWheelBesideTheAxisChangesThatAxisAlone() {
    auto* plot = panel(0)->plot();
    const auto x = plot->xAxis->range(), y = plot->yAxis->range(), other = panel(1)->plot()->yAxis->range();
    const QPoint at(plot->axisRect()->left() - 20, plot->axisRect()->center().y());
    QWheelEvent wheel(at, plot->mapToGlobal(QPointF(at)), {}, {0, 120}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase,
                      false);
    QApplication::sendEvent(plot, &wheel);
    QCOMPARE(plot->xAxis->range(), x);
    QVERIFY(plot->yAxis->range().size() < y.size());
    QCOMPARE(panel(1)->plot()->yAxis->range(), other);
  }

  void aRectangleZoomsBothAxes() {
    auto* plot = panel(0)->plot();
    const auto box = plot->axisRect()->rect();
    const auto from = box.center(), to = from + QPoint(80, 20);
    QTest::mousePress(plot, Qt::RightButton, {}, from);
    for (const auto& at : {from + QPoint(30, 10), to}) {
      QMouseEvent move(QEvent::MouseMove, at, plot->mapToGlobal(at), Qt::NoButton, Qt::RightButton, Qt::NoModifier);
      QApplication::sendEvent(plot, &move);
    }
    const double lower = plot->xAxis->pixelToCoord(from.x()), upper = plot->xAxis->pixelToCoord(to.x());
    QTest::mouseRelease(plot, Qt::RightButton, {}, to);
    QVERIFY(std::abs(plot->xAxis->range().lower - lower) < 200 && std::abs(plot->xAxis->range().upper - upper) < 200);
    QCOMPARE(panel(2)->plot()->xAxis->range(), plot->xAxis->range());
  }

  void theClockAxisShowsWhenStepsWereStored() {
    auto* axis = view_->findChild<QComboBox*>("curveAxis");
    axis->setCurrentIndex(2);
    const double now = QDateTime::currentMSecsSinceEpoch() / 1000.0;
    QTRY_VERIFY(std::abs(panel(0)->plot()->xAxis->range().upper - now) < 300);
    QVERIFY(std::abs(panel(0)->plot()->xAxis->range().size() - kSteps * 0.1) < 300);
    QSignalSpy activated(view_.get(), &CurvesView::stepActivated);
    const auto box = panel(0)->plot()->axisRect()->rect();
    QTest::mouseClick(panel(0)->plot(), Qt::LeftButton, {}, box.center());
    QVERIFY(std::abs(activated[0][0].toDouble() - kSteps / 2.0) < kSteps * 0.02);
    axis->setCurrentIndex(0);
    QTRY_COMPARE(panel(0)->plot()->xAxis->range().upper, kSteps * 1.01);
  }

  void newStepsAppear() {
    view_->setRuns({other_});
    QTRY_COMPARE(panel(0)->plot()->graph(0)->dataCount(), 200);
    ExperimentStore store(folder_.filePath("runs.vignette").toStdString());
    const std::vector<ExperimentStore::StepScalars> more = {{201, 20.1, {{"G_loss", 1.0}}},
                                                            {202, 20.2, {{"G_loss", 1.0}}}};
    store.append_steps(other_, more);
    QTRY_COMPARE(panel(0)->plot()->graph(0)->dataCount(), 202);
  }
};

QTEST_MAIN(TestCurvesView)
#include "tst_curves_view.moc"
