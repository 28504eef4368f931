#include <zlib.h>

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>
#include <stdexcept>

#include "text/tokenizer.h"
#include "text/unicode.h"

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

/// Any bytes: valid UTF-8 of every plane, blanks, marks, ASCII, special tokens and bytes that are none.
std::string any_text(QRandomGenerator& draw) {
  std::string text;
  for (int pieces = draw.bounded(1, 12); pieces > 0; --pieces) {
    switch (draw.bounded(8)) {
      case 0:
        append_utf8(draw.bounded(0x110000), text);
        break;
      case 1:
        append_utf8(draw.bounded(0x80, 0x3000), text);
        break;
      case 2:
        text += static_cast<char>(draw.bounded(256));
        break;
      case 3:
        text.append(static_cast<std::size_t>(draw.bounded(1, 5)), draw.bounded(2) ? ' ' : '\n');
        break;
      case 4:
        text += "e";
        append_utf8(draw.bounded(0x300, 0x370), text);
        break;
      case 5:
        text += "it's <|endoftext|>";
        break;
      default:
        for (int i = draw.bounded(1, 8); i > 0; --i) text += static_cast<char>(draw.bounded(0x20, 0x7F));
    }
  }
  return text;
}

std::string bytes_of(const std::string& text, const ByteRange& range) {
  return text.substr(range.begin, range.end - range.begin);
}

}  // namespace

class TestTokenizers : public QObject {
  Q_OBJECT

 private slots:
  void special_ids();
  void encode_for_model_adds_specials_and_cuts_clip();
  void decode_undoes_encode_data();
  void decode_undoes_encode();
  void any_text_comes_back();
  void ranges_of_gpt2_cover_any_text();
  void ranges_of_clip_cover_all_but_blanks();
  void ranges_of_composed_characters();
  void decoded_ranges_cover_the_text();
  void a_batch_is_its_texts_one_by_one();
  void clip_decodes_words();
  void published_gpt2_vocabulary();
  void reads_openai_vocabulary();
  void broken_openai_vocabularies_are_named();
  void broken_tokenizer_json_is_named();
  void names_its_files();
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

void TestTokenizers::any_text_comes_back() {
  QRandomGenerator draw(1);
  for (const auto& tokenizer : {tiny("gpt2", TokenizerKind::gpt2), tiny("roberta", TokenizerKind::roberta)}) {
    for (int i = 0; i < 5000; ++i) {
      const std::string text = any_text(draw);
      const std::string back = tokenizer->decode(tokenizer->encode(text), false, false);
      QVERIFY2(back == repair_utf8(text), QByteArray::fromStdString(text).toHex());
    }
  }
}

// In order, without gap or overlap, and each token stands for the bytes that it points at.
void TestTokenizers::ranges_of_gpt2_cover_any_text() {
  QRandomGenerator draw(2);
  for (const auto& tokenizer : {tiny("gpt2", TokenizerKind::gpt2), tiny("roberta", TokenizerKind::roberta)}) {
    for (int i = 0; i < 3000; ++i) {
      const std::string given = any_text(draw), text = i % 2 ? given : repair_utf8(given);
      const EncodedText encoded = tokenizer->encode_with_ranges(text);
      QVERIFY(encoded.ids == tokenizer->encode(text) && encoded.ranges.size() == encoded.ids.size());
      const bool valid = is_valid_utf8(text);
      std::size_t reached = 0;
      for (std::size_t token = 0; token < encoded.ids.size(); ++token) {
        const ByteRange& range = encoded.ranges[token];
        // The three bytes of U+FFFD for one invalid sequence may be three tokens; all point at that sequence.
        QVERIFY2(valid ? range.begin == reached : range.begin <= reached, QByteArray::fromStdString(text).toHex());
        QVERIFY(range.end > range.begin && range.end <= text.size());
        reached = std::max(reached, range.end);
        if (!valid) continue;
        const std::string alone = tokenizer->decode({&encoded.ids[token], 1}, false, false);
        QCOMPARE(repair_utf8(bytes_of(text, range)), alone);
      }
      QCOMPARE(reached, text.size());
    }
  }
}

void TestTokenizers::ranges_of_clip_cover_all_but_blanks() {
  const auto clip = tiny("clip-vit", TokenizerKind::clip);
  QRandomGenerator draw(3);
  for (int i = 0; i < 3000; ++i) {
    const std::string text = any_text(draw);
    const EncodedText encoded = clip->encode_with_ranges(text);
    QVERIFY(encoded.ids == clip->encode(text) && encoded.ranges.size() == encoded.ids.size());
    std::vector<bool> covered(text.size());
    for (const ByteRange& range : encoded.ranges) {
      QVERIFY(range.begin < range.end && range.end <= text.size());
      std::fill(covered.begin() + qsizetype(range.begin), covered.begin() + qsizetype(range.end), true);
    }
    for (std::size_t position = 0; position < text.size();) {
      const std::size_t begin = position;
      const bool blank = is_white_space(next_code_point(text, position));
      for (std::size_t byte = begin; byte < position; ++byte) QCOMPARE(bool(covered[byte]), !blank);
    }
    if (!is_ascii(text) || text.find_first_of("\x1C\x1D\x1E\x1F") != text.npos) continue;  // decode() strips these
    for (std::size_t token = 0; token < encoded.ids.size(); ++token) {
      const std::string lower = encode_utf8(to_lower(decode_utf8(bytes_of(text, encoded.ranges[token]))));
      QCOMPARE(lower, clip->decode({&encoded.ids[token], 1}, false, false));
    }
  }
}

void TestTokenizers::ranges_of_composed_characters() {
  const auto clip = tiny("clip-vit", TokenizerKind::clip);
  const std::string text = "\xC4\xB0 e\xCC\x81\xFF";  // İ, e and an acute accent, a byte that is no UTF-8
  const EncodedText encoded = clip->encode_with_ranges(text);
  const std::vector<ByteRange> first{{0, 2}, {3, 6}, {6, 7}};
  QVERIFY(encoded.ids.size() >= 3);
  std::vector<ByteRange> seen;
  for (const ByteRange& range : encoded.ranges)
    if (seen.empty() || !(seen.back() == range)) seen.push_back(range);
  QVERIFY(seen == first);
}

void TestTokenizers::decoded_ranges_cover_the_text() {
  QRandomGenerator draw(4);
  for (const auto& tokenizer : {tiny("gpt2", TokenizerKind::gpt2), tiny("roberta", TokenizerKind::roberta),
                                tiny("clip-vit", TokenizerKind::clip)}) {
    for (int i = 0; i < 3000; ++i) {
      Ids ids = tokenizer->encode(any_text(draw));
      if (i % 2)
        for (auto& id : ids) id = draw.bounded(1002) - 1;  // ids in any order, and some that are none
      const bool skip = i % 3 == 0;
      const DecodedText decoded = tokenizer->decode_with_ranges(ids, skip);
      QCOMPARE(decoded.text, tokenizer->decode(ids, skip, false));
      QCOMPARE(decoded.ranges.size(), ids.size());
      std::size_t reached = 0;
      for (const ByteRange& range : decoded.ranges) {
        QCOMPARE(range.begin, reached);
        QVERIFY(range.end >= range.begin && is_valid_utf8(bytes_of(decoded.text, range)));
        reached = range.end;
      }
      QCOMPARE(reached, decoded.text.size());
    }
  }
  const auto gpt2 = tiny("gpt2", TokenizerKind::gpt2);
  const Ids ids = gpt2->encode("a\xF0\x9F\x90\xB6");  // the dog's face is several tokens: it belongs to the last
  const DecodedText decoded = gpt2->decode_with_ranges(ids);
  QVERIFY(ids.size() > 2);
  QVERIFY((decoded.ranges[1] == ByteRange{1, 1}) && (decoded.ranges.back() == ByteRange{1, 5}));
}

void TestTokenizers::a_batch_is_its_texts_one_by_one() {
  const auto clip = tiny("clip-vit", TokenizerKind::clip);
  QRandomGenerator draw(5);
  std::vector<std::string> texts;
  for (int i = 0; i < 1500; ++i) texts.push_back(any_text(draw));
  const auto for_model = encode_batch(*clip, texts, true, 3), plain = encode_batch(*clip, texts, false);
  QCOMPARE(for_model.size(), texts.size());
  for (std::size_t i = 0; i < texts.size(); ++i) {
    QVERIFY(for_model[i] == clip->encode_for_model(texts[i]));
    QVERIFY(plain[i] == clip->encode(texts[i]));
  }
  QVERIFY(encode_batch(*clip, {}).empty());
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

// The tiny CLIP's vocabulary is made as OpenAI makes its own from its merges alone.
void TestTokenizers::reads_openai_vocabulary() {
  const QTemporaryDir directory;
  const auto clip = tiny("clip-vit", TokenizerKind::clip);
  QFile merges(VIGNETTE_TEST_DATA "/goldens/models/tiny/clip-vit/merges.txt");
  QVERIFY(merges.open(QIODevice::ReadOnly));
  const QByteArray content = "\"bpe_simple_vocab_16e6.txt" + merges.readAll();
  const QString file = directory.filePath("bpe_simple_vocab_16e6.txt.gz");
  const gzFile packed = gzopen(qUtf8Printable(file), "wb");
  QCOMPARE(gzwrite(packed, content.constData(), unsigned(content.size())), int(content.size()));
  gzclose(packed);
  QVERIFY(recognise_tokenizer(directory.path().toStdString()) == TokenizerKind::clip);
  const auto in_folder = load_tokenizer(directory.path().toStdString(), TokenizerKind::clip);
  const auto by_name = load_tokenizer(file.toStdString(), TokenizerKind::clip);
  QCOMPARE(in_folder->vocabulary_size(), clip->vocabulary_size());
  QCOMPARE(in_folder->begin_id(), clip->begin_id());
  QRandomGenerator draw(6);
  for (int i = 0; i < 500; ++i) {
    const std::string text = any_text(draw);
    QVERIFY(in_folder->encode_for_model(text) == clip->encode_for_model(text));
    QVERIFY(by_name->encode(text) == clip->encode(text));
  }
}

void TestTokenizers::broken_openai_vocabularies_are_named() {
  const QTemporaryDir directory;
  const QString file = directory.filePath("bpe_simple_vocab_16e6.txt.gz");
  const gzFile packed = gzopen(qUtf8Printable(file), "wb");
  gzprintf(packed, "#version: 0.2\ni n\nt h e\n");
  gzclose(packed);
  QVERIFY(error_of(directory, TokenizerKind::clip).contains("txt.gz: line 3: expected two tokens"));
  QVERIFY(error_of(directory, TokenizerKind::gpt2).contains("is CLIP's vocabulary"));
  QFile whole(file);
  QVERIFY(whole.open(QIODevice::ReadOnly));
  const QByteArray bytes = whole.readAll();
  whole.close();
  write(file, bytes.left(bytes.size() - 6));
  QVERIFY(error_of(directory, TokenizerKind::clip).contains("txt.gz: ends early"));
  write(file, "nothing of the sort");
  QVERIFY(error_of(directory, TokenizerKind::clip).contains("txt.gz: line 1: expected the header"));
}

void TestTokenizers::broken_tokenizer_json_is_named() {
  const QTemporaryDir directory;
  const QString file = directory.filePath("tokenizer.json");
  const auto error_with = [&](const QString& model, const QString& rest) {
    write(file, QStringLiteral(R"({"model": {%1}%2})").arg(model, rest).toUtf8());
    return error_of(directory, TokenizerKind::gpt2);
  };
  const QString model = R"("vocab": {"a": 0, "b": 1, "ab": 2, "<|endoftext|>": 3}, "merges": ["a b"])";
  const QString bytes = R"(, "pre_tokenizer": {"type": "ByteLevel", "add_prefix_space": false})";
  QCOMPARE(error_with(model, bytes), QString());
  QVERIFY(
      error_with(model + R"(, "type": "Unigram")", bytes).contains("tokenizer.json: model: type: BPE was expected"));
  QVERIFY(error_with(model + R"(, "ignore_merges": true)", bytes).contains("ignore_merges"));
  QVERIFY(error_with(model + R"(, "end_of_word_suffix": "</w>")", bytes).contains("end_of_word_suffix"));
  QVERIFY(error_with(model, R"(, "pre_tokenizer": {"type": "Whitespace"})").contains("ByteLevel"));
  QVERIFY(error_with(model, bytes + R"(, "normalizer": {"type": "NFC"})").contains("normalizer"));
  QVERIFY(error_with(model, "").contains("pre_tokenizer"));
  QVERIFY(error_with(R"("vocab": {"a": 0}, "merges": [["a", "b"]])", bytes).contains("merges: number 1: token \"b\""));
  QVERIFY(error_with(R"("vocab": {"a": 0})", bytes).contains("merges"));
  QVERIFY(
      error_with(model, bytes + R"(, "added_tokens": [{"content": "x", "id": 1}])").contains("id 1 belongs to both"));
  write(file, R"({"model": )");
  QVERIFY(error_of(directory, TokenizerKind::gpt2).contains("tokenizer.json: not valid JSON"));
}

void TestTokenizers::names_its_files() {
  const QTemporaryDir directory;
  const std::filesystem::path path = directory.path().toStdString();
  QVERIFY(tokenizer_files(path).empty());
  write(directory.filePath("merges.txt"), "#version: 0.2\n");
  write(directory.filePath("vocab.json"), "{}");
  QVERIFY(tokenizer_files(path) == (std::vector<std::string>{"vocab.json", "merges.txt"}));
  write(directory.filePath("tokenizer.json"), "{}");
  write(directory.filePath("tokenizer_config.json"), "{}");
  QCOMPARE(tokenizer_files(path).size(), std::size_t(4));
  QCOMPARE(tokenizer_files(path).front(), std::string("tokenizer.json"));
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
