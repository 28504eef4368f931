// The encoder captioner (clip-gpt-captioning) and the cross-attention captioner (clip-text-decoder) against torch and
// transformers: tests/data/generators/make_captioner_goldens.py.

#include <QTest>

#include "decoding/captioner_kinds.h"
#include "problems_test.h"

using namespace vignette;

class TestCaptionerKinds : public QObject {
  Q_OBJECT

 private:
  FreshFolders fresh;

  static void kinds() {
    QTest::addColumn<QString>("kind");
    for (const char* name : {"encoder", "cross_attention"}) QTest::newRow(name) << name;
  }

 private slots:
  void figures_data() { kinds(); }
  void figures() {
    QFETCH(QString, kind);
    expect_none(kind_figures_problems(kind.toStdString()));
  }
  void decoding_data() { kinds(); }
  void decoding() {
    QFETCH(QString, kind);
    expect_none(kind_decoding_problems(kind.toStdString()));
  }
  void sampling_data() { kinds(); }
  void sampling() {
    QFETCH(QString, kind);
    expect_none(kind_sampling_problems(kind.toStdString()));
  }
  void saved_and_loaded_data() { kinds(); }
  void saved_and_loaded() {
    QFETCH(QString, kind);
    expect_none(kind_save_problems(kind.toStdString(), fresh()));
  }
  void cross_attention_is_added() { expect_none(added_cross_attention_problems(fresh())); }

  void bad_descriptions_data() {
    QTest::addColumn<QString>("mapper");
    QTest::addColumn<QString>("expected");
    QTest::newRow("kind") << R"({"kind": "resampler"})"
                          << "kind: 'resampler' is not known";
    QTest::newRow("heads") << R"({"kind": "encoder", "embedding_size": 30, "num_heads": 4, "model_width": 64})"
                           << "num_heads: expected a divisor of embedding_size (30)";
    QTest::newRow("wide") << R"({"kind": "cross_attention", "embedding_size": 65, "model_width": 64})"
                          << "embedding_size: expected at most model_width, 64";
    QTest::newRow("no cross-attention") << R"({"kind": "cross_attention", "embedding_size": 64, "model_width": 64})"
                                        << "needs a language_model with add_cross_attention";
    QTest::newRow("dropout") << R"({"dropout": 1})"
                             << "dropout: expected a number from 0 to below 1";
    QTest::newRow("flag") << R"({"normalize_embedding": "yes"})"
                          << "normalize_embedding: expected true or false";
    QTest::newRow("good") << R"({"kind": "mlp"})"
                          << "none";
  }
  void bad_descriptions() {
    QFETCH(QString, mapper);
    QFETCH(QString, expected);
    const auto message = description_error(fresh(), mapper.toStdString());
    QVERIFY2(QString::fromStdString(message).contains(expected), message.c_str());
    if (expected != "none") QVERIFY2(message.find("captioner.json") != std::string::npos, message.c_str());
  }
};

QTEST_GUILESS_MAIN(TestCaptionerKinds)
#include "tst_captioner_kinds.moc"
