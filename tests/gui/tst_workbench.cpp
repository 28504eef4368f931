// The real window with a fake step: start, pause, step, resume, stop, close, restart and find the run again.

#include <QAbstractButton>
#include <QDockWidget>
#include <QElapsedTimer>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QSlider>
#include <QTableView>
#include <QTemporaryDir>
#include <QToolButton>
#include <QtTest>
#include <fstream>

#include "app/gui_session.h"
#include "app/main_window.h"
#include "app/theme.h"
#include "curves/curve_panel.h"
#include "curves/curves_view.h"
#include "experiment/experiment_view.h"
#include "patient_tries.h"
#include "runs/runs_view.h"
#include "session/fake_run.h"
#include "store/experiment_store.h"

using namespace vignette;

class TestWorkbench : public QObject {
  Q_OBJECT

 private:
  std::unique_ptr<QTemporaryDir> folder_;
  std::unique_ptr<MainWindow> window_;
  FakeScript script_;

  std::filesystem::path store() const { return folder_->filePath("runs.vignette").toStdString(); }
  WorkbenchOptions options() const {
    WorkbenchOptions options;
    options.store = store();
    options.data_folder = folder_->filePath("data").toStdString();
    options.settings_file = folder_->filePath("workbench.ini");
    options.engine = fake_engine(script_);
    options.job_runner = [](const JobRequest& request, const ProgressFunction& progress) -> JobPayload {
      const auto& demo = std::get<DemoRequest>(request);
      std::filesystem::create_directories(demo.directory);
      for (int i = 0; i <= 10; ++i) progress(i / 10.0);
      std::ofstream(demo.directory / "recipe.toml") << "[dataset]\ntrain = \"train.json\"\n[models]\nclip = \"clip\"\n";
      return DemoResult{demo.directory / "recipe.toml", 3, 15};
    };
    options.command_line_program = folder_->filePath("vignette-cli");
    return options;
  }
  void open(WorkbenchOptions chosen) {
    window_ = std::make_unique<MainWindow>(std::move(chosen));
    window_->resize(1280, 720);
    window_->show();
    QVERIFY(QTest::qWaitForWindowExposed(window_.get()));
    QTRY_VERIFY(window_->windowTitle().contains(".vignette"));
  }
  void open() {
    open(options());
    window_->findChild<ExperimentView*>()->setRecipe(fake_recipe(), "fake");
    QTRY_VERIFY(button("startButton")->isEnabled());
  }
  QAbstractButton* button(const char* name) { return window_->findChild<QAbstractButton*>(QString::fromLatin1(name)); }
  void press(const char* name) {
    QTRY_VERIFY2(button(name)->isEnabled(), name);
    QTest::mouseClick(button(name), Qt::LeftButton);
  }
  QString label(const char* name) { return window_->findChild<QLabel*>(QString::fromLatin1(name))->text(); }
  GuiSession* session() { return window_->session(); }
  QTableView* table() { return window_->findChild<QTableView*>("runTable"); }
  RunRecord stored(RunId run) { return *ExperimentStore(store(), ExperimentStore::Mode::read_only).run(run); }

 private slots:
  void initTestCase() { QLocale::setDefault(QLocale::c()); }
  void init() {
    folder_ = std::make_unique<QTemporaryDir>();
    script_ = {};
    script_.steps = 100000;
    script_.step_time = std::chrono::milliseconds(2);
  }
  void cleanup() {
    if (window_ && session()->active()) {
      session()->stop();
      QTRY_VERIFY(!session()->active());
    }
    window_.reset();
  }

  void startPauseStepResumeStop() {
    open();
    press("startButton");
    QTRY_VERIFY(session()->step() > 3);
    QTRY_COMPARE(label("runState"), "running");
    QVERIFY(!button("startButton")->isEnabled());
    press("pauseButton");
    QTRY_COMPARE(session()->state(), RunState::paused);
    QTRY_COMPARE(button("pauseButton")->text(), "Resume");
    const auto paused = session()->step();
    press("stepButton");
    QTRY_COMPARE(session()->step(), paused + 1);
    QTRY_COMPARE(session()->state(), RunState::paused);
    press("pauseButton");
    QTRY_VERIFY(session()->step() > paused + 3);
    press("stopButton");
    QTRY_VERIFY(!session()->active());
    QTRY_COMPARE(label("runState"), "stopped");
    QCOMPARE(stored(1).state, RunState::stopped);
    QTRY_VERIFY(button("startButton")->isEnabled());
  }

  void curvesMoveWhileItTrains() {
    open();
    press("startButton");
    auto* curves = window_->findChild<CurvesView*>();
    QTRY_VERIFY(curves->panels()[0]->pointCount() > 20);
    const int before = curves->panels()[0]->pointCount();
    QTRY_VERIFY(curves->panels()[0]->pointCount() > before + 20);
  }

  void theWindowAnswersWhileItTrains() {
    script_.caption_bytes = 2000;
    open();
    press("startButton");
    QTRY_VERIFY(session()->step() > 3);
    // Longest time between two turns of the event loop.
    qint64 worst = 0;
    QElapsedTimer since;
    QTimer beat;
    since.start();
    connect(&beat, &QTimer::timeout, this, [&] { worst = std::max(worst, since.restart()); });
    beat.start(5);
    QTest::qWait(1500);
    QVERIFY2(worst < 1000, qPrintable(QString("blocked for %1 ms").arg(worst)));
  }

  void aRestartFindsTheRunAgain() {
    open();
    QTest::keyClicks(window_->findChild<QLineEdit*>("runName"), "my run");
    press("startButton");
    QTRY_VERIFY(session()->step() > 5);
    press("stopButton");
    QTRY_VERIFY(!session()->active());
    QTRY_COMPARE(window_->findChild<RunsView*>()->selectedRuns(), QList<qint64>{1});
    const auto step = stored(1).steps;
    QTest::qWait(100);
    window_->findChild<QDockWidget*>("logDock")->hide();
    auto* chip = window_->findChild<QWidget*>("chip.D_loss");
    chip->setFocus();
    QTest::keyClick(chip, Qt::Key_Up, Qt::ControlModifier);
    QTest::keyClick(window_->findChild<QSlider*>("smoothing"), Qt::Key_End);
    const auto layout = window_->findChild<CurvesView*>()->curveLayout();
    QCOMPARE(layout.panels[0].series, (QStringList{"G_loss", "D_loss"}));
    window_->close();
    window_.reset();

    auto again = options();
    again.store.clear();  // the last store comes back by itself
    open(again);
    QTRY_COMPARE(table()->model()->rowCount(), 1);
    QCOMPARE(table()->model()->index(0, 0).data().toString(), "my run");
    QTRY_COMPARE(window_->findChild<RunsView*>()->selectedRuns(), QList<qint64>{1});
    QTRY_VERIFY(window_->findChild<CurvesView*>()->panels()[0]->pointCount() > 0);
    QVERIFY(!window_->findChild<QDockWidget*>("logDock")->isVisible());
    QTRY_VERIFY(window_->findChild<CurvesView*>()->curveLayout() == layout);
    QTRY_COMPARE(button("pauseButton")->text(), "Resume");
    press("pauseButton");  // goes on after its checkpoint
    QTRY_VERIFY(session()->step() > step);
    QCOMPARE(session()->run(), RunId(1));
  }

  void aFailureIsListedAndTheProgramGoesOn() {
    script_.before_step = [](std::int64_t step) {
      if (step == 3) throw std::runtime_error("The picture store went away. Plug it in again.");
    };
    open();
    press("startButton");
    auto* issues = window_->findChild<QListWidget*>("issueList");
    QTRY_VERIFY(issues->count() > 0);
    QVERIFY2(issues->item(0)->text().contains("Plug it in"), qPrintable(issues->item(0)->text()));
    QTRY_VERIFY(!session()->active());
    QTRY_COMPARE(label("runState"), "failed");
    QTRY_VERIFY(button("startButton")->isEnabled());
  }

  void closingAsksAndStops() {
    open();
    press("startButton");
    QTRY_VERIFY(session()->step() > 3);
    window_->close();
    QVERIFY(window_->isVisible());
    auto* box = window_->findChild<QMessageBox*>("closeQuestion");
    QVERIFY(box);
    QTest::mouseClick(box->findChild<QAbstractButton*>("closeCancel"), Qt::LeftButton);
    QTRY_VERIFY(!window_->findChild<QMessageBox*>("closeQuestion"));
    QVERIFY(session()->active());
    window_->close();
    QTest::mouseClick(window_->findChild<QAbstractButton*>("closeStop"), Qt::LeftButton);
    QTRY_VERIFY(!window_->isVisible());
    QCOMPARE(stored(1).state, RunState::stopped);
  }

  void closingCanGoOnInTheBackground() {
    open();
    QFile program(folder_->filePath("vignette-cli"));
    QVERIFY(program.open(QIODevice::WriteOnly));
    program.write(
        QString("#!/bin/sh\necho \"$@\" > '%1.tmp'; mv '%1.tmp' '%1'\n").arg(folder_->filePath("called")).toUtf8());
    program.close();
    program.setPermissions(QFile::ReadOwner | QFile::ExeOwner | QFile::WriteOwner);
    press("startButton");
    QTRY_VERIFY(session()->step() > 3);
    window_->close();
    QTest::mouseClick(window_->findChild<QAbstractButton*>("closeBackground"), Qt::LeftButton);
    QTRY_VERIFY(!window_->isVisible());
    QTRY_VERIFY(QFile::exists(folder_->filePath("called")));
    QFile called(folder_->filePath("called"));
    QVERIFY(called.open(QIODevice::ReadOnly));
    QCOMPARE(QString::fromUtf8(called.readAll()).trimmed(),
             QString("train --resume 1 --store %1").arg(folder_->filePath("runs.vignette")));
  }

  void runsOfOtherProcessesGetCommands() {
    RunId run = 0;
    ExperimentStore other(store());
    {
      NewRun fresh;
      fresh.name = "elsewhere";
      run = other.create_run(fresh);
      QVERIFY(other.claim_run(run));
      other.set_state(run, RunState::running);
    }
    open();
    QTRY_COMPARE(table()->model()->rowCount(), 1);
    window_->findChild<RunsView*>()->selectRuns({run});
    press("pauseButton");
    std::vector<RunCommand> commands;
    const auto take = [&] {
      for (auto& command : other.take_commands(run)) commands.push_back(std::move(command));
      return commands.size();
    };
    QTRY_COMPARE(take(), std::size_t(1));
    press("stopButton");
    QTRY_COMPARE(take(), std::size_t(2));
    QCOMPARE(commands[0].verb, std::string("pause"));
    QCOMPARE(commands[1].verb, std::string("stop"));
  }

  void theFirstStartMakesTheDemo() {
    auto first = options();
    first.store.clear();
    open(first);
    QTRY_VERIFY(label("noticeText").contains("ready"));
    QTRY_VERIFY(button("noticeButton")->isEnabled());
    QVERIFY(QFile::exists(folder_->filePath("data/demo/demo.vignette")));
    QTRY_VERIFY(button("startButton")->isEnabled());
    QTest::mouseClick(button("noticeButton"), Qt::LeftButton);  // one press
    QTRY_VERIFY(session()->step() > 3);
  }

  void duplicateBringsTheRecipeBack() {
    open();
    auto recipe = fake_recipe();
    recipe.set_text("training.seed", "42");
    window_->findChild<ExperimentView*>()->setRecipe(recipe, "seeded");
    press("startButton");
    QTRY_VERIFY(session()->step() > 3);
    press("stopButton");
    QTRY_VERIFY(!session()->active());
    window_->findChild<ExperimentView*>()->setRecipe(fake_recipe(), "fake");
    QTRY_COMPARE(window_->findChild<RunsView*>()->currentRun(), qint64(1));
    emit window_->findChild<RunsView*>()->duplicateRequested(1);
    QTRY_COMPARE(window_->findChild<ExperimentView*>()->recipe().integer("training.seed"), 42);
  }

  void lightAndDark() {
    open();
    Theme::instance().setMode(Theme::Mode::dark);
    QVERIFY(window_->palette().color(QPalette::Window).lightness() < 80);
    Theme::instance().setMode(Theme::Mode::light);
    QVERIFY(window_->palette().color(QPalette::Window).lightness() > 200);
  }
};

QTEST_MAIN(TestWorkbench)
#include "tst_workbench.moc"
