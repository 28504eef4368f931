// Datasets as they are published: every kind is recognised from its content and read, and what is wrong is reported.
#include <QTest>
#include <set>

#include "data/dataset_report.h"
#include "dataset_fixture.h"

using namespace vignette;
namespace fs = std::filesystem;
using Captions = std::vector<std::string>;

class TestDataReaders : public QObject {
  Q_OBJECT

 private slots:
  void init() { folder_ = std::make_unique<QTemporaryDir>(); }

  void karpathys_split_of_coco() {
    put_picture(path() / "val2014/COCO_val2014_000000391895.jpg");
    put_picture(path() / "train2014/COCO_train2014_000000000009.jpg");
    write_text(path() / "dataset_coco.json", R"({"images": [{"filepath": "val2014", "sentids": [770337, 771687],
      "filename": "COCO_val2014_000000391895.jpg", "imgid": 0, "split": "test", "sentences": [
        {"tokens": ["a", "man"], "raw": "A man with a red helmet.", "imgid": 0, "sentid": 770337},
        {"tokens": ["x"], "raw": " Man }, { rides. ", "imgid": 0, "sentid": 771687}], "cocoid": 391895},
      {"filepath": "train2014", "filename": "COCO_train2014_000000000009.jpg", "imgid": 1, "split": "restval",
       "sentences": [{"raw": "Food."}], "cocoid": 9}, {"filename": 3, "imgid": 4}], "dataset": "coco"})");
    const Dataset dataset = open_dataset(path() / "dataset_coco.json");
    QCOMPARE(dataset.kind, DatasetKind::karpathy_split);
    QCOMPARE(dataset.images.size(), std::size_t{2});
    QCOMPARE(dataset.images[0].id, 391895);
    QCOMPARE(dataset.images[0].split, Split::test);
    QCOMPARE(dataset.images[0].captions, (Captions{"A man with a red helmet.", "Man }, { rides."}));
    QCOMPARE(dataset.images[1].split, Split::train);
    QVERIFY(fs::equivalent(dataset.images[1].path, path() / "train2014/COCO_train2014_000000000009.jpg"));
    QVERIFY(has_problem(dataset, "images[2]", "\"filename\" is a number; a string was expected"));
  }

  void karpathys_split_with_all_pictures_in_one_folder() {
    put_picture(path() / "images/1000092795.jpg");
    write_text(path() / "dataset_flickr30k.json",
               R"({"images": [{"sentids": [0], "imgid": 7, "filepath": "elsewhere", "sentences": [{"raw": "Two men."}],
                  "split": "val", "filename": "1000092795.jpg"}], "dataset": "flickr30k"})");
    const Dataset dataset = open_dataset(path() / "dataset_flickr30k.json");
    QCOMPARE(dataset.images.size(), std::size_t{1});
    QCOMPARE(dataset.images[0].file_name, "1000092795.jpg");
    QCOMPARE(dataset.images[0].id, 7);
    QCOMPARE(dataset.images[0].split, Split::validation);
  }

  void flickr8ks_tokens_with_their_splits() {
    for (const char* name : {"a.jpg", "b.jpg", "c.jpg"}) put_picture(path() / "Flicker8k_Dataset" / name);
    write_text(
        path() / "Flickr8k.token.txt",
        "a.jpg#0\tA child in a pink dress .\na.jpg#1\tA girl .\r\nb.jpg#0\tA dog .\nc.jpg#0\tA cat .\nc.jpg#1\t\n"
        "nonsense\n");
    write_text(path() / "Flickr_8k.trainImages.txt", "a.jpg\r\n");
    write_text(path() / "Flickr_8k.devImages.txt", "b.jpg\ngone.jpg\n");
    OpenDatasetOptions options;
    options.image_root = path() / "Flicker8k_Dataset";
    const Dataset dataset = open_dataset(path() / "Flickr8k.token.txt", options);
    QCOMPARE(dataset.kind, DatasetKind::flickr_tokens);
    QCOMPARE(dataset.images.size(), std::size_t{3});
    QCOMPARE(dataset.images[0].captions, (Captions{"A child in a pink dress .", "A girl ."}));
    QCOMPARE(dataset.images[0].split, Split::train);
    QCOMPARE(dataset.images[1].split, Split::validation);
    QCOMPARE(dataset.images[2].split, Split::none);
    QVERIFY(has_problem(dataset, "Flickr8k.token.txt:5", "the caption of c.jpg is empty"));
    QVERIFY(has_problem(dataset, "Flickr8k.token.txt:6", "a tab and a caption were expected"));
    QVERIFY(has_problem(dataset, "Flickr_8k.devImages.txt:2", "gone.jpg has no caption"));
    QVERIFY(has_problem(dataset, "c.jpg", "it is in no split"));
    QCOMPARE(dataset.problems.size(), std::size_t{4});
  }

  void flickr30ks_csv_and_its_broken_row() {
    put_picture(path() / "flickr30k-images/1.jpg");
    write_text(path() / "results.csv",
               "image_name| comment_number| comment\n1.jpg| 0| Two \"young\" guys , one | with hair .\n"
               "1.jpg| 4   A dog runs across the grass .\nnothing\n");
    const Dataset dataset = open_dataset(path() / "results.csv");
    QCOMPARE(dataset.kind, DatasetKind::flickr30k_csv);
    QCOMPARE(dataset.images.size(), std::size_t{1});
    QCOMPARE(dataset.images[0].captions,
             (Captions{"Two \"young\" guys , one | with hair .", "A dog runs across the grass ."}));
    QVERIFY(has_problem(dataset, "results.csv:3", "'|' is missing behind the number"));
    QVERIFY(has_problem(dataset, "results.csv:4", "left out"));
  }

  void conceptual_captions_without_pictures_are_a_corpus() {
    write_text(path() / "Train_GCC-training.tsv",
               "a very typical bus station\thttp://lh6.example/a.jpg\nsierra looked stunning\thttps://b\nno address\n");
    const Dataset dataset = open_dataset(path() / "Train_GCC-training.tsv");
    QCOMPARE(dataset.kind, DatasetKind::conceptual_captions);
    QVERIFY(dataset.images.empty());
    QCOMPARE(dataset.corpus, (Captions{"a very typical bus station", "sierra looked stunning"}));
    QVERIFY(has_problem(dataset, "Train_GCC-training.tsv:3", "an address were expected"));
  }

  void conceptual_captions_with_some_pictures() {
    put_picture(path() / "train/00000001.jpg");
    write_text(path() / "cc.tsv", "one\thttp://a\ntwo\thttp://b\n");
    const Dataset dataset = open_dataset(path() / "cc.tsv");
    QCOMPARE(dataset.images.size(), std::size_t{1});
    QCOMPARE(dataset.images[0].captions, (Captions{"two"}));
    QCOMPARE(dataset.problem_counts.at("missing picture"), std::size_t{1});
  }

  void json_lines_of_hugging_face() {
    put_picture(path() / "0001.png");
    put_picture(path() / "0002.png");
    write_text(path() / "metadata.jsonl",
               "{\"file_name\": \"0001.png\", \"text\": \"A \\u00e9cole\"}\n\n"
               "{\"file_name\": \"0002.png\", \"captions\": [\"one\", \"two\", 3], \"split\": \"test\"}\n{broken\n[1]\n"
               "{\"text\": \"lost\"}\n");
    for (const auto& opened : {path() / "metadata.jsonl", path()}) {
      const Dataset dataset = open_dataset(opened);
      QCOMPARE(dataset.kind, DatasetKind::json_lines);
      QCOMPARE(dataset.images.size(), std::size_t{2});
      QCOMPARE(dataset.images[0].captions, (Captions{"A école"}));
      QCOMPARE(dataset.images[1].captions, (Captions{"one", "two"}));
      QCOMPARE(dataset.images[1].split, Split::test);
      QVERIFY(has_problem(dataset, "metadata.jsonl:4", "no JSON object"));
      QVERIFY(has_problem(dataset, "metadata.jsonl:5", "no JSON object"));
      QVERIFY(has_problem(dataset, "metadata.jsonl:6", "neither a file name nor an image_id"));
    }
  }

  void clipcaps_annotations_name_cocos_pictures_by_number() {
    put_picture(path() / "train2014/COCO_train2014_000000318556.jpg");
    put_picture(path() / "val2014/COCO_val2014_000000000042.jpg");
    write_text(path() / "train_caption.json",
               R"([{"image_id": "318556", "id": 48, "caption": "A very clean bathroom."},
                   {"image_id": 42, "id": 49, "caption": "A shoe rack."}, {"image_id": "318556", "id": 50, "caption": "A sink."},
                   {"image_id": "x", "caption": "lost"}, 5])");
    const Dataset dataset = open_dataset(path() / "train_caption.json");
    QCOMPARE(dataset.kind, DatasetKind::json_list);
    QCOMPARE(dataset.images.size(), std::size_t{2});
    QCOMPARE(dataset.images[0].id, 318556);
    QCOMPARE(dataset.images[0].captions, (Captions{"A very clean bathroom.", "A sink."}));
    QCOMPARE(dataset.images[1].file_name, "val2014/COCO_val2014_000000000042.jpg");
    QVERIFY(has_problem(dataset, "[3]", "neither a file name nor an image_id"));
    QVERIFY(has_problem(dataset, "[4]", "an object was expected"));
  }

  void csv_with_quotes_line_ends_and_other_separators() {
    put_picture(path() / "a.png");
    put_picture(path() / "b.png");
    write_text(path() / "captions.txt",
               "image,caption\na.png,\"A \"\"red\"\" cat, sitting\"\na.png,\"Two\nlines\"\n\nb.png,Plain\nb.png\n");
    const Dataset dataset = open_dataset(path() / "captions.txt");
    QCOMPARE(dataset.kind, DatasetKind::captions_csv);
    QCOMPARE(dataset.images[0].captions, (Captions{"A \"red\" cat, sitting", "Two\nlines"}));
    QCOMPARE(dataset.images[1].captions, (Captions{"Plain"}));
    QVERIFY(has_problem(dataset, "captions.txt:7", "the row has 1 fields, the header 2"));
    write_text(path() / "more.tsv", "Text\tSplit\tFilePath\nA ball\tval\ta.png\n");
    const Dataset tabbed = open_dataset(path() / "more.tsv");
    QCOMPARE(tabbed.images[0].captions, (Captions{"A ball"}));
    QCOMPARE(tabbed.images[0].split, Split::validation);
    write_text(path() / "open.csv", "file_name,text\na.png,fine\nb.png,\"never closed\n");
    QVERIFY(has_problem(open_dataset(path() / "open.csv"), "open.csv:3", "never closed"));
  }

  void nocaps_keeps_its_domains() {
    write_text(
        path() / "nocaps_val_4500_captions.json",
        R"({"licenses": [], "info": {}, "images": [{"id": 0, "file_name": "0013ea2087020901.jpg", "domain": "near-domain",
                  "open_images_id": "0013ea2087020901"}], "annotations": [{"image_id": 0, "id": 0, "caption": "A baby."}]})");
    const Dataset dataset = open_dataset(path() / "nocaps_val_4500_captions.json");
    QCOMPARE(dataset.kind, DatasetKind::coco_captions);
    QCOMPARE(dataset.images[0].domain, "near-domain");
    QCOMPARE(dataset.images[0].split, Split::validation);
  }

  void texts_that_look_a_little_like_tables_stay_texts() {
    for (const char* text :
         {"A man, a plan\nb\n", "caption one | two\n", "tab\there\n", "see http://a\n", "#1\tone\n"}) {
      write_text(path() / "corpus.txt", text);
      QCOMPARE(open_dataset(path() / "corpus.txt").kind, DatasetKind::text_corpus);
    }
  }

  void a_list_longer_than_the_window_is_read_whole_and_in_order() {
    const QString image = "{'file_name': 'p%1.jpg', 'id': %2, 'tags': [{'a': '}, {'}, {'b': 1}]}";
    const QString annotation = "{'image_id': %1, 'caption': '[{ caption }, { %2', 'id': %3}";
    QStringList images, annotations;
    for (int i = 0; i < 40000; ++i) {
      images << image.arg(i).arg(i * 7);
      for (int k = 0; k < 2; ++k)
        annotations << annotation.arg((39999 - i) * 7).arg(2 * i + k).arg(2 * i + k + 3000000);
    }
    const auto whole =
        QString("{'annotations': [%1], 'images': [%2] }").arg(annotations.join(", "), images.join(",\n"));
    write_text(path() / "big.json", QString(whole).replace('\'', '"').toStdString());
    const Dataset dataset = open_dataset(path() / "big.json");
    QCOMPARE(dataset.images.size(), std::size_t{40000});
    for (int i = 0; i < 40000; ++i) {
      const auto& image_read = dataset.images[static_cast<std::size_t>(i)];
      const auto caption = [&](int k) { return "[{ caption }, { " + std::to_string(2 * (39999 - i) + k); };
      QCOMPARE(image_read.id, i * 7);
      QCOMPARE(image_read.captions, (Captions{caption(0), caption(1)}));
    }
    QCOMPARE(dataset.problems.size(), std::size_t{1});  // no pictures
  }

  void broken_json_tells_its_line_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("message");
    const QByteArray good = "{\"id\": 1, \"file_name\": \"a.png\"}";
    QTest::newRow("comma") << QByteArray("{\"images\": [" + good + ",\n], \"annotations\": []}") << "line 2, column 1";
    QTest::newRow("key") << QByteArray("{\"images\": [],\n x: 1}") << "line 2, column 2";
    QTest::newRow("behind") << QByteArray("{\"images\": [], \"annotations\": []}\n}") << "line 2, column 1";
    QTest::newRow("string") << QByteArray("{\"images\": [" + good + "],\n\"annotations\": [{\"caption\": \"\\q\"}]}")
                            << "line 2, column";
    QTest::newRow("empty") << QByteArray("{") << "line 1, column 2";
    QTest::newRow("utf8") << QByteArray("{\"images\": [],\n\"annotations\": [{\"caption\": \"\xFF\"}]}")
                          << "not valid UTF-8";
  }
  void broken_json_tells_its_line() {
    QFETCH(QByteArray, text);
    QFETCH(QString, message);
    write_text(path() / "x.json", text.toStdString());
    const auto error = error_of(path() / "x.json");
    QVERIFY2(error.contains(message) && error.contains("x.json"), qPrintable(error));
  }

  void nesting_as_deep_as_anyone_likes_is_left_out() {
    const QByteArray deep = QByteArray(10000, '[') + QByteArray(10000, ']');
    write_text(path() / "x.json",
               ("{\"x\": " + deep + ", \"images\": [" + deep + "], \"annotations\": []}").toStdString());
    QVERIFY(has_problem(open_dataset(path() / "x.json"), "images[0]", "\"id\" is missing"));
  }

  void keys_may_stand_twice_and_numbers_be_too_large() {
    write_text(path() / "x.json",
               R"({"images": [{"id": 1, "file_name": "a.png"}, {"id": 99999999999999999999, "file_name": "b.png"},
      {"id": 1.5, "file_name": "c.png"}, {"id": -3, "file_name": "d.png"}, {"id": 9007199254740993, "file_name": "e.png"}],
      "images": [], "annotations": [{"image_id": -3, "caption": "low"}, {"image_id": 9007199254740993, "caption": "high"}],
      "annotations": 5})");
    const Dataset dataset = open_dataset(path() / "x.json");
    QCOMPARE(dataset.images.size(), std::size_t{3});
    QCOMPARE(dataset.images[1].captions, (Captions{"low"}));
    QCOMPARE(dataset.images[2].id, 9007199254740993);
    QCOMPARE(dataset.images[2].captions, (Captions{"high"}));
    QVERIFY(has_problem(dataset, "images[1]", "\"id\" is a number; a whole number was expected"));
    QVERIFY(has_problem(dataset, "images[2]", "\"id\" is a number; a whole number was expected"));
  }

  void a_folder_of_annotations_says_which_file_to_open() {
    write_text(path() / "Flickr8k.token.txt", "a.jpg#0\tA\n");
    QVERIFY2(error_of(path()).contains("or open Flickr8k.token.txt in it"), qPrintable(error_of(path())));
  }

  void the_report_counts_what_is_odd() {
    Dataset dataset;
    std::string repeated;
    for (int i = 0; i < 70; ++i) repeated += " word";
    dataset.images.push_back({1, "a.jpg", {}, 640, 480, {"A cat.", "A cat.", "One"}, Split::train});
    dataset.images.push_back({2, "b.jpg", {}, 6400, 480, {"A cat.", "Größe der Katze hier"}, Split::train});
    dataset.images.push_back({3, "c.jpg", {}, 0, 0, {}, Split::test, "in-domain"});
    dataset.images.push_back(
        {4, "d.jpg", {}, 8, 8, {std::string(200, 'x') + " " + std::string(600, 'a') + repeated}, Split::none});
    dataset.problem_counts["missing picture"] = 5;
    const auto report = report_on(dataset);
    QCOMPARE(report.images, 4);
    QCOMPARE(report.captions, 6);
    QCOMPARE(report.splits, (std::map<std::string, std::int64_t>{{"none", 1}, {"test", 1}, {"train", 2}}));
    QCOMPARE(report.domains, (std::map<std::string, std::int64_t>{{"in-domain", 1}}));
    QCOMPARE(report.captions_of_an_image, (std::map<std::int64_t, std::int64_t>{{0, 1}, {1, 1}, {2, 1}, {3, 1}}));
    QCOMPARE(report.without_captions.count, 1);
    QCOMPARE(report.without_captions.first, "c.jpg");
    QCOMPARE(report.repeated_in_image.count, 1);
    QCOMPARE(report.repeated_in_image.first, "a.jpg: A cat.");
    QCOMPARE(report.shared_by_images.count, 1);
    QCOMPARE(report.short_captions.count, 1);
    QCOMPARE(report.short_captions.first, "a.jpg: One");
    QCOMPARE(report.long_captions.count, 1);
    QCOMPARE(report.not_ascii.count, 1);
    QCOMPARE(report.unknown_size.count, 1);
    QCOMPARE(report.odd_shape.count, 1);
    QCOMPARE(report.odd_shape.first, "b.jpg: 6400 x 480");
    QCOMPARE(report.small.count, 1);
    QCOMPARE(report.problems.at("missing picture"), std::size_t{5});
  }

 private:
  fs::path path() const { return folder_->path().toStdString(); }
  std::unique_ptr<QTemporaryDir> folder_;
};

QTEST_GUILESS_MAIN(TestDataReaders)
#include "tst_data_readers.moc"
