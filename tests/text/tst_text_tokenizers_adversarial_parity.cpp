// The ids and texts that the original tokenizers gave for texts made to trip a tokenizer
// (generators/make_tokenizer_goldens.py).

#include <zlib.h>

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include "text/tokenizer.h"

using namespace vignette;
using Ids = std::vector<std::int64_t>;

namespace {

constexpr const char* kGoldens = VIGNETTE_TEST_DATA "/goldens/tokenizers/adversarial.json.gz";
constexpr const char* kTiny = VIGNETTE_TEST_DATA "/goldens/models/tiny/";

QJsonObject read_goldens() {
  QByteArray text;
  const gzFile file = gzopen(kGoldens, "rb");
  char buffer[1 << 16];
  for (int count; file && (count = gzread(file, buffer, sizeof buffer)) > 0;) text.append(buffer, count);
  if (file) gzclose(file);
  return QJsonDocument::fromJson(text).object();
}

Ids to_ids(const QJsonValue& value) {
  Ids ids;
  for (const auto& id : value.toArray()) ids.push_back(id.toInteger());
  return ids;
}

QByteArray shown(const QJsonObject& expected, const Ids& got) {
  QByteArray text = QJsonDocument(expected).toJson(QJsonDocument::Compact) + " got";
  for (const auto id : got) text += ' ' + QByteArray::number(qlonglong(id));
  return text;
}

void write(const QString& file, const QByteArray& content) {
  QFile stream(file);
  QVERIFY(stream.open(QIODevice::WriteOnly) && stream.write(content) == content.size());
}

void expect_ids(const Tokenizer& tokenizer, const QJsonArray& cases, const char* key) {
  for (const auto& item : cases) {
    const QJsonObject expected = item.toObject();
    const std::string text = expected["text"].toString().toStdString();
    const Ids ids = tokenizer.encode(text);
    QVERIFY2(ids == to_ids(expected[key]), shown(expected, ids));
    QCOMPARE(tokenizer.encode_with_ranges(text).ids, ids);
  }
}

}  // namespace

class TestTokenizersAdversarialParity : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase();
  void encodes_data() { kinds(); }
  void encodes();
  void decodes_clip();
  void cleans_as_openai();
  void reads_tokenizer_json_data() { kinds(); }
  void reads_tokenizer_json();

 private:
  static void kinds() {
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("directory");
    QTest::newRow("gpt2") << int(TokenizerKind::gpt2) << "gpt2";
    QTest::newRow("roberta") << int(TokenizerKind::roberta) << "roberta";
    QTest::newRow("clip") << int(TokenizerKind::clip) << "clip-vit";
  }

  QJsonObject goldens_;
  QJsonArray cases_;
};

void TestTokenizersAdversarialParity::initTestCase() {
  goldens_ = read_goldens();
  cases_ = goldens_["encode"].toArray();
  QVERIFY2(cases_.size() >= 2500, "adversarial.json.gz lacks its cases");
}

void TestTokenizersAdversarialParity::encodes() {
  QFETCH(int, kind);
  QFETCH(QString, directory);
  const auto tokenizer = load_tokenizer((kTiny + directory).toStdString(), TokenizerKind(kind));
  expect_ids(*tokenizer, cases_, QTest::currentDataTag());
}

void TestTokenizersAdversarialParity::decodes_clip() {
  const auto clip = load_tokenizer(std::string(kTiny) + "clip-vit", TokenizerKind::clip);
  for (const auto& item : std::as_const(cases_)) {
    const QJsonObject expected = item.toObject();
    const Ids ids = to_ids(expected["clip"]);
    QVERIFY2(clip->decode(ids, true, false) == expected["clip_text"].toString().toStdString(), shown(expected, ids));
  }
}

void TestTokenizersAdversarialParity::cleans_as_openai() {
  const QJsonArray cases = goldens_["clip_openai"].toArray();
  QVERIFY(cases.size() >= 600);
  const auto clip = load_tokenizer(std::string(kTiny) + "clip-vit", TokenizerKind::clip, ClipCleaning::openai);
  for (const auto& item : cases) {
    const QJsonObject expected = item.toObject();
    const Ids ids = clip->encode(expected["text"].toString().toStdString());
    QVERIFY2(ids == to_ids(expected["ids"]), shown(expected, ids));
  }
}

// A tokenizer.json gives the ids of vocab.json and merges.txt, and looks for added tokens as each flag says.
void TestTokenizersAdversarialParity::reads_tokenizer_json() {
  QFETCH(int, kind);
  const QJsonObject golden = goldens_["tokenizer_json"].toObject()[QTest::currentDataTag()].toObject();
  QJsonObject json = golden["tokenizer"].toObject();
  const QTemporaryDir directory;
  const QString file = directory.filePath("tokenizer.json");
  const std::filesystem::path path = directory.path().toStdString();
  write(file, QJsonDocument(json).toJson());
  const auto with_added = load_tokenizer(path, TokenizerKind(kind));
  const QJsonArray cases = golden["cases"].toArray();
  QVERIFY(cases.size() >= 250);
  expect_ids(*with_added, cases, "ids");
  for (const auto& item : cases) {
    const QJsonObject expected = item.toObject();
    const Ids ids = to_ids(expected["ids"]);
    QVERIFY2(with_added->decode(ids, true, false) == expected["decoded"].toString().toStdString(),
             shown(expected, ids));
  }

  QJsonArray own;
  for (const auto& token : json["added_tokens"].toArray())
    if (token.toObject()["id"].toInt() < golden["first"].toInt()) own << token;
  json["added_tokens"] = own;
  write(file, QJsonDocument(json).toJson(QJsonDocument::Compact));
  QVERIFY(recognise_tokenizer(path) == TokenizerKind(kind));
  expect_ids(*load_tokenizer(path, TokenizerKind(kind)), cases_, QTest::currentDataTag());
}

QTEST_GUILESS_MAIN(TestTokenizersAdversarialParity)
#include "tst_text_tokenizers_adversarial_parity.moc"
