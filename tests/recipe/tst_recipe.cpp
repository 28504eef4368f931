// Recipes: reading with places in errors, writing, overriding, comparing, combinations, presets.

#include <QTemporaryDir>
#include <QtTest>

#include "recipe/complaint.h"
#include "recipe/recipe.h"

using namespace vignette;

class TestRecipe : public QObject {
  Q_OBJECT

 private slots:
  void defaultsStand();
  void readsToml();
  void relativePathsStartAtTheFile();
  void everyMistakeIsNamedWithItsLine();
  void brokenTomlNamesItsLine();
  void unreadableFile();
  void roundTrip();
  void oddTextSurvives();
  void assignments();
  void unknownKeysNameTheNearest_data();
  void unknownKeysNameTheNearest();
  void wrongTypesAreProgramErrors();
  void differencesInTableOrder();
  void combinations_data();
  void combinations();
  void missingFilesAreNamed();
  void presets_data();
  void presets();
};

namespace {

/// Enough set for no problem.
Recipe sound() {
  Recipe recipe;
  recipe.set("dataset.train", std::string("/data/train.json"));
  recipe.set("models.clip", std::string("/models/clip"));
  return recipe;
}

}  // namespace

void TestRecipe::defaultsStand() {
  const Recipe recipe;
  QCOMPARE(recipe.real("optimizer.learning_rate"), 1e-5);
  QCOMPARE(recipe.integer("training.samples_per_image"), std::int64_t{5});
  QCOMPARE(recipe.real("training.samples_per_image"), 5.0);
  QCOMPARE(recipe.real("optimizer.weight_decay"), 0.05);
  QCOMPARE(recipe.integer("reward.start_step") + recipe.integer("reward.ramp_steps"), std::int64_t{2500});
  QCOMPARE(recipe.text("reward.baseline"), std::string("greedy"));
  QVERIFY(recipe.boolean("critic.on"));
  QVERIFY(!recipe.is_set("critic.on"));
  QCOMPARE(recipe.to_toml(), std::string());
  QVERIFY(recipe == Recipe::from_text("", "empty"));
}

void TestRecipe::readsToml() {
  const auto recipe = Recipe::from_text(R"(
name = "first"
device = "cpu"
[training]
epochs = 3
shuffle = false
[optimizer]
learning_rate = 2e-4
clip_norm = 1        # a whole number where a real is wanted
[reward]
baseline = "sample"
)",
                                        "test");
  QCOMPARE(recipe.text("name"), std::string("first"));
  QCOMPARE(recipe.integer("training.epochs"), std::int64_t{3});
  QVERIFY(!recipe.boolean("training.shuffle"));
  QCOMPARE(recipe.real("optimizer.learning_rate"), 2e-4);
  QVERIFY(std::holds_alternative<double>(recipe.value("optimizer.clip_norm")));
  QCOMPARE(recipe.text("reward.baseline"), std::string("sample"));
  QVERIFY(recipe.is_set("training.epochs"));
  QVERIFY(Recipe::from_text("training.epochs = 3", "dotted").integer("training.epochs") == 3);
}

void TestRecipe::relativePathsStartAtTheFile() {
  QTemporaryDir folder;
  QFile file(folder.filePath("recipe.toml"));
  QVERIFY(file.open(QIODevice::WriteOnly));
  file.write(
      "name = \"a/b\"\n[dataset]\ntrain = \"annotations/../train.json\"\ntest = \"/abs/t.json\"\nvalidation = \"\"\n");
  file.close();
  const auto recipe = Recipe::from_file(file.fileName().toStdString());
  QCOMPARE(recipe.text("dataset.train"), folder.filePath("train.json").toStdString());
  QCOMPARE(recipe.text("dataset.test"), std::string("/abs/t.json"));
  QCOMPARE(recipe.text("dataset.validation"), std::string());
  QCOMPARE(recipe.text("name"), std::string("a/b"));
  QCOMPARE(Recipe::from_text("dataset.train = \"x.json\"", "text").path("dataset.train"),
           std::filesystem::path("x.json"));
}

void TestRecipe::everyMistakeIsNamedWithItsLine() {
  const auto what = complaint([] {
    Recipe::from_text(
        "[training]\nseed = -1\nepochs = \"ten\"\n\n[optimiser]\nlearning_rate = 1.0\n[captions]\nevery = [1]\n",
        "my.toml");
  });
  QCOMPARE(QString::fromStdString(what),
           QStringLiteral(
               "my.toml:2: training.seed: Expected a whole number, 0 or more, got -1.\n"
               "my.toml:3: training.epochs: Expected a whole number, 1 or more, got \"ten\".\n"
               "my.toml:6: optimiser.learning_rate: there is no such key. Did you mean optimizer.learning_rate?\n"
               "my.toml:8: captions.every: expected true, false, a number or text in quotes, got a list or a date."));
}

void TestRecipe::brokenTomlNamesItsLine() {
  const auto what = complaint([] { Recipe::from_text("a = 1\nb = \n", "my.toml"); });
  QVERIFY2(what.starts_with("my.toml:2: not TOML: "), what.c_str());
  QVERIFY(!complaint([] { Recipe::from_text("name = \"a\"\nname = \"b\"", "twice"); }).empty());
}

void TestRecipe::unreadableFile() {
  QTemporaryDir folder;
  const auto missing = folder.filePath("none.toml").toStdString();
  const auto what = complaint([&] { Recipe::from_file(missing); });
  QVERIFY2(what.starts_with(missing) && what.find("No such file") != std::string::npos, what.c_str());
  QVERIFY(complaint([&] { Recipe::from_file(folder.path().toStdString()); }).find("a folder") != std::string::npos);
}

void TestRecipe::roundTrip() {
  Recipe recipe = sound();
  recipe.set_text("optimizer.learning_rate", "0.00012345678901234567");
  recipe.set_text("training.shuffle", "false");
  recipe.set_text("reward.weight", "1");
  const auto text = recipe.to_toml();
  QVERIFY(Recipe::from_text(text, "again") == recipe);
  QCOMPARE(QString::fromStdString(text),
           QStringLiteral("[dataset]\ntrain = \"/data/train.json\"\n\n[models]\nclip = \"/models/clip\"\n\n"
                          "[training]\nshuffle = false\n\n[optimizer]\nlearning_rate = 0.00012345678901234567\n\n"
                          "[reward]\nweight = 1\n"));
  const auto resolved = Recipe::from_text(recipe.to_toml(true), "resolved");
  for (const auto& parameter : parameter_table()) {
    QVERIFY(resolved.is_set(parameter.key));
    QVERIFY(resolved.value(parameter.key) == recipe.value(parameter.key));
  }
  recipe.set_text("training.max_steps", "900");
  QVERIFY(!Recipe::from_text(recipe.to_toml(true), "by steps").is_set("training.epochs"));
  recipe.set_text("training.epochs", "7");
  QVERIFY(Recipe::from_text(recipe.to_toml(true), "by both").is_set("training.epochs"));
}

void TestRecipe::oddTextSurvives() {
  Recipe recipe;
  const std::string odd = "quote \" back \\ tab \t line \n bell \x07 \u00e4\u4e2d # = ]";
  recipe.set("name", odd);
  QCOMPARE(Recipe::from_text(recipe.to_toml(), "odd").text("name"), odd);
}

void TestRecipe::assignments() {
  Recipe recipe;
  recipe.set_assignment("training.seed=7");
  recipe.set_assignment("name=a=b");
  recipe.set_assignment("models.captioner=");
  QCOMPARE(recipe.integer("training.seed"), std::int64_t{7});
  QCOMPARE(recipe.text("name"), std::string("a=b"));
  QVERIFY(recipe.is_set("models.captioner"));
  recipe.reset("training.seed");
  QCOMPARE(recipe.integer("training.seed"), std::int64_t{0});
  QVERIFY(complaint([&] { recipe.set_assignment("training.seed"); }).find("key=value") != std::string::npos);
  QVERIFY(!complaint([&] { recipe.set_assignment("training.seed=x"); }).empty());
}

void TestRecipe::unknownKeysNameTheNearest_data() {
  QTest::addColumn<QString>("typed");
  QTest::addColumn<QString>("meant");
  QTest::newRow("letter") << "training.batchsize"
                          << "training.batch_size";
  QTest::newRow("British") << "optimiser.kind"
                           << "optimizer.kind";
  QTest::newRow("wrong group") << "training.learning_rate"
                               << "optimizer.learning_rate";
  QTest::newRow("no group") << "top_p"
                            << "decoding.top_p";
  QTest::newRow("plural") << "model.clip"
                          << "models.clip";
}

void TestRecipe::unknownKeysNameTheNearest() {
  QFETCH(QString, typed);
  QFETCH(QString, meant);
  Recipe recipe;
  const auto what = QString::fromStdString(complaint([&] { recipe.set_text(typed.toStdString(), "1"); }));
  QCOMPARE(what, typed + ": there is no such key. Did you mean " + meant + "?");
}

void TestRecipe::wrongTypesAreProgramErrors() {
  const Recipe recipe;
  QVERIFY_EXCEPTION_THROWN((void)recipe.boolean("training.seed"), std::logic_error);
  QVERIFY_EXCEPTION_THROWN((void)recipe.integer("reward.weight"), std::logic_error);
  QVERIFY_EXCEPTION_THROWN((void)recipe.text("reward.weight"), std::logic_error);
  QVERIFY_EXCEPTION_THROWN((void)recipe.real("name"), std::logic_error);
  QVERIFY_EXCEPTION_THROWN((void)recipe.value("none.such"), RecipeError);
}

void TestRecipe::differencesInTableOrder() {
  Recipe a, b;
  a.set_text("reward.weight", "0.25");
  b.set_text("training.seed", "3");
  b.set_text("reward.clip_weight", "0");  // set, but to its default
  QCOMPARE(a.differences(b), (std::vector<std::string>{"training.seed", "reward.weight"}));
  QVERIFY(a.differences(a).empty());
}

void TestRecipe::combinations_data() {
  QTest::addColumn<QStringList>("set");
  QTest::addColumn<QString>("key");  // empty: no problem
  const auto row = [](const char* name, const QStringList& set, const char* key) { QTest::newRow(name) << set << key; };
  row("sound", {}, "");
  row("no images", {"dataset.train="}, "dataset.train");
  row("text needs no images", {"dataset.train=", "training.objective=likelihood", "corpus.path=/c.txt"}, "");
  row("text needs captions", {"dataset.train=", "training.objective=likelihood"}, "corpus.path");
  row("likelihood on images", {"dataset.train=", "training.objective=likelihood", "likelihood.source=image"},
      "dataset.train");
  row("no CLIP", {"models.clip="}, "models.clip");
  row("contrastive makes one", {"models.clip=", "training.objective=contrastive"}, "");
  row("one sample", {"training.samples_per_image=1", "reward.baseline=sample"}, "training.samples_per_image");
  row("tf32 on a processor", {"device=cpu", "training.tf32=true"}, "training.tf32");
  row("exponential to nothing", {"optimizer.schedule=exponential"}, "optimizer.minimum_learning_rate_factor");
  row("heads", {"language_model.n_embd=130"}, "language_model.n_embd");
  row("heads of a model not made", {"language_model.n_embd=130", "models.captioner=/c"}, "");
  row("critic's heads", {"discriminator.hidden_size=130"}, "discriminator.hidden_size");
  row("no critic", {"discriminator.hidden_size=130", "critic.on=false"}, "");
  row("long captions", {"decoding.max_length=120"}, "language_model.n_positions");
  row("patches", {"models.clip=", "training.objective=contrastive", "clip.patch_size=7"}, "clip.image_size");
  row("splits", {"dataset.validation_fraction=0.6", "dataset.test_fraction=0.5"}, "dataset.validation_fraction");
  row("oftener and more rarely", {"critic.steps=2", "critic.every=2"}, "critic.every");
  row("divergence through sampling", {"training.sampling=through_sampling", "policy.kl_weight=0.1"},
      "policy.kl_weight");
  row("encoder's lead", {"mapper.kind=encoder", "decoding.max_length=118"}, "language_model.n_positions");
  row("prefix alone fits", {"decoding.max_length=118"}, "");
  row("cross-attention has no prefix", {"mapper.kind=cross_attention", "decoding.max_length=127", "critic.on=false"},
      "");
  row("noise on embeddings of any length", {"training.objective=likelihood", "likelihood.noise=gaussian"},
      "likelihood.noise");
  row("noise on images",
      {"training.objective=likelihood", "likelihood.source=image", "likelihood.normalize_prefix=true",
       "likelihood.noise=gaussian"},
      "likelihood.noise");
  row("offset without a file",
      {"training.objective=likelihood", "likelihood.normalize_prefix=true", "likelihood.modality_offset=file"},
      "likelihood.modality_offset_file");
  row("offset of no images",
      {"training.objective=likelihood", "likelihood.normalize_prefix=true", "likelihood.modality_offset=dataset",
       "dataset.train=", "corpus.path=/c.txt"},
      "likelihood.modality_offset");
  row("pooled features of images",
      {"models.image_features=pooled", "training.objective=likelihood", "likelihood.source=image"}, "");
  row("pooled features beside texts", {"models.image_features=pooled", "training.objective=likelihood"},
      "models.image_features");
  row("pooled features in rewards", {"models.image_features=pooled"}, "models.image_features");
  row("CapDec",
      {"training.objective=likelihood", "likelihood.normalize_prefix=true", "likelihood.noise=uniform_ball",
       "likelihood.modality_offset=dataset"},
      "");
  row("critic only without critic", {"critic.on=false", "reward.discriminator_only_steps=5"},
      "reward.discriminator_only_steps");
  row("no words", {"reward.words_weight=2"}, "reward.words");
  row("words", {"reward.words_weight=2", "reward.words=red"}, "");
  row("no command", {"reward.command_weight=-1"}, "reward.command");
  row("command", {"reward.command_weight=-1", "reward.command=cat"}, "");
  row("nothing is rewarded", {"critic.on=false", "reward.clip_score_weight=0"}, "reward.clip_score_weight");
  row("the critic alone", {"reward.clip_score_weight=0"}, "");
  row("CIDEr alone", {"critic.on=false", "reward.clip_score_weight=0", "reward.cider_weight=1"}, "");
}

void TestRecipe::combinations() {
  QFETCH(QStringList, set);
  QFETCH(QString, key);
  auto recipe = sound();
  for (const auto& assignment : set) recipe.set_assignment(assignment.toStdString());
  const auto problems = recipe.problems();
  if (key.isEmpty()) {
    QVERIFY2(problems.empty(), problems.empty() ? "" : problems.front().c_str());
    return;
  }
  QVERIFY(!problems.empty());
  QVERIFY2(problems.front().starts_with(key.toStdString() + ": "), problems.front().c_str());
}

void TestRecipe::missingFilesAreNamed() {
  const QTemporaryDir folder;
  Recipe recipe;
  recipe.set("dataset.train", folder.path().toStdString());
  recipe.set("dataset.cache", std::string("/nowhere/cache"));
  QVERIFY(recipe.missing_files().empty());
  recipe.set("models.clip", std::string("/nowhere/clip"));
  QCOMPARE(recipe.missing_files().size(), std::size_t{1});
  QCOMPARE(recipe.missing_files().front(), std::string("models.clip: /nowhere/clip does not exist; correct the path."));
}

void TestRecipe::presets_data() {
  QTest::addColumn<QString>("file");
  const QDir folder(QStringLiteral(VIGNETTE_SOURCE_DIR "/resources/recipes"));
  for (const auto& name : folder.entryList({"*.toml"})) QTest::newRow(qPrintable(name)) << folder.filePath(name);
  for (const char* name :
       {"cgtgan.toml", "cgtgan-unpaired.toml", "likelihood.toml", "contrastive.toml", "self-critical.toml"})
    QVERIFY2(folder.exists(name), name);
}

void TestRecipe::presets() {
  QFETCH(QString, file);
  QFile text(file);
  QVERIFY(text.open(QIODevice::ReadOnly));
  const auto content = QString::fromUtf8(text.readAll());
  QVERIFY2(content.startsWith("# ") && content.contains("arXiv"), "names its paper");
  auto recipe = Recipe::from_file(file.toStdString());
  recipe.set("dataset.train", std::string("/data/train.json"));
  if (recipe.text("training.objective") != "contrastive") recipe.set("models.clip", std::string("/models/clip"));
  const auto problems = recipe.problems();
  QVERIFY2(problems.empty(), problems.empty() ? "" : problems.front().c_str());
}

QTEST_APPLESS_MAIN(TestRecipe)
#include "tst_recipe.moc"
