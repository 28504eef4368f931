// The System dock: samples while it is seen, and the step times of the selected run.

#include <QLabel>
#include <QTemporaryDir>
#include <QtTest>

#include "app/store_access.h"
#include "patient_tries.h"
#include "store/experiment_store.h"
#include "system/figure_history.h"
#include "system/phase_bar.h"
#include "system/system_view.h"

using namespace vignette;

class TestSystemView : public QObject {
  Q_OBJECT

 private slots:
  void figuresComeWhileItIsSeen() {
    QTemporaryDir folder;
    StoreAccess store;
    SystemView view(&store);
    view.setPaths({folder.path().toStdString()});
    QTest::qWait(100);
    QVERIFY(view.findChildren<FigureHistory*>().isEmpty());
    view.resize(900, 240);
    view.show();
    QTRY_VERIFY(view.findChild<FigureHistory*>("figure-cpu"));
    auto* memory = view.findChild<FigureHistory*>("figure-memory");
    QTRY_VERIFY(memory->samples() >= 2);
    QVERIFY(memory->text().contains("GB") || memory->text().contains("GiB"));
    QVERIFY(view.findChild<FigureHistory*>("figure-disk0")->text().contains("free"));
    view.hide();
    QTest::qWait(200);
    const auto samples = memory->samples();
    QTest::qWait(1300);
    QCOMPARE(memory->samples(), samples);
  }

  void elsewhereIsShownAsTold() {
    StoreAccess store;
    SystemView view(&store);
    int asked = 0;
    view.setSource("gpu7", [&] { ++asked; });
    view.show();
    QTRY_VERIFY(asked > 0);
    MachineFigures figures;
    figures.time = 1e9;
    figures.processors = 64;
    figures.memory_total = 256ll << 30;
    figures.gpus = {{"H100", 40ll << 30, 80ll << 30, 0.5, 71.0, 350.0}};
    view.showFigures(figures);
    QCOMPARE(view.findChild<QLabel*>("systemTitle")->text(), "gpu7");
    QCOMPARE(view.findChild<FigureHistory*>("figure-gpu0-busy")->text(), "50 %");
    QCOMPARE(view.findChild<FigureHistory*>("figure-gpu0-temperature")->text(), "71 °C, 350 W");
    QCOMPARE(view.findChild<QLabel*>("gpuProblem")->text(), QString());
    figures.gpus.clear();
    figures.gpu_problem = "no NVIDIA driver";
    view.showFigures(figures);
    QCOMPARE(view.findChild<QLabel*>("gpuProblem")->text(), "GPU: no NVIDIA driver");
  }

  void stepTimesAreOfTheLastSteps() {
    QTemporaryDir folder;
    const auto file = folder.filePath("runs.vignette").toStdString();
    {
      ExperimentStore store(file);
      const auto run = store.create_run({});
      std::vector<ExperimentStore::StepScalars> steps;
      for (int step = 1; step <= 500; ++step)
        steps.push_back({step,
                         double(step),
                         {{"loss", 1.0},
                          {"seconds/critic", step <= 300 ? 9.0 : 0.3},
                          {"seconds/sampling", step <= 300 ? 9.0 : 0.1}}});
      store.append_steps(run, steps);
    }
    StoreAccess store;
    store.open(file);
    SystemView view(&store);
    view.show();
    view.showRun(1);
    auto* bar = view.findChild<PhaseBar*>();
    QTRY_COMPARE(bar->times().size(), std::size_t(2));
    QCOMPARE(bar->times()[0].name, "critic");
    QVERIFY(std::abs(bar->times()[0].seconds - 0.3) < 1e-9);
    QVERIFY(std::abs(bar->times()[1].seconds - 0.1) < 1e-9);
    QVERIFY(bar->accessibleDescription().contains("75 %"));
  }

  void historyIsTenMinutes() {
    FigureHistory figure("x");
    for (int second = 0; second < 2000; ++second) figure.add(second, 0.5, "50 %", {});
    QCOMPARE(figure.samples(), std::size_t(601));
    figure.add(2000, std::nan(""), "unknown", {});
    QCOMPARE(figure.samples(), std::size_t(600));
  }
};

QTEST_MAIN(TestSystemView)
#include "tst_system_view.moc"
