// How much text there is, and what tells two files apart.

#include <QTemporaryDir>
#include <QTest>
#include <fstream>

#include "data/fingerprint.h"
#include "data/text_statistics.h"

using namespace vignette;

class DataTextsTest : public QObject {
  Q_OBJECT

  QTemporaryDir folder_;
  std::filesystem::path write(const char* name, const std::string& content) {
    const std::filesystem::path file = folder_.filePath(name).toStdString();
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << content;
    return file;
  }

 private slots:
  void words_and_captions_are_counted() {
    TextSet set;
    set.add(std::vector<std::string>{"A dog runs.", "a DOG runs", "Two dogs' kites, on a beach!", "", "Ein Drücker."});
    const auto found = set.statistics();
    QCOMPARE(found.captions, std::int64_t{5});
    QCOMPARE(found.distinct, std::int64_t{4});  // the first two are the same words
    QCOMPARE(found.vocabulary, std::int64_t{10});
    QCOMPARE(found.longest, std::int64_t{6});
    QCOMPARE(found.mean_length, 14.0 / 5);
  }

  void overlap_is_a_share() {
    TextSet corpus, references;
    corpus.add(std::vector<std::string>{"A dog runs.", "A cat sleeps."});
    const std::vector<std::string> captions = {"a dog runs", "dog runs a", "A bird sings.", "A cat sleeps"};
    references.add(captions);
    QCOMPARE(corpus.share_of(captions), 0.5);
    QCOMPARE(corpus.share_of({}), 0.0);
    QCOMPARE(corpus.words_known(references), 5.0 / 7);
  }

  void small_files_are_hashed_whole() {
    QCOMPARE(fingerprint(write("a", "abc")),
             std::string("sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
  }

  void large_files_are_told_apart_by_parts() {
    std::string content(std::size_t{70} << 20, 'a');
    const auto one = fingerprint(write("large", content));
    QVERIFY(one.starts_with("sha256-parts:"));
    QCOMPARE(fingerprint(write("large", content)), one);
    content.back() = 'b';
    QVERIFY(fingerprint(write("large", content)) != one);
    content.back() = 'a';
    for (std::size_t at = 3 << 20; at < (5 << 20); ++at) content[at] = 'c';  // longer than the gap between two parts
    QVERIFY(fingerprint(write("large", content)) != one);
    content.push_back('a');
    QVERIFY(fingerprint(write("large", content)) != one);
  }

  void folders_are_told_apart_by_names_and_sizes() {
    write("folder/a.txt", "12");
    write("folder/sub/b.txt", "3");
    const auto folder = std::filesystem::path(folder_.filePath("folder").toStdString());
    const auto before = fingerprint(folder);
    QVERIFY(before.starts_with("sha256-names:"));
    write("folder/a.txt", "21");
    QCOMPARE(fingerprint(folder), before);
    write("folder/a.txt", "213");
    QVERIFY(fingerprint(folder) != before);
    QVERIFY_THROWS_EXCEPTION(std::exception, fingerprint(folder / "none"));
  }
};

QTEST_APPLESS_MAIN(DataTextsTest)
#include "tst_data_texts.moc"
