// Archiving, ratings, and keeping a store small: what goes, what stays, and that it can be stopped.

#include <QFile>
#include <QtTest>

#include "store/store_maintenance.h"
#include "store_fixture.h"

using namespace vignette;
namespace fs = std::filesystem;

namespace {

std::string add_checkpoint(ExperimentStore& store, RunId run, std::int64_t step, const std::string& kind) {
  const auto folder =
      store.file().string() + ".runs/" + std::to_string(run) + "/checkpoints/step-" + std::to_string(step);
  fs::create_directories(folder);
  QFile file(QString::fromStdString(folder + "/weights"));
  if (!file.open(QIODevice::WriteOnly)) return {};
  file.write(QByteArray(1000, 'w'));
  CheckpointRecord record;
  record.run = run;
  record.step = step;
  record.path = folder;
  record.kind = kind;
  store.add_checkpoint(record);
  return folder;
}

std::vector<std::int64_t> checkpoint_steps(ExperimentStore& store, RunId run) {
  std::vector<std::int64_t> steps;
  for (const auto& one : store.checkpoints(run)) steps.push_back(one.step);
  return steps;
}

void add_caption_steps(ExperimentStore& store, RunId run) {
  for (std::int64_t step = 10; step <= 100; step += 10) {
    std::vector<CaptionRecord> captions;
    for (std::int64_t image = 0; image < 30; ++image) captions.push_back(caption_of(step, image, "a dog", 0.5));
    store.append_captions(run, captions);
  }
  store.append_steps(run, std::vector{step_of(30, "val/CIDEr", 0.5), step_of(60, "val/CIDEr", 0.6)});
}

using Steps = std::vector<std::int64_t>;

}  // namespace

class TestStoreMaintenance : public QObject {
  Q_OBJECT

 private slots:
  void archivingAndBack() {
    StoreFolder folder;
    ExperimentStore store(folder.file());
    const auto run = add_run(store);
    store.set_archived(run, true);
    QVERIFY(store.run(run)->archived_at > 1e9);
    store.set_archived(run, false);
    QCOMPARE(store.run(run)->archived_at, 0.0);
  }

  void ratingsComeFromEitherSide() {
    StoreFolder folder;
    ExperimentStore store(folder.file());
    const auto a = add_run(store), b = add_run(store);
    const auto first = store.add_rating({0, a, 100, b, 200, "1.png", "a", 0});
    store.add_rating({0, b, 200, a, 100, "2.png", "a", 0});
    store.add_rating({0, b, 200, a, 100, "3.png", "tie", 0});
    const auto seen = store.ratings(a, b);
    QCOMPARE(seen.size(), std::size_t(3));
    QCOMPARE(seen[0].verdict + seen[1].verdict + seen[2].verdict, std::string("abtie"));
    QCOMPARE(seen[1].step_a, std::int64_t(100));
    QVERIFY(seen[0].rated_at > 1e9);
    store.remove_rating(first);
    QCOMPARE(store.ratings(b, a).size(), std::size_t(2));
    QVERIFY(!refusal([&] { store.add_rating({0, a, 1, b, 1, "x", "better", 0}); }).empty());
    QVERIFY(!refusal([&] { store.add_rating({0, a, 1, 99, 1, "x", "a", 0}); }).empty());
  }

  void captionsAreThinnedOut() {
    StoreFolder folder;
    ExperimentStore store(folder.file());
    const auto run = add_run(store);
    add_caption_steps(store, run);
    using Keep = CaptionPruning::Keep;
    QCOMPARE(prunable_caption_steps(store, run, {Keep::last, 0}).size(), std::size_t(9));
    QCOMPARE(prunable_caption_steps(store, run, {Keep::evaluations, 0}), (Steps{10, 20, 40, 50, 70, 80, 90}));
    QCOMPARE(prune_captions(store, {run}, {Keep::every_nth, 4}), std::int64_t(30 * 6));
    QCOMPARE(store.caption_steps(run), (Steps{10, 50, 90, 100}));
    int asked = 0;
    QCOMPARE(prune_captions(store, {run}, {Keep::last, 0}, [&](double) { return ++asked < 2; }), std::int64_t(30));
    QCOMPARE(store.caption_steps(run), (Steps{50, 90, 100}));
  }

  void checkpointsThatMatterStay() {
    StoreFolder folder;
    ExperimentStore store(folder.file());
    const auto run = add_run(store);
    const auto old = add_checkpoint(store, run, 100, "last");
    const auto branched = add_checkpoint(store, run, 200, "last");
    add_checkpoint(store, run, 300, "best");
    add_checkpoint(store, run, 400, "pinned");
    add_checkpoint(store, run, 500, "good");
    add_checkpoint(store, run, 600, "last");
    add_checkpoint(store, run, 700, "good");
    NewRun branch;
    branch.parent = run;
    branch.parent_checkpoint = branched;
    store.create_run(branch);
    QCOMPARE(prune_checkpoints(store, {run}), std::int64_t(2000));
    QCOMPARE(checkpoint_steps(store, run), (Steps{200, 300, 400, 600, 700}));
    QVERIFY(!fs::exists(old));
    QVERIFY(fs::exists(branched));
  }

  void aLiveRunsCheckpointsStay() {
    StoreFolder folder;
    ExperimentStore store(folder.file());
    const auto run = add_run(store);
    add_checkpoint(store, run, 100, "last");
    add_checkpoint(store, run, 200, "last");
    QVERIFY(store.claim_run(run));
    QCOMPARE(prune_checkpoints(store, {run}), std::int64_t(0));
    QCOMPARE(checkpoint_steps(store, run), (Steps{100, 200}));
  }

  void vacuumGivesBack() {
    StoreFolder folder;
    ExperimentStore store(folder.file());
    const auto run = add_run(store), kept = add_run(store);
    add_caption_steps(store, kept);
    std::vector<ExperimentStore::StepScalars> steps;
    for (std::int64_t i = 0; i < 40000; ++i) steps.push_back(step_of(i, "reward", double(i)));
    store.append_steps(run, steps);
    add_checkpoint(store, run, 100, "last");
    const fs::path stray = store.file().string() + ".runs/77/checkpoints";
    fs::create_directories(stray);
    store.delete_run(run);
    const auto before = store_size(store);
    QCOMPARE(before.runs, std::int64_t(1000));
    QVERIFY(vacuum_store(store) > 1000000);
    const auto after = store_size(store);
    QCOMPARE(after.free, std::int64_t(0));
    QCOMPARE(after.runs, std::int64_t(0));
    QVERIFY(after.file < before.file / 2);
    QVERIFY(!fs::exists(stray.parent_path()));
    QCOMPARE(store.caption_steps(kept).size(), std::size_t(10));
  }

  void storesMergeOnce() {
    StoreFolder folder;
    ExperimentStore from(folder.file("a")), to(folder.file("b"));
    add_run(to, "own");
    const auto a = add_run(from, "first"), b = add_run(from, "second");
    add_caption_steps(from, a);
    add_checkpoint(from, a, 100, "last");
    from.add_rating({0, a, 100, b, 200, "1.png", "a", 0});
    auto outcome = merge_stores(from, to, true);
    QCOMPARE(outcome.copied, std::int64_t(2));
    QCOMPARE(to.runs().size(), std::size_t(3));
    QCOMPARE(to.runs().front().name, std::string("second"));
    QCOMPARE(to.checkpoints(2).size(), std::size_t(1));
    QCOMPARE(to.ratings(2, 3).size(), std::size_t(1));
    outcome = merge_stores(from, to, true);
    QCOMPARE(outcome.copied, std::int64_t(0));
    QCOMPARE(outcome.known, std::int64_t(2));
    QCOMPARE(to.ratings(2, 3).size(), std::size_t(1));
  }

  void storesMoveWhole() {
    StoreFolder folder;
    const auto from = folder.file("a.vignette"), to = folder.file("b.vignette");
    {
      ExperimentStore store(from);
      add_checkpoint(store, add_run(store, "one"), 100, "last");
    }
    QVERIFY(move_store(from, to));
    QVERIFY(!fs::exists(from));
    QVERIFY(!fs::exists(from.string() + ".runs"));
    ExperimentStore store(to);
    const auto checkpoint = store.checkpoints(1).at(0);
    QVERIFY(checkpoint.path.starts_with(to.string() + ".runs/1/"));
    QVERIFY(fs::exists(checkpoint.path + "/weights"));
  }

  void movesThatCannotBeAreRefused() {
    StoreFolder folder;
    const auto from = folder.file("a"), to = folder.file("b");
    {
      ExperimentStore store(from);
      const auto run = add_run(store, "busy");
      QVERIFY(refusal([&] { move_store(from, to); }).find("open in another program") != std::string::npos);
      QVERIFY(store.claim_run(run));
      QVERIFY(refusal([&] { move_store(from, to); }).find("is training") != std::string::npos);
      ExperimentStore(folder.file("taken"));
    }
    QVERIFY(refusal([&] { move_store(from, folder.file("taken")); }).find("there already") != std::string::npos);
    QVERIFY(!move_store(from, to, [](double) { return false; }));
    QVERIFY(fs::exists(from));
    QVERIFY(!fs::exists(to));
    QVERIFY(!fs::exists(to.string() + ".moving"));
    QCOMPARE(ExperimentStore(from).runs().size(), std::size_t(1));
  }
};

QTEST_APPLESS_MAIN(TestStoreMaintenance)
#include "tst_store_maintenance.moc"
