// LoRA adapters and activation checkpointing.

#include <QTemporaryDir>
#include <QTest>

#include "models/adaptation_checks.h"

using namespace vignette;

class TestModelsAdaptation : public QObject {
  Q_OBJECT

 private slots:
  void checkpointed_gradients_are_the_same_bits() {
    QCOMPARE(QString::fromStdString(checkpointed_gpt2_problems(false)), QString());
    QCOMPARE(QString::fromStdString(checkpointed_gpt2_problems(true)), QString());
    QCOMPARE(QString::fromStdString(checkpointed_roberta_problems()), QString());
    QCOMPARE(QString::fromStdString(checkpointed_clip_problems()), QString());
  }

  void adapters() {
    QCOMPARE(QString::fromStdString(adapter_target_problems()), QString());
    QCOMPARE(QString::fromStdString(adapter_problems()), QString());
    QCOMPARE(QString::fromStdString(adapter_gradient_problems()), QString());
  }

  void adapter_files_are_peft_s() {
    const QTemporaryDir folder;
    QCOMPARE(QString::fromStdString(adapter_file_problems(folder.path().toStdString())), QString());
  }
};

QTEST_GUILESS_MAIN(TestModelsAdaptation)
#include "tst_models_adaptation.moc"
