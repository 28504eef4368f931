// What follows a caption's score (baselines, normalisation, divergence, entropy) and what holds a critic back.

#include <QTest>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "problems_test.h"
#include "training/policy_checks.h"
#include "training/replay_buffer.h"

using namespace vignette;

namespace {

const std::filesystem::path goldens = std::filesystem::path(VIGNETTE_TEST_DATA) / "goldens" / "models";

std::vector<std::string> numbered(const std::string& word, int count) {
  std::vector<std::string> texts;
  for (int i = 0; i < count; ++i) texts.push_back(word + std::to_string(i));
  return texts;
}

std::int64_t beginning_with(const std::vector<std::string>& texts, const std::string& word) {
  return std::count_if(texts.begin(), texts.end(), [&](const auto& text) { return text.starts_with(word); });
}

}  // namespace

class TestTrainingPolicy : public QObject {
  Q_OBJECT

 private slots:
  void moving_average() { expect_none(moving_average_problems()); }
  void normalisation() { expect_none(normalisation_problems()); }
  void divergence() { expect_none(divergence_problems()); }
  void entropy() { expect_none(entropy_problems()); }
  void in_the_pass_over_samples() { expect_none(policy_pass_problems(goldens)); }

  void critic_loss() { expect_none(critic_loss_value_problems(goldens)); }
  void gradient_penalty() { expect_none(gradient_penalty_problems(goldens)); }
  void spectral_norm() { expect_none(spectral_norm_problems()); }
  void critic_with_spectral_norm() { expect_none(spectral_critic_problems(goldens)); }

  void a_buffer_mixes_the_share_asked_for() {
    ReplayBuffer buffer(100, 3);
    const auto fresh = numbered("new", 10);
    QCOMPARE(buffer.mix(fresh, 0.5, 0), fresh);  // nothing is stored yet
    buffer.add(numbered("old", 3), 0);
    QCOMPARE(beginning_with(buffer.mix(fresh, 0.5, 1), "old"), std::int64_t(3));  // no more than are stored
    buffer.add(numbered("old", 40), 1);
    const auto mixed = buffer.mix(fresh, 0.3, 2);
    QCOMPARE(beginning_with(mixed, "old"), std::int64_t(3));
    for (std::size_t i = 0; i < fresh.size(); ++i) QVERIFY(mixed[i] == fresh[i] || mixed[i].starts_with("old"));
    QCOMPARE(beginning_with(buffer.mix(fresh, 1, 2), "old"), std::int64_t(10));
    QCOMPARE(buffer.mix(fresh, 0, 2), fresh);
  }

  void a_full_buffer_forgets_at_random_places() {
    ReplayBuffer buffer(20, 3);
    buffer.add(numbered("a", 20), 0);
    QCOMPARE(buffer.texts(), numbered("a", 20));
    buffer.add(numbered("b", 10), 1);
    QCOMPARE(buffer.size(), std::int64_t(20));
    const auto stayed = beginning_with(buffer.texts(), "a");
    QVERIFY2(stayed >= 10 && stayed < 17, std::to_string(stayed).c_str());  // about 20·(19/20)^10 = 12
  }

  void a_buffer_depends_on_its_draws_alone() {
    ReplayBuffer whole(8, 5), part(8, 5), other(8, 6);
    for (std::uint64_t i = 0; i < 4; ++i)
      for (auto* buffer : {&whole, &part, &other}) buffer->add(numbered("step" + std::to_string(i) + "-", 5), i);
    QCOMPARE(part.texts(), whole.texts());
    QVERIFY(other.texts() != whole.texts());
    ReplayBuffer resumed(8, 5);
    resumed.load(nlohmann::json::parse(part.state().dump()));
    const auto fresh = numbered("new", 6);
    whole.add(fresh, 4);
    resumed.add(fresh, 4);
    QCOMPARE(resumed.texts(), whole.texts());
    QCOMPARE(resumed.mix(fresh, 0.5, 5), whole.mix(fresh, 0.5, 5));
    QVERIFY(whole.mix(fresh, 0.5, 5) != whole.mix(fresh, 0.5, 6));
    ReplayBuffer smaller(3, 5);
    smaller.load(part.state());
    QCOMPARE(smaller.size(), std::int64_t(3));
  }
};

QTEST_GUILESS_MAIN(TestTrainingPolicy)
#include "tst_training_policy.moc"
