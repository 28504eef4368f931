// Runs, captions, checkpoints, commands, settings: what goes in comes out.

#include <sqlite3.h>

#include <QtTest>
#include <cmath>

#include "store/file_system.h"
#include "store/schema.h"
#include "store_fixture.h"

using namespace vignette;

class TestStoreRuns : public QObject {
  Q_OBJECT

 private slots:
  void runKeepsWhatItWasGiven();
  void runsComeNewestFirst();
  void unknownRunIsRefused();
  void statesStampTimes();
  void deletionCanBeUndone();
  void purgeRemovesForGood();
  void bestAndLastRewardFollowSteps();
  void captionsComeBackWhole();
  void captionQueries();
  void captionsAtOrBeforeAStep();
  void checkpointsChangesAndSettings();
  void checkpointsMoveWithTheirStore();
  void commandsAreTakenOnce();
  void truncationCutsEverythingAfterTheStep();
  void changeCounterSeesOtherConnections();
  void newerSchemaIsRefused();
  void foreignFilesAreRefused();
  void phasesAreKeptInOrder();
  void failedMigrationLeavesTheFile();
  void readOnlyWritesNothing();
  void aReaderBringsAnOlderStoreUpToDate();
  void networkFileSystemsAreKnown();
};

namespace {

std::vector<std::string> texts(const std::vector<CaptionRecord>& captions) {
  std::vector<std::string> found;
  for (const auto& caption : captions) found.push_back(caption.caption);
  return found;
}

std::vector<std::string> list(std::initializer_list<const char*> words) {
  return {words.begin(), words.end()};
}

void run_sql(const std::filesystem::path& file, const char* sql) {
  sqlite3* handle = nullptr;
  QCOMPARE(sqlite3_open(file.c_str(), &handle), SQLITE_OK);
  QCOMPARE(sqlite3_exec(handle, sql, nullptr, nullptr, nullptr), SQLITE_OK);
  sqlite3_close(handle);
}

}  // namespace

void TestStoreRuns::runKeepsWhatItWasGiven() {
  StoreFolder folder;
  ExperimentStore store(folder.file());
  NewRun given;
  given.name = "zebra";
  given.recipe = "a = 1";
  given.recipe_resolved = "a = 1\nb = \"\u00fc\"";
  given.provenance = {{"version", "0.1.0"}, {"host", "here"}};
  given.planned_steps = 700;
  const auto parent = add_run(store);
  given.parent = parent;
  const auto id = store.create_run(given);
  store.set_tags(id, {"b", "a", "b"});
  store.set_note(id, "good one");
  store.set_colour(id, "#123456");
  store.rename_run(id, "quagga");
  const auto run = ExperimentStore(folder.file()).run(id).value();
  QCOMPARE(run.name, std::string("quagga"));
  QCOMPARE(run.recipe, given.recipe);
  QCOMPARE(run.recipe_resolved, given.recipe_resolved);
  QVERIFY(run.provenance == given.provenance);
  QCOMPARE(run.planned_steps.value(), std::int64_t{700});
  QCOMPARE(run.parent.value(), parent);
  QCOMPARE(run.tags, list({"b", "a"}));
  QCOMPARE(run.note, std::string("good one"));
  QCOMPARE(run.colour, std::string("#123456"));
  QVERIFY(run.state == RunState::created);
  QVERIFY(run.created_at > 1.7e9);
  QCOMPARE(run.started_at, 0.0);
}

void TestStoreRuns::runsComeNewestFirst() {
  StoreFolder folder;
  ExperimentStore store(folder.file());
  add_run(store);
  add_run(store, "named");
  add_run(store);
  const auto runs = store.runs();
  QCOMPARE(runs.size(), std::size_t{3});
  QCOMPARE(runs[0].name, std::string("run 3"));
  QCOMPARE(runs[1].name, std::string("named"));
  QCOMPARE(runs[2].name, std::string("run 1"));
  QVERIFY(runs[0].colour != runs[1].colour);
  QVERIFY(!store.run(4));
}

void TestStoreRuns::unknownRunIsRefused() {
  StoreFolder folder;
  ExperimentStore store(folder.file());
  const auto steps = std::vector{step_of(1, "reward", 1)};
  QVERIFY(refusal([&] { store.append_steps(9, steps); }).find("there is no run 9") != std::string::npos);
  QVERIFY(!refusal([&] { store.rename_run(9, "x"); }).empty());
  QVERIFY(!refusal([&] { store.claim_run(9); }).empty());
}

void TestStoreRuns::statesStampTimes() {
  StoreFolder folder;
  ExperimentStore store(folder.file());
  const auto id = add_run(store);
  QVERIFY(store.claim_run(id));
  store.set_state(id, RunState::running);
  const auto started = store.run(id)->started_at;
  QVERIFY(started > 1.7e9);
  store.set_state(id, RunState::failed, "no memory");
  auto run = store.run(id).value();
  QVERIFY(run.state == RunState::failed);
  QCOMPARE(run.state_reason, std::string("no memory"));
  QVERIFY(run.ended_at >= started);
  store.set_state(id, RunState::running);
  run = store.run(id).value();
  QCOMPARE(run.started_at, started);
  QCOMPARE(run.ended_at, 0.0);
  QCOMPARE(run.state_reason, std::string());
  QVERIFY(run_state_from_name("paused") == RunState::paused);
  QCOMPARE(std::string(run_state_name(RunState::interrupted)), std::string("interrupted"));
  QVERIFY_EXCEPTION_THROWN(run_state_from_name("lost"), std::invalid_argument);
}

void TestStoreRuns::deletionCanBeUndone() {
  StoreFolder folder;
  ExperimentStore store(folder.file());
  const auto id = add_run(store);
  store.delete_run(id);
  QVERIFY(store.runs().empty());
  store.restore_run(id);
  QCOMPARE(store.runs().size(), std::size_t{1});
}

void TestStoreRuns::purgeRemovesForGood() {
  StoreFolder folder;
  ExperimentStore store(folder.file());
  const auto doomed = add_run(store), kept = add_run(store);
  std::vector<ExperimentStore::StepScalars> steps;
  for (int step = 1; step <= 3000; ++step) steps.push_back(step_of(step, "reward", step));
  store.append_steps(doomed, steps);
  store.append_steps(kept, steps);
  std::vector<CaptionRecord> captions;
  for (int image = 0; image < 700; ++image) captions.push_back(caption_of(1, image, "a cat.", 1));
  store.append_captions(doomed, captions);
  store.add_checkpoint({0, doomed, 10, "/own.pt", "last", {}, 0, 5});
  store.add_checkpoint({0, doomed, 20, "/shared.pt", "last", {}, 0, 5});
  store.add_checkpoint({0, kept, 20, "/shared.pt", "last", {}, 0, 5});
  store.delete_run(doomed);
  QCOMPARE(store.purge_deleted(), list({"/own.pt"}));
  QVERIFY(!store.run(doomed));
  QVERIFY(store.curve(doomed, "reward").empty());
  QCOMPARE(store.count_captions({.run = doomed}), std::int64_t{0});
  QCOMPARE(store.curve(kept, "reward").size(), std::size_t{3000});
  QVERIFY(store.purge_deleted().empty());
  QVERIFY(add_run(store) > kept);
}

void TestStoreRuns::bestAndLastRewardFollowSteps() {
  StoreFolder folder;
  ExperimentStore store(folder.file());
  const auto id = add_run(store);
  const double nan = std::nan("");
  store.append_steps(
      id, std::vector<ExperimentStore::StepScalars>{{10, 1, {{"reward", 50}, {"val/CIDEr", 0.5}, {"val/loss", 3}}},
                                                    {20, 2, {{"reward", 60}, {"val/CIDEr", 0.9}, {"val/loss", 2}}},
                                                    {30, 3, {{"reward", 55}, {"val/CIDEr", 0.7}, {"val/loss", 2.5}}},
                                                    {40, 4, {{"val/CIDEr", nan}}}});
  auto run = store.run(id).value();
  QCOMPARE(run.steps, std::int64_t{40});
  QCOMPARE(run.last_reward.value(), 55.0);
  QVERIFY((run.best == std::map<std::string, double>{{"reward", 55}, {"val/CIDEr", 0.9}, {"val/loss", 2}}));
  store.truncate_after(id, 15);
  run = store.run(id).value();
  QCOMPARE(run.steps, std::int64_t{15});
  QVERIFY((run.best == std::map<std::string, double>{{"reward", 50}, {"val/CIDEr", 0.5}, {"val/loss", 3}}));
}

void TestStoreRuns::captionsComeBackWhole() {
  StoreFolder folder;
  ExperimentStore store(folder.file());
  const auto id = add_run(store);
  store.put_references(id, 7, "/images/7.png", {"A cat.", "One \"cat\"."});
  auto given = caption_of(5, 7, "a cat.", 71.5);
  given.kind = "sample";
  given.sample_index = 3;
  given.tokens = {"a", " cat", ".", std::string("\xe2\x82", 2), std::string("\0x", 2)};
  given.token_log_probabilities = {-0.5F, -1.25F, -0.125F};
  given.scores = {{"reward", 71.5},
                  {"cosine", 20},
                  {"l1", 99},
                  {"clip", 21},
                  {"critic", 0.25},
                  {"advantage", -2},
                  {"log_probability", -0.625},
                  {"CIDEr", 1.5},
                  {"length", 4}};
  store.append_captions(id, std::vector{given});
  const auto found = store.captions({.run = id});
  QCOMPARE(found.size(), std::size_t{1});
  const auto& caption = found.front();
  QCOMPARE(caption.step, std::int64_t{5});
  QCOMPARE(caption.image_path, std::string("/images/7.png"));
  QCOMPARE(caption.kind, std::string("sample"));
  QCOMPARE(caption.sample_index, std::int64_t{3});
  QCOMPARE(caption.caption, std::string("a cat."));
  QCOMPARE(caption.references, list({"A cat.", "One \"cat\"."}));
  QVERIFY(caption.tokens == given.tokens);
  QVERIFY(caption.token_log_probabilities == given.token_log_probabilities);
  QVERIFY(caption.scores == given.scores);
  given.caption = "a dog.";
  store.append_captions(id, std::vector{given});
  QCOMPARE(texts(store.captions({.run = id})), list({"a dog."}));
}

void TestStoreRuns::captionQueries() {
  StoreFolder folder;
  ExperimentStore store(folder.file());
  const auto id = add_run(store);
  std::vector<CaptionRecord> captions = {caption_of(1, 2, "Two red stars.", 30), caption_of(1, 1, "a 100% circle.", 10),
                                         caption_of(1, 3, "a RED square.", 20), caption_of(2, 1, "nothing", 5)};
  captions[3].kind = "sample";
  captions[3].scores = {{"length", 8}};
  store.append_captions(id, captions);
  const auto find = [&](CaptionQuery query) {
    query.run = id;
    const auto found = texts(store.captions(query));
    if (query.limit < 0) Q_ASSERT(store.count_captions(query) == static_cast<std::int64_t>(found.size()));
    return found;
  };
  QCOMPARE(find({.step = 1}), list({"a 100% circle.", "Two red stars.", "a RED square."}));
  QCOMPARE(find({.text = "red"}), list({"Two red stars.", "a RED square."}));
  QCOMPARE(find({.text = "0%"}), list({"a 100% circle."}));
  QCOMPARE(find({.text = "_"}), list({}));
  QCOMPARE(find({.image_id = 1}), list({"a 100% circle.", "nothing"}));
  QCOMPARE(find({.kind = "sample"}), list({"nothing"}));
  QCOMPARE(find({.order_by = "reward", .descending = true}),
           list({"Two red stars.", "a RED square.", "a 100% circle.", "nothing"}));
  QCOMPARE(find({.order_by = "reward", .offset = 1, .limit = 2}), list({"a RED square.", "Two red stars."}));
  QCOMPARE(find({.order_by = "length", .limit = 1}), list({"nothing"}));
  QCOMPARE(find({.order_by = "caption", .limit = 2}), list({"a 100% circle.", "a RED square."}));
  QVERIFY(store.captions({.run = id + 1}).empty());
  QCOMPARE(store.caption_steps(id), (std::vector<std::int64_t>{1, 2}));
}

void TestStoreRuns::captionsAtOrBeforeAStep() {
  StoreFolder folder;
  ExperimentStore store(folder.file());
  const auto id = add_run(store);
  store.append_captions(id, std::vector{caption_of(10, 1, "ten", 1), caption_of(20, 1, "twenty", 2),
                                        caption_of(30, 1, "thirty", 3), caption_of(10, 2, "other", 4)});
  QCOMPARE(texts(store.captions({.run = id, .at_or_before = 25})), list({"twenty", "other"}));
  QCOMPARE(texts(store.captions({.run = id, .at_or_before = 30, .image_id = 1})), list({"thirty"}));
  QCOMPARE(store.count_captions({.run = id, .at_or_before = 9}), std::int64_t{0});
}

void TestStoreRuns::checkpointsChangesAndSettings() {
  StoreFolder folder;
  ExperimentStore store(folder.file());
  const auto id = add_run(store);
  const auto first = store.add_checkpoint({0, id, 100, "/a", "last", {}, 0, 11});
  const auto second = store.add_checkpoint({0, id, 200, "/b", "best", 0.75, 12.5, 22});
  store.remove_checkpoint(first);
  const auto left = store.checkpoints(id);
  QCOMPARE(left.size(), std::size_t{1});
  QCOMPARE(left[0].id, second);
  QCOMPARE(left[0].path, std::string("/b"));
  QCOMPARE(left[0].kind, std::string("best"));
  QCOMPARE(left[0].metric.value(), 0.75);
  QCOMPARE(left[0].created_at, 12.5);
  QCOMPARE(left[0].bytes, std::int64_t{22});
  store.add_parameter_change(id, {40, 2.5, "reward.weight", "0.25"});
  const auto changes = store.parameter_changes(id);
  QCOMPARE(changes.size(), std::size_t{1});
  QCOMPARE(changes[0].step, std::int64_t{40});
  QCOMPARE(changes[0].key + "=" + changes[0].value, std::string("reward.weight=0.25"));
  QVERIFY(!store.setting("selected"));
  store.set_setting("selected", "1");
  store.set_setting("selected", "2,3");
  QCOMPARE(store.setting("selected").value(), std::string("2,3"));
}

void TestStoreRuns::checkpointsMoveWithTheirStore() {
  StoreFolder folder;
  const auto root = folder.file("").parent_path();
  std::filesystem::create_directories(root / "before");
  const auto working_directory = std::filesystem::current_path();
  std::filesystem::current_path(root);
  {
    ExperimentStore store("before/runs.sqlite");
    store.add_checkpoint({0, add_run(store), 10, "before/runs.sqlite.runs/1/last", "last", {}, 0, 5});
  }
  std::filesystem::current_path(working_directory);
  QCOMPARE(ExperimentStore(root / "before/runs.sqlite").checkpoints(1).at(0).path,
           (root / "before/runs.sqlite.runs/1/last").string());
  std::filesystem::rename(root / "before", root / "after");
  ExperimentStore moved(root / "after/runs.sqlite");
  QCOMPARE(moved.checkpoints(1).at(0).path, (root / "after/runs.sqlite.runs/1/last").string());
  moved.delete_run(1);
  QCOMPARE(moved.purge_deleted().at(0), (root / "after/runs.sqlite.runs/1/last").string());
}

void TestStoreRuns::commandsAreTakenOnce() {
  StoreFolder folder;
  ExperimentStore gui(folder.file()), trainer(folder.file());
  const auto id = add_run(gui), other = add_run(gui);
  gui.post_command(id, "pause");
  gui.post_command(id, "adjust", "reward.weight", "0.3");
  gui.post_command(other, "stop");
  const auto taken = trainer.take_commands(id);
  QCOMPARE(taken.size(), std::size_t{2});
  QCOMPARE(taken[0].verb, std::string("pause"));
  QCOMPARE(taken[1].verb + taken[1].key + taken[1].value, std::string("adjustreward.weight0.3"));
  QVERIFY(trainer.take_commands(id).empty());
  QVERIFY(trainer.claim_run(other));  // what was meant for an earlier owner goes
  QVERIFY(trainer.take_commands(other).empty());
}

void TestStoreRuns::truncationCutsEverythingAfterTheStep() {
  StoreFolder folder;
  ExperimentStore store(folder.file());
  const auto id = add_run(store);
  for (std::int64_t step : {10, 20, 30}) {
    store.append_steps(id, std::vector{step_of(step, "reward", 1)});
    store.append_captions(id, std::vector{caption_of(step, 1, "text", 1)});
    store.add_checkpoint({0, id, step, "/c", "last", {}, 0, 1});
    store.add_parameter_change(id, {step, 0, "reward.weight", "0"});
  }
  store.truncate_after(id, 20);
  QCOMPARE(store.curve(id, "reward").size(), std::size_t{2});
  QCOMPARE(store.caption_steps(id), (std::vector<std::int64_t>{10, 20}));
  QCOMPARE(store.checkpoints(id).size(), std::size_t{2});
  QCOMPARE(store.parameter_changes(id).size(), std::size_t{2});
}

void TestStoreRuns::changeCounterSeesOtherConnections() {
  StoreFolder folder;
  ExperimentStore one(folder.file()), two(folder.file());
  const auto before = one.change_counter();
  QCOMPARE(one.change_counter(), before);
  add_run(two);
  const auto after = one.change_counter();
  QVERIFY(after > before);
  add_run(one);
  QVERIFY(one.change_counter() > after);
}

void TestStoreRuns::newerSchemaIsRefused() {
  StoreFolder folder;
  {
    ExperimentStore store(folder.file());
  }
  run_sql(folder.file(), "PRAGMA user_version = 99");
  const auto what = refusal([&] { ExperimentStore store(folder.file()); });
  QVERIFY2(what.find("newer Vignette (schema 99") != std::string::npos, what.c_str());
}

void TestStoreRuns::foreignFilesAreRefused() {
  StoreFolder folder;
  run_sql(folder.file("other.sqlite"), "CREATE TABLE t (x)");
  QVERIFY(refusal([&] { ExperimentStore s(folder.file("other.sqlite")); }).find("another program") !=
          std::string::npos);
  QFile text(QString::fromStdString(folder.file("notes.txt").string()));
  QVERIFY(text.open(QIODevice::WriteOnly) && text.write(QByteArray(5000, 'x')) == 5000);
  text.close();
  QVERIFY(refusal([&] { ExperimentStore s(folder.file("notes.txt")); }).find("not an experiment store") !=
          std::string::npos);
  QVERIFY(refusal([&] { ExperimentStore s(folder.file("no/such/folder")); }).find("cannot be opened") !=
          std::string::npos);
  QVERIFY(refusal([&] {
            ExperimentStore s(folder.file("none"), ExperimentStore::Mode::read_only);
          }).find("no such store") != std::string::npos);
}

void TestStoreRuns::phasesAreKeptInOrder() {
  StoreFolder folder;
  ExperimentStore store(folder.file());
  const auto id = add_run(store), other = add_run(store);
  QVERIFY(store.phases(id).empty());
  const auto names = [&] {
    std::string all;
    for (const auto& phase : store.phases(id)) all += phase.name + ' ' + std::to_string(phase.steps_before) + ' ';
    return all;
  };
  store.put_phase(id, {0, "initialise", "likelihood", 0, 0});
  store.put_phase(id, {1, "adversarial", "adversarial", 40, 7.5});
  store.put_phase(id, {2, "self-critical", "adversarial", 100, 20});
  store.put_phase(other, {0, "adversarial", "adversarial", 0, 0});
  QCOMPARE(store.phases(id)[1].objective, std::string("adversarial"));
  QCOMPARE(store.phases(id)[1].time, 7.5);
  QCOMPARE(names(), std::string("initialise 0 adversarial 40 self-critical 100 "));
  store.truncate_after(id, 60);
  QCOMPARE(names(), std::string("initialise 0 adversarial 40 "));
  store.put_phase(id, {1, "adversarial", "adversarial", 40, 8});  // goes on after a resume
  QCOMPARE(names(), std::string("initialise 0 adversarial 40 "));
  store.put_phase(id, {0, "initialise", "likelihood", 0, 0});
  QCOMPARE(names(), std::string("initialise 0 "));
  store.delete_run(id);
  store.purge_deleted();
  QVERIFY(store.phases(id).empty());
  QCOMPARE(store.phases(other).size(), std::size_t{1});
  QVERIFY(refusal([&] { store.put_phase(99, {}); }).find("no run 99") != std::string::npos);
}

void TestStoreRuns::failedMigrationLeavesTheFile() {
  StoreFolder folder;
  const char* good = "CREATE TABLE a (x); INSERT INTO a VALUES (1);";
  const char* bad = "CREATE TABLE b (x); INSERT INTO missing VALUES (1);";
  Database database(folder.file(), false);
  migrate(database, std::vector{good}, false);
  QVERIFY(!refusal([&] { migrate(database, std::vector{good, bad}, false); }).empty());
  QCOMPARE(database.pragma("user_version"), std::int64_t{1});
  Database::Query tables(database, "SELECT count(*) FROM sqlite_master WHERE name = 'b'");
  QVERIFY(tables.next());
  QCOMPARE(tables.integer(0), std::int64_t{0});
  QVERIFY(!refusal([&] { migrate(database, std::vector{good, "CREATE TABLE c (x);"}, true); }).empty());
  migrate(database, std::vector{good, "CREATE TABLE c (x);"}, false);
  QCOMPARE(database.pragma("user_version"), std::int64_t{2});
}

void TestStoreRuns::readOnlyWritesNothing() {
  StoreFolder folder;
  ExperimentStore store(folder.file());
  const auto id = add_run(store);
  ExperimentStore reader(folder.file(), ExperimentStore::Mode::read_only);
  QCOMPARE(reader.runs().size(), std::size_t{1});
  QVERIFY(refusal([&] { reader.rename_run(id, "x"); }).find("cannot be written") != std::string::npos);
  QCOMPARE(store.run(id)->name, std::string("run 1"));
}

void TestStoreRuns::aReaderBringsAnOlderStoreUpToDate() {
  StoreFolder folder;
  {
    Database old(folder.file(), false);
    migrate(old, store_migrations().first(1), false);
  }
  ExperimentStore reader(folder.file(), ExperimentStore::Mode::read_only);
  QVERIFY(reader.runs().empty());
  QCOMPARE(Database(folder.file(), true).pragma("user_version"), std::int64_t(store_migrations().size()));
}

void TestStoreRuns::networkFileSystemsAreKnown() {
  QCOMPARE(classify_file_system(0x6969).name, std::string("NFS"));
  QVERIFY(classify_file_system(0xFF534D42).network);
  QVERIFY(!classify_file_system(0xEF53).network);  // ext4
  StoreFolder folder;
  QVERIFY(file_system_of(folder.file("not/yet")).name.empty());
}

QTEST_APPLESS_MAIN(TestStoreRuns)
#include "tst_store_runs.moc"
