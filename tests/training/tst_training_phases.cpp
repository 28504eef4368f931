// Runs of chained phases on a tiny world: hand-over, step numbers, stops and resumes, live changes.

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

#include "training/run_fixture.h"

using namespace vignette;

namespace {

namespace fs = std::filesystem;

std::string phases_told(const RecordingObserver& observer) {
  std::string all;
  for (const auto& event : observer.all<PhaseEvent>())
    all +=
        event.phase.name + ' ' + std::to_string(event.phase.steps_before) + '-' + std::to_string(event.last_step) + ' ';
  return all;
}

/// What the steps after `before` told, numbered from 1.
std::map<std::int64_t, Scalars> steps_after(const RecordingObserver& observer, std::int64_t before, std::int64_t last) {
  std::map<std::int64_t, Scalars> result;
  for (auto& [step, scalars] : observer.steps())
    if (step > before && step <= last) result[step - before] = scalars;
  return result;
}

}  // namespace

class TestTrainingPhases : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir folder_;
  std::unique_ptr<TinyWorld> world_;

  /// Likelihood for 4 steps, adversarial for 4, and adversarial with other settings for 3.
  Recipe chain() {
    auto recipe = world_->adversarial();
    recipe.reset("models.captioner");
    recipe.reset("evaluation.every");
    for (const auto* phase : {"initialise", "adversarial", "refine"}) recipe.add_phase(phase);
    for (const auto* line : {"evaluation.every=2", "phase.initialise.training.objective=likelihood",
                             "phase.initialise.training.max_steps=4", "phase.initialise.optimizer.learning_rate=2e-3",
                             "phase.initialise.evaluation.every=4", "phase.adversarial.training.max_steps=4",
                             "phase.refine.training.max_steps=3", "phase.refine.reward.baseline=sample",
                             "phase.refine.optimizer.learning_rate=5e-4"})
      recipe.set_assignment(line);
    return recipe;
  }

  const FinishedRun& whole() {
    if (!whole_) whole_ = run(chain(), {world_->fresh_run(), {}, {}});
    return *whole_;
  }
  std::optional<FinishedRun> whole_;

 private slots:
  void initTestCase() { world_ = std::make_unique<TinyWorld>(folder_.path().toStdString()); }

  void phases_run_in_one_run() {
    const auto& finished = whole();
    QCOMPARE(QString::fromStdString(finished.failure), QString());
    QVERIFY(!finished.outcome.stopped);
    QCOMPARE(finished.outcome.steps, std::int64_t(11));
    QCOMPARE(phases_told(finished.observer), std::string("initialise 0-4 adversarial 4-8 refine 8-11 "));
    const auto phases = finished.observer.all<PhaseEvent>();
    QCOMPARE(phases[0].planned_steps, std::optional<std::int64_t>(11));
    QCOMPARE(phases[0].phase.objective, std::string("likelihood"));
    QCOMPARE(phases[1].phases, std::int64_t(3));
    std::string names;
    std::int64_t number = 0;
    for (const auto& step : finished.observer.all<StepEvent>()) {
      QCOMPARE(step.step, ++number);
      names += step.phase.front();
    }
    QCOMPARE(names, std::string("iiiiaaaarrr"));
    // Warm-up of 2 steps in each phase, from the phase's own rate.
    QCOMPARE(finished.observer.series("learning_rate"),
             (std::vector<double>{0, 1e-3, 2e-3, 2e-3, 0, 0.5e-4, 1e-4, 1e-4, 0, 2.5e-4, 5e-4}));
    QCOMPARE(finished.observer.series("reward_weight"), (std::vector<double>{0, 0.25, 0.5, 0.5, 0, 0.25, 0.5}));
    QVERIFY(fs::exists(finished.folder / "checkpoints" / "phase1" / "step-00000004"));
    QVERIFY(fs::exists(finished.folder / "checkpoints" / "phase3" / "step-00000011"));
    QCOMPARE(finished.observer.all<EvaluationEvent>().back().split, std::string("test"));
    int tests = 0, finals = 0;
    for (const auto& event : finished.observer.all<EvaluationEvent>()) tests += event.split == "test";
    for (const auto& event : finished.observer.all<CheckpointEvent>()) finals += event.kind == "final";
    QCOMPARE(tests, 1);
    QCOMPARE(finals, 1);
  }

  void a_phase_is_as_a_run_of_its_own() {
    const auto& finished = whole();
    const auto checkpoints = finished.folder / "checkpoints";
    const auto phases = chain().phases();
    auto alone = phases[1].recipe;
    alone.set("models.captioner", (checkpoints / "phase1" / "best-00000004").string());
    const auto second = run(alone, {world_->fresh_run(), {}, {}});
    QCOMPARE(QString::fromStdString(second.failure), QString());
    QVERIFY(second.observer.steps() == steps_after(finished.observer, 4, 8));

    // The third goes on with the second's critic, head and all.
    fs::path best;
    for (const auto& entry : fs::directory_iterator(checkpoints / "phase2"))
      if (entry.path().filename().string().starts_with("best")) best = entry.path();
    alone = phases[2].recipe;
    alone.set("models.captioner", best.string());
    alone.set("models.discriminator", (best / "discriminator").string());
    const auto third = run(alone, {world_->fresh_run(), {}, {}});
    QVERIFY(third.observer.steps() == steps_after(finished.observer, 8, 11));
  }

  void the_last_checkpoint_instead_of_the_best() {
    auto recipe = chain();
    recipe.set("phase.refine.training.phase_start", std::string("last"));
    // Nothing learnt after the evaluation before training: the best of the second phase is its start.
    recipe.set("phase.adversarial.evaluation.every", std::int64_t(100));
    recipe.set("phase.adversarial.early_stopping.patience", std::int64_t(100));
    const auto finished = run(recipe, {world_->fresh_run(), {}, {}});
    QCOMPARE(QString::fromStdString(finished.failure), QString());
    auto alone = recipe.phases()[2].recipe;
    const auto last = finished.folder / "checkpoints" / "phase2" / "step-00000008";
    alone.set("models.captioner", last.string());
    alone.set("models.discriminator", (last / "discriminator").string());
    const auto third = run(alone, {world_->fresh_run(), {}, {}});
    QVERIFY(third.observer.steps() == steps_after(finished.observer, 8, 11));
    alone.reset("models.discriminator");
    const auto new_critic = run(alone, {world_->fresh_run(), {}, {}});
    QVERIFY(new_critic.observer.series("D_loss") != third.observer.series("D_loss"));
  }

  void stopped_anywhere_it_goes_on_bit_by_bit() {
    const auto expected = whole().bytes("final", "training.safetensors");
    QVERIFY(!expected.empty());
    for (const int stop : {0, 2, 4, 5, 8, 10}) {
      const auto resumed = run_in_two(chain(), world_->fresh_run(), stop);
      QVERIFY2(resumed.part.outcome.stopped, resumed.part.failure.c_str());
      QCOMPARE(resumed.part.outcome.steps, std::int64_t(stop));
      QCOMPARE(QString::fromStdString(resumed.rest.failure), QString());
      QVERIFY2(resumed.steps() == whole().observer.steps(), std::to_string(stop).c_str());
      QCOMPARE(resumed.rest.bytes("final", "training.safetensors"), expected);
    }
  }

  void a_run_killed_between_two_phases_goes_on() {
    // As a kill leaves it: the first phase is complete, nothing of the second is there.
    const auto folder = world_->fresh_run();
    const auto part = run(chain(), {folder, {}, {}}, [](auto& control) { control.stop_after = 5; });
    fs::remove_all(folder / "checkpoints" / "phase2");
    const auto rest = run(chain(), {folder, folder / "checkpoints" / "phase1" / "step-00000004", {}});
    QCOMPARE(QString::fromStdString(rest.failure), QString());
    QCOMPARE(phases_told(rest.observer), std::string("adversarial 4-8 refine 8-11 "));
    QVERIFY(steps_after(rest.observer, 4, 11) == steps_after(whole().observer, 4, 11));
  }

  void live_changes_hold_unless_a_later_phase_says_otherwise() {
    const auto change = [](auto& control) {
      control.changes[2] = {{"optimizer.learning_rate", ParameterValue(4e-4)}};
      control.changes[7] = {{"reward.weight", ParameterValue(0.25)}};
    };
    const auto changed = run(chain(), {world_->fresh_run(), {}, {}}, change);
    QCOMPARE(changed.observer.series("learning_rate"),
             (std::vector<double>{0, 1e-3, 4e-4, 4e-4, 0, 2e-4, 4e-4, 4e-4, 0, 2.5e-4, 5e-4}));
    QCOMPARE(changed.observer.series("reward_weight"), (std::vector<double>{0, 0.25, 0.5, 0.25, 0, 0.125, 0.25}));
    const auto told = changed.observer.all<ParameterEvent>();
    QCOMPARE(told.size(), std::size_t(2));
    for (const int stop : {1, 3, 6, 9}) {
      std::vector<ParameterChange> replay;
      for (const auto& event : told)
        if (event.change.step > stop) replay.push_back(event.change);
      const auto resumed = run_in_two(chain(), world_->fresh_run(), stop, change, replay);
      QVERIFY2(resumed.steps() == changed.observer.steps(), std::to_string(stop).c_str());
    }
  }

  void early_stopping_ends_the_phase_alone() {
    auto recipe = chain();
    for (const auto* line : {"phase.adversarial.optimizer.learning_rate=0", "phase.adversarial.evaluation.every=1",
                             "phase.adversarial.early_stopping.patience=1"})
      recipe.set_assignment(line);
    const auto finished = run(recipe, {world_->fresh_run(), {}, {}});
    QCOMPARE(QString::fromStdString(finished.failure), QString());
    // Evaluated before training, and no better after its first step.
    QCOMPARE(phases_told(finished.observer), std::string("initialise 0-4 adversarial 4-8 refine 5-8 "));
    QCOMPARE(finished.outcome.steps, std::int64_t(8));
    QCOMPARE(finished.observer.all<PhaseEvent>().back().planned_steps, std::optional<std::int64_t>(8));
  }

  void a_clip_is_trained_first() {
    auto recipe = world_->recipe("likelihood");
    for (const auto* phase : {"clip", "start"}) recipe.add_phase(phase);
    for (const auto* line : {"phase.clip.training.objective=contrastive", "training.max_steps=3", "captions.every=0"})
      recipe.set_assignment(line);
    const auto folder = world_->fresh_run();
    const auto finished = run(recipe, {folder, {}, {}});
    QCOMPARE(QString::fromStdString(finished.failure), QString());
    QCOMPARE(finished.outcome.steps, std::int64_t(6));
    QVERIFY(fs::exists(fs::path(finished.checkpoint("final")) / "captioner.json"));
  }

  void a_plain_run_is_one_phase() {
    auto recipe = world_->recipe("contrastive");
    recipe.set_assignment("training.max_steps=2");
    const auto finished = run(recipe, {world_->fresh_run(), {}, {}});
    QCOMPARE(phases_told(finished.observer), std::string("contrastive 0-2 "));
    QCOMPARE(finished.checkpoint("final"), (finished.folder / "checkpoints" / "step-00000002").string());
  }

  void memory_is_that_of_the_largest_phase() {
    auto recipe = world_->adversarial();
    const auto alone = estimate_memory(recipe);
    recipe.add_phase("small");
    recipe.add_phase("large");
    recipe.set_assignment("phase.small.training.batch_size=1");
    QCOMPARE(estimate_memory(recipe), alone);
  }
};

QTEST_GUILESS_MAIN(TestTrainingPhases)
#include "tst_training_phases.moc"
