// Docks, menus, status bar, and what of them comes back at the next start.

#include <QAction>
#include <QActionGroup>
#include <QDockWidget>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QMimeData>
#include <QScreen>
#include <QStatusBar>
#include <QTabBar>
#include <QTimer>
#include <QVBoxLayout>

#include "app/icons.h"
#include "app/main_window.h"
#include "app/notice_strip.h"
#include "app/run_controls.h"
#include "app/store_access.h"
#include "app/store_dialog.h"
#include "app/theme.h"
#include "ask/ask_view.h"
#include "captions/captions_view.h"
#include "compare/compare_view.h"
#include "curves/curves_view.h"
#include "experiment/experiment_view.h"
#include "help/help_view.h"
#include "messages/issues_view.h"
#include "messages/log_view.h"
#include "queue/queue_view.h"
#include "remote/connection_strip.h"
#include "runs/runs_view.h"
#include "settings/preferences.h"
#include "system/system_view.h"

namespace vignette {

namespace {
constexpr int kLayoutVersion = 2;
constexpr int kRecentStores = 8;

bool isStoreFile(const QString& file) {
  return file.endsWith(QLatin1String(".vignette")) || file.endsWith(QLatin1String(".sqlite")) ||
         file.endsWith(QLatin1String(".db"));
}
}  // namespace

void MainWindow::buildDocks() {
  auto* centre = new QWidget;
  auto* column = new QVBoxLayout(centre);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(connectionStrip_);
  column->addWidget(notice_);
  column->addWidget(curves_, 1);
  setCentralWidget(centre);
  addToolBar(Qt::TopToolBarArea, controls_);
  setDockOptions(AnimatedDocks | AllowTabbedDocks | AllowNestedDocks);
  setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
  setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
  setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
  auto* runs = addDock("runsDock", tr("Runs"), runs_, Qt::LeftDockWidgetArea);
  auto* experiment = addDock("experimentDock", tr("Experiment"), experiment_, Qt::LeftDockWidgetArea);
  captionsDock_ = addDock("captionsDock", tr("Captions"), captions_, Qt::RightDockWidgetArea);
  compareDock_ = addDock("compareDock", tr("Compare"), compare_, Qt::RightDockWidgetArea);
  auto* ask = addDock("askDock", tr("Ask"), ask_, Qt::RightDockWidgetArea);
  auto* log = addDock("logDock", tr("Log"), log_, Qt::BottomDockWidgetArea);
  issuesDock_ = addDock("issuesDock", tr("Issues"), issues_, Qt::BottomDockWidgetArea);
  helpDock_ = addDock("helpDock", tr("Help"), help_, Qt::RightDockWidgetArea);
  auto* system = addDock("systemDock", tr("System"), system_, Qt::BottomDockWidgetArea);
  queueDock_ = addDock("queueDock", tr("Queue"), queueView_, Qt::LeftDockWidgetArea);
  docks_ = {runs, experiment, captionsDock_, compareDock_, log, issuesDock_, ask, helpDock_, system, queueDock_};
  setHelpPlace(curves_, QStringLiteral("glossary"));
  setHelpPlace(experiment, QStringLiteral("parameters"));
  setHelpPlace(captionsDock_, QStringLiteral("captions"));
  setHelpPlace(ask, QStringLiteral("captions"));
  setHelpPlace(compareDock_, QStringLiteral("compare"));
  setHelpPlace(runs, QStringLiteral("compare"));
  arrangeDocks();
  addHealthDocks();
  if (firstState_.isEmpty()) firstState_ = saveState(kLayoutVersion);
}

QDockWidget* MainWindow::addDock(const char* name, const QString& title, QWidget* content, Qt::DockWidgetArea area) {
  auto* dock = new QDockWidget(title, this);
  dock->setObjectName(QString::fromLatin1(name));
  dock->setWidget(content);
  addDockWidget(area, dock);
  const auto later = [this] { QMetaObject::invokeMethod(this, &MainWindow::updateTitleBars, Qt::QueuedConnection); };
  connect(dock, &QDockWidget::topLevelChanged, this, later);
  connect(dock, &QDockWidget::dockLocationChanged, this, later);
  connect(dock, &QDockWidget::visibilityChanged, this, later);
  return dock;
}

void MainWindow::arrangeDocks() {
  tabifyDockWidget(docks_[2], docks_[3]);
  tabifyDockWidget(docks_[3], docks_[6]);
  tabifyDockWidget(docks_[6], docks_[7]);
  docks_[7]->hide();
  tabifyDockWidget(docks_[4], docks_[5]);
  tabifyDockWidget(docks_[5], docks_[8]);
  tabifyDockWidget(docks_[0], docks_[9]);
  docks_[0]->raise();
  docks_[2]->raise();
  docks_[4]->raise();
}

/// Sizes of the docks hold only once the window has its own size.
void MainWindow::showEvent(QShowEvent* event) {
  QMainWindow::showEvent(event);
  if (sized_) return;
  sized_ = true;
  // The tools of the curves take less room once they are laid out: then the window may fit a small screen.
  QTimer::singleShot(0, this, [this] {
    if (const auto room = screen()->availableSize(); width() > room.width() || height() > room.height())
      resize(size().boundedTo(room));
  });
  if (restored_) return;
  const bool small = width() < 1400;
  resizeDocks({docks_[0], docks_[2]}, {small ? 350 : 420, small ? 380 : width() / 4}, Qt::Horizontal);
  resizeDocks({docks_[0], docks_[1]}, {height() * 2 / 7, height() * 5 / 7}, Qt::Vertical);
  resizeDocks({docks_[4]}, {small ? 110 : height() / 6}, Qt::Vertical);
}

/// A dock among tabs is named by its tab: a title bar under it would say it twice.
void MainWindow::updateTitleBars() {
  for (auto* bar : findChildren<QTabBar*>(QString(), Qt::FindDirectChildrenOnly)) bar->setAccessibleName(tr("Docks"));
  for (auto* dock : docks_) {
    bool tabbed = false;
    for (auto* other : tabifiedDockWidgets(dock)) tabbed = tabbed || other->toggleViewAction()->isChecked();
    tabbed = tabbed && !dock->isFloating();
    if (tabbed == (dock->titleBarWidget() != nullptr)) continue;
    auto* before = dock->titleBarWidget();
    dock->setTitleBarWidget(tabbed ? new QWidget(dock) : nullptr);
    delete before;
  }
}

void MainWindow::buildMenus() {
  buildFileMenu();
  auto* edit = menuBar()->addMenu(tr("&Edit"));
  auto* undo = undo_.createUndoAction(this, tr("Undo"));
  undo->setIcon(lineIcon("undo"));
  undo->setShortcut(QKeySequence::Undo);
  auto* redo = undo_.createRedoAction(this, tr("Redo"));
  redo->setIcon(lineIcon("redo"));
  redo->setShortcut(QKeySequence::Redo);
  edit->addActions({undo, redo});
  edit->addSeparator();
  edit->addAction(tr("Settings…"), QKeySequence(QStringLiteral("Ctrl+,")), this, &MainWindow::showSettings);
  auto* run = menuBar()->addMenu(tr("&Run"));
  run->addActions(
      {controls_->startAction(), controls_->pauseAction(), controls_->stepAction(), controls_->stopAction()});
  addNotificationAction(run);
  buildViewMenu();
  buildHelpMenu();
}

void MainWindow::buildFileMenu() {
  auto* file = menuBar()->addMenu(tr("&File"));
  file->addAction(lineIcon("store-new"), tr("New store…"), QKeySequence::New, this, [this] { chooseStore(true); });
  file->addAction(lineIcon("store"), tr("Open store…"), QKeySequence::Open, this, [this] { chooseStore(false); });
  file->addAction(lineIcon("server"), tr("Open store on a server…"), QKeySequence(tr("Ctrl+Shift+S")), this,
                  &MainWindow::chooseServer);
  recent_ = file->addMenu(tr("Recent stores"));
  file->addAction(tr("Demo"), this, [this] { openStore(demoFolder() / "demo.vignette"); });
  file->addAction(tr("Store maintenance…"), this, [this] {
    const auto runs = runs_->selectedRuns();
    (new StoreDialog(store_->file(), {runs.begin(), runs.end()}, this))->open();
  });
  file->addSeparator();
  file->addAction(lineIcon("recipe"), tr("Open recipe…"), QKeySequence(tr("Ctrl+R")), experiment_,
                  &ExperimentView::chooseRecipe);
  file->addAction(lineIcon("save"), tr("Save recipe…"), QKeySequence::Save, experiment_, &ExperimentView::saveRecipe);
  file->addAction(lineIcon("images"), tr("Train on a folder of pictures…"), QKeySequence(tr("Ctrl+Shift+O")), this,
                  &MainWindow::chooseDataset);
  file->addSeparator();
  buildInterchangeMenu(file);
  file->addSeparator();
  file->addAction(tr("Quit"), QKeySequence(tr("Ctrl+Q")), this, &QWidget::close);
  fillRecent();
}

void MainWindow::buildViewMenu() {
  view_ = menuBar()->addMenu(tr("&View"));
  auto* go = view_->addMenu(tr("Go to"));
  auto* shown = view_->addMenu(tr("Panels"));
  int number = 0;
  for (auto* dock : docks_) {
    auto* action = go->addAction(dock->windowTitle(), this, [this, dock] { goToDock(dock); });
    if (++number < 10) action->setShortcut(QKeySequence(QStringLiteral("Ctrl+%1").arg(number)));
    connect(dock, &QDockWidget::windowTitleChanged, action, &QAction::setText);
    shown->addAction(dock->toggleViewAction());
  }
  view_->addAction(tr("Reset layout"), this, [this] {
    restoreState(firstState_, kLayoutVersion);
    sized_ = restored_ = false;
    QShowEvent again;
    showEvent(&again);
  });
  view_->addSeparator();
  auto* themes = new QActionGroup(this);
  const std::pair<Theme::Mode, QString> modes[] = {{Theme::Mode::system, tr("Colours of the system")},
                                                   {Theme::Mode::light, tr("Light")},
                                                   {Theme::Mode::dark, tr("Dark")}};
  for (const auto& [mode, text] : modes) {
    auto* action = view_->addAction(text);
    action->setCheckable(true);
    action->setChecked(Theme::instance().mode() == mode);
    action->setObjectName(QStringLiteral("theme%1").arg(int(mode)));
    themes->addAction(action);
    connect(preferences_, &Preferences::changed, action,
            [this, action, mode = mode] { action->setChecked(preferences_->theme() == mode); });
    connect(action, &QAction::triggered, this, [this, mode = mode] { preferences_->setTheme(mode); });
  }
}

void MainWindow::buildStatusBar() {
  messageLabel_ = new QLabel;
  messageLabel_->setObjectName(QStringLiteral("message"));
  messageLabel_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  storeLabel_ = new QLabel;
  storeLabel_->setObjectName(QStringLiteral("storeSize"));
  statusBar()->addWidget(messageLabel_, 1);
  statusBar()->addPermanentWidget(storeLabel_);
  statusBar()->setSizeGripEnabled(false);
}

void MainWindow::fillRecent() {
  recent_->clear();
  for (const auto& file : settings_.value("store/recent").toStringList())
    recent_->addAction(file, this, [this, file] { openStore(file.toStdString()); });
  recent_->setEnabled(!recent_->isEmpty());
}

void MainWindow::rememberRecent(const QString& file) {
  auto files = settings_.value("store/recent").toStringList();
  files.removeAll(file);
  files.prepend(file);
  settings_.setValue("store/recent", QStringList(files.mid(0, kRecentStores)));
  fillRecent();
}

void MainWindow::restoreWindow() {
  resize(QSize(1440, 900).boundedTo(screen()->availableSize()));
  restoreGeometry(settings_.value("window/geometry").toByteArray());
  restored_ = restoreState(settings_.value("window/state").toByteArray(), kLayoutVersion);
}

void MainWindow::saveWindow() {
  settings_.setValue("window/geometry", saveGeometry());
  settings_.setValue("window/state", saveState(kLayoutVersion));
}

void MainWindow::chooseStore(bool create) {
  auto* dialog = new QFileDialog(this, create ? tr("New store") : tr("Open store"), {},
                                 tr("Stores (*.vignette *.sqlite *.db);;All files (*)"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setDefaultSuffix(QStringLiteral("vignette"));
  dialog->setAcceptMode(create ? QFileDialog::AcceptSave : QFileDialog::AcceptOpen);
  dialog->setFileMode(create ? QFileDialog::AnyFile : QFileDialog::ExistingFile);
  connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) { openStore(file.toStdString()); });
  dialog->open();
}

void MainWindow::chooseDataset() {
  auto* dialog = new QFileDialog(this, tr("Folder of pictures with captions"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setFileMode(QFileDialog::Directory);
  dialog->setOption(QFileDialog::ShowDirsOnly);
  connect(dialog, &QFileDialog::fileSelected, experiment_, &ExperimentView::openDataset);
  dialog->open();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
  if (event->mimeData()->hasUrls() && event->mimeData()->urls().first().isLocalFile()) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
  const auto file = event->mimeData()->urls().first().toLocalFile();
  event->acceptProposedAction();
  if (file.endsWith(QLatin1String(".toml")))
    experiment_->openRecipe(file);
  else if (isStoreFile(file))
    openStore(file.toStdString());
  else if (has_image_extension(file.toStdString()))
    ask_->captionNow(file);
  else
    experiment_->openDataset(file);
}

void MainWindow::showAbout() {
  auto* box = new QMessageBox(this);
  box->setAttribute(Qt::WA_DeleteOnClose);
  box->setWindowTitle(tr("About Vignette"));
  box->setIconPixmap(applicationIcon().pixmap(64));
  box->setText(QStringLiteral("<b>%1</b>").arg(QString::fromStdString(version())));
  box->setInformativeText(tr("Trains image captioners against a critic and shows them learning.\nGPL-3.0-or-later."));
  box->setStandardButtons(QMessageBox::Close);
  box->open();
}

}  // namespace vignette
