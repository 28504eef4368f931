// What "export" writes, opened by Hugging Face's transformers: the same figures. Needs a Python with torch and
// tests/parity/requirements.txt: $VIGNETTE_PYTHON, or python3; "packaging/vignette test" provides one.

#include <QFile>
#include <QTest>

#include "cli/tiny_training.h"
#include "parity/exported_figures.h"

class TransformersParityTest : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir folder_;

  QString path(const QString& name) const { return folder_.filePath(name); }

  void cli(const QStringList& arguments) {
    const auto outcome = run_cli_process(arguments, {}, folder_);
    QVERIFY2(outcome.code == 0, arguments.join(' ').toUtf8() + "\n" + outcome.err);
  }

  static QByteArray run_python(const QString& program, const QStringList& arguments, bool* good) {
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, arguments);
    *good = process.waitForFinished(240'000) && process.exitStatus() == QProcess::NormalExit && process.exitCode() == 0;
    return process.readAll();
  }

  /// Empty where there is none.
  static QString python_with_transformers() {
    for (const auto& candidate : {qEnvironmentVariable("VIGNETTE_PYTHON"), QStringLiteral("python3")}) {
      bool good = false;
      if (!candidate.isEmpty()) run_python(candidate, {"-c", "import torch, transformers, safetensors"}, &good);
      if (good) return candidate;
    }
    return {};
  }

  /// Two steps of training move every weight away from what was loaded.
  void train() {
    const auto recipe = write_tiny_training(folder_);
    const QStringList common = {"train",   recipe,
                                "--store", path("runs.sqlite"),
                                "--set",   "training.max_steps=2",
                                "--set",   "evaluation.every=0"};
    cli(common);
    cli(common + QStringList{"--set", "training.objective=contrastive"});
  }

  void export_all() {
    const QStringList captioner = {"export", "--store", path("runs.sqlite"), "--run", "1"};
    const QStringList clip = {"export", "--store", path("runs.sqlite"), "--run", "2"};
    cli(captioner + QStringList{"--out", path("ours")});
    cli(captioner + QStringList{"--format", "transformers", "--out", path("transformers")});
    cli(captioner + QStringList{"--format", "clipcap", "--out", path("clipcap")});
    cli(clip + QStringList{"--format", "transformers", "--out", path("clip")});
  }

  void write_texts() {
    const QStringList texts = {"A dog runs.", " a cat", "It's 3 o'clock!", "naïve café 🙂"};
    QByteArray input;
    for (const auto& text : texts) input += json_string(text) + '\n';
    const auto outcome = run_cli_process({"tokenize", "--tokenizer", path("ours"), "--json"}, input, folder_);
    const auto lines = outcome.lines();
    QCOMPARE(lines.size(), texts.size());
    QJsonArray pairs;
    for (int i = 0; i < texts.size(); ++i) pairs << QJsonArray{texts[i], lines[i]["ids"]};
    write_test_file(folder_, "texts.json", QJsonDocument(pairs).toJson());
  }

 private slots:
  void initTestCase() {
    train();
    if (!QTest::currentTestFailed()) export_all();
  }

  void clipcap_s_form_comes_back() {
    cli({"import", path("clipcap"), "--out", path("again")});
    const auto bytes = [&](const QString& name) {
      QFile file(path(name));
      return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    };
    QVERIFY(bytes("ours/model.safetensors").size() > 100'000);
    QVERIFY(bytes("again/model.safetensors") == bytes("ours/model.safetensors"));
    const auto heads = [&](const QString& name) {
      return QJsonDocument::fromJson(bytes(name)).object()["language_model"].toObject()["n_head"].toInt();
    };
    QVERIFY(heads("ours/captioner.json") > 0);
    QCOMPARE(heads("again/captioner.json"), heads("ours/captioner.json"));
    QCOMPARE(bytes("again/vocab.json"), bytes("ours/vocab.json"));
  }

  void transformers_computes_the_same() {
    const auto python = python_with_transformers();
    if (python.isEmpty())
      QSKIP(
          "no Python with torch, transformers and safetensors: set VIGNETTE_PYTHON, or run \"packaging/vignette "
          "test\"");
    write_texts();
    if (QTest::currentTestFailed()) return;
    vignette::write_exported_figures(folder_.path().toStdString(), path("ours").toStdString(),
                                     path("transformers/discriminator").toStdString(), path("clip").toStdString());
    bool good = false;
    const auto said = run_python(
        python, {QStringLiteral(VIGNETTE_SOURCE_DIR "/tests/parity/compare_transformers.py"), folder_.path()}, &good);
    QVERIFY2(good, said);
    for (const char* what : {"language model\t", "tokenizer\t4", "critic, hidden\t", "critic, pooler\t",
                             "CLIP, images\t", "CLIP, texts\t", "ClipCap's state dict\t"})
      QVERIFY2(said.contains(what), said);
    qInfo("largest differences:\n%s", said.constData());
  }
};

QTEST_GUILESS_MAIN(TransformersParityTest)
#include "tst_transformers_parity.moc"
