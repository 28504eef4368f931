// Averages, freezing, loss scaling and precision: single parts against literal figures, and runs that use them.

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <memory>

#include "training/optimisation_checks.h"
#include "training/run_fixture.h"
#include "training/schedule.h"

using namespace vignette;

class TestTrainingOptimisation : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir folder_;
  std::unique_ptr<TinyWorld> world_;

  Recipe recipe(const QString& objective, const QStringList& lines) {
    auto recipe = objective == "adversarial" ? world_->adversarial() : world_->recipe(objective.toStdString());
    if (objective == "likelihood") recipe.set("models.clip", world_->clip().string());
    recipe.set_assignment("training.max_steps=6");
    recipe.set_assignment("evaluation.every=3");
    for (const auto& line : lines) recipe.set_assignment(line.toStdString());
    return recipe;
  }

 private slots:
  void initTestCase() { world_ = std::make_unique<TinyWorld>(folder_.path().toStdString()); }

  void single_parts() {
    QCOMPARE(QString::fromStdString(loss_scaler_problems()), QString());
    QCOMPARE(QString::fromStdString(scaled_update_problems()), QString());
    QCOMPARE(QString::fromStdString(weight_average_problems()), QString());
    QCOMPARE(QString::fromStdString(freezing_problems()), QString());
  }

  void schedules_fall_to_their_floor() {
    const auto near = [](double value, double expected) { return std::abs(value - expected) < 1e-12; };
    const auto factor = [](ScheduleKind kind, std::int64_t done) {
      return schedule_factor({kind, 2, 12, 0.2, 3}, done);
    };
    for (const auto kind : {ScheduleKind::linear, ScheduleKind::cosine, ScheduleKind::polynomial}) {
      QCOMPARE(factor(kind, 1), 0.5);
      QCOMPARE(factor(kind, 2), 1.0);
      QVERIFY(near(factor(kind, 12), 0.2) && near(factor(kind, 99), 0.2));
    }
    QVERIFY(near(factor(ScheduleKind::linear, 7), 0.6));  // halfway: 0.2 + 0.8/2
    QVERIFY(near(factor(ScheduleKind::cosine, 7), 0.6));
    QVERIFY(near(factor(ScheduleKind::polynomial, 7), 0.3));  // 0.2 + 0.8/8
    QVERIFY(near(factor(ScheduleKind::exponential, 7), std::sqrt(0.2)));
    QVERIFY(near(factor(ScheduleKind::exponential, 12), 0.2));
  }

  void resumes_bit_by_bit_data() {
    QTest::addColumn<QString>("objective");
    QTest::addColumn<QStringList>("lines");
    const QStringList average = {"optimizer.ema_decay=0.9"};
    const QStringList frozen = {"training.freeze=gpt.transformer.wte* gpt.transformer.h.0.ln_*",
                                "optimizer.schedule=polynomial", "optimizer.minimum_learning_rate_factor=0.1"};
    // A scale so large that the first steps overflow.
    const QStringList half = {"precision=fp16", "optimizer.loss_scale=1e30", "optimizer.loss_scale_growth_interval=2",
                              "training.accumulation=2"};
    const QStringList adapters = {"lora.rank=4", "lora.dropout=0.1", "lora.targets=c_attn c_proj",
                                  "optimizer.ema_decay=0.5"};
    for (const char* objective : {"likelihood", "adversarial", "contrastive"}) {
      const QString name = objective;
      QTest::newRow(qPrintable(name + ", average")) << name << average;
      QTest::newRow(qPrintable(name + ", fp16")) << name << half;
      QTest::newRow(qPrintable(name + ", checkpointed"))
          << name << QStringList{"training.activation_checkpointing=true"};
      if (name == "contrastive") continue;
      QTest::newRow(qPrintable(name + ", frozen")) << name << frozen;
      QTest::newRow(qPrintable(name + ", adapters")) << name << adapters;
    }
    QTest::newRow("adversarial, checkpointed beside R1")
        << QString("adversarial") << QStringList{"training.activation_checkpointing=true", "critic.r1_weight=1"};
    QTest::newRow("adversarial, bf16") << QString("adversarial") << QStringList{"precision=bf16"};
    QTest::newRow("adversarial, deterministic") << QString("adversarial") << QStringList{"training.deterministic=true"};
  }

  void resumes_bit_by_bit() {
    QFETCH(QString, objective);
    QFETCH(QStringList, lines);
    const auto recipe = this->recipe(objective, lines);
    const auto whole = run(recipe, {world_->fresh_run(), {}, {}});
    QCOMPARE(QString::fromStdString(whole.failure), QString());
    const auto resumed = run_in_two(recipe, world_->fresh_run(), 4);
    QCOMPARE(resumed.part.outcome.steps, std::int64_t(4));
    QCOMPARE(QString::fromStdString(resumed.rest.failure), QString());
    QVERIFY(resumed.steps() == whole.observer.steps());
    for (const char* file : {"training.safetensors", "model.safetensors"}) {
      const auto expected = whole.bytes("final", file);
      QVERIFY2(!expected.empty(), file);
      QVERIFY2(resumed.rest.bytes("final", file) == expected, file);
    }
  }

  void the_average_is_what_is_saved_and_the_weights_train_on() {
    for (const char* objective : {"likelihood", "contrastive"}) {
      const auto plain = run(recipe(objective, {}), {world_->fresh_run(), {}, {}});
      const auto averaged = run(recipe(objective, {"optimizer.ema_decay=0.9"}), {world_->fresh_run(), {}, {}});
      const auto at_once = run(recipe(objective, {"optimizer.ema_decay=1e-9"}), {world_->fresh_run(), {}, {}});
      QVERIFY(plain.observer.steps() == averaged.observer.steps());
      const auto raw = plain.bytes("final", "model.safetensors"), mean = averaged.bytes("final", "model.safetensors");
      QVERIFY(!raw.empty() && !mean.empty() && raw != mean);
      const auto figures = [](const FinishedRun& run) { return run.observer.all<EvaluationEvent>()[0].metrics; };
      QVERIFY(figures(plain) != figures(averaged));
      // With hardly any memory the average is the weights.
      QVERIFY(std::abs(figures(plain)[0].second - figures(at_once)[0].second) < 1e-5);
    }
  }

  void overflows_are_skipped_and_told() {
    const auto finished = run(
        recipe("likelihood", {"precision=fp16", "optimizer.loss_scale=1e30", "optimizer.loss_scale_growth_interval=2"}),
        {world_->fresh_run(), {}, {}});
    QCOMPARE(QString::fromStdString(finished.failure), QString());
    const auto scales = finished.observer.series("loss_scale/generator");
    const auto skipped = finished.observer.series("skipped_steps/generator");
    QCOMPARE(scales.size(), std::size_t(6));
    QVERIFY(std::abs(scales[0] / 5e29 - 1) < 1e-6);
    QCOMPARE(skipped[0], 1.0);
    QVERIFY(finished.observer.series("grad_norm/generator").size() < 6);  // norms that overflowed are left out
    QCOMPARE(finished.observer.all<WarningEvent>().size(), std::size_t(1));
    QCOMPARE(finished.observer.all<WarningEvent>()[0].where, std::string("precision"));
    QVERIFY(
        run(recipe("likelihood", {}), {world_->fresh_run(), {}, {}}).observer.series("loss_scale/generator").empty());
  }

  void half_precision_has_the_gradients_of_full_precision() {
    // Where captions are sampled, another precision draws others: the captioner is compared on given ones.
    const auto norm = [&](const char* objective, const char* precision, const char* model) {
      const auto lines = QStringList{QString("precision=") + precision, "training.max_steps=1"};
      return run(recipe(objective, lines), {world_->fresh_run(), {}, {}})
          .observer.series(std::string("grad_norm/") + model)
          .at(0);
    };
    const double captioner = norm("likelihood", "fp32", "generator");
    const double critic = norm("adversarial", "fp32", "discriminator");
    for (const char* precision : {"bf16", "fp16"}) {
      QVERIFY2(std::abs(norm("likelihood", precision, "generator") / captioner - 1) < 0.1, precision);
      QVERIFY2(std::abs(norm("adversarial", precision, "discriminator") / critic - 1) < 0.1, precision);
    }
  }

  void checkpointing_changes_no_figure() {
    for (const char* objective : {"likelihood", "adversarial", "contrastive"}) {
      const auto plain = run(recipe(objective, {}), {world_->fresh_run(), {}, {}});
      const auto checkpointed =
          run(recipe(objective, {"training.activation_checkpointing=true"}), {world_->fresh_run(), {}, {}});
      QCOMPARE(QString::fromStdString(checkpointed.failure), QString());
      QVERIFY(plain.observer.steps() == checkpointed.observer.steps());
      QVERIFY(!plain.bytes("final", "training.safetensors").empty());
      QVERIFY(plain.bytes("final", "training.safetensors") == checkpointed.bytes("final", "training.safetensors"));
    }
  }

  void adapters_are_merged_into_the_model_s_file() {
    const auto lines = QStringList{"lora.rank=4", "training.max_steps=12", "captions.every=12"};
    const auto finished = run(recipe("likelihood", lines), {world_->fresh_run(), {}, {}});
    QCOMPARE(QString::fromStdString(finished.failure), QString());
    const auto loss = finished.observer.series("loss");
    QVERIFY2(loss.back() < loss.front(), qPrintable(QString("%1 -> %2").arg(loss.front()).arg(loss.back())));
    const std::filesystem::path saved = finished.checkpoint("final");
    for (const auto* file : {"adapter_config.json", "adapter_model.safetensors"})
      QVERIFY2(std::filesystem::exists(saved / "adapter" / file), file);
    // A run that starts from the file, without adapters, says what the adapted one said at its end.
    auto again = recipe("likelihood", {"training.max_steps=1", "optimizer.learning_rate=0", "captions.every=1"});
    again.set("models.captioner", saved.string());
    const auto merged = run(again, {world_->fresh_run(), {}, {}});
    QCOMPARE(QString::fromStdString(merged.failure), QString());
    const auto records = finished.observer.all<CaptionEvent>().back().records;
    const auto others = merged.observer.all<CaptionEvent>().back().records;
    QCOMPARE(records.size(), others.size());
    for (std::size_t i = 0; i < records.size(); ++i) {
      QCOMPARE(records[i].caption, others[i].caption);
      QVERIFY(std::abs(records[i].scores.at("log_probability") - others[i].scores.at("log_probability")) < 1e-4);
    }
    auto unknown = recipe("likelihood", {"lora.rank=4", "lora.targets=q_proj"});
    const auto failed = run(unknown, {world_->fresh_run(), {}, {}});
    QVERIFY2(failed.failure.find("lora.targets: LoRA: no matrix") == 0, failed.failure.c_str());
  }

  void memory_follows_the_options() {
    const auto bytes = [&](const QStringList& lines) {
      Recipe large;
      for (const auto* line : {"language_model.vocab_size=50257", "language_model.n_embd=768",
                               "language_model.n_layer=12", "language_model.n_head=12", "training.batch_size=20"})
        large.set_assignment(line);
      large.set_assignment("training.objective=likelihood");
      for (const auto& line : lines) large.set_assignment(line.toStdString());
      return double(estimate_memory(large)) / 1e6;
    };
    const double plain = bytes({});
    QVERIFY(bytes({"optimizer.ema_decay=0.99"}) > plain + 400);  // another 124 million weights
    QVERIFY(bytes({"lora.rank=8"}) < plain - 1000);              // no gradients and moments of these
    QVERIFY(bytes({"training.freeze_language_model=true"}) < plain - 1000);
    QVERIFY(bytes({"training.activation_checkpointing=true"}) < plain - 300);
    QVERIFY(bytes({"precision=bf16"}) > plain + 200);  // casts of the weights
  }

  void frozen_parameters_stay() {
    const auto moves = [&](const QStringList& lines) {
      auto recipe = this->recipe("adversarial", lines);
      return run(recipe, {world_->fresh_run(), {}, {}}).observer.series("grad_norm/generator").front();
    };
    const double all = moves({}), some = moves({"training.freeze=gpt.transformer.h.*"});
    QVERIFY(some > 0 && some < all);
  }
};

QTEST_GUILESS_MAIN(TestTrainingOptimisation)
#include "tst_training_optimisation.moc"
