// Panels of the Curves dock moved by mouse and keys; notes with undo; markers; files.

#include <qcustomplot.h>

#include <QAction>
#include <QClipboard>
#include <QFileDialog>
#include <QInputDialog>
#include <QLineEdit>
#include <QMenu>
#include <QPdfWriter>
#include <QSignalSpy>
#include <QSvgRenderer>
#include <QTableView>
#include <QTemporaryDir>
#include <QToolButton>
#include <QUndoStack>
#include <QtTest>

#include "app/store_access.h"
#include "curves/curve_panel.h"
#include "curves/curves_view.h"
#include "curves/panel_head.h"
#include "patient_tries.h"
#include "store/experiment_store.h"

using namespace vignette;

using Panels = QList<QStringList>;

class TestCurvePanels : public QObject {
  Q_OBJECT

 private:
  std::unique_ptr<QTemporaryDir> folder_;
  std::unique_ptr<StoreAccess> store_;
  std::unique_ptr<QUndoStack> undo_;
  std::unique_ptr<CurvesView> view_;
  RunId run_ = 0;

  std::filesystem::path file() const { return folder_->filePath("runs.vignette").toStdString(); }
  Panels panels() const {
    Panels all;
    for (const auto* panel : view_->panels()) all << panel->series();
    return all;
  }
  QWidget* chip(const char* series) { return view_->findChild<QWidget*>(QString("chip.%1").arg(series)); }
  QCustomPlot* plot(int panel) { return view_->panels()[panel]->plot(); }
  QTableView* table() { return view_->findChild<QTableView*>("markerTable"); }
  QAction* action(const char* name) { return view_->findChild<QAction*>(name); }
  QStringList listed() {
    QStringList rows;
    for (int row = 0; row < table()->model()->rowCount(); ++row) {
      QStringList cells;
      for (int column = 0; column < 3; ++column) cells << table()->model()->index(row, column).data().toString();
      rows << cells.join(' ');
    }
    return rows;
  }

  static void moveMouse(QWidget* widget, const QPoint& at) {
    QMouseEvent move(QEvent::MouseMove, at, widget->mapToGlobal(at), Qt::NoButton, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(widget, &move);
  }
  /// Presses on `from`, moves in steps to `to` in panel coordinates of the view, and lets go unless told otherwise.
  void drag(QWidget* from, const QPoint& to, bool drop = true) {
    const auto start = from->rect().center();
    const auto end = from->mapFromGlobal(view_->mapToGlobal(to));
    QTest::mousePress(from, Qt::LeftButton, {}, start);
    for (int i = 1; i <= 5; ++i) moveMouse(from, start + (end - start) * i / 5);
    if (drop) QTest::mouseRelease(from, Qt::LeftButton, {}, end);
  }
  QPoint inPanel(int panel, double height) {
    auto* widget = view_->panels()[panel];
    return widget->mapTo(view_.get(), QPoint(widget->width() / 2, int(widget->height() * height)));
  }
  void enterNote(const QString& text) {
    QTRY_VERIFY(view_->findChild<QInputDialog*>("noteDialog"));
    auto* dialog = view_->findChild<QInputDialog*>("noteDialog");
    dialog->findChild<QLineEdit*>()->selectAll();
    QTest::keyClicks(dialog->findChild<QLineEdit*>(), text);
    QTest::keyClick(dialog->findChild<QLineEdit*>(), Qt::Key_Return);
    QTRY_VERIFY(!view_->findChild<QInputDialog*>("noteDialog"));
  }
  QString save(const char* entry, const QString& name) {
    QSignalSpy told(view_.get(), &CurvesView::told), failed(view_.get(), &CurvesView::failed);
    action(entry)->trigger();
    auto* dialog = view_->findChild<QFileDialog*>();
    const auto path = folder_->filePath(name);
    dialog->findChild<QLineEdit*>("fileNameEdit")->setText(path);
    QTest::keyClick(dialog->findChild<QLineEdit*>("fileNameEdit"), Qt::Key_Return);
    return QTest::qWaitFor([&] { return told.count() + failed.count() == 1; }, 30000) && failed.isEmpty() ? path
                                                                                                          : QString();
  }
  static QByteArray bytesOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
  }

 private slots:
  void initTestCase() {
    QLocale::setDefault(QLocale::c());
    QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
  }

  void init() {
    folder_ = std::make_unique<QTemporaryDir>();
    {
      ExperimentStore store(file());
      NewRun run;
      run.name = "first, \"best\"";
      run_ = store.create_run(run);
      std::vector<ExperimentStore::StepScalars> points;
      for (int step = 1; step <= 100; ++step)
        points.push_back({step, step * 0.5, {{"G_loss", step % 2}, {"D_loss", 0.5}, {"reward", step * 0.25}}});
      store.append_steps(run_, points);
      store.append_steps(run_, std::vector<ExperimentStore::StepScalars>{{100, 50, {{"val/CIDEr", 0.75}}}});
      store.add_parameter_change(run_, {40, 20, "optimizer.learning_rate", "1e-05"});
      store.add_warning(run_, "data: a picture cannot be read");
    }
    store_ = std::make_unique<StoreAccess>();
    undo_ = std::make_unique<QUndoStack>();
    view_ = std::make_unique<CurvesView>(store_.get(), undo_.get());
    QSignalSpy opened(store_.get(), &StoreAccess::opened);
    store_->open(file());
    QTRY_COMPARE(opened.count(), 1);
    view_->resize(900, 700);
    view_->show();
    QVERIFY(QTest::qWaitForWindowExposed(view_.get()));
    view_->setRuns({run_});
    QTRY_VERIFY(view_->panels()[0]->pointCount() > 100);
  }

  void cleanup() {
    view_.reset();
    store_.reset();
  }

  void aSeriesIsDraggedOntoAnotherPanelAndBackBetween() {
    QSignalSpy changed(view_.get(), &CurvesView::layoutChanged);
    drag(chip("D_loss"), inPanel(0, 0.5));
    QCOMPARE(panels(), (Panels{{"G_loss", "D_loss"}, {"reward"}}));
    QCOMPARE(changed.count(), 1);
    QTRY_COMPARE(plot(0)->graphCount(), 4);
    drag(chip("D_loss"), inPanel(1, 0.95));
    QCOMPARE(panels(), (Panels{{"G_loss"}, {"reward"}, {"D_loss"}}));
    drag(chip("D_loss"), inPanel(0, 0.05));
    QCOMPARE(panels(), (Panels{{"D_loss"}, {"G_loss"}, {"reward"}}));
  }

  void aPanelIsDraggedByItsHead() {
    auto* head = view_->panels()[0]->head();
    const auto start = QPoint(head->width() - 40, head->height() / 2);
    const auto end = head->mapFromGlobal(view_->mapToGlobal(inPanel(2, 0.9)));
    QTest::mousePress(head, Qt::LeftButton, {}, start);
    moveMouse(head, start + QPoint(0, 60));
    moveMouse(head, end);
    QTest::mouseRelease(head, Qt::LeftButton, {}, end);
    QCOMPARE(panels(), (Panels{{"D_loss"}, {"reward"}, {"G_loss"}}));
  }

  void escapeOrFarAwayLeavesEverything() {
    drag(chip("D_loss"), inPanel(0, 0.5), false);
    QTest::keyClick(chip("D_loss"), Qt::Key_Escape);
    QTest::mouseRelease(chip("D_loss"), Qt::LeftButton);
    QCOMPARE(panels(), (Panels{{"G_loss"}, {"D_loss"}, {"reward"}}));
    drag(chip("D_loss"), QPoint(-300, -300));
    QCOMPARE(panels(), (Panels{{"G_loss"}, {"D_loss"}, {"reward"}}));
    if (auto* menu = view_->findChild<QMenu*>("chipMenu")) menu->close();
  }

  void keysMoveAndRemoveSeries() {
    chip("D_loss")->setFocus();
    QTest::keyClick(chip("D_loss"), Qt::Key_Down, Qt::ControlModifier);
    QCOMPARE(panels(), (Panels{{"G_loss"}, {"reward", "D_loss"}}));
    QTest::keyClick(chip("D_loss"), Qt::Key_Down, Qt::ControlModifier);
    QCOMPARE(panels(), (Panels{{"G_loss"}, {"reward"}, {"D_loss"}}));
    QTest::keyClick(chip("D_loss"), Qt::Key_Up, Qt::AltModifier);
    QCOMPARE(panels(), (Panels{{"G_loss"}, {"D_loss"}, {"reward"}}));
    QTest::keyClick(chip("D_loss"), Qt::Key_Delete);
    QCOMPARE(panels(), (Panels{{"G_loss"}, {"reward"}}));
    QTest::keyClick(plot(1), Qt::Key_L);
    QVERIFY(!view_->curveLayout().panels[0].log && view_->curveLayout().panels[1].log);
    QCOMPARE(plot(1)->yAxis->scaleType(), QCPAxis::stLogarithmic);
  }

  void theMenuOfASeries() {
    QTest::mouseClick(chip("reward"), Qt::LeftButton);
    auto* menu = view_->findChild<QMenu*>("chipMenu");
    QVERIFY(menu && menu->isVisible());
    menu->actions().first()->trigger();
    QCOMPARE(panels(), (Panels{{"G_loss"}, {"D_loss", "reward"}}));
    menu->close();
  }

  void aNoteIsWrittenEditedRemovedAndUndone() {
    action("markersAction")->trigger();
    QTRY_COMPARE(listed().size(), 3);
    plot(0)->setFocus();
    QTest::keyClick(plot(0), Qt::Key_Left);
    QTest::keyClick(plot(0), Qt::Key_N);
    enterNote("it collapses here");
    QTRY_COMPARE(listed().size(), 4);
    const auto note = [&] { return listed().filter("Note").value(0); };
    QVERIFY2(note().endsWith("Note it collapses here"), qPrintable(note()));
    const auto stored = ExperimentStore(file(), ExperimentStore::Mode::read_only).marks(run_);
    QCOMPARE(stored[0].text, std::string("it collapses here"));
    QVERIFY(std::abs(stored[0].step - 51) <= 1);

    table()->selectRow(int(listed().indexOf(note())));
    table()->setFocus();
    QTest::keyClick(table(), Qt::Key_F2);
    enterNote("rate too high");
    QTRY_VERIFY(note().endsWith("Note rate too high"));
    undo_->undo();
    QTRY_VERIFY(note().endsWith("Note it collapses here"));
    QCOMPARE(ExperimentStore(file(), ExperimentStore::Mode::read_only).marks(run_)[0].created_at, stored[0].created_at);
    table()->selectRow(int(listed().indexOf(note())));
    QTest::keyClick(table(), Qt::Key_Delete);
    QTRY_VERIFY(note().isEmpty());
    undo_->undo();
    QTRY_VERIFY(!note().isEmpty());
    undo_->undo();
    QTRY_VERIFY(note().isEmpty());
    undo_->redo();
    QTRY_VERIFY(!note().isEmpty());
  }

  void markersAreListedAndJumpedTo() {
    QTest::keyClick(plot(0), Qt::Key_M);
    QTRY_COMPARE(listed(),
                 (QStringList{"40 Live change optimizer.learning_rate = 1e-05",
                              "100 Warning data: a picture cannot be read", "100 Evaluation val/CIDEr 0.75"}));
    for (int i = 0; i < 8; ++i) QTest::keyClick(plot(0), Qt::Key_Plus);
    for (int i = 0; i < 60; ++i) QTest::keyClick(plot(0), Qt::Key_Left, Qt::ControlModifier);
    QVERIFY(!plot(0)->xAxis->range().contains(40));
    table()->selectRow(0);
    table()->setFocus();
    QTest::keyClick(table(), Qt::Key_Return);
    QVERIFY(plot(0)->xAxis->range().contains(40));
    QVERIFY(view_->panels()[1]->head()->values().contains("step 40"));
    view_->findChild<QToolButton*>("markerKinds")->menu()->actions()[1]->trigger();  // warnings
    QTRY_COMPARE(listed().size(), 2);
    QVERIFY(view_->curveLayout().hidden == MarkerKinds{CurveMarker::Kind::warning});
  }

  void picturesAreSavedAndCopied() {
    const auto png = save("saveCurves", "curves.png");
    QImage image(png);
    QVERIFY(image.width() >= 2 * view_->panels()[0]->width());
    const auto svg = save("saveCurves", "curves.svg");
    QVERIFY(QSvgRenderer(svg).isValid());
    QVERIFY(bytesOf(svg).contains("G_loss"));
    const auto pdf = save("saveCurves", "curves.pdf");
    QVERIFY(bytesOf(pdf).startsWith("%PDF-"));
    QSignalSpy failed(view_.get(), &CurvesView::failed);
    QVERIFY(save("saveCurves", "no/such/folder/curves.png").isEmpty());
    QCOMPARE(failed.count(), 1);
    QVERIFY(failed[0][1].toString().contains("curves.png"));
    action("copyCurves")->trigger();
    QVERIFY(QGuiApplication::clipboard()->image().width() >= view_->panels()[0]->width());
  }

  void pointsAreSavedAsCsv() {
    const auto lines = bytesOf(save("saveCurvePoints", "curves.csv")).split('\n');
    QCOMPARE(lines.size(), 1 + 300 + 1);
    QCOMPARE(lines[0], QByteArray("run,name,series,step,seconds,date,value,smoothed"));
    const auto cells = lines[201].split(',');
    QVERIFY2(lines[201].startsWith("1,\"first, \"\"best\"\"\",reward,1,0.5,"), lines[201].constData());
    QCOMPARE(cells.mid(7), (QList<QByteArray>{"0.25", "0.25"}));
    // s2 = (0.6*0.4*0.25 + 0.4*0.5) / (1 - 0.36)
    QVERIFY(std::abs(lines[202].split(',').last().toDouble() - 0.40625) < 1e-12);
  }
};

QTEST_MAIN(TestCurvePanels)
#include "tst_curve_panels.moc"
