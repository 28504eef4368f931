#include <QAbstractItemModelTester>
#include <QtTest>
#include <cmath>
#include <limits>

#include "compare/caption_difference_model.h"
#include "compare/run_comparison.h"
#include "compare/run_table_model.h"
#include "compare/word_difference.h"

using namespace vignette;

namespace {

QString marks(const std::vector<MarkedWord>& words) {
  QStringList parts;
  for (const auto& word : words) parts << (word.differs ? "[" + word.word + "]" : word.word);
  return parts.join(' ');
}

CaptionRecord caption(std::int64_t image, const std::string& text, double cider) {
  CaptionRecord record;
  record.image_id = image;
  record.caption = text;
  record.kind = "greedy";
  record.scores["CIDEr"] = cider;
  return record;
}

}  // namespace

class TestWordDifference : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() { QLocale::setDefault(QLocale::c()); }

  void marksAndDistances_data() {
    QTest::addColumn<QString>("first");
    QTest::addColumn<QString>("second");
    QTest::addColumn<QString>("firstMarks");
    QTest::addColumn<QString>("secondMarks");
    QTest::addColumn<int>("distance");
    QTest::newRow("same") << "a dog runs"
                          << "A dog runs."
                          << "a dog runs"
                          << "A dog runs." << 0;
    QTest::newRow("replaced") << "a dog runs"
                              << "a cat runs"
                              << "a [dog] runs"
                              << "a [cat] runs" << 1;
    QTest::newRow("inserted") << "a dog"
                              << "a big black dog"
                              << "a dog"
                              << "a [big] [black] dog" << 2;
    QTest::newRow("moved") << "dog and cat"
                           << "cat and dog"
                           << "[dog] and [cat]"
                           << "[cat] and [dog]" << 2;
    QTest::newRow("nothing in common") << "x y"
                                       << "p q r"
                                       << "[x] [y]"
                                       << "[p] [q] [r]" << 3;
    QTest::newRow("one empty") << ""
                               << "a dog"
                               << ""
                               << "[a] [dog]" << 2;
    QTest::newRow("both empty") << ""
                                << " "
                                << ""
                                << "" << 0;
  }

  void marksAndDistances() {
    QFETCH(QString, first);
    QFETCH(QString, second);
    const auto difference = compareWords(first, second);
    QTEST(difference.distance, "distance");
    QFETCH(QString, firstMarks);
    if (QByteArray(QTest::currentDataTag()) != "moved") {
      QCOMPARE(marks(difference.first), firstMarks);
      QTEST(marks(difference.second), "secondMarks");
    }
    QVERIFY(difference.relative >= 0 && difference.relative <= 1);
    QCOMPARE(compareWords(second, first).distance, difference.distance);
  }

  void pairsWhatBothRunsCaptioned() {
    const auto pairs = pairCaptions({caption(1, "a dog", 1), caption(2, "a cat", 2), caption(3, "a fox", 3)},
                                    {caption(3, "an old owl", 1), caption(1, "a dog", 2)});
    QCOMPARE(pairs.size(), std::size_t(2));
    QCOMPARE(pairs[0].imageId, 3);
    QCOMPARE(pairs[0].words.distance, 3);
    QCOMPARE(pairs[1].imageId, 1);
    QCOMPARE(pairs[1].words.relative, 0.0);
  }

  void bestValues() {
    using Values = std::vector<std::optional<double>>;
    QCOMPARE(bestOf(Values{1.0, 3.0, std::nullopt}, Better::higher), (std::vector<bool>{false, true, false}));
    QCOMPARE(bestOf(Values{1.0, 3.0, 1.0}, Better::lower), (std::vector<bool>{true, false, true}));
    QVERIFY(bestOf(Values{2.0, 2.0}, Better::higher).empty());
    QVERIFY(bestOf(Values{2.0, std::nullopt}, Better::higher).empty());
    QVERIFY(bestOf(Values{2.0, 1.0}, Better::unknown).empty());
    QCOMPARE(betterDirection("val/CIDEr"), Better::higher);
    QCOMPARE(betterDirection("val/loss"), Better::lower);
    QCOMPARE(betterDirection("G_loss"), Better::unknown);
  }

  void differenceModelSorts() {
    CaptionDifferenceModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    const double none = std::numeric_limits<double>::quiet_NaN();
    model.setPairs(pairCaptions({caption(1, "a dog", 1), caption(2, "a cat", 2), caption(3, "a fox", none)},
                                {caption(1, "a dog", 1.5), caption(2, "one cat", 1), caption(3, "an old owl", 1)}));
    const auto ids = [&] {
      std::vector<qint64> result;
      for (int row = 0; row < model.rowCount(); ++row) result.push_back(model.pair(row).imageId);
      return result;
    };
    QCOMPARE(ids(), (std::vector<qint64>{3, 2, 1}));
    const QPersistentModelIndex kept = model.index(0, CaptionDifferenceModel::FirstColumn);
    model.sort(CaptionDifferenceModel::ScoreDifferenceColumn, Qt::DescendingOrder);
    QCOMPARE(ids(), (std::vector<qint64>{1, 2, 3}));
    QCOMPARE(kept.row(), 2);
    model.sort(CaptionDifferenceModel::ScoreDifferenceColumn, Qt::AscendingOrder);
    QCOMPARE(ids(), (std::vector<qint64>{2, 1, 3}));
    QCOMPARE(model.index(1, CaptionDifferenceModel::ScoreDifferenceColumn).data().toString(), QString("+50.0"));
    QCOMPARE(model.index(1, CaptionDifferenceModel::DifferenceColumn).data().toString(), QString("0%"));
    model.sort(CaptionDifferenceModel::FirstColumn, Qt::AscendingOrder);
    QCOMPARE(ids(), (std::vector<qint64>{2, 1, 3}));
  }

  void twoCaptionsReadAsOne() {
    const auto merged = [](const char* before, const char* after) {
      QStringList words;
      for (const auto& word : mergedWords(compareWords(before, after)))
        words << (word.change == ChangedWord::Change::kept    ? ""
                  : word.change == ChangedWord::Change::added ? "+"
                                                              : "-") +
                     word.word;
      return words.join(' ');
    };
    QCOMPARE(merged("a red cat sits", "a red dog sits down"), QString("a red -cat +dog sits +down"));
    QCOMPARE(merged("two birds", "a big bird"), QString("-two -birds +a +big +bird"));
    QCOMPARE(merged("on the grass", "the grass"), QString("-on the grass"));
    QCOMPARE(merged("the grass", "The grass."), QString("The grass."));
    QCOMPARE(merged("", "a cat"), QString("+a +cat"));
    QCOMPARE(merged("a cat", ""), QString("-a -cat"));
    QCOMPARE(merged("", ""), QString());
  }

  void runTableStarsTheBest() {
    RunTableModel model("Metric");
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setTable({{1, "one", Qt::red}, {2, "two", Qt::blue}},
                   {{"val/CIDEr", "help", {"50.0", "60.0"}, {false, true}}});
    QCOMPARE(model.columnCount(), 3);
    QCOMPARE(model.headerData(2, Qt::Horizontal, Qt::DisplayRole).toString(), QString("two"));
    QCOMPARE(model.index(0, 1).data().toString(), QString("50.0"));
    QCOMPARE(model.index(0, 2).data().toString(), QString("★ 60.0"));
    model.setTable({}, {});
    QCOMPARE(model.rowCount(), 0);
  }
};

QTEST_MAIN(TestWordDifference)
#include "tst_word_difference.moc"
