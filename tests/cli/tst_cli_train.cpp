// vignette-cli train on the small random models: a run from the first step to its exported captioner.

#include <signal.h>

#include <QTest>
#include <cmath>

#include "cli/tiny_training.h"

class CliTrainTest : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir folder_;
  QString store_, recipe_;
  const QString goldens_ = golden_models();

  CliOutcome cli(const QStringList& arguments) { return run_cli_process(arguments, {}, folder_); }
  static bool finite(const QJsonObject& line, const char* name) {
    return line[name].isDouble() && std::isfinite(line[name].toDouble());
  }

 private slots:
  void initTestCase() {
    store_ = folder_.filePath("runs.sqlite");
    recipe_ = write_tiny_training(folder_);
  }

  void a_run_trains_prints_and_is_stored() {
    const auto outcome =
        cli({"train", recipe_, "--store", store_, "--name", "first", "--set", "training.seed=3", "--json"});
    QVERIFY2(outcome.code == 0, outcome.err);
    const auto lines = outcome.lines();
    QCOMPARE(lines.size(), 5);
    for (int i = 0; i < 4; ++i) {
      QCOMPARE(lines[i]["step"].toInt(), i + 1);
      for (const char* name : {"G_loss", "D_loss", "reward"}) QVERIFY2(finite(lines[i], name), name);
    }
    QVERIFY(finite(lines[1], "val/CIDEr"));
    QCOMPARE(lines[4]["run"].toInt(), 1);
    QCOMPARE(lines[4]["state"].toString(), QString("finished"));
    QVERIFY(finite(lines[4]["best"].toObject(), "val/CIDEr"));

    const auto run = cli({"runs", "--store", store_, "--json"}).lines().front();
    QCOMPARE(run["name"].toString(), QString("first"));
    QCOMPARE(run["state"].toString(), QString("finished"));
    QCOMPARE(run["steps"].toInt(), 4);
    const auto curve = cli({"curve", "--store", store_, "--run", "1", "--series", "G_loss", "--json"}).lines();
    QCOMPARE(curve.size(), 4);
    for (int i = 0; i < 4; ++i) QCOMPARE(curve[i]["value"].toDouble(), lines[i]["G_loss"].toDouble());
    const auto captions = cli({"captions", "--store", store_, "--run", "1", "--step", "4", "--json"}).lines();
    QVERIFY(!captions.isEmpty());
    for (const auto& caption : captions)
      QVERIFY(caption["kind"].toString() == "greedy" || caption["kind"].toString() == "sample");
  }

  void it_goes_on_after_its_last_step() {
    const auto outcome = cli({"train", "--resume", "1", "--store", store_, "--set", "training.max_steps=6", "--json"});
    QVERIFY2(outcome.code == 0, outcome.err);
    const auto lines = outcome.lines();
    QCOMPARE(lines.size(), 3);
    QCOMPARE(lines[0]["step"].toInt(), 5);
    QCOMPARE(lines[1]["step"].toInt(), 6);
    QCOMPARE(cli({"curve", "--store", store_, "--run", "1", "--series", "reward", "--json"}).lines().size(), 6);
  }

  void its_captioner_comes_out_and_captions_pictures() {
    const auto out = folder_.filePath("best");
    const auto exported = cli({"export", "--store", store_, "--run", "1", "--out", out, "--json"});
    QVERIFY2(exported.code == 0, exported.err);
    for (const char* name : {"captioner.json", "model.safetensors", "vocab.json", "merges.txt"})
      QVERIFY2(QFile::exists(out + "/" + name), name);
    const auto captioned = cli({"caption", "--captioner", out, "--clip", goldens_ + "/tiny/clip-vit", "--max-tokens",
                                "8", "--json", goldens_ + "/img0.png", goldens_ + "/img3.png"});
    QVERIFY2(captioned.code == 0, captioned.err);
    QCOMPARE(captioned.lines().size(), 2);
    for (const auto& line : captioned.lines()) QCOMPARE(line["captions"].toArray().size(), 1);
    QCOMPARE(cli({"export", "--store", store_, "--run", "1", "--out", out}).code, 3);  // not over something else
  }

  void ready_embeddings_train_as_their_pictures_do() {
    QStringList encode = {"encode", "--clip", goldens_ + "/tiny/clip-vit", "--json", "--images"};
    for (int i = 0; i < 4; ++i) encode << goldens_ + QString("/img%1.png").arg(i);
    const auto encoded = cli(encode);
    QVERIFY2(encoded.code == 0, encoded.err);
    QByteArray rows;
    int width = 0;
    for (const auto& line : encoded.lines()) {
      const auto embedding = line["embedding"].toArray();
      width = int(embedding.size());
      for (const auto& number : embedding) {
        const auto value = float(number.toDouble());
        rows.append(reinterpret_cast<const char*>(&value), sizeof value);
      }
    }
    auto header = QString("{'descr': '<f4', 'fortran_order': False, 'shape': (4, 1, %1), }\n").arg(width).toLatin1();
    const auto size = quint16(header.size());
    const auto npy =
        QByteArray("\x93NUMPY\x01\x00", 8) + QByteArray(reinterpret_cast<const char*>(&size), 2) + header + rows;
    const auto file = write_test_file(folder_, "rows.npy", npy);
    QStringList command = {"train", recipe_, "--store", folder_.filePath("ready.sqlite"), "--json"};
    const auto with_pictures = cli(command);
    for (const char* key : {"embeddings", "validation_embeddings", "test_embeddings"})
      command << "--set" << QString("dataset.%1=%2").arg(key, file);
    command << "--set"
            << "dataset.images="
            << "--set"
            << "evaluation.meteor=true";
    const auto with_rows = cli(command);
    QVERIFY2(with_rows.code == 0, with_rows.err);
    const auto figure = [](const CliOutcome& outcome, const char* name) {
      double last = -1;
      for (const auto& line : outcome.lines())
        for (const auto& part : {line, line["scalars"].toObject(), line["metrics"].toObject()})
          if (part.contains(name)) last = part[name].toDouble();
      return last;
    };
    QVERIFY(figure(with_pictures, "D_loss") > 0);
    QVERIFY(std::abs(figure(with_rows, "D_loss") - figure(with_pictures, "D_loss")) < 1e-4);
    QVERIFY(std::abs(figure(with_rows, "val/CIDEr") - figure(with_pictures, "val/CIDEr")) < 1e-6);
    QVERIFY(figure(with_rows, "val/METEOR") >= 0);
    QVERIFY(figure(with_pictures, "val/METEOR") < 0);
    command[command.indexOf("--set") + 1] = "dataset.embeddings=" + goldens_ + "/img0.png";
    const auto wrong = cli(command);
    QCOMPARE(wrong.code, 4);
    QVERIFY2(wrong.err.contains("img0.png"), wrong.err);
  }

  void a_run_that_fails_is_4_and_tells_why() {
    const auto data = write_test_file(folder_, "broken.json", R"({"images": 3})");
    const auto outcome = cli({"train", recipe_, "--store", store_, "--set", "dataset.train=" + data, "--json"});
    QCOMPARE(outcome.code, 4);
    const auto last = outcome.lines().back();
    QCOMPARE(last["state"].toString(), QString("failed"));
    QVERIFY2(last["reason"].toString().contains(data), outcome.out);
    QVERIFY2(outcome.err.contains(data.toUtf8()), outcome.err);
  }

  void a_missing_file_is_3_before_a_run_is_stored() {
    const auto runs = cli({"runs", "--store", store_, "--json"}).lines().size();
    const auto outcome = cli({"train", recipe_, "--store", store_, "--set", "dataset.train=/no/data.json", "--json"});
    QCOMPARE(outcome.code, 3);
    QVERIFY2(outcome.err.contains("dataset.train: /no/data.json does not exist"), outcome.err);
    QCOMPARE(cli({"runs", "--store", store_, "--json"}).lines().size(), runs);
  }

  void interrupt_stops_with_a_checkpoint_and_the_run_goes_on() {
    QProcess process;
    process.setProcessEnvironment(cli_environment(folder_));
    process.start(VIGNETTE_CLI, {"train", recipe_, "--store", store_, "--set", "training.max_steps=100000", "--set",
                                 "evaluation.every=100000", "--set", "captions.every=0", "--json"});
    QVERIFY(process.waitForStarted());
    QByteArray out;
    while (out.count('\n') < 3) {
      QVERIFY2(process.waitForReadyRead(60'000), process.readAllStandardError());
      out += process.readAllStandardOutput();
    }
    QCOMPARE(::kill(static_cast<pid_t>(process.processId()), SIGINT), 0);
    QVERIFY(process.waitForFinished(60'000));
    QCOMPARE(process.exitCode(), 130);
    out += process.readAllStandardOutput();
    CliOutcome parsed;
    parsed.out = out;
    const auto last = parsed.lines().back();
    QCOMPARE(last["state"].toString(), QString("stopped"));
    const int run = last["run"].toInt(), steps = parsed.lines()[parsed.lines().size() - 2]["step"].toInt();

    const auto more = cli({"train", "--resume", QString::number(run), "--store", store_, "--set",
                           QString("training.max_steps=%1").arg(steps + 2), "--json"});
    QVERIFY2(more.code == 0, more.err);
    QCOMPARE(more.lines().front()["step"].toInt(), steps + 1);
  }

  void a_second_interrupt_ends_at_once() {
    QProcess process;
    process.setProcessEnvironment(cli_environment(folder_));
    process.start(VIGNETTE_CLI, {"train", recipe_, "--store", store_, "--set", "training.max_steps=100000", "--set",
                                 "evaluation.every=100000", "--json"});
    QVERIFY(process.waitForStarted());
    QVERIFY(process.waitForReadyRead(60'000));
    ::kill(static_cast<pid_t>(process.processId()), SIGINT);
    ::kill(static_cast<pid_t>(process.processId()), SIGINT);
    QVERIFY(process.waitForFinished(60'000));
    QCOMPARE(process.exitCode(), 130);
  }
};

QTEST_GUILESS_MAIN(CliTrainTest)
#include "tst_cli_train.moc"
