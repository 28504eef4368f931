// Recipes that come with the program: each reads, runs, holds its paper's numbers; lessons have their pages.

#include <QTest>
#include <map>

#include "session/presets.h"

using namespace vignette;

namespace {

/// The numbers of each preset, as its paper and code have them (reference.md sections 2 and 3).
const std::map<std::string, std::vector<const char*>> expected = {
    {"cgtgan",
     {"training.objective=adversarial",
      "training.epochs=50",
      "training.batch_size=64",
      "training.samples_per_image=5",
      "mapper.kind=transformer",
      "mapper.num_layers=4",
      "mapper.prefix_length=10",
      "optimizer.learning_rate=1e-5",
      "optimizer.discriminator_learning_rate=1e-5",
      "optimizer.weight_decay=0.05",
      "optimizer.epsilon=1e-8",
      "optimizer.warmup_steps=150",
      "optimizer.discriminator_warmup_steps=0",
      "optimizer.clip_norm=1",
      "reward.target=paired",
      "reward.weight=0.5",
      "reward.start_step=150",
      "reward.ramp_steps=2350",
      "reward.cosine_weight=0.5",
      "reward.clip_weight=0",
      "reward.baseline=greedy",
      "decoding.max_length=20",
      "training.seed=0"}},
    {"cgtgan-unpaired",
     {"reward.target=aggregated", "corpus.temperature=100", "corpus.cleaning=coco", "reward.weight=0.5",
      "reward.ramp_steps=2350", "optimizer.learning_rate=1e-5", "mapper.num_layers=4"}},
    {"cgtgan-full",
     {"phase=initialise, adversarial", "phase.initialise.training.objective=likelihood",
      "phase.initialise.likelihood.source=text", "phase.initialise.optimizer.learning_rate=2e-5",
      "phase.initialise.optimizer.warmup_steps=5000", "phase.initialise.optimizer.epsilon=1e-6",
      "phase.initialise.training.batch_size=16", "phase.initialise.training.epochs=1",
      "phase.adversarial.training.objective=adversarial", "phase.adversarial.training.batch_size=64",
      "phase.adversarial.training.epochs=50", "phase.adversarial.optimizer.learning_rate=1e-5",
      "phase.adversarial.optimizer.epsilon=1e-8", "phase.adversarial.optimizer.warmup_steps=150",
      "phase.adversarial.reward.target=aggregated", "phase.adversarial.reward.weight=0.5",
      "phase.adversarial.reward.start_step=150", "phase.adversarial.reward.ramp_steps=2350"}},
    {"likelihood",
     {"training.objective=likelihood", "likelihood.source=text", "likelihood.normalize_prefix=false",
      "optimizer.learning_rate=2e-5", "optimizer.schedule=constant", "optimizer.warmup_steps=5000",
      "optimizer.weight_decay=0.05", "optimizer.epsilon=1e-6", "training.batch_size=16", "training.epochs=1"}},
    {"clipcap-mlp",
     {"training.objective=likelihood", "likelihood.source=image", "mapper.kind=mlp", "mapper.prefix_length=10",
      "optimizer.learning_rate=2e-5", "optimizer.schedule=linear", "optimizer.warmup_steps=5000",
      "optimizer.weight_decay=0", "optimizer.epsilon=1e-6", "training.batch_size=40", "training.epochs=10",
      "training.freeze_language_model=false", "decoding.max_length=67"}},
    {"clipcap-transformer",
     {"mapper.kind=transformer", "mapper.num_layers=8", "mapper.clip_length=10", "mapper.prefix_length=10",
      "training.freeze_language_model=true", "optimizer.learning_rate=2e-5", "training.batch_size=40"}},
    {"capdec",
     {"training.objective=likelihood", "likelihood.source=text", "likelihood.noise=gaussian",
      "likelihood.noise_variance=0.016", "likelihood.normalize_prefix=true", "likelihood.modality_offset=none"}},
    {"clip-gpt",
     {"mapper.kind=encoder", "mapper.prefix_length=4", "mapper.num_layers=6", "mapper.num_heads=16",
      "mapper.mlp_ratio=4", "mapper.dropout=0.1", "training.language_model_freezing=middle", "decoding.max_length=40",
      "likelihood.source=image"}},
    {"cross-attention",
     {"mapper.kind=cross_attention", "optimizer.learning_rate=1e-4", "training.accumulation=4",
      "likelihood.paired=random", "likelihood.source=image", "early_stopping.patience=5", "evaluation.metric=loss"}},
    {"contrastive", {"training.objective=contrastive", "contrastive.logit_scale=100"}},
    {"self-critical",
     {"training.objective=adversarial", "critic.on=false", "reward.baseline=greedy", "reward.target=paired",
      "reward.cider_weight=1", "reward.clip_score_weight=0", "optimizer.learning_rate=1e-5"}},
    {"lesson-collapse", {"reward.weight=0", "critic.on=true"}},
    {"lesson-critic", {"reward.weight=0", "critic.on=true"}},
    {"lesson-hacking", {"critic.on=false", "reward.clip_weight=1"}}};

std::string shown(const Recipe& recipe, const std::string& key) {
  return format_value(recipe.value(key));
}

}  // namespace

class SessionPresetsTest : public QObject {
  Q_OBJECT

 private slots:
  void every_preset_can_run_data() {
    QTest::addColumn<QString>("name");
    for (const auto& preset : recipe_presets())
      QTest::newRow(preset.name.c_str()) << QString::fromStdString(preset.name);
  }

  void every_preset_can_run() {
    QFETCH(QString, name);
    const auto* preset = find_preset(name.toStdString());
    QVERIFY(preset);
    QVERIFY2(preset->description.size() > 20 && preset->description.ends_with('.'), preset->description.c_str());
    auto recipe = Recipe::from_text(preset->toml, preset->name, "/demo");  // throws for an unknown key
    QVERIFY(Recipe::from_text(recipe.to_toml(), "again") == recipe);
    if (!preset->of_demo) {
      QVERIFY2(preset->toml.find("arXiv") != preset->toml.npos, "names its paper");
      recipe.set("dataset.train", std::string("/data/train.json"));
      if (recipe.text("training.objective") != "contrastive") recipe.set("models.clip", std::string("/models/clip"));
    }
    const auto problems = recipe.problems();
    QVERIFY2(problems.empty(), problems.empty() ? "" : problems.front().c_str());
  }

  void numbers_are_those_of_the_papers() {
    for (const auto& [name, lines] : expected) {
      const auto* preset = find_preset(name);
      QVERIFY2(preset, name.c_str());
      const auto recipe = Recipe::from_text(preset->toml, name, preset->of_demo ? "/demo" : "");
      for (const std::string line : lines) {
        const auto key = line.substr(0, line.find('='));
        QVERIFY2(key + '=' + shown(recipe, key) == line, (name + ": " + line + ", not " + shown(recipe, key)).c_str());
      }
    }
  }

  void the_full_chain_is_the_two_presets_in_a_row() {
    const auto phases = Recipe::from_text(find_preset("cgtgan-full")->toml, "full").phases();
    const auto compare = [](const Recipe& phase, const char* preset) {
      std::string differing;
      for (const auto& key : phase.differences(Recipe::from_text(find_preset(preset)->toml, preset)))
        differing += key + ' ';
      return differing;
    };
    QCOMPARE(compare(phases[0].recipe, "likelihood"), std::string());
    QCOMPARE(compare(phases[1].recipe, "cgtgan-unpaired"), std::string());
  }

  void lessons_have_pages_and_start_in_the_demo() {
    int lessons = 0;
    for (const auto& preset : recipe_presets()) {
      if (!preset.of_demo) continue;
      ++lessons;
      QVERIFY2(preset.description.starts_with("Lesson: "), preset.description.c_str());
      const auto recipe = Recipe::from_text(preset.toml, preset.name, "/demo");
      QCOMPARE(recipe.text("models.captioner"), std::string("/demo/models/captioner"));
      QVERIFY(recipe.text("name").starts_with("lesson: "));
      const auto page = help_page(preset.name);
      QVERIFY2(page.starts_with("# "), preset.name.c_str());
      for (const char* part : {"## Do this", "## What you will see", "## Why", "## Mend it", "val/CIDEr"})
        QVERIFY2(page.find(part) != page.npos, part);
    }
    QCOMPARE(lessons, 3);
    QVERIFY(help_page("cgtgan-none").empty());
    QVERIFY(!find_preset("none"));
  }

  void descriptions_end_with_the_first_sentence() {
    QCOMPARE(recipe_description("# One thing\n# and another. More.\n\nname = \"x\"\n"),
             std::string("One thing and another."));
    QCOMPARE(recipe_description("# Only this\n#\n# not this\n"), std::string("Only this"));
    QCOMPARE(recipe_description("name = \"x\"\n"), std::string());
  }
};

QTEST_APPLESS_MAIN(SessionPresetsTest)
#include "tst_session_presets.moc"
