// Several sessions and several processes on one store: writing side by side, commands, a killed owner, going on.

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <fstream>

#include "patient_tries.h"
#include "session/fake_run.h"
#include "store/experiment_store.h"

using namespace vignette;

class SessionProcessesTest : public QObject {
  Q_OBJECT

 private:
  std::unique_ptr<QTemporaryDir> folder_;
  QString store_;
  SessionOptions options_;

  FakeScript endless() const {
    FakeScript script;
    script.steps = 1'000'000;
    script.step_time = std::chrono::milliseconds(1);
    return script;
  }

  int command(const QStringList& arguments) {
    QProcess child;
    child.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    child.start(VIGNETTE_SESSION_CHILD, QStringList{"command", store_} + arguments);
    if (!child.waitForFinished()) return -1;
    return child.exitCode();
  }

  // Trains run 1 in another process up to `step`, then kills that process.
  void train_and_kill(int step) {
    QProcess child;
    child.start(VIGNETTE_SESSION_CHILD, {"train", store_, "1000000", "2"});
    QVERIFY(child.waitForStarted());
    QByteArray printed;
    while (!printed.contains("\n" + QByteArray::number(step) + "\n")) {
      QVERIFY(child.waitForReadyRead(60000));
      printed += child.readAll();
    }
    QTRY_VERIFY(!ExperimentStore(options_.store).checkpoints(1).empty());
    QTRY_VERIFY(ExperimentStore(options_.store).run(1)->steps >= 7);
    child.kill();
    QVERIFY(child.waitForFinished());
  }

 private slots:
  void init() {
    folder_ = std::make_unique<QTemporaryDir>();
    store_ = folder_->filePath("runs.sqlite");
    options_ = {};
    options_.store = store_.toStdString();
  }

  void two_sessions_write_to_one_store() {
    FakeScript script;
    script.steps = 400;
    script.caption_bytes = 100;
    TrainingSession first(options_, fake_engine(script)), second(options_, fake_engine(script));
    first.start(fake_recipe(), "first");
    second.start(fake_recipe(), "second");
    first.wait();
    second.wait();
    QVERIFY(first.run_id() != second.run_id());
    ExperimentStore store(options_.store);
    for (const auto* session : {&first, &second}) {
      QCOMPARE(session->failure(), std::string());
      QCOMPARE(store.curve(session->run_id(), "reward").size(), std::size_t{400});
      CaptionQuery query;
      query.run = session->run_id();
      QCOMPARE(store.count_captions(query), std::int64_t{400});
    }
  }

  void commands_from_another_process_are_obeyed() {
    TrainingSession session(options_, fake_engine(endless()));
    session.start(fake_recipe());
    QTRY_COMPARE(session.state(), RunState::running);
    QCOMPARE(command({"1", "pause"}), 0);
    QTRY_COMPARE(session.state(), RunState::paused);
    QCOMPARE(command({"1", "resume"}), 0);
    QTRY_COMPARE(session.state(), RunState::running);
    QCOMPARE(command({"1", "adjust", "reward.weight", "0.125"}), 0);
    QTRY_COMPARE(ExperimentStore(options_.store).parameter_changes(1).size(), std::size_t{1});
    QCOMPARE(command({"1", "adjust", "training.batch_size", "8"}), 3);
    QCOMPARE(command({"1", "dance"}), 3);
    QCOMPARE(command({"2", "stop"}), 3);
    QCOMPARE(command({"1", "stop"}), 0);
    session.wait();
    QCOMPARE(session.state(), RunState::stopped);
    QCOMPARE(command({"1", "stop"}), 3);  // nobody is there to obey
  }

  void a_run_that_trains_elsewhere_cannot_be_taken() {
    TrainingSession owner(options_, fake_engine(endless()));
    owner.start(fake_recipe());
    QTRY_COMPARE(owner.state(), RunState::running);
    TrainingSession thief(options_, fake_engine({}));
    thief.resume_stored(1);
    thief.wait();
    QCOMPARE(thief.state(), RunState::failed);
    QVERIFY2(thief.failure().find("already training") != std::string::npos, thief.failure().c_str());
    QCOMPARE(ExperimentStore(options_.store).run(1)->state, RunState::running);
    QVERIFY(owner.active());
  }

  void a_killed_run_shows_as_interrupted_and_goes_on() {
    train_and_kill(12);
    if (QTest::currentTestFailed()) return;
    QCOMPARE(ExperimentStore(options_.store).run(1)->state, RunState::interrupted);
    std::int64_t checkpoint = 0;
    for (const auto& one : ExperimentStore(options_.store).checkpoints(1)) checkpoint = std::max(checkpoint, one.step);
    QVERIFY(checkpoint >= 5 && checkpoint % 5 == 0);

    const auto record = std::make_shared<FakeRecord>();
    FakeScript script;
    script.steps = checkpoint + 10;
    std::int64_t first = 0;
    script.before_step = [&](std::int64_t step) { first = first == 0 ? step : first; };
    TrainingSession session(options_, fake_engine(script, record));
    session.resume_stored(1, {"reward.weight=0.375", "training.max_steps=99"});
    session.wait();
    QCOMPARE(session.failure(), std::string());
    QCOMPARE(session.state(), RunState::finished);
    QCOMPARE(first, checkpoint + 1);
    QCOMPARE(record->recipe.real("reward.weight"), 0.375);
    QCOMPARE(record->recipe.text("dataset.train"), std::string("/nowhere/train.json"));

    ExperimentStore store(options_.store);
    const auto curve = store.curve(1, "reward");
    QCOMPARE(curve.size(), static_cast<std::size_t>(checkpoint + 10));  // no step twice, none missing
    for (std::size_t i = 0; i < curve.size(); ++i) QCOMPARE(curve[i].step, static_cast<std::int64_t>(i + 1));
    QCOMPARE(store.run(1)->planned_steps.value(), std::int64_t{99});
  }

  void live_changes_belong_to_the_recipe_or_are_made_again() {
    {
      ExperimentStore store(options_.store);
      NewRun row;
      row.recipe_resolved = fake_recipe().to_toml(true);
      const RunId run = store.create_run(row);
      const auto file = folder_->filePath("step-10.txt").toStdString();
      std::ofstream(file) << 10;
      store.add_checkpoint({0, run, 10, file, "last", {}, 0, 2});
      store.add_parameter_change(run, {4, 0.4, "reward.weight", "0.2"});
      store.add_parameter_change(run, {12, 1.2, "decoding.temperature", "0.7"});
      store.add_parameter_change(run, {13, 1.3, "optimizer.clip_norm", "2"});
    }
    const auto record = std::make_shared<FakeRecord>();
    FakeScript script;
    script.steps = 15;
    TrainingSession session(options_, fake_engine(script, record));
    session.resume_stored(1, {"optimizer.clip_norm=3"});
    session.wait();
    QCOMPARE(session.failure(), std::string());
    QCOMPARE(record->recipe.real("reward.weight"), 0.2);
    QCOMPARE(record->recipe.real("optimizer.clip_norm"), 3.0);
    QCOMPARE(record->options.replay.size(), std::size_t{1});
    QCOMPARE(record->options.replay[0].key, std::string("decoding.temperature"));
    QCOMPARE(record->options.replay[0].step, std::int64_t{12});
  }

  void a_run_whose_checkpoint_is_gone_keeps_its_curves() {
    {
      ExperimentStore store(options_.store);
      NewRun row;
      row.recipe_resolved = fake_recipe().to_toml(true);
      const RunId run = store.create_run(row);
      store.append_steps(run, std::vector<ExperimentStore::StepScalars>{{1, 0.1, {{"reward", 0.5}}}});
      store.add_checkpoint({0, run, 1, folder_->filePath("gone.txt").toStdString(), "last", {}, 0, 2});
    }
    TrainingSession session(options_, fake_engine({}));
    session.resume_stored(1);
    session.wait();
    QCOMPARE(session.state(), RunState::failed);
    QVERIFY2(session.failure().find("gone.txt") != std::string::npos, session.failure().c_str());
    QCOMPARE(ExperimentStore(options_.store).curve(1, "reward").size(), std::size_t{1});
  }

  void an_unknown_run_is_a_failure() {
    TrainingSession session(options_, fake_engine({}));
    session.resume_stored(77);
    session.wait();
    QCOMPARE(session.state(), RunState::failed);
    QVERIFY(session.failure().find("holds no run 77") != std::string::npos);
  }
};

QTEST_GUILESS_MAIN(SessionProcessesTest)
#include "tst_session_processes.moc"
