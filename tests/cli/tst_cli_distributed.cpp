// vignette-cli train in two processes, as torchrun starts them: the figures of one process, one store, a lost process.

#include <signal.h>
#include <unistd.h>

#include <QElapsedTimer>
#include <QTest>
#include <cmath>
#include <memory>

#include "cli/tiny_training.h"
#include "free_port.h"

namespace {

/// `count` images with a caption each; the pictures are four.
QByteArray annotations(int count) {
  QJsonArray images, captions;
  const QStringList subjects = {"dog", "red kite", "man", "cat", "small bird"}, verbs = {"runs", "sleeps", "flies"};
  for (int i = 0; i < count; ++i) {
    images << QJsonObject{{"id", i + 1}, {"file_name", QString("img%1.png").arg(i % 4)}};
    captions << QJsonObject{{"id", i + 1},
                            {"image_id", i + 1},
                            {"caption", QString("A %1 %2 %3 times.").arg(subjects[i % 5], verbs[i % 3]).arg(i % 7)}};
  }
  return QJsonDocument(QJsonObject{{"images", images}, {"annotations", captions}}).toJson();
}

const QByteArray chain = R"(
[[phase]]
name = "initialise"
training.objective = "likelihood"
training.max_steps = 2
evaluation.every = 2
[[phase]]
name = "reward"
critic.on = false
training.max_steps = 2
evaluation.every = 2
reward.cider_weight = 1.0
)";

/// Small models without dropout, so that one process and two compute the same.
QByteArray recipe(const QTemporaryDir& folder) {
  return QString(R"(device = "cpu"
[dataset]
train = "%1/train.json"
validation = "%1/val.json"
images = "%2"
cache = "%1/cache"
[models]
clip = "%2/tiny/clip-vit"
[language_model]
tokenizer = "%2/tiny/gpt2"
n_embd = 32
n_layer = 2
n_head = 2
dropout = 0.0
[discriminator]
tokenizer = "%2/tiny/roberta"
hidden_size = 32
num_hidden_layers = 2
num_attention_heads = 2
dropout = 0.0
[mapper]
prefix_length = 4
[training]
max_steps = 3
batch_size = 5
samples_per_image = 2
threads = 1
[optimizer]
learning_rate = 1e-3
warmup_steps = 0
[decoding]
max_length = 8
[captions]
every = 0
[evaluation]
every = 3
test = false
)")
      .arg(folder.path(), golden_models())
      .toUtf8();
}

}  // namespace

class CliDistributedTest : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir folder_;
  QString recipe_, chain_;
  int stores_ = 0;

  QString fresh_store() { return folder_.filePath(QString("runs%1.sqlite").arg(++stores_)); }

  std::unique_ptr<QProcess> start(int rank, const QString& port, int restarts, const QStringList& arguments) {
    auto environment = cli_environment(folder_);
    for (const auto& [name, value] : {std::pair<QString, QString>{"RANK", QString::number(rank)},
                                      {"LOCAL_RANK", QString::number(rank)},
                                      {"WORLD_SIZE", "2"},
                                      {"LOCAL_WORLD_SIZE", "2"},
                                      {"MASTER_ADDR", "127.0.0.1"},
                                      {"MASTER_PORT", port},
                                      {"TORCHELASTIC_RUN_ID", "launch"},
                                      {"TORCHELASTIC_RESTART_COUNT", QString::number(restarts)}})
      environment.insert(name, value);
    auto process = std::make_unique<QProcess>();
    process->setProcessEnvironment(environment);
    process->start(VIGNETTE_CLI, QStringList{"train"} + arguments);
    return process;
  }

  struct Pair {
    std::unique_ptr<QProcess> first, second;
  };
  Pair start_both(const QStringList& arguments, int restarts = 0) {
    const auto port = QString::number(vignette::free_port());
    return {start(0, port, restarts, arguments), start(1, port, restarts, arguments)};
  }
  CliOutcome finish(QProcess& process) {
    CliOutcome outcome;
    if (!process.waitForFinished(120'000)) process.kill();
    outcome.code = process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    outcome.out = process.readAllStandardOutput();
    outcome.err = process.readAllStandardError();
    return outcome;
  }
  CliOutcome run_both(const QStringList& arguments) {
    const auto pair = start_both(arguments);
    const auto outcome = finish(*pair.first), other = finish(*pair.second);
    if (other.code != 0 || !other.out.isEmpty()) qWarning() << other.code << other.out << other.err;
    return other.code == 0 && other.out.isEmpty() ? outcome : CliOutcome{};
  }
  void wait_for_steps(QProcess& process, int count, QByteArray& out) {
    while (out.count('\n') < count) {
      QVERIFY2(process.waitForReadyRead(60'000), process.readAllStandardError());
      out += process.readAllStandardOutput();
    }
  }
  QStringList endless(const QString& store) const {
    return {recipe_, "--store",
            store,   "--json",
            "--set", "training.max_steps=1000000",
            "--set", "evaluation.every=1000000",
            "--set", "checkpoint.every=1"};
  }

 private slots:
  void initTestCase() {
    write_test_file(folder_, "train.json", annotations(12));
    write_test_file(folder_, "val.json", annotations(80));  // more than one batch of an evaluation
    recipe_ = write_test_file(folder_, "recipe.toml", recipe(folder_));
    chain_ = write_test_file(folder_, "chain.toml", recipe(folder_) + chain);
  }

  void two_processes_have_the_figures_of_one_data() {
    QTest::addColumn<QStringList>("changes");
    const QString adversarial = "training.objective=adversarial", accumulation = "training.accumulation=2",
                  clip = "optimizer.clip_norm=0.1";
    // To a captioner this new two tokens may be equally likely but for rounding, which would decide a greedy baseline.
    QTest::newRow("adversarial") << QStringList{adversarial, "reward.baseline=sample", "critic.label_smoothing=0.1",
                                                "critic.r1_weight=1"};
    QTest::newRow("adversarial, accumulation")
        << QStringList{adversarial, accumulation, clip, "optimizer.ema_decay=0.9"};
    QTest::newRow("what depends on the whole batch") << QStringList{adversarial,
                                                                    "reward.baseline=moving_average",
                                                                    "policy.normalize_advantage=mean_std",
                                                                    "policy.entropy_weight=0.1",
                                                                    "critic.replay_capacity=16",
                                                                    "critic.replay_share=0.5",
                                                                    "critic.steps=2",
                                                                    "critic.spectral_norm=true"};
    QTest::newRow("likelihood") << QStringList{"training.objective=likelihood"};
    QTest::newRow("likelihood, accumulation")
        << QStringList{"training.objective=likelihood", accumulation, clip, "lora.rank=2"};
    QTest::newRow("contrastive") << QStringList{"training.objective=contrastive"};
    QTest::newRow("contrastive, accumulation") << QStringList{"training.objective=contrastive", accumulation};
    QTest::newRow("self-critical") << QStringList{adversarial, "critic.on=false", "reward.cider_weight=1",
                                                  "reward.clip_score_weight=0", "policy.normalize_advantage=std"};
    QTest::newRow("phases") << QStringList{};
  }

  void two_processes_have_the_figures_of_one() {
    QFETCH(QStringList, changes);
    QStringList arguments = {changes.isEmpty() ? chain_ : recipe_, "--json"};
    for (const auto& change : changes) arguments << "--set" << change;
    const auto alone =
        run_cli_process(QStringList{"train"} + arguments + QStringList{"--store", fresh_store()}, {}, folder_);
    QVERIFY2(alone.code == 0, alone.err);
    const auto together = run_both(arguments + QStringList{"--store", fresh_store()});
    QVERIFY2(together.code == 0, together.err);
    const auto expected = alone.lines(), found = together.lines();
    QCOMPARE(found.size(), expected.size());
    double worst = 0;
    for (int i = 0; i + 1 < expected.size(); ++i)  // the last line is the outcome
      for (const auto& name : expected[i].keys()) {
        if (name.startsWith("seconds/") || !expected[i][name].isDouble()) continue;
        const double a = expected[i][name].toDouble(), b = found[i][name].toDouble(NAN);
        const double difference = std::abs(a - b) / std::max(1.0, std::abs(a));
        QVERIFY2(difference < 1e-4, qPrintable(QString("%1 of step %2: %3 and %4").arg(name).arg(i + 1).arg(a).arg(b)));
        if (name.endsWith("loss")) worst = std::max(worst, difference);
      }
    qInfo("largest difference of a loss: %.2g", worst);
  }

  void a_resumed_run_of_two_goes_on_bit_by_bit() {
    QStringList arguments = {
        recipe_, "--json", "--set", "training.objective=adversarial", "--set", "discriminator.dropout=0.1"};
    const auto whole = run_both(arguments + QStringList{"--store", fresh_store(), "--set", "training.max_steps=4"});
    const auto store = fresh_store();
    QCOMPARE(run_both(arguments + QStringList{"--store", store, "--set", "training.max_steps=2"}).code, 0);
    const auto rest = run_both({"--resume", "1", "--store", store, "--json", "--set", "training.max_steps=4"});
    QVERIFY2(rest.code == 0, rest.err);
    QCOMPARE(rest.lines().size(), 3);
    for (int i = 0; i < 2; ++i)
      for (const char* name : {"step", "G_loss", "D_loss", "reward", "grad_norm/generator"})
        QCOMPARE(rest.lines()[i][name].toDouble(), whole.lines()[2 + i][name].toDouble());
    const auto run = run_cli_process({"runs", "--store", store, "--json"}, {}, folder_).lines();
    QCOMPARE(run.size(), 1);
  }

  void one_process_writes() {
    const auto store = fresh_store();
    QCOMPARE(run_both({recipe_, "--json", "--store", store}).code, 0);
    const auto steps =
        run_cli_process({"curve", "--store", store, "--run", "1", "--series", "G_loss", "--json"}, {}, folder_);
    QVERIFY2(steps.code == 0, steps.err);
    const auto folder = QDir(store + ".runs/1");
    QCOMPARE(folder.entryList({"run.log"}, QDir::Files).size(), 1);
    QFile log(folder.filePath("run.log"));
    QVERIFY(log.open(QIODevice::ReadOnly));
    QCOMPARE(log.readAll().count(": checkpoint "),
             QDir(folder.filePath("checkpoints")).entryList(QDir::Dirs | QDir::NoDotAndDotDot).size());
  }

  void a_lost_process_ends_the_other_and_the_restarted_run_goes_on() {
    const auto store = fresh_store();
    auto pair = start_both(endless(store));
    QByteArray out;
    wait_for_steps(*pair.first, 3, out);
    QElapsedTimer since;
    since.start();
    ::kill(static_cast<pid_t>(pair.second->processId()), SIGKILL);
    const auto outcome = finish(*pair.first);
    QCOMPARE(outcome.code, 4);
    QVERIFY2(since.elapsed() < 30'000, qPrintable(QString::number(since.elapsed())));
    QVERIFY2(outcome.err.contains("lost") && outcome.err.contains("last checkpoint"), outcome.err);
    finish(*pair.second);

    auto again = start_both(endless(store), 1);
    QByteArray more;
    wait_for_steps(*again.first, 2, more);
    CliOutcome parsed;
    parsed.out = more.left(more.indexOf('\n') + 1);
    QVERIFY2(parsed.lines()[0]["step"].toInt() > 2, more);
    ::kill(static_cast<pid_t>(again.first->processId()), SIGINT);
    const auto stopped = finish(*again.first), other = finish(*again.second);
    QCOMPARE(stopped.code, 130);
    QCOMPARE(other.code, 0);
    QCOMPARE(stopped.lines().back()["run"].toInt(), 1);
    QCOMPARE(stopped.lines().back()["state"].toString(), QString("stopped"));
  }

  void without_process_0_the_others_end() {
    auto pair = start_both(endless(fresh_store()));
    QByteArray out;
    wait_for_steps(*pair.first, 2, out);
    QElapsedTimer since;
    since.start();
    ::kill(static_cast<pid_t>(pair.first->processId()), SIGKILL);
    const auto other = finish(*pair.second);
    QCOMPARE(other.code, 4);
    QVERIFY2(since.elapsed() < 30'000, qPrintable(QString::number(since.elapsed())));
    QVERIFY2(other.err.contains("process 1"), other.err);
    finish(*pair.first);
  }

  void requests_and_changes_reach_all() {
    const auto store = fresh_store();
    auto pair = start_both(endless(store));
    QByteArray out;
    wait_for_steps(*pair.first, 2, out);
    const auto control = [&](const QStringList& arguments) {
      return run_cli_process(QStringList{"control"} + arguments + QStringList{"--store", store, "--run", "1"}, {},
                             folder_);
    };
    const auto evaluation = control({"evaluate"});
    QVERIFY2(evaluation.code == 0 && evaluation.out.contains("val/CIDEr"), evaluation.out + evaluation.err);
    const auto caption = control({"caption", golden_models() + "/img1.png", "--samples", "1"});
    QVERIFY2(caption.code == 0 && caption.out.contains("greedy"), caption.out + caption.err);
    QCOMPARE(control({"caption", "--image-id", "777"}).code, 3);  // the run goes on
    QCOMPARE(control({"adjust", "optimizer.learning_rate=2e-3"}).code, 0);
    QElapsedTimer since;
    since.start();
    while (!out.contains("\"learning_rate\":0.002") && since.elapsed() < 60'000) {
      pair.first->waitForReadyRead(1000);
      out += pair.first->readAllStandardOutput();
    }
    QVERIFY2(out.contains("\"learning_rate\":0.002"), out.right(2000));
    QCOMPARE(control({"stop"}).code, 0);
    const auto first = finish(*pair.first), second = finish(*pair.second);
    QVERIFY2(first.code == 0 && second.code == 0, first.err + second.err);
  }

  void what_several_cannot_do_is_refused() {
    const auto pair = start_both(
        {recipe_, "--store", fresh_store(), "--set", "compat=reference", "--set", "training.accumulation=2"});
    const auto first = finish(*pair.first), second = finish(*pair.second);
    QCOMPARE(first.code, 4);
    QCOMPARE(second.code, 4);
    QVERIFY2((first.out + first.err).contains("optimizer.clip_norm"), first.out + first.err);
  }

  void a_failure_is_told_to_all() {
    const auto pair = start_both({recipe_, "--store", fresh_store(), "--set", "models.clip=/no/clip"});
    const auto first = finish(*pair.first), second = finish(*pair.second);
    QCOMPARE(first.code, 3);
    QCOMPARE(second.code, 4);
    QVERIFY2(second.err.contains("/no/clip"), second.err);
  }
};

QTEST_GUILESS_MAIN(CliDistributedTest)
#include "tst_cli_distributed.moc"
