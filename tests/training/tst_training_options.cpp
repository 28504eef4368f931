// Runs with each option of the policy and the critic: what it tells, and that a resumed run goes on bit by bit.

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>

#include "training/run_fixture.h"

using namespace vignette;

namespace {

const std::vector<std::string> everything = {"reward.baseline=moving_average",
                                             "reward.baseline_decay=0.8",
                                             "policy.normalize_advantage=mean_std",
                                             "policy.kl_weight=0.1",
                                             "policy.entropy_weight=0.01",
                                             "critic.label_smoothing=0.1",
                                             "critic.r1_weight=0.5",
                                             "critic.r1_every=2",
                                             "critic.spectral_norm=true",
                                             "critic.steps=2",
                                             "critic.replay_capacity=20",
                                             "critic.replay_share=0.5"};

std::string tensors_of(const FinishedRun& run) {
  return run.bytes("final", "training.safetensors");
}

nlohmann::json extra_state_of(const std::string& checkpoint) {
  std::ifstream in(checkpoint + "/training.json");
  return nlohmann::json::parse(in).at("objective");
}

}  // namespace

class TestTrainingOptions : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir folder_;
  std::unique_ptr<TinyWorld> world_;

  /// Four short steps without evaluation.
  Recipe recipe(const std::vector<std::string>& lines) {
    auto recipe = world_->adversarial();
    for (const auto* line : {"training.max_steps=4", "evaluation.every=100", "captions.every=0", "captions.watch=2",
                             "evaluation.test=false", "optimizer.warmup_steps=0", "optimizer.learning_rate=1e-3"})
      recipe.set_assignment(line);
    for (const auto& line : lines) recipe.set_assignment(line);
    return recipe;
  }

  FinishedRun finished(const Recipe& recipe) {
    auto result = run(recipe, {world_->fresh_run(), {}, {}});
    if (!result.failure.empty()) qWarning("%s", result.failure.c_str());
    return result;
  }

  void verify_resume(const Recipe& recipe, const FinishedRun& whole) {
    const auto resumed = run_in_two(recipe, world_->fresh_run(), 2);
    QCOMPARE(QString::fromStdString(resumed.rest.failure), QString());
    QCOMPARE(resumed.steps().size(), std::size_t(4));
    QVERIFY(resumed.steps() == whole.observer.steps());
    QVERIFY(!tensors_of(whole).empty());
    QCOMPARE(tensors_of(resumed.rest), tensors_of(whole));
    QVERIFY(extra_state_of(resumed.rest.checkpoint("final")) == extra_state_of(whole.checkpoint("final")));
  }

 private slots:
  void initTestCase() { world_ = std::make_unique<TinyWorld>(folder_.path().toStdString()); }

  void each_option_counts_and_resumes_data() {
    QTest::addColumn<QStringList>("lines");
    const auto row = [](const char* name, const QStringList& lines) { QTest::newRow(name) << lines; };
    row("moving average", {"reward.baseline=moving_average"});
    row("no baseline", {"reward.baseline=none"});
    row("std", {"policy.normalize_advantage=std"});
    row("divergence", {"policy.kl_weight=0.5"});
    row("entropy", {"policy.entropy_weight=0.1"});
    row("label smoothing", {"critic.label_smoothing=0.2"});
    row("R1", {"critic.r1_weight=10"});
    row("spectral norm", {"critic.spectral_norm=true"});
    row("more critic", {"critic.steps=3"});
    row("less critic", {"critic.every=2"});
    row("replay", {"critic.replay_capacity=12"});
  }

  void each_option_counts_and_resumes() {
    QFETCH(QStringList, lines);
    std::vector<std::string> given;
    for (const auto& line : lines) given.push_back(line.toStdString());
    static const auto plain = finished(recipe({}));
    const auto changed = recipe(given);
    const auto whole = finished(changed);
    QCOMPARE(whole.observer.steps().size(), std::size_t(4));
    QVERIFY(tensors_of(whole) != tensors_of(plain));
    verify_resume(changed, whole);
  }

  void everything_at_once_resumes_data() {
    QTest::addColumn<int>("accumulation");
    QTest::newRow("one batch") << 1;
    QTest::newRow("two batches") << 2;
  }

  void everything_at_once_resumes() {
    QFETCH(int, accumulation);
    auto recipe = this->recipe(everything);
    recipe.set("training.accumulation", std::int64_t(accumulation));
    const auto whole = finished(recipe);
    verify_resume(recipe, whole);
    const auto state = extra_state_of(whole.checkpoint("final"));
    QCOMPARE(state.at("replay").size(), std::size_t(20));
    QCOMPARE(state.at("spectral").size(), std::size_t(4));
    QVERIFY(state.at("baselines").at("critic").at("weight").get<double>() > 0);
  }

  void series() {
    const auto told = finished(recipe(everything)).observer;
    for (const auto* name : {"critic/margin", "critic/accuracy_real", "critic/accuracy_fake", "kl", "D_accuracy"})
      QCOMPARE(told.series(name).size(), std::size_t(4));
    QCOMPARE(told.series("critic/r1").size(), std::size_t(2));  // steps 1 and 3
    QVERIFY(std::abs(told.series("kl")[0]) < 1e-6);
    QVERIFY(told.series("kl")[3] > 1e-5);
    const auto all = told.series("D_accuracy"), real = told.series("critic/accuracy_real"),
               fake = told.series("critic/accuracy_fake");
    for (std::size_t i = 0; i < 4; ++i) QVERIFY(std::abs(all[i] - (real[i] + fake[i]) / 2) < 1e-6);
    const auto plain = finished(recipe({})).observer;
    for (const auto* name : {"kl", "critic/r1"}) QVERIFY(plain.series(name).empty());
    QCOMPARE(plain.series("critic/margin").size(), std::size_t(4));
  }

  void a_rarer_critic_only_scores_in_between() {
    auto recipe = this->recipe({"critic.every=3", "reward.weight=0", "reward.discriminator_only_steps=0"});
    const auto told = finished(recipe).observer;
    QCOMPARE(told.series("D_loss").size(), std::size_t(2));  // steps 1 and 4
    QCOMPARE(told.series("critic").size(), std::size_t(4));
    QCOMPARE(told.series("fd_loss").size(), std::size_t(4));
    recipe.set("reward.discriminator_only_steps", std::int64_t(4));
    QCOMPARE(finished(recipe).observer.series("D_loss").size(), std::size_t(4));  // there it is alone
  }

  void a_stronger_pull_stays_nearer() {
    const auto distance = [&](const std::string& weight) {
      return finished(recipe({"policy.kl_weight=" + weight, "training.max_steps=8"})).observer.series("kl").back();
    };
    const double weak = distance("1e-9"), strong = distance("20");
    QVERIFY2(strong < 0.8 * weak, qPrintable(QString("%1 and %2").arg(strong).arg(weak)));
  }

  void weights_change_live() {
    const auto recipe = this->recipe({});
    const auto change = [](auto& control) {
      control.changes[2] = {{"policy.kl_weight", ParameterValue(0.5)}, {"critic.r1_weight", ParameterValue(1.0)}};
    };
    const auto whole = run(recipe, {world_->fresh_run(), {}, {}}, change);
    QCOMPARE(whole.observer.series("kl").size(), std::size_t(2));
    QCOMPARE(whole.observer.series("critic/r1").size(), std::size_t(2));
    QVERIFY(run_in_two(recipe, world_->fresh_run(), 3, change).steps() == whole.observer.steps());
  }

  void what_a_checkpoint_has_not_starts_anew() {
    const auto folder = world_->fresh_run();
    const auto part = run(recipe({}), {folder, {}, {}}, [](auto& control) { control.stop_after = 2; });
    const auto rest = run(recipe(everything), {folder, part.checkpoint("last"), {}});
    QCOMPARE(QString::fromStdString(rest.failure), QString());
    QCOMPARE(rest.outcome.steps, std::int64_t(4));
    QCOMPARE(extra_state_of(rest.checkpoint("final")).at("replay").size(), std::size_t(20));
  }

  void combinations_train_data() {
    QTest::addColumn<QStringList>("lines");
    const auto row = [](const char* name, const QStringList& lines) { QTest::newRow(name) << lines; };
    QStringList all;
    for (const auto& line : everything) all << QString::fromStdString(line);
    row("bf16", all + QStringList{"precision=bf16"});
    row("reference form", all + QStringList{"compat=reference", "optimizer.kind=adamw_hf", "training.accumulation=2"});
    row("filters", all + QStringList{"decoding.temperature=0.8", "decoding.top_k=20", "decoding.repetition_penalty=1.2",
                                     "reward.mask_forced_stop=true"});
    row("through sampling",
        all + QStringList{"training.sampling=through_sampling", "policy.kl_weight=0", "policy.entropy_weight=0"});
    row("the critic first", all + QStringList{"reward.discriminator_only_steps=1"});
    row("other terms", all + QStringList{"reward.cider_weight=10", "reward.clip_score_weight=0"});
    row("frozen language model", all + QStringList{"training.freeze_language_model=true"});
  }

  void combinations_train() {
    QFETCH(QStringList, lines);
    auto recipe = this->recipe({"training.max_steps=2"});
    for (const auto& line : lines) recipe.set_assignment(line.toStdString());
    const auto trained = finished(recipe);
    QCOMPARE(QString::fromStdString(trained.failure), QString());
    QVERIFY(trained.observer.series("grad_norm/generator").back() > 0);
    QVERIFY(trained.observer.series("grad_norm/discriminator").back() > 0);
    QVERIFY(trained.observer.series("critic/r1").front() > 0);
  }

  void without_a_critic() {
    const auto told =
        finished(recipe({"critic.on=false", "reward.baseline=moving_average", "policy.kl_weight=0.1"})).observer;
    QCOMPARE(told.series("kl").size(), std::size_t(4));
    QVERIFY(told.series("critic/margin").empty());
  }
};

QTEST_GUILESS_MAIN(TestTrainingOptions)
#include "tst_training_options.moc"
