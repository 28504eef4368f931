// Whole runs of the encoder and cross-attention captioners, of text-only training, and of the paired choices.

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <fstream>
#include <memory>

#include "training/image_encoders.h"
#include "training/run_fixture.h"

using namespace vignette;

namespace {

const std::initializer_list<const char*> kEncoder = {
    "mapper.kind=encoder",     "mapper.num_layers=2",      "mapper.num_heads=4",
    "likelihood.source=image", "language_model.n_layer=3", "training.language_model_freezing=middle"};
const std::initializer_list<const char*> kCrossAttention = {"mapper.kind=cross_attention", "likelihood.source=image",
                                                            "likelihood.paired=random",    "training.accumulation=2",
                                                            "evaluation.metric=loss",      "early_stopping.patience=5"};
const std::initializer_list<const char*> kCapDec = {"likelihood.normalize_prefix=true", "likelihood.noise=gaussian",
                                                    "likelihood.modality_offset=dataset",
                                                    "corpus.rebalance_gender=both"};

}  // namespace

class TestCaptionerRuns : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir folder_;
  std::unique_ptr<TinyWorld> world_;

  Recipe likelihood(std::initializer_list<const char*> lines, std::int64_t steps) {
    auto recipe = world_->recipe("likelihood");
    recipe.set("models.clip", world_->clip().string());
    recipe.set("training.max_steps", steps);
    recipe.set("evaluation.every", steps);
    recipe.set("captions.every", steps);
    for (const auto* line : lines) recipe.set_assignment(line);
    return recipe;
  }

  FinishedRun done(const Recipe& recipe) {
    auto finished = run(recipe, {world_->fresh_run(), {}, {}});
    if (!finished.failure.empty()) qWarning("%s", finished.failure.c_str());
    return finished;
  }

  static void kinds() {
    QTest::addColumn<QStringList>("lines");
    const auto row = [](const char* name, std::initializer_list<const char*> lines) {
      QStringList list;
      for (const auto* line : lines) list << line;
      QTest::newRow(name) << list;
    };
    row("encoder", kEncoder);
    row("cross_attention", kCrossAttention);
    row("capdec", kCapDec);
    row("uniform_ball", {"likelihood.normalize_prefix=true", "likelihood.noise=uniform_ball"});
  }

 private slots:
  void initTestCase() { world_ = std::make_unique<TinyWorld>(folder_.path().toStdString()); }

  void likelihood_learns_data() { kinds(); }
  void likelihood_learns() {
    QFETCH(QStringList, lines);
    auto recipe = likelihood({}, 60);
    for (const auto& line : lines) recipe.set_assignment(line.toStdString());
    const auto finished = done(recipe);
    QCOMPARE(QString::fromStdString(finished.failure), QString());
    const auto loss = finished.observer.series("loss");
    QVERIFY2(loss.back() < 0.75 * loss.front(), qPrintable(QString("%1 -> %2").arg(loss.front()).arg(loss.back())));
    QVERIFY(!finished.observer.all<CaptionEvent>().empty());
    QVERIFY(!finished.bytes("final", "captioner.json").empty());
  }

  /// Encoders whose features no text shares: captions are stored without CLIP's scores, all else goes on as ever.
  void images_alone_teach_data() {
    QTest::addColumn<QStringList>("lines");
    QTest::newRow("pooled") << QStringList{"models.image_features=pooled", "mapper.kind=encoder", "mapper.num_heads=4",
                                           "mapper.num_layers=1"};
    QTest::newRow("BLIP") << QStringList{"models.clip=" + folder_.filePath("blip/model.safetensors"),
                                         "mapper.kind=cross_attention", "language_model.n_embd=64"};
  }
  void images_alone_teach() {
    QFETCH(QStringList, lines);
    std::filesystem::create_directories(folder_.filePath("blip").toStdString());
    write_blip(folder_.filePath("blip/model.safetensors").toStdString());
    auto recipe = likelihood({"likelihood.source=image"}, 40);
    for (const auto& line : lines) recipe.set_assignment(line.toStdString());
    const auto finished = done(recipe);
    QCOMPARE(QString::fromStdString(finished.failure), QString());
    const auto loss = finished.observer.series("loss");
    QVERIFY2(loss.back() < 0.85 * loss.front(), qPrintable(QString("%1 -> %2").arg(loss.front()).arg(loss.back())));
    const auto captions = finished.observer.all<CaptionEvent>();
    QVERIFY(!captions.empty());
    for (const auto& event : captions)
      for (const auto& caption : event.records) {
        QVERIFY(caption.scores.contains("log_probability"));
        QVERIFY(!caption.scores.contains("clip") && !caption.scores.contains("reward"));
      }
    const bool pooled = QTest::currentDataTag() == QLatin1String("pooled");
    QVERIFY(finished.bytes("final", "captioner.json").find(pooled ? "\"pooled\"" : "\"projected\"") !=
            std::string::npos);
  }

  void rewards_of_blip_say_what_they_lack() {
    write_blip(folder_.filePath("blip.safetensors").toStdString());
    auto recipe = world_->adversarial();
    recipe.set("models.captioner", std::string());
    recipe.set("models.clip", folder_.filePath("blip.safetensors").toStdString());
    const auto failure = run(recipe, {world_->fresh_run(), {}, {}}).failure;
    QVERIFY2(failure.find("is BLIP's image encoder") != std::string::npos, failure.c_str());
  }

  void resume_is_exact_data() { kinds(); }
  void resume_is_exact() {
    QFETCH(QStringList, lines);
    auto recipe = likelihood({}, 8);
    for (const auto& line : lines) recipe.set_assignment(line.toStdString());
    const auto whole = done(recipe);
    QCOMPARE(QString::fromStdString(whole.failure), QString());
    const auto resumed = run_in_two(recipe, world_->fresh_run(), 3);
    QCOMPARE(QString::fromStdString(resumed.rest.failure), QString());
    QVERIFY(resumed.steps() == whole.observer.steps());
    const auto expected = whole.bytes("final", "training.safetensors");
    QVERIFY(!expected.empty());
    QCOMPARE(resumed.rest.bytes("final", "training.safetensors"), expected);
  }

  void a_critic_trains_every_kind_data() {
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("sampling");
    QTest::newRow("encoder") << "encoder"
                             << "two_pass";
    QTest::newRow("cross_attention") << "cross_attention"
                                     << "two_pass";
    QTest::newRow("through sampling") << "cross_attention"
                                      << "through_sampling";
  }
  void a_critic_trains_every_kind() {
    QFETCH(QString, kind);
    QFETCH(QString, sampling);
    auto recipe = world_->adversarial();
    recipe.reset("models.captioner");
    recipe.set("mapper.kind", kind.toStdString());
    recipe.set("training.sampling", sampling.toStdString());
    for (const auto* line : {"mapper.num_heads=4", "mapper.num_layers=1", "reward.target=paired",
                             "reward.paired=random", "training.max_steps=3"})
      recipe.set_assignment(line);
    const auto finished = done(recipe);
    QCOMPARE(QString::fromStdString(finished.failure), QString());
    for (const double norm : finished.observer.series("grad_norm/generator")) QVERIFY(norm > 0);
  }

  void paired_choices_differ() {
    std::map<std::string, std::vector<double>> rewards;
    for (const std::string choice : {"mean", "one", "random"}) {
      auto recipe = world_->adversarial();
      for (const auto* line : {"reward.target=paired", "training.max_steps=2", "evaluation.every=0"})
        recipe.set_assignment(line);
      recipe.set("reward.paired", choice);
      const auto finished = done(recipe);
      QCOMPARE(QString::fromStdString(finished.failure), QString());
      rewards[choice] = finished.observer.series("reward");
    }
    QVERIFY(rewards["mean"] != rewards["one"]);
    QVERIFY(rewards["mean"] != rewards["random"]);
    QVERIFY(rewards["one"] != rewards["random"]);
  }

  void captions_of_an_image_by_choice() {
    std::map<std::string, std::size_t> epoch_steps;
    for (const std::string choice : {"turn", "one", "random", "each"}) {
      auto recipe = likelihood({"likelihood.source=image", "training.epochs=1", "evaluation.test=false"}, 0);
      recipe.set("likelihood.paired", choice);
      const auto finished = done(recipe);
      QCOMPARE(QString::fromStdString(finished.failure), QString());
      epoch_steps[choice] = finished.observer.series("loss").size();
    }
    // 40 images in batches of 8; each with five captions.
    QCOMPARE(epoch_steps, (std::map<std::string, std::size_t>{{"turn", 5}, {"one", 5}, {"random", 5}, {"each", 25}}));
  }

  /// A styled corpus, no image but for validation; the offset comes from a run that saw some.
  void texts_alone_in_a_style() {
    const auto first = world_->fresh_run();
    const auto with_images = run(likelihood(kCapDec, 1), {first, {}, {}});
    QCOMPARE(QString::fromStdString(with_images.failure), QString());
    const auto offset = first / "modality_offset.safetensors";
    QVERIFY(std::filesystem::exists(offset));
    const auto style = world_->folder() / "style.txt";
    std::ofstream text(style);
    for (int i = 0; i < 60; ++i) text << "yo ho ho, a pirate sees circle number " << i << "\n";
    text.close();
    auto recipe = likelihood(kCapDec, 4);
    recipe.reset("dataset.train");
    recipe.set("corpus.path", style.string());
    recipe.set_assignment("likelihood.modality_offset=file");
    QCOMPARE(recipe.problems().size(), std::size_t(1));  // the file is not named yet
    recipe.set("likelihood.modality_offset_file", offset.string());
    QCOMPARE(recipe.problems().size(), std::size_t(0));
    const auto finished = done(recipe);
    QCOMPARE(QString::fromStdString(finished.failure), QString());
    QCOMPARE(finished.observer.series("loss").size(), std::size_t(4));
    QVERIFY(!finished.bytes("final", "vocab.json").empty());
    recipe.set("likelihood.modality_offset_file", (world_->clip() / "model.safetensors").string());
    const auto wrong = run(recipe, {world_->fresh_run(), {}, {}});
    QVERIFY2(wrong.failure.find("likelihood.modality_offset_file: ") == 0, wrong.failure.c_str());
  }
};

QTEST_GUILESS_MAIN(TestCaptionerRuns)
#include "tst_captioner_runs.moc"
