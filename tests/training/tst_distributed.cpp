// Places of processes, shares of batches and the watch over the processes, without LibTorch.

#include <QTest>
#include <map>
#include <mutex>

#include "training/batch_share.h"
#include "training/distributed_monitor.h"
#include "training/training_run.h"

using namespace vignette;

namespace {

Environment environment(std::map<std::string, std::string> variables) {
  return [kept = std::make_shared<std::map<std::string, std::string>>(std::move(variables))](const char* name) {
    const auto found = kept->find(name);
    return found == kept->end() ? nullptr : found->second.c_str();
  };
}

/// One store of two monitors; may be cut off, as when its process dies.
struct Shared {
  std::mutex mutex;
  std::map<std::string, std::string> values;
  bool gone = false;
};

class MemoryKeys final : public SharedKeys {
 public:
  explicit MemoryKeys(std::shared_ptr<Shared> shared) : shared_(std::move(shared)) {}
  void set(const std::string& key, const std::string& value) override { open()[key] = value; }
  bool has(const std::string& key) override { return open().contains(key); }
  std::string get(const std::string& key) override { return open().at(key); }

 private:
  std::map<std::string, std::string>& open() {
    const std::lock_guard lock(shared_->mutex);
    if (shared_->gone) throw std::runtime_error("connection reset");
    return shared_->values;
  }
  std::shared_ptr<Shared> shared_;
};

ProcessPlace place(int rank) {
  ProcessPlace place;
  place.rank = rank;
  place.world_size = 2;
  place.master_address = "meeting";
  place.master_port = 7;
  return place;
}

std::string what_check_throws(ProcessMonitor& monitor) {
  try {
    monitor.check();
  } catch (const std::exception& failure) {
    return failure.what();
  }
  return {};
}

}  // namespace

class DistributedTest : public QObject {
  Q_OBJECT

  const ProcessMonitor::Times times_{0.01, 0.2, 60};

  std::unique_ptr<ProcessMonitor> monitor(int rank, const std::shared_ptr<Shared>& shared) const {
    return std::make_unique<ProcessMonitor>(place(rank), std::make_unique<MemoryKeys>(shared), times_);
  }

 private slots:
  void one_process_has_no_place() {
    QVERIFY(!process_place(environment({})));
    QVERIFY(!process_place(environment({{"SLURM_PROCID", "0"}, {"SLURM_NTASKS", "1"}})));
    QVERIFY(!process_place(environment({{"SLURM_PROCID", "0"}, {"SLURM_NTASKS", "4"}, {"SLURM_JOB_NAME", "bash"}})));
  }

  void torchrun_names_the_place() {
    const auto place = process_place(environment({{"RANK", "3"},
                                                  {"WORLD_SIZE", "4"},
                                                  {"LOCAL_RANK", "1"},
                                                  {"LOCAL_WORLD_SIZE", "2"},
                                                  {"MASTER_ADDR", "node1"},
                                                  {"MASTER_PORT", "29400"},
                                                  {"TORCHELASTIC_USE_AGENT_STORE", "True"},
                                                  {"TORCHELASTIC_RESTART_COUNT", "2"},
                                                  {"TORCHELASTIC_RUN_ID", "abc"},
                                                  {"SLURM_PROCID", "0"},
                                                  {"SLURM_NTASKS", "9"}}));
    QVERIFY(place.has_value());
    QCOMPARE(place->rank, 3);
    QCOMPARE(place->world_size, 4);
    QCOMPARE(place->local_rank, 1);
    QCOMPARE(place->local_world_size, 2);
    QCOMPARE(place->master_address, std::string("node1"));
    QCOMPARE(int(place->master_port), 29400);
    QVERIFY(place->agent_keeps_store);
    QCOMPARE(place->restarts, 2);
    QCOMPARE(place->launch, std::string("torchrun abc"));
  }

  void slurm_names_the_place() {
    const auto place = process_place(environment({{"SLURM_PROCID", "5"},
                                                  {"SLURM_NTASKS", "8"},
                                                  {"SLURM_LOCALID", "1"},
                                                  {"SLURM_STEP_TASKS_PER_NODE", "4(x2)"},
                                                  {"SLURM_JOB_NODELIST", "gpu[07-08,11]"},
                                                  {"SLURM_JOB_ID", "123456"},
                                                  {"SLURM_STEP_ID", "0"},
                                                  {"SLURM_RESTART_COUNT", "1"}}));
    QVERIFY(place.has_value());
    QCOMPARE(place->rank, 5);
    QCOMPARE(place->world_size, 8);
    QCOMPARE(place->local_rank, 1);
    QCOMPARE(place->local_world_size, 4);
    QCOMPARE(place->master_address, std::string("gpu07"));
    QCOMPARE(int(place->master_port), 23456);
    QCOMPARE(place->restarts, 1);
    QCOMPARE(place->launch, std::string("slurm job 123456 step 0"));
  }

  void wrong_variables_are_named() {
    const auto problem = [](std::map<std::string, std::string> variables) {
      try {
        process_place(environment(std::move(variables)));
      } catch (const std::runtime_error& error) {
        return QString(error.what());
      }
      return QString();
    };
    QVERIFY(problem({{"RANK", "2"}, {"WORLD_SIZE", "2"}, {"MASTER_ADDR", "a"}, {"MASTER_PORT", "1"}})
                .startsWith("RANK is '2', but should be a number from 0 to 1"));
    QVERIFY(problem({{"RANK", "0"}, {"WORLD_SIZE", "2"}}).contains("MASTER_ADDR is not"));
    QVERIFY(problem({{"RANK", "0"}, {"WORLD_SIZE", "2"}, {"MASTER_ADDR", "a"}}).startsWith("MASTER_PORT is ''"));
  }

  void first_hosts() {
    QCOMPARE(first_host("a"), std::string("a"));
    QCOMPARE(first_host("a,b"), std::string("a"));
    QCOMPARE(first_host("n[3,5]"), std::string("n3"));
    QCOMPARE(first_host("n[003-010],m[1-2]"), std::string("n003"));
    QCOMPARE(first_host("x,n[3-5]"), std::string("x"));
  }

  void shares_cover_the_batch() {
    for (const auto& [items, size] : {std::pair<std::int64_t, int>{64, 2}, {5, 2}, {7, 3}, {2, 3}}) {
      std::int64_t next = 0;
      double weight = 0;
      for (int rank = 0; rank < size; ++rank) {
        const auto share = share_of(items, rank, size);
        weight += share.weight;
        QVERIFY(share.count >= 1);
        if (share.weight == 0) continue;
        QCOMPARE(share.first, next);
        next += share.count;
      }
      QCOMPARE(next, items);
      QVERIFY(std::abs(weight - 1) < 1e-12);
    }
    QCOMPARE(share_of(1, 0, 2).weight, 0.0);  // borrows the item of process 1
    QCOMPARE(share_of(1, 1, 2).weight, 1.0);
  }

  void a_silent_process_is_lost() {
    const auto shared = std::make_shared<Shared>();
    const auto first = monitor(0, shared);
    auto second = monitor(1, shared);
    QTest::qWait(400);
    first->check();
    second.reset();  // no longer beats
    QTRY_VERIFY(first->ended());
    QVERIFY(what_check_throws(*first).starts_with("process 1 of 2 is lost"));
  }

  void a_failure_and_a_stop_are_told() {
    for (const auto ending : {ProcessGroup::Ending::failed, ProcessGroup::Ending::stopped}) {
      const auto shared = std::make_shared<Shared>();
      const auto first = monitor(0, shared), second = monitor(1, shared);
      second->announce(ending, "disk full");
      QTRY_VERIFY(first->ended());
      if (ending == ProcessGroup::Ending::failed)
        QCOMPARE(what_check_throws(*first), std::string("disk full"));
      else
        QVERIFY_EXCEPTION_THROWN(first->check(), StopRequested);
    }
  }

  void who_leaves_is_not_lost() {
    const auto shared = std::make_shared<Shared>();
    const auto first = monitor(0, shared);
    auto second = monitor(1, shared);
    second->leave(0.05);
    second.reset();
    QTest::qWait(400);
    first->check();
    QElapsedTimer since;
    since.start();
    first->leave(10);
    QVERIFY(since.elapsed() < 2000);
  }

  void without_the_meeting_point_all_is_lost() {
    const auto shared = std::make_shared<Shared>();
    const auto second = monitor(1, shared);
    {
      const std::lock_guard lock(shared->mutex);
      shared->gone = true;
    }
    QTRY_VERIFY(second->ended());
    QVERIFY(what_check_throws(*second).find("meeting:7 is gone") != std::string::npos);
  }
};

QTEST_GUILESS_MAIN(DistributedTest)
#include "tst_distributed.moc"
