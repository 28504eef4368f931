// A run killed with SIGKILL again and again: the store opens, curves have no gap, and once resumed to its end the run
// is the one that was never killed. VIGNETTE_KILLS sets the number of kills (3 unless it is set; the harness uses 100).

#include <signal.h>

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>
#include <QThread>

#include "cli/tiny_training.h"

class CliKillTest : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir folder_;
  QString recipe_;
  QRandomGenerator random_{QRandomGenerator::securelySeeded()};
  int kills_ = 3;

  CliOutcome cli(const QStringList& arguments) { return run_cli_process(arguments, {}, folder_); }
  QString store(const char* name) const { return folder_.filePath(name); }

  QStringList training(const QString& store) {
    const int steps = 40 + 12 * kills_;
    return {"train",   recipe_,
            "--store", store,
            "--set",   QString("training.max_steps=%1").arg(steps),
            "--set",   "dataset.cache=" + folder_.filePath("embeddings"),
            "--set",   "captions.every=7",
            "--set",   "evaluation.every=11",
            "--set",   "checkpoint.every=5",
            "--json"};
  }

  /// Lives for a random number of steps, or a random time from its start on; true when it came to its end before.
  bool live_and_die(const QStringList& arguments) {
    QProcess process;
    process.setProcessEnvironment(cli_environment(folder_));
    process.start(VIGNETTE_CLI, arguments);
    if (!process.waitForStarted()) qFatal("vignette-cli does not start");
    if (random_.bounded(4) == 0) {
      process.waitForFinished(random_.bounded(1500));
    } else {
      QByteArray out;
      const int lines = random_.bounded(1, 30);
      while (out.count('\n') < lines && process.waitForReadyRead(120'000)) out += process.readAllStandardOutput();
      QThread::usleep(random_.bounded(30'000u));
    }
    if (process.state() == QProcess::Running) ::kill(static_cast<pid_t>(process.processId()), SIGKILL);
    process.waitForFinished();
    return process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
  }

  QVector<QJsonObject> curve(const QString& store, const char* series) {
    return cli({"curve", "--store", store, "--run", "1", "--series", series, "--json"}).lines();
  }

  /// "step value" of every point; values as they were printed, so that equal text is equal bits.
  QStringList points(const QString& store, const char* series) {
    QStringList result;
    for (const auto& point : curve(store, series))
      result << QString("%1 %2").arg(point["step"].toInt()).arg(point["value"].toDouble(), 0, 'g', 17);
    return result;
  }

  QByteArray captions(const QString& store) { return cli({"captions", "--store", store, "--run", "1", "--json"}).out; }

  QByteArray final_weights(const QString& store) {
    const auto out = store + "-out";
    if (cli({"export", "--store", store, "--run", "1", "--out", out}).code != 0) return "no export";
    QFile file(out + "/model.safetensors");
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("no weights");
  }

  /// After a kill: the store answers, the run is interrupted, its curve has every step up to its last.
  void check_store(const QString& store) {
    const auto runs = cli({"runs", "--store", store, "--json"});
    QVERIFY2(runs.code == 0, runs.err);
    QCOMPARE(runs.lines().size(), 1);
    const auto state = runs.lines()[0]["state"].toString();
    QVERIFY2(state == "interrupted" || state == "finished", qPrintable(state));
    const auto losses = curve(store, "G_loss");
    for (int i = 0; i < losses.size(); ++i) QCOMPARE(losses[i]["step"].toInt(), i + 1);
  }

 public:
  /// Qt gives a test function five minutes unless told otherwise; a hundred kills take twice that.
  static void initMain() { qputenv("QTEST_FUNCTION_TIMEOUT", "7200000"); }

 private slots:
  void initTestCase() {
    if (const int asked = qEnvironmentVariableIntValue("VIGNETTE_KILLS"); asked > 0) kills_ = asked;
    recipe_ = write_tiny_training(folder_);
  }

  void a_killed_run_becomes_the_one_never_killed() {
    const auto whole = store("whole.sqlite"), killed = store("killed.sqlite");
    const auto outcome = cli(training(whole));
    QVERIFY2(outcome.code == 0, outcome.err);

    int kills = 0;
    bool finished = false, stored = false;
    while (kills < kills_ && !finished) {
      const QStringList resume = {"train", "--resume", "1", "--store", killed, "--json"};
      finished = live_and_die(stored ? resume : training(killed));
      if (!finished) ++kills;
      stored = stored || (QFile::exists(killed) && !cli({"runs", "--store", killed, "--json"}).lines().isEmpty());
      if (stored) check_store(killed);
      if (QTest::currentTestFailed()) return;
    }
    if (!finished) {
      const auto rest = stored ? cli({"train", "--resume", "1", "--store", killed, "--json"}) : cli(training(killed));
      QVERIFY2(rest.code == 0, rest.err);
    }
    qInfo("%d kills", kills);
    for (const char* series : {"G_loss", "D_loss", "reward", "critic", "grad_norm/generator", "val/CIDEr"}) {
      const auto expected = points(whole, series);
      QVERIFY2(!expected.isEmpty(), series);
      QCOMPARE(points(killed, series), expected);
    }
    const auto said = captions(whole), weights = final_weights(whole);
    QVERIFY(!said.isEmpty());
    QVERIFY2(!weights.startsWith("no "), weights.left(20));
    QCOMPARE(captions(killed), said);
    QVERIFY(final_weights(killed) == weights);
  }
};

QTEST_GUILESS_MAIN(CliKillTest)
#include "tst_cli_kill.moc"
