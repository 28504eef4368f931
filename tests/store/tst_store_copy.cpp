// A run copied into another store is the same run there, once, and whole or not at all.

#include <QFile>
#include <QtTest>
#include <cmath>

#include "store/run_copy.h"
#include "store_fixture.h"

using namespace vignette;

class TestStoreCopy : public QObject {
  Q_OBJECT

 private slots:
  void everythingComesAlong();
  void aRunComesOnce();
  void whatIsStoppedLeavesNothing();
  void whatFailsLeavesNothing();
  void missingCheckpointsAreNamed();
  void aRunThatTrainsComesInterrupted();
  void parentsAndSweepsStayLinked();
  void purgingLeavesACopyInTheMakingAlone();
  void theSameStoreAndUnknownRunsAreRefused();
};

namespace {

namespace fs = std::filesystem;

void write(const fs::path& file, const QByteArray& bytes) {
  fs::create_directories(file.parent_path());
  QFile out(QString::fromStdString(file.string()));
  QVERIFY(out.open(QIODevice::WriteOnly));
  out.write(bytes);
}

QByteArray bytes_of(const fs::path& file) {
  QFile in(QString::fromStdString(file.string()));
  return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray("unreadable");
}

/// 2,600 steps of two curves (two chunks and a tail), captions with tokens, and one of everything else.
RunId add_full_run(ExperimentStore& store) {
  const auto run = add_run(store, "full");
  std::vector<ExperimentStore::StepScalars> steps;
  for (std::int64_t i = 1; i <= 2600; ++i)
    steps.push_back({i, double(i) * 0.1, {{"reward", std::sin(double(i))}, {"loss", i == 77 ? NAN : 1.0 / double(i)}}});
  steps.push_back({2600, 261, {{"val/CIDEr", 0.9}}});
  store.append_steps(run, steps);
  auto caption = caption_of(100, 7, "a dog \xff runs", 0.5);
  caption.references = {"a dog", "the dog"};
  caption.tokens = {"a", " dog"};
  caption.token_log_probabilities = {-0.25f, -1.5f};
  caption.scores["odd"] = 3;
  store.append_captions(run, std::vector{caption, caption_of(100, 8, "a cat", 0.1), caption_of(200, 7, "dogs", 0.7)});
  store.set_tags(run, {"b", "a"});
  store.set_note(run, "a note");
  store.set_provenance(run, {{"host", "there"}});
  store.put_phase(run, {0, "warm", "mle", 0, 0});
  store.put_mark({0, run, 50, "note", "look", 5});
  store.add_parameter_change(run, {60, 6, "reward.weight", "0.5"});
  RunAnswer answer;
  answer.run = run;
  answer.request = 12;
  answer.kind = "evaluate";
  answer.metrics = {{"CIDEr", 0.8}};
  store.add_answer(answer);
  store.set_state(run, RunState::running);
  store.set_state(run, RunState::finished, "all steps");
  return run;
}

fs::path add_checkpoint(ExperimentStore& store, RunId run, std::int64_t step, const std::string& kind) {
  const fs::path folder =
      store.file().string() + ".runs/" + std::to_string(run) + "/checkpoints/step-" + std::to_string(step);
  write(folder / "training.json", "{}");
  write(folder / "models/captioner.pt", QByteArray(70000, char('a' + step % 20)));
  CheckpointRecord record;
  record.run = run;
  record.step = step;
  record.path = folder.string();
  record.kind = kind;
  record.metric = 0.25;
  record.bytes = 70002;
  store.add_checkpoint(record);
  return folder;
}

bool same(const std::vector<CurvePoint>& a, const std::vector<CurvePoint>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) {
    return x.step == y.step && x.time == y.time && (x.value == y.value || (std::isnan(x.value) && std::isnan(y.value)));
  });
}

int entries(const fs::path& folder) {
  std::error_code ignored;
  int count = 0;
  for (const auto& entry : fs::recursive_directory_iterator(folder, ignored))
    count += entry.path().extension() != ".lock";
  return count;
}

}  // namespace

void TestStoreCopy::everythingComesAlong() {
  StoreFolder folder;
  ExperimentStore from(folder.file("a.vignette")), to(folder.file("b.vignette"));
  const auto run = add_full_run(from);
  add_checkpoint(from, run, 100, "best");
  add_run(to, "other");
  add_run(to, "another");
  double last = -1;
  RunCopyOptions options;
  options.progress = [&](double share) {
    const bool rises = share >= last && share <= 1;
    last = share;
    return rises;
  };
  const auto copy = copy_run(from, to, run, options);
  QVERIFY(copy && copy->copied);
  QCOMPARE(last, 1.0);
  QCOMPARE(copy->run, RunId(3));
  const auto before = *from.run(run), after = *to.run(3);
  QCOMPARE(after.name, before.name);
  QCOMPARE(after.state, RunState::finished);
  QCOMPARE(after.state_reason, before.state_reason);
  QCOMPARE(after.colour, before.colour);
  QCOMPARE(after.note, std::string("a note"));
  QCOMPARE(after.tags, before.tags);
  QCOMPARE(after.created_at, before.created_at);
  QCOMPARE(after.started_at, before.started_at);
  QCOMPARE(after.ended_at, before.ended_at);
  QCOMPARE(after.steps, std::int64_t(2600));
  QCOMPARE(after.best, before.best);
  QCOMPARE(after.recipe_resolved, before.recipe_resolved);
  QCOMPARE(after.provenance, before.provenance);
  QVERIFY(after.origin.ends_with("a.vignette#" + run_identity(before)));
  QCOMPARE(to.series(3), from.series(run));
  for (const auto& series : from.series(run)) {
    QVERIFY(same(to.curve(3, series), from.curve(run, series)));
    QCOMPARE(to.curve_buckets(3, series, 0, 3000, 10).size(), from.curve_buckets(run, series, 0, 3000, 10).size());
  }
  CaptionQuery ours{3}, theirs{run};
  const auto captions = to.captions(ours), originals = from.captions(theirs);
  QCOMPARE(captions.size(), std::size_t(3));
  for (std::size_t i = 0; i < captions.size(); ++i) {
    QCOMPARE(captions[i].caption, originals[i].caption);
    QCOMPARE(captions[i].tokens, originals[i].tokens);
    QCOMPARE(captions[i].token_log_probabilities, originals[i].token_log_probabilities);
    QCOMPARE(captions[i].scores, originals[i].scores);
    QCOMPARE(captions[i].references, originals[i].references);
  }
  QCOMPARE(to.phases(3).at(0).name, std::string("warm"));
  QCOMPARE(to.marks(3).at(0).text, std::string("look"));
  QCOMPARE(to.parameter_changes(3).at(0).key, std::string("reward.weight"));
  QCOMPARE(to.clock(3).size(), from.clock(run).size());
  QCOMPARE(to.answers(3).at(0).metrics, (Scalars{{"CIDEr", 0.8}}));
  QVERIFY(!to.answer_to(12));
  const auto checkpoint = to.checkpoints(3).at(0);
  QCOMPARE(checkpoint.path, to.file().string() + ".runs/3/checkpoints/step-100");
  QCOMPARE(checkpoint.kind, std::string("best"));
  QCOMPARE(checkpoint.metric, std::optional(0.25));
  QCOMPARE(bytes_of(fs::path(checkpoint.path) / "models/captioner.pt"), QByteArray(70000, 'a'));
  QVERIFY(!to.owner_alive(3));
}

void TestStoreCopy::aRunComesOnce() {
  StoreFolder folder;
  ExperimentStore a(folder.file("a")), b(folder.file("b")), c(folder.file("c"));
  const auto run = add_full_run(a);
  QVERIFY(copy_run(a, b, run)->copied);
  const auto again = copy_run(a, b, run);
  QVERIFY(!again->copied);
  QCOMPARE(again->run, RunId(1));
  QVERIFY(!copy_run(b, a, 1)->copied);
  QVERIFY(copy_run(b, c, 1)->copied);
  QVERIFY(!copy_run(a, c, run)->copied);
  QVERIFY(!copy_run(c, a, 1)->copied);
  b.delete_run(1);
  QVERIFY(copy_run(a, b, run)->copied);
  QCOMPARE(b.runs().size(), std::size_t(1));
}

void TestStoreCopy::whatIsStoppedLeavesNothing() {
  StoreFolder folder;
  ExperimentStore from(folder.file("a")), to(folder.file("b"));
  const auto run = add_full_run(from);
  add_checkpoint(from, run, 100, "last");
  for (const double limit : {0.0, 0.3, 0.95}) {
    RunCopyOptions options;
    options.progress = [&](double share) { return share < limit; };
    QVERIFY(!copy_run(from, to, run, options));
    QVERIFY(to.runs().empty());
    QVERIFY(to.purge_deleted().empty());
    QCOMPARE(entries(to.file().string() + ".runs"), 0);
  }
  QVERIFY(copy_run(from, to, run)->copied);
}

void TestStoreCopy::whatFailsLeavesNothing() {
  StoreFolder folder;
  ExperimentStore from(folder.file("a")), to(folder.file("b"));
  const auto run = add_full_run(from);
  add_checkpoint(from, run, 100, "last");
  // A file lies where the copy's folder would: checkpoints cannot be written.
  fs::create_directories(to.file().string() + ".runs");
  write(to.file().string() + ".runs/1", "in the way");
  const auto problem = refusal([&] { copy_run(from, to, run); });
  QVERIFY2(problem.find("copy again") != problem.npos, problem.c_str());
  QVERIFY(to.runs().empty());
}

void TestStoreCopy::missingCheckpointsAreNamed() {
  StoreFolder folder;
  ExperimentStore from(folder.file("a")), to(folder.file("b"));
  const auto run = add_full_run(from);
  const auto gone = add_checkpoint(from, run, 100, "good");
  add_checkpoint(from, run, 200, "last");
  fs::remove_all(gone);
  const auto copy = copy_run(from, to, run);
  QCOMPARE(copy->missing_checkpoints, std::vector<std::string>{gone.string()});
  QCOMPARE(to.checkpoints(copy->run).size(), std::size_t(1));
  RunCopyOptions without;
  without.checkpoints = false;
  ExperimentStore light(folder.file("c"));
  QVERIFY(light.checkpoints(copy_run(from, light, run, without)->run).empty());
}

void TestStoreCopy::aRunThatTrainsComesInterrupted() {
  StoreFolder folder;
  ExperimentStore from(folder.file("a")), to(folder.file("b"));
  const auto run = add_full_run(from);
  QVERIFY(from.claim_run(run));
  from.set_state(run, RunState::running);
  RunCopyOptions options;
  options.source = "ssh://lab/a";
  const auto copy = copy_run(from, to, run, options);
  const auto record = *to.run(copy->run);
  QCOMPARE(record.state, RunState::interrupted);
  QVERIFY(record.state_reason.find("ssh://lab/a") != std::string::npos);
  QVERIFY(record.ended_at > 0);
  QVERIFY(record.origin.starts_with("ssh://lab/a#"));
  QCOMPARE(from.run(run)->state, RunState::running);
}

void TestStoreCopy::parentsAndSweepsStayLinked() {
  StoreFolder folder;
  ExperimentStore from(folder.file("a")), to(folder.file("b"));
  add_run(to);
  const auto parent = add_full_run(from);
  NewRun branch;
  branch.name = "branch";
  branch.parent = parent;
  branch.parent_step = 100;
  branch.parent_checkpoint = (folder.file("a.runs") / "1/checkpoints/step-100").string();
  const auto child = from.create_run(branch);
  const auto lone = copy_run(from, to, child);
  QVERIFY(!to.run(lone->run)->parent);
  QCOMPARE(to.run(lone->run)->parent_checkpoint, branch.parent_checkpoint);
  ExperimentStore both(folder.file("c"));
  add_run(both);
  copy_run(from, both, parent);
  copy_run(from, both, child);
  QCOMPARE(both.run(3)->parent, std::optional<RunId>(2));
  QCOMPARE(both.run(3)->parent_step, std::optional<std::int64_t>(100));
}

void TestStoreCopy::purgingLeavesACopyInTheMakingAlone() {
  StoreFolder folder;
  ExperimentStore from(folder.file("a")), to(folder.file("b")), other(folder.file("b"));
  const auto run = add_full_run(from);
  RunCopyOptions options;
  options.progress = [&](double) {
    other.purge_deleted();
    return other.runs().empty();
  };
  QVERIFY(copy_run(from, to, run, options));
  QCOMPARE(other.runs().size(), std::size_t(1));
  QCOMPARE(other.curve(1, "loss").size(), std::size_t(2600));
}

void TestStoreCopy::theSameStoreAndUnknownRunsAreRefused() {
  StoreFolder folder;
  ExperimentStore from(folder.file("a")), again(folder.file("a")), to(folder.file("b"));
  const auto run = add_run(from);
  QVERIFY(refusal([&] { copy_run(from, again, run); }).find("Choose another store") != std::string::npos);
  QVERIFY(refusal([&] { copy_run(from, to, 99); }).find("no run 99") != std::string::npos);
}

QTEST_APPLESS_MAIN(TestStoreCopy)
#include "tst_store_copy.moc"
