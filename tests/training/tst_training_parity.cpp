// Losses, rewards, optimisers and whole training steps against the original programs, in every case directory.

#include <QTest>

#include "models/every_golden_case.h"
#include "training/training_parity.h"

using namespace vignette;

class TestTrainingParity : public QObject {
  Q_OBJECT

 private slots:
  void optimizer() { in_every_case("optim.json", optimizer_problems); }
  void schedule() { in_every_case("optim.json", schedule_problems); }
  void aggregation() { in_every_case("aggregate.json", aggregation_problems); }
  void rewards() { in_every_case("cgtgan.json", reward_problems); }
  void critic_rewards() { in_every_case("cgtgan.json", critic_reward_problems); }
  void critic_loss() { in_every_case("cgtgan.json", critic_loss_problems); }
  void combined_loss() { in_every_case("cgtgan.json", combined_loss_problems); }
  void reward_weight() { in_every_case("cgtgan.json", reward_weight_problems); }
  void training_steps() {
    for (const char* name : {"cgtgan_train_acc1.json", "cgtgan_train_acc2.json"})
      in_every_case(name, [&](const auto& directory) { return training_steps_problems(directory, name); });
  }
  void openai_texts() { in_every_case("tokenizers.json", openai_text_problems); }
  void likelihood() {
    for (const char* mapper : {"mlp", "transformer"})
      in_every_case("clipcap.json", [&](const auto& directory) { return likelihood_loss_problems(directory, mapper); });
  }
};

QTEST_GUILESS_MAIN(TestTrainingParity)
#include "tst_training_parity.moc"
