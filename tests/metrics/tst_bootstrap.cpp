#include <QTest>
#include <cmath>
#include <stdexcept>

#include "metrics/bootstrap.h"

using namespace vignette;

namespace {

MetricResult scored(const std::vector<std::string>& captions) {
  std::vector<ReferenceSet::Image> images;
  std::vector<std::pair<std::int64_t, std::string>> candidates;
  for (std::size_t i = 0; i < captions.size(); ++i) {
    const auto id = static_cast<std::int64_t>(i);
    images.push_back({id, {"a dog number " + std::to_string(i) + " runs over the grass"}});
    candidates.emplace_back(id, captions[i]);
  }
  return ReferenceSet(images).evaluate(candidates);
}

std::vector<std::string> captions(int good, int bad) {
  std::vector<std::string> all;
  for (int i = 0; i < good + bad; ++i)
    all.push_back(i < good ? "a dog number " + std::to_string(i) + " runs over the grass" : "the cat");
  return all;
}

}  // namespace

class TestBootstrap : public QObject {
  Q_OBJECT

 private slots:
  void an_interval_of_means();
  void corpus_scores_lie_inside();
  void the_same_seed_draws_the_same();
  void better_captions_win();
  void equal_captions_tie();
  void what_is_wrong_is_refused();
};

// Shares of 1 in 400 draws of a fair coin: the 95% interval is 0.5 ± 1.96 √(0.25 / 400) = 0.5 ± 0.049.
void TestBootstrap::an_interval_of_means() {
  MetricResult result;
  for (int i = 0; i < 400; ++i) result.per_image["CIDEr"].push_back(i % 2);
  result.corpus["CIDEr"] = 0.5;
  const auto interval = confidence_intervals(result, {4000, 0.95, 1}).at("CIDEr");
  QVERIFY2(std::abs(interval.low - 0.451) < 0.004, QByteArray::number(interval.low));
  QVERIFY2(std::abs(interval.high - 0.549) < 0.004, QByteArray::number(interval.high));
  const auto narrow = confidence_intervals(result, {4000, 0.5, 1}).at("CIDEr");
  QVERIFY(std::abs(narrow.high - (0.5 + 0.6745 * 0.025)) < 0.004);
}

void TestBootstrap::corpus_scores_lie_inside() {
  const auto result = scored(captions(30, 30));
  const auto intervals = confidence_intervals(result);
  QCOMPARE(intervals.size(), result.corpus.size());
  for (const auto& [name, interval] : intervals) {
    QVERIFY2(interval.low < result.corpus.at(name) && result.corpus.at(name) < interval.high, name.c_str());
  }
  const auto certain = confidence_intervals(scored(captions(1, 0)));
  QCOMPARE(certain.at("BLEU-4").low, certain.at("BLEU-4").high);
  QVERIFY(confidence_intervals({}).empty());
}

void TestBootstrap::the_same_seed_draws_the_same() {
  const auto result = scored(captions(20, 20));
  QCOMPARE(confidence_intervals(result, {50, 0.95, 3}).at("BLEU-2").low,
           confidence_intervals(result, {50, 0.95, 3}).at("BLEU-2").low);
  QVERIFY(confidence_intervals(result, {50, 0.95, 3}).at("BLEU-2").low !=
          confidence_intervals(result, {50, 0.95, 4}).at("BLEU-2").low);
}

void TestBootstrap::better_captions_win() {
  const auto good = scored(captions(30, 10)), bad = scored(captions(10, 30));
  const auto comparisons = compare_paired(good, bad);
  QCOMPARE(comparisons.size(), std::size_t(6));
  for (const auto& [name, found] : comparisons) {
    QVERIFY2(std::abs(found.difference - (good.corpus.at(name) - bad.corpus.at(name))) < 1e-12, name.c_str());
    QVERIFY(found.interval.low > 0 && found.interval.low < found.difference && found.difference < found.interval.high);
    QCOMPARE(found.p, 0.001);
    QCOMPARE(found.wins, 20);
    QCOMPARE(found.ties, 20);
    QCOMPARE(found.losses, 0);
  }
  QCOMPARE(compare_paired(bad, good).at("CIDEr").losses, 20);
}

void TestBootstrap::equal_captions_tie() {
  const auto result = scored(captions(10, 10));
  const auto found = compare_paired(result, result).at("CIDEr");
  QCOMPARE(found.difference, 0.0);
  QCOMPARE(found.p, 1.0);
  QCOMPARE(found.ties, 20);
}

void TestBootstrap::what_is_wrong_is_refused() {
  const auto result = scored(captions(2, 2)), other = scored(captions(2, 1));
  QVERIFY_EXCEPTION_THROWN(compare_paired(result, other), std::invalid_argument);
  QVERIFY_EXCEPTION_THROWN(compare_paired({}, {}), std::invalid_argument);
  QVERIFY_EXCEPTION_THROWN(confidence_intervals(result, {0, 0.95, 0}), std::invalid_argument);
  QVERIFY_EXCEPTION_THROWN(confidence_intervals(result, {10, 1, 0}), std::invalid_argument);
}

QTEST_GUILESS_MAIN(TestBootstrap)
#include "tst_bootstrap.moc"
