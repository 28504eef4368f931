// The models' commands against the figures of the original programs.

#include <QFile>
#include <QTest>

#include "cli/captioner_fixture.h"
#include "cli/cli_process.h"
#include "data/ready_embeddings.h"

class CliParityTest : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir folder_;

  CliOutcome cli(const QStringList& arguments, const QByteArray& input = {}) {
    return run_cli_process(arguments, input, folder_);
  }

  static QStringList cases() {
    QStringList all = {QStringLiteral(VIGNETTE_TEST_DATA "/goldens/models")};
    const QString extra = qEnvironmentVariable("VIGNETTE_GOLDENS");
    if (!extra.isEmpty()) all << (QFile::exists(extra + "/models") ? extra + "/models" : extra);
    return all;
  }
  static void add_cases() {
    QTest::addColumn<QString>("directory");
    for (const auto& directory : cases()) QTest::newRow(qPrintable(directory)) << directory;
  }
  static QJsonObject golden(const QString& file) {
    QFile in(file);
    return in.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(in.readAll()).object() : QJsonObject();
  }

  static void compare_numbers(const QJsonArray& actual, const QJsonArray& expected, double tolerance) {
    QCOMPARE(actual.size(), expected.size());
    QVERIFY(!expected.isEmpty());
    for (int i = 0; i < expected.size(); ++i) {
      const double a = actual[i].toDouble(), e = expected[i].toDouble();
      QVERIFY2(std::abs(a - e) <= tolerance * std::max(1.0, std::abs(e)),
               qPrintable(QString("%1: %2, expected %3").arg(i).arg(a).arg(e)));
    }
  }

 private slots:
  void tokenize_data() {
    QTest::addColumn<QString>("directory");
    QTest::addColumn<QString>("folder");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("key");
    for (const auto& directory : cases()) {
      QTest::addRow("gpt2 %s", qPrintable(directory)) << directory << "gpt2"
                                                      << "gpt2"
                                                      << "gpt2";
      QTest::addRow("roberta %s", qPrintable(directory)) << directory << "roberta"
                                                         << "roberta"
                                                         << "roberta";
      QTest::addRow("clip %s", qPrintable(directory)) << directory << "clip-vit"
                                                      << "clip"
                                                      << "clip_hf";
    }
  }

  // Strings on which two versions of the original tokenizer differ are the text layer's tests to judge.
  void tokenize() {
    QFETCH(QString, directory);
    QFETCH(QString, folder);
    QFETCH(QString, kind);
    QFETCH(QString, key);
    QByteArray input;
    QVector<QJsonArray> expected;
    for (const auto& entry : golden(directory + "/tokenizers.json")["encode"].toArray()) {
      const auto one = entry.toObject();
      if (one.size() != 4) continue;
      input += json_string(one["text"].toString()) + '\n';
      expected << one[key].toArray();
    }
    QVERIFY(expected.size() > 100);
    for (const bool named : {true, false}) {
      QStringList arguments = {"tokenize", "--tokenizer", directory + "/tiny/" + folder, "--json"};
      if (named) arguments << "--kind" << kind;
      const auto outcome = cli(arguments, input);
      QVERIFY2(outcome.code == 0, outcome.err);
      const auto lines = outcome.lines();
      QCOMPARE(lines.size(), expected.size());
      for (int i = 0; i < lines.size(); ++i) QCOMPARE(lines[i]["ids"].toArray(), expected[i]);
    }
  }

  void encode_images_data() { add_cases(); }
  void encode_images() {
    QFETCH(QString, directory);
    const auto images = golden(directory + "/clip.json")["images"].toArray();
    QVERIFY(!images.isEmpty());
    QStringList arguments = {"encode", "--clip", directory + "/tiny/clip-vit", "--json", "--images"};
    for (const auto& image : images) arguments << directory + "/" + image.toObject()["file"].toString();
    const auto outcome = cli(arguments);
    QVERIFY2(outcome.code == 0, outcome.err);
    const auto lines = outcome.lines();
    QCOMPARE(lines.size(), images.size());
    for (int i = 0; i < lines.size(); ++i) {
      const auto expected = images[i].toObject();
      QVERIFY(lines[i]["image"].toString().endsWith(expected["file"].toString()));
      const auto embedding = lines[i]["embedding"].toArray();
      // Hugging Face's crop or OpenAI's, by the directory's preprocessor_config.json: they differ on one picture.
      const bool differs = expected["hf_vs_openai_pixel_maxdiff"].toDouble() > 0;
      if (!differs) compare_numbers(embedding, expected["image_features"].toArray(), 1e-3);
      if (QTest::currentTestFailed()) return;
    }
  }

  void encode_texts_data() { add_cases(); }
  void encode_texts() {
    QFETCH(QString, directory);
    const auto texts = golden(directory + "/clip.json")["texts"].toArray();
    QVERIFY(!texts.isEmpty());
    QByteArray input;
    for (const auto& text : texts) input += json_string(text.toObject()["text"].toString()) + '\n';
    const auto outcome = cli({"encode", "--clip", directory + "/tiny/clip-vit", "--texts", "--json"}, input);
    QVERIFY2(outcome.code == 0, outcome.err);
    const auto lines = outcome.lines();
    QCOMPARE(lines.size(), texts.size());
    for (int i = 0; i < lines.size(); ++i) {
      QCOMPARE(lines[i]["text"].toString(), texts[i].toObject()["text"].toString());
      compare_numbers(lines[i]["embedding"].toArray(), texts[i].toObject()["text_features"].toArray(), 1e-3);
      if (QTest::currentTestFailed()) return;
    }
  }

  void captions_data() { add_cases(); }
  void captions() {
    QFETCH(QString, directory);
    const auto captioner = folder_.filePath("captioner"), embeddings = folder_.filePath("prefix.safetensors");
    vignette::write_captioner_fixture(directory.toStdString(), captioner.toStdString(), embeddings.toStdString());
    const auto expected = golden(directory + "/clipcap.json")["mlp"].toObject()["captions"].toArray();
    QVERIFY(!expected.isEmpty());
    for (const int length : {20, 67})
      for (const bool beam : {false, true}) {
        QStringList arguments = {"caption",      "--captioner",           captioner, "--embeddings", embeddings,
                                 "--max-tokens", QString::number(length), "--json"};
        if (beam)
          arguments << "--beam"
                    << "5";
        const auto outcome = cli(arguments);
        QVERIFY2(outcome.code == 0, outcome.err);
        const auto lines = outcome.lines();
        QCOMPARE(lines.size(), expected.size());
        for (int i = 0; i < lines.size(); ++i) {
          QCOMPARE(lines[i]["image"].toString(), QString("row %1").arg(i));
          const auto found = lines[i]["captions"].toArray();
          QCOMPARE(found.size(), beam ? 5 : 1);
          const auto wanted = expected[i].toObject()[QString(beam ? "beam5_%1" : "greedy_%1").arg(length)].toObject();
          QCOMPARE(found[0].toObject()["ids"].toArray(), wanted[beam ? "ids_best" : "ids"].toArray());
          QVERIFY(found[0].toObject()["log_probability"].toDouble() < 0);
        }
      }
  }

  void samples_follow_the_seed_and_the_picture() {
    const QString directory = cases().front();
    const auto captioner = folder_.filePath("captioner2"), embeddings = folder_.filePath("prefix2.safetensors");
    vignette::write_captioner_fixture(directory.toStdString(), captioner.toStdString(), embeddings.toStdString());
    const auto sample = [&](const char* seed) {
      return cli({"caption", "--captioner", captioner, "--embeddings", embeddings, "--sample", "3", "--seed", seed,
                  "--top-p", "0.9", "--max-tokens", "12", "--json"})
          .out;
    };
    const auto first = sample("1");
    QCOMPARE(sample("1"), first);
    QVERIFY(sample("2") != first);
    CliOutcome parsed;
    parsed.out = first;
    QCOMPARE(parsed.lines().front()["captions"].toArray().size(), 3);
  }

  void captions_by_other_ways_of_decoding() {
    const QString directory = cases().front();
    const auto captioner = folder_.filePath("captioner3"), embeddings = folder_.filePath("prefix3.safetensors");
    vignette::write_captioner_fixture(directory.toStdString(), captioner.toStdString(), embeddings.toStdString());
    const auto caption = [&](const QStringList& options) {
      return cli(QStringList{"caption", "--captioner", captioner, "--embeddings", embeddings, "--max-tokens", "8"} +
                 options);
    };
    const auto first = [](const CliOutcome& outcome) { return outcome.lines().front()["captions"].toArray(); };

    const auto diverse = first(caption({"--beam", "4", "--groups", "4", "--diversity", "1000", "--json"}));
    QSet<int> begins;
    for (const auto& one : diverse) begins.insert(one.toObject()["ids"].toArray().first().toInt());
    QCOMPARE(begins.size(), 4);
    QCOMPARE(first(caption({"--beam", "4", "--best", "2", "--json"})).size(), 2);

    // A word that no beam has of itself.
    for (const auto& one : first(caption({"--beam", "3", "--json"})))
      QVERIFY(!one.toObject()["caption"].toString().contains(" dog"));
    const auto required = first(caption({"--beam", "3", "--require", "cat|dog", "--json"})).first().toObject();
    QCOMPARE(required["required"].toInt(), 1);
    const auto text = required["caption"].toString();
    QVERIFY2(text.contains(" dog") || text.contains(" cat"), qPrintable(text));

    const auto told = first(caption({"--alternatives", "3", "--json"}))[0].toObject();
    const auto tokens = told["tokens"].toArray();
    QCOMPARE(tokens.size(), told["ids"].toArray().size());
    double sum = 0;
    for (const auto& token : tokens) {
      const auto alternatives = token.toObject()["alternatives"].toArray();
      QCOMPARE(alternatives.size(), 3);
      // The greedy token is the likeliest one.
      QCOMPARE(alternatives[0].toObject()["token"], token.toObject()["token"]);
      QVERIFY(token.toObject()["entropy"].toDouble() > 0);
      sum += token.toObject()["log_probability"].toDouble();
    }
    QVERIFY(std::abs(sum / tokens.size() - told["log_probability"].toDouble()) < 1e-5);

    // What ends the caption is said once, at its end.
    const auto stop = tokens[2].toObject()["token"].toString();
    const auto stopped = first(caption({"--stop", stop, "--json"}))[0].toObject()["ids"].toArray();
    QCOMPARE(stopped.last(), told["ids"].toArray()[static_cast<int>(stopped.size()) - 1]);
    QVERIFY(stopped.size() <= 3);
  }

  void wrong_ways_of_decoding_are_refused() {
    const QString directory = cases().front();
    const auto captioner = folder_.filePath("captioner4"), embeddings = folder_.filePath("prefix4.safetensors");
    vignette::write_captioner_fixture(directory.toStdString(), captioner.toStdString(), embeddings.toStdString());
    const auto refused = [&](const QStringList& options, int code, const char* says) {
      const auto outcome = cli(QStringList{"caption", "--captioner", captioner, "--embeddings", embeddings} + options);
      if (outcome.code == code && outcome.err.contains(says)) return true;
      qWarning() << options << outcome.code << outcome.err;
      return false;
    };
    QVERIFY(refused({"--groups", "2"}, 2, "--beam"));
    QVERIFY(refused({"--beam", "3", "--groups", "2"}, 2, "groups"));
    QVERIFY(refused({"--require", "dog"}, 2, "--beam"));
    QVERIFY(refused({"--beam", "3", "--require", "a|"}, 2, "|"));
    QVERIFY(refused({"--length-penalty", "2"}, 2, "normalised"));
    QVERIFY(refused({"--best-of", "3"}, 2, "--clip"));
    QVERIFY(refused({"--best-of", "3", "--beam", "2"}, 2, "--best-of"));
    QVERIFY(refused({"--alternatives", "3"}, 2, "--json"));
    QVERIFY(refused({"--stop", "no single token at all"}, 3, "stop token"));
    QVERIFY(refused({"--precision", "fp16"}, 3, "fp16"));
  }

  void an_unreadable_picture_is_reported_and_the_others_are_embedded() {
    const QString directory = cases().front();
    const auto broken = folder_.filePath("broken.png");
    QFile file(broken);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("no picture");
    file.close();
    const auto outcome =
        cli({"encode", "--clip", directory + "/tiny/clip-vit", "--json", "--images", broken, directory + "/img1.png"});
    QCOMPARE(outcome.code, 3);
    QVERIFY2(outcome.err.contains("broken.png"), outcome.err);
    QCOMPARE(outcome.lines().size(), 2);
    QVERIFY(!outcome.lines()[0].contains("embedding"));
    QVERIFY(!outcome.lines()[1]["embedding"].toArray().isEmpty());
  }

  // 70 files: enough for the packed weights, in batches that end unevenly; every seventh is broken.
  void encode_writes_many_embeddings_to_a_file() {
    const QString directory = cases().front(), out = folder_.filePath("many.safetensors");
    const auto broken = folder_.filePath("torn.png");
    QFile file(broken);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("torn");
    file.close();
    QStringList encode = {"encode", "--clip", directory + "/tiny/clip-vit", "--batch", "16", "--images"};
    for (int i = 0; i < 70; ++i) encode << (i % 7 == 6 ? broken : QString("%1/img%2.png").arg(directory).arg(i % 4));
    const auto printed = cli(QStringList(encode) << "--json");
    const auto written = cli(QStringList(encode) << "--out" << out);
    QCOMPARE(written.code, 3);
    QCOMPARE(written.err.count("torn.png"), 10);
    QVERIFY(written.out.isEmpty());
    const vignette::EmbeddingTable table = vignette::read_embedding_table(out.toStdString());
    QCOMPARE(table.count, std::int64_t{60});
    std::int64_t row = 0;
    for (const auto& line : printed.lines())
      if (line.contains("embedding")) {
        const auto expected = line["embedding"].toArray();
        QCOMPARE(table.width, std::int64_t{expected.size()});
        for (std::int64_t i = 0; i < table.width; ++i)
          QVERIFY(std::abs(table.rows.get()[row * table.width + i] - expected[i].toDouble()) < 1e-6);
        ++row;
      }
    QCOMPARE(row, std::int64_t{60});
    const auto captioned = cli({"encode", "--clip", directory + "/tiny/clip-vit", "--images", broken, "--out", out});
    QCOMPARE(captioned.code, 3);
  }

  void encode_refuses_what_it_cannot_do() {
    const QString directory = cases().front(), clip = directory + "/tiny/clip-vit";
    QCOMPARE(cli({"encode", "--clip", clip, "--batch", "0", "--images", directory + "/img0.png"}).code, 2);
    QCOMPARE(cli({"encode", "--clip", clip, "--precision", "fp8", "--images", directory + "/img0.png"}).code, 2);
    const auto outcome = cli(
        {"encode", "--clip", clip, "--images", directory + "/img0.png", "--out", "/nonexistent/folder/x.safetensors"});
    QCOMPARE(outcome.code, 3);
    QVERIFY2(outcome.err.contains("/nonexistent/folder"), outcome.err);
  }

  void encode_in_bf16_stays_near_fp32() {
    const QString directory = cases().front();
    const QStringList encode = {"encode", "--clip",   directory + "/tiny/clip-vit",
                                "--json", "--images", directory + "/img0.png"};
    const auto full = cli(encode).lines()[0]["embedding"].toArray();
    const auto half = cli(QStringList(encode) << "--precision" << "bf16").lines()[0]["embedding"].toArray();
    QCOMPARE(half.size(), full.size());
    double largest = 0, difference = 0;
    for (int i = 0; i < full.size(); ++i) {
      largest = std::max(largest, std::abs(full[i].toDouble()));
      difference = std::max(difference, std::abs(full[i].toDouble() - half[i].toDouble()));
    }
    QVERIFY2(difference > 0 && difference < 0.05 * largest, qPrintable(QString::number(difference / largest)));
  }

  // CLIPScore is defined by the embeddings that "encode" prints.
  void evaluate_scores_with_clip() {
    const QString directory = cases().front();
    const QStringList captions = {"a cat on a mat", "two dogs", "red"};
    const QVector<QStringList> references = {{"a cat", "the mat"}, {"two dogs play"}, {"a red kite", "red", "sky"}};
    QJsonArray images, annotations, results;
    QByteArray texts;
    QStringList encode = {"encode", "--clip", directory + "/tiny/clip-vit", "--json", "--images"};
    for (int i = 0; i < captions.size(); ++i) {
      images << QJsonObject{{"id", i}, {"file_name", QString("img%1.png").arg(i)}};
      results << QJsonObject{{"image_id", i}, {"caption", captions[i]}};
      texts += json_string("A photo depicts " + captions[i]) + '\n';
      for (const auto& reference : references[i]) {
        annotations << QJsonObject{{"image_id", i}, {"caption", reference}};
        texts += json_string("A photo depicts " + reference) + '\n';
      }
      encode << directory + QString("/img%1.png").arg(i);
    }
    const auto write = [&](const char* name, const QJsonDocument& json) {
      QFile file(folder_.filePath(name));
      if (file.open(QIODevice::WriteOnly)) file.write(json.toJson());
      return file.fileName();
    };
    const auto pictures = cli(encode).lines();
    const auto words = cli({"encode", "--clip", directory + "/tiny/clip-vit", "--texts", "--json"}, texts).lines();
    const auto cosine = [](const QJsonObject& one, const QJsonObject& other) {
      const auto a = one["embedding"].toArray(), b = other["embedding"].toArray();
      double ab = 0, aa = 0, bb = 0;
      for (int i = 0; i < a.size(); ++i) {
        const double x = a[i].toDouble(), y = b[i].toDouble();
        ab += x * y, aa += x * x, bb += y * y;
      }
      return ab / std::sqrt(aa * bb);
    };
    double plain = 0, with_references = 0;
    for (int i = 0, at = 0; i < captions.size(); ++i) {
      const auto caption = words[at++];
      const double score = 2.5 * std::max(cosine(pictures[i], caption), 0.0);
      double best = 0;
      for (int k = 0; k < references[i].size(); ++k) best = std::max(best, cosine(caption, words[at++]));
      plain += score / 3;
      with_references += (score + best > 0 ? 2 * score * best / (score + best) : 0) / 3;
    }
    const QStringList command = {
        "evaluate",
        "--references",
        write("r.json", QJsonDocument(QJsonObject{{"images", images}, {"annotations", annotations}})),
        "--results",
        write("c.json", QJsonDocument(results)),
        "--json",
        "--metrics",
        "CLIPScore,RefCLIPScore,BLEU-1",
        "--clip",
        directory + "/tiny/clip-vit"};
    const auto scored = cli(command + QStringList{"--images", directory});
    QVERIFY2(scored.code == 0, scored.err);
    const auto figures = scored.lines().front();
    QVERIFY(std::abs(figures["CLIPScore"].toDouble() - plain) < 1e-4);
    QVERIFY(std::abs(figures["RefCLIPScore"].toDouble() - with_references) < 1e-4);
    QVERIFY(figures.contains("BLEU-1"));
    const auto lost = cli(command);
    QCOMPARE(lost.code, 3);
    QVERIFY2(lost.err.contains("CLIPScore needs the pictures"), lost.err);
    const auto without = cli(command.mid(0, command.size() - 2));
    QCOMPARE(without.code, 3);
    QVERIFY2(without.err.contains("--clip"), without.err);
  }

  void a_captioner_for_another_clip_is_refused() {
    const QString directory = cases().front();
    const auto captioner = folder_.filePath("captioner3"), embeddings = folder_.filePath("prefix3.safetensors");
    vignette::write_captioner_fixture(directory.toStdString(), captioner.toStdString(), embeddings.toStdString());
    const auto outcome = cli({"caption", "--captioner", captioner, "--clip", directory + "/tiny/clip-vit",
                              directory + "/img1.png", "--json"});
    const auto width =
        golden(directory + "/clip.json")["texts"].toArray()[0].toObject()["text_features"].toArray().size();
    const auto wanted = golden(directory + "/clipcap.json")["prefix"].toArray()[0].toArray().size();
    QCOMPARE(outcome.code, width == wanted ? 0 : 3);
  }
};

QTEST_GUILESS_MAIN(CliParityTest)
#include "tst_cli_parity.moc"
