// The queue of experiments and sweeps: order, edits, and no entry taken twice.

#include <QtTest>
#include <set>
#include <thread>

#include "store/experiment_store.h"
#include "store_fixture.h"

using namespace vignette;

namespace {

QueuedRun entry(const std::string& name) {
  QueuedRun entry;
  entry.name = name;
  entry.recipe = "name = \"" + name + "\"\n";
  return entry;
}

std::string names(ExperimentStore& store) {
  std::string all;
  for (const auto& each : store.queue()) all += each.name + ' ';
  return all;
}

NewRun run_of(const QueuedRun& entry) {
  NewRun run;
  run.name = entry.name;
  run.recipe = run.recipe_resolved = entry.recipe;
  run.queued = entry.id;
  return run;
}

}  // namespace

class TestStoreQueue : public QObject {
  Q_OBJECT

 private slots:
  void entriesKeepTheirOrderAndComeBackInTheirPlace() {
    const StoreFolder folder;
    ExperimentStore store(folder.file());
    for (const auto* name : {"a", "b", "c", "d"}) store.put_queued(entry(name));
    QCOMPARE(names(store), std::string("a b c d "));
    const auto all = store.queue();
    QVERIFY(all[0].created_at > 1e9);
    store.order_queue(std::vector<std::int64_t>{all[3].id, all[0].id, 99, all[1].id, all[2].id});
    QCOMPARE(names(store), std::string("d a b c "));
    const auto taken = *store.queued_run(all[0].id);
    QVERIFY(store.remove_queued(taken.id));
    QVERIFY(!store.remove_queued(taken.id));
    QCOMPARE(names(store), std::string("d b c "));
    QCOMPARE(store.put_queued(taken), taken.id);
    QCOMPARE(names(store), std::string("d a b c "));
    QVERIFY(*store.queued_run(taken.id) == taken);
    store.set_queued_problem(taken.id, "reward.weight: expected at most 1");
    QCOMPARE(store.queued_run(taken.id)->problem, std::string("reward.weight: expected at most 1"));
  }

  void anEntryBecomesOneRunAndLeavesTheQueue() {
    const StoreFolder folder;
    ExperimentStore store(folder.file());
    const auto sweep = store.put_sweep("", "[parameters]\n", std::vector{entry("a"), entry("b")});
    QCOMPARE(store.sweeps().at(0).name, std::string("sweep 1"));
    const auto first = store.queue().at(0);
    QCOMPARE(first.sweep.value_or(0), sweep);
    const auto id = store.create_run(run_of(first));
    QCOMPARE(store.run(id)->sweep.value_or(0), sweep);
    QCOMPARE(names(store), std::string("sweep 1: b "));
    QVERIFY(refusal([&] { store.create_run(run_of(first)); }).find("another process took or removed it") !=
            std::string::npos);
    QCOMPARE(store.runs().size(), std::size_t(1));
  }

  void twoWritersNeverTakeTheSameEntry() {
    const StoreFolder folder;
    constexpr int entries = 40;
    {
      ExperimentStore store(folder.file());
      for (int i = 0; i < entries; ++i) store.put_queued(entry("entry " + std::to_string(i)));
    }
    const auto drain = [&] {
      ExperimentStore store(folder.file());
      for (auto queue = store.queue(); !queue.empty(); queue = store.queue())
        refusal([&] { store.create_run(run_of(queue.front())); });
    };
    std::thread one(drain), other(drain);
    one.join();
    other.join();
    ExperimentStore store(folder.file());
    QCOMPARE(store.runs().size(), std::size_t(entries));
    std::set<std::string> distinct;
    for (const auto& run : store.runs()) distinct.insert(run.name);
    QCOMPARE(distinct.size(), std::size_t(entries));
  }

  void anImportedRunHasItsOwnHistory() {
    const StoreFolder folder;
    ExperimentStore store(folder.file());
    const auto id = add_run(store, "old");
    store.append_steps(id, std::vector{step_of(2, "loss", 1), step_of(4, "loss", 0.5)});
    store.set_history(id, 1.6e9, 1.6e9 + 60);
    const auto run = *store.run(id);
    QCOMPARE(run.state, RunState::finished);
    QCOMPARE(run.started_at, 1.6e9);
    QCOMPARE(run.ended_at, 1.6e9 + 60);
    QCOMPARE(store.clock(id).size(), std::size_t(1));
    QCOMPARE(store.clock(id)[0].wall_offset, 1.6e9);
    QCOMPARE(store.clock(id)[0].step, std::int64_t(0));
  }
};

QTEST_GUILESS_MAIN(TestStoreQueue)
#include "tst_store_queue.moc"
