// What a running run is asked between its steps, from this process and another; and runs that branch off others.

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <atomic>
#include <thread>

#include "patient_tries.h"
#include "session/fake_run.h"
#include "session/provenance.h"
#include "session/reproduction.h"
#include "session/store_writer.h"
#include "store/experiment_store.h"

using namespace vignette;

class SessionRequestsTest : public QObject {
  Q_OBJECT

 private:
  std::unique_ptr<QTemporaryDir> folder_;
  SessionOptions options_;

  static FakeScript endless() {
    FakeScript script;
    script.steps = 1'000'000;
    script.step_time = std::chrono::milliseconds(1);
    return script;
  }

  static RunRequest caption(const std::string& picture) {
    RunRequest request;
    request.kind = RunRequest::Kind::caption;
    request.picture = picture;
    return request;
  }

  std::vector<AnswerEvent> answers() {
    std::vector<AnswerEvent> found;
    for (const auto& event : options_.mailbox->drain())
      if (const auto* answer = std::get_if<AnswerEvent>(&event)) found.push_back(*answer);
    return found;
  }

  // A run of ten steps with checkpoints at 4, 8 and 10.
  void train_parent(const char* change = "") {
    FakeScript script;
    script.checkpoint_every = 4;
    TrainingSession session(options_, fake_engine(script));
    auto recipe = fake_recipe();
    if (*change) recipe.set_assignment(change);
    session.start(recipe, "parent");
    session.wait();
    QCOMPARE(session.state(), RunState::finished);
  }

 private slots:
  void init() {
    folder_ = std::make_unique<QTemporaryDir>();
    options_ = {};
    options_.store = folder_->filePath("runs.sqlite").toStdString();
    options_.mailbox = std::make_shared<EventMailbox>();
  }

  void requests_are_answered_while_it_runs_and_while_it_rests() {
    TrainingSession session(options_, fake_engine(endless()));
    QVERIFY_THROWS_EXCEPTION(SessionError, session.ask({}));
    session.start(fake_recipe());
    QTRY_COMPARE(session.state(), RunState::running);
    const auto first = session.ask({});
    QVERIFY(first < 0);
    std::vector<AnswerEvent> told;
    const auto gathered = [&] {
      for (auto& answer : answers()) told.push_back(std::move(answer));
      return told.size();
    };
    const auto wait_for_one = [&] {
      told.clear();
      QTRY_COMPARE(gathered(), std::size_t{1});
    };
    wait_for_one();
    QCOMPARE(told[0].answer.request, first);
    QCOMPARE(told[0].answer.metrics.size(), std::size_t{1});

    session.pause();
    QTRY_COMPARE(session.state(), RunState::paused);
    const auto second = session.ask(caption("/a.jpg"));
    wait_for_one();
    QCOMPARE(told[0].answer.request, second);
    QCOMPARE(told[0].answer.captions.front().caption, std::string("A thing."));
    QCOMPARE(session.state(), RunState::paused);
    session.resume();
    QTRY_COMPARE(session.state(), RunState::running);
    session.stop();
    session.wait();
    const auto stored = ExperimentStore(options_.store).answers(1);
    QCOMPARE(stored.size(), std::size_t{2});
    QCOMPARE(stored[1].subject, std::string("/a.jpg"));
    QVERIFY_THROWS_EXCEPTION(SessionError, session.ask({}));
  }

  void a_pause_is_told_once_whatever_is_asked() {
    TrainingSession session(options_, fake_engine(endless()));
    session.start(fake_recipe());
    QTRY_COMPARE(session.state(), RunState::running);
    session.pause();
    QTRY_COMPARE(session.state(), RunState::paused);
    for (int i = 0; i < 3; ++i) session.ask({});
    int paused = 0, running = 0, answered = 0;
    const auto count = [&] {
      for (const auto& event : options_.mailbox->drain()) {
        const auto* state = std::get_if<StateEvent>(&event);
        paused += state && state->state == RunState::paused;
        running += state && state->state == RunState::running;
        answered += std::holds_alternative<AnswerEvent>(event);
      }
      return answered;
    };
    QTRY_COMPARE(count(), 3);
    QCOMPARE(paused, 1);
    QCOMPARE(running, 1);
    session.stop();
    session.wait();
  }

  void an_answer_comes_through_the_store() {
    TrainingSession session(options_, fake_engine(endless()));
    session.start(fake_recipe());
    QTRY_COMPARE(session.state(), RunState::running);
    const auto run = session.run_id();
    const auto good = request_of_run(options_.store, run, caption("/a.jpg"));
    auto asked = caption({});
    asked.image_id = 42;
    const auto of_dataset = request_of_run(options_.store, run, asked);
    const auto bad = request_of_run(options_.store, run, caption("/b.missing"));
    const auto always = [] { return true; };
    QCOMPARE(wait_for_answer(options_.store, run, good, always)->captions.size(), std::size_t{1});
    QCOMPARE(wait_for_answer(options_.store, run, of_dataset, always)->subject, std::string("image 42"));
    QCOMPARE(wait_for_answer(options_.store, run, bad, always)->problem, std::string("no such picture"));
    QVERIFY(!wait_for_answer(options_.store, run, 999, [] { return false; }));
    QCOMPARE(session.state(), RunState::running);
    session.stop();
    session.wait();
    QVERIFY_THROWS_EXCEPTION(SessionError, request_of_run(options_.store, run, {}));
    QVERIFY_THROWS_EXCEPTION(SessionError, wait_for_answer(options_.store, run, 999, always));
  }

  void what_comes_too_late_is_refused() {
    std::atomic<bool> asked = false;
    FakeScript script;
    script.steps = 1;
    script.before_step = [&](std::int64_t) {
      while (!asked) std::this_thread::yield();
    };
    TrainingSession session(options_, fake_engine(script));
    session.start(fake_recipe());
    QTRY_COMPARE(session.state(), RunState::running);
    session.ask(caption("/late.jpg"));
    asked = true;
    session.wait();
    const auto told = answers();
    QCOMPARE(told.size(), std::size_t{1});
    QVERIFY(told[0].answer.problem.find("ended") != std::string::npos);
    QCOMPARE(ExperimentStore(options_.store).answers(1).size(), std::size_t{1});
  }

  void commands_are_read_as_they_were_written() {
    auto request = request_of_command({5, 1, "caption", "3 picture", "/a b.jpg"});
    QCOMPARE(request.id, std::int64_t{5});
    QCOMPARE(request.samples, std::int64_t{3});
    QCOMPARE(request.picture, std::filesystem::path("/a b.jpg"));
    request = request_of_command({6, 1, "caption", "0 image", "17"});
    QCOMPARE(request.image_id.value(), std::int64_t{17});
    for (const auto& [key, value] : {std::pair("", "/a.jpg"), {"-1 picture", "/a.jpg"}, {"2 image", "x"}})
      QVERIFY_THROWS_EXCEPTION(SessionError, request_of_command({7, 1, "caption", key, value}));
  }

  void a_branch_goes_on_from_a_checkpoint_of_another_run() {
    train_parent();
    const auto record = std::make_shared<FakeRecord>();
    FakeScript script;
    script.steps = 12;
    TrainingSession session(options_, fake_engine(script, record));
    BranchRequest request;
    request.parent = 1;
    request.step = 8;
    request.changes = {"reward.weight=0.25"};
    session.branch(request);
    session.wait();
    QCOMPARE(session.failure(), std::string());
    QCOMPARE(session.run_id(), RunId{2});
    QVERIFY(record->options.branch);
    QVERIFY(record->options.checkpoint->string().find("runs/1/step-8") != std::string::npos);
    QCOMPARE(record->recipe.real("reward.weight"), 0.25);
    ExperimentStore store(options_.store);
    const auto run = store.run(2).value();
    QCOMPARE(run.parent.value(), RunId{1});
    QCOMPARE(run.parent_step.value(), std::int64_t{8});
    QCOMPARE(run.name, std::string("parent, from step 8"));
    const auto curve = store.curve(2, "reward");
    QCOMPARE(curve.front().step, std::int64_t{9});
    QCOMPARE(curve.back().step, std::int64_t{12});
    QVERIFY(Recipe::from_text(run.recipe, "given").is_set("reward.weight"));
    QCOMPARE(store.curve(1, "reward").size(), std::size_t{10});
  }

  void a_branch_takes_live_changes_of_its_time() {
    train_parent();
    ExperimentStore(options_.store).add_parameter_change(1, {2, 0, "decoding.temperature", "0.5"});
    ExperimentStore(options_.store).add_parameter_change(1, {9, 0, "decoding.temperature", "0.1"});
    const auto record = std::make_shared<FakeRecord>();
    TrainingSession session(options_, fake_engine({}, record));
    BranchRequest request;
    request.parent = 1;
    request.checkpoint = ExperimentStore(options_.store).checkpoints(1).front().id;
    request.name = "warm";
    session.branch(request);
    session.wait();
    QCOMPARE(record->recipe.real("decoding.temperature"), 0.5);
    QCOMPARE(ExperimentStore(options_.store).run(2)->name, std::string("warm"));
    QCOMPARE(ExperimentStore(options_.store).run(2)->parent_step.value(), std::int64_t{4});
  }

  void there_must_be_such_a_checkpoint() {
    train_parent();
    for (auto request :
         {BranchRequest{1, {}, 5, {}, {}}, BranchRequest{1, 77, {}, {}, {}}, BranchRequest{9, {}, {}, {}, {}}}) {
      TrainingSession session(options_, fake_engine({}));
      session.branch(request);
      session.wait();
      QCOMPARE(session.state(), RunState::failed);
    }
    QCOMPARE(ExperimentStore(options_.store).runs().size(), std::size_t{1});
  }

  void why_a_run_ended_early_is_stored() {
    FakeScript script;
    script.reason = "training.time_limit of 2h reached";
    TrainingSession session(options_, fake_engine(script));
    session.start(fake_recipe());
    session.wait();
    const auto run = ExperimentStore(options_.store).run(1).value();
    QCOMPARE(run.state, RunState::finished);
    QCOMPARE(run.state_reason, script.reason);
  }

  void the_best_checkpoint_is_one() {
    ExperimentStore store(options_.store);
    const auto run = store.create_run({"a", "", "", {}, {}, {}});
    const auto file = folder_->filePath("model");
    const auto told = [&](std::int64_t step, const char* kind) {
      const auto path = file + QString::number(step);
      QVERIFY(QDir().mkpath(path));
      write_events(store, run, {CheckpointEvent{step, path.toStdString(), kind, 0.5, 1}});
    };
    told(1, "best");
    told(2, "best");
    told(3, "good");
    std::vector<std::string> kinds;
    for (const auto& one : store.checkpoints(run)) kinds.push_back(one.kind);
    QCOMPARE(kinds, (std::vector<std::string>{"good", "best", "good"}));
    QVERIFY(QDir(file + "1").removeRecursively());
    told(4, "last");
    QCOMPARE(store.checkpoints(run).size(), std::size_t{3});
  }

  void files_that_changed_are_named() {
    const auto path = folder_->filePath("corpus.txt");
    const auto write = [&](const char* text) {
      QFile file(path);
      QVERIFY(file.open(QIODevice::WriteOnly));
      file.write(text);
    };
    write("A dog.\n");
    train_parent(qPrintable("corpus.path=" + path));
    ExperimentStore store(options_.store);
    const auto run = store.run(1).value();
    QCOMPARE(run.provenance.at("file corpus.path"),
             std::string("sha256:8f18077c9aceefed7f776e7abc9dbb52c756feb6a6306bb33aca15acd55172a5"));
    for (const char* key : {"host", "system", "cores"}) QVERIFY(!run.provenance.at(key).empty());
    auto made = reproduce_run(store, 1, true);
    QVERIFY(made.warnings.empty());
    QVERIFY(Recipe::from_text(made.recipe, "made") == Recipe::from_text(run.recipe_resolved, "stored"));
    QVERIFY(made.recipe.find("# file corpus.path: sha256:") != std::string::npos);
    write("A cat.\n");
    made = reproduce_run(store, 1, false);
    QCOMPARE(made.warnings.size(), std::size_t{1});
    QVERIFY(made.warnings[0].find("corpus.path is another file") != std::string::npos);
    QFile::remove(path);
    QVERIFY(reproduce_run(store, 1, true).warnings[0].find("not there any more") != std::string::npos);
  }
};

QTEST_GUILESS_MAIN(SessionRequestsTest)
#include "tst_session_requests.moc"
