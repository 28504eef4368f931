#include <QElapsedTimer>
#include <QTest>
#include <cmath>
#include <random>
#include <stdexcept>

#include "metrics/caption_metrics.h"
#include "metrics/diversity.h"
#include "metrics/rouge.h"
#include "metrics/tokenized_references.h"

using namespace vignette;

namespace {

std::vector<ReferenceSet::Image> three_images() {
  return {{1, {"a red dog runs", "the dog is running"}},
          {2, {"a cat sleeps on a mat", "a sleeping cat"}},
          {3, {"two birds fly over the sea"}}};
}

}  // namespace

class TestMetrics : public QObject {
  Q_OBJECT

 private slots:
  void longest_common_subsequences();
  void a_perfect_candidate_scores_best();
  void splits_no_break_spaces_for_bleu_only();
  void only_the_wanted_metrics();
  void what_is_wrong_is_named();
  void cider_against_other_references();
  void unknown_words_weigh_on_the_candidate();
  void scores_stay_in_range();
  void diversity_counts();
  void many_captions_quickly();
};

void TestMetrics::longest_common_subsequences() {
  using Ids = std::vector<std::int32_t>;
  QCOMPARE(longest_common_subsequence(Ids{1, 2, 3, 4}, Ids{2, 4, 5}), std::size_t(2));
  QCOMPARE(longest_common_subsequence(Ids{1, 2, 3}, Ids{3, 2, 1}), std::size_t(1));
  QCOMPARE(longest_common_subsequence(Ids{1, 1, 1}, Ids{1, 1}), std::size_t(2));
  QCOMPARE(longest_common_subsequence(Ids{1}, Ids{2}), std::size_t(0));
}

void TestMetrics::a_perfect_candidate_scores_best() {
  const ReferenceSet set(three_images());
  const std::vector<std::pair<std::int64_t, std::string>> candidates{{3, "Two birds fly over the sea."}};
  const MetricResult result = set.evaluate(candidates);
  QVERIFY(std::abs(result.corpus.at("BLEU-4") - 1) < 1e-8);
  QVERIFY(std::abs(result.corpus.at("ROUGE-L") - 1) < 1e-12);
  QVERIFY(std::abs(result.corpus.at("CIDEr") - 10) < 1e-12);
}

void TestMetrics::splits_no_break_spaces_for_bleu_only() {
  const std::vector<TokenizedReferences::References> references{
      {"2\xC2\xA0"
       "1/2 pizzas"}};
  const std::vector<TokenizedReferences::Candidate> candidates{{0, "2 1/2 pizzas"}};
  const MetricResult result = TokenizedReferences(references).evaluate(candidates, {});
  QVERIFY(std::abs(result.corpus.at("BLEU-1") - 1) < 1e-8);
  QVERIFY(result.corpus.at("ROUGE-L") < 0.6);
}

void TestMetrics::only_the_wanted_metrics() {
  const ReferenceSet set(three_images());
  const std::vector<std::pair<std::int64_t, std::string>> candidates{{2, "a cat"}, {1, "a dog"}, {2, "a mat"}};
  const std::vector<std::string> wanted{"CIDEr"};
  const MetricResult result = set.evaluate(candidates, wanted);
  QCOMPARE(result.corpus.size(), std::size_t(1));
  const auto& scores = result.per_image.at("CIDEr");
  QCOMPARE(scores.size(), std::size_t(3));
  QCOMPARE(scores[1], set.cider(1, "a dog"));
  QCOMPARE(result.corpus.at("CIDEr"), (scores[0] + scores[1] + scores[2]) / 3);
  QCOMPARE(metric_names().size(), std::size_t(6));
  QCOMPARE(set.evaluate({}).corpus.at("BLEU-1"), 0.0);
}

void TestMetrics::what_is_wrong_is_named() {
  const ReferenceSet set(three_images());
  const std::vector<std::pair<std::int64_t, std::string>> stranger{{77, "a cat"}};
  try {
    set.evaluate(stranger);
    QFAIL("an image without references was scored");
  } catch (const std::invalid_argument& error) {
    QVERIFY(QString(error.what()).contains("77"));
  }
  const std::vector<std::string> unknown{"SPICY"};
  QVERIFY_EXCEPTION_THROWN(set.evaluate({}, unknown), std::invalid_argument);
  const std::vector<ReferenceSet::Image> empty{{5, {}}}, twice{{5, {"a"}}, {5, {"b"}}};
  QVERIFY_EXCEPTION_THROWN(ReferenceSet{empty}, std::invalid_argument);
  QVERIFY_EXCEPTION_THROWN(ReferenceSet{twice}, std::invalid_argument);
  QVERIFY(set.contains(3));
  QVERIFY(!set.contains(4));
}

void TestMetrics::cider_against_other_references() {
  const ReferenceSet set(three_images());
  const std::vector<std::string> own{"a red dog runs", "the dog is running"}, unseen{"zebras graze near giraffes"};
  QCOMPARE(set.cider(own, "a dog runs"), set.cider(1, "a dog runs"));
  QVERIFY(std::abs(set.cider(unseen, "zebras graze near giraffes") - 10) < 1e-12);
  QCOMPARE(set.cider(unseen, "a dog runs"), 0.0);
}

// By hand: "dog" stands in one image of three, so it weighs ln 3, and so does an unknown word. The cosine of 1-grams is
// 1 / √2, the other orders give 0, and lengths counted in bigrams differ by 1.
void TestMetrics::unknown_words_weigh_on_the_candidate() {
  const std::vector<ReferenceSet::Image> images{{1, {"dog"}}, {2, {"cat"}}, {3, {"bird"}}};
  const ReferenceSet set(images);
  QVERIFY(std::abs(set.cider(1, "dog") - 2.5) < 1e-12);
  const double expected = 10.0 / 4 / std::sqrt(2.0) * std::exp(-1.0 / 72);
  QVERIFY(std::abs(set.cider(1, "dog quokka") - expected) < 1e-12);
}

void TestMetrics::scores_stay_in_range() {
  const std::vector<std::string> words{"a", "the", "dog", "cat", "runs", "red", "sea", ".", "on"};
  std::mt19937 random(3);
  const auto caption = [&] {
    std::string text;
    for (std::size_t length = random() % 9; length > 0; --length) text += words[random() % words.size()] + " ";
    return text;
  };
  std::vector<CaptionedImage> images;
  for (int i = 0; i < 50; ++i) images.push_back({i, caption(), {caption(), caption(), caption()}});
  const MetricResult result = evaluate_captions(images);
  for (const auto& [name, values] : result.per_image) {
    QCOMPARE(values.size(), images.size());
    for (const double value : values) QVERIFY(value >= 0 && value <= (name == "CIDEr" ? 10.0 + 1e-9 : 1.0 + 1e-9));
  }
}

void TestMetrics::diversity_counts() {
  const std::vector<std::string> captions{"A dog runs.", "A dog sleeps."};
  const Diversity diversity = measure_diversity(captions);
  QCOMPARE(diversity.vocabulary, 4);
  QCOMPARE(diversity.distinct_1, 4.0 / 6);
  QCOMPARE(diversity.distinct_2, 3.0 / 4);
  QCOMPARE(diversity.mean_length, 3.0);
  QCOMPARE(measure_diversity({}).mean_length, 0.0);
}

void TestMetrics::many_captions_quickly() {
  std::vector<ReferenceSet::Image> images;
  std::vector<std::pair<std::int64_t, std::string>> candidates;
  for (int i = 0; i < 2000; ++i) {
    const std::string number = std::to_string(i % 97);
    images.push_back({i, {"a dog number " + number + " runs over the green grass", "the dog " + number + " is out"}});
    candidates.emplace_back(i, "a dog " + number + " runs on the grass near a big old house");
  }
  const ReferenceSet set(images);
  QElapsedTimer timer;
  timer.start();
  set.evaluate(candidates);
  QVERIFY2(timer.elapsed() < 1500, "2,000 candidates took more than 1.5 s");
}

QTEST_GUILESS_MAIN(TestMetrics)
#include "tst_metrics.moc"
