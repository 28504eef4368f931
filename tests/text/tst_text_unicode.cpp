#include <QTest>

#include "text/byte_alphabet.h"
#include "text/unicode.h"

using namespace vignette;

class TestUnicode : public QObject {
  Q_OBJECT

 private slots:
  void repairs_invalid_utf8_data();
  void repairs_invalid_utf8();
  void lower_cases_code_points();
  void composes_to_nfc_data();
  void composes_to_nfc();
  void byte_alphabet_is_a_bijection();
};

void TestUnicode::repairs_invalid_utf8_data() {
  QTest::addColumn<QByteArray>("bytes");
  QTest::addColumn<QString>("expected");
  QTest::newRow("valid") << QByteArray("caf\xC3\xA9 \xF0\x9F\x90\xB6") << QString::fromUtf8("café 🐶");
  QTest::newRow("lone continuation") << QByteArray("a\x80z") << QString::fromUtf16(u"a\uFFFDz");
  QTest::newRow("cut at the end") << QByteArray("a\xF0\x9F\x90") << QString::fromUtf16(u"a\uFFFD");
  QTest::newRow("overlong") << QByteArray("\xC0\xAF") << QString::fromUtf16(u"\uFFFD\uFFFD");
  QTest::newRow("surrogate") << QByteArray("\xED\xA0\x80") << QString::fromUtf16(u"\uFFFD\uFFFD\uFFFD");
  QTest::newRow("cut then ascii") << QByteArray("\xE2\x82x") << QString::fromUtf16(u"\uFFFDx");
}

void TestUnicode::repairs_invalid_utf8() {
  QFETCH(QByteArray, bytes);
  QFETCH(QString, expected);
  QCOMPARE(QString::fromStdString(repair_utf8(bytes.toStdString())), expected);
}

void TestUnicode::lower_cases_code_points() {
  const auto lower = [](const char32_t* text) { return encode_utf8(to_lower(text)); };
  QCOMPARE(lower(U"ÉCOLE ß ẞ"), std::string("école ß ß"));
  QCOMPARE(lower(U"İ"), std::string("i\xCC\x87"));
  QCOMPARE(lower(U"ΣΊΣΥΦΟΣ"), std::string("σίσυφοσ"));
  QCOMPARE(lower(U"ǅ Ⅷ Ā ā \U00010400"), std::string("ǆ ⅷ ā ā \xF0\x90\x90\xA8"));
  QCOMPARE(lower(U"ĸ ŋ Ɂ ɂ"), std::string("ĸ ŋ ɂ ɂ"));
}

void TestUnicode::composes_to_nfc_data() {
  QTest::addColumn<QString>("text");
  QTest::newRow("acute") << QString::fromUtf16(u"e\u0301");
  QTest::newRow("two marks, wrong order") << QString::fromUtf16(u"a\u0301\u0323");
  QTest::newRow("blocked") << QString::fromUtf16(u"a\u0328\u0301\u0301x\u0301");
  QTest::newRow("angstrom sign") << QString::fromUtf16(u"\u212B\u00C5");
  QTest::newRow("hangul jamo") << QString::fromUtf16(u"\u1112\u1161\u11AB\u1100\u1161");
  QTest::newRow("hangul syllable and tail") << QString::fromUtf16(u"\uAC00\u11A8\uAC01\u11A8");
  QTest::newRow("composition exclusion") << QString::fromUtf16(u"\u0958\u2ADC\uFB1D");
  QTest::newRow("long s") << QString::fromUtf16(u"\u1E9B\u0323");
  QTest::newRow("lone marks") << QString::fromUtf16(u"\u0345\u0301 \u0301");
  QTest::newRow("kana") << QString::fromUtf16(u"\u304B\u3099\u30CF\u309A");
  QTest::newRow("musical") << QString::fromUtf8("\xF0\x9D\x85\x9E");
}

void TestUnicode::composes_to_nfc() {
  QFETCH(QString, text);
  const std::string got = encode_utf8(to_nfc(decode_utf8(text.toStdString())));
  QCOMPARE(QString::fromStdString(got), text.normalized(QString::NormalizationForm_C));
}

void TestUnicode::byte_alphabet_is_a_bijection() {
  std::string bytes, symbols;
  for (const std::uint8_t byte : byte_alphabet_order()) {
    bytes += static_cast<char>(byte);
    symbols += byte_symbol(byte);
  }
  QCOMPARE(bytes_of_symbols(symbols).value(), bytes);
  QVERIFY(symbols.starts_with("!\"#"));
  QCOMPARE(byte_symbol(' '), std::string("Ġ"));
  QCOMPARE(byte_symbol('\n'), std::string("Ċ"));
  QVERIFY(!bytes_of_symbols("a b").has_value());
}

QTEST_GUILESS_MAIN(TestUnicode)
#include "tst_text_unicode.moc"
