// Filters and arrangements of captions, what rewards are made of, and saved views: plain values.

#include <QSignalSpy>
#include <QtTest>
#include <cmath>
#include <limits>

#include "captions/caption_arrangement.h"
#include "captions/reward_anatomy.h"
#include "captions/saved_views.h"

using namespace vignette;

namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr int kReward = 0, kCritic = 4, kCider = 7;

CaptionItem item(qint64 image, const QString& caption, double reward, double critic = kNone, double cider = kNone) {
  CaptionItem result;
  result.key = {image, 0};
  result.caption = caption;
  result.imagePath = QStringLiteral("/p/%1.png").arg(image);
  result.scores.fill(kNone);
  result.scores[kReward] = reward;
  result.scores[kCritic] = critic;
  result.scores[kCider] = cider;
  return result;
}

CaptionSet zoo() {
  CaptionSet set;
  set.items = {item(1, "a dog runs", 1, 0.9, 0.1), item(2, "two dogs sleep", 2, 0.1, 0.2),
               item(3, "a cat runs", 3, 0.5, 0.3), item(4, "nothing", kNone, 0.2, 0.4)};
  set.compareWithReferences(set.items[0], {"the dog runs fast", "a dog runs fast"});
  set.compareWithReferences(set.items[1], {"two cats sleep", "cats sleep"});
  set.compareWithReferences(set.items[2], {"A cat.", "one cat sits"});
  set.prepare();
  return set;
}

std::vector<qint64> images(const CaptionSet& set, const CaptionFilter& filter, const PictureFacts& facts = {}) {
  std::vector<qint64> ids;
  for (const int row : arrangeCaptions(set, filter, facts).rows)
    ids.push_back(set.items[static_cast<std::size_t>(row)].key.imageId);
  return ids;
}

using Ids = std::vector<qint64>;

}  // namespace

class TestCaptionFilters : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() { QLocale::setDefault(QLocale::c()); }

  void wordsStandWithoutPunctuation() {
    QCOMPARE(plainWords("A Dog's \"well-known\" trick, isn't it?  –"),
             (QStringList{"a", "dog's", "well-known", "trick", "isn't", "it"}));
    QCOMPARE(plainWords(" . "), QStringList());
  }

  void wordsSaidAndMissed() {
    const auto set = zoo();
    const auto words = [&set](const std::vector<int>& numbers) {
      QStringList list;
      for (const int number : numbers) list << set.words[number];
      list.sort();
      return list;
    };
    QCOMPARE(words(set.items[0].invented), QStringList());
    QCOMPARE(words(set.items[0].missed), (QStringList{"fast", "the"}));
    QCOMPARE(words(set.items[1].invented), QStringList{"dogs"});
    QCOMPARE(words(set.items[1].missed), QStringList{"cats"});
    QCOMPARE(words(set.items[2].invented), QStringList{"runs"});
    CaptionFilter filter;
    filter.invented = QStringList{"dogs"};
    QCOMPARE(images(set, filter), Ids{2});
    filter.missed = QStringList{"cats"};
    QCOMPARE(images(set, filter), Ids{2});
    filter.missed = QStringList{"fast"};
    QCOMPARE(images(set, filter), Ids{});
    filter.missed = QStringList{"no such word"};
    filter.invented.clear();
    QCOMPARE(images(set, filter), Ids{});
    const auto all = arrangeCaptions(set, {});
    QCOMPARE(all.invented.size(), std::size_t{2});
    QCOMPARE(all.invented[0].first, QString("dogs"));
    QCOMPARE(all.invented[0].second, 1);
  }

  void regularExpressions() {
    const auto set = zoo();
    CaptionFilter filter;
    filter.text = "\\b(dog|cat) RUNS$";
    filter.regularExpression = true;
    QCOMPARE(images(set, filter), (Ids{1, 3}));
    QVERIFY(patternProblem(filter.text).isEmpty());
    filter.text = "a (dog";
    QCOMPARE(images(set, filter), Ids{});
    QVERIFY2(patternProblem(filter.text).contains("at character"), qPrintable(patternProblem(filter.text)));
  }

  void conditionsAddUp() {
    const auto set = zoo();
    CaptionFilter filter;
    filter.setRange(kReward, {1.0, 2.0});
    QCOMPARE(images(set, filter), (Ids{1, 2}));
    filter.setRange(kCritic, {0.5, {}});
    QCOMPARE(images(set, filter), Ids{1});
    filter.setRange(kReward, {});
    QCOMPARE(images(set, filter), (Ids{1, 3}));
    PictureFacts facts;
    facts.splits = std::make_shared<ImageSplits>(ImageSplits{{1, Split::train}, {3, Split::test}});
    filter.splits = splitBit(Split::test) | splitBit(Split::validation);
    QCOMPARE(images(set, filter, facts), Ids{3});
    QCOMPARE(images(set, filter), Ids{});  // not known
    filter.splits = 0;
    facts.tags = std::make_shared<ImageTags>(ImageTags{{"/p/1.png", {"bad", "keep"}}, {"/p/3.png", {"bad"}}});
    filter.tags = QStringList{"bad"};
    QCOMPARE(images(set, filter, facts), (Ids{1, 3}));
    filter.tags << "keep";
    QCOMPARE(images(set, filter, facts), Ids{1});
    QVERIFY(filter.restricts());
    filter.clear();
    QVERIFY(!filter.restricts());
  }

  void groups() {
    auto set = zoo();
    for (std::size_t i = 0; i < 3; ++i) set.items[i].earlier[kReward] = std::vector<double>{0.5, 2.5, -4}[i];
    CaptionFilter filter;
    filter.sort = CaptionSort::improvement;
    filter.descending = true;
    QCOMPARE(images(set, filter), (Ids{3, 1, 2, 4}));  // +7, +0.5, -0.5, not known
    // Ranks by critic: 2 4 3 1; by CIDEr: 1 2 3 4.
    filter.sort = CaptionSort::disagreement;
    QCOMPARE(images(set, filter), (Ids{1, 4, 2, 3}));
    QCOMPARE(set.items[0].disagreement, 1.0);
    QVERIFY(std::abs(set.items[2].disagreement) < 1e-12);
    filter.sort = CaptionSort::score;
    QCOMPARE(images(set, filter), (Ids{3, 2, 1, 4}));
    filter.descending = false;
    QCOMPARE(images(set, filter), (Ids{1, 2, 3, 4}));
  }

  void histogramsCountAllAndShown() {
    const auto set = zoo();
    const auto& column = set.columns[kReward];
    QCOMPARE(column.low, 1.0);
    QCOMPARE(column.high, 3.0);
    QCOMPARE(column.counts.size(), std::size_t{kHistogramBins});
    QCOMPARE(column.counts.front(), 1);
    QCOMPARE(column.counts[kHistogramBins / 2], 1);
    QCOMPARE(column.counts.back(), 1);
    CaptionFilter filter;
    filter.text = "dog";
    const auto shown = arrangeCaptions(set, filter);
    QCOMPARE(shown.histograms[kReward].front(), 1);
    QCOMPARE(shown.histograms[kReward].back(), 0);
    QVERIFY(shown.histograms[1].empty());  // nobody has a cosine
    QCOMPARE(shown.rowOf, (std::vector<int>{0, 1, -1, -1}));
  }

  void scoresOfAnyName() {
    const int before = scoreCount();
    const auto values = scoreValues({{"reward", 2}, {"politeness", 0.25}});
    QCOMPARE(scoreCount(), before + 1);
    const int score = scoreIndex("politeness");
    QVERIFY(score >= kScoreCount);
    QCOMPARE(values.of(score), 0.25);
    QVERIFY(std::isnan(values.of(score + 1)) && std::isnan(values.of(kCritic)));
    QCOMPARE(scoreLabel(score), QString("politeness"));
    QCOMPARE(scoreText(score, 0.25), QString("0.250"));
    scoreValues({{"politeness", 1}});
    QCOMPARE(scoreCount(), before + 1);
  }

  void filtersSurviveTheStore() {
    CaptionFilter filter;
    filter.text = "a \"dog\"";
    filter.regularExpression = true;
    filter.score = kCider;
    filter.ranges = {{kReward, {1.5, {}}}, {kCider, {{}, 0.25}}};
    filter.invented = QStringList{"dogs"};
    filter.missed = QStringList{"cat", "über"};
    filter.splits = splitBit(Split::validation);
    filter.tags = QStringList{"bad"};
    filter.sort = CaptionSort::disagreement;
    filter.descending = true;
    QCOMPARE(filterFromJson(filterToJson(filter)), filter);
    QCOMPARE(filterFromJson({{"sort", "nonsense"}, {"ranges", 5}, {"score", "none such"}}), CaptionFilter());

    SavedViews views;
    QSignalSpy changed(&views, &SavedViews::changed);
    views.showFilter(filter);
    views.save("  the bad  ones ");
    views.save("");
    QCOMPARE(changed.count(), 1);
    SavedViews again;
    again.setText(views.text());
    QCOMPARE(again.text(), views.text());
    QVERIFY(again.text().contains("the bad ones"));
    again.setText("{ broken");
    QCOMPARE(again.text(), QString("[]"));
  }

  void theRewardIsItsTerms() {
    RewardRecipe recipe;
    recipe.known = true;
    recipe.cosine = 0.5;
    recipe.clip = 0.25;
    recipe.clipScore = 2;
    recipe.terms = {{"length", 0.1}};
    // 2·(0.75·(0.5·60 + 0.5·40) + 0.25·80) + 0.1·(-3) = 114.7
    const auto anatomy = anatomyOf(recipe, {{"reward", 114.7},
                                            {"cosine", 60},
                                            {"l1", 40},
                                            {"clip", 80},
                                            {"length", -3},
                                            {"advantage", 4.7},
                                            {"critic", 0.3}});
    QCOMPARE(anatomy.parts.size(), std::size_t{4});
    QCOMPARE(anatomy.parts[0].share(), 45.0);
    QCOMPARE(anatomy.parts[1].share(), 30.0);
    QCOMPARE(anatomy.parts[2].share(), 40.0);
    QVERIFY(std::abs(anatomy.parts[3].share() + 0.3) < 1e-12);
    QCOMPARE(anatomy.rest, 0.0);
    QVERIFY(std::abs(*anatomy.baseline() - 110) < 1e-9);
    const auto partly = anatomyOf(recipe, {{"reward", 100.0}, {"cosine", 60}});
    QCOMPARE(partly.rest, 55.0);
    QVERIFY(!partly.baseline());
    QVERIFY(anatomyOf({}, {{"reward", 1}}).parts.empty());
  }
};

QTEST_MAIN(TestCaptionFilters)
#include "tst_caption_filters.moc"
