#include <QTemporaryDir>
#include <QTest>
#include <cmath>
#include <cstring>
#include <random>
#include <stdexcept>

#include "meteor_goldens.h"
#include "metrics/caption_metrics.h"
#include "metrics/meteor_normalizer.h"

using namespace vignette;

namespace {

constexpr char kTable[] =
    "0.5\nlarge\nvery big\n"
    "0.25\nvery big\nhuge\n"
    "0.125\nlarge\nhuge\n"
    "0.1\nlarge\nvery big\n";

double score(const MeteorData& data, const std::string& candidate, const std::string& reference) {
  const std::vector<std::vector<std::string>> references{{reference}};
  const MeteorReferences prepared(data, references);
  return meteor_score(MeteorScorer(prepared).score(0, candidate));
}

QByteArray complaint(const std::function<void()>& action) {
  try {
    action();
  } catch (const std::exception& error) {
    return error.what();
  }
  return {};
}

}  // namespace

class TestMeteor : public QObject {
  Q_OBJECT

 private slots:
  void initTestCase() { wordnet_ = std::make_shared<WordNet>("/usr/share/wordnet"); }
  void normalises_data();
  void normalises();
  void hashes_as_java();
  void synonyms();
  void a_stem_counts_six_tenths();
  void stages_follow_the_dictionaries();
  void identical_captions_score_one();
  void scores_stay_in_range_and_repeat();
  void the_first_of_equal_references();
  void a_table_is_searched_in_its_order();
  void a_damaged_table_is_refused();
  void a_strange_source_is_named_data();
  void a_strange_source_is_named();
  void no_wordnet_no_service();
  void endless_captions_are_refused();
  void only_with_its_data_by_name();

 private:
  std::string write(const char* name, const QByteArray& content) {
    QFile file(folder_.filePath(name));
    if (!file.open(QIODevice::WriteOnly)) qFatal("cannot write");
    file.write(content);
    return file.fileName().toStdString();
  }

  QTemporaryDir folder_;
  std::shared_ptr<const WordNet> wordnet_;
};

void TestMeteor::normalises_data() {
  QTest::addColumn<QString>("expected");
  QTest::newRow("a dog  runs") << "a dog runs";
  QTest::newRow("is n't o'clock") << "is n 't o 'clock";
  QTest::newRow("they 're") << "they ' re";
  QTest::newRow("a-b-c x-ray") << "a b-c x ray";
  QTest::newRow("-lrb- :-rrb-") << "-lrb- : -rrb-";
  QTest::newRow("u.s. mr. smith etc.") << "us mr. smith etc .";
  QTest::newRow("1,000 a,b 1990's") << "1,000 a , b 1990 's";
  QTest::newRow("wait.... ok 50% c++") << "wait .... ok 50 % c + +";
  QTest::newRow("`` hi ''") << "\" hi \"";
  QTest::newRow("pp. 7 pp. a no.") << "pp. 7 pp. a no .";
  QTest::newRow("2\u00a01/2 \u00e9t\u00e9 \u72ac\u732b") << "2 1 / 2 \u00e9t\u00e9 \u72ac \u732b";
  QTest::newRow("\u0001 \u0002 a \u0003 b \u0004") << "a \u0003 b";
  QTest::newRow("") << "";
}

void TestMeteor::normalises() {
  QFETCH(QString, expected);
  QStringList words;
  for (const auto& word : meteor_words(QTest::currentDataTag())) words << QString::fromStdString(word);
  QCOMPARE(words.join(' '), expected);
}

void TestMeteor::hashes_as_java() {
  QCOMPARE(java_hash(""), 0);
  QCOMPARE(java_hash("dog"), 99644);
  QCOMPARE(java_hash("skateboarding"), 1460488822);
  QCOMPARE(java_hash("\U0001F600"), 1772899);  // a surrogate pair
}

// car and automobile share a synset; men is an exception of man; ran one of run; dishes lose an ending.
void TestMeteor::synonyms() {
  const auto share = [this](const char* a, const char* b) {
    const auto one = wordnet_->synsets(a), other = wordnet_->synsets(b);
    std::vector<std::int32_t> both;
    std::set_intersection(one.begin(), one.end(), other.begin(), other.end(), std::back_inserter(both));
    return !both.empty();
  };
  QVERIFY(share("car", "automobile"));
  QVERIFY(share("men", "man"));
  QVERIFY(share("ran", "run"));
  QVERIFY(share("dishes", "dish"));
  QVERIFY(!share("dog", "piano"));
  QVERIFY(wordnet_->synsets("qwxyz").empty());
  QVERIFY(wordnet_->synsets("").empty());
  // Princeton's numbers, also of what Debian's corrections moved: METEOR's english.synsets lists these for "100"
  QCOMPARE(wordnet_->synsets("100"), (std::vector<std::int32_t>{2196107, 13750415}));
}

// By hand, content words only: 2.6 of 3 and of 4 words, in one chunk of three.
void TestMeteor::a_stem_counts_six_tenths() {
  const double precision = 2.6 / 3, recall = 2.6 / 4, mean = 1 / (0.15 / precision + 0.85 / recall);
  const double expected = mean * (1 - 0.6 * std::pow(1.0 / 3, 0.2));
  QVERIFY(std::abs(score({}, "brown dog running", "brown dog runs today") - expected) < 1e-12);
  QVERIFY(std::abs(score({}, "brown dog running", "brown dog runs") - 2.6 / 3) < 1e-12);  // one chunk is no fragment
}

void TestMeteor::stages_follow_the_dictionaries() {
  MeteorData data;
  QCOMPARE(data.stages(), (std::vector<std::string>{"exact", "stem"}));
  QCOMPARE(score(data, "car", "automobile"), 0.0);
  data.wordnet = wordnet_;
  QCOMPARE(data.stages().back(), "synonym");
  QVERIFY(std::abs(score(data, "car", "automobile") - 0.8) < 1e-12);
  QCOMPARE(score(data, "very big", "huge"), 0.0);
  data.paraphrases = build_table(write("table", kTable));
  QCOMPARE(data.stages().back(), "paraphrase");
  QVERIFY(score(data, "very big", "huge") > 0.2);
  QVERIFY(score(data, "huge", "very big") > 0.2);  // found in both directions
}

void TestMeteor::identical_captions_score_one() {
  const MeteorData data{wordnet_, nullptr};
  for (const char* caption : {"dog", "the", "a man walks a big dog on the beach", "run runs running ran"})
    QVERIFY2(std::abs(score(data, caption, caption) - 1) < 1e-12, caption);
  QCOMPARE(score(data, "", ""), 0.0);
  QCOMPARE(score(data, "", "a dog"), 0.0);
  QCOMPARE(score(data, "a dog", ""), 0.0);
}

void TestMeteor::scores_stay_in_range_and_repeat() {
  const std::vector<std::string> words{"a",    "the", "dog",   "dogs",     "car", "auto",
                                       "runs", "ran", "large", "very big", "huge"};
  std::mt19937 random(7);
  const auto caption = [&] {
    std::string text;
    for (auto length = random() % 14; length > 0; --length) text += words[random() % words.size()] + " ";
    return text;
  };
  const MeteorData data{wordnet_, build_table(write("table", kTable))};
  for (int i = 0; i < 300; ++i) {
    const auto candidate = caption(), reference = caption();
    const double first = score(data, candidate, reference);
    QVERIFY(first >= 0 && first <= 1 + 1e-12);
    QCOMPARE(score(data, candidate, reference), first);
  }
}

void TestMeteor::the_first_of_equal_references() {
  const std::vector<std::vector<std::string>> references{{"one dog", "a dog barks", "dog barks a"}};
  const MeteorReferences prepared({}, references);
  MeteorScorer scorer(prepared);
  QCOMPARE(scorer.score(0, "cat").reference.length, 2);
  QCOMPARE(scorer.score(0, "a dog barks").chunks, 1);
}

void TestMeteor::a_table_is_searched_in_its_order() {
  const auto table = build_table(write("table", kTable));
  QCOMPARE(table->size(), std::size_t(4));
  const auto node = [&](std::initializer_list<const char*> words) {
    auto at = ParaphraseTable::kRoot;
    for (const auto* word : words) at = table->child(at, table->word(word));
    return at;
  };
  const auto large = table->paraphrases(node({"large"}));
  QCOMPARE(std::vector(large.begin(), large.end()),
           (std::vector{node({"very", "big"}), node({"huge"}), node({"very", "big"})}));
  QVERIFY(table->paraphrases(node({"very"})).empty());
  QCOMPARE(table->word("small"), ParaphraseTable::kUnknownWord);
  QCOMPARE(node({"big"}), ParaphraseTable::kNone);
}

void TestMeteor::a_damaged_table_is_refused() {
  std::string bytes;
  write_paraphrase_table(write("table", kTable), [&](std::string_view part) { bytes += part; });
  for (std::size_t size = 0; size < bytes.size(); size += 7) {
    const std::string cut = bytes.substr(0, size);
    QVERIFY(!complaint([&] { ParaphraseTable(cut, nullptr); }).isEmpty());
  }
  std::mt19937 random(11);
  for (int i = 0; i < 2000; ++i) {  // whatever the bytes say, nothing is read outside of them
    std::string damaged = bytes;
    for (int change = 0; change < 4; ++change) damaged[random() % damaged.size()] = static_cast<char>(random());
    try {
      const ParaphraseTable table(damaged, nullptr);
      for (const char* word : {"large", "very", "huge", "none"})
        for (const auto node : table.paraphrases(table.child(ParaphraseTable::kRoot, table.word(word))))
          table.paraphrases(table.child(node, table.word("big")));
    } catch (const std::runtime_error&) {
    }
  }
}

void TestMeteor::a_strange_source_is_named_data() {
  QTest::addColumn<QByteArray>("content");
  QTest::addColumn<QByteArray>("said");
  QTest::newRow("empty") << QByteArray() << QByteArray("entry was expected");
  QTest::newRow("no probability") << QByteArray("large\nbig\nhuge\n") << QByteArray("line 1: a probability");
  QTest::newRow("cut") << QByteArray("0.5\nlarge\n") << QByteArray("line 2: the file ends within an entry");
  QTest::newRow("no words") << QByteArray("0.5\nlarge\n \n") << QByteArray("line 3: a phrase without words");
  QTest::newRow("long line") << QByteArray(100000, 'x') << QByteArray("64 KiB");
  QTest::newRow("long phrase") << "0.5\n" + QByteArray("x ").repeated(40) + "\ny\n" << QByteArray("32 words");
  QFile part(VIGNETTE_TEST_DATA "/goldens/metrics/paraphrases.gz");
  QVERIFY(part.open(QIODevice::ReadOnly));
  QTest::newRow("cut gzip") << part.readAll().left(9000) << QByteArray("damaged after line");
}

void TestMeteor::a_strange_source_is_named() {
  QFETCH(QByteArray, content);
  QFETCH(QByteArray, said);
  const auto file = write("strange", content);
  const auto text = complaint([&] { build_table(file); });
  QVERIFY2(text.contains(said), text);
  QVERIFY2(text.contains("strange"), text);
}

void TestMeteor::no_wordnet_no_service() {
  QVERIFY(complaint([&] { WordNet(folder_.path().toStdString()); }).contains("index.noun"));
  for (const char* part : {"noun", "verb", "adj", "adv"}) {
    write((std::string("index.") + part).c_str(), "dog n 1\n\n 3");
    write((std::string(part) + ".exc").c_str(), "");
  }
  QVERIFY(complaint([&] { WordNet(folder_.path().toStdString()); }).contains("not WordNet 3.0"));
}

void TestMeteor::endless_captions_are_refused() {
  std::string longest, endless;
  for (std::size_t i = 0; i < MeteorLexicon::kMostWords; ++i) longest += "dog ";
  endless = longest + "dog";
  MeteorLexicon lexicon({});
  QCOMPARE(lexicon.caption(longest).words.size(), MeteorLexicon::kMostWords);
  QVERIFY(complaint([&] { lexicon.caption(endless); }).contains("1025 words"));
}

void TestMeteor::only_with_its_data_by_name() {
  const std::vector<ReferenceSet::Image> images{{1, {"A dog runs."}}, {2, {"A cat sleeps."}}};
  const std::vector<std::pair<std::int64_t, std::string>> candidates{{1, "a dog ran"}, {2, "a cat sleeping"}};
  const std::vector<std::string> meteor{"METEOR"};
  QVERIFY(!ReferenceSet(images).evaluate(candidates).corpus.contains("METEOR"));
  QVERIFY(complaint([&] { ReferenceSet(images).evaluate(candidates, meteor); }).contains("dictionaries"));
  const ReferenceSet set(images, {std::make_shared<MeteorData>(MeteorData{wordnet_, nullptr}), nullptr});
  const auto result = set.evaluate(candidates, meteor);
  QCOMPARE(result.corpus.size(), std::size_t(1));
  QCOMPARE(result.per_image.at("METEOR").size(), std::size_t(2));
  QCOMPARE(set.evaluate(candidates).corpus.size(), std::size_t(7));
}

QTEST_GUILESS_MAIN(TestMeteor)
#include "tst_meteor.moc"
