// A disk that is full or read-only: the run ends with an error that says what to do, what is stored stays, and once
// there is room it goes on as if nothing had happened.

#include <sys/resource.h>

#include <QDirIterator>
#include <QTest>
#include <filesystem>
#include <optional>

#include "cli/small_disk.h"
#include "cli/stored_outcome.h"

class CliDiskTest : public QObject {
  Q_OBJECT

 private:
  static constexpr int kRoomy = 64 * 1024;
  QTemporaryDir folder_;
  QString recipe_;
  std::optional<StoredOutcome> expected_;
  bool private_mounts_ = false;

  CliOutcome cli(const QStringList& arguments) { return run_cli_process(arguments, {}, folder_); }

  QStringList training(const QString& store) const {
    return {"train", recipe_, "--store", store, "--set", "training.max_steps=6", "--set", "captions.every=1"};
  }
  CliOutcome resume(const QString& store) { return cli({"train", "--resume", "1", "--store", store}); }

  QString disk_folder() {
    const auto path = folder_.filePath("disk");
    std::filesystem::create_directories(path.toStdString());
    return path;
  }

  static QStringList leftovers(const QString& folder) {
    QStringList found;
    QDirIterator files(folder, QDir::AllEntries | QDir::NoDotAndDotDot, QDirIterator::Subdirectories);
    while (files.hasNext()) {
      const auto name = files.next();
      if (name.contains(".partial") || name.contains(".part") || name.endsWith(".old")) found << name;
    }
    return found;
  }

  /// The store answers; the run has ended; each checkpoint that it lists is there.
  void check_store(const QString& store) {
    const auto runs = cli({"runs", "--store", store, "--json"});
    QVERIFY2(runs.code == 0, runs.err);
    QCOMPARE(runs.lines().size(), 1);
    const auto state = runs.lines()[0]["state"].toString();
    QVERIFY2(state == "failed" || state == "interrupted", qPrintable(state));
    for (const auto& checkpoint : cli({"checkpoints", "--store", store, "--run", "1", "--json"}).lines())
      QVERIFY2(QFile::exists(checkpoint["path"].toString()), qPrintable(checkpoint["path"].toString()));
  }

  void go_on_and_compare(const QString& store) {
    const auto rest = resume(store);
    QVERIFY2(rest.code == 0, rest.err);
    const StoredOutcome outcome(folder_, store);
    QVERIFY(outcome == *expected_);
  }

 private slots:
  void initTestCase() {
    private_mounts_ = make_mounts_private();
    recipe_ = write_tiny_training(folder_);
    const auto whole = folder_.filePath("whole.sqlite");
    const auto outcome = cli(training(whole));
    QVERIFY2(outcome.code == 0, outcome.err);
    expected_.emplace(folder_, whole);
    QVERIFY(expected_->is_whole());
  }

  void a_full_disk_ends_the_run_data() {
    QTest::addColumn<int>("kibibytes");
    for (const int size : {400, 1500, 3300, 5400}) QTest::addRow("%d KiB", size) << size;
  }

  /// Whatever the disk is too small for: the cache of embeddings, a best checkpoint, the first or a later one.
  void a_full_disk_ends_the_run() {
    QFETCH(int, kibibytes);
    if (!private_mounts_) QSKIP("this system lets the test mount no disk of its own");
    SmallDisk disk(disk_folder(), kibibytes);
    if (!disk.mounted()) QSKIP("this system lets the test mount no disk of its own");
    const auto store = folder_.filePath("disk/runs.sqlite");
    const auto outcome = cli(training(store));
    QCOMPARE(outcome.code, 4);
    QVERIFY2(outcome.err.contains(" are free there). Free some space"), outcome.err);
    QCOMPARE(leftovers(disk_folder()), QStringList());
    check_store(store);
    if (QTest::currentTestFailed()) return;
    QVERIFY(disk.resize(kRoomy));
    go_on_and_compare(store);
  }

  /// The run's folder lies on another disk than the store.
  void a_store_that_cannot_grow_ends_the_run() {
    if (!private_mounts_) QSKIP("this system lets the test mount no disk of its own");
    SmallDisk disk(disk_folder(), 360);
    if (!disk.mounted()) QSKIP("this system lets the test mount no disk of its own");
    const auto store = folder_.filePath("disk/runs.sqlite"), runs = folder_.filePath("roomy");
    std::filesystem::create_directories(runs.toStdString());
    std::filesystem::create_directory_symlink(runs.toStdString(), store.toStdString() + ".runs");
    const auto outcome = cli(training(store));
    QCOMPARE(outcome.code, 4);
    QVERIFY2(outcome.err.contains("runs.sqlite: the disk is full"), outcome.err);
    QVERIFY2(outcome.err.contains(" are free there). Free some space"), outcome.err);
    check_store(store);
    if (QTest::currentTestFailed()) return;
    QVERIFY(disk.resize(kRoomy));
    go_on_and_compare(store);
  }

  /// What "ulimit -f" and quotas of that kind do; the signal that comes with it must not end the program.
  void a_limit_of_file_sizes_ends_the_run() {
    const auto store = folder_.filePath("limited.sqlite");
    QProcess process;
    process.setProcessEnvironment(cli_environment(folder_));
    process.setChildProcessModifier([] {
      const rlimit limit{400 * 1024, 400 * 1024};
      setrlimit(RLIMIT_FSIZE, &limit);
    });
    process.start(VIGNETTE_CLI, training(store));
    QVERIFY(process.waitForFinished(240'000));
    const auto err = process.readAllStandardError();
    QVERIFY2(process.exitStatus() == QProcess::NormalExit && process.exitCode() == 4, err);
    QVERIFY2(err.contains("File too large (this process may write files of up to 0.4 MB)"), err);
    check_store(store);
    if (QTest::currentTestFailed()) return;
    go_on_and_compare(store);
  }

  void a_read_only_disk_is_refused_and_keeps_its_run() {
    if (!private_mounts_) QSKIP("this system lets the test mount no disk of its own");
    SmallDisk disk(disk_folder(), kRoomy);
    if (!disk.mounted()) QSKIP("this system lets the test mount no disk of its own");
    const auto store = folder_.filePath("disk/runs.sqlite");
    auto shorter = training(store);
    shorter << "--set"
            << "training.max_steps=4";
    QCOMPARE(cli(shorter).code, 0);
    QVERIFY(disk.make_read_only(kRoomy));
    const auto refused = resume(store), new_run = cli(training(store)),
               new_store = cli(training(folder_.filePath("disk/other.sqlite")));
    for (const auto* outcome : {&refused, &new_run, &new_store}) {
      QVERIFY(outcome->code != 0);
      QVERIFY2(outcome->err.contains("disk/"), outcome->err);
      QVERIFY2(outcome->err.contains("may be written") || outcome->err.contains("cannot be written") ||
                   outcome->err.contains("Read-only file system. Allow writing there"),
               outcome->err);
    }
    QCOMPARE(cli({"curve", "--store", store, "--run", "1", "--series", "G_loss", "--json"}).lines().size(), 4);
    QVERIFY(disk.resize(kRoomy));
    const auto rest = cli({"train", "--resume", "1", "--store", store, "--set", "training.max_steps=6"});
    QVERIFY2(rest.code == 0, rest.err);
  }
};

QTEST_GUILESS_MAIN(CliDiskTest)
#include "tst_cli_disk.moc"
