// One session with a fake step: what each request does, and how a run ends.

#include <QTemporaryDir>
#include <QTest>
#include <atomic>
#include <fstream>
#include <new>
#include <thread>

#include "patient_tries.h"
#include "session/fake_run.h"
#include "store/experiment_store.h"

using namespace vignette;

namespace {

template <class Event>
std::vector<Event> all_of(const std::vector<TrainingEvent>& events) {
  std::vector<Event> found;
  for (const auto& event : events)
    if (const auto* one = std::get_if<Event>(&event)) found.push_back(*one);
  return found;
}

}  // namespace

class SessionRunTest : public QObject {
  Q_OBJECT

 private:
  std::unique_ptr<QTemporaryDir> folder_;
  SessionOptions options_;

  RunRecord stored(RunId run) { return ExperimentStore(options_.store).run(run).value(); }
  std::vector<CurvePoint> curve(RunId run, const char* series) {
    return ExperimentStore(options_.store).curve(run, series);
  }

  FakeScript endless() const {
    FakeScript script;
    script.steps = 1'000'000;
    return script;
  }

 private slots:
  void init() {
    folder_ = std::make_unique<QTemporaryDir>();
    options_ = {};
    options_.store = folder_->filePath("runs.sqlite").toStdString();
    options_.mailbox = std::make_shared<EventMailbox>();
  }

  void a_run_ends_and_is_stored() {
    TrainingSession session(options_, fake_engine({}));
    session.start(fake_recipe(), "first");
    session.wait();
    QCOMPARE(session.state(), RunState::finished);
    QCOMPARE(session.failure(), std::string());
    QCOMPARE(session.outcome()->steps, std::int64_t{10});
    QVERIFY(!session.outcome()->stopped);
    QVERIFY(!session.active());

    const auto run = stored(session.run_id());
    QCOMPARE(run.name, std::string("first"));
    QCOMPARE(run.state, RunState::finished);
    QCOMPARE(run.steps, std::int64_t{10});
    QCOMPARE(run.planned_steps.value(), std::int64_t{10});
    QCOMPARE(run.provenance.at("version"), version());
    QCOMPARE(run.provenance.at("commit"), commit());
    QVERIFY(!run.provenance.at("host").empty());
    const auto losses = curve(run.id, "G_loss");
    QCOMPARE(losses.size(), std::size_t{10});
    QCOMPARE(losses[3].value, 0.25);
    QVERIFY(std::filesystem::exists(run_folder(options_.store, run.id) / "run.log"));
    QVERIFY(!ExperimentStore(options_.store).owner(run.id));
  }

  void the_mailbox_tells_the_story_in_order() {
    TrainingSession session(options_, fake_engine({}));
    session.start(fake_recipe());
    session.wait();
    const auto events = options_.mailbox->drain();
    const auto states = all_of<StateEvent>(events);
    QCOMPARE(states.size(), std::size_t{2});
    QCOMPARE(states[0].state, RunState::running);
    QCOMPARE(states[1].state, RunState::finished);
    QVERIFY(std::holds_alternative<StateEvent>(events.back()));
    const auto steps = all_of<StepEvent>(events);
    QCOMPARE(steps.size(), std::size_t{10});
    for (std::size_t i = 0; i < steps.size(); ++i) QCOMPARE(steps[i].step, static_cast<std::int64_t>(i + 1));
  }

  void pause_holds_and_resume_goes_on() {
    std::atomic<std::int64_t> at = 0;
    auto script = endless();
    script.before_step = [&](std::int64_t step) { at = step; };
    TrainingSession session(options_, fake_engine(script));
    session.start(fake_recipe());
    QTRY_VERIFY(at > 3);
    session.pause();
    QTRY_COMPARE(session.state(), RunState::paused);
    const auto held = at.load();
    QTRY_COMPARE(stored(session.run_id()).state, RunState::paused);
    QTest::qWait(50);
    QCOMPARE(at.load(), held);
    session.resume();
    QTRY_VERIFY(at > held);
    QCOMPARE(session.state(), RunState::running);
    session.stop();
    session.wait();
    QCOMPARE(session.state(), RunState::stopped);
  }

  void step_once_does_one_step() {
    std::atomic<std::int64_t> at = 0;
    auto script = endless();
    script.before_step = [&](std::int64_t step) { at = step; };
    TrainingSession session(options_, fake_engine(script));
    session.start(fake_recipe());
    session.pause();
    QTRY_COMPARE(session.state(), RunState::paused);
    for (int i = 0; i < 3; ++i) {
      const auto before = at.load();
      session.step_once();
      QTRY_COMPARE(at.load(), before + 1);
      QTRY_COMPARE(session.state(), RunState::paused);
      QTest::qWait(20);
      QCOMPARE(at.load(), before + 1);
    }
  }

  void stop_ends_with_a_checkpoint_even_while_paused() {
    TrainingSession session(options_, fake_engine(endless()));
    session.start(fake_recipe());
    session.pause();
    QTRY_COMPARE(session.state(), RunState::paused);
    session.stop();
    session.wait();
    QCOMPARE(session.state(), RunState::stopped);
    QVERIFY(session.outcome()->stopped);
    const auto checkpoints = ExperimentStore(options_.store).checkpoints(session.run_id());
    QCOMPARE(checkpoints.size(), std::size_t{1});
    QCOMPARE(checkpoints[0].step, session.outcome()->steps);
  }

  void destruction_stops_a_run() {
    RunId run = 0;
    {
      TrainingSession session(options_, fake_engine(endless()));
      session.start(fake_recipe());
      QTRY_VERIFY(session.run_id() != 0);
      run = session.run_id();
    }
    QCOMPARE(stored(run).state, RunState::stopped);
  }

  void adjust_reaches_the_run_and_the_store() {
    TrainingSession session(options_, fake_engine(endless()));
    session.start(fake_recipe());
    session.adjust("reward.weight", "0.25");
    QVERIFY_THROWS_EXCEPTION(RecipeError, session.adjust("training.batch_size", "8"));
    QVERIFY_THROWS_EXCEPTION(RecipeError, session.adjust("reward.weight", "7"));
    QVERIFY_THROWS_EXCEPTION(RecipeError, session.adjust("reward.wait", "0.25"));
    QTRY_VERIFY(session.run_id() != 0);
    QTRY_COMPARE(ExperimentStore(options_.store).parameter_changes(session.run_id()).size(), std::size_t{1});
    const auto change = ExperimentStore(options_.store).parameter_changes(session.run_id()).front();
    QCOMPARE(change.key, std::string("reward.weight"));
    QCOMPARE(change.value, std::string("0.25"));
    session.stop();
    session.wait();
    QVERIFY_THROWS_EXCEPTION(SessionError, session.adjust("reward.weight", "0.5"));
  }

  void phases_are_stored_and_changes_go_to_theirs() {
    auto recipe = fake_recipe();
    for (const auto* phase : {"first", "second"}) recipe.add_phase(phase);
    recipe.set_text("phase.first.decoding.temperature", "0.5");
    recipe.set_text("phase.second.reward.weight", "0.25");
    FakeScript script;
    script.steps = 1'000'000;
    script.phases = {{{0, "first", "adversarial", 0, 0}, 2, 4, 20}, {{1, "second", "adversarial", 4, 0.4}, 2, 20, 20}};
    const auto record = std::make_shared<FakeRecord>();
    std::atomic<std::int64_t> at = 0;
    TrainingSession* running = nullptr;
    script.before_step = [&](std::int64_t step) {
      at = step;
      if (step == 2) running->adjust("reward.weight", "0.75");      // of the first phase: the second keeps its own
      if (step == 3) running->adjust("decoding.temperature", "2");  // the first's own, and the second has none
      if (step == 7) running->stop();
    };
    TrainingSession session(options_, fake_engine(script, record));
    running = &session;
    session.start(recipe);
    session.wait();
    QCOMPARE(session.failure(), std::string());
    const auto phases = ExperimentStore(options_.store).phases(session.run_id());
    QCOMPARE(phases.size(), std::size_t{2});
    QCOMPARE(phases[1].name, std::string("second"));
    QCOMPARE(phases[1].steps_before, std::int64_t{4});
    QCOMPARE(stored(session.run_id()).planned_steps.value(), std::int64_t{20});

    script.before_step = [](std::int64_t) {};
    script.steps = 8;
    TrainingSession again(options_, fake_engine(script, record));
    again.resume_stored(session.run_id(), {"phase.second.training.max_steps=7"});
    again.wait();
    QCOMPARE(again.failure(), std::string());
    const auto resumed = record->recipe.phases();
    QCOMPARE(resumed[0].recipe.real("reward.weight"), 0.75);
    QCOMPARE(resumed[1].recipe.real("reward.weight"), 0.25);
    QCOMPARE(resumed[0].recipe.real("decoding.temperature"), 2.0);
    QCOMPARE(resumed[1].recipe.real("decoding.temperature"), 2.0);
    QCOMPARE(resumed[1].recipe.integer("training.max_steps"), std::int64_t{7});
    QVERIFY(!record->recipe.is_set("training.epochs"));  // what the recipe left alone stays so
    QCOMPARE(ExperimentStore(options_.store).phases(session.run_id()).size(), std::size_t{2});

    // What was set on a resume holds in the next one.
    script.steps = 9;
    TrainingSession third(options_, fake_engine(script, record));
    third.resume_stored(session.run_id());
    third.wait();
    QCOMPARE(record->recipe.integer("phase.second.training.max_steps"), std::int64_t{7});
  }

  void a_second_start_is_refused_while_one_goes() {
    TrainingSession session(options_, fake_engine(endless()));
    session.start(fake_recipe());
    QVERIFY_THROWS_EXCEPTION(SessionError, session.start(fake_recipe()));
    session.stop();
    session.wait();
    session.start(fake_recipe());
    QTRY_COMPARE(session.run_id(), RunId{2});
  }

  void failures_end_the_run_data() {
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("text");
    QTest::newRow("exception") << 0 << "image 7 is missing";
    QTest::newRow("backtrace") << 1 << "sizes differ";
    QTest::newRow("memory") << 2 << "memory ran out. At its peak the run took ";
    QTest::newRow("unknown") << 3 << "the run ended with an unknown failure; its log file tells what it did last";
  }

  void failures_end_the_run() {
    QFETCH(int, kind);
    QFETCH(QString, text);
    FakeScript script;
    script.before_step = [kind](std::int64_t step) {
      if (step < 4) return;
      if (kind == 0) throw std::runtime_error("image 7 is missing");
      if (kind == 1) throw std::runtime_error("sizes differ\nException raised from mul at mul.cpp:3 (frame 0)");
      if (kind == 2) throw std::bad_alloc();
      throw 42;
    };
    TrainingSession session(options_, fake_engine(script));
    session.start(fake_recipe());
    session.wait();
    QCOMPARE(session.state(), RunState::failed);
    const auto failure = QString::fromStdString(session.failure());
    QVERIFY2(kind == 2 ? failure.startsWith(text) && failure.contains("training.batch_size") : failure == text,
             qPrintable(failure));
    const auto run = stored(session.run_id());
    QCOMPARE(run.state, RunState::failed);
    QCOMPARE(QString::fromStdString(run.state_reason), failure);
    QCOMPARE(run.steps, std::int64_t{3});
    const auto failures = all_of<FailureEvent>(options_.mailbox->drain());
    QCOMPARE(failures.size(), std::size_t{1});
    QCOMPARE(failures[0].step, std::int64_t{3});
    session.start(fake_recipe());  // the program goes on
    session.wait();
    QCOMPARE(session.run_id(), RunId{2});
  }

  void a_lost_loss_ends_the_run() {
    FakeScript script;
    script.nan_at = 5;
    TrainingSession session(options_, fake_engine(script));
    session.start(fake_recipe());
    session.wait();
    QCOMPARE(session.state(), RunState::failed);
    QVERIFY2(session.failure().starts_with("G_loss is nan at step 5"), session.failure().c_str());
    QCOMPARE(stored(session.run_id()).steps, std::int64_t{5});
  }

  void a_bad_recipe_is_refused_before_it_is_stored() {
    TrainingSession session(options_, fake_engine({}));
    session.start(Recipe());
    session.wait();
    QCOMPARE(session.state(), RunState::failed);
    QCOMPARE(session.run_id(), RunId{0});
    QVERIFY(session.failure().find("dataset.train") != std::string::npos);
    QVERIFY(!std::filesystem::exists(options_.store));
  }

  void too_little_memory_is_told_before_the_start() {
    SessionEngine engine = fake_engine({});
    engine.estimate_memory = [](const Recipe& recipe) {
      return recipe.integer("training.batch_size") > 2 ? std::int64_t{1} << 50 : std::int64_t{1'000'000};
    };
    TrainingSession session(options_, engine);
    session.start(fake_recipe());
    session.wait();
    QCOMPARE(session.run_id(), RunId{0});
    QVERIFY2(session.failure().starts_with("this run needs up to 1125899.9 GB of memory and "),
             session.failure().c_str());
    QVERIFY2(session.failure().find("What would fit: training.batch_size = ") != std::string::npos,
             session.failure().c_str());

    options_.check_memory = false;
    TrainingSession careless(options_, engine);
    careless.start(fake_recipe());
    careless.wait();
    QCOMPARE(careless.state(), RunState::finished);
  }

  void a_store_that_cannot_be_made_is_a_failure() {
    options_.store = folder_->filePath("no/such/folder/runs.sqlite").toStdString();
    std::filesystem::create_directories(folder_->filePath("no").toStdString());
    std::ofstream(folder_->filePath("no/such").toStdString()) << "a file in the way";
    TrainingSession session(options_, fake_engine({}));
    session.start(fake_recipe());
    session.wait();
    QCOMPARE(session.state(), RunState::failed);
    QCOMPARE(session.run_id(), RunId{0});
    QVERIFY(!session.failure().empty());
  }
};

QTEST_GUILESS_MAIN(SessionRunTest)
#include "tst_session_run.moc"
