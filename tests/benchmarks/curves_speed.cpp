// The Curves view in the real window: a run of ten million points opens, a million visible points in eight curves pan
// and zoom, and how long the window does not answer while the demo trains. Percentiles of milliseconds.
// usage: curves_speed FOLDER [STEPS]   (the store of the curves is made in FOLDER once; STEPS of the demo, 0: none)

#include <qcustomplot.h>

#include <QAction>
#include <QApplication>
#include <QElapsedTimer>
#include <QMouseEvent>
#include <QTest>
#include <QTimer>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>

#include "app/gui_session.h"
#include "app/main_window.h"
#include "curves/curve_panel.h"
#include "curves/curves_view.h"
#include "runs/runs_view.h"
#include "session/freed_memory.h"
#include "session/jobs.h"
#include "session/training_session.h"
#include "store/experiment_store.h"

namespace {

using namespace vignette;

constexpr int kCurves = 8;
constexpr std::int64_t kPan = 125'000, kLong = 1'250'000;  // steps: a million and ten million points in eight curves
constexpr int kFrames = 120;

double processorMilliseconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return double(now.tv_sec) * 1e3 + double(now.tv_nsec) * 1e-6;
}

/// By the clock, and what the window's thread took of the processor: they differ on a busy machine.
class Times {
 public:
  void add(double milliseconds, double processor = 0) {
    all_.push_back(milliseconds);
    processor_ += processor;
  }
  void print(const char* what) {
    if (all_.empty()) return;
    std::sort(all_.begin(), all_.end());
    std::printf("%-58s p50 %6.1f  p90 %6.1f  p99 %6.1f  p99.9 %6.1f  worst %6.1f  processor, mean %6.1f  (%zu)\n", what,
                at(0.5), at(0.9), at(0.99), at(0.999), all_.back(), processor_ / double(all_.size()), all_.size());
    std::fflush(stdout);
  }
  double at(double part) const { return all_[std::size_t(std::llround(part * double(all_.size() - 1)))]; }

 private:
  std::vector<double> all_;
  double processor_ = 0;
};

double value(int curve, std::int64_t step) {
  const double x = double(step);
  const double spike = step % 100'003 == 17 ? 20 : 0;
  return std::exp(-x / 3e5) + std::sin(x * 12.9898 + curve) * 0.2 + curve + spike;
}

void addRun(ExperimentStore& store, const char* name, std::int64_t steps) {
  constexpr std::int64_t kBatch = 20'000;
  NewRun run;
  run.name = name;
  const auto id = store.create_run(run);
  std::vector<ExperimentStore::StepScalars> points;
  for (std::int64_t step = 1; step <= steps; ++step) {
    ExperimentStore::StepScalars one{step, double(step) * 0.25, {}};
    for (int curve = 0; curve < kCurves; ++curve)
      one.scalars.emplace_back("loss" + std::to_string(curve), value(curve, step));
    points.push_back(std::move(one));
    if (std::int64_t(points.size()) < kBatch && step < steps) continue;
    store.append_steps(id, points);
    points.clear();
  }
  store.set_state(id, RunState::finished);
}

void makeStore(const std::filesystem::path& file) {
  if (std::filesystem::exists(file)) return;
  std::printf("writing %s …\n", file.c_str());
  const auto part = file.string() + ".part";
  {
    ExperimentStore store(part);
    addRun(store, "a million points", kPan);
    addRun(store, "ten million points", kLong);
  }
  for (const auto* end : {"-wal", "-shm"}) std::filesystem::remove(part + end);
  std::filesystem::rename(part, file);
}

class Bench {
 public:
  explicit Bench(const std::filesystem::path& folder) : folder_(folder) {
    WorkbenchOptions options;
    options.store = folder / "curves.vignette";
    options.data_folder = folder / "data";
    options.settings_file = QString::fromStdString((folder / "curves_speed.ini").string());
    options.engine = real_engine();
    options.job_runner = run_job;
    window_ = std::make_unique<MainWindow>(options);
    window_->resize(2560, 1440);
    window_->show();
    curves_ = window_->findChild<CurvesView*>();
    runs_ = window_->findChild<RunsView*>();
    wait([&] { return runs_->model()->rows().size() >= 2; });
    CurveLayout layout;
    for (int curve = 0; curve < kCurves; ++curve) layout.show(QStringLiteral("loss%1").arg(curve));
    curves_->setCurveLayout(layout);
  }

  void open() {
    Times times;
    for (int i = 0; i < 20; ++i) {
      runs_->selectRuns({});
      wait([&] { return points() == 0; });
      QElapsedTimer timer;
      timer.start();
      const double before = processorMilliseconds();
      runs_->selectRuns({2});
      wait([&] { return points() > 1000 * kCurves; });
      QApplication::processEvents();
      times.add(double(timer.nsecsElapsed()) * 1e-6, processorMilliseconds() - before);
    }
    times.print("ten million points: select to drawn");
  }

  void panAndZoom() {
    runs_->selectRuns({1});
    wait([&] { return points() > 1000 * kCurves && axis()->range().upper < double(kPan) * 1.1; });
    auto* plot = curves_->panels()[0]->plot();
    std::printf("%d points drawn of %lld, in %d panels of %d x %d pixels\n", points(),
                static_cast<long long>(kPan * kCurves), kCurves, plot->width(), plot->height());
    const auto centre = plot->axisRect()->center();
    Times wheel, drag, crosshair;
    for (int i = 0; i < kFrames; ++i)
      frame(wheel, [&] {
        QWheelEvent event(centre, plot->mapToGlobal(QPointF(centre)), {}, {0, i % 20 < 10 ? 30 : -30}, Qt::NoButton,
                          Qt::NoModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(plot, &event);
      });
    QTest::mousePress(plot, Qt::LeftButton, {}, centre);
    for (int i = 1; i <= kFrames; ++i) frame(drag, [&] { move(plot, centre + QPoint(i * 2, 0), Qt::LeftButton); });
    QTest::mouseRelease(plot, Qt::LeftButton, {}, centre + QPoint(2 * kFrames, 0));
    for (int i = 1; i <= kFrames; ++i) frame(crosshair, [&] { move(plot, centre + QPoint(i, 0), Qt::NoButton); });
    wheel.print("zoom with the wheel, a frame of eight panels");
    drag.print("pan by dragging, a frame of eight panels");
    crosshair.print("crosshair over eight panels, a frame");
  }

  void train(std::int64_t steps) {
    const auto demo = write_demo({folder_ / "demo"});
    auto recipe = Recipe::from_file(demo.recipe);
    recipe.set("training.max_steps", steps);
    CurveLayout layout;
    for (const auto* series : {"G_loss", "D_loss", "reward", "cosine", "critic", "kl", "advantage", "reward/CIDEr"})
      layout.show(QString::fromLatin1(series));
    curves_->setCurveLayout(layout);
    window_->session()->start(folder_ / "curves.vignette", recipe, "demo");
    wait([&] { return window_->session()->step() > 2; });
    Times gaps;
    QElapsedTimer since;
    QTimer beat;
    beat.setTimerType(Qt::PreciseTimer);
    QObject::connect(&beat, &QTimer::timeout, [&] { gaps.add(double(since.nsecsElapsed()) * 1e-6), since.start(); });
    since.start();
    beat.start(1);
    wait([&] { return !window_->session()->active(); });
    beat.stop();
    gaps.print("while the demo trains: between turns of the event loop");
  }

 private:
  int points() const {
    int count = 0;
    for (const auto* panel : curves_->panels()) count += panel->pointCount();
    return count;
  }
  QCPAxis* axis() const { return curves_->panels()[0]->plot()->xAxis; }

  template <class Condition>
  static void wait(const Condition& condition) {
    while (!condition()) QApplication::processEvents(QEventLoop::WaitForMoreEvents | QEventLoop::AllEvents, 5);
  }

  /// Until everything is on the window's surface.
  template <class Event>
  static void frame(Times& times, const Event& event) {
    QElapsedTimer timer;
    timer.start();
    const double before = processorMilliseconds();
    event();
    QApplication::processEvents();
    times.add(double(timer.nsecsElapsed()) * 1e-6, processorMilliseconds() - before);
    QTest::qWait(2);  // answers of the store come in between, as they would
  }

  static void move(QCustomPlot* plot, const QPoint& at, Qt::MouseButtons buttons) {
    QMouseEvent event(QEvent::MouseMove, at, plot->mapToGlobal(at), Qt::NoButton, buttons, Qt::NoModifier);
    QApplication::sendEvent(plot, &event);
  }

  const std::filesystem::path folder_;
  std::unique_ptr<MainWindow> window_;
  CurvesView* curves_ = nullptr;
  RunsView* runs_ = nullptr;
};

}  // namespace

int main(int argc, char** argv) {
  ensure_passive_waiting(argv);
  keep_freed_memory();
  if (argc < 2) {
    std::fprintf(stderr, "usage: curves_speed FOLDER [STEPS]\n");
    return 2;
  }
  QApplication application(argc, argv);
  try {
    std::filesystem::create_directories(argv[1]);
    makeStore(std::filesystem::path(argv[1]) / "curves.vignette");
    Bench bench(argv[1]);
    bench.open();
    bench.panAndZoom();
    if (const auto steps = argc > 2 ? std::stoll(argv[2]) : 60; steps > 0) bench.train(steps);
  } catch (const std::exception& failure) {
    std::fprintf(stderr, "%s\n", failure.what());
    return 1;
  }
  return 0;
}
