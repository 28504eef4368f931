// Scores with intervals, the scatter that opens pictures, and the report.

#include <qcustomplot.h>

#include <QLabel>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QtTest>

#include "app/store_access.h"
#include "compare/comparison_report.h"
#include "compare/score_view.h"
#include "gui/captions/caption_store.h"

using namespace vignette;

namespace {

CaptionRecord caption(std::int64_t image, const std::string& text, double reward) {
  CaptionRecord record;
  record.step = 10;
  record.image_id = image;
  record.image_path = std::to_string(image) + ".png";
  record.kind = "greedy";
  record.caption = text;
  record.references = {"a red dog runs on the grass", "the dog runs number " + std::to_string(image)};
  record.scores = {{"reward", reward}};
  return record;
}

}  // namespace

class TestScoreView : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() { QLocale::setDefault(QLocale::c()); }

  void scoresAreOfCommonPictures() {
    std::vector<CaptionRecord> good, bad;
    for (int i = 1; i <= 30; ++i) {
      good.push_back(caption(i, "the dog runs number " + std::to_string(i), 1 + 0.01 * i));
      if (i > 5) bad.push_back(caption(i, "a cat sits", 0.5 + 0.01 * i));
    }
    const auto scores = compareScores({{1, "bad", {}}, {2, "good", {}}}, {bad, good});
    QCOMPARE(scores.problem, QString());
    QCOMPARE(scores.pictures, std::int64_t(25));
    QCOMPARE(scores.steps, (std::vector<std::int64_t>{10, 10}));
    const auto& reward = scores.lines.back();
    QCOMPARE(reward.values.size(), std::size_t(2));
    QVERIFY(std::abs(reward.values[0] - 0.68) < 1e-9);
    QVERIFY(reward.intervals[0].low < 0.68 && reward.intervals[0].high > 0.68);
    QVERIFY(!reward.against[0]);
    QVERIFY(std::abs(reward.against[1]->difference - 0.5) < 1e-9);
    QCOMPARE(reward.against[1]->wins, std::int64_t(25));
    QCOMPARE(significanceMark(reward.against[1]->p).isEmpty(), false);
    QVERIFY(againstText(reward, 1).startsWith("+0.500 [0.500, 0.500], p = 0.00"));
    QVERIFY(againstText(reward, 1).endsWith("25 / 0 / 0"));
    QCOMPARE(scores.lines.front().metric, QString("CIDEr"));
    QVERIFY(scores.lines.front().values[1] > scores.lines.front().values[0]);
  }

  void reportsAreEscaped() {
    QCOMPARE(escapedForLatex("a_b & 50% #1 {x} ~^\\ <"),
             QString("a\\_b \\& 50\\% \\#1 \\{x\\} \\textasciitilde{}\\textasciicircum{}\\textbackslash{} $<$"));
    QCOMPARE(escapedForMarkdown("a|b_c*"), QString("a\\|b\\_c\\*"));
    std::vector<CaptionRecord> one, two;
    for (int i = 1; i <= 10; ++i) {
      one.push_back(caption(i, "a dog runs", 0.5));
      two.push_back(caption(i, "a dog runs", 0.5));
    }
    RunComparison comparison;
    comparison.runs = {{1, "a<b>_1", {}}, {2, "two|2", {}}};
    comparison.parameters = {{"optimizer.learning_rate", {}, {"1e-05", "0.001"}, {}}};
    const auto scores = compareScores(comparison.runs, {one, two});
    const auto html = comparisonReport(comparison, scores, ReportFormat::html);
    QVERIFY(html.startsWith("<!DOCTYPE html>") && html.contains("a&lt;b&gt;_1") && !html.contains("a<b>"));
    const auto markdown = comparisonReport(comparison, scores, ReportFormat::markdown);
    QVERIFY(markdown.contains("two\\|2") && markdown.contains("| optimizer.learning\\_rate | 1e-05 | 0.001 |"));
    const auto latex = comparisonReport(comparison, scores, ReportFormat::latex);
    QVERIFY(latex.contains("a$<$b$>$\\_1 & ") && latex.contains("optimizer.learning\\_rate & 1e-05 & 0.001 \\\\"));
    QCOMPARE(latex.count("\\begin{table}"), latex.count("\\end{table}"));
  }

  void aPointOpensItsPictureInBothRuns() {
    QTemporaryDir folder;
    const std::filesystem::path file = folder.filePath("s.vignette").toStdString();
    const auto pictures = drawPictures(folder.path(), 3);
    const auto a = addRun(file, "a", "", "#0072b2"), b = addRun(file, "b", "", "#e69f00");
    addCaptions(file, a, {100, 6, false, "stands"}, pictures);
    addCaptions(file, b, {100, 6, false, "jumps"}, pictures);
    StoreAccess store;
    store.open(file);
    ScoreView view(&store);
    view.resize(500, 600);
    view.show();
    QVERIFY(QTest::qWaitForWindowExposed(&view));
    QSignalSpy computed(&view, &ScoreView::computed), opened(&view, &ScoreView::pairActivated);
    view.setRuns({{a, "a", Qt::blue}, {b, "b", Qt::red}});
    QVERIFY(computed.wait(10000));
    QVERIFY(view.findChild<QLabel*>("scoreSummary")->text().contains("6"));
    QVERIFY(view.findChild<QTableView*>("scoreTable")->model()->rowCount() >= 2);
    auto* plot = view.plot();
    plot->replot();
    // Picture 4 has CIDEr 0.4 in both: 40 as shown.
    const QPoint at(int(plot->xAxis->coordToPixel(40)), int(plot->yAxis->coordToPixel(40)));
    QTest::mouseClick(plot, Qt::LeftButton, {}, at);
    QCOMPARE(opened.count(), 1);
    QCOMPARE(opened[0][0].toLongLong(), qint64(a));
    QCOMPARE(opened[0][1].toLongLong(), qint64(b));
    QCOMPARE(opened[0][2].toLongLong(), qint64(4));
    QTest::mouseClick(plot, Qt::LeftButton, {}, QPoint(at.x() + 25, at.y() + 25));
    QCOMPARE(opened.count(), 1);
  }
};

QTEST_MAIN(TestScoreView)
#include "tst_score_view.moc"
