// A store with 1,000 runs: how long opening, searching, sorting and comparing 20 of them take, and the longest time the
// GUI thread was kept from its events meanwhile. QT_QPA_PLATFORM=offscreen thousand_runs [FILE: keep the store there]

#include <QApplication>
#include <QElapsedTimer>
#include <QHeaderView>
#include <QLineEdit>
#include <QTableView>
#include <QTemporaryDir>
#include <QTimer>
#include <QUndoStack>
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>

#include "app/store_access.h"
#include "compare/compare_view.h"
#include "runs/runs_view.h"
#include "store/experiment_store.h"

using namespace vignette;

namespace {

constexpr int kRuns = 1000, kSteps = 2000;

void fill(const std::filesystem::path& file) {
  ExperimentStore store(file);
  for (int i = 0; i < kRuns; ++i) {
    Recipe recipe;
    recipe.set_assignment("optimizer.learning_rate=" + std::to_string(1e-5 * (1 + i % 20)));
    recipe.set_assignment("training.batch_size=" + std::to_string(8 << (i % 4)));
    recipe.set_assignment("training.seed=" + std::to_string(i % 5));
    NewRun run;
    run.name = "run " + std::to_string(i + 1);
    run.recipe = recipe.to_toml();
    run.recipe_resolved = recipe.to_toml(true);
    run.provenance = {{"host", "gpu-" + std::to_string(i % 8)}};
    const auto id = store.create_run(run);
    store.set_tags(id, {i % 3 == 0 ? "sweep" : "baseline"});
    std::vector<ExperimentStore::StepScalars> steps;
    for (int step = 1; step <= kSteps; ++step) {
      steps.push_back({step, step * 0.5, {{"reward", std::sin(step * 0.01 + i)}, {"loss", 3.0 / step}}});
      if (step % 200 == 0) steps.back().scalars.emplace_back("val/CIDEr", 0.5 + 0.0004 * i + 0.0001 * step);
    }
    store.append_steps(id, steps);
    store.set_state(id, RunState::running);
    store.set_state(id, RunState::finished);
  }
}

/// Longest gap between two turns of the event loop.
class Heartbeat {
 public:
  Heartbeat() {
    timer_.setInterval(0);
    QObject::connect(&timer_, &QTimer::timeout, [this] {
      longest_ = std::max(longest_, double(since_.nsecsElapsed()) / 1e6);
      since_.restart();
    });
    since_.start();
    timer_.start();
  }
  void begin() {
    longest_ = 0;
    since_.restart();
  }
  double longest() const { return longest_; }

 private:
  QTimer timer_;
  QElapsedTimer since_;
  double longest_ = 0;
};

template <class Work, class Ready>
void measure(Heartbeat& heart, const char* what, const Work& work, const Ready& ready) {
  QElapsedTimer clock;
  clock.start();
  heart.begin();
  work();
  while (!ready() && clock.elapsed() < 30000) QCoreApplication::processEvents(QEventLoop::AllEvents, 1);
  const double total = double(clock.nsecsElapsed()) / 1e6;
  for (QElapsedTimer settle; !settle.isValid() || settle.elapsed() < 300;) {
    if (!settle.isValid()) settle.start();
    QCoreApplication::processEvents(QEventLoop::AllEvents, 1);
  }
  std::printf("%-28s %8.1f ms   longest GUI turn %6.1f ms\n", what, total, heart.longest());
}

}  // namespace

int main(int argc, char** argv) {
  QApplication application(argc, argv);
  QTemporaryDir folder;
  const std::filesystem::path file = argc > 1 ? argv[1] : folder.filePath("runs.vignette").toStdString();
  if (!std::filesystem::exists(file)) fill(file);
  StoreAccess store;
  QUndoStack undo;
  RunsView runs(&store, &undo);
  CompareView compare(&store);
  runs.resize(700, 800);
  compare.resize(700, 800);
  runs.show();
  compare.show();
  QObject::connect(&runs, &RunsView::selectionChanged, &compare, &CompareView::setRuns);
  auto* table = runs.findChild<QTableView*>("runTable");
  auto* line = runs.findChild<QLineEdit*>("runFilter");
  Heartbeat heart;
  const auto rows = [&] { return table->model()->rowCount(); };
  measure(heart, "open", [&] { store.open(file); }, [&] { return rows() == kRuns; });
  measure(
      heart, "search lr, bs and cider", [&] { line->setText("lr < 1e-4 and bs >= 16 and cider > 60"); },
      [&] { return rows() < kRuns; });
  measure(heart, "search cleared", [&] { line->clear(); }, [&] { return rows() == kRuns; });
  measure(
      heart, "sort by CIDEr", [&] { table->sortByColumn(RunListModel::Cider, Qt::DescendingOrder); },
      [] { return true; });
  auto* parameters = compare.findChild<QTableView*>("parameterTable");
  measure(
      heart, "select 20",
      [&] {
        QList<qint64> chosen;
        for (int i = 0; i < 20; ++i) chosen << 1 + i * 37;
        runs.selectRuns(chosen);
      },
      [&] { return parameters->model()->columnCount() == 21; });
  return 0;
}
