// Whole runs of every objective on a tiny world.

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <memory>
#include <set>

#include "training/run_fixture.h"

using namespace vignette;

namespace {

std::set<std::string> names_of(const Scalars& scalars) {
  std::set<std::string> names;
  for (const auto& [name, value] : scalars) names.insert(name);
  return names;
}

bool has_files(const std::filesystem::path& folder, std::initializer_list<const char*> names) {
  for (const auto* name : names)
    if (!std::filesystem::exists(folder / name)) return false;
  return true;
}

}  // namespace

class TestTrainingRuns : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir folder_;
  std::unique_ptr<TinyWorld> world_;

 private slots:
  void initTestCase() { world_ = std::make_unique<TinyWorld>(folder_.path().toStdString()); }

  void contrastive_learns() {
    auto recipe = world_->recipe("contrastive");
    for (const auto* line : {"training.max_steps=30", "contrastive.logit_scale=100", "evaluation.every=15",
                             "contrastive.freeze_logit_scale=true"})
      recipe.set_assignment(line);
    const auto finished = run(recipe, {world_->fresh_run(), {}, {}});
    QCOMPARE(QString::fromStdString(finished.failure), QString());
    const auto loss = finished.observer.series("loss");
    QCOMPARE(loss.size(), std::size_t(30));
    QVERIFY2(loss.back() < 0.7 * loss.front(), qPrintable(QString("%1 -> %2").arg(loss.front()).arg(loss.back())));
    for (const double scale : finished.observer.series("logit_scale")) QVERIFY(std::abs(scale - 100) < 1e-3);
    const auto evaluations = finished.observer.all<EvaluationEvent>();
    QCOMPARE(evaluations.size(), std::size_t(3));
    QVERIFY(names_of(evaluations[0].metrics).contains("val/R@1"));
    QVERIFY(names_of(evaluations[0].metrics).contains("val/modality_gap"));
    QVERIFY(names_of(evaluations[2].metrics).contains("test/paired_cosine"));
    QVERIFY(has_files(finished.checkpoint("final"), {"config.json", "model.safetensors", "preprocessor_config.json",
                                                     "vocab.json", "merges.txt", "training.json"}));
  }

  void likelihood_on_text_learns() {
    auto recipe = world_->recipe("likelihood");
    recipe.set("models.clip", world_->clip().string());
    for (const auto* line : {"training.max_steps=60", "evaluation.every=30", "captions.every=30"})
      recipe.set_assignment(line);
    const auto finished = run(recipe, {world_->fresh_run(), {}, {}});
    QCOMPARE(QString::fromStdString(finished.failure), QString());
    const auto loss = finished.observer.series("loss");
    QVERIFY2(loss.back() < 0.7 * loss.front(), qPrintable(QString("%1 -> %2").arg(loss.front()).arg(loss.back())));
    const auto evaluations = finished.observer.all<EvaluationEvent>();
    QVERIFY(names_of(evaluations.front().metrics).contains("val/CIDEr"));
    QVERIFY(names_of(evaluations.front().metrics).contains("val/loss"));
    QVERIFY(evaluations.front().is_best);
    const auto captions = finished.observer.all<CaptionEvent>();
    QCOMPARE(captions.size(), std::size_t(2));
    QCOMPARE(captions[0].records.size(), std::size_t(4));
    QVERIFY(!captions[0].records[0].scores.contains("critic"));
    QVERIFY(has_files(finished.checkpoint("final"),
                      {"captioner.json", "model.safetensors", "vocab.json", "merges.txt", "training.safetensors"}));
  }

  void likelihood_on_images_takes_every_caption() {
    auto recipe = world_->recipe("likelihood");
    recipe.set("models.clip", world_->clip().string());
    for (const auto* line : {"training.max_steps=4", "likelihood.source=image", "training.accumulation=2",
                             "early_stopping.patience=1", "evaluation.every=1", "optimizer.learning_rate=0"})
      recipe.set_assignment(line);
    const auto finished = run(recipe, {world_->fresh_run(), {}, {}});
    QCOMPARE(QString::fromStdString(finished.failure), QString());
    QCOMPARE(finished.outcome.steps, std::int64_t(2));  // nothing learnt: the second evaluation is no better
  }

  void adversarial_tells_everything() {
    const auto finished = run(world_->adversarial(), {world_->fresh_run(), {}, {}});
    QCOMPARE(QString::fromStdString(finished.failure), QString());
    QVERIFY(!finished.outcome.stopped);
    QCOMPARE(finished.outcome.steps, std::int64_t(6));
    const auto steps = finished.observer.all<StepEvent>();
    QCOMPARE(steps.size(), std::size_t(6));
    const auto names = names_of(steps[0].scalars);
    for (const auto* name : {"G_loss",
                             "D_loss",
                             "reward",
                             "advantage",
                             "reward_loss",
                             "fd_loss",
                             "cosine",
                             "l1",
                             "clip",
                             "critic",
                             "reward_weight",
                             "learning_rate",
                             "D_accuracy",
                             "grad_norm/generator",
                             "grad_norm/discriminator",
                             "caption_length",
                             "distinct_2",
                             "entropy",
                             "seconds/sampling",
                             "seconds/critic",
                             "seconds/generator",
                             "seconds/wait"})
      QVERIFY2(names.contains(name), name);
    QCOMPARE(finished.observer.series("reward_weight"), (std::vector<double>{0, 0.25, 0.5, 0.5, 0.5, 0.5}));
    QCOMPARE(finished.observer.series("learning_rate"), (std::vector<double>{0, 0.5e-4, 1e-4, 1e-4, 1e-4, 1e-4}));
    QCOMPARE(finished.observer.all<ReferencesEvent>().front().images.size(), std::size_t(4));
    QCOMPARE(finished.observer.all<ReferencesEvent>().front().images[0].references.size(), std::size_t(5));
    QVERIFY(finished.observer.all<WarningEvent>().empty());
    const auto evaluations = finished.observer.all<EvaluationEvent>();
    QCOMPARE(evaluations.back().split, std::string("test"));
    QCOMPARE(evaluations.front().step, std::int64_t(0));
    QVERIFY(!finished.outcome.best.empty());
  }

  void captions_carry_all_scores() {
    const auto finished = run(world_->adversarial(), {world_->fresh_run(), {}, {}});
    const auto events = finished.observer.all<CaptionEvent>();
    QCOMPARE(events.size(), std::size_t(4));  // before training, steps 2, 4 and 6
    QCOMPARE(events[0].records.size(), std::size_t(4 * (1 + 3)));
    QCOMPARE(events[1].records.size(), std::size_t(4 * (1 + 3) + 2 * 3));
    for (const auto& record : events[1].records) {
      for (const auto* score : {"reward", "cosine", "l1", "clip", "critic", "advantage", "log_probability", "CIDEr"})
        QVERIFY2(record.scores.contains(score), score);
      QVERIFY(record.scores.at("critic") > 0 && record.scores.at("critic") < 1);
      QVERIFY(!record.tokens.empty());
      QCOMPARE(record.tokens.size(), record.token_log_probabilities.size());
      double sum = 0;
      for (const float value : record.token_log_probabilities) sum += value;
      QVERIFY(std::abs(sum / double(record.tokens.size()) - record.scores.at("log_probability")) < 1e-4);
      QVERIFY(std::filesystem::exists(record.image_path));
    }
  }

  void same_seed_same_run() {
    auto recipe = world_->adversarial();
    const auto first = run(recipe, {world_->fresh_run(), {}, {}}), second = run(recipe, {world_->fresh_run(), {}, {}});
    QVERIFY(first.observer.steps() == second.observer.steps());
    recipe.set("training.seed", std::int64_t(1));
    const auto other = run(recipe, {world_->fresh_run(), {}, {}});
    QVERIFY(first.observer.steps() != other.observer.steps());
  }

  void a_resumed_run_goes_on_bit_by_bit() {
    const auto recipe = world_->adversarial();
    const auto whole = run(recipe, {world_->fresh_run(), {}, {}});
    const auto resumed = run_in_two(recipe, world_->fresh_run(), 4);
    QVERIFY(resumed.part.outcome.stopped);
    QCOMPARE(resumed.part.outcome.steps, std::int64_t(4));
    QCOMPARE(QString::fromStdString(resumed.rest.failure), QString());
    QVERIFY(resumed.steps() == whole.observer.steps());
    const auto expected = whole.bytes("final", "training.safetensors");
    QVERIFY(!expected.empty());
    QCOMPARE(resumed.rest.bytes("final", "training.safetensors"), expected);
  }

  void live_changes_take_effect_and_survive_a_resume() {
    const auto recipe = world_->adversarial();
    const auto change = [](auto& control) { control.changes[3] = {{"optimizer.learning_rate", ParameterValue(0.0)}}; };
    const auto whole = run(recipe, {world_->fresh_run(), {}, {}}, change);
    QCOMPARE(whole.observer.series("learning_rate"), (std::vector<double>{0, 0.5e-4, 1e-4, 0, 0, 0}));
    const auto told = whole.observer.all<ParameterEvent>();
    QCOMPARE(told.size(), std::size_t(1));
    QCOMPARE(told[0].change.step, std::int64_t(3));
    QCOMPARE(told[0].change.key, std::string("optimizer.learning_rate"));
    for (const int stop : {2, 5}) {
      std::vector<ParameterChange> replay;
      if (stop < 3) replay.push_back(told[0].change);
      QVERIFY(run_in_two(recipe, world_->fresh_run(), stop, change, replay).steps() == whole.observer.steps());
    }
  }

  void accumulation_and_discriminator_only_steps() {
    auto recipe = world_->adversarial();
    for (const auto* line : {"training.accumulation=2", "reward.discriminator_only_steps=2", "reward.baseline=sample",
                             "reward.mask_forced_stop=true", "optimizer.schedule=cosine", "optimizer.warmup_steps=0"})
      recipe.set_assignment(line);
    const auto finished = run(recipe, {world_->fresh_run(), {}, {}});
    QCOMPARE(QString::fromStdString(finished.failure), QString());
    const auto norms = finished.observer.series("grad_norm/generator");
    QCOMPARE(norms[0], 0.0);
    QCOMPARE(norms[1], 0.0);
    QVERIFY(norms[2] > 0);
    const auto rates = finished.observer.series("learning_rate");
    QCOMPARE(rates[1], 0.0);
    QCOMPARE(rates[2], 1e-4);  // the cosine begins where the captioner does
    QVERIFY(rates[5] > 0 && rates[5] < rates[4]);
  }

  void through_sampling_trains() {
    auto recipe = world_->adversarial();
    recipe.set("training.sampling", std::string("through_sampling"));
    const auto finished = run(recipe, {world_->fresh_run(), {}, {}});
    QCOMPARE(QString::fromStdString(finished.failure), QString());
    QCOMPARE(finished.observer.series("G_loss").size(), std::size_t(6));
    QVERIFY(finished.observer.series("grad_norm/generator").back() > 0);
  }

  void reference_form_trains() {
    auto recipe = world_->adversarial();
    for (const auto* line : {"compat=reference", "optimizer.kind=adamw_hf", "training.accumulation=2"})
      recipe.set_assignment(line);
    const auto finished = run(recipe, {world_->fresh_run(), {}, {}});
    QCOMPARE(QString::fromStdString(finished.failure), QString());
    // Each step's w is the mean over its micro batches; the first one still has that of the step before (quirk 23).
    QCOMPARE(finished.observer.series("reward_weight"), (std::vector<double>{0, 0.125, 0.375, 0.5, 0.5, 0.5}));
  }

  void without_a_critic_the_score_rules() {
    auto recipe = world_->adversarial();
    recipe.set("critic.on", false);
    recipe.set("reward.target", std::string("paired"));
    const auto finished = run(recipe, {world_->fresh_run(), {}, {}});
    QCOMPARE(QString::fromStdString(finished.failure), QString());
    QVERIFY(finished.observer.series("D_loss").empty());
    QCOMPARE(finished.observer.series("reward_weight").front(), 1.0);
    QCOMPARE(finished.observer.series("G_loss"), finished.observer.series("reward_loss"));
  }

  void a_broken_picture_is_left_out() {
    QTemporaryDir folder;
    TinyWorld world(folder.path().toStdString());
    const auto picture = world.folder() / "images" / "train" / "000003.png";
    QVERIFY(std::filesystem::exists(picture));
    std::filesystem::resize_file(picture, 60);
    auto recipe = world_->adversarial();
    const auto own = world.recipe("adversarial");
    for (const auto* key : {"dataset.train", "dataset.images", "dataset.cache"}) recipe.set(key, own.value(key));
    const auto finished = run(recipe, {world.fresh_run(), {}, {}});
    QCOMPARE(QString::fromStdString(finished.failure), QString());
    const auto warnings = finished.observer.all<WarningEvent>();
    QCOMPARE(warnings.size(), std::size_t(1));
    QVERIFY(warnings[0].where.find("000003.png") != std::string::npos);
  }

  void pictures_without_captions_are_no_obstacle() {
    QTemporaryDir folder;
    TinyWorld world(folder.path().toStdString());
    auto recipe = world_->recipe("likelihood");
    const auto own = world.recipe("likelihood");
    for (const auto* key : {"dataset.train", "dataset.images", "dataset.cache"}) recipe.set(key, own.value(key));
    QFile file(QString::fromStdString(own.text("dataset.train")));
    QVERIFY(file.open(QIODevice::ReadOnly));
    auto content = QJsonDocument::fromJson(file.readAll()).object();
    file.close();
    const auto bare = content["images"].toArray().first().toObject()["id"].toInteger();
    QJsonArray rest;
    for (const auto& one : content["annotations"].toArray())
      if (one.toObject()["image_id"].toInteger() != bare) rest.append(one);
    content["annotations"] = rest;
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QJsonDocument(content).toJson());
    file.close();
    recipe.set("models.clip", world_->clip().string());
    recipe.set_assignment("training.max_steps=2");
    const auto finished = run(recipe, {world.fresh_run(), {}, {}});
    QCOMPARE(QString::fromStdString(finished.failure), QString());
  }

  void a_loss_that_is_no_number_ends_the_run() {
    const auto broken = world_->folder() / "broken-clip";
    std::filesystem::copy(world_->clip(), broken, std::filesystem::copy_options::recursive);
    auto weights = bytes_of(broken / "model.safetensors");
    weights.replace(weights.size() - 4, 4, "\xff\xff\xff\x7f", 4);
    QFile file(QString::fromStdString((broken / "model.safetensors").string()));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(weights.data(), static_cast<qint64>(weights.size()));
    file.close();
    auto recipe = world_->recipe("likelihood");
    recipe.set("models.clip", broken.string());
    recipe.set("training.max_steps", std::int64_t(3));
    const auto finished = run(recipe, {world_->fresh_run(), {}, {}});
    QVERIFY2(finished.failure.find("loss is not a finite number at step 1") != std::string::npos,
             finished.failure.c_str());
    QVERIFY(finished.failure.find("optimizer.learning_rate") != std::string::npos);
  }

  void mistakes_are_named() {
    auto recipe = world_->adversarial();
    recipe.set("training.batch_size", std::int64_t(1000));
    auto finished = run(recipe, {world_->fresh_run(), {}, {}});
    QVERIFY2(finished.failure.find("training.batch_size is 1000") != std::string::npos, finished.failure.c_str());
    recipe = world_->recipe("adversarial");
    finished = run(recipe, {world_->fresh_run(), {}, {}});
    QVERIFY2(finished.failure.find("models.clip") != std::string::npos, finished.failure.c_str());
    recipe.set("models.clip", world_->clip().string());
    recipe.set("models.captioner", world_->captioner().string());
    recipe.set("training.tf32", true);
    finished = run(recipe, {world_->fresh_run(), {}, {}});
    QVERIFY2(finished.failure.find("training.tf32: needs an NVIDIA GPU") != std::string::npos,
             finished.failure.c_str());
    recipe.set("training.tf32", false);
    recipe.set("training.freeze", std::string("gpt.transformer.wte* gpt.h.0.*"));
    finished = run(recipe, {world_->fresh_run(), {}, {}});
    QVERIFY2(finished.failure.find("training.freeze: 'gpt.h.0.*' matches no parameter") != std::string::npos,
             finished.failure.c_str());
    recipe.set("training.freeze", std::string("roberta.* classifier.*"));
    finished = run(recipe, {world_->fresh_run(), {}, {}});
    QVERIFY2(finished.failure.find("training.freeze: leaves nothing of the critic to train") != std::string::npos,
             finished.failure.c_str());
  }

  void a_stop_while_embedding_ends_the_run() {
    auto recipe = world_->adversarial();
    const auto finished = run(recipe, {world_->fresh_run(), {}, {}}, [](auto& control) { control.stop_after = 0; });
    QCOMPARE(QString::fromStdString(finished.failure), QString());
    QVERIFY(finished.outcome.stopped);
    QCOMPARE(finished.outcome.steps, std::int64_t(0));
  }

  void memory_grows_with_the_batch() {
    auto recipe = world_->adversarial();
    const auto small = estimate_memory(recipe);
    QVERIFY(small > (std::int64_t(300) << 20) && small < (std::int64_t(2) << 30));
    recipe.set("training.batch_size", std::int64_t(4096));
    QVERIFY(estimate_memory(recipe) > small + (std::int64_t(1) << 30));
    // GPT-2 small with RoBERTa base and 320 captions a step: weights and moments alone take 4 GB.
    Recipe large;
    for (const auto* line :
         {"language_model.vocab_size=50257", "language_model.n_embd=768", "language_model.n_layer=12",
          "language_model.n_head=12", "discriminator.vocab_size=50265", "discriminator.hidden_size=768",
          "discriminator.num_hidden_layers=12", "discriminator.num_attention_heads=12"})
      large.set_assignment(line);
    QVERIFY(estimate_memory(large) > (std::int64_t(4) << 30));
  }
};

QTEST_GUILESS_MAIN(TestTrainingRuns)
#include "tst_training_runs.moc"
