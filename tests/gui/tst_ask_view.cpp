// The Ask dock, the branch dialog and the forecast under the experiment.

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTreeWidget>
#include <QtTest>
#include <atomic>

#include "app/store_access.h"
#include "ask/ask_view.h"
#include "experiment/forecast_view.h"
#include "patient_tries.h"
#include "runs/branch_dialog.h"
#include "store/experiment_store.h"

using namespace vignette;

class TestAskView : public QObject {
  Q_OBJECT

 private:
  static RunAnswer captioned(RunId run, std::int64_t step) {
    RunAnswer answer;
    answer.run = run;
    answer.request = -1;
    answer.kind = "caption";
    answer.subject = "/pictures/dog.jpg";
    answer.step = step;
    CaptionRecord caption;
    caption.kind = "greedy";
    caption.caption = "A dog runs.";
    caption.scores = {{"clip", 24.5}, {"critic", 0.75}, {"log_probability", -1.25}};
    answer.captions = {caption};
    caption.kind = "sample";
    caption.caption = "A dog on grass.";
    answer.captions.push_back(caption);
    return answer;
  }

 private slots:
  void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

  void answersAreShownNewestFirst() {
    QTemporaryDir folder;
    const std::filesystem::path file = folder.filePath("runs.sqlite").toStdString();
    ExperimentStore store(file);
    const auto run = store.create_run({"a", "", "", {}, {}, {}});
    StoreAccess access;
    AskView view(&access);
    QSignalSpy opened(&access, &StoreAccess::opened);
    access.open(file);
    QTRY_COMPARE(opened.size(), 1);
    QCoreApplication::processEvents();  // the view learns of it by a queued call, the spy at once
    view.showRun(run);
    auto* table = view.findChild<QTreeWidget*>("answers");
    store.add_answer(captioned(run, 5));
    QTRY_COMPARE(table->topLevelItemCount(), 1);
    RunAnswer evaluation;
    evaluation.run = run;
    evaluation.kind = "evaluate";
    evaluation.step = 9;
    evaluation.metrics = {{"val/CIDEr", 0.25}};
    store.add_answer(evaluation);
    auto failed = captioned(run, 10);
    failed.problem = "no such picture";
    store.add_answer(failed);
    QTRY_COMPARE(table->topLevelItemCount(), 3);
    QCOMPARE(table->topLevelItem(0)->child(0)->text(0), QString("no such picture"));
    QCOMPARE(table->topLevelItem(1)->child(0)->text(1), QString("25.0"));
    auto* captions = table->topLevelItem(2);
    QCOMPARE(captions->text(0), QString("Step 5 · dog.jpg"));
    QCOMPARE(captions->childCount(), 2);
    QCOMPARE(captions->child(0)->text(0), QString("A dog runs."));
    QCOMPARE(captions->child(0)->text(2), QString("0.750"));
    view.showRun(run + 1);
    QCOMPARE(table->topLevelItemCount(), 0);
  }

  void onlyARunThatGoesOnIsAsked() {
    StoreAccess access;
    AskView view(&access);
    QSignalSpy evaluate(&view, &AskView::evaluateRequested), caption(&view, &AskView::captionRequested);
    view.captionNow("/a.jpg");
    QVERIFY(!view.findChild<QPushButton*>("evaluateNow")->isEnabled());
    QCOMPARE(caption.size(), 0);
    view.setGoing(true);
    view.findChild<QPushButton*>("evaluateNow")->click();
    QCOMPARE(evaluate.size(), 1);
    view.findChild<QSpinBox*>("askSamples")->setValue(2);
    view.captionNow("/a.jpg");
    QCOMPARE(caption.size(), 1);
    QCOMPARE(caption[0][0].toString(), QString("/a.jpg"));
    QCOMPARE(caption[0][1].toInt(), 2);
    QVERIFY(view.findChild<QLabel*>("askWaiting")->text().contains("a.jpg"));
    view.setGoing(false);
    QVERIFY(view.findChild<QLabel*>("askWaiting")->text().isEmpty());
  }

  void aBranchTakesTheChosenCheckpoint() {
    std::vector<CheckpointRecord> checkpoints(3);
    for (int i = 0; i < 3; ++i) {
      checkpoints[std::size_t(i)].id = 7 + i;
      checkpoints[std::size_t(i)].step = 100 * (i + 1);
      checkpoints[std::size_t(i)].kind = i == 1 ? "best" : "last";
    }
    auto* dialog = new BranchDialog("first", checkpoints);
    std::int64_t chosen = 0;
    connect(dialog, &BranchDialog::chosen, this, [&](const CheckpointRecord& one) { chosen = one.id; });
    auto* table = dialog->findChild<QTreeWidget*>("checkpoints");
    QCOMPARE(table->topLevelItem(0)->text(0), QString("300"));
    QCOMPARE(table->topLevelItem(1)->text(1), QString("best"));
    table->setCurrentItem(table->topLevelItem(1));
    dialog->open();
    dialog->accept();
    QCOMPARE(chosen, std::int64_t{8});
  }

  void theForecastFollowsTheExperiment() {
    std::atomic<int> asked = 0;
    ForecastView view([&](const JobRequest& request, const ProgressFunction&) -> JobPayload {
      ++asked;
      RunForecast forecast;
      forecast.images = {{"train", 12345}, {"val", 0}};
      forecast.steps = std::get<ForecastRequest>(request).recipe.integer("training.max_steps");
      forecast.corpus.captions = 61725;
      return forecast;
    });
    Recipe recipe;
    recipe.set_text("training.max_steps", "4000");
    view.setRecipe(recipe, false);
    view.setRecipe(recipe, true);
    QTRY_VERIFY(view.text().contains("4,000 steps"));
    QVERIFY(view.text().contains("train 12,345"));
    QVERIFY(!view.text().contains("val 0"));
    QVERIFY(!view.isHidden());
    view.setRecipe(recipe, true);  // nothing changed
    QVERIFY(!view.findChild<QTimer*>("forecastWait")->isActive());
    QCOMPARE(asked.load(), 1);
    view.setRecipe(recipe, false);
    QVERIFY(view.isHidden());
  }
};

QTEST_MAIN(TestAskView)
#include "tst_ask_view.moc"
