#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QtTest>
#include <cmath>
#include <limits>

#include "captions/caption_arrangement.h"
#include "captions/caption_model.h"
#include "captions/caption_table_model.h"
#include "captions/score_kinds.h"
#include "captions/token_strip.h"

using namespace vignette;

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
const int kReward = 0, kCider = 7;

CaptionItem item(qint64 image, const QString& caption, double reward, double cider = kNone) {
  CaptionItem result;
  result.key = {image, 0};
  result.caption = caption;
  result.scores.fill(kNone);
  result.scores[kReward] = reward;
  result.scores[kCider] = cider;
  return result;
}

std::vector<CaptionItem> zoo() {
  return {item(4, "A cat", 2), item(1, "a dog runs", 5), item(3, "two Dogs", kNone), item(2, "a bird", 2)};
}

std::vector<qint64> images(const CaptionArrangement& arrangement, const std::vector<CaptionItem>& items) {
  std::vector<qint64> ids;
  for (const int row : arrangement.rows) ids.push_back(items[static_cast<std::size_t>(row)].key.imageId);
  return ids;
}

CaptionSet setOf(std::vector<CaptionItem> items) {
  CaptionSet set;
  set.items = std::move(items);
  set.prepare();
  return set;
}

CaptionModel::Set shared(std::vector<CaptionItem> items) {
  return std::make_shared<const CaptionSet>(setOf(std::move(items)));
}

CaptionArrangement arrange(std::vector<CaptionItem> items, const CaptionFilter& filter) {
  return arrangeCaptions(setOf(std::move(items)), filter);
}

}  // namespace

class TestCaptionModels : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() { QLocale::setDefault(QLocale::c()); }

  void sortsByScoreWithMissingLast() {
    CaptionFilter filter;
    filter.sort = CaptionSort::score;
    QCOMPARE(images(arrange(zoo(), filter), zoo()), (std::vector<qint64>{2, 4, 1, 3}));
    filter.descending = true;
    QCOMPARE(images(arrange(zoo(), filter), zoo()), (std::vector<qint64>{1, 2, 4, 3}));
  }

  void sortsByImageAndCaption() {
    CaptionFilter filter;
    QCOMPARE(images(arrange(zoo(), filter), zoo()), (std::vector<qint64>{1, 2, 3, 4}));
    filter.sort = CaptionSort::caption;
    QCOMPARE(images(arrange(zoo(), filter), zoo()), (std::vector<qint64>{2, 4, 1, 3}));
  }

  void filtersByTextAndRange() {
    CaptionFilter filter;
    filter.text = "DOG";
    QCOMPARE(images(arrange(zoo(), filter), zoo()), (std::vector<qint64>{1, 3}));
    filter.setRange(kReward, {3, {}});
    QCOMPARE(images(arrange(zoo(), filter), zoo()), (std::vector<qint64>{1}));
    filter.text.clear();
    filter.setRange(kReward, {2, 2});
    QCOMPARE(images(arrange(zoo(), filter), zoo()), (std::vector<qint64>{2, 4}));
  }

  void colourRangeIsThePercentiles() {
    std::vector<CaptionItem> items;
    for (int i = 0; i <= 100; ++i) items.push_back(item(i, "x", i));
    const auto arrangement = arrange(items, {});
    QCOMPARE(arrangement.low, 2.0);
    QCOMPARE(arrangement.high, 98.0);
  }

  void arranges100kQuickly() {
    std::vector<CaptionItem> items;
    for (int i = 0; i < 100000; ++i)
      items.push_back(item(i, QString("a dog number %1 runs").arg(i * 7919 % 100003), i * 31 % 977));
    CaptionFilter filter;
    filter.sort = CaptionSort::score;
    filter.text = "runs";
    const auto set = setOf(std::move(items));
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(arrangeCaptions(set, filter).rows.size(), std::size_t(100000));
    QVERIFY2(timer.elapsed() < 1500, qPrintable(QString("%1 ms").arg(timer.elapsed())));
  }

  void scoresAsShown() {
    QCOMPARE(scoreText(kCider, 0.5432), QString("54.3"));
    QCOMPARE(scoreText(kReward, 12.5), QString("12.50"));
    QCOMPARE(scoreText(kReward, kNone), QString("–"));
    QCOMPARE(scoreIndex("advantage"), 5);
    QCOMPARE(scoreIndex("nonsense"), -1);
    for (int i = 0; i < kScoreCount; ++i) QVERIFY(scoreHelp(i).endsWith('.') || scoreHelp(i).endsWith(")."));
  }

  void coloursGrowLighter() {
    double before = -1;
    for (int i = 0; i <= 20; ++i) {
      const auto colour = scoreColour(i / 20.0);
      const double luma = 0.2126 * colour.redF() + 0.7152 * colour.greenF() + 0.0722 * colour.blueF();
      QVERIFY(luma > before);
      before = luma;
    }
    QCOMPARE(readableOn(scoreColour(0)), QColor(Qt::white));
    QCOMPARE(readableOn(scoreColour(1)), QColor(Qt::black));
  }

  void captionModelKeepsRulesAndCells() {
    CaptionModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset), changed(&model, &QAbstractItemModel::dataChanged);
    const auto first = shared(zoo());
    model.setContents(first, arrangeCaptions(*first, {}), kReward);
    QCOMPARE(reset.count(), 1);
    QCOMPARE(model.rowCount(), 4);
    QCOMPARE(model.index(0).data().toString(), QString("a dog runs"));
    QCOMPARE(model.index(0).data(CaptionModel::ScoreFractionRole).toDouble(), 1.0);
    QCOMPARE(model.index(2).data(CaptionModel::ScoreTextRole).toString(), QString());
    QVERIFY(model.index(0).data(Qt::ToolTipRole).toString().contains("Reward"));
    QCOMPARE(model.rowOfImage(4), 3);
    QCOMPARE(model.rowOf({9, 0}), -1);

    auto newer = zoo();
    newer[1].caption = "a dog sleeps";
    const auto second = shared(newer);
    model.setContents(second, arrangeCaptions(*second, {}), kReward);
    QCOMPARE(reset.count(), 1);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(model.index(0).data().toString(), QString("a dog sleeps"));
    model.setContents(shared({}), {}, kReward);
    QCOMPARE(model.rowCount(), 0);
  }

  void captionTableShowsScoresThatExist() {
    CaptionTableModel model(CaptionTableModel::Rows::kinds);
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    CaptionRecord greedy, sample;
    greedy.kind = "greedy";
    greedy.caption = "a fox";
    greedy.scores = {{"CIDEr", 0.8}};
    sample.kind = "sample";
    sample.sample_index = 1;
    sample.scores = {{"CIDEr", 1.2}, {"advantage", -0.5}};
    model.setCaptions({greedy, sample});
    QCOMPARE(model.columnCount(), 4);
    QCOMPARE(model.headerData(2, Qt::Horizontal, Qt::DisplayRole).toString(), QString("Advantage"));
    QCOMPARE(model.index(0, 0).data().toString(), QString("Greedy"));
    QCOMPARE(model.index(1, 0).data().toString(), QString("Sample 2"));
    QCOMPARE(model.index(0, 1).data().toString(), QString("a fox"));
    QCOMPARE(model.index(0, 2).data().toString(), QString("–"));
    QCOMPARE(model.index(1, 3).data().toString(), QString("120.0"));
    QVERIFY(model.index(1, 3).data(Qt::ToolTipRole).toString().contains("CIDEr"));
  }

  void tokensTellTheirProbability() {
    TokenStrip strip;
    strip.resize(300, 100);
    strip.setTokens({"Ġa", "Ġdog", "."}, {0.f, -0.6931472f});
    QCOMPARE(strip.toolTipAt({4, 4}), QString("“a”: log probability 0.00 (100.0%)"));
    QStringList seen;
    for (int x = 0; x < 300; ++x)
      if (const auto text = strip.toolTipAt({x, 4}); !text.isEmpty() && !seen.contains(text)) seen << text;
    QCOMPARE(seen.size(), 3);
    QCOMPARE(seen[1], QString("“dog”: log probability -0.69 (50.0%)"));
    QCOMPARE(seen[2], QString("“.”: no log probability stored"));
    QVERIFY(strip.heightForWidth(40) > strip.heightForWidth(400));
    strip.setTokens({}, {});
    QCOMPARE(strip.heightForWidth(100), 0);
  }
};

QTEST_MAIN(TestCaptionModels)
#include "tst_caption_models.moc"
