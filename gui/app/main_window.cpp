#include "app/main_window.h"

#include <QDir>
#include <QDockWidget>
#include <QFileInfo>
#include <QLabel>
#include <QLocale>
#include <QStandardPaths>
#include <QVBoxLayout>

#include "app/background.h"
#include "app/demo_maker.h"
#include "app/gui_session.h"
#include "app/icons.h"
#include "app/language.h"
#include "app/notice_strip.h"
#include "app/run_controls.h"
#include "app/run_steering.h"
#include "app/store_access.h"
#include "app/theme.h"
#include "ask/ask_view.h"
#include "captions/captions_view.h"
#include "compare/compare_view.h"
#include "curves/curves_view.h"
#include "experiment/experiment_view.h"
#include "experiment/forecast_view.h"
#include "experiment/parameter_form.h"
#include "help/help_view.h"
#include "messages/issues_view.h"
#include "messages/log_model.h"
#include "messages/log_view.h"
#include "queue/queue_runner.h"
#include "queue/queue_view.h"
#include "remote/connection_strip.h"
#include "remote/remote_store.h"
#include "runs/runs_view.h"
#include "settings/preferences.h"
#include "store/experiment_store.h"

namespace vignette {

namespace {
constexpr int kFailedRunsShown = 20;
constexpr auto kSelectedRuns = "gui/selected_runs";
constexpr auto kCurves = "gui/curves";
constexpr auto kCurvesDefault = "curves/layout";

QString joined(const QList<qint64>& numbers) {
  QStringList parts;
  for (auto number : numbers) parts << QString::number(number);
  return parts.join(',');
}

QList<qint64> numbersOf(const QString& text) {
  QList<qint64> numbers;
  for (const auto& part : text.split(',', Qt::SkipEmptyParts)) numbers << part.toLongLong();
  return numbers;
}

/// The file and what SQLite keeps beside it, in bytes.
qint64 storeBytes(const QString& file) {
  qint64 bytes = 0;
  for (const auto* suffix : {"", "-wal"}) bytes += QFileInfo(file + QLatin1String(suffix)).size();
  return bytes;
}
}  // namespace

MainWindow::MainWindow(WorkbenchOptions options, QWidget* parent)
    : QMainWindow(parent),
      options_(std::move(options)),
      settings_(options_.settings_file.isEmpty()
                    ? QSettings(QSettings::IniFormat, QSettings::UserScope, "vignette", "workbench").fileName()
                    : options_.settings_file,
                QSettings::IniFormat),
      store_(new StoreAccess(this)),
      session_(new GuiSession(options_.engine, this)),
      demo_(new DemoMaker(options_.job_runner, this)),
      logLines_(new LogModel(10000, this)),
      preferences_(new Preferences(&settings_, this)),
      remote_(new RemoteStore(this)),
      queue_(new QueueRunner(store_, session_, this)) {
  setObjectName(QStringLiteral("workbench"));
  setWindowTitle(tr("Vignette"));
  setWindowIcon(applicationIcon());
  setAcceptDrops(true);
  connect(&Language::instance(), &Language::changed, this, &MainWindow::rebuildContents, Qt::QueuedConnection);
  connect(preferences_, &Preferences::fontScaled, this, &MainWindow::rebuildContents, Qt::QueuedConnection);
  connect(preferences_, &Preferences::changed, this, &MainWindow::applyPreferences);
  buildContents();
  restoreWindow();
  showControls();
  openAtStart();
}

MainWindow::~MainWindow() = default;

void MainWindow::buildParts() {
  runs_ = new RunsView(store_, &undo_);
  experiment_ = new ExperimentView;
  experiment_->setDemoFolder(demoFolder());
  curves_ = new CurvesView(store_, &undo_);
  captions_ = new CaptionsView(store_, &undo_);
  captions_->setJobRunner(options_.job_runner);
  compare_ = new CompareView(store_);
  ask_ = new AskView(store_);
  forecast_ = new ForecastView(options_.job_runner);
  experiment_->addToFoot(forecast_);
  log_ = new LogView(nullptr, logLines_);
  issues_ = new IssuesView;
  help_ = new HelpView;
  controls_ = new RunControls;
  steering_ = new RunSteering(session_, store_, runs_, this);
  notice_ = new NoticeStrip;
  buildHealth();
  buildRemote();
  buildSystem();
  queueView_ = new QueueView(store_, queue_, &undo_);
}

void MainWindow::connectParts() {
  connect(store_, &StoreAccess::opened, this, &MainWindow::storeOpened);
  connect(store_, &StoreAccess::changed, this, &MainWindow::showStoreSize);
  connect(store_, &StoreAccess::failed, this, [this](const QString& what) { addIssue(tr("Store"), what, true); });
  connect(runs_, &RunsView::selectionChanged, this, &MainWindow::selectionChanged);
  connect(runs_, &RunsView::refreshed, this, &MainWindow::noteFailedRuns);
  connect(runs_, &RunsView::refreshed, this, &MainWindow::nameCaptions);
  connect(runs_, &RunsView::told, messageLabel_, &QLabel::setText);
  connect(runs_, &RunsView::duplicateRequested, this, &MainWindow::duplicateRun);
  connect(runs_, &RunsView::continueRequested, this, &MainWindow::continueFromRun);
  connect(runs_, &RunsView::branchRequested, this, &MainWindow::chooseBranch);
  connect(runs_, &RunsView::exportRequested, this, &MainWindow::chooseExport);
  connect(ask_, &AskView::evaluateRequested, steering_, &RunSteering::evaluateNow);
  connect(ask_, &AskView::captionRequested, steering_, &RunSteering::captionNow);
  connect(ask_, &AskView::checkpointRequested, this, [this](const QString& picture) {
    captionsDock_->show();
    captionsDock_->raise();
    captions_->openPicture(picture);
  });
  connect(experiment_, &ExperimentView::edited, this,
          [this] { forecast_->setRecipe(experiment_->recipe(), experiment_->ready()); });
  connect(runs_, &RunsView::resumeRequested, this, [this](qint64 run) { session_->resumeStored(store_->file(), run); });
  connect(curves_, &CurvesView::stepActivated, this, [this](qint64 step, bool byKey) {
    captions_->showStep(step);
    captionsDock_->show();
    captionsDock_->raise();
    if (byKey) captions_->focusSteps();
  });
  connect(curves_, &CurvesView::captionsMoveRequested, captions_, &CaptionsView::moveStep);
  connect(captions_, &CaptionsView::stepShown, curves_, &CurvesView::showStep);
  connect(curves_, &CurvesView::layoutChanged, this, [this] {
    keepStoreSetting(kCurves, curves_->curveLayout().text());
    settings_.setValue(kCurvesDefault, curves_->curveLayout().text());
  });
  connect(curves_, &CurvesView::told, messageLabel_, &QLabel::setText);
  connect(captions_, &CaptionsView::told, messageLabel_, &QLabel::setText);
  connect(captions_, &CaptionsView::failed, this,
          [this](const QString& where, const QString& what) { addIssue(where, what, true); });
  connect(curves_, &CurvesView::failed, this,
          [this](const QString& where, const QString& what) { addIssue(where, what, true); });
  connect(compare_, &CompareView::imageActivated, this, [this](qint64 run, qint64 image, qint64 step) {
    showCaptionsOf(run);
    if (step >= 0) captions_->showStep(step);
    captions_->showImage(image);
    captionsDock_->show();
    captionsDock_->raise();
  });
  connect(compare_, &CompareView::runActivated, runs_, &RunsView::makeCurrent);
  connect(compare_, &CompareView::told, messageLabel_, &QLabel::setText);
  connect(compare_, &CompareView::failed, this,
          [this](const QString& where, const QString& what) { addIssue(where, what, true); });
  connect(issues_, &IssuesView::runActivated, this, [this](qint64 run) { runs_->selectRuns({run}); });
  connect(issues_, &IssuesView::countChanged, this,
          [this](int count) { issuesDock_->setWindowTitle(count > 0 ? tr("Issues (%1)").arg(count) : tr("Issues")); });
  connect(issues_, &IssuesView::errorAdded, this, [this](const QString& what) {
    messageLabel_->setText(what.section('\n', 0, 0));
    issuesDock_->show();
    issuesDock_->raise();
  });
  connect(experiment_, &ExperimentView::startRequested, this, &MainWindow::startRun);
  connect(experiment_, &ExperimentView::problemFound, this,
          [this](const QString& where, const QString& what) { addIssue(where, what, true); });
  connect(experiment_, &ExperimentView::edited, this, &MainWindow::showControls);
  connect(experiment_, &ExperimentView::liveChange, steering_, &RunSteering::adjust);
  connect(experiment_->form(), &ParameterForm::modelWanted, this, &MainWindow::chooseModel);
  connect(notice_, &NoticeStrip::pressed, experiment_, &ExperimentView::start);
  connect(demo_, &DemoMaker::finished, this, &MainWindow::demoReady);
  connect(demo_, &DemoMaker::failed, this, [this](const QString& what) {
    notice_->hide();
    addIssue(tr("Demo"), what, true);
  });
  connect(demo_, &DemoMaker::progress, this, [this](double fraction) {
    notice_->showProgress(tr("Preparing the demo: pictures, captions and small models. It happens once."), fraction);
  });
}

void MainWindow::connectSession() {
  connect(steering_, &RunSteering::changed, this, &MainWindow::showControls);
  connect(controls_->startAction(), &QAction::triggered, experiment_, &ExperimentView::start);
  connect(controls_->pauseAction(), &QAction::triggered, steering_, &RunSteering::pauseOrResume);
  connect(controls_->stepAction(), &QAction::triggered, steering_, &RunSteering::step);
  connect(controls_->stopAction(), &QAction::triggered, steering_, &RunSteering::stop);
  connect(session_, &GuiSession::stateChanged, this, [this] { experiment_->setTraining(session_->active()); });
  connect(session_, &GuiSession::runStored, this, [this](qint64 run) {
    notice_->hide();
    if (session_->store() != store_->file()) return;
    runs_->selectRuns({run});
    runs_->refresh();
  });
  connect(session_, &GuiSession::stepped, this, [this](qint64 step) {
    if (session_->store() != store_->file()) return;
    runs_->model()->setStep(session_->run(), step);
    curves_->followData();
  });
  connect(session_, &GuiSession::failed, this, [this](const QString& what) {
    const auto run = session_->run();
    failedRuns_.insert(run);
    const auto* row = runs_->model()->find(run);
    addIssue(row ? row->name : tr("Start of a run"), what, true, run);
  });
  connect(session_, &GuiSession::warned, this,
          [this](const QString& where, const QString& what) { addIssue(where, what, false, session_->run()); });
  connect(session_, &GuiSession::ended, this, &MainWindow::runEnded);
}

std::filesystem::path MainWindow::demoFolder() const {
  const auto own = options_.data_folder.empty()
                       ? QStandardPaths::writableLocation(QStandardPaths::AppDataLocation).toStdString()
                       : options_.data_folder.string();
  return std::filesystem::path(own) / "demo";
}

bool MainWindow::isDemo(const std::filesystem::path& store) const {
  return store == demoFolder() / "demo.vignette";
}

void MainWindow::openAtStart() {
  const auto demo = demoFolder() / "demo.vignette";
  if (options_.demo) return openStore(demo);
  const auto given = QString::fromStdString(options_.store.string());
  if (ServerAddress::isAddress(given)) return openServerText(given);
  if (!options_.store.empty()) return openStore(std::filesystem::absolute(options_.store));
  const auto last = settings_.value("store/last").toString();
  if (ServerAddress::isAddress(last)) return openServerText(last);
  inBackground(
      this, [last] { return !last.isEmpty() && QFileInfo::exists(last); },
      [this, last, demo](std::optional<bool> there, const QString&) {
        openStore(there.value_or(false) ? std::filesystem::path(last.toStdString()) : demo);
      });
}

void MainWindow::openStore(const std::filesystem::path& file) {
  const auto text = QString::fromStdString(file.string());
  if (ServerAddress::isAddress(text)) return openServerText(text);
  remote_->close();
  connectionStrip_->hide();
  readyStore_ = false;
  notice_->hide();
  const auto folder = QString::fromStdString(file.parent_path().string());
  inBackground(
      this, [folder] { return QDir().mkpath(folder); },
      [this, file](std::optional<bool>, const QString&) {
        store_->open(file);
        if (isDemo(file)) makeDemo();
      });
}

void MainWindow::storeOpened(const QString& opened) {
  const bool elsewhere = remote_->active() && opened == QString::fromStdString(remote_->mirror().string());
  const auto file = elsewhere ? remote_->address().text() : opened;
  settings_.setValue("store/last", file);
  rememberRecent(file);
  if (!rebuilt_) {
    undo_.clear();
    failedRuns_.clear();
    firstRows_ = true;
  }
  readyStore_ = true;
  setWindowTitle(tr("%1 – Vignette").arg(QFileInfo(file).fileName()));
  restoreStoreSettings();
  if (!rebuilt_) queue_->storeOpened();
  showStoreSize();
  showControls();
}

void MainWindow::restoreStoreSettings() {
  using Settings = std::pair<std::optional<std::string>, std::optional<std::string>>;
  store_->query(
      this, [](ExperimentStore& open) { return Settings(open.setting(kSelectedRuns), open.setting(kCurves)); },
      [this](const Settings& settings) {
        restoreCurves(settings.second);
        if (settings.first) runs_->selectRuns(numbersOf(QString::fromStdString(*settings.first)));
      });
}

/// A store that has no layout of its own yet gets smoothing, axis and markers as the user last had them.
void MainWindow::restoreCurves(const std::optional<std::string>& stored) {
  if (auto layout = CurveLayout::fromText(QString::fromStdString(stored.value_or(std::string()))))
    return curves_->setCurveLayout(*layout);
  if (auto layout = CurveLayout::fromText(settings_.value(kCurvesDefault).toString())) {
    layout->panels.clear();
    curves_->setCurveLayout(*layout);
  }
}

void MainWindow::keepStoreSetting(const char* key, const QString& value) {
  if (!readyStore_) return;
  store_->write([key = std::string(key), value = value.toStdString()](ExperimentStore& open) {
    if (open.setting(key) != value) open.set_setting(key, value);
  });
}

void MainWindow::selectionChanged(const QList<qint64>& runs) {
  curves_->setRuns(runs);
  compare_->setRuns(runs);
  showCaptionsOf(runs_->currentRun());
  keepStoreSetting(kSelectedRuns, joined(runs));
}

void MainWindow::showCaptionsOf(qint64 run) {
  captionsRun_ = run;
  captions_->showRun(run);
  nameCaptions();
}

void MainWindow::nameCaptions() {
  const auto* row = runs_->model()->find(captionsRun_);
  captions_->nameRun(row ? row->name : QString(), row ? row->colour : QColor());
}

void MainWindow::noteFailedRuns() {
  int shown = 0;
  for (const auto& row : runs_->model()->rows()) {
    if (row.state != RunState::failed || failedRuns_.contains(row.id)) continue;
    failedRuns_.insert(row.id);
    if (firstRows_ && ++shown > kFailedRunsShown) continue;
    // Old failures are listed, but do not call for attention again.
    addIssue(row.name, row.reason.isEmpty() ? tr("The run failed.") : row.reason, !firstRows_, row.id);
  }
  firstRows_ = false;
}

void MainWindow::addIssue(const QString& where, const QString& what, bool error, qint64 run) {
  issues_->add({error ? Issue::Severity::error : Issue::Severity::warning, where, what, run});
}

void MainWindow::startRun(const Recipe& recipe, const QString& name) {
  messageLabel_->clear();
  if (startBranch(recipe, name)) return;
  session_->start(store_->file(), preferences_->completed(recipe), name);
}

void MainWindow::runEnded(qint64, RunState state) {
  experiment_->setTraining(false);
  runs_->refresh();
  curves_->refresh();
  const auto ended = tr("The run %1.").arg(runStateText(state));
  const auto next = queue_->paused() || closing_ ? QString() : queue_->nextName();
  messageLabel_->setText(next.isEmpty() ? ended : tr("%1 Next from the queue: %2.").arg(ended, next));
  showControls();
  if (!closing_) return;
  if (background_) goOnInBackground();
  close();
}

void MainWindow::duplicateRun(qint64 run) {
  store_->query(
      this, [run](ExperimentStore& open) { return open.run(run); },
      [this](const std::optional<RunRecord>& record) {
        if (!record) return;
        const auto name = QString::fromStdString(record->name);
        try {
          experiment_->setRecipe(Recipe::from_text(record->recipe, record->name), tr("Copy of %1").arg(name),
                                 tr("%1 copy").arg(name));
        } catch (const std::exception& error) {
          addIssue(name, QString::fromUtf8(error.what()), true, record->id);
        }
      });
}

void MainWindow::continueFromRun(qint64 run) {
  using Found = std::pair<std::optional<RunRecord>, std::vector<CheckpointRecord>>;
  store_->query(
      this, [run](ExperimentStore& open) { return Found(open.run(run), open.checkpoints(run)); },
      [this](const Found& found) {
        const auto& [record, checkpoints] = found;
        if (!record) return;
        const auto name = QString::fromStdString(record->name);
        if (checkpoints.empty()) return addIssue(name, tr("The run has no checkpoint yet."), false, record->id);
        auto chosen = checkpoints.back();
        for (const auto& checkpoint : checkpoints)
          if (checkpoint.kind == "best") chosen = checkpoint;
        try {
          auto recipe = Recipe::from_text(record->recipe, record->name);
          const bool clip = recipe.text("training.objective") == "contrastive";
          recipe.set(clip ? "models.clip" : "models.captioner", chosen.path);
          recipe.set("training.objective", std::string(clip ? "likelihood" : "adversarial"));
          experiment_->setRecipe(recipe, tr("After %1").arg(name), tr("after %1").arg(name));
        } catch (const std::exception& error) {
          addIssue(name, QString::fromUtf8(error.what()), true, record->id);
        }
      });
}

void MainWindow::showControls() {
  const auto status = steering_->status();
  ask_->setGoing(status.going && status.run != 0);
  ask_->showRun(status.run);
  showHealth();
  controls_->showStatus(status, readyStore_ && experiment_->ready() && !session_->active());
}

void MainWindow::showStoreSize() {
  if (measuringSize_) return;
  measuringSize_ = true;
  const auto file = QString::fromStdString(store_->file().string());
  inBackground(
      this, [file] { return storeBytes(file); },
      [this, file](std::optional<qint64> bytes, const QString&) {
        measuringSize_ = false;
        storeLabel_->setText(
            tr("%1 · %2").arg(QFileInfo(file).fileName(), QLocale().formattedDataSize(bytes.value_or(0))));
        storeLabel_->setToolTip(file);
      });
}

void MainWindow::makeDemo() {
  demo_->make(demoFolder());
}

void MainWindow::demoReady(const QString& recipe) {
  notice_->hide();
  if (!isDemo(store_->file()) || session_->active()) return;
  experiment_->openRecipe(recipe);
  store_->query(
      this, [](ExperimentStore& open) { return open.runs().empty(); },
      [this](bool empty) {
        if (!empty || session_->active()) return;
        notice_->showHint(tr("The demo is ready: a small captioner that has never seen a picture with its caption. "
                             "Press Start to train it against a critic; curves and captions appear as it learns."),
                          tr("Start"));
      });
}

}  // namespace vignette
