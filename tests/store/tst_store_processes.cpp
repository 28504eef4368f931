// Several threads and processes on one store: writers side by side, kill -9, owners that die.

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QtTest>
#include <thread>

#include "store/database.h"
#include "store/run_lock.h"
#include "store_fixture.h"

using namespace vignette;

class TestStoreProcesses : public QObject {
  Q_OBJECT

 private slots:
  void twoThreadsWriteAtOnce();
  void twoProcessesWriteAtOnce();
  void twoProcessesCreateTheSameStore();
  void killedWriterLeavesWholeTransactions();
  void deadOwnerShowsAsInterrupted();
  void aRunHasOneOwner();
  void reusedPidIsNotTheOwner();
  void trainingRunIsNotDeleted();
  void staleOwnerOnAnotherHost();
};

namespace {

constexpr int batches = 60;

/// Appends steps with two series, captions and a rename in turn, as a trainer beside a GUI would.
void write_run(const std::filesystem::path& file, RunId run) {
  ExperimentStore store(file);
  for (std::int64_t batch = 0; batch < batches; ++batch) {
    std::vector<ExperimentStore::StepScalars> steps;
    for (auto step = batch * 50 + 1; step <= batch * 50 + 50; ++step)
      steps.push_back({step, 0.1, {{"G_loss", static_cast<double>(step)}, {"reward", 1.0}}});
    store.append_steps(run, steps);
    store.append_captions(run, std::vector{caption_of(batch, 1, "a caption.", 1)});
    store.rename_run(run, "batch " + std::to_string(batch));
  }
}

void check_written(ExperimentStore& store, RunId run) {
  const auto curve = store.curve(run, "G_loss");
  QCOMPARE(curve.size(), std::size_t{batches * 50});
  for (std::size_t i = 0; i < curve.size(); ++i) QCOMPARE(curve[i].value, static_cast<double>(i + 1));
  QCOMPARE(store.count_captions({.run = run}), std::int64_t{batches});
  QCOMPARE(store.run(run)->name, "batch " + std::to_string(batches - 1));
}

/// Runs `work` in a process of its own.
template <class Work>
pid_t child(const Work& work) {
  const pid_t pid = fork();
  if (pid != 0) return pid;
  try {
    work();
  } catch (const std::exception& error) {
    fprintf(stderr, "child: %s\n", error.what());
    _exit(1);
  }
  _exit(0);
}

int exit_status(pid_t pid) {
  int status = -1;
  waitpid(pid, &status, 0);
  return status;
}

bool is_whole(const std::filesystem::path& file) {
  Database database(file, false);
  Database::Query check(database, "PRAGMA integrity_check");
  return check.next() && check.text(0) == "ok";
}

/// A child that owns `run` until it is killed; returns when it does.
pid_t owning_child(const std::filesystem::path& file, RunId run) {
  int ready[2];
  if (pipe(ready) != 0) return -1;
  const pid_t pid = child([&] {
    ExperimentStore store(file);
    const char answer = store.claim_run(run) ? 'y' : 'n';
    store.set_state(run, RunState::running);
    if (write(ready[1], &answer, 1) != 1) _exit(2);
    pause();
  });
  char answer = 'n';
  const bool told = read(ready[0], &answer, 1) == 1;
  close(ready[0]);
  close(ready[1]);
  return told && answer == 'y' ? pid : -1;
}

}  // namespace

void TestStoreProcesses::twoThreadsWriteAtOnce() {
  StoreFolder folder;
  ExperimentStore store(folder.file());
  const auto one = add_run(store), two = add_run(store);
  std::thread first([&] { write_run(folder.file(), one); });
  std::thread second([&] { write_run(folder.file(), two); });
  for (int look = 0; look < 50; ++look) {
    const auto curve = store.curve(one, "G_loss");
    QCOMPARE(curve.size() % 50, std::size_t{0});  // whole transactions only
    QCOMPARE(store.runs().size(), std::size_t{2});
  }
  first.join();
  second.join();
  check_written(store, one);
  check_written(store, two);
}

void TestStoreProcesses::twoProcessesWriteAtOnce() {
  StoreFolder folder;
  RunId one = 0, two = 0;
  {
    ExperimentStore store(folder.file());
    one = add_run(store), two = add_run(store);
  }
  const auto first = child([&] { write_run(folder.file(), one); });
  const auto second = child([&] { write_run(folder.file(), two); });
  QCOMPARE(exit_status(first), 0);
  QCOMPARE(exit_status(second), 0);
  ExperimentStore store(folder.file());
  check_written(store, one);
  check_written(store, two);
}

void TestStoreProcesses::twoProcessesCreateTheSameStore() {
  for (int round = 0; round < 5; ++round) {
    StoreFolder folder;
    std::vector<pid_t> children;
    for (int i = 0; i < 4; ++i)
      children.push_back(child([&] {
        ExperimentStore store(folder.file());
        add_run(store);
      }));
    for (const auto pid : children) QCOMPARE(exit_status(pid), 0);
    QCOMPARE(ExperimentStore(folder.file()).runs().size(), std::size_t{4});
  }
}

void TestStoreProcesses::killedWriterLeavesWholeTransactions() {
  StoreFolder folder;
  RunId run = 0;
  {
    ExperimentStore store(folder.file());
    run = add_run(store);
  }
  std::int64_t from = 0;
  for (int round = 0; round < 8; ++round) {
    const auto pid = child([&] {
      ExperimentStore store(folder.file());
      for (auto step = from;;) {
        std::vector<ExperimentStore::StepScalars> steps;
        for (int i = 0; i < 100; ++i) steps.push_back(step_of(++step, "reward", 1));
        store.append_steps(run, steps);
      }
    });
    QTest::qSleep(20 + 7 * round);
    QCOMPARE(kill(pid, SIGKILL), 0);
    QVERIFY(WIFSIGNALED(exit_status(pid)));
    QVERIFY(is_whole(folder.file()));
    ExperimentStore store(folder.file());
    const auto curve = store.curve(run, "reward");
    QCOMPARE(curve.size() % 100, std::size_t{0});
    for (std::size_t i = 0; i < curve.size(); ++i) QCOMPARE(curve[i].step, static_cast<std::int64_t>(i + 1));
    QCOMPARE(store.run(run)->steps, static_cast<std::int64_t>(curve.size()));
    from = static_cast<std::int64_t>(curve.size());
  }
  QVERIFY(from > 0);
}

void TestStoreProcesses::deadOwnerShowsAsInterrupted() {
  StoreFolder folder;
  RunId run = 0;
  {
    ExperimentStore store(folder.file());
    run = add_run(store);
  }
  const auto pid = owning_child(folder.file(), run);
  QVERIFY(pid > 0);
  ExperimentStore store(folder.file());
  QVERIFY(store.owner_alive(run));
  QCOMPARE(store.owner(run)->pid, static_cast<std::int64_t>(pid));
  QVERIFY(store.run(run)->state == RunState::running);
  QVERIFY(!store.claim_run(run));
  kill(pid, SIGKILL);
  exit_status(pid);
  QVERIFY(!store.owner_alive(run));
  QVERIFY(store.run(run)->state == RunState::interrupted);
  QVERIFY(store.runs().at(0).state == RunState::interrupted);
  QVERIFY(store.claim_run(run));
  QVERIFY(store.run(run)->state == RunState::running);
}

void TestStoreProcesses::aRunHasOneOwner() {
  StoreFolder folder;
  ExperimentStore one(folder.file()), two(folder.file());
  const auto run = add_run(one), other = add_run(one);
  QVERIFY(one.claim_run(run));
  QVERIFY(one.claim_run(run));
  QVERIFY(!two.claim_run(run));
  QVERIFY(two.claim_run(other));
  QVERIFY(two.owner_alive(run));
  const auto before = two.owner(run)->heartbeat;
  one.heartbeat(run);
  QVERIFY(two.owner(run)->heartbeat >= before);
  one.release_run(run);
  QVERIFY(!two.owner(run));
  QVERIFY(two.claim_run(run));
}

void TestStoreProcesses::reusedPidIsNotTheOwner() {
  StoreFolder folder;
  ExperimentStore store(folder.file());
  const auto run = add_run(store);
  auto owner = this_process();
  QVERIFY(owner.process_start > 0);
  QCOMPARE(process_start(getpid()), owner.process_start);
  QVERIFY(!owner_lives(store.file(), run, owner));  // this very process, but nobody holds the lock
}

void TestStoreProcesses::trainingRunIsNotDeleted() {
  StoreFolder folder;
  ExperimentStore trainer(folder.file()), gui(folder.file());
  const auto run = add_run(trainer);
  QVERIFY(trainer.claim_run(run));
  const auto what = refusal([&] { gui.delete_run(run); });
  QVERIFY2(what.find("is training (process " + std::to_string(getpid())) != std::string::npos, what.c_str());
  QCOMPARE(gui.runs().size(), std::size_t{1});
  trainer.release_run(run);
  gui.delete_run(run);
  QVERIFY(gui.runs().empty());
}

void TestStoreProcesses::staleOwnerOnAnotherHost() {
  StoreFolder folder;
  ExperimentStore store(folder.file());
  const auto run = add_run(store);
  const auto pretend = [&](double heartbeat) {
    Database database(folder.file(), false);
    database.run("INSERT OR REPLACE INTO run_owner VALUES (?, 'elsewhere.example', 1, 1, ?)", run, heartbeat);
  };
  store.set_state(run, RunState::running);
  pretend(now_seconds() - 5);
  QVERIFY(store.run(run)->state == RunState::running);
  QVERIFY(!store.claim_run(run));
  pretend(now_seconds() - 600);
  QVERIFY(store.run(run)->state == RunState::interrupted);
  QVERIFY(store.claim_run(run));
}

QTEST_APPLESS_MAIN(TestStoreProcesses)
#include "tst_store_processes.moc"
