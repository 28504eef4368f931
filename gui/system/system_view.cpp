#include "system/system_view.h"

#include <QGridLayout>
#include <QLabel>
#include <QLocale>
#include <QMutex>
#include <QScrollArea>
#include <QVBoxLayout>
#include <algorithm>
#include <cmath>
#include <limits>

#include "app/background.h"
#include "app/store_access.h"
#include "store/experiment_store.h"
#include "system/figure_history.h"
#include "system/phase_bar.h"

namespace vignette {

namespace {
constexpr qint64 kSteps = 200;
constexpr int kColumns = 4;
constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

QString bytes(std::int64_t number) {
  return QLocale().formattedDataSize(number, 1);
}
QString percent(double share) {
  return SystemView::tr("%1 %").arg(qRound(share * 100));
}
double shareOf(std::int64_t part, std::int64_t whole) {
  return whole > 0 ? double(part) / double(whole) : kUnknown;
}

/// The mean of each series seconds/… over the run's last steps.
std::vector<PhaseTime> stepTimes(ExperimentStore& store, qint64 run, qint64* steps) {
  std::vector<PhaseTime> times;
  const auto record = store.run(run);
  if (!record) return times;
  const auto first = std::max<qint64>(0, record->steps - kSteps + 1);
  for (const auto& name : store.series(run)) {
    if (name.rfind("seconds/", 0) != 0) continue;
    double sum = 0;
    qint64 count = 0;
    store.read_curve(run, name, first, record->steps, [&](auto points) {
      for (const auto& point : points)
        if (std::isfinite(point.value)) sum += point.value, ++count;
    });
    if (count == 0 || sum <= 0) continue;
    *steps = std::max(*steps, count);
    times.push_back({QString::fromStdString(name.substr(8)), sum / double(count)});
  }
  std::ranges::sort(times, std::greater<>(), &PhaseTime::seconds);
  return times;
}
}  // namespace

struct SystemView::Sampling {
  QMutex mutex;
  std::unique_ptr<MachineSampler> sampler;
};

SystemView::SystemView(StoreAccess* store, QWidget* parent)
    : QWidget(parent),
      store_(store),
      sampling_(std::make_shared<Sampling>()),
      title_(new QLabel),
      gpuProblem_(new QLabel),
      grid_(new QGridLayout),
      phases_(new PhaseBar) {
  title_->setObjectName(QStringLiteral("systemTitle"));
  title_->setProperty("role", "muted");
  gpuProblem_->setObjectName(QStringLiteral("gpuProblem"));
  gpuProblem_->setProperty("role", "muted");
  gpuProblem_->setWordWrap(true);
  auto* content = new QWidget;
  auto* column = new QVBoxLayout(content);
  column->setContentsMargins(12, 8, 12, 8);
  column->setSpacing(8);
  auto* head = new QHBoxLayout;
  head->addWidget(title_);
  head->addStretch(1);
  head->addWidget(gpuProblem_);
  column->addLayout(head);
  grid_->setHorizontalSpacing(20);
  column->addLayout(grid_);
  column->addWidget(phases_);
  column->addStretch(1);
  auto* scroll = new QScrollArea;
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setWidget(content);
  auto* whole = new QVBoxLayout(this);
  whole->setContentsMargins(0, 0, 0, 0);
  whole->addWidget(scroll);
  second_.setInterval(1000);
  connect(&second_, &QTimer::timeout, this, &SystemView::sample);
  setSource({}, {});
}

SystemView::~SystemView() = default;

void SystemView::showEvent(QShowEvent* event) {
  QWidget::showEvent(event);
  second_.start();
  sample();
}

void SystemView::hideEvent(QHideEvent* event) {
  QWidget::hideEvent(event);
  second_.stop();
}

void SystemView::showRun(qint64 run) {
  if (run_ == run) return;
  run_ = run;
  phases_->showTimes({}, 0);
  if (isVisible()) askTimes();
}

void SystemView::setPaths(const std::vector<std::filesystem::path>& paths) {
  paths_ = paths;
}

void SystemView::setSource(const QString& where, std::function<void()> ask) {
  ask_ = std::move(ask);
  const auto title = where.isEmpty() ? tr("This machine") : where;
  if (title == title_->text()) return;
  title_->setText(title);
  where_ = where;
  asking_ = false;
  for (auto& [key, one] : figures_) delete one;
  figures_.clear();
  order_.clear();
}

void SystemView::sample() {
  askTimes();
  if (ask_) return ask_();
  if (asking_) return;
  asking_ = true;
  inBackground(
      this,
      [sampling = sampling_, paths = paths_] {
        const QMutexLocker lock(&sampling->mutex);
        if (!sampling->sampler) sampling->sampler = std::make_unique<MachineSampler>();
        return sampling->sampler->sample(paths);
      },
      [this](const std::optional<MachineFigures>& figures, const QString&) {
        asking_ = false;
        if (figures && !ask_) showFigures(*figures);
      });
}

void SystemView::askTimes() {
  if (timing_ || run_ == 0) return;
  timing_ = true;
  auto steps = std::make_shared<qint64>(0);
  store_->query(
      this,
      [run = run_, steps](ExperimentStore& store) {
        try {
          return stepTimes(store, run, steps.get());
        } catch (const StoreError&) {
          return std::vector<PhaseTime>();
        }
      },
      [this, run = run_, steps](std::vector<PhaseTime> times) {
        timing_ = false;
        if (run == run_) phases_->showTimes(std::move(times), *steps);
      });
  // An answer that another store's opening took away must not stop the asking.
  QTimer::singleShot(5000, this, [this] { timing_ = false; });
}

FigureHistory* SystemView::figure(const QString& key, const QString& title) {
  auto& one = figures_[key];
  if (!one) {
    one = new FigureHistory(title);
    one->setObjectName(QStringLiteral("figure-") + key);
    order_.push_back(key);
    arrange();
  }
  return one;
}

void SystemView::arrange() {
  for (std::size_t i = 0; i < order_.size(); ++i)
    grid_->addWidget(figures_[order_[i]], int(i) / kColumns, int(i) % kColumns);
}

void SystemView::showFigures(const MachineFigures& now) {
  for (std::size_t i = 0; i < now.gpus.size(); ++i) showGpu(now, i);
  gpuProblem_->setText(now.gpus.empty() && !now.gpu_problem.empty()
                           ? tr("GPU: %1").arg(now.gpu_problem == "no NVIDIA driver"
                                                   ? tr("no NVIDIA driver")
                                                   : QString::fromStdString(now.gpu_problem))
                           : QString());
  figure("cpu", tr("Processors"))
      ->add(now.time, now.machine_busy, percent(now.machine_busy),
            tr("Share of the time of all %n processors, every program's.", nullptr, now.processors));
  figure("process", tr("This process"))
      ->add(now.time, now.processors > 0 ? now.process_busy / now.processors : kUnknown,
            tr("%1 of %2 processors").arg(QLocale().toString(now.process_busy, 'f', 1)).arg(now.processors),
            tr("Processors that this program keeps busy, training included."));
  figure("memory", tr("Memory"))
      ->add(now.time, shareOf(now.memory_used, now.memory_total),
            tr("%1 of %2").arg(bytes(now.memory_used), bytes(now.memory_total)),
            tr("Memory of the machine that is not available to programs."));
  figure("resident", tr("Memory of this process"))
      ->add(now.time, shareOf(now.process_memory, now.memory_total), bytes(now.process_memory),
            tr("Resident memory of this program, training included."));
  showDisks(now);
}

void SystemView::showGpu(const MachineFigures& now, std::size_t number) {
  const auto& gpu = now.gpus[number];
  const auto name = QString::fromStdString(gpu.name);
  const auto key = QStringLiteral("gpu%1").arg(number);
  figure(key + "-memory", tr("GPU %1 memory").arg(number))
      ->add(now.time, shareOf(gpu.memory_used, gpu.memory_total),
            tr("%1 of %2").arg(bytes(gpu.memory_used), bytes(gpu.memory_total)), name);
  figure(key + "-busy", tr("GPU %1").arg(number))
      ->add(now.time, gpu.utilisation.value_or(kUnknown), gpu.utilisation ? percent(*gpu.utilisation) : tr("unknown"),
            tr("%1: share of the time in which it computed.").arg(name));
  if (!gpu.temperature) return;
  auto text = tr("%1 °C").arg(*gpu.temperature);
  if (gpu.power) text = tr("%1 °C, %2 W").arg(*gpu.temperature).arg(qRound(*gpu.power));
  figure(key + "-temperature", tr("GPU %1 temperature").arg(number))->add(now.time, *gpu.temperature / 100, text, name);
}

void SystemView::showDisks(const MachineFigures& now) {
  for (std::size_t i = 0; i < now.disks.size(); ++i) {
    const auto& disk = now.disks[i];
    figure(QStringLiteral("disk%1").arg(i), i == 0 ? tr("Disk of the store") : tr("Disk %1").arg(i + 1))
        ->add(now.time, shareOf(disk.total - disk.free, disk.total), tr("%1 free").arg(bytes(disk.free)),
              tr("File system of %1, of %2 in all.").arg(QString::fromStdString(disk.path), bytes(disk.total)));
  }
}

}  // namespace vignette
