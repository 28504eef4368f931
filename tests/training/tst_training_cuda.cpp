// Runs of every objective on a GPU, against the processor's. Skipped where there is none.

#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <memory>

#include "training/gpu.h"
#include "training/run_fixture.h"

using namespace vignette;

class TestTrainingCuda : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir folder_;
  std::unique_ptr<TinyWorld> world_;

  /// Six steps without dropout, which the two devices draw differently.
  Recipe recipe(const std::string& objective, const QStringList& lines) {
    auto recipe = objective == "adversarial" ? world_->adversarial() : world_->recipe(objective);
    if (objective != "contrastive") recipe.set("models.clip", world_->clip().string());
    for (const auto* line : {"training.max_steps=6", "training.batch_size=4", "language_model.dropout=0",
                             "discriminator.dropout=0", "mapper.dropout=0", "evaluation.every=6", "captions.every=3"})
      recipe.set_assignment(line);
    for (const auto& line : lines) recipe.set_assignment(line.toStdString());
    return recipe;
  }

  FinishedRun finished(const Recipe& recipe) { return run(recipe, {world_->fresh_run(), {}, {}}); }

 private slots:
  void initTestCase() {
    if (!gpu_found()) QSKIP("LibTorch finds no GPU here");
    world_ = std::make_unique<TinyWorld>(folder_.path().toStdString());
  }

  void device_without_gpu_is_refused() {
    auto recipe = this->recipe("likelihood", {"device=cuda:99"});
    QVERIFY(!finished(recipe).failure.empty());
  }

  void losses_agree_with_the_processor() {
    for (const auto& [objective, figure] :
         {std::pair("contrastive", "loss"), {"likelihood", "loss"}, {"adversarial", "D_loss"}}) {
      const auto processor = finished(recipe(objective, {}));
      const auto gpu = finished(recipe(objective, {"device=cuda"}));
      QCOMPARE(QString::fromStdString(gpu.failure), QString());
      const auto expected = processor.observer.series(figure), found = gpu.observer.series(figure);
      QVERIFY2(!expected.empty(), objective);
      QCOMPARE(found.size(), expected.size());
      // Later steps of the adversarial run see samples that a rounding may have changed.
      const std::size_t compared = std::string(objective) == "adversarial" ? 1 : expected.size();
      for (std::size_t i = 0; i < compared; ++i)
        QVERIFY2(
            std::abs(found[i] / expected[i] - 1) < 1e-3,
            qPrintable(QString("%1, step %2: %3, not %4").arg(objective).arg(i + 1).arg(found[i]).arg(expected[i])));
    }
  }

  void half_precision_and_tf32_train() {
    for (const auto& lines :
         {QStringList{"precision=bf16"}, QStringList{"precision=fp16"}, QStringList{"training.tf32=true"}})
      for (const char* objective : {"likelihood", "adversarial"}) {
        const auto gpu = finished(recipe(objective, QStringList{"device=cuda"} + lines));
        QCOMPARE(QString::fromStdString(gpu.failure), QString());
        QCOMPARE(gpu.observer.steps().size(), std::size_t(6));
      }
  }

  void resumed_run_repeats_its_figures() {
    for (const char* objective : {"likelihood", "adversarial"}) {
      const auto lines = QStringList{"device=cuda", "training.deterministic=true", "language_model.dropout=0.1",
                                     "discriminator.dropout=0.1"};
      const auto whole = finished(recipe(objective, lines));
      const auto two = run_in_two(recipe(objective, lines), world_->fresh_run(), 3);
      QCOMPARE(QString::fromStdString(two.rest.failure), QString());
      QVERIFY2(two.steps() == whole.observer.steps(), objective);
      QVERIFY(!whole.bytes("final", "training.safetensors").empty());
      QVERIFY2(two.rest.bytes("final", "training.safetensors") == whole.bytes("final", "training.safetensors"),
               objective);
    }
  }
};

QTEST_GUILESS_MAIN(TestTrainingCuda)
#include "tst_training_cuda.moc"
