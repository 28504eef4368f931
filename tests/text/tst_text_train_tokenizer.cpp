#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <stdexcept>

#include "text/tokenizer.h"

using namespace vignette;

namespace {

QByteArray content(const QString& file) {
  QFile stream(file);
  return stream.open(QIODevice::ReadOnly) ? stream.readAll() : QByteArray();
}

std::vector<std::string> captions() {
  std::vector<std::string> texts;
  for (int i = 0; i < 6; ++i) {
    texts.push_back("A red dog runs over the green grass.");
    texts.push_back("Two dogs run.");
  }
  return texts;
}

}  // namespace

class TestTrainTokenizer : public QObject {
  Q_OBJECT

 private slots:
  void merges_the_most_frequent_pair_first();
  void stops_at_the_minimum_frequency();
  void layouts_data();
  void layouts();
  void too_small_a_vocabulary_is_refused();
};

// Counts: "lo" 5, "ow" 5, "er" 2, "we" 2. The tie goes to the smaller left token: l o, then lo w.
void TestTrainTokenizer::merges_the_most_frequent_pair_first() {
  const QTemporaryDir directory;
  const std::vector<std::string> texts{"low", "low", "low", "lower", "lower"};
  train_tokenizer(texts, {TokenizerKind::gpt2, 257 + 4, 2}, directory.path().toStdString());
  QCOMPARE(content(directory.filePath("merges.txt")), QByteArray("#version: 0.2\nl o\nlo w\ne r\nlow er\n"));
  const auto gpt2 = load_tokenizer(directory.path().toStdString(), TokenizerKind::gpt2);
  QCOMPARE(gpt2->encode("lower"), (std::vector<std::int64_t>{259}));
}

void TestTrainTokenizer::stops_at_the_minimum_frequency() {
  const QTemporaryDir directory;
  const std::vector<std::string> texts{"low", "low", "low", "lower", "lower"};
  train_tokenizer(texts, {TokenizerKind::gpt2, 1000, 3}, directory.path().toStdString());
  QCOMPARE(content(directory.filePath("merges.txt")), QByteArray("#version: 0.2\nl o\nlo w\n"));
}

void TestTrainTokenizer::layouts_data() {
  QTest::addColumn<int>("kind");
  QTest::newRow("gpt2") << int(TokenizerKind::gpt2);
  QTest::newRow("roberta") << int(TokenizerKind::roberta);
  QTest::newRow("clip") << int(TokenizerKind::clip);
}

void TestTrainTokenizer::layouts() {
  QFETCH(int, kind);
  const auto trained = static_cast<TokenizerKind>(kind);
  const QTemporaryDir directory;
  const std::filesystem::path path = directory.path().toStdString();
  train_tokenizer(captions(), {trained, 530, 2}, path);
  QVERIFY(recognise_tokenizer(path) == trained);
  const auto tokenizer = load_tokenizer(path, trained);
  QVERIFY(tokenizer->vocabulary_size() <= 530);
  const auto last = tokenizer->vocabulary_size() - 1;
  if (trained == TokenizerKind::gpt2) {
    QCOMPARE(tokenizer->token_id("!"), 0);
    QCOMPARE(tokenizer->token_id("."), 13);
    QCOMPARE(tokenizer->end_id(), last);
  } else if (trained == TokenizerKind::roberta) {
    QCOMPARE(tokenizer->token_id("<unk>"), 3);
    QCOMPARE(tokenizer->token_id("<mask>"), last);
  } else {
    QCOMPARE(tokenizer->token_id(".</w>"), 256 + 13);
    QCOMPARE(tokenizer->begin_id(), last - 1);
    QCOMPARE(tokenizer->end_id(), last);
  }
  const std::string text = trained == TokenizerKind::clip ? "two dogs run." : "Two dogs run.";
  const auto ids = tokenizer->encode(text);
  QVERIFY(ids.size() < text.size());
  QCOMPARE(tokenizer->decode(ids).substr(0, 12), text.substr(0, 12));
}

void TestTrainTokenizer::too_small_a_vocabulary_is_refused() {
  const QTemporaryDir directory;
  const std::filesystem::path path = directory.path().toStdString();
  QVERIFY_EXCEPTION_THROWN(train_tokenizer({}, {TokenizerKind::gpt2, 256, 2}, path), std::invalid_argument);
  QVERIFY_EXCEPTION_THROWN(train_tokenizer({}, {TokenizerKind::clip, 513, 2}, path), std::invalid_argument);
}

QTEST_GUILESS_MAIN(TestTrainTokenizer)
#include "tst_text_train_tokenizer.moc"
