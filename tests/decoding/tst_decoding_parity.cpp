// Captions of the original code, in every case directory.

#include <QTest>

#include "decoding/decoding_checks.h"
#include "models/golden_cases.h"

using namespace vignette;

class TestDecodingParity : public QObject {
  Q_OBJECT

 private:
  template <class Check>
  static void in_every_case(const char* needed, const Check& check) {
    for (const auto& directory : golden_cases(needed)) {
      std::string problems;
      try {
        problems = check(directory);
      } catch (const std::exception& error) {
        problems = error.what();
      }
      QVERIFY2(problems.empty(), (directory.string() + ":\n" + problems).c_str());
    }
  }

 private slots:
  void greedy_data() { mappers(); }
  void greedy() {
    QFETCH(QString, mapper);
    in_every_case("clipcap.json",
                  [&](const auto& directory) { return greedy_problems(directory, mapper.toStdString()); });
  }
  void beam_data() { mappers(); }
  void beam() {
    QFETCH(QString, mapper);
    in_every_case("clipcap.json",
                  [&](const auto& directory) { return beam_problems(directory, mapper.toStdString()); });
  }
  void adversarial_greedy() { in_every_case("cgtgan.json", adversarial_greedy_problems); }

 private:
  static void mappers() {
    QTest::addColumn<QString>("mapper");
    for (const char* name : {"mlp", "transformer"}) QTest::newRow(name) << name;
  }
};

QTEST_GUILESS_MAIN(TestDecodingParity)
#include "tst_decoding_parity.moc"
