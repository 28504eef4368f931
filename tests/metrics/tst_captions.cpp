// Diversity, novelty, objects and saved frequencies: what is told of captions besides COCO's metrics.

#include <QTest>
#include <cmath>
#include <random>

#include "metrics/caption_corpus.h"
#include "metrics/caption_metrics.h"
#include "metrics/diversity.h"
#include "metrics/object_words.h"
#include "metrics/saved_frequencies.h"

using namespace vignette;

namespace {

using Texts = std::vector<std::string>;

std::vector<std::string> objects(const std::string& caption) {
  std::vector<std::string> names;
  for (const auto index : object_mentions(caption)) names.emplace_back(object_category(index));
  return names;
}

Texts random_captions(std::size_t count, unsigned seed) {
  const Texts words{"a", "the", "dog", "cat", "runs", "sleeps", "red", "big", "on", "grass", "sofa"};
  std::mt19937 random(seed);
  Texts captions(count);
  for (auto& caption : captions)
    for (auto length = 1 + random() % 8; length > 0; --length) caption += words[random() % words.size()] + " ";
  return captions;
}

/// The definition itself: BLEU-4 of each caption with all others as references.
double plain_self_bleu(const Texts& captions) {
  std::vector<CaptionedImage> images;
  for (std::size_t i = 0; i < captions.size(); ++i) {
    CaptionedImage image{static_cast<std::int64_t>(i), captions[i], {}};
    for (std::size_t j = 0; j < captions.size(); ++j)
      if (j != i) image.references.push_back(captions[j]);
    images.push_back(std::move(image));
  }
  const Texts metric{"BLEU-4"};
  double sum = 0;
  const auto result = evaluate_captions(images, metric);
  for (const double score : result.per_image.at("BLEU-4")) sum += score;
  return sum / static_cast<double>(captions.size());
}

double lcs_similarity(const std::string& a, const std::string& b) {
  const Texts pair{a};
  const auto nearest = CaptionCorpus(pair).nearest(b);
  return nearest ? nearest->similarity : 0;
}

}  // namespace

class TestCaptions : public QObject {
  Q_OBJECT

 private slots:
  void theNearestFewComeInOrder() {
    const Texts corpus{"a red dog runs", "a red dog sleeps", "two cats", "a red dog runs", "a dog"};
    const CaptionCorpus captions(corpus);
    const auto found = captions.nearest("A red dog runs.", 3);
    QCOMPARE(found.size(), std::size_t{3});
    QCOMPARE(corpus[found[0].index], std::string("a red dog runs"));
    QCOMPARE(found[0].similarity, 1.0);
    QCOMPARE(corpus[found[1].index], std::string("a red dog sleeps"));  // the same text once
    QCOMPARE(found[1].similarity, 0.75);
    QCOMPARE(corpus[found[2].index], std::string("a dog"));
    QVERIFY(captions.nearest("zebras", 3).empty());
    QCOMPARE(captions.nearest("A red dog runs.", 1).front().index, captions.nearest("A red dog runs.")->index);
  }

  void self_bleu_is_its_definition();
  void mutual_bleu_of_samples();
  void found_in_the_corpus();
  void nearest_is_the_nearest();
  void objects_of_captions_data();
  void objects_of_captions();
  void hallucinated_objects();
  void saved_frequencies_score_as_their_own();
  void saved_frequencies_of_another_corpus();
};

void TestCaptions::self_bleu_is_its_definition() {
  for (unsigned seed = 0; seed < 8; ++seed) {
    const auto captions = random_captions(12, seed);
    QVERIFY(std::abs(self_bleu(captions) - plain_self_bleu(captions)) < 1e-12);
  }
  const Texts same{"a dog runs over grass", "a dog runs over grass", "A dog runs over grass."};
  QVERIFY(std::abs(self_bleu(same) - 1) < 1e-8);
  QCOMPARE(self_bleu(Texts{"a dog"}), 0.0);
  QCOMPARE(self_bleu({}), 0.0);
}

void TestCaptions::mutual_bleu_of_samples() {
  const Texts same{"a dog runs over grass", "a dog runs over grass"},
      other{"one two three four", "five six seven eight"};
  const std::vector<Texts> images{same, other, {"alone"}};
  QVERIFY(std::abs(mutual_bleu(images) - (self_bleu(same) + self_bleu(other)) / 2) < 1e-12);
  QVERIFY(std::abs(mutual_bleu(images) - 0.5) < 1e-3);
  QCOMPARE(mutual_bleu(std::vector<Texts>{{"alone"}}), 0.0);
}

void TestCaptions::found_in_the_corpus() {
  const Texts corpus{"A dog runs.", "Two cats, sleeping"};
  const CaptionCorpus captions(corpus);
  QVERIFY(captions.contains("a dog runs"));
  QVERIFY(captions.contains("two cats sleeping."));
  QVERIFY(!captions.contains("a dog"));
  QVERIFY(!captions.nearest("zebras graze").has_value());
  QVERIFY(!captions.nearest("").has_value());
  QCOMPARE(captions.nearest("a red dog runs")->index, std::size_t(0));
  QVERIFY(std::abs(captions.nearest("a red dog runs")->similarity - 6.0 / 7) < 1e-12);
}

void TestCaptions::nearest_is_the_nearest() {
  const auto corpus = random_captions(200, 1), asked = random_captions(60, 2);
  const CaptionCorpus captions(corpus);
  for (const auto& caption : asked) {
    double best = 0;
    for (const auto& other : corpus) best = std::max(best, lcs_similarity(other, caption));
    const auto nearest = captions.nearest(caption);
    QVERIFY(std::abs((nearest ? nearest->similarity : 0) - best) < 1e-12);
    if (nearest) QVERIFY(std::abs(lcs_similarity(corpus[nearest->index], caption) - best) < 1e-12);
  }
}

void TestCaptions::objects_of_captions_data() {
  QTest::addColumn<QString>("expected");
  QTest::newRow("A man walks two dogs.") << "person,dog";
  QTest::newRow("A woman eats a hot dog on a bench") << "person,hot dog,bench";
  QTest::newRow("Three puppies, and a kitten!") << "dog,cat";
  QTest::newRow("people at a train station") << "person";
  QTest::newRow("knives and geese, buses") << "knife,bird,bus";
  QTest::newRow("an orange shirt and an orange") << "orange";
  QTest::newRow("an orange on a table") << "orange,dining table";
  QTest::newRow("a teddy bear and a bear") << "teddy bear,bear";
  QTest::newRow("a cell phone") << "cell phone";
  QTest::newRow("a couple of zebras") << "zebra";
  QTest::newRow("nothing here") << "";
  QTest::newRow("") << "";
}

void TestCaptions::objects_of_captions() {
  QFETCH(QString, expected);
  QStringList names;
  for (const auto& name : objects(QTest::currentDataTag())) names << QString::fromStdString(name);
  QCOMPARE(names.join(','), expected);
}

void TestCaptions::hallucinated_objects() {
  const std::vector<ObjectImage> images{
      {"a man with a dog and a frisbee", {"a man and his puppy", "a boy on the grass"}},
      {"a cat", {"a kitten on a sofa", "the cat sleeps"}},
  };
  const auto scores = measure_objects(images);
  QCOMPARE(scores.chair_i, 1.0 / 4);  // the frisbee, of man, dog, frisbee and cat
  QCOMPARE(scores.chair_s, 1.0 / 2);
  QCOMPARE(scores.recall, 3.0 / 4);  // person, dog, cat; not the couch
  QCOMPARE(measure_objects({}).chair_i, 0.0);
  QCOMPARE(object_category(0), std::string_view("person"));
  QCOMPARE(object_category(79), std::string_view("toothbrush"));
}

void TestCaptions::saved_frequencies_score_as_their_own() {
  std::vector<ReferenceSet::Image> images;
  std::vector<Texts> references;
  std::vector<std::pair<std::int64_t, std::string>> candidates;
  const auto texts = random_captions(90, 5);
  for (std::int64_t i = 0; i < 30; ++i) {
    references.push_back({texts[std::size_t(3 * i)], texts[std::size_t(3 * i + 1)]});
    images.push_back({i, references.back()});
    candidates.emplace_back(i, texts[std::size_t(3 * i + 2)] + " zebra");
  }
  const auto saved = std::make_shared<SavedFrequencies>(count_frequencies(references));
  const ReferenceOptions options{nullptr, saved};
  const auto result = ReferenceSet(images, options).evaluate(candidates, available_metric_names(options));
  for (const auto& [ours, theirs] :
       {std::pair("CIDEr", "CIDEr-D-saved-df"), std::pair("CIDEr-plain", "CIDEr-plain-saved-df")})
    for (std::size_t i = 0; i < 30; ++i)
      QVERIFY(std::abs(result.per_image.at(ours)[i] - result.per_image.at(theirs)[i]) < 1e-12);
}

// By hand: "dog" stands in 10 of 100 images, an unknown word in none, which counts as one: ln 10 and ln 100.
void TestCaptions::saved_frequencies_of_another_corpus() {
  const std::vector<ReferenceSet::Image> images{{1, {"dog"}}};
  const ReferenceOptions options{nullptr, std::make_shared<SavedFrequencies>(SavedFrequencies{100, {{"dog", 10}}})};
  const std::vector<std::pair<std::int64_t, std::string>> candidates{{1, "dog quokka"}};
  const Texts metrics{"CIDEr-plain-saved-df", "CIDEr-D-saved-df"};
  const auto result = ReferenceSet(images, options).evaluate(candidates, metrics);
  const double cosine = std::log(10.0) / std::hypot(std::log(10.0), std::log(100.0));
  QVERIFY(std::abs(result.corpus.at("CIDEr-plain-saved-df") - 2.5 * cosine) < 1e-12);
  QVERIFY(std::abs(result.corpus.at("CIDEr-D-saved-df") - 2.5 * cosine * std::exp(-1.0 / 72)) < 1e-12);
}

QTEST_GUILESS_MAIN(TestCaptions)
#include "tst_captions.moc"
