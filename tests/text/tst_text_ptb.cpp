#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include "text/ptb_tokenizer.h"

using namespace vignette;

namespace {

// A file cell is one JSON string; QJsonDocument wants a container around it.
std::string cell(const QByteArray& json) {
  return QJsonDocument::fromJson('[' + json + ']').array().at(0).toString().toStdString();
}

}  // namespace

class TestPtb : public QObject {
  Q_OBJECT

 private slots:
  void tokens_data();
  void tokens();
  void line_separators_are_blanks();
  void golden_strings();
  void any_bytes_end();
  void is_fast_enough_for_validation();
};

void TestPtb::tokens_data() {
  QTest::addColumn<QString>("caption");
  QTest::addColumn<QString>("expected");
  QTest::newRow("plain") << "A man, a dog and a cat."
                         << "a man a dog and a cat";
  QTest::newRow("negation") << "They don't and can't; she cannot"
                            << "they do n't and ca n't she can not";
  QTest::newRow("clitics") << "The dog's owner I'm they're"
                           << "the dog 's owner i 'm they 're";
  QTest::newRow("brackets stay") << "two (2) [x]"
                                 << "two -lrb- 2 -rrb- -lsb- x -rsb-";
  QTest::newRow("hyphens") << "a well-known T-shirt - red"
                           << "a well-known t-shirt red";
  QTest::newRow("abbreviations") << "Mr. Smith in the U.S. army."
                                 << "mr. smith in the u.s. army";
  QTest::newRow("sentence end") << "on the beach."
                                << "on the beach";
  QTest::newRow("numbers") << "3.14 or 1,000 at 10:30"
                           << "3.14 or 1,000 at 10:30";
  QTest::newRow("quotes") << "a sign \"STOP\" and 'go'"
                          << "a sign stop and go";
  QTest::newRow("nothing left") << " . , !"
                                << "";
}

void TestPtb::tokens() {
  QFETCH(QString, caption);
  QFETCH(QString, expected);
  QCOMPARE(QString::fromStdString(ptb_tokenize_joined(caption.toStdString())), expected);
}

void TestPtb::line_separators_are_blanks() {
  const std::vector<std::string> expected{"a", "dog", "runs", "far"};
  QCOMPARE(ptb_tokenize("a\ndog\r\nruns\xE2\x80\xA8"
                        "far"),
           expected);
}

void TestPtb::golden_strings() {
  QFile file(VIGNETTE_TEST_DATA "/goldens/metrics/ptb.tsv");
  QVERIFY(file.open(QIODevice::ReadOnly));
  int rows = 0, exact = 0;
  while (!file.atEnd()) {
    const QList<QByteArray> cells = file.readLine().trimmed().split('\t');
    QCOMPARE(cells.size(), 2);
    const std::string expected = cell(cells[1]), got = ptb_tokenize_joined(cell(cells[0]));
    if (got != expected) qWarning() << cells[0] << "expected" << cells[1] << "got" << got.c_str();
    ++rows;
    exact += got == expected;
  }
  QCOMPARE(rows, 2007);
  QCOMPARE(exact, rows);
}

void TestPtb::any_bytes_end() {
  std::string bytes;
  std::uint32_t state = 7;
  for (int i = 0; i < 20000; ++i) {
    state = state * 1664525u + 1013904223u;
    bytes += static_cast<char>(state >> 24);
  }
  const std::string joined = ptb_tokenize_joined(bytes);
  QVERIFY(!joined.empty());
  for (std::size_t length = 0; length < 300; ++length) ptb_tokenize(std::string_view(bytes).substr(length, length));
  const std::string open = "<a b=\"" + std::string(2000, '<') + std::string(2000, '.') + std::string(2000, 'a');
  QVERIFY(!ptb_tokenize(open).empty());
}

void TestPtb::is_fast_enough_for_validation() {
  QElapsedTimer timer;
  timer.start();
  std::size_t tokens = 0;
  for (int i = 0; i < 5000; ++i)
    tokens += ptb_tokenize("A black and white dog's running through the tall green grass.").size();
  QCOMPARE(tokens, std::size_t(5000 * 12));
  QVERIFY2(timer.elapsed() < 2000, "5,000 captions took more than 2 s");
}

QTEST_GUILESS_MAIN(TestPtb)
#include "tst_text_ptb.moc"
