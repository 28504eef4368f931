// Single parts of training: samplers, schedules, optimisers, rewards, captions, checkpoints.

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <numeric>

#include "problems_test.h"
#include "recipe/recipe.h"
#include "training/length_buckets.h"
#include "training/sampler.h"
#include "training/schedule.h"
#include "training/training_checks.h"

using namespace vignette;

namespace {

const std::filesystem::path goldens = std::filesystem::path(VIGNETTE_TEST_DATA) / "goldens" / "models";

}  // namespace

class TestTraining : public QObject {
  Q_OBJECT

 private slots:
  void epochs_show_every_item_once() {
    EpochSampler sampler(10, 3, true, false, 1);
    QCOMPARE(sampler.batches_per_epoch(), std::int64_t(4));
    for (std::int64_t epoch = 0; epoch < 3; ++epoch) {
      std::vector<std::int64_t> seen;
      for (std::int64_t i = 0; i < 4; ++i)
        for (const auto item : sampler.batch(epoch * 4 + i)) seen.push_back(item);
      std::sort(seen.begin(), seen.end());
      std::vector<std::int64_t> all(10);
      std::iota(all.begin(), all.end(), 0);
      QCOMPARE(seen, all);
    }
    QCOMPARE(sampler.batch(3).size(), std::size_t(1));
  }

  void batches_depend_on_their_number_alone() {
    EpochSampler forward(100, 10, true, true, 4), backward(100, 10, true, true, 4), other(100, 10, true, true, 5);
    const auto late = backward.batch(25), early = backward.batch(2);
    QCOMPARE(forward.batch(2), early);
    QCOMPARE(forward.batch(25), late);
    QVERIFY(other.batch(2) != early);
    EpochSampler ordered(5, 2, false, true, 4);
    QCOMPARE(ordered.batch(1), (std::vector<std::int64_t>{2, 3}));
    QCOMPARE(ordered.batch(2), (std::vector<std::int64_t>{0, 1}));
  }

  void a_batch_larger_than_the_set_is_refused() {
    QVERIFY_EXCEPTION_THROWN(EpochSampler(5, 6, true, true, 0), std::invalid_argument);
    QVERIFY_EXCEPTION_THROWN(EpochSampler(0, 6, true, false, 0), std::invalid_argument);
  }

  void the_corpus_is_an_endless_stream() {
    CorpusSampler sampler(4, 9);
    auto first = sampler.take(0, 4), second = sampler.take(4, 4);
    QCOMPARE(CorpusSampler(4, 9).take(2, 4), (std::vector<std::int64_t>{first[2], first[3], second[0], second[1]}));
    std::sort(first.begin(), first.end());
    QCOMPARE(first, (std::vector<std::int64_t>{0, 1, 2, 3}));
    std::sort(second.begin(), second.end());
    QCOMPARE(second, first);
  }

  void schedules() {
    QCOMPARE(schedule_factor(ScheduleKind::cosine, 0, 0, 10), 1.0);
    QVERIFY(std::abs(schedule_factor(ScheduleKind::cosine, 5, 0, 10) - 0.5) < 1e-12);
    QVERIFY(std::abs(schedule_factor(ScheduleKind::cosine, 10, 0, 10)) < 1e-12);
    QCOMPARE(schedule_factor(ScheduleKind::linear, 6, 2, 10), 0.5);
    QCOMPARE(schedule_factor(ScheduleKind::constant, 1, 4, 10), 0.25);
    QVERIFY_EXCEPTION_THROWN(schedule_kind("stairs"), std::invalid_argument);
    QCOMPARE(reward_weight(0, 0, 0, 0.5), 0.0);
    QCOMPARE(reward_weight(1, 0, 0, 0.5), 0.5);  // no ramp
  }

  void rows_of_similar_length_stand_together() {
    QCOMPARE(length_buckets({}).buckets.size(), std::size_t(0));
    const std::vector<std::int64_t> few = {5, 2, 9};
    QCOMPARE(length_buckets(few).buckets.size(), std::size_t(1));
    QCOMPARE(length_buckets(few).buckets[0].rows, (std::vector<std::int64_t>{1, 0, 2}));
    QCOMPARE(length_buckets(few).places, (std::vector<std::int64_t>{1, 0, 2}));
    std::vector<std::int64_t> many;
    for (std::int64_t i = 0; i < 50; ++i) many.push_back(i % 2 ? 3 : 20);
    const auto split = length_buckets(many);
    QCOMPARE(split.buckets.size(), std::size_t(2));
    QCOMPARE(split.buckets[0].longest, std::int64_t(3));
    QCOMPARE(split.buckets[1].longest, std::int64_t(20));
    QCOMPARE(split.places[0], std::int64_t(25));
    QCOMPARE(length_buckets(std::vector<std::int64_t>(500, 20)).buckets.size(), std::size_t(1));  // nothing to gain
  }

  void advantages() { expect_none(advantage_problems()); }
  void clip_scores() { expect_none(clip_score_problems()); }
  void a_score_is_a_weighted_sum() { expect_none(weighted_sum_problems()); }
  void clipping() { expect_none(clipping_problems()); }
  void drawn_captions() { expect_none(captions_from_drawn_problems(goldens)); }
  void teacher_forcing_agrees_with_sampling() { expect_none(log_probability_problems(goldens)); }
  void through_sampling() { expect_none(through_sampling_problems(goldens)); }
  void caption_targets() { expect_none(caption_target_problems(goldens)); }
  void pair_figures() { expect_none(pair_figure_problems()); }
  void reseeding() { expect_none(reseed_problems()); }
  void checkpoints() {
    QTemporaryDir folder;
    expect_none(checkpoint_problems(folder.path().toStdString()));
  }
};

QTEST_GUILESS_MAIN(TestTraining)
#include "tst_training.moc"
