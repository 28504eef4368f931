// Sweeps: reading, what is refused, and the very runs that they become.

#include <QtTest>
#include <cmath>
#include <functional>
#include <limits>

#include "session/sweep.h"

using namespace vignette;

namespace {

Recipe base() {
  Recipe recipe;
  recipe.set("dataset.train", std::string("/data/train.json"));
  recipe.set("models.clip", std::string("/models/clip"));
  return recipe;
}

std::string refusal(const std::function<void()>& work) {
  try {
    work();
  } catch (const RecipeError& error) {
    return error.what();
  }
  return {};
}

std::string names(const SweepExpansion& expansion) {
  std::string all;
  for (const auto& run : expansion.runs) all += run.name + '\n';
  return all;
}

const char* const whole = R"([sweep]
name = "lr and weight"
count = 3
seed = 7

[parameters]
optimizer.learning_rate = {min = 1e-5, max = 1e-3, scale = "log"}
reward.weight = [0.1, 0.2]
training.seed = {min = 1, max = 9}
)";

// By a program of its own: SplitMix64 of seed, key and draw.
const char* const golden =
    "lr=2.68e-5, weight=0.1, seed=4\n"
    "lr=2.68e-5, weight=0.2, seed=4\n"
    "lr=1.2e-5, weight=0.1, seed=7\n"
    "lr=1.2e-5, weight=0.2, seed=7\n"
    "lr=1.86e-5, weight=0.1, seed=3\n"
    "lr=1.86e-5, weight=0.2, seed=3\n";

}  // namespace

class TestSweep : public QObject {
  Q_OBJECT

 private slots:
  void aGridHasEveryCombination() {
    const auto sweep = read_sweep("[parameters]\nreward.weight = [0.1, 1]\ntraining.seed = [1, 2, 3]\n", "s.toml");
    QCOMPARE(sweep_size(sweep), std::int64_t(6));
    const auto made = expand_sweep(sweep, base());
    QCOMPARE(names(made), std::string("weight=0.1, seed=1\nweight=0.1, seed=2\nweight=0.1, seed=3\n"
                                      "weight=1, seed=1\nweight=1, seed=2\nweight=1, seed=3\n"));
    QCOMPARE(made.runs[4].recipe.real("reward.weight"), 1.0);
    QCOMPARE(made.runs[4].recipe.integer("training.seed"), std::int64_t(2));
    QCOMPARE(made.runs[4].recipe.text("dataset.train"), std::string("/data/train.json"));
    const auto entries = queued_runs_of(made);
    QCOMPARE(entries.size(), std::size_t(6));
    QVERIFY(Recipe::from_text(entries[5].recipe, "entry") == made.runs[5].recipe);
  }

  void drawsAreTheSameEverywhere() {
    const auto made = expand_sweep(read_sweep(whole, "s.toml"), base());
    QVERIFY2(names(made) == golden, names(made).c_str());
    auto more = read_sweep(whole, "s.toml");
    more.count = 5;
    const auto longer = expand_sweep(more, base());
    QCOMPARE(longer.runs.size(), std::size_t(10));
    for (std::size_t i = 0; i < made.runs.size(); ++i) QCOMPARE(longer.runs[i].name, made.runs[i].name);
  }

  void drawsFillTheirRange() {
    auto sweep = read_sweep(
        "[sweep]\ncount = 2000\n[parameters]\noptimizer.learning_rate = {min = 1e-5, max = 1e-3, scale = \"log\"}\n",
        "s.toml");
    const auto made = expand_sweep(sweep, base());
    int below = 0;
    for (const auto& run : made.runs) {
      const double value = run.recipe.real("optimizer.learning_rate");
      QVERIFY(value >= 1e-5 && value <= 1e-3);
      below += value < 1e-4;
    }
    const double share = double(below) / double(made.runs.size());
    QVERIFY2(std::abs(share - 0.5) < 0.06, qPrintable(QString::number(share)));
    QVERIFY(made.duplicates > 0);  // three digits: some of 2,000 meet
    QCOMPARE(made.runs.size() + made.duplicates, std::size_t(2000));
  }

  void integersAndChoicesCoverAllTheirValues() {
    const auto made = expand_sweep(read_sweep("[sweep]\ncount = 200\n[parameters]\ntraining.seed = {min = 3, max = 6}\n"
                                              "reward.weight = {choice = [0.5, 1]}\n",
                                              "s.toml"),
                                   base());
    QCOMPARE(made.runs.size(), std::size_t(8));
    QCOMPARE(made.duplicates, std::size_t(192));
  }

  void textComesBack() {
    const auto sweep = read_sweep(whole, "s.toml");
    QCOMPARE(sweep.name, std::string("lr and weight"));
    QCOMPARE(sweep.axes.size(), std::size_t(3));
    QCOMPARE(sweep.axes[0].key, std::string("optimizer.learning_rate"));
    QVERIFY(read_sweep(sweep_toml(sweep), "again") == sweep);
  }

  void problemsNameLineKeyAndWhatIsExpected_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    QTest::newRow("unknown key") << "[parameters]\nreward.wieght = [1]\n"
                                 << "s.toml:2: reward.wieght";
    QTest::newRow("bad value") << "[parameters]\ntraining.batch_size = [4, 0]\n"
                               << "s.toml:2: training.batch_size: ";
    QTest::newRow("bad range") << "[parameters]\nreward.weight = {min = 2, max = 1}\n"
                               << "s.toml:2: reward.weight: expected min up to max, got 2 to 1.";
    QTest::newRow("log of 0") << "[parameters]\noptimizer.learning_rate = {min = 0, max = 1, scale = \"log\"}\n"
                              << "begins above 0";
    QTest::newRow("scale") << "[parameters]\nreward.weight = {min = 0, max = 1, scale = \"cubic\"}\n"
                           << "s.toml:2: reward.weight: expected a list of values";
    QTest::newRow("half integer") << "[parameters]\ntraining.seed = {min = 0.5, max = 2}\n"
                                  << "whole numbers";
    QTest::newRow("no list") << "[parameters]\nreward.weight = 3\n"
                             << "expected a list of values";
    QTest::newRow("empty") << "[parameters]\nreward.weight = []\n"
                           << "at least one value";
    QTest::newRow("nothing") << "[sweep]\ncount = 3\n"
                             << "at least one parameter";
    QTest::newRow("no draws") << "[sweep]\ncount = 0\n[parameters]\nreward.weight = [1]\n"
                              << "s.toml:2: sweep.count";
    QTest::newRow("no toml") << "[parameters\n"
                             << "s.toml:1: ";
    QTest::newRow("text as number") << "[parameters]\nreward.weight = [\"much\"]\n"
                                    << "s.toml:2: reward.weight: ";
    QTest::newRow("range of text") << "[parameters]\ntraining.objective = {min = 0, max = 1}\n"
                                   << "is no number";
  }
  void problemsNameLineKeyAndWhatIsExpected() {
    QFETCH(QString, text);
    QFETCH(QString, expected);
    const auto said = QString::fromStdString(refusal([&] { read_sweep(text.toStdString(), "s.toml"); }));
    QVERIFY2(said.contains(expected), qPrintable(said));
  }

  void aRecipeThatCannotRunNamesTheValues() {
    const auto sweep = read_sweep(
        "[parameters]\ntraining.objective = [\"adversarial\", \"likelihood\"]\nreward.weight = [0.1]\n", "s");
    auto recipe = base();
    recipe.reset("models.clip");
    const auto said = refusal([&] { expand_sweep(sweep, recipe); });
    QVERIFY2(said.starts_with("with objective=adversarial, weight=0.1 the recipe cannot run: "), said.c_str());
  }

  void tooManyRunsAreRefusedBeforeTheyAreMade() {
    auto sweep = read_sweep(whole, "s.toml");
    sweep.count = std::numeric_limits<std::int64_t>::max();
    QVERIFY(refusal([&] { expand_sweep(sweep, base()); }).find("at most 10000 are allowed") != std::string::npos);
    sweep.count = 3;
    sweep.axes.push_back(sweep.axes[1]);
    QVERIFY(refusal([&] { expand_sweep(sweep, base()); }).find("reward.weight: is there twice.") != std::string::npos);
  }
};

QTEST_GUILESS_MAIN(TestSweep)
#include "tst_session_sweep.moc"
