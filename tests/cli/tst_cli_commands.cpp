// vignette-cli without models: usage, datasets, metrics, and reading a store.

#include <QDir>
#include <QFile>
#include <QTest>
#include <cmath>
#include <limits>

#include "cli/cli_process.h"
#include "store/experiment_store.h"

using namespace vignette;

class CliCommandsTest : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir folder_;
  QString store_;

  CliOutcome cli(const QStringList& arguments, const QByteArray& input = {}) {
    return run_cli_process(arguments, input, folder_);
  }
  QString write(const QString& name, const QByteArray& text) {
    QFile file(folder_.filePath(name));
    if (!file.open(QIODevice::WriteOnly)) qFatal("a test file cannot be written");
    file.write(text);
    return file.fileName();
  }

  void fill_store() {
    ExperimentStore store(store_.toStdString());
    NewRun row;
    row.name = "first \"quoted\"";
    const RunId run = store.create_run(row);
    std::vector<ExperimentStore::StepScalars> steps;
    for (std::int64_t i = 1; i <= 3; ++i)
      steps.push_back({i, i / 2.0, {{"reward", i * 10.0}, {"val/CIDEr", 0.25 * static_cast<double>(i)}}});
    steps.push_back({4, 2.0, {{"reward", std::numeric_limits<double>::quiet_NaN()}}});
    store.append_steps(run, steps);
    CaptionRecord record;
    record.step = 2;
    record.image_id = 11;
    record.kind = "greedy";
    record.caption = "a dog.";
    record.scores = {{"CIDEr", 0.5}, {"reward", 60}};
    CaptionRecord later = record;
    later.step = 3;
    later.caption = "a cat.";
    const std::vector<CaptionRecord> both = {record, later};
    store.append_captions(run, both);
    store.set_state(run, RunState::finished);
  }

 private slots:
  void initTestCase() {
    store_ = folder_.filePath("runs.sqlite");
    fill_store();
  }

  void help_teaches_and_ends_well() {
    const auto top = cli({"--help"});
    QCOMPARE(top.code, 0);
    QVERIFY(top.out.contains("vignette-cli demo --out demo"));
    for (const char* command :
         {"demo", "dataset", "train", "control", "runs", "curve", "captions", "tokenize", "encode", "caption",
          "evaluate", "export", "import", "models", "recipes", "checkpoints", "evaluate-run", "reproduce"}) {
      const auto help = cli({command, "--help"});
      QCOMPARE(help.code, 0);
      QVERIFY2(help.out.contains("Example"), command);
      QVERIFY(help.err.isEmpty());
    }
    QVERIFY(cli({"--version"}).out.startsWith("Vignette 0."));
  }

  void recipes_are_listed_and_printed() {
    const auto list = cli({"recipes"});
    QCOMPARE(list.code, 0);
    QVERIFY(list.out.contains("\nclipcap-mlp "));
    QVERIFY(list.out.contains("lesson-hacking"));
    const auto printed = cli({"recipes", "cgtgan-full"});
    QCOMPARE(printed.code, 0);
    QVERIFY(printed.out.startsWith("# CgtGAN from the start"));
    QVERIFY(printed.out.contains("[[phase]]"));
    QVERIFY(cli({"recipes", "lesson-hacking", "--explain"}).out.contains("## Mend it"));
    QCOMPARE(cli({"recipes", "gan"}).code, 3);
    QCOMPARE(cli({"recipes", "cgtgan", "--explain"}).code, 3);
    QVERIFY(cli({"recipes", "contrastive", "--json"}).out.startsWith("{\"name\":\"contrastive\""));
  }

  void wrong_usage_is_2_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("nothing") << QStringList{};
    QTest::newRow("unknown command") << QStringList{"dance"};
    QTest::newRow("unknown option") << QStringList{"runs", "--store", "x", "--dance"};
    QTest::newRow("missing option") << QStringList{"runs"};
    QTest::newRow("train nothing") << QStringList{"train", "--store", "x"};
    QTest::newRow("train both") << QStringList{"train", "a.toml", "--resume", "1", "--store", "x"};
    QTest::newRow("caption nothing") << QStringList{"caption", "--captioner", "x"};
    QTest::newRow("caption without clip") << QStringList{"caption", "--captioner", "x", "a.png"};
    QTest::newRow("encode both") << QStringList{"encode", "--clip", "x", "--texts", "--images", "a.png"};
    QTest::newRow("tokenize nothing") << QStringList{"tokenize"};
    QTest::newRow("unknown metric") << QStringList{"evaluate", "--references", "a",     "--results",
                                                   "b",        "--metrics",    "SPICES"};
    QTest::newRow("adjust without value") << QStringList{"control", "adjust", "--store", "x", "--run", "1"};
  }

  void wrong_usage_is_2() {
    QFETCH(QStringList, arguments);
    const auto outcome = cli(arguments);
    QCOMPARE(outcome.code, 2);
    QVERIFY(outcome.out.isEmpty());
    QVERIFY(!outcome.err.isEmpty());
  }

  void bad_input_is_3_data() {
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QByteArray>("named");
    QTest::newRow("no store") << QStringList{"runs", "--store", "/no/runs.sqlite"} << QByteArray("/no/runs.sqlite");
    QTest::newRow("no run") << QStringList{"captions", "--store", "STORE", "--run", "9"} << QByteArray("no run 9");
    QTest::newRow("no series") << QStringList{"curve", "--store", "STORE", "--run", "1", "--series", "rewards"}
                               << QByteArray("reward, val/CIDEr");
    QTest::newRow("no recipe") << QStringList{"train", "/no/recipe.toml", "--store", "STORE"}
                               << QByteArray("/no/recipe.toml");
    QTest::newRow("resume no run") << QStringList{"train", "--resume", "9", "--store", "STORE"}
                                   << QByteArray("no run 9");
    QTest::newRow("no dataset") << QStringList{"dataset", "/no/data.json"} << QByteArray("/no/data.json");
    QTest::newRow("no tokenizer") << QStringList{"tokenize", "--tokenizer", "/no/gpt2", "--kind", "gpt2"}
                                  << QByteArray("/no/gpt2");
    QTest::newRow("no captioner") << QStringList{"caption", "--captioner", "/no/captioner", "--embeddings", "x"}
                                  << QByteArray("/no/captioner");
    QTest::newRow("no checkpoint") << QStringList{"export", "--store", "STORE", "--run", "1", "--out", "/no"}
                                   << QByteArray("no checkpoint");
    QTest::newRow("run not going") << QStringList{"control", "stop", "--store", "STORE", "--run", "1"}
                                   << QByteArray("not training");
    QTest::newRow("no references") << QStringList{"evaluate", "--references", "/no/a.json", "--results", "b"}
                                   << QByteArray("/no/a.json");
  }

  void bad_input_is_3() {
    QFETCH(QStringList, arguments);
    QFETCH(QByteArray, named);
    for (auto& argument : arguments)
      if (argument == "STORE") argument = store_;
    const auto outcome = cli(arguments);
    QVERIFY2(outcome.err.contains(named), outcome.err);
    QCOMPARE(outcome.code, 3);
    QVERIFY(outcome.out.isEmpty());
  }

  void a_bad_recipe_names_the_key() {
    const auto recipe = write("bad.toml", "[optimizer]\nlearning_rat = 1e-4\n");
    const auto outcome = cli({"train", recipe, "--store", folder_.filePath("none.sqlite")});
    QCOMPARE(outcome.code, 3);
    QVERIFY2(outcome.err.contains("learning_rat"), outcome.err);
    QVERIFY(!QFile::exists(folder_.filePath("none.sqlite")));
  }

  void runs_lists_runs() {
    const auto outcome = cli({"runs", "--store", store_, "--json"});
    QCOMPARE(outcome.code, 0);
    QVERIFY(outcome.err.isEmpty());
    QCOMPARE(outcome.lines().size(), 1);
    const auto run = outcome.lines().front();
    QCOMPARE(run["id"].toInt(), 1);
    QCOMPARE(run["name"].toString(), QString("first \"quoted\""));
    QCOMPARE(run["state"].toString(), QString("finished"));
    QCOMPARE(run["steps"].toInt(), 4);
    QCOMPARE(run["best"].toObject()["val/CIDEr"].toDouble(), 0.75);
    QVERIFY(cli({"runs", "--store", store_}).out.contains("first \"quoted\""));
  }

  void curve_prints_every_point_and_null_for_nan() {
    const auto lines = cli({"curve", "--store", store_, "--run", "1", "--series", "reward", "--json"}).lines();
    QCOMPARE(lines.size(), 4);
    QCOMPARE(lines[1]["step"].toInt(), 2);
    QCOMPARE(lines[1]["time"].toDouble(), 1.0);
    QCOMPARE(lines[1]["value"].toDouble(), 20.0);
    QVERIFY(lines[3].contains("value") && lines[3]["value"].isNull());
  }

  void captions_come_with_scores() {
    const auto all = cli({"captions", "--store", store_, "--run", "1", "--json"}).lines();
    QCOMPARE(all.size(), 2);
    const auto one = cli({"captions", "--store", store_, "--run", "1", "--step", "3", "--json"}).lines();
    QCOMPARE(one.size(), 1);
    QCOMPARE(one[0]["caption"].toString(), QString("a cat."));
    QCOMPARE(one[0]["kind"].toString(), QString("greedy"));
    QCOMPARE(one[0]["image_id"].toInt(), 11);
    QCOMPARE(one[0]["step"].toInt(), 3);
    QCOMPARE(one[0]["scores"].toObject()["reward"].toDouble(), 60.0);
  }

  void captions_are_written_to_files() {
    const auto out = folder_.filePath("captions.json");
    const auto told = cli({"captions", "--store", store_, "--run", "1", "--out", out, "--json"});
    QVERIFY2(told.code == 0, told.err);
    QCOMPARE(told.lines().front()["captions"].toInt(), 1);  // the greedy one of the newest step
    QFile file(out);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto entries = QJsonDocument::fromJson(file.readAll()).array();
    QCOMPARE(entries.size(), 1);
    QCOMPARE(entries[0].toObject()["image_id"].toInt(), 11);
    QCOMPARE(entries[0].toObject()["caption"].toString(), QString("a cat."));
    const auto csv = cli({"captions", "--store", store_, "--run", "1", "--out", folder_.filePath("captions.csv"),
                          "--format", "csv", "--step", "9"});
    QCOMPARE(csv.code, 3);
    QVERIFY2(csv.err.contains("run 1 has no such captions"), csv.err);
    QVERIFY(!QFile::exists(folder_.filePath("captions.csv")));
    QCOMPARE(cli({"captions", "--store", store_, "--run", "1", "--format", "csv"}).code, 2);
  }

  void dataset_reports_and_splits() {
    QDir(folder_.path()).mkpath("pictures");
    for (int i = 0; i < 20; ++i) {
      QVERIFY(QFile::copy(QStringLiteral(VIGNETTE_TEST_DATA "/goldens/models/img1.png"),
                          folder_.filePath(QString("pictures/%1.png").arg(i))));
      write(QString("pictures/%1.txt").arg(i), "a picture\n");
    }
    const auto report = cli({"dataset", folder_.filePath("pictures"), "--out", folder_.filePath("split"),
                             "--validation", "0.25", "--test", "0.25", "--json"});
    QVERIFY2(report.code == 0, report.err);
    const auto line = report.lines().front();
    QCOMPARE(line["images"].toInt(), 20);
    QCOMPARE(line["captions"].toInt(), 20);
    QVERIFY(!line["kind"].toString().isEmpty());
    QVERIFY(line["problems"].isArray());
    int images = 0;
    for (const char* part : {"train", "val", "test"}) {
      const auto again = cli({"dataset", folder_.filePath(QString("split/%1.json").arg(part)), "--images",
                              folder_.filePath("pictures"), "--json"});
      QVERIFY2(again.code == 0, again.err);
      images += again.lines().front()["images"].toInt();
    }
    QCOMPARE(images, 20);
  }

  void evaluate_scores_and_compares() {
    const auto references =
        write("refs.json", R"({"images": [{"id": 5, "file_name": "5.jpg"}, {"id": 2, "file_name": "2.jpg"}],
      "annotations": [{"id": 1, "image_id": 5, "caption": "A dog runs on the beach."}, {"id": 2, "image_id": 2, "caption": "A red kite in the sky."}]})");
    const auto good = write(
        "good.json",
        R"([{"image_id": 2, "caption": "a red kite in the sky"}, {"image_id": 5, "caption": "a dog runs on the beach"}])");
    const auto bad =
        write("worse.json", R"([{"image_id": 2, "caption": "a red kite"}, {"image_id": 5, "caption": "sand"}])");
    const auto per_image = folder_.filePath("scores.jsonl");
    const auto outcome = cli({"evaluate", "--references", references, "--results", good, "--per-image", per_image,
                              "--compare", bad, "--json"});
    QVERIFY2(outcome.code == 0, outcome.err);
    QCOMPARE(outcome.lines().size(), 1);
    const auto scores = outcome.lines().front();
    QVERIFY(std::abs(scores["CIDEr"].toDouble() - 10) < 1e-6);
    QVERIFY(std::abs(scores["BLEU-4"].toDouble() - 1) < 1e-6);
    QVERIFY(std::abs(scores["ROUGE-L"].toDouble() - 1) < 1e-6);
    const auto cider = scores["compare"].toObject()["CIDEr"].toObject();
    QVERIFY(cider["difference"].toDouble() > 5);
    QVERIFY(cider["low"].toDouble() <= cider["difference"].toDouble());
    QVERIFY(cider["high"].toDouble() >= cider["difference"].toDouble());
    QFile file(per_image);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto first = QJsonDocument::fromJson(file.readLine()).object();
    QCOMPARE(first["image_id"].toInt(), 5);
    QVERIFY(std::abs(first["scores"].toObject()["CIDEr"].toDouble() - 10) < 1e-6);

    const auto few =
        cli({"evaluate", "--references", references, "--results", good, "--metrics", "CIDEr,BLEU-1", "--json"});
    QCOMPARE(few.lines().front().keys(), (QStringList{"BLEU-1", "CIDEr"}));
  }

  void evaluate_says_which_stages_ran() {
    const auto references = write("two.json", R"({"images": [{"id": 1, "file_name": "1.jpg"}],
      "annotations": [{"id": 1, "image_id": 1, "caption": "A very big car."}]})");
    const auto results = write("one.json", R"([{"image_id": 1, "caption": "a large automobile"}])");
    const auto table = write("table", "0.5\nlarge\nvery big\n");
    const QStringList meteor{"evaluate", "--references", references, "--results", results, "--metrics", "METEOR"};
    const auto whole = cli(meteor + QStringList{"--paraphrases", table, "--json"});
    QVERIFY2(whole.code == 0, whole.err);
    QCOMPARE(whole.lines().front()["METEOR_stages"].toArray(), (QJsonArray{"exact", "stem", "synonym", "paraphrase"}));
    // by hand: "a" is one of delta's function words; 0.25 + 0.75 (0.8 + 0.6) of 0.25 + 1.5, and 0.25 + 0.75 (0.8 + 1.2)
    // of 0.25 + 2.25, in one chunk
    const double precision = 1.3 / 1.75, recall = 1.75 / 2.5;
    QVERIFY(std::abs(whole.lines().front()["METEOR"].toDouble() - 1 / (0.15 / precision + 0.85 / recall)) < 1e-12);
    QDir cache(folder_.filePath("cache/vignette"));
    QCOMPARE(cache.entryList(QDir::Files).size(), 1);

    QFile prepared(cache.filePath(cache.entryList(QDir::Files).front()));
    QVERIFY(prepared.resize(prepared.size() / 2));
    QCOMPARE(cli(meteor + QStringList{"--paraphrases", table, "--json"}).out, whole.out);  // made again
    QCOMPARE(cache.entryList(QDir::Files).size(), 1);

    const auto without = cli(meteor + QStringList{"--json"});
    QCOMPARE(without.code, 0);
    QCOMPARE(without.lines().front()["METEOR_stages"].toArray(), (QJsonArray{"exact", "stem", "synonym"}));
    QVERIFY2(without.err.contains("without paraphrases"), without.err);
    QVERIFY(cli(meteor).out.contains("not comparable"));
    const auto wrong = cli(meteor + QStringList{"--paraphrases", folder_.path()});
    QCOMPARE(wrong.code, 3);
    QVERIFY2(wrong.err.contains("paraphrase-en.gz"), wrong.err);
    const auto no_wordnet = cli(meteor + QStringList{"--wordnet", folder_.path()});
    QCOMPARE(no_wordnet.code, 3);
    QVERIFY2(no_wordnet.err.contains("index.noun"), no_wordnet.err);
  }

  void evaluate_tells_of_the_captions() {
    const auto references =
        write("pair.json", R"({"images": [{"id": 1, "file_name": "1.jpg"}, {"id": 2, "file_name": "2.jpg"}],
      "annotations": [{"id": 1, "image_id": 1, "caption": "A dog runs."}, {"id": 2, "image_id": 2, "caption": "A cat sleeps."}]})");
    const auto results = write(
        "both.json", R"([{"image_id": 1, "caption": "a dog runs"}, {"image_id": 2, "caption": "a pizza sleeps"}])");
    const auto samples =
        write("samples.json", R"([{"image_id": 1, "caption": "a dog runs"}, {"image_id": 1, "caption": "a dog"}])");
    const auto corpus = write("corpus.txt", "A dog runs.\nA child sleeps.\n");
    const auto frequencies = folder_.filePath("frequencies.json"), per_image = folder_.filePath("nearest.jsonl");
    const auto saved = cli({"evaluate", "--references", references, "--save-document-frequencies", frequencies});
    QVERIFY2(saved.code == 0 && saved.out.isEmpty(), saved.err);
    const auto outcome =
        cli({"evaluate", "--references", references, "--results", results, "--samples", samples, "--corpus", corpus,
             "--document-frequencies", frequencies, "--per-image", per_image, "--bootstrap", "20", "--json"});
    QVERIFY2(outcome.code == 0, outcome.err);
    const auto object = outcome.lines().front();
    QCOMPARE(object["diversity"]["vocabulary"].toInt(), 5);
    QCOMPARE(object["objects"]["CHAIR-i"].toDouble(), 0.5);
    QCOMPARE(object["novelty"]["in_corpus"].toDouble(), 0.5);
    QVERIFY(std::abs(object["novelty"]["mean_similarity"].toDouble() - (1 + 2.0 / 3) / 2) < 1e-12);
    QCOMPARE(object["samples"]["mean_length"].toDouble(), 2.5);
    QCOMPARE(object["CIDEr-D-saved-df"].toDouble(), object["CIDEr"].toDouble());
    QVERIFY(object["intervals"]["METEOR"]["low"].toDouble() <= object["METEOR"].toDouble());
    QFile file(per_image);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(QJsonDocument::fromJson(file.readLine())["nearest"]["caption"].toString(), "A dog runs.");

    QCOMPARE(cli({"evaluate", "--references", references}).code, 2);
    const auto strange = write("strange.json", R"({"images": 3, "document_frequencies": {"a": "many"}})");
    const auto refused =
        cli({"evaluate", "--references", references, "--results", results, "--document-frequencies", strange});
    QCOMPARE(refused.code, 3);
    QVERIFY2(refused.err.contains("strange.json") && refused.err.contains("\"a\""), refused.err);
  }

  void tokenize_ptb() {
    const auto outcome = cli({"tokenize", "--kind", "ptb", "--json"}, "\"A man's dog, running!\"\n\"\"\n");
    QCOMPARE(outcome.code, 0);
    QCOMPARE(outcome.out, QByteArray("{\"tokens\":[\"a\",\"man\",\"'s\",\"dog\",\"running\"]}\n{\"tokens\":[]}\n"));
  }

  void a_bad_line_is_named() {
    const auto outcome = cli({"tokenize", "--kind", "ptb", "--json"}, "\"fine\"\nnot quoted\n");
    QCOMPARE(outcome.code, 3);
    QVERIFY2(outcome.err.contains("line 2"), outcome.err);
    QVERIFY(outcome.out.isEmpty());
    QCOMPARE(cli({"tokenize", "--kind", "ptb"}, "7\n").code, 3);
    QCOMPARE(cli({"tokenize", "--kind", "ptb"}, "\"a\xff\"\n").code, 3);
  }
};

QTEST_GUILESS_MAIN(CliCommandsTest)
#include "tst_cli_commands.moc"
