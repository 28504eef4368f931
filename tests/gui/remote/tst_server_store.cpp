// A store on a server, over a real ssh on the loopback: vignette-cli trains there, the window watches and steers.

#include <QAbstractButton>
#include <QCheckBox>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QtTest>

#include "app/main_window.h"
#include "app/run_steering.h"
#include "app/store_access.h"
#include "captions/picture_decoding.h"
#include "cli/tiny_training.h"
#include "curves/curve_panel.h"
#include "curves/curves_view.h"
#include "gui/remote/loopback_sshd.h"
#include "patient_tries.h"
#include "remote/remote_store.h"
#include "runs/runs_view.h"
#include "session/fake_run.h"
#include "store/experiment_store.h"

using namespace vignette;

class TestServerStore : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir folder_;
  LoopbackSshd sshd_;
  QString there_, recipe_;
  std::unique_ptr<QProcess> training_;
  std::unique_ptr<MainWindow> window_;

  QString address() const {
    return QString("ssh://127.0.0.1:%1%2").arg(sshd_.port()).arg(QString(there_).replace(' ', "%20"));
  }
  WorkbenchOptions options(const QStringList& ssh, const QString& program = VIGNETTE_CLI) {
    const auto settings = folder_.filePath("workbench.ini");
    QFile::remove(settings);
    QSettings ini(settings, QSettings::IniFormat);
    ini.setValue("servers/programs", QVariantMap{{ServerAddress::parse(address())->text(), program}});
    ini.sync();
    WorkbenchOptions options;
    options.store = address().toStdString();
    options.data_folder = folder_.filePath("data").toStdString();
    options.settings_file = settings;
    options.engine = fake_engine({});
    options.ssh.arguments = ssh;
    return options;
  }
  void open(const WorkbenchOptions& options) {
    window_ = std::make_unique<MainWindow>(options);
    window_->resize(1280, 720);
    window_->show();
    QVERIFY(QTest::qWaitForWindowExposed(window_.get()));
  }
  QString said() { return window_->findChild<QLabel*>("connectionText")->text(); }
  QString label(const char* name) { return window_->findChild<QLabel*>(QString::fromLatin1(name))->text(); }
  QAbstractButton* button(const char* name) { return window_->findChild<QAbstractButton*>(QString::fromLatin1(name)); }
  void press(const char* name) {
    QTRY_VERIFY2(button(name)->isVisible() && button(name)->isEnabled(), name);
    QTest::mouseClick(button(name), Qt::LeftButton);
  }
  ExperimentStore there() const { return ExperimentStore(there_.toStdString(), ExperimentStore::Mode::read_only); }
  RunState stateThere() const { return there().run(1)->state; }
  int points() {
    int most = 0;
    for (const auto* panel : window_->findChild<CurvesView*>()->panels())
      most = std::max(most, int(panel->pointCount()));
    return most;
  }
  void train() {
    training_ = std::make_unique<QProcess>();
    training_->setProcessEnvironment(cli_environment(folder_));
    training_->start(VIGNETTE_CLI, {"train", recipe_, "--store", there_, "--set", "training.max_steps=100000", "--set",
                                    "evaluation.every=100000", "--set", "checkpoint.every=50", "--json"});
    QVERIFY(training_->waitForStarted());
    QVERIFY2(training_->waitForReadyRead(60'000), training_->readAllStandardError());  // a step: the store is made
    QTRY_VERIFY(!there().caption_steps(1).empty());
  }

 private slots:
  void initTestCase() {
    QLocale::setDefault(QLocale::c());
    qputenv("XDG_CACHE_HOME", folder_.filePath("cache").toUtf8());
    if (const auto problem = sshd_.start(); !problem.isEmpty()) QSKIP(qPrintable(problem));
    QDir(folder_.path()).mkdir("it's there");  // a name that a shell would take apart
    there_ = folder_.filePath("it's there/runs $HOME.sqlite");
    recipe_ = write_tiny_training(folder_);
    train();
  }
  void cleanup() { window_.reset(); }
  void cleanupTestCase() {
    if (!training_) return;
    training_->terminate();
    training_->waitForFinished(30'000);
  }

  void aRunOnAServerIsSeenAndSteered() {
    open(options(sshd_.arguments()));
    QTRY_VERIFY2(said().startsWith("Connected to ssh://127.0.0.1"), qPrintable(said()));
    auto* runs = window_->findChild<RunsView*>();
    QTRY_COMPARE(runs->model()->rowCount(), 1);
    runs->selectRuns({1});
    QTRY_VERIFY(points() > 10);
    const int before = points();
    QTRY_VERIFY(points() > before);
    QTRY_COMPARE(label("runState"), "running");
    ExperimentStore mirror(window_->remote()->mirror(), ExperimentStore::Mode::read_only);
    QTRY_VERIFY(!mirror.caption_steps(1).empty());

    press("pauseButton");
    QTRY_COMPARE(stateThere(), RunState::paused);
    QTRY_COMPARE(label("runState"), "paused");
    window_->findChild<RunSteering*>()->adjust("reward.weight", "0.25");
    press("pauseButton");
    QTRY_COMPARE(stateThere(), RunState::running);
    QTRY_COMPARE(there().parameter_changes(1).size(), std::size_t(1));
    QTRY_COMPARE(mirror.parameter_changes(1).size(), std::size_t(1));
    QCOMPARE(mirror.parameter_changes(1)[0].value, std::string("0.25"));

    // Pictures come when they are drawn.
    CaptionQuery query;
    query.run = 1;
    query.limit = 1;
    const auto picture = QString::fromStdString(mirror.captions(query).at(0).image_path);
    QVERIFY(picture.contains("/servers/"));
    QTRY_VERIFY(QFile::exists(picture));
    QVERIFY(!decodePicture(picture, 64).image.isNull());

    // A training there is none of this window's.
    window_->findChild<RunsView*>()->selectRuns({1});
    sshd_.cutConnections();
    QTRY_VERIFY2(said().contains("is lost"), qPrintable(said()));
    press("connectionRetry");
    QTRY_VERIFY2(said().startsWith("Connected"), qPrintable(said()));
    const auto steps = mirror.run(1)->steps;
    QTRY_VERIFY(mirror.run(1)->steps > steps + 5);
    QTRY_COMPARE(label("runState"), "running");

    press("stopButton");
    QTRY_COMPARE(stateThere(), RunState::stopped);
    QTRY_COMPARE(label("runState"), "stopped");
    QTRY_COMPARE(mirror.curve(1, "reward").size(), there().curve(1, "reward").size());
  }

  void aRunIsCopiedWithItsCheckpoints() {
    open(options(sshd_.arguments()));
    QTRY_VERIFY2(said().startsWith("Connected"), qPrintable(said()));
    auto* runs = window_->findChild<RunsView*>();
    QTRY_COMPARE(runs->model()->rowCount(), 1);
    runs->selectRuns({1});
    QTRY_COMPARE(runs->currentRun(), qint64(1));
    press("connectionCopy");
    auto* dialog = window_->findChild<QDialog*>("copyRunDialog");
    QVERIFY(dialog);
    const auto target = folder_.filePath("local.vignette");
    auto* field = dialog->findChild<QLineEdit*>("copyTarget");
    field->selectAll();
    QTest::keyClicks(field, target);
    dialog->findChild<QCheckBox*>("copyCheckpoints")->setChecked(true);
    QTest::mouseClick(dialog->findChild<QPushButton*>("copyStart"), Qt::LeftButton);
    QTRY_VERIFY2(label("message").contains("as run 1"), qPrintable(label("message") + said()));
    ExperimentStore copy(target.toStdString(), ExperimentStore::Mode::read_only);
    auto source = there();
    for (const auto& name : source.series(1)) QCOMPARE(copy.curve(1, name).size(), source.curve(1, name).size());
    CaptionQuery query;
    query.run = 1;
    QCOMPARE(copy.count_captions(query), source.count_captions(query));
    QCOMPARE(copy.run(1)->state, RunState::stopped);
    QVERIFY(QString::fromStdString(copy.run(1)->origin).startsWith("ssh://127.0.0.1"));
    const auto checkpoints = copy.checkpoints(1);
    QVERIFY(!checkpoints.empty());
    QCOMPARE(checkpoints.size(), source.checkpoints(1).size());
    for (const auto& one : checkpoints) {
      QVERIFY2(std::filesystem::exists(one.path), one.path.c_str());
      QVERIFY(QString::fromStdString(one.path).startsWith(target + ".runs"));
    }
  }

  void aRunThereIsNotTrainedHere() {
    open(options(sshd_.arguments()));
    auto* runs = window_->findChild<RunsView*>();
    QTRY_COMPARE(runs->model()->rowCount(), 1);
    runs->selectRuns({1});
    press("pauseButton");  // "Resume" of a stopped run
    QTRY_VERIFY2(label("message").contains("on a server"), qPrintable(label("message")));
    QCOMPARE(stateThere(), RunState::stopped);
  }

  void whatGoesWrongIsSaid_data() {
    QTest::addColumn<QStringList>("ssh");
    QTest::addColumn<QString>("program");
    QTest::addColumn<QString>("says");
    QTest::newRow("stranger's key") << sshd_.arguments("stranger") << QString(VIGNETTE_CLI) << "does not trust";
    QTest::newRow("no login") << sshd_.arguments("known", "other") << QString(VIGNETTE_CLI) << "ssh-add";
    QTest::newRow("no program") << sshd_.arguments() << "/no where/vignette-cli"
                                << "give the path";
    QTest::newRow("chatter") << sshd_.arguments() << "/bin/echo"
                             << "login shell";
  }
  void whatGoesWrongIsSaid() {
    QFETCH(QStringList, ssh);
    QFETCH(QString, program);
    QFETCH(QString, says);
    open(options(ssh, program));
    QTRY_VERIFY2(said().contains(says), qPrintable(said()));
    QVERIFY(button("connectionProgram")->isVisible());
  }
};

QTEST_MAIN(TestServerStore)
#include "tst_server_store.moc"
