// METEOR of the Java program (meteor-1.5.jar -l en -norm, all four stages): statistics of every image and pair, scores.

#include <QTest>
#include <cmath>

#include "meteor_goldens.h"
#include "metrics/meteor_normalizer.h"

using namespace vignette;

class TestMeteorParity : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() { data_ = golden_data(); }
  void images_data();
  void images();
  void pairs();

 private:
  MeteorData data_;
};

void TestMeteorParity::images_data() {
  QTest::addColumn<QString>("references");
  for (const char* name : {"public_dev_a", "public_dev_b", "public_dev_c"}) {
    QTest::newRow(name) << "public_dev_references_tokens.json";
  }
  for (const char* name : {"edge", "edge_single", "edge_single_empty"}) QTest::newRow(name) << QString();
}

void TestMeteorParity::images() {
  QFETCH(QString, references);
  const QJsonObject expected = read_golden(QString(QTest::currentDataTag()) + "_scores.json").object();
  const QJsonObject tokens =
      references.isEmpty() ? expected["references_tokens"].toObject() : read_golden(references).object();
  const QJsonArray ids = expected["ids"].toArray();
  QVERIFY(!ids.isEmpty());
  std::vector<std::vector<std::string>> sets;
  for (const auto& id : ids) {
    auto& set = sets.emplace_back();
    for (const auto& reference : tokens[QString::number(id.toInteger())].toArray()) set.push_back(text_of(reference));
  }
  const MeteorReferences prepared(data_, sets);
  MeteorScorer scorer(prepared);
  MeteorStatistics total;
  for (qsizetype i = 0; i < ids.size(); ++i) {
    const auto statistics = scorer.score(std::size_t(i), text_of(expected["tokens"][i]));
    const QByteArray image = "image " + QByteArray::number(ids[i].toInteger());
    QVERIFY2(printed(statistics) == numbers_of(expected["meteor_statistics"][i]), image);
    QVERIFY2(std::abs(meteor_score(statistics) - expected["per_image"]["METEOR"][i].toDouble()) < 1e-12, image);
    total += statistics;
  }
  QVERIFY(std::abs(meteor_score(total) - expected["corpus"]["METEOR"].toDouble()) < 1e-12);
}

void TestMeteorParity::pairs() {
  const QJsonArray pairs = read_golden("meteor_alignments.json").array();
  QCOMPARE(pairs.size(), 800);
  MeteorLexicon lexicon(data_);
  MeteorAligner aligner;
  for (const auto& element : pairs) {
    const QJsonObject pair = element.toObject();
    const std::string candidate = text_of(pair["candidate"]), reference = text_of(pair["reference"]);
    for (const auto& [text, words] :
         {std::pair(candidate, "candidate_words"), std::pair(reference, "reference_words")}) {
      std::vector<std::string> expected;
      for (const auto& word : pair[words].toArray()) expected.push_back(text_of(word));
      QVERIFY2(meteor_words(text) == expected, text.c_str());
    }
    const auto statistics = aligner.align(lexicon, lexicon.caption(candidate), lexicon.caption(reference));
    QVERIFY2(printed(statistics) == numbers_of(pair["statistics"]), (candidate + " / " + reference).c_str());
    QVERIFY(std::abs(meteor_score(statistics) - pair["score"].toDouble()) < 1e-12);
  }
}

QTEST_GUILESS_MAIN(TestMeteorParity)
#include "tst_meteor_parity.moc"
