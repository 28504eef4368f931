// Every file that a fuzzer began with or found, through its target again.
#include <QTest>
#include <fstream>
#include <set>
#include <sstream>

#include "fuzz_target.h"

namespace fs = std::filesystem;
using namespace vignette::fuzz;

class TestFuzzCorpus : public QObject {
  Q_OBJECT

 private slots:
  void each_target_has_a_corpus() {
    std::set<std::string> with_corpus, all;
    for (const auto& folder : fs::directory_iterator(kCorpus)) with_corpus.insert(folder.path().filename().string());
    for (const auto& [name, target] : targets()) all.insert(name);
    QVERIFY(all == with_corpus);
  }

  void nothing_is_wrong_data() {
    QTest::addColumn<QString>("file");
    for (const auto& entry : fs::recursive_directory_iterator(kCorpus))
      if (entry.is_regular_file())
        QTest::newRow(entry.path().lexically_relative(kCorpus).c_str())
            << QString::fromStdString(entry.path().string());
  }
  void nothing_is_wrong() {
    QFETCH(QString, file);
    const fs::path path = file.toStdString();
    std::ifstream in(path, std::ios::binary);
    std::ostringstream content;
    content << in.rdbuf();
    const auto bytes = content.str();
    try {
      targets().at(path.parent_path().filename().string())(
          {reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()});
    } catch (const std::exception& error) {
      QFAIL(error.what());
    }
  }

 private:
  const fs::path kCorpus = fs::path(VIGNETTE_SOURCE_DIR) / "tests/fuzz/corpus";
};

QTEST_APPLESS_MAIN(TestFuzzCorpus)
#include "tst_fuzz_corpus.moc"
