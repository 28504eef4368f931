// Captions of the original code, in every case directory.

#include <QTest>

#include "decoding/decoding_checks.h"
#include "models/every_golden_case.h"

using namespace vignette;

class TestDecodingParity : public QObject {
  Q_OBJECT

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
