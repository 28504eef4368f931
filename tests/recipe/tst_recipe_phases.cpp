// Recipes of chained phases: reading, writing, overriding, comparing, what is wrong in which phase.

#include <QTemporaryDir>
#include <QtTest>

#include "recipe/complaint.h"
#include "recipe/recipe.h"

using namespace vignette;

class TestRecipePhases : public QObject {
  Q_OBJECT

 private slots:
  void withoutPhasesThereIsOne();
  void phasesInherit();
  void everyMistakeIsNamedWithItsLine();
  void roundTrip();
  void pathsStartAtTheFile();
  void assignments();
  void problemsNameThePhase();
  void whatAnEarlierPhaseTrainsIsThere();
  void missingFilesOfAPhase();
  void differences();
  void stepsAddUp();
};

namespace {

constexpr const char* chain = R"(
[dataset]
train = "/data/train.json"
[models]
clip = "/models/clip"
[training]
batch_size = 16
max_steps = 100
[[phase]]
name = "initialise"
training.objective = "likelihood"
optimizer.learning_rate = 2e-5
[[phase]]
name = "adversarial"
training.max_steps = 300
[phase.reward]
weight = 0.25
)";

Recipe chained() {
  return Recipe::from_text(chain, "chain.toml");
}

}  // namespace

void TestRecipePhases::withoutPhasesThereIsOne() {
  Recipe recipe;
  recipe.set("training.objective", std::string("likelihood"));
  QVERIFY(!recipe.has_phases());
  QCOMPARE(recipe.phases().size(), std::size_t{1});
  QCOMPARE(recipe.phases().front().name, std::string("likelihood"));
  QVERIFY(recipe.phases().front().recipe == recipe);
}

void TestRecipePhases::phasesInherit() {
  const auto recipe = chained();
  QVERIFY(recipe.has_phases());
  const auto phases = recipe.phases();
  QCOMPARE(phases.size(), std::size_t{2});
  QCOMPARE(phases[0].name, std::string("initialise"));
  QCOMPARE(phases[0].recipe.text("training.objective"), std::string("likelihood"));
  QCOMPARE(phases[0].recipe.real("optimizer.learning_rate"), 2e-5);
  QCOMPARE(phases[0].recipe.integer("training.max_steps"), std::int64_t{100});
  QCOMPARE(phases[1].name, std::string("adversarial"));
  QCOMPARE(phases[1].recipe.text("training.objective"), std::string("adversarial"));
  QCOMPARE(phases[1].recipe.real("optimizer.learning_rate"), 1e-5);
  QCOMPARE(phases[1].recipe.integer("training.max_steps"), std::int64_t{300});
  QCOMPARE(phases[1].recipe.real("reward.weight"), 0.25);
  for (const auto& phase : phases) {
    QVERIFY(!phase.recipe.has_phases());
    QCOMPARE(phase.recipe.integer("training.batch_size"), std::int64_t{16});
    QVERIFY(phase.recipe.is_set("training.batch_size"));
  }
  QCOMPARE(recipe.real("phase.adversarial.reward.weight"), 0.25);
  QCOMPARE(recipe.real("reward.weight"), 0.5);
  QVERIFY(recipe.is_set("phase.adversarial.reward.weight"));
  QVERIFY(!recipe.is_set("phase.initialise.training.batch_size"));
  QCOMPARE(recipe.text("phase"), std::string("initialise, adversarial"));
}

void TestRecipePhases::everyMistakeIsNamedWithItsLine() {
  const auto what = complaint([] {
    Recipe::from_text(
        "[[phase]]\nname = \"a\"\ntraining.sead = 1\ndevice = \"cpu\"\n[[phase]]\nname = \"a\"\n[[phase]]\n"
        "training.seed = 1\n[[phase]]\nname = \"b c\"\n[[phase]]\nname = \"d\"\n[phase.training]\nseed = -1\n",
        "my.toml");
  });
  QCOMPARE(QString::fromStdString(what),
           QStringLiteral("my.toml:3: training.sead: there is no such key. Did you mean training.seed?\n"
                          "my.toml:4: phase.a.device: is for the whole run; set it above the phases.\n"
                          "my.toml:5: phase: there are two of the name \"a\".\n"
                          "my.toml:7: phase: needs a name in quotes.\n"
                          "my.toml:9: phase: \"b c\" is no name; take letters, digits, - and _.\n"
                          "my.toml:14: phase.d.training.seed: Expected a whole number, 0 or more, got -1."));
  for (const char* wrong : {"phase = 1", "[phase]\nname = \"a\"", "phase = [1, 2]"})
    QVERIFY2(complaint([&] { Recipe::from_text(wrong, "x"); }).find("[[phase]]") != std::string::npos, wrong);
}

void TestRecipePhases::roundTrip() {
  const auto recipe = chained();
  const auto text = recipe.to_toml();
  QCOMPARE(QString::fromStdString(text),
           QStringLiteral("[dataset]\ntrain = \"/data/train.json\"\n\n[models]\nclip = \"/models/clip\"\n\n"
                          "[training]\nmax_steps = 100\nbatch_size = 16\n\n"
                          "[[phase]]\nname = \"initialise\"\ntraining.objective = \"likelihood\"\n"
                          "optimizer.learning_rate = 2e-5\n\n"
                          "[[phase]]\nname = \"adversarial\"\ntraining.max_steps = 300\nreward.weight = 0.25\n"));
  QVERIFY(Recipe::from_text(text, "again") == recipe);
  const auto resolved = Recipe::from_text(recipe.to_toml(true), "resolved");
  QVERIFY(resolved.phase_changes() == recipe.phase_changes());
  for (const char* phase : {"", "phase.initialise.", "phase.adversarial."})
    for (const auto& parameter : parameter_table()) {
      const auto key = phase + std::string(parameter.key);
      QVERIFY2(resolved.value(key) == recipe.value(key), key.c_str());
    }
  Recipe bare;
  bare.add_phase("only");
  QCOMPARE(bare.to_toml(), std::string("[[phase]]\nname = \"only\"\n"));
  QVERIFY(Recipe::from_text(bare.to_toml(), "bare") == bare);
  QVERIFY(!(bare == Recipe()));
}

void TestRecipePhases::pathsStartAtTheFile() {
  const auto recipe = Recipe::from_text("[[phase]]\nname = \"a\"\ncorpus.path = \"texts/c.txt\"\n", "t", "/folder");
  QCOMPARE(recipe.text("phase.a.corpus.path"), std::string("/folder/texts/c.txt"));
}

void TestRecipePhases::assignments() {
  auto recipe = chained();
  recipe.set_assignment("phase.adversarial.training.max_steps=7");
  recipe.set_assignment("optimizer.learning_rate=1e-3");
  QCOMPARE(recipe.phases()[1].recipe.integer("training.max_steps"), std::int64_t{7});
  QCOMPARE(recipe.phases()[0].recipe.real("optimizer.learning_rate"), 2e-5);
  QCOMPARE(recipe.phases()[1].recipe.real("optimizer.learning_rate"), 1e-3);
  recipe.reset("phase.adversarial.training.max_steps");
  QCOMPARE(recipe.phases()[1].recipe.integer("training.max_steps"), std::int64_t{100});
  const auto unknown = complaint([&] { recipe.set_assignment("phase.scst.training.seed=1"); });
  QCOMPARE(unknown,
           std::string("phase.scst.training.seed: there is no such phase; the recipe has initialise, adversarial."));
  QVERIFY(complaint([] { Recipe().set_assignment("phase.a.training.seed=1"); }).find("no phases") != std::string::npos);
  recipe.set_assignment("phase.initialise.training.seed=1");
  recipe.set_assignment("training.seed=2");  // one phase still takes it
  recipe.set_assignment("phase.adversarial.training.seed=3");
  const auto useless = complaint([&] { recipe.set_assignment("training.seed=4"); });
  QVERIFY2(useless.find("phase.adversarial.training.seed=4") != std::string::npos, useless.c_str());
}

void TestRecipePhases::problemsNameThePhase() {
  auto recipe = chained();
  QCOMPARE(recipe.problems(), std::vector<std::string>());
  recipe.set_assignment("phase.adversarial.training.samples_per_image=1");
  recipe.set_assignment("reward.baseline=sample");
  QCOMPARE(recipe.problems().size(), std::size_t{1});
  QVERIFY2(recipe.problems()[0].starts_with("phase.adversarial.training.samples_per_image: "),
           recipe.problems()[0].c_str());
  recipe = chained();
  recipe.set_assignment("models.clip=");
  QCOMPARE(recipe.problems().size(), std::size_t{1});  // both lack it: said once, where it is set
  QVERIFY2(recipe.problems()[0].starts_with("models.clip: "), recipe.problems()[0].c_str());
}

void TestRecipePhases::whatAnEarlierPhaseTrainsIsThere() {
  auto recipe = Recipe::from_text(
      "dataset.train = \"/t\"\n[[phase]]\nname = \"clip\"\ntraining.objective = \"contrastive\"\n[[phase]]\nname = "
      "\"start\"\ntraining.objective = \"likelihood\"\n[[phase]]\nname = \"adversarial\"\n",
      "three");
  QCOMPARE(recipe.problems(), std::vector<std::string>());
  // The captioner is made in the second phase: only there do its sizes matter.
  recipe.set_assignment("language_model.n_embd=130");
  QCOMPARE(recipe.problems().size(), std::size_t{1});
  QVERIFY2(recipe.problems()[0].starts_with("phase.start.language_model.n_embd: "), recipe.problems()[0].c_str());
}

void TestRecipePhases::missingFilesOfAPhase() {
  Recipe recipe;
  recipe.add_phase("a");
  recipe.set("phase.a.corpus.path", std::string("/nowhere/c.txt"));
  QCOMPARE(recipe.missing_files(),
           std::vector<std::string>{"phase.a.corpus.path: /nowhere/c.txt does not exist; correct the path."});
}

void TestRecipePhases::differences() {
  const auto recipe = chained();
  auto other = recipe;
  QVERIFY(recipe.differences(other).empty());
  other.set_assignment("phase.adversarial.reward.weight=0.75");
  other.set_assignment("training.batch_size=8");
  QCOMPARE(recipe.differences(other),
           (std::vector<std::string>{"training.batch_size", "phase.adversarial.reward.weight"}));
  other.add_phase("self-critical");
  QCOMPARE(other.differences(recipe),
           (std::vector<std::string>{"training.batch_size", "phase", "phase.adversarial.reward.weight"}));
  QCOMPARE(Recipe().differences(recipe).back(), std::string("phase"));
}

void TestRecipePhases::stepsAddUp() {
  auto recipe = chained();
  QCOMPARE(step_limit(recipe), std::optional<std::int64_t>(400));
  recipe.set_assignment("training.max_steps=0");
  QCOMPARE(step_limit(recipe), std::optional<std::int64_t>());
  QCOMPARE(step_limit(Recipe::from_text("training.max_steps = 5", "t")), std::optional<std::int64_t>(5));
}

QTEST_APPLESS_MAIN(TestRecipePhases)
#include "tst_recipe_phases.moc"
