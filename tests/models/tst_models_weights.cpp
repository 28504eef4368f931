// Weight files: what is written comes back, what is damaged is named.

#include <QTest>

#include "models/weights_checks.h"
#include "problems_test.h"

using namespace vignette;

class TestModelsWeights : public QObject {
  Q_OBJECT

 private:
  FreshFolders fresh;

  static void expect_parts(const std::string& message, std::initializer_list<const char*> parts) {
    for (const char* part : parts)
      QVERIFY2(message.find(part) != std::string::npos, (message + " lacks " + part).c_str());
  }

 private slots:
  void safetensors_round_trip() { expect_none(round_trip_problems(fresh())); }
  void writes_are_atomic() { expect_none(atomic_write_problems(fresh())); }

  void bad_safetensors_data() {
    QTest::addColumn<QString>("header");
    QTest::addColumn<int>("bytes");
    QTest::addColumn<qint64>("claimed");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char* name, const char* header, int bytes, qint64 claimed, const char* expected) {
      QTest::newRow(name) << header << bytes << claimed << expected;
    };
    const char* one = R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}})";
    row("good", one, 8, -1, "none");
    row("truncated", one, 7, -1, "tensor 'a': ends at byte 8 of 7");
    row("too long", one, 9, -1, "expected 8 bytes of data");
    row("huge header", one, 8, 1LL << 60, "header: expected at most");
    row("header beyond the file", one, 8, 1000, "header: expected at most");
    row("no JSON", "{\"a\":", 8, -1, "expected a JSON object");
    row("a list", "[]", 0, -1, "expected a JSON object");
    row("dtype", R"({"a":{"dtype":"C64","shape":[1],"data_offsets":[0,8]}})", 8, -1, "tensor 'a': dtype C64");
    row("size", R"({"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}})", 8, -1, "tensor 'a': expected 12 bytes");
    row("negative", R"({"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}})", 8, -1, "tensor 'a'");
    row("overflow", R"({"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,0]}})", 0, -1,
        "too large");
    row("backwards", R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}})", 8, -1, "backwards");
    row("no shape", R"({"a":{"dtype":"F32","data_offsets":[0,8]}})", 8, -1, "tensor 'a'");
    row("overlap",
        R"({"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}})",
        12, -1, "tensor 'b': overlaps tensor 'a'");
    row("hole",
        R"({"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}})",
        12, -1, "tensor 'b': begins at byte 8");
  }
  void bad_safetensors() {
    QFETCH(QString, header);
    QFETCH(int, bytes);
    QFETCH(qint64, claimed);
    QFETCH(QString, expected);
    const auto file = fresh() / "bad.safetensors";
    const std::string message = open_error(file, header.toStdString(), static_cast<std::size_t>(bytes), claimed);
    expect_parts(message, {expected.toUtf8().constData()});
    if (expected != "none") expect_parts(message, {"bad.safetensors"});
  }
  void missing_file() {
    expect_parts(open_error(fresh() / "absent.safetensors"), {"absent.safetensors", "No such file"});
  }

  void parameters_that_do_not_fit() {
    expect_parts(missing_parameter_error(fresh()),
                 {"some.safetensors", "c: missing", "b: expected shape [2], got [3]"});
  }
  void gpt2_comes_back() { expect_none(gpt2_save_problems(fresh())); }
  void roberta_comes_back() { expect_none(roberta_save_problems(fresh())); }
  void clip_comes_back() { expect_none(clip_save_problems(fresh())); }
  void captioner_comes_back() { expect_none(captioner_save_problems(fresh())); }
  void initialises_as_published() { expect_none(initialisation_problems()); }
  void dropout_in_training_only() { expect_none(dropout_problems()); }

  void bad_configurations() {
    expect_parts(config_error(fresh(), "{"), {"config.json", "JSON object"});
    expect_parts(config_error(fresh(), R"({"model_type":"bert"})"), {"config.json", "model_type", "'gpt2'", "'bert'"});
    expect_parts(config_error(fresh(), R"({"n_embd":"wide"})"), {"config.json", "n_embd", "\"wide\""});
    expect_parts(config_error(fresh(), R"({"n_embd":10,"n_head":3})"), {"n_head", "divisor of n_embd"});
    expect_parts(config_error(fresh(), R"({"activation_function":"swish"})"), {"activation_function", "'swish'"});
    QCOMPARE(config_error(fresh(), R"({"n_inner":null})"), std::string("none"));
  }

  void torch_archives() { expect_none(archive_problems(VIGNETTE_TEST_DATA "/goldens/models")); }
  void every_container_gives_its_tensors() { expect_none(container_problems(VIGNETTE_TEST_DATA "/goldens/weights")); }
  void loading_keeps_one_copy_in_memory() { expect_none(loading_memory_problems(fresh())); }
  void torch_archives_run_nothing() {
    const auto file = fresh() / "bad.pt";
    const std::string call = std::string(
                                 "\x80\x02"
                                 "cos\nsystem\nX\x02",
                                 15) +
                             std::string(3, '\0') + "ls\x85R.";
    expect_parts(archive_error(file, call), {"bad.pt", "'os system' is refused"});
    expect_parts(archive_error(file, "\x80\2(ios\nsystem\n."), {"an object of the class 'os system' is refused"});
    expect_parts(archive_error(file, "\x80\2cos\nsystem\n)\x81."), {"the class 'os system' is refused"});
    expect_parts(archive_error(file, "\x80\2(cos\nsystem\no."), {"the class 'os system' is refused"});
    expect_parts(archive_error(file, "\x80\x02\xff"), {"opcode 255 is refused"});
    expect_parts(archive_error(file, "\x80\x02"), {"truncated"});
    expect_parts(archive_error(file, "."), {"stack is empty"});
    expect_parts(archive_error(file, "K\x01."), {"expected a dictionary of tensors"});
    QCOMPARE(archive_error(file, "}."), std::string("none"));
  }
};

QTEST_GUILESS_MAIN(TestModelsWeights)
#include "tst_models_weights.moc"
