// Files that changed, vanished or broke between two parts of a run; memory that runs out; signals; two processes.

#include <signal.h>
#include <sys/resource.h>

#include <QElapsedTimer>
#include <QTest>
#include <QThread>
#include <filesystem>

#include "cli/stored_outcome.h"

namespace fs = std::filesystem;

class CliFailuresTest : public QObject {
  Q_OBJECT

 private:
  std::unique_ptr<QTemporaryDir> folder_;
  QString recipe_;

  CliOutcome cli(const QStringList& arguments) { return run_cli_process(arguments, {}, *folder_); }
  QString store(const char* name = "runs.sqlite") const { return folder_->filePath(name); }
  QStringList training(const QString& store, int steps) const {
    return {"train", recipe_, "--store", store, "--set", QString("training.max_steps=%1").arg(steps)};
  }
  QStringList resuming(const QString& store) const {
    return {"train", "--resume", "1", "--store", store, "--set", "training.max_steps=6"};
  }
  StoredOutcome outcome(const QString& store) { return {*folder_, store}; }
  int points(const QString& store) {
    return static_cast<int>(
        cli({"curve", "--store", store, "--run", "1", "--series", "G_loss", "--json"}).lines().size());
  }

  /// A run of six steps that nothing happens to, and one of four in "runs.sqlite".
  StoredOutcome four_steps_of_six() {
    const auto whole = cli(training(store("whole.sqlite"), 6)), part = cli(training(store(), 4));
    if (whole.code != 0 || part.code != 0) qFatal("%s%s", whole.err.constData(), part.err.constData());
    return outcome(store("whole.sqlite"));
  }

  static QByteArray read(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
  }
  static void write(const QString& path, const QByteArray& bytes) {
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size()) qFatal("%s", qPrintable(path));
  }
  static void flip_byte(const QString& path, qsizetype place) {
    auto bytes = read(path);
    bytes[place] = static_cast<char>(bytes[place] ^ 0x40);
    write(path, bytes);
  }

  QString checkpoint_file(int step, const QString& file) const {
    return store() + QString(".runs/1/checkpoints/step-%1/%2").arg(step, 8, 10, QChar('0')).arg(file);
  }

  /// The recipe with its own copy of the pictures and models, which the test may break.
  void use_own_files() {
    const auto own = folder_->filePath("own");
    fs::copy(golden_models().toStdString(), own.toStdString(), fs::copy_options::recursive);
    write(recipe_, read(recipe_).replace(golden_models().toUtf8(), own.toUtf8()));
  }

  /// Refused, with `text` in the error; the run's curve is what it was.
  void check_refused(const CliOutcome& outcome, const QByteArray& text) {
    QCOMPARE(outcome.code, 4);
    QVERIFY2(outcome.err.contains(text), outcome.err);
    QCOMPARE(points(store()), 4);
  }

 private slots:
  void init() {
    folder_ = std::make_unique<QTemporaryDir>();
    recipe_ = write_tiny_training(*folder_);
  }

  void a_changed_dataset_is_refused_until_it_is_accepted() {
    const auto expected = four_steps_of_six();
    const auto data = folder_->filePath("data.json");
    const auto before = read(data);
    write(data, QByteArray(before).replace("A dog runs.", "A dog sits."));
    const auto refused = cli(resuming(store()));
    check_refused(refused, "dataset.train is another file than the run was made with (" + data.toUtf8() + ")");
    QVERIFY2(refused.err.contains("--branch 1") && refused.err.contains("--accept-changed-files"), refused.err);

    fs::remove(data.toStdString());
    check_refused(cli(resuming(store())), "dataset.train is not there any more (" + data.toUtf8() + ")");

    write(data, before);
    const auto rest = cli(resuming(store()));
    QVERIFY2(rest.code == 0, rest.err);
    QVERIFY(outcome(store()) == expected);

    write(data, QByteArray(before).replace("A dog runs.", "A dog sits."));
    const auto accepted =
        cli({"train", "--resume", "1", "--store", store(), "--set", "training.max_steps=8", "--accept-changed-files"});
    QVERIFY2(accepted.code == 0, accepted.err);
    QVERIFY2(accepted.err.contains("dataset.train is another file"), accepted.err);
    QCOMPARE(points(store()), 8);
  }

  void a_picture_or_model_that_is_gone_is_named() {
    use_own_files();
    const auto expected = four_steps_of_six();
    const auto weights = folder_->filePath("own/tiny/gpt2/model.safetensors"),
               picture = folder_->filePath("own/img2.png");
    const auto weights_before = read(weights), picture_before = read(picture);
    QVERIFY(!weights_before.isEmpty());
    fs::remove(weights.toStdString());
    check_refused(cli(resuming(store())), "models.language_model/model.safetensors is not there any more");
    write(weights, weights_before);

    fs::remove(picture.toStdString());
    const auto fewer = cli(resuming(store()));
    check_refused(fewer, "embedding training images: there are 3, and there were 4");
    QVERIFY2(fewer.err.contains("img2.png"), fewer.err);
    write(picture, read(folder_->filePath("own/img1.png")));
    check_refused(cli(resuming(store())), "embedding training images: some of the pictures");

    write(picture, picture_before);
    const auto rest = cli(resuming(store()));
    QVERIFY2(rest.code == 0, rest.err);
    QVERIFY(outcome(store()) == expected);
  }

  void a_dataset_whose_pictures_are_all_gone_cannot_train() {
    use_own_files();
    for (int i = 0; i < 4; ++i) fs::remove(folder_->filePath(QString("own/img%1.png").arg(i)).toStdString());
    const auto outcome = cli(training(store(), 2));
    QVERIFY(outcome.code != 0);
    QVERIFY2(outcome.err.contains("img0.png") && outcome.err.contains("dataset.train: holds no images"),
             outcome.err.right(300));
  }

  void pictures_deleted_while_it_trains_do_not_matter() {
    use_own_files();
    const auto whole = cli(training(store("whole.sqlite"), 30));
    QVERIFY2(whole.code == 0, whole.err);
    QProcess process;
    process.setProcessEnvironment(cli_environment(*folder_));
    process.start(VIGNETTE_CLI, training(store(), 30) << "--json");
    QByteArray out;
    while (!out.contains("\"step\"") && process.waitForReadyRead(120'000)) out += process.readAllStandardOutput();
    for (int i = 0; i < 4; ++i) fs::remove(folder_->filePath(QString("own/img%1.png").arg(i)).toStdString());
    QVERIFY(process.waitForFinished(120'000));
    // The test images are read at the end only.
    QVERIFY2(points(store()) == 30, process.readAllStandardError());
  }

  void a_damaged_checkpoint_is_named_and_the_one_before_it_used() {
    const auto expected = four_steps_of_six();
    const auto tensors = checkpoint_file(4, "training.safetensors");
    flip_byte(tensors, QFileInfo(tensors).size() / 2);
    const auto rest = cli(resuming(store()));
    QVERIFY2(rest.code == 0, rest.err);
    QVERIFY2(rest.err.contains(QFileInfo(tensors).fileName().toUtf8() + ": its bytes are not those that were written"),
             rest.err);
    QVERIFY2(rest.err.contains("goes on from the one before it, of step 2"), rest.err);
    QVERIFY(outcome(store()) == expected);
  }

  void without_a_whole_checkpoint_nothing_is_thrown_away() {
    four_steps_of_six();
    const auto json = checkpoint_file(4, "training.json"), tensors = checkpoint_file(2, "training.safetensors");
    fs::remove(json.toStdString());
    fs::resize_file(tensors.toStdString(), 1000);
    const auto refused = cli(resuming(store()));
    check_refused(refused, "run 1 has no whole checkpoint to go on from");
    QVERIFY2(refused.err.contains("training.json: is missing"), refused.err);
    QVERIFY2(refused.err.contains("holds 1000 bytes"), refused.err);
    check_refused(cli({"train", "--branch", "1", "--step", "2", "--store", store()}), "a checkpoint is damaged");
  }

  /// A process that was killed, or a full store, between a checkpoint's files and its row in the store.
  void a_checkpoint_that_the_store_does_not_know_is_found() {
    const auto expected = four_steps_of_six();
    fs::remove_all(QFileInfo(checkpoint_file(2, "training.json")).path().toStdString());
    fs::rename(QFileInfo(checkpoint_file(4, "training.json")).path().toStdString(),
               (store() + ".runs/1/checkpoints/kept").toStdString());
    check_refused(cli(resuming(store())), "is gone");
    fs::create_directories((store() + ".runs/1/checkpoints/phase1").toStdString());
    fs::rename((store() + ".runs/1/checkpoints/kept").toStdString(),
               (store() + ".runs/1/checkpoints/phase1/step-00000004").toStdString());
    const auto rest = cli(resuming(store()));
    QVERIFY2(rest.code == 0, rest.err);
    QVERIFY(outcome(store()) == expected);
  }

  void a_broken_store_is_told_and_left_alone() {
    QCOMPARE(cli(training(store(), 4)).code, 0);
    const auto whole = read(store());
    const auto broken = store("broken.sqlite");
    for (const auto& [bytes, text] : {std::pair{QByteArray(5000, 'x'), QByteArray("is not an experiment store")},
                                      std::pair{whole.left(whole.size() / 2), QByteArray("is damaged")}}) {
      write(broken, bytes);
      for (const auto& command : {QStringList{"runs", "--store", broken}, training(broken, 2),
                                  QStringList{"captions", "--store", broken, "--run", "1"}}) {
        const auto outcome = cli(command);
        QVERIFY2(outcome.code == 3 || outcome.code == 4, outcome.err);
        QVERIFY2(outcome.err.contains("broken.sqlite: ") && outcome.err.contains(text), outcome.err);
      }
      QVERIFY(read(broken) == bytes);
    }
  }

  void two_processes_cannot_train_one_run() {
    QProcess first;
    first.setProcessEnvironment(cli_environment(*folder_));
    first.start(VIGNETTE_CLI, training(store(), 100'000) << "--json");
    QByteArray out;
    while (!out.contains("\"step\":3") && first.waitForReadyRead(120'000)) out += first.readAllStandardOutput();
    const auto second = cli(resuming(store()));
    QCOMPARE(second.code, 4);
    QVERIFY2(second.err.contains("already training in process " + QByteArray::number(first.processId())), second.err);
    QCOMPARE(first.state(), QProcess::Running);
    first.terminate();
    QVERIFY(first.waitForFinished(60'000));
    QCOMPARE(first.exitCode(), 130);
  }

  /// SIGTERM at any moment ends the run within moments, and it goes on bit by bit.
  void a_signal_ends_a_run_whatever_it_does() {
    const auto whole = cli(training(store("whole.sqlite"), 6));
    QVERIFY2(whole.code == 0, whole.err);
    const auto expected = outcome(store("whole.sqlite"));
    for (const int milliseconds : {150, 300, 450, 700}) {
      const auto file = store(qPrintable(QString("%1.sqlite").arg(milliseconds)));
      QProcess process;
      process.setProcessEnvironment(cli_environment(*folder_));
      process.start(VIGNETTE_CLI, training(file, 6));
      QVERIFY(process.waitForStarted());
      QThread::msleep(static_cast<unsigned long>(milliseconds));
      process.terminate();
      QElapsedTimer clock;
      clock.start();
      QVERIFY(process.waitForFinished(60'000));
      QVERIFY2(clock.elapsed() < 20'000, "the run took long to end");
      const bool at_start = process.exitStatus() == QProcess::CrashExit;  // before the program heeds signals
      QVERIFY(at_start || process.exitCode() == 130 || process.exitCode() == 0);
      const bool stored = QFile::exists(file) && !cli({"runs", "--store", file, "--json"}).lines().isEmpty();
      const auto rest = cli(stored ? QStringList{"train", "--resume", "1", "--store", file} : training(file, 6));
      QVERIFY2(rest.code == 0, rest.err);
      QVERIFY(outcome(file) == expected);
    }
  }

  void memory_is_checked_before_the_start_and_told_when_it_runs_out() {
    auto large = training(store(), 1);
    for (const auto* change :
         {"models.language_model=", "language_model.n_embd=256", "language_model.n_layer=6", "language_model.n_head=4",
          "training.batch_size=4", "training.samples_per_image=128", "training.drop_last=false",
          "decoding.max_length=20", "captions.every=0", "evaluation.every=0", "evaluation.test=false"})
      large << "--set" << change;
    const auto limited = [&](const QStringList& arguments) {
      QProcess process;
      process.setProcessEnvironment(cli_environment(*folder_));
      process.setChildProcessModifier([] {
        const rlimit limit{2'000'000 * 1024ul, 2'000'000 * 1024ul};
        setrlimit(RLIMIT_AS, &limit);
      });
      process.start(VIGNETTE_CLI, arguments);
      process.waitForFinished(240'000);
      CliOutcome outcome;
      if (process.exitStatus() == QProcess::NormalExit) outcome.code = process.exitCode();
      outcome.err = process.readAllStandardError();
      return outcome;
    };
    const auto refused = limited(large);
    QCOMPARE(refused.code, 4);
    QVERIFY2(refused.err.contains("this run needs up to ") && refused.err.contains("What would fit: training."),
             refused.err);
    QVERIFY(cli({"runs", "--store", store(), "--json"}).lines().isEmpty());

    const auto ended = limited(QStringList(large) << "--ignore-memory");
    QCOMPARE(ended.code, 4);
    QVERIFY2(ended.err.contains("memory ran out"), ended.err);
    QVERIFY2(ended.err.contains("At its peak the run took ") && ended.err.contains("What would fit: training."),
             ended.err);
    const auto runs = cli({"runs", "--store", store(), "--json"}).lines();
    QCOMPARE(runs.size(), 1);
    QCOMPARE(runs[0]["state"].toString(), QString("failed"));
    QVERIFY(runs[0]["reason"].toString().contains("What would fit"));

    // The advice is right: the run goes on with what it names first.
    const auto line = ended.err.mid(ended.err.indexOf("What would fit: ") + 16);
    QStringList resume = {"train", "--resume", "1", "--store", store(), "--ignore-memory"};
    for (const auto& change : QString(line.left(line.indexOf(" ("))).split(" with "))
      resume << "--set" << QString(change).replace(" = ", "=");
    const auto rest = limited(resume);
    QVERIFY2(rest.code == 0, rest.err);
  }
};

QTEST_GUILESS_MAIN(CliFailuresTest)
#include "tst_cli_failures.moc"
