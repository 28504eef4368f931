// The scores of the original pycocoevalcap (goldens/metrics), from tokenised texts and end to end.

#include <QFile>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <cmath>

#include "metrics/caption_metrics.h"
#include "metrics/tokenized_references.h"

using namespace vignette;

namespace {

QJsonDocument read(const QString& name) {
  QFile file(VIGNETTE_TEST_DATA "/goldens/metrics/" + name);
  return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()) : QJsonDocument();
}

using Captions = QHash<qint64, std::vector<std::string>>;

Captions read_captions(const QString& name) {
  Captions captions;
  for (const auto& entry : read(name).array()) {
    captions[entry.toArray().at(0).toInteger()].push_back(entry.toArray().at(1).toString().toStdString());
  }
  return captions;
}

bool agree(double got, double expected) {
  return std::abs(got - expected) <= 1e-9 * std::abs(expected);
}

void compare(const MetricResult& result, const QJsonObject& expected, std::size_t metrics = 6) {
  QCOMPARE(result.corpus.size(), metrics);
  for (const auto& [name, value] : result.corpus) {
    const QString key = QString::fromStdString(name);
    const double wanted = expected["corpus"][key].toDouble(-1);
    QVERIFY2(agree(value, wanted),
             qPrintable(QString("%1: %2, expected %3").arg(key).arg(value, 0, 'g', 17).arg(wanted)));
    const QJsonArray per_image = expected["per_image"][key].toArray();
    const auto& values = result.per_image.at(name);
    QCOMPARE(qsizetype(values.size()), per_image.size());
    for (qsizetype i = 0; i < per_image.size(); ++i) {
      QVERIFY2(agree(values[std::size_t(i)], per_image[i].toDouble()),
               qPrintable(QString("%1, image %2").arg(key).arg(expected["ids"][i].toInteger())));
    }
  }
}

}  // namespace

class TestMetricsGoldens : public QObject {
  Q_OBJECT

 private slots:
  void from_tokens_data() { sets(); }
  void from_tokens();
  void end_to_end_data() { sets(); }
  void end_to_end();
  void reference_set_agrees();

 private:
  static void sets();
};

void TestMetricsGoldens::sets() {
  QTest::addColumn<QString>("candidates");
  QTest::addColumn<QString>("references");
  for (const char* name : {"public_dev_a", "public_dev_b", "public_dev_c"}) {
    QTest::newRow(name) << name << "public_dev";
  }
  for (const char* name : {"edge", "edge_single", "edge_single_empty"}) QTest::newRow(name) << name << name;
}

void TestMetricsGoldens::from_tokens() {
  QFETCH(QString, candidates);
  QFETCH(QString, references);
  const QJsonObject expected = read(candidates + "_scores.json").object();
  const QJsonObject tokens = candidates == references ? expected["references_tokens"].toObject()
                                                      : read(references + "_references_tokens.json").object();
  std::vector<TokenizedReferences::References> sets;
  std::vector<TokenizedReferences::Candidate> texts;
  const QJsonArray ids = expected["ids"].toArray();
  QVERIFY(!ids.isEmpty());
  for (qsizetype i = 0; i < ids.size(); ++i) {
    auto& set = sets.emplace_back();
    for (const auto& reference : tokens[QString::number(ids[i].toInteger())].toArray()) {
      set.push_back(reference.toString().toStdString());
    }
    texts.emplace_back(std::size_t(i), expected["tokens"][i].toString().toStdString());
  }
  compare(TokenizedReferences(sets).evaluate(texts, available_metric_names({})), expected, 7);
}

void TestMetricsGoldens::end_to_end() {
  QFETCH(QString, candidates);
  QFETCH(QString, references);
  const QJsonObject expected = read(candidates + "_scores.json").object();
  const Captions texts = read_captions(candidates + "_candidates.json");
  const Captions sets = read_captions(references + "_references.json");
  std::vector<CaptionedImage> images;
  for (const auto& id : expected["ids"].toArray()) {
    images.push_back({id.toInteger(), texts[id.toInteger()].at(0), sets[id.toInteger()]});
  }
  compare(evaluate_captions(images), expected);
}

void TestMetricsGoldens::reference_set_agrees() {
  const QJsonObject expected = read("public_dev_a_scores.json").object();
  const Captions texts = read_captions("public_dev_a_candidates.json");
  const Captions sets = read_captions("public_dev_references.json");
  std::vector<ReferenceSet::Image> images;
  std::vector<std::pair<std::int64_t, std::string>> candidates;
  for (const auto& id : expected["ids"].toArray()) {
    images.push_back({id.toInteger(), sets[id.toInteger()]});
    candidates.emplace_back(id.toInteger(), texts[id.toInteger()].at(0));
  }
  const ReferenceSet set(images);
  QCOMPARE(set.size(), std::size_t(1012));
  compare(set.evaluate(candidates), expected);

  const auto& [id, text] = candidates.at(5);
  const double wanted = expected["per_image"]["CIDEr"][5].toDouble();
  QVERIFY(agree(set.cider(id, text), wanted));
  QVERIFY(agree(set.cider(images.at(5).references, text), wanted));
}

QTEST_GUILESS_MAIN(TestMetricsGoldens)
#include "tst_metrics_goldens.moc"
