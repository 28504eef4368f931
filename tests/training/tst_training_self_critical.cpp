// Whole runs by terms beside CLIP's score: self-critical training, mixes, a command, live weights.

#include <QTemporaryDir>
#include <QTest>

#include <fstream>
#include <memory>
#include <numeric>

#include "training/run_fixture.h"

using namespace vignette;

namespace {

/// Mean over steps [first, last).
double mean(const std::vector<double>& values, std::size_t first, std::size_t last) {
  return std::reduce(values.begin() + long(first), values.begin() + long(last)) / double(last - first);
}

FinishedRun checked(const Recipe& recipe, const TrainingRunOptions& options,
                    const std::function<void(ScriptedControl&)>& script = {}) {
  auto finished = run(recipe, options, script);
  if (!finished.failure.empty()) qWarning("%s", finished.failure.c_str());
  return finished;
}

double score_of(const CaptionRecord& record, const char* name) {
  const auto found = record.scores.find(name);
  return found == record.scores.end() ? std::nan("") : found->second;
}

/// Asks for a stop as soon as a file exists.
class StopOnceThere final : public RunControl {
 public:
  explicit StopOnceThere(std::filesystem::path file) : file_(std::move(file)) {}
  Verdict poll(std::vector<std::pair<std::string, ParameterValue>>&) override {
    return std::filesystem::exists(file_) ? Verdict::stop : Verdict::go_on;
  }

 private:
  std::filesystem::path file_;
};

}  // namespace

class TestSelfCritical : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir folder_;
  std::unique_ptr<TinyWorld> world_;

  Recipe recipe(std::initializer_list<const char*> lines) const {
    auto recipe = world_->adversarial();
    for (const auto* line : {"critic.on=false", "reward.clip_score_weight=0", "reward.cider_weight=1",
                             "reward.target=paired", "training.max_steps=4"})
      recipe.set_assignment(line);
    for (const auto* line : lines) recipe.set_assignment(line);
    return recipe;
  }

 private slots:
  void initTestCase() { world_ = std::make_unique<TinyWorld>(folder_.path().toStdString()); }

  void cider_rises() {
    const auto finished = checked(recipe({"training.max_steps=60", "training.batch_size=8", "evaluation.every=60",
                                          "captions.every=0", "optimizer.learning_rate=2e-3"}),
                                  {world_->fresh_run(), {}, {}});
    const auto cider = finished.observer.series("reward/CIDEr");
    QCOMPARE(cider.size(), std::size_t(60));
    const auto reward = finished.observer.series("reward");
    for (std::size_t i = 0; i < cider.size(); ++i) QVERIFY(std::abs(reward[i] - cider[i]) < 1e-5);
    QVERIFY(finished.observer.series("cosine").empty());  // CLIP's text tower had nothing to do
    QCOMPARE(finished.observer.series("G_loss"), finished.observer.series("reward_loss"));
    const double before = mean(cider, 0, 10), after = mean(cider, 50, 60);
    QVERIFY2(after > 1.5 * before, qPrintable(QString("%1 -> %2").arg(before).arg(after)));
  }

  /// Every term at once, with a command; then the same run stopped and gone on.
  void a_mix_resumes_bit_by_bit() {
    const auto script = (world_->folder() / "reward.py").string();
    std::ofstream(script) << "import json, sys\n"
                             "for line in sys.stdin:\n"
                             "    one = json.loads(line)\n"
                             "    print(one['caption'].count('e') / 7 + len(one['references']), flush=True)\n";
    auto mix =
        recipe({"critic.on=true", "reward.clip_score_weight=0.5", "reward.cider_weight=100", "reward.bleu_4_weight=10",
                "reward.length_weight=2", "reward.target_length=7", "reward.repetition_weight=30",
                "reward.words_weight=5", "reward.words=red,-blue", "reward.command_weight=3"});
    mix.set("reward.command", "python3 " + script);
    const auto whole = checked(mix, {world_->fresh_run(), {}, {}});
    QVERIFY(whole.failure.empty());
    for (const auto* name : {"CIDEr", "BLEU-4", "length", "repetition", "words", "command"})
      QCOMPARE(whole.observer.series(std::string("reward/") + name).size(), std::size_t(4));
    for (const auto& event : whole.observer.all<CaptionEvent>())
      for (const auto& record : event.records) {
        const double similarity = 0.5 * score_of(record, "cosine") + 0.5 * score_of(record, "l1");
        const double sum = 0.5 * similarity + 100 * score_of(record, "CIDEr") + 10 * score_of(record, "BLEU-4") +
                           2 * score_of(record, "length") + 30 * score_of(record, "repetition") +
                           5 * score_of(record, "words") + 3 * score_of(record, "command");
        QVERIFY2(std::abs(score_of(record, "reward") - sum) < 1e-2,
                 qPrintable(QString("%1, not %2").arg(score_of(record, "reward")).arg(sum)));
      }
    QVERIFY(run_in_two(mix, world_->fresh_run(), 2).steps() == whole.observer.steps());
  }

  void weights_change_live() {
    const auto finished = checked(recipe({"reward.cider_weight=0", "reward.clip_score_weight=1"}),
                                  {world_->fresh_run(), {}, {}}, [](auto& control) {
                                    control.changes[1] = {{"reward.cider_weight", ParameterValue(100.0)},
                                                          {"reward.words_weight", ParameterValue(1.0)}};
                                    control.changes[2] = {{"reward.clip_score_weight", ParameterValue(0.0)}};
                                  });
    QVERIFY(finished.failure.empty());
    QCOMPARE(finished.observer.series("reward/CIDEr").size(), std::size_t(3));
    QCOMPARE(finished.observer.series("cosine").size(), std::size_t(2));
    const auto warnings = finished.observer.all<WarningEvent>();  // no words are listed
    QCOMPARE(warnings.size(), std::size_t(1));
    QCOMPARE(warnings[0].where, std::string("reward.words_weight"));
    const auto back = checked(recipe({}), {world_->fresh_run(), {}, {}}, [](auto& control) {
      control.changes[2] = {{"reward.clip_score_weight", ParameterValue(1.0)}};  // targets come when they are needed
    });
    QVERIFY(back.failure.empty());
    QCOMPARE(back.observer.series("cosine").size(), std::size_t(2));
  }

  void a_stop_while_the_command_thinks_keeps_the_last_step() {
    auto slow = recipe({"reward.command_weight=1", "captions.every=0", "evaluation.every=100"});
    const auto hangs = world_->folder() / "hangs";
    // The watch set and two steps, 16 captions each, are answered; in the third step it hangs.
    slow.set("reward.command", "n=0; while read -r line; do n=$((n+1)); if [ $n -gt 56 ]; then touch " +
                                   hangs.string() + "; sleep 100; fi; echo $n; done");
    RecordingObserver observer;
    StopOnceThere control(hangs);
    const auto outcome = make_training_run(slow, {world_->fresh_run(), {}, {}})->execute(observer, control);
    QVERIFY(outcome.stopped);
    QCOMPARE(outcome.steps, std::int64_t(2));
    QCOMPARE(observer.series("reward/command").size(), std::size_t(2));
    const auto checkpoints = observer.all<CheckpointEvent>();
    QVERIFY(!checkpoints.empty());
    QCOMPARE(checkpoints.back().kind, std::string("last"));
    QCOMPARE(checkpoints.back().step, std::int64_t(2));
  }

  void what_is_missing_is_named() {
    auto broken = recipe({"reward.command_weight=1", "reward.command_timeout=5"});
    broken.set("reward.command", std::string("echo cannot load the model >&2; exit 4"));
    const auto finished = run(broken, {world_->fresh_run(), {}, {}});
    QVERIFY2(finished.failure.find("exited with code 4") != finished.failure.npos, finished.failure.c_str());
    QVERIFY(finished.failure.find("cannot load the model") != finished.failure.npos);
    auto listless = recipe({"reward.words_weight=1", "reward.words= , "});
    const auto second = run(listless, {world_->fresh_run(), {}, {}});
    QVERIFY2(second.failure.find("reward.words: names no word") != second.failure.npos, second.failure.c_str());
  }
};

QTEST_GUILESS_MAIN(TestSelfCritical)
#include "tst_training_self_critical.moc"
