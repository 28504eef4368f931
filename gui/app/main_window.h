#pragma once
// The workbench's window: docks, menus, and how its parts talk to each other. GUI thread.

#include <QList>
#include <QMainWindow>
#include <QSet>
#include <QSettings>
#include <QUndoStack>
#include <filesystem>
#include <functional>

#include "remote/watch_connection.h"
#include "session/jobs.h"
#include "session/training_session.h"

class QDockWidget;
class QLabel;
class QMenu;
class QMessageBox;
class QProgressBar;

namespace vignette {

class CaptionsView;
class CompareView;
class CurvesView;
class DemoMaker;
class ExperimentView;
class GuiSession;
class HelpView;
class IssuesView;
class AskView;
class ForecastView;
class LogModel;
class HealthView;
class LiveControls;
class LogView;
class NoticeStrip;
class Preferences;
class ConnectionStrip;
class RemoteStore;
class QueueRunner;
class QueueView;
struct QueuedRun;
struct Sweep;
struct SweepExpansion;
class RunControls;
class RunNotifier;
class RunSteering;
class RunsView;
class StoreAccess;
struct Command;
class SystemView;

struct WorkbenchOptions {
  std::filesystem::path store;        ///< opened at start; empty: the last one, or the demo's
  bool demo = false;                  ///< open the demo whatever was open last
  std::filesystem::path data_folder;  ///< where the demo goes; empty: the user's data folder
  QString settings_file;              ///< empty: the user's settings
  SessionEngine engine;               ///< real_engine() outside of tests
  JobQueue::Runner job_runner;        ///< run_job outside of tests
  SshSetup ssh;                       ///< tests bring their own configuration
  QString command_line_program;       ///< vignette-cli; empty: the one beside this program
};

class MainWindow : public QMainWindow {
  Q_OBJECT

 public:
  explicit MainWindow(WorkbenchOptions options, QWidget* parent = nullptr);
  ~MainWindow() override;

  /// A file of this machine, or a server's "ssh://host/path".
  void openStore(const std::filesystem::path& file);
  RemoteStore* remote() const { return remote_; }
  GuiSession* session() const { return session_; }

 protected:
  void closeEvent(QCloseEvent* event) override;
  void showEvent(QShowEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;

 private:
  // main_window_language.cpp
  void buildContents();
  void clearContents();
  void nameByDocks();
  void rebuildContents();
  // main_window.cpp
  void buildParts();
  void connectParts();
  void connectSession();
  void openAtStart();
  void storeOpened(const QString& file);
  void restoreStoreSettings();
  void restoreCurves(const std::optional<std::string>& stored);
  void keepStoreSetting(const char* key, const QString& value);
  void selectionChanged(const QList<qint64>& runs);
  void showCaptionsOf(qint64 run);
  void nameCaptions();
  void noteFailedRuns();
  void startRun(const Recipe& recipe, const QString& name);
  void runEnded(qint64 run, RunState state);
  void duplicateRun(qint64 run);
  void continueFromRun(qint64 run);
  // main_window_runs.cpp
  void chooseBranch(qint64 run);
  void prepareBranch(const RunRecord& parent, const CheckpointRecord& checkpoint);
  bool startBranch(const Recipe& recipe, const QString& name);
  void chooseExport(qint64 run);
  void exportRecipe(qint64 run, const QString& file);
  // main_window.cpp
  void showControls();
  void showStoreSize();
  void addIssue(const QString& where, const QString& what, bool error, qint64 run = 0);
  std::filesystem::path demoFolder() const;
  bool isDemo(const std::filesystem::path& store) const;
  void makeDemo();
  void demoReady(const QString& recipe);
  // main_window_health.cpp
  void buildHealth();
  void showHealth();
  void addHealthDocks();
  // main_window_layout.cpp
  void buildDocks();
  QDockWidget* addDock(const char* name, const QString& title, QWidget* content, Qt::DockWidgetArea area);
  void arrangeDocks();
  void updateTitleBars();
  void goToDock(QDockWidget* dock);
  void buildMenus();
  void buildFileMenu();
  void buildViewMenu();
  void buildStatusBar();
  void fillRecent();
  void rememberRecent(const QString& file);
  void restoreWindow();
  void saveWindow();
  void chooseStore(bool create);
  void chooseDataset();
  void showAbout();
  // main_window_commands.cpp
  void buildHelpMenu();
  void applyPreferences();
  void showSettings();
  void chooseModel(const QString& key);
  void showHelp(const QString& place);
  void showHelpHere();
  void showCommands();
  QList<Command> commands();
  QList<Command> viewCommands();
  QList<Command> runCommands();
  QList<Command> seriesCommands();
  QList<Command> parameterCommands();
  QList<Command> helpCommands();
  // main_window_remote.cpp
  void buildRemote();
  void chooseServer();
  void openServerText(const QString& text);
  void openServer(const ServerAddress& address);
  void watchRuns();
  void rememberServer();
  void chooseServerProgram();
  void chooseRunCopy();
  void runCopied(const QString& target, qint64 number, const QString& error, const QStringList& notes);
  // main_window_system.cpp
  void buildSystem();
  void followSystem();
  void addNotificationAction(QMenu* menu);
  void showRunEnd(qint64 run);
  // main_window_queue.cpp
  void connectQueue();
  void queueExperiment(const Recipe& recipe, const QString& name);
  void editQueued(const QueuedRun& entry);
  void chooseSweep(const Recipe& recipe);
  void queueSweep(const Sweep& sweep, const SweepExpansion& expansion);
  void showSweep(qint64 run);
  // main_window_interchange.cpp
  void buildInterchangeMenu(QMenu* file);
  void chooseImport(bool folder);
  void importCurves(const QString& path);
  void chooseCurveExport(const QString& format, const QList<qint64>& runs);
  void exportCurves(const QString& format, const QList<qint64>& runs, const QString& folder);
  // main_window_close.cpp
  void askBeforeClosing();
  void stopThenClose(bool goOnInBackground);
  void goOnInBackground();

  WorkbenchOptions options_;
  QSettings settings_;
  QUndoStack undo_;
  StoreAccess* store_;
  GuiSession* session_;
  DemoMaker* demo_;
  LogModel* logLines_;
  Preferences* preferences_;
  RemoteStore* remote_;
  QueueRunner* queue_;
  QObjectList lasting_;  ///< children that outlive a change of language
  RunsView* runs_ = nullptr;
  ExperimentView* experiment_ = nullptr;
  CurvesView* curves_ = nullptr;
  CaptionsView* captions_ = nullptr;
  CompareView* compare_ = nullptr;
  AskView* ask_ = nullptr;
  ForecastView* forecast_ = nullptr;
  HealthView* health_ = nullptr;
  LiveControls* live_ = nullptr;
  LogView* log_ = nullptr;
  IssuesView* issues_ = nullptr;
  HelpView* help_ = nullptr;
  RunControls* controls_ = nullptr;
  RunSteering* steering_ = nullptr;
  QueueView* queueView_ = nullptr;
  NoticeStrip* notice_ = nullptr;
  ConnectionStrip* connectionStrip_ = nullptr;
  SystemView* system_ = nullptr;
  RunNotifier* notifier_ = nullptr;
  QMenu *recent_ = nullptr, *view_ = nullptr;
  QList<QDockWidget*> docks_;
  QDockWidget *captionsDock_ = nullptr, *compareDock_ = nullptr, *issuesDock_ = nullptr, *helpDock_ = nullptr,
              *queueDock_ = nullptr;
  QLabel *storeLabel_ = nullptr, *messageLabel_ = nullptr;
  QByteArray firstState_;
  QMessageBox* question_ = nullptr;
  struct PendingBranch {
    RunId parent = 0;
    std::int64_t checkpoint = 0;
    Recipe recipe;  ///< the parent's
    QString title;  ///< of the experiment that was made of it
  };
  std::optional<PendingBranch> branch_;
  struct EditedEntry {
    std::int64_t id = 0;
    QString title;  ///< of the experiment that was made of it
  };
  std::optional<EditedEntry> edited_;
  QSet<qint64> failedRuns_;
  qint64 captionsRun_ = 0;
  bool sized_ = false, restored_ = false, readyStore_ = false, closing_ = false, background_ = false,
       measuringSize_ = false, firstRows_ = true, rebuilt_ = false;
};

}  // namespace vignette
