// Asking a run that trains in another process, branching off it, evaluating what it left, and what is told beforehand.

#include <signal.h>

#include <QFile>
#include <QTest>

#include "cli/tiny_training.h"

class CliControlTest : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir folder_;
  QString store_, recipe_, data_;
  const QString goldens_ = golden_models();

  CliOutcome cli(const QStringList& arguments) { return run_cli_process(arguments, {}, folder_); }

 private slots:
  void initTestCase() {
    store_ = folder_.filePath("runs.sqlite");
    recipe_ = write_tiny_training(folder_);
    data_ = folder_.filePath("data.json");
  }

  void a_dry_run_tells_and_stores_nothing() {
    const auto outcome = cli({"train", recipe_, "--dry-run", "--json"});
    QVERIFY2(outcome.code == 0, outcome.err);
    const auto told = outcome.lines().front();
    QCOMPARE(told["images"].toObject()["train"].toInt(), 4);
    QCOMPARE(told["corpus"].toObject()["captions"].toInt(), 4);
    QCOMPARE(told["corpus"].toObject()["vocabulary"].toInt(), 14);
    QCOMPARE(told["corpus_holds"].toObject()["test"].toDouble(), 1.0);
    QCOMPARE(told["steps"].toInt(), 4);
    QVERIFY(told["memory_bytes"].toDouble() > 1e8);
    QVERIFY(!QFile::exists(store_));
    QCOMPARE(cli({"train", recipe_}).code, 2);  // no store
  }

  void a_run_is_asked_from_outside() {
    QProcess process;
    process.setProcessEnvironment(cli_environment(folder_));
    process.start(VIGNETTE_CLI, {"train", recipe_, "--store", store_, "--set", "training.max_steps=100000", "--set",
                                 "evaluation.every=100000", "--json"});
    QVERIFY(process.waitForStarted());
    QVERIFY2(process.waitForReadyRead(60'000), process.readAllStandardError());
    const QStringList run = {"--store", store_, "--run", "1", "--json"};
    const auto evaluated = cli(QStringList{"control", "evaluate"} + run);
    QVERIFY2(evaluated.code == 0, evaluated.err);
    QVERIFY(evaluated.lines().front()["val/CIDEr"].isDouble());
    const auto captioned = cli(QStringList{"control", "caption", goldens_ + "/img0.png", "--samples", "2"} + run);
    QVERIFY2(captioned.code == 0, captioned.err);
    const auto answer = captioned.lines().front();
    QCOMPARE(answer["captions"].toArray().size(), 3);
    const auto greedy = answer["captions"].toArray()[0].toObject();
    QCOMPARE(greedy["kind"].toString(), QString("greedy"));
    QVERIFY(greedy["scores"].toObject()["clip"].isDouble());
    QVERIFY(greedy["scores"].toObject()["critic"].isDouble());
    const auto unknown = cli(QStringList{"control", "caption", "--image-id", "77"} + run);
    QCOMPARE(unknown.code, 3);
    QVERIFY2(unknown.err.contains("no image 77"), unknown.err);
    QCOMPARE(cli(QStringList{"control", "caption"} + run).code, 2);
    QCOMPARE(::kill(static_cast<pid_t>(process.processId()), SIGINT), 0);
    QVERIFY(process.waitForFinished(60'000));
    QCOMPARE(process.exitCode(), 130);
    QCOMPARE(cli(QStringList{"control", "evaluate"} + run).code, 3);
  }

  void a_branch_begins_at_its_step() {
    const auto checkpoints = cli({"checkpoints", "--store", store_, "--run", "1", "--json"}).lines();
    QVERIFY(!checkpoints.isEmpty());
    const int step = checkpoints.back()["step"].toInt();
    const auto outcome =
        cli({"train", "--branch", "1", "--checkpoint", QString::number(checkpoints.back()["id"].toInt()), "--store",
             store_, "--set", QString("training.max_steps=%1").arg(step + 2), "--set", "reward.weight=0.25", "--json"});
    QVERIFY2(outcome.code == 0, outcome.err);
    QCOMPARE(outcome.lines().front()["step"].toInt(), step + 1);
    QCOMPARE(outcome.lines().back()["run"].toInt(), 2);
    QVERIFY(outcome.lines().back()["best"].toObject().contains("test/CIDEr"));
    QCOMPARE(cli({"train", "--branch", "1", "--step", "123456789", "--store", store_}).code, 4);
    QCOMPARE(cli({"train", recipe_, "--step", "2", "--store", store_}).code, 2);
  }

  void a_stored_checkpoint_is_evaluated() {
    const auto outcome = cli({"evaluate-run", "--store", store_, "--run", "2", "--set", "val", "--set",
                              "again=" + data_ + "@" + goldens_, "--json"});
    QVERIFY2(outcome.code == 0, outcome.err);
    const auto figures = outcome.lines().front();
    QVERIFY(figures["val/CIDEr"].isDouble());
    QCOMPARE(figures["again/CIDEr"].toDouble(), figures["val/CIDEr"].toDouble());
    const auto curve = cli({"curve", "--store", store_, "--run", "2", "--series", "again/CIDEr", "--json"}).lines();
    QCOMPARE(curve.size(), 1);
    QCOMPARE(curve[0]["step"].toInt(), figures["step"].toInt());
    QCOMPARE(cli({"evaluate-run", "--store", store_, "--run", "2", "--set", "nowhere"}).code, 3);
  }

  void a_run_can_be_made_again() {
    const auto out = folder_.filePath("again.toml");
    const auto outcome = cli({"reproduce", "2", "--store", store_, "--out", out});
    QVERIFY2(outcome.code == 0, outcome.err);
    QVERIFY(!outcome.err.contains("warning"));
    QFile file(out);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto text = file.readAll();
    for (const char* part : {"# file dataset.train: sha256:", "# file models.clip/model.safetensors: sha256:",
                             "# libtorch: ", "# processor: ", "# It branched off run 1", "weight = 0.25"})
      QVERIFY2(text.contains(part), part);
    QCOMPARE(cli({"train", out, "--dry-run"}).code, 0);
    write_test_file(folder_, "data.json", tiny_annotations() + "\n");
    QVERIFY(cli({"reproduce", "2", "--store", store_}).err.contains("dataset.train is another file"));
  }
};

QTEST_GUILESS_MAIN(CliControlTest)
#include "tst_cli_control.moc"
