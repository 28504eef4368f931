// "import" and "models" as scripts use them: what is recognised, what is written, what is refused.

#include <QDir>
#include <QFile>
#include <QTest>

#include "cli/cli_process.h"
#include "float_table.h"

class CliImportTest : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir folder_;

  static QString models() { return QStringLiteral(VIGNETTE_TEST_DATA "/goldens/models"); }
  static QString saved(const QString& name) { return QStringLiteral(VIGNETTE_TEST_DATA "/import/") + name; }
  static QString tokenizer() { return models() + "/tiny/gpt2"; }
  QString path(const QString& name) const { return folder_.filePath(name); }

  CliOutcome cli(const QStringList& arguments) { return run_cli_process(arguments, {}, folder_); }
  QJsonObject imported(const QStringList& arguments) {
    const auto outcome = cli(QStringList{"import"} + arguments + QStringList{"--json"});
    if (outcome.code != 0 || outcome.lines().size() != 1) qWarning() << outcome.code << outcome.err;
    return outcome.lines().value(0);
  }
  static QJsonObject json(const QString& file) {
    QFile in(file);
    return in.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(in.readAll()).object() : QJsonObject();
  }
  static QStringList texts(const QJsonArray& array) {
    QStringList all;
    for (const auto& value : array) all << value.toString();
    return all;
  }

  /// Greedy or beam captions of the embeddings, a list of ids each.
  QJsonArray captions(const QString& captioner, const QJsonArray& embeddings, const QStringList& options) {
    const auto table = path("embeddings.safetensors");
    write_float_table(table, embeddings);
    const auto outcome =
        cli(QStringList{"caption", "--captioner", captioner, "--embeddings", table, "--json"} + options);
    if (outcome.code != 0) qWarning() << outcome.err;
    QJsonArray all;
    for (const auto& line : outcome.lines()) all << line["captions"].toArray()[0].toObject()["ids"];
    return all;
  }

 private slots:
  void clipcap_says_what_the_original_says_data() {
    QTest::addColumn<QString>("kind");
    QTest::newRow("mlp") << "mlp";
    QTest::newRow("transformer") << "transformer";
  }
  void clipcap_says_what_the_original_says() {
    QFETCH(QString, kind);
    const auto golden = json(models() + "/clipcap.json");
    const auto out = path("clipcap-" + kind);
    const auto report = imported({models() + "/clipcap_" + kind + ".pt", "--out", out, "--tokenizer", tokenizer()});
    QCOMPARE(report["kind"].toString(), "captioner");
    QCOMPARE(report["system"].toString(), "ClipCap");
    QCOMPARE(report["mapper"].toString(), kind);
    const auto shapes = report["shapes"].toObject();
    QCOMPARE(shapes["embedding"].toInt(), 64);
    QCOMPARE(shapes["prefix"].toInt(), 10);
    QCOMPARE(shapes["layers"].toInt(), 2);
    QCOMPARE(shapes["width"].toInt(), 64);
    QCOMPARE(shapes["vocabulary"].toInt(), 1000);
    QCOMPARE(shapes["clip_length"].toInt(), kind == "transformer" ? 10 : 0);
    QCOMPARE(shapes["mapper_layers"].toInt(), kind == "transformer" ? 2 : 0);
    QVERIFY(report["missing"].toArray().isEmpty() && report["extra"].toArray().isEmpty());
    QCOMPARE(report["ignored"].toArray().size(), 1);
    QCOMPARE(report["ignored"].toArray()[0].toObject()["key"].toString(), "gpt.lm_head.weight");
    const auto expected = golden[kind].toObject()["captions"].toArray();
    QVERIFY(expected.size() >= 8);
    const auto greedy = captions(out, golden["prefix"].toArray(), {"--max-tokens", "20"});
    const auto beam = captions(out, golden["prefix"].toArray(), {"--max-tokens", "20", "--beam", "5"});
    QCOMPARE(greedy.size(), expected.size());
    for (int i = 0; i < expected.size(); ++i) {
      QCOMPARE(greedy[i].toArray(), expected[i].toObject()["greedy_20"].toObject()["ids"].toArray());
      QCOMPARE(beam[i].toArray(), expected[i].toObject()["beam5_20"].toObject()["ids_best"].toArray());
    }
  }

  void other_systems_say_what_the_originals_say_data() {
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("figures");
    QTest::addColumn<QString>("system");
    QTest::addColumn<QStringList>("options");
    QTest::newRow("clip-gpt-captioning") << "clip_gpt.pt"
                                         << "clip_gpt"
                                         << "clip-gpt-captioning" << QStringList{};
    QTest::newRow("clip-text-decoder") << "decoder.ckpt"
                                       << "decoder"
                                       << "clip-text-decoder" << QStringList{"--embedding", "8"};
  }
  void other_systems_say_what_the_originals_say() {
    QFETCH(QString, file);
    QFETCH(QString, figures);
    QFETCH(QString, system);
    QFETCH(QStringList, options);
    const auto out = path(figures);
    const auto report =
        imported(QStringList{saved(file), "--out", out, "--tokenizer", tokenizer(), "--heads", "1"} + options);
    QCOMPARE(report["system"].toString(), system);
    QVERIFY2(report["extra"].toArray().isEmpty(), qPrintable(texts(report["extra"].toArray()).join(' ')));
    QJsonArray embeddings;
    const auto cases = json(saved("figures.json"))[figures].toArray();
    for (const auto& one : cases) embeddings << one.toObject()["embedding"];
    const auto said = captions(out, embeddings, {"--max-tokens", "12"});
    QCOMPARE(said.size(), cases.size());
    for (int i = 0; i < cases.size(); ++i) QCOMPARE(said[i].toArray(), cases[i].toObject()["ids"].toArray());
  }

  void a_file_beside_its_tokenizer_captions_at_once() {
    const auto golden = json(models() + "/clipcap.json");
    QVERIFY(QDir().mkpath(path("beside")));
    QVERIFY(QFile::copy(models() + "/clipcap_mlp.pt", path("beside/coco.pt")));
    const auto without = cli({"caption", "--captioner", path("beside/coco.pt"), "--embeddings", "x"});
    QCOMPARE(without.code, 3);
    QVERIFY2(without.err.contains("vignette-cli import") && without.err.contains("--tokenizer"), without.err);
    for (const char* file : {"vocab.json", "merges.txt", "config.json"})
      QVERIFY(QFile::copy(tokenizer() + "/" + file, path("beside/") + file));
    const auto said = captions(path("beside/coco.pt"), golden["prefix"].toArray(), {"--max-tokens", "20"});
    const auto expected = golden["mlp"].toObject()["captions"].toArray();
    QCOMPARE(said.size(), expected.size());
    for (int i = 0; i < said.size(); ++i)
      QCOMPARE(said[i].toArray(), expected[i].toObject()["greedy_20"].toObject()["ids"].toArray());
  }

  void a_look_writes_nothing_and_needs_no_tokenizer() {
    QVERIFY(QFile::copy(saved("clip_gpt.pt"), path("alone.pt")));
    const auto report = imported({path("alone.pt")});
    QCOMPARE(report["out"], QJsonValue());
    QVERIFY(report["tokenizer"].isNull());
    QVERIFY(report["problem"].toString().contains("hf download gpt2"));
    QStringList ignored;
    for (const auto& one : report["ignored"].toArray()) ignored << one.toObject()["key"].toString();
    QVERIFY(ignored.contains("model_state_dict.td.model.transformer.h.0.attn.masked_bias") ||
            ignored.contains("td.model.transformer.h.0.attn.masked_bias"));
    QVERIFY(ignored.filter("ie.model.").size() == 1);
    const auto without = cli({"import", path("alone.pt"), "--out", path("never")});
    QCOMPARE(without.code, 3);
    QVERIFY2(without.err.contains("hf download gpt2") && without.err.contains("--tokenizer"), without.err);
    QVERIFY(QDir(folder_.path()).entryList({"never*"}, QDir::AllEntries).isEmpty());
  }

  void a_folder_of_hugging_face_is_read_and_written() {
    for (const QString name : {"gpt2", "roberta", "clip-vit"}) {
      const auto out = path("hf-" + name);
      const auto report = imported({models() + "/tiny/" + name, "--out", out});
      QCOMPARE(report["kind"].toString(), name == "clip-vit" ? QString("clip") : name);
      QVERIFY2(report["missing"].toArray().isEmpty() && report["extra"].toArray().isEmpty(), qPrintable(name));
      for (const char* file : {"config.json", "model.safetensors", "vocab.json"})
        QVERIFY2(QFile::exists(out + "/" + file), qPrintable(name));
    }
  }

  void what_is_not_whole_is_not_written() {
    const auto source = path("damaged");
    QVERIFY(QDir().mkpath(source));
    QVERIFY(QFile::copy(models() + "/tiny/gpt2/config.json", source + "/config.json"));
    write_named_floats(
        source + "/model.safetensors",
        {{"transformer.wte.weight", {1000, 64}}, {"transformer.wpe.weight", {128, 32}}, {"surplus", {2}}});
    const auto report = imported({source});
    QVERIFY(texts(report["missing"].toArray()).contains("transformer.h.0.ln_1.weight"));
    QCOMPARE(texts(report["misshapen"].toArray()),
             QStringList{"transformer.wpe.weight: expected [128, 64], got [128, 32]"});
    QCOMPARE(texts(report["extra"].toArray()), QStringList{"surplus"});
    const auto outcome = cli({"import", source, "--out", path("damaged-out")});
    QCOMPARE(outcome.code, 3);
    QVERIFY(!QDir(path("damaged-out")).exists());
    QVERIFY(QDir(folder_.path()).entryList({"damaged-out*"}, QDir::AllEntries).isEmpty());
  }

  void what_cannot_be_taken_is_refused_by_name() {
    const auto object = cli({"import", saved("clip_text_decoder_object.pt")});
    QCOMPARE(object.code, 3);
    QVERIFY2(object.err.contains("clip_text_decoder.model") && object.err.contains("state_dict()"), object.err);
    write_named_floats(path("other.safetensors"), {{"encoder.weight", {2, 2}}});
    const auto unknown = cli({"import", path("other.safetensors")});
    QCOMPARE(unknown.code, 3);
    QVERIFY2(unknown.err.contains("encoder.weight"), unknown.err);
    QCOMPARE(cli({"import", path("nothing-here")}).code, 3);
    const auto used = cli({"import", models() + "/tiny/gpt2", "--out", folder_.path()});
    QCOMPARE(used.code, 3);
    QVERIFY2(used.err.contains("not empty"), used.err);
  }

  void models_lists_what_lies_there() {
    const auto outcome = cli({"models", "--folder", models() + "/tiny", "--no-caches", "--json"});
    QCOMPARE(outcome.code, 0);
    QStringList found;
    for (const auto& line : outcome.lines()) {
      found << line["kind"].toString();
      QVERIFY(line["usable"].toBool() && line["bytes"].toInt() > 600'000);
      QVERIFY(QDir(line["path"].toString()).exists());
    }
    QCOMPARE(found, (QStringList{"gpt2", "roberta", "clip"}));
  }
};

QTEST_GUILESS_MAIN(CliImportTest)
#include "tst_cli_import.moc"
