// The budgets of the workbench in its real window, as a table of percentiles with the budget and whether it is kept:
// start to interactive, the GUI thread while the demo trains and captions are scrolled and filtered, and memory over
// live training with a fake step at a high rate (a million steps stand for an hour; the slope of its second half is
// told). What the curves take (ten million points, a million drawn) is measured by curves_speed. usage:
// workbench_budgets FOLDER [START] [TRAIN] [MEMORY]   (repeats of the start, steps of the demo, steps of the fake)

#include <unistd.h>
#include <QAbstractItemView>
#include <QApplication>
#include <QElapsedTimer>
#include <QLineEdit>
#include <QScrollBar>
#include <QTest>
#include <QTimer>
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <string>

#include "app/gui_session.h"
#include "app/main_window.h"
#include "curves/curves_view.h"
#include "runs/runs_view.h"
#include "session/fake_run.h"
#include "session/freed_memory.h"
#include "session/jobs.h"
#include "session/training_session.h"
#include "store/experiment_store.h"

namespace {

using namespace vignette;

class Times {
 public:
  void add(double milliseconds) { all_.push_back(milliseconds); }
  void print(const char* what, double part, double budget) {
    if (all_.empty()) return;
    std::sort(all_.begin(), all_.end());
    const double found = at(part);
    std::printf("%-44s p50 %7.1f  p99 %7.1f  p99.9 %7.1f  worst %7.1f ms  (%zu)  p%g %s %g ms\n", what, at(0.5),
                at(0.99), at(0.999), all_.back(), all_.size(), part * 100, found <= budget ? "within" : "ABOVE",
                budget);
    std::fflush(stdout);
  }

 private:
  double at(double part) const { return all_[std::size_t(part * double(all_.size() - 1) + 0.5)]; }
  std::vector<double> all_;
};

/// Resident memory in MiB.
double resident() {
  std::ifstream file("/proc/self/statm");
  double pages = 0, in_memory = 0;
  file >> pages >> in_memory;
  return in_memory * double(sysconf(_SC_PAGESIZE)) / 1048576.0;
}

bool wait(const std::function<bool()>& condition, int seconds = 120) {
  QElapsedTimer timer;
  timer.start();
  while (!condition()) {
    if (timer.elapsed() > seconds * 1000) return false;
    QApplication::processEvents(QEventLoop::WaitForMoreEvents | QEventLoop::AllEvents, 5);
  }
  return true;
}

WorkbenchOptions optionsIn(const std::filesystem::path& folder, SessionEngine engine) {
  WorkbenchOptions options;
  options.store = folder / "budgets.vignette";
  options.data_folder = folder / "data";
  options.settings_file = QString::fromStdString((folder / "budgets.ini").string());
  options.engine = std::move(engine);
  options.job_runner = run_job;
  return options;
}

/// From the window's making to the store's runs in it and the first turn of the event loop with nothing left to do.
void measureStart(const std::filesystem::path& folder, int repeats) {
  Times times;
  for (int i = 0; i < repeats; ++i) {
    QElapsedTimer timer;
    timer.start();
    MainWindow window(optionsIn(folder, real_engine()));
    window.resize(1440, 900);
    window.show();
    wait([&] { return window.windowTitle().contains(QLatin1String(".vignette")); });
    QApplication::processEvents();
    times.add(double(timer.nsecsElapsed()) * 1e-6);
  }
  times.print("start to interactive", 1, 1000);
}

/// Gaps between turns of the event loop.
class Beat {
 public:
  Beat() {
    timer_.setTimerType(Qt::PreciseTimer);
    QObject::connect(&timer_, &QTimer::timeout,
                     [this] { gaps_.add(double(since_.nsecsElapsed()) * 1e-6), since_.start(); });
    since_.start();
    timer_.start(1);
  }
  void print(const char* what) {
    timer_.stop();
    gaps_.print(what, 0.999, 16);
    gaps_.print(what, 1, 50);
  }

 private:
  Times gaps_;
  QElapsedTimer since_;
  QTimer timer_;
};

/// Scrolls the captions up and down and types into their search field, as long as the run trains.
void useCaptions(MainWindow& window) {
  auto* search = window.findChild<QLineEdit*>(QStringLiteral("captionSearch"));
  QList<QScrollBar*> bars;
  for (auto* view : window.findChildren<QAbstractItemView*>()) bars << view->verticalScrollBar();
  static int turn = 0;
  ++turn;
  for (auto* bar : bars) bar->setValue(bar->maximum() * (turn % 20) / 20);
  if (search && turn % 10 == 0) search->setText(turn % 20 == 0 ? QStringLiteral("red") : QString());
}

void measureTraining(const std::filesystem::path& folder, std::int64_t steps) {
  const auto demo = write_demo({folder / "demo"});
  MainWindow window(optionsIn(folder, real_engine()));
  window.resize(1440, 900);
  window.show();
  wait([&] { return window.windowTitle().contains(QLatin1String(".vignette")); });
  auto recipe = Recipe::from_file(demo.recipe);
  recipe.set("training.max_steps", steps);
  recipe.set("captions.every", std::int64_t(20));
  window.session()->start(folder / "budgets.vignette", recipe, "demo");
  wait([&] { return window.session()->step() > 2; });
  QTimer use;
  QObject::connect(&use, &QTimer::timeout, [&] { useCaptions(window); });
  use.start(100);
  Beat beat;
  wait([&] { return !window.session()->active(); }, 3600);
  beat.print("GUI thread while the demo trains, captions used");
}

void measureMemory(const std::filesystem::path& folder, std::int64_t steps) {
  FakeScript script;
  script.steps = steps;
  script.step_time = std::chrono::milliseconds(0);
  MainWindow window(optionsIn(folder, fake_engine(script)));
  window.resize(1440, 900);
  window.show();
  wait([&] { return window.windowTitle().contains(QLatin1String(".vignette")); });
  auto recipe = fake_recipe();
  recipe.set("training.max_steps", steps);
  window.session()->start(folder / "budgets.vignette", recipe, "fake");
  double half = 0;
  std::int64_t half_step = 0, told = 0;
  QElapsedTimer timer;
  timer.start();
  wait(
      [&] {
        const auto step = window.session()->step();
        if (step - told >= steps / 10) {
          told = step;
          std::printf("  step %8lld  %6.1f s  resident %7.1f MiB\n", static_cast<long long>(step),
                      double(timer.elapsed()) * 1e-3, resident());
          std::fflush(stdout);
        }
        if (half == 0 && step >= steps / 2) half = resident(), half_step = step;
        return told > 0 && !window.session()->active();
      },
      600);
  const auto done = window.session()->step();
  const double slope = (resident() - half) / double(std::max<std::int64_t>(1, done - half_step)) * 1e6;
  std::printf("memory: %.1f MiB more for each million steps in the second half (%lld steps done)\n", slope,
              static_cast<long long>(done));
}

}  // namespace

int main(int argc, char** argv) {
  vignette::keep_freed_memory();
  QApplication application(argc, argv);
  if (argc < 2) {
    std::fprintf(stderr, "usage: workbench_budgets FOLDER [START] [TRAIN] [MEMORY]\n");
    return 1;
  }
  const auto number = [&](int index, int standard) { return argc > index ? std::atoi(argv[index]) : standard; };
  const std::filesystem::path folder = argv[1];
  std::filesystem::create_directories(folder);
  if (const int repeats = number(2, 10)) measureStart(folder, repeats);
  if (const int steps = number(3, 200)) measureTraining(folder, steps);
  if (const int steps = number(4, 1000000)) measureMemory(folder, steps);
  return 0;
}
