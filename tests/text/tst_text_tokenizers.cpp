#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <stdexcept>

#include "text/tokenizer.h"

using namespace vignette;
using Ids = std::vector<std::int64_t>;

namespace {

std::shared_ptr<const Tokenizer> tiny(const char* name, TokenizerKind kind) {
  return load_tokenizer(std::filesystem::path(VIGNETTE_TEST_DATA "/goldens/models/tiny") / name, kind);
}

QString shared_directory() {
  return qEnvironmentVariable("VIGNETTE_SHARED", QStringLiteral(VIGNETTE_SOURCE_DIR "/../shared"));
}

void write(const QString& file, const QByteArray& content) {
  QFile stream(file);
  QVERIFY(stream.open(QIODevice::WriteOnly));
  stream.write(content);
}

QString error_of(const QTemporaryDir& directory, TokenizerKind kind) {
  try {
    load_tokenizer(directory.path().toStdString(), kind);
  } catch (const std::runtime_error& error) {
    return error.what();
  }
  return {};
}

}  // namespace

class TestTokenizers : public QObject {
  Q_OBJECT

 private slots:
  void special_ids();
  void encode_for_model_adds_specials_and_cuts_clip();
  void decode_undoes_encode_data();
  void decode_undoes_encode();
  void clip_decodes_words();
  void published_gpt2_vocabulary();
  void a_long_word_is_not_quadratic();
  void heap_and_scan_agree();
  void recognises_kinds();
  void broken_files_are_named();
};

void TestTokenizers::special_ids() {
  const auto gpt2 = tiny("gpt2", TokenizerKind::gpt2), roberta = tiny("roberta", TokenizerKind::roberta),
             clip = tiny("clip-vit", TokenizerKind::clip);
  QCOMPARE(gpt2->vocabulary_size(), 1000);
  QCOMPARE(gpt2->begin_id(), 999);
  QCOMPARE(gpt2->end_id(), 999);
  QCOMPARE(gpt2->pad_id(), 999);
  QCOMPARE(gpt2->token_id("."), 13);
  QCOMPARE(gpt2->token_id("no such token"), -1);
  QCOMPARE(roberta->begin_id(), 0);
  QCOMPARE(roberta->pad_id(), 1);
  QCOMPARE(roberta->end_id(), 2);
  QCOMPARE(clip->begin_id(), 998);
  QCOMPARE(clip->end_id(), 999);
  QCOMPARE(clip->pad_id(), 999);
}

void TestTokenizers::encode_for_model_adds_specials_and_cuts_clip() {
  const auto roberta = tiny("roberta", TokenizerKind::roberta);
  const auto clip = tiny("clip-vit", TokenizerKind::clip);
  QCOMPARE(roberta->encode_for_model(""), (Ids{0, 2}));
  QCOMPARE(clip->encode_for_model(""), (Ids{998, 999}));
  const std::string text(200, '5');
  const Ids cut = clip->encode_for_model(text);
  QCOMPARE(cut.size(), std::size_t(77));
  QCOMPARE(cut.front(), 998);
  QCOMPARE(cut.back(), 999);
  QCOMPARE(clip->encode(text).size(), std::size_t(200));
}

void TestTokenizers::decode_undoes_encode_data() {
  QTest::addColumn<QString>("text");
  QTest::newRow("caption") << "A dog isn't running.";
  QTest::newRow("blanks") << "  two  blanks \n\t and lines\n";
  QTest::newRow("unicode") << QString::fromUtf8("naïve café 日本語 🐶👍🏽");
  QTest::newRow("controls") << QString::fromUtf16(u"a\u0001\u0085\u2028b");
}

void TestTokenizers::decode_undoes_encode() {
  QFETCH(QString, text);
  for (const auto& tokenizer : {tiny("gpt2", TokenizerKind::gpt2), tiny("roberta", TokenizerKind::roberta)}) {
    QCOMPARE(QString::fromStdString(tokenizer->decode(tokenizer->encode(text.toStdString()), true, false)), text);
  }
}

void TestTokenizers::clip_decodes_words() {
  const auto clip = tiny("clip-vit", TokenizerKind::clip);
  QCOMPARE(clip->decode(clip->encode_for_model("  A DOG,  running!")), std::string("a dog, running!"));
}

void TestTokenizers::published_gpt2_vocabulary() {
  const QString directory = shared_directory() + "/data/vocab/gpt2";
  if (!QFile::exists(directory + "/vocab.json")) QSKIP("the published GPT-2 vocabulary is not here");
  const auto gpt2 = load_tokenizer(directory.toStdString(), TokenizerKind::gpt2);
  QCOMPARE(gpt2->vocabulary_size(), 50257);
  QCOMPARE(gpt2->end_id(), 50256);
  QCOMPARE(gpt2->encode("Hello world"), (Ids{15496, 995}));
  QCOMPARE(gpt2->encode("A dog runs."), (Ids{32, 3290, 4539, 13}));
  const std::string text = "Übermäßig 🐶 dogs' antidisestablishmentarianism\n\n  1234567 ... <|endoftext|>";
  const Ids ids = gpt2->encode(text);
  QCOMPARE(ids.back(), 50256);
  QCOMPARE(gpt2->decode(ids, false, false), text);
}

void TestTokenizers::a_long_word_is_not_quadratic() {
  const auto gpt2 = tiny("gpt2", TokenizerKind::gpt2);
  QElapsedTimer timer;
  timer.start();
  const std::string text(200'000, 'a');
  QCOMPARE(gpt2->decode(gpt2->encode(text), true, false), text);
  QVERIFY2(timer.elapsed() < 5000, "200,000 letters took more than 5 s");
}

void TestTokenizers::heap_and_scan_agree() {
  const auto gpt2 = tiny("gpt2", TokenizerKind::gpt2);
  // Within one word, a letter that has no merges on either side keeps the parts apart, so parts and whole must agree.
  const std::string part = "surroundingthelittlefeathers", barrier = "\xC3\xBE";
  const Ids one = gpt2->encode(part), wall = gpt2->encode(barrier);
  QCOMPARE(wall.size(), std::size_t(2));
  Ids expected = one;
  std::string text = part;
  for (int i = 0; i < 5; ++i) {
    text += barrier + part;
    expected.insert(expected.end(), wall.begin(), wall.end());
    expected.insert(expected.end(), one.begin(), one.end());
  }
  QCOMPARE(gpt2->encode(text), expected);
}

void TestTokenizers::recognises_kinds() {
  const std::filesystem::path root = VIGNETTE_TEST_DATA "/goldens/models/tiny";
  QVERIFY(recognise_tokenizer(root / "gpt2") == TokenizerKind::gpt2);
  QVERIFY(recognise_tokenizer(root / "roberta") == TokenizerKind::roberta);
  QVERIFY(recognise_tokenizer(root / "clip-vit") == TokenizerKind::clip);
  const QTemporaryDir directory;
  write(directory.filePath("config.json"), R"({"model_type": "xlm"})");
  QVERIFY_EXCEPTION_THROWN(recognise_tokenizer(directory.path().toStdString()), std::runtime_error);
}

void TestTokenizers::broken_files_are_named() {
  const QTemporaryDir directory;
  QVERIFY(error_of(directory, TokenizerKind::gpt2).contains("vocab.json"));
  write(directory.filePath("vocab.json"), R"({"a": 0, "b": 0})");
  QVERIFY(error_of(directory, TokenizerKind::gpt2).contains("id 0 belongs to both"));
  write(directory.filePath("vocab.json"), R"({"a": 0, "b": "x"})");
  QVERIFY(error_of(directory, TokenizerKind::gpt2).contains("expected an integer id"));
  write(directory.filePath("vocab.json"), R"({"a": 0, "b": 1, "ab": 2})");
  QVERIFY(error_of(directory, TokenizerKind::gpt2).contains("merges.txt"));
  write(directory.filePath("merges.txt"), "#version: 0.2\na b\na c\n");
  QVERIFY(error_of(directory, TokenizerKind::gpt2).contains("line 3: token \"c\" is not in the vocabulary"));
  write(directory.filePath("merges.txt"), "#version: 0.2\na b c\n");
  QVERIFY(error_of(directory, TokenizerKind::gpt2).contains("line 2: expected two tokens"));
  write(directory.filePath("merges.txt"), "#version: 0.2\na b\n");
  QVERIFY(error_of(directory, TokenizerKind::gpt2).contains("<|endoftext|>"));
}

QTEST_GUILESS_MAIN(TestTokenizers)
#include "tst_text_tokenizers.moc"
