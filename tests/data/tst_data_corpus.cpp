// The cleaning rules of reference.md section 2 and the corpus reader.
#include <QTemporaryDir>
#include <QTest>
#include <fstream>

#include "data/corpus.h"
#include "data/gender_terms.h"

using namespace vignette;
namespace fs = std::filesystem;

namespace {

QString cleaned(const QString& caption, CorpusCleaning cleaning, double draw = 0) {
  return QString::fromStdString(clean_caption(caption.toStdString(), cleaning, draw));
}

}  // namespace

class TestDataCorpus : public QObject {
  Q_OBJECT

 private slots:
  void coco_rule() {
    QCOMPARE(cleaned("a dog on a couch", CorpusCleaning::coco), "A dog on a couch.");
    QCOMPARE(cleaned("  A dog on a couch.\n", CorpusCleaning::coco), "A dog on a couch.");
    QCOMPARE(cleaned("what a dog!", CorpusCleaning::coco), "What a dog.");
    QCOMPARE(cleaned("a dog .", CorpusCleaning::coco), "A dog.");
    QCOMPARE(cleaned("école près du pont", CorpusCleaning::coco), "École près du pont.");
    QCOMPARE(cleaned(" . ", CorpusCleaning::coco), "");
  }

  void prose_rule() {
    const auto rule = CorpusCleaning::prose;
    QCOMPARE(cleaned("\"come here at once, my boy!\"", rule), "Come here at once, my boy.");
    QCOMPARE(cleaned("he came.", rule), "");
    QCOMPARE(cleaned("a b c d e f g h i j k l m n o p q r s", rule), "A b c d e f g h i j k l m n o p q r s.");
    QCOMPARE(cleaned("a b c d e f g h i j k l m n o p q r s t", rule), "");
    QCOMPARE(sentences_of({"It was a", "  dark night. \"Who is there?\" he", "", "asked. And"}),
             (std::vector<std::string>{"It was a dark night.", "\"Who is there?\"", "he asked.", "And"}));
  }

  void gendered_words_change_sides() {
    const auto changed = [](const char* caption, GenderRebalancing which, double draw = 0.49) {
      return QString::fromStdString(rebalance_gender(caption, which, draw));
    };
    const auto both = GenderRebalancing::both;
    QCOMPARE(changed("A man and his dog.", both), "A woman and her dog.");
    QCOMPARE(changed("Woman, her son; MEN", both), "Man, his daughter; WOMEN");
    QCOMPARE(changed("A man and his dog.", both, 0.5), "A man and his dog.");
    QCOMPARE(changed("a woman by a man", both), "a man by a woman");
    QCOMPARE(changed("a mantel, a human, Thé he-goat", both), "a mantel, a human, Thé she-goat");
    QCOMPARE(changed("two policemen", GenderRebalancing::men), "two policewomen");
    QCOMPARE(changed("two policemen", GenderRebalancing::women), "two policemen");
    QCOMPARE(changed("a girl", GenderRebalancing::men), "a girl");
    QCOMPARE(changed("a girl", GenderRebalancing::women), "a boy");
    QCOMPARE(changed("a girl", GenderRebalancing::none), "a girl");
    QCOMPARE(changed("", both), "");
    QCOMPARE(changed("...", both), "...");
  }

  void conceptual_rule() {
    const auto rule = CorpusCleaning::conceptual;
    QCOMPARE(cleaned("- a very typical bus station in town !", rule), "A very typical bus station in town.");
    QCOMPARE(cleaned("a b c d e f g . h i j", rule), "A b c d e f g.");
    QCOMPARE(cleaned("a b c d e f", rule), "");
    QCOMPARE(cleaned("a b c d e f g h i j k l m n o", rule), "A b c d e f g h i j k l m n o.");
    QCOMPARE(cleaned("a b c d e f g h i j k l m n o p", rule), "");
    QCOMPARE(cleaned("a b c . e f g h i j k", rule), "");
  }

  void shutterstock_rule() {
    const auto rule = CorpusCleaning::shutterstock;
    QCOMPARE(cleaned("young woman with a dog in park - isolated on white", rule), "Young woman with a dog in park.");
    QCOMPARE(cleaned("<S> young woman with a dog in park </S>", rule), "Young woman with a dog in park.");
    QCOMPARE(cleaned("young woman : a dog in the park today now", rule), "");
    QCOMPARE(cleaned("a , b , c , d , e", rule), "");
    const QString sixteen = "a b c d e f g h i j k l m n o p", twenty = sixteen + " q r s t";
    QCOMPARE(cleaned(sixteen, rule, 0.29), "A b c d e f g h i j k l m n o p.");
    QCOMPARE(cleaned(sixteen, rule, 0.3), "");
    QCOMPARE(cleaned(twenty, rule, 0.09), "A b c d e f g h i j k l m n o p q r s t.");
    QCOMPARE(cleaned(twenty, rule, 0.1), "");
    QCOMPARE(cleaned("a b c d e f g h i j k l m n o", rule, 0.99), "A b c d e f g h i j k l m n o.");
  }

  void text_files_are_read_line_by_line() {
    QTemporaryDir folder;
    const fs::path file = fs::path(folder.path().toStdString()) / "corpus.txt";
    std::ofstream(file, std::ios::binary) << "\xEF\xBB\xBFone cat\r\n\n  two cats \nbad \xFF line\n.\nthree cats";
    std::vector<DatasetProblem> problems;
    const std::vector<std::string> corpus = read_corpus(file, CorpusCleaning::coco, &problems);
    QCOMPARE(corpus, (std::vector<std::string>{"One cat.", "Two cats.", "Three cats."}));
    QCOMPARE(problems.size(), std::size_t{2});
    QVERIFY(QString::fromStdString(problems[0].where).endsWith("corpus.txt:4"));
    QCOMPARE(problems[1].what, std::string("1 captions were dropped by the cleaning rule"));
  }

  void coco_files_give_their_captions() {
    QTemporaryDir folder;
    const fs::path file = fs::path(folder.path().toStdString()) / "captions.json";
    std::ofstream(file) << R"({"images": [{"id": 2, "file_name": "b.jpg"}, {"id": 1, "file_name": "a.jpg"}],
      "annotations": [{"id": 1, "image_id": 1, "caption": "a cat"}, {"id": 2, "image_id": 2, "caption": "a dog"}]})";
    QCOMPARE(read_corpus(file, CorpusCleaning::none), (std::vector<std::string>{"a dog", "a cat"}));
  }

  void a_corpus_without_captions_is_an_error() {
    QTemporaryDir folder;
    const fs::path file = fs::path(folder.path().toStdString()) / "corpus.txt";
    std::ofstream(file) << "too short\n";
    QVERIFY_EXCEPTION_THROWN(read_corpus(file, CorpusCleaning::conceptual), DatasetError);
  }
};

QTEST_GUILESS_MAIN(TestDataCorpus)
#include "tst_data_corpus.moc"
