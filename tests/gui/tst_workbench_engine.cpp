// The real window with the real engine: a small CLIP trains on 24 pictures; start, pause, resume, stop, restart.

#include <QAbstractButton>
#include <QFile>
#include <QImage>
#include <QLabel>
#include <QListWidget>
#include <QTableView>
#include <QTemporaryDir>
#include <QtTest>

#include "app/gui_session.h"
#include "app/main_window.h"
#include "curves/curve_panel.h"
#include "curves/curves_view.h"
#include "experiment/experiment_view.h"
#include "patient_tries.h"
#include "runs/runs_view.h"
#include "session/jobs.h"
#include "store/experiment_store.h"

using namespace vignette;

class TestWorkbenchEngine : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir folder_;
  std::unique_ptr<MainWindow> window_;

  void drawPictures() {
    QVERIFY(QDir(folder_.path()).mkpath("pictures"));
    const char* colours[] = {"red", "green", "blue", "yellow"};
    for (int i = 0; i < 24; ++i) {
      QImage picture(32, 32, QImage::Format_RGB32);
      picture.fill(QColor(colours[i % 4]));
      QVERIFY(picture.save(folder_.filePath(QString("pictures/%1.png").arg(i))));
      QFile text(folder_.filePath(QString("pictures/%1.txt").arg(i)));
      QVERIFY(text.open(QIODevice::WriteOnly));
      text.write(QString("a %1 square\n").arg(colours[i % 4]).toUtf8());
    }
  }
  Recipe recipe() const {
    Recipe recipe;
    recipe.set_text("dataset.train", folder_.filePath("pictures").toStdString());
    for (const auto* assignment :
         {"training.objective=contrastive", "device=cpu", "training.batch_size=4", "training.epochs=100000",
          "training.threads=1", "clip.image_size=32", "clip.patch_size=16", "clip.vision_hidden_size=32",
          "clip.vision_layers=1", "clip.vision_heads=2", "clip.text_hidden_size=32", "clip.text_layers=1",
          "clip.text_heads=2", "clip.projection_dim=16", "clip.vocab_size=530", "evaluation.every=100000",
          "checkpoint.every=0", "dataset.validation_fraction=0.2", "dataset.test_fraction=0.1"})
      recipe.set_assignment(assignment);
    return recipe;
  }
  void open(bool lastStore) {
    WorkbenchOptions options;
    if (!lastStore) options.store = folder_.filePath("runs.vignette").toStdString();
    options.data_folder = folder_.filePath("data").toStdString();
    options.settings_file = folder_.filePath("workbench.ini");
    options.engine = real_engine();
    options.job_runner = run_job;
    window_ = std::make_unique<MainWindow>(options);
    window_->show();
    QVERIFY(QTest::qWaitForWindowExposed(window_.get()));
    QTRY_VERIFY(window_->windowTitle().contains("runs.vignette"));
  }
  void press(const char* name) {
    auto* button = window_->findChild<QAbstractButton*>(QString::fromLatin1(name));
    QTRY_VERIFY2(button->isEnabled(), name);
    QTest::mouseClick(button, Qt::LeftButton);
  }
  QString issues() const {
    const auto* list = window_->findChild<QListWidget*>("issueList");
    return list->count() > 0 ? list->item(0)->text() : QString();
  }
  GuiSession* session() { return window_->session(); }

 private slots:
  void trainsPausesResumesStopsAndIsFoundAgain() {
    drawPictures();
    open(false);
    window_->findChild<ExperimentView*>()->setRecipe(recipe(), "pictures");
    press("startButton");
    QTRY_VERIFY2_WITH_TIMEOUT(session()->step() > 5 || !session()->active(), qPrintable(issues()), 90000);
    QVERIFY2(session()->active(), qPrintable(issues()));
    press("pauseButton");
    QTRY_COMPARE_WITH_TIMEOUT(session()->state(), RunState::paused, 20000);
    const auto paused = session()->step();
    press("pauseButton");
    QTRY_VERIFY_WITH_TIMEOUT(session()->step() > paused + 2, 20000);
    auto* curves = window_->findChild<CurvesView*>();
    QTRY_VERIFY_WITH_TIMEOUT(curves->panels()[0]->pointCount() > 4, 20000);
    press("stopButton");
    QTRY_VERIFY_WITH_TIMEOUT(!session()->active(), 30000);
    QCOMPARE(session()->state(), RunState::stopped);
    const auto steps = session()->step();
    QTest::qWait(300);
    window_->close();
    window_.reset();

    open(true);
    QTRY_COMPARE(window_->findChild<RunsView*>()->selectedRuns(), QList<qint64>{1});
    QTRY_COMPARE(window_->findChild<QLabel*>("runState")->text(), "stopped");
    press("pauseButton");  // "Resume": goes on after its checkpoint
    QTRY_VERIFY2_WITH_TIMEOUT(session()->step() > steps || !session()->active(), qPrintable(issues()), 90000);
    QVERIFY2(session()->active(), qPrintable(issues()));
    session()->stop();
    QTRY_VERIFY_WITH_TIMEOUT(!session()->active(), 30000);
  }
};

QTEST_MAIN(TestWorkbenchEngine)
#include "tst_workbench_engine.moc"
