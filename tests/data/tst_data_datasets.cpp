// The dataset readers, splits and the COCO writer.
#include <QTest>
#include <iterator>
#include <set>

#include "dataset_fixture.h"

using namespace vignette;
namespace fs = std::filesystem;

class TestDataDatasets : public QObject {
  Q_OBJECT

 private slots:
  void init() { folder_ = std::make_unique<QTemporaryDir>(); }

  void coco_captions_are_read() {
    put_picture(path() / "images/a.png");
    put_picture(path() / "images/sub/b.png");
    write_text(path() / "annotations/captions_val2014.json", R"({"info": {}, "annotations": [
      {"id": 11, "image_id": 7, "caption": " A red cat.\n"}, {"id": 12, "image_id": 3, "caption": "Zwei Bälle \u00e9"},
      {"id": 13, "image_id": 7, "caption": "One cat"}],
      "images": [{"id": 7, "file_name": "a.png", "width": 13, "height": 9}, {"id": 3, "file_name": "sub/b.png", "split": "test"}]})");
    const Dataset dataset = open_dataset(path() / "annotations/captions_val2014.json");
    QCOMPARE(dataset.kind, DatasetKind::coco_captions);
    QVERIFY(dataset.problems.empty());
    QCOMPARE(dataset.images.size(), std::size_t{2});
    QCOMPARE(dataset.caption_count(), std::size_t{3});
    const DatasetImage &first = dataset.images[0], &second = dataset.images[1];
    QCOMPARE(first.id, std::int64_t{7});
    QCOMPARE(first.width, 13);
    QCOMPARE(first.height, 9);
    QCOMPARE(first.captions, (std::vector<std::string>{"A red cat.", "One cat"}));
    QCOMPARE(first.split, Split::validation);
    QCOMPARE(second.captions, (std::vector<std::string>{"Zwei Bälle é"}));
    QCOMPARE(second.split, Split::test);
    QVERIFY(fs::equivalent(second.path, path() / "images/sub/b.png"));
    QCOMPARE(dataset.find(3), std::optional<std::size_t>(1));
    QCOMPARE(dataset.find(99), std::nullopt);
  }

  void bad_entries_are_reported_and_left_out() {
    put_picture(path() / "a.png");
    write_text(path() / "text.png", "no picture");
    fs::create_directories(path() / "outside");
    write_text(path() / "in/x.json", R"({"images": [
        {"id": 1, "file_name": "../a.png"}, {"id": 2, "file_name": "/etc/passwd"}, {"id": 3, "file_name": "a.png"},
        {"id": 3, "file_name": "a.png"}, {"id": "4", "file_name": "a.png"}, {"id": 5}, {"id": 6, "file_name": "missing.png"},
        {"id": 7, "file_name": "text.png"}, {"id": 8, "file_name": "b/../../a.png"}, {"id": 9, "file_name": ""}],
      "annotations": [{"id": 1, "image_id": 3, "caption": "A cat."}, {"id": 1, "image_id": 3, "caption": "Two cats."},
        {"id": 3, "image_id": 3, "caption": " "}, {"id": 4, "image_id": 44, "caption": "x"}, {"id": 5, "image_id": 3, "caption": 5},
        {"id": 6, "image_id": 3}, {"caption": "x"}, 17]})");
    OpenDatasetOptions options;
    options.image_root = path();
    const Dataset dataset = open_dataset(path() / "in/x.json", options);
    QCOMPARE(dataset.images.size(), std::size_t{1});
    QCOMPARE(dataset.images[0].captions, (std::vector<std::string>{"A cat.", "Two cats."}));
    QVERIFY(has_problem(dataset, "../a.png", "leads out of the image folder"));
    QVERIFY(has_problem(dataset, "b/../../a.png", "leads out of the image folder"));
    QVERIFY(has_problem(dataset, "/etc/passwd", "absolute"));
    QVERIFY(has_problem(dataset, "images[3]", "the image id 3 stands twice"));
    QVERIFY(has_problem(dataset, "images[4]", "\"id\" is a string; a whole number was expected"));
    QVERIFY(has_problem(dataset, "images[5]", "\"file_name\" is missing"));
    QVERIFY(has_problem(dataset, "missing.png", "no such file"));
    QVERIFY(has_problem(dataset, "text.png", "is no PNG, JPEG, WebP or BMP picture"));
    QVERIFY(has_problem(dataset, "", "the file name is empty"));
    QVERIFY(has_problem(dataset, "annotations[1]", "the annotation id 1 stands twice"));
    QVERIFY(has_problem(dataset, "annotations[2]", "the caption of image 3 is empty"));
    QVERIFY(has_problem(dataset, "annotations[3]", "no image with the id 44"));
    QVERIFY(has_problem(dataset, "annotations[4]", "\"caption\" is a number; a string was expected"));
    QVERIFY(has_problem(dataset, "annotations[5]", "\"caption\" is missing"));
    QVERIFY(has_problem(dataset, "annotations[6]", "\"image_id\" is missing"));
    QVERIFY(has_problem(dataset, "annotations[7]", "\"image_id\" is missing"));
    QCOMPARE(dataset.problems.size(), std::size_t{16});
  }

  void links_are_the_users_own() {
    put_picture(path() / "disk/a.png");
    put_picture(path() / "disk/train/b.png");
    fs::create_directories(path() / "images");
    fs::create_symlink(path() / "disk/a.png", path() / "images/a.png");
    fs::create_directory_symlink(path() / "disk/train", path() / "images/train2014");
    fs::create_symlink(path() / "nowhere.png", path() / "images/gone.png");
    write_text(path() / "x.json",
               R"({"images": [{"id": 1, "file_name": "a.png"}, {"id": 2, "file_name": "train2014/b.png"},
      {"id": 3, "file_name": "gone.png"}, {"id": 4, "file_name": "train2014/../../disk/a.png"}], "annotations": []})");
    OpenDatasetOptions options;
    options.image_root = path() / "images";
    const Dataset dataset = open_dataset(path() / "x.json", options);
    QCOMPARE(dataset.images.size(), std::size_t{2});
    QVERIFY(fs::equivalent(dataset.images[0].path, path() / "disk/a.png"));
    QVERIFY(fs::equivalent(dataset.images[1].path, path() / "disk/train/b.png"));
    QVERIFY(has_problem(dataset, "gone.png", "there is no such file"));
    QVERIFY(has_problem(dataset, "train2014/../../disk/a.png", "leads out of the image folder"));
  }

  void linked_folders_are_listed_once() {
    put_picture(path() / "disk/a.png");
    put_picture(path() / "set/own/b.png");
    put_picture(path() / "set/.store/c.png");
    fs::create_directory_symlink(path() / "disk", path() / "set/linked");
    fs::create_directory_symlink(path() / "disk", path() / "disk/itself");
    fs::create_directory_symlink(path() / "set", path() / "disk/back");
    fs::create_directory_symlink(path() / "set/own", path() / "set/again");
    fs::create_directory_symlink(path() / "set/.store", path() / "set/stored");
    write_text(path() / "disk/a.txt", "A cat.");
    const Dataset dataset = open_dataset(path() / "set");
    std::vector<std::string> names;
    for (const auto& image : dataset.images) names.push_back(image.file_name);
    QCOMPARE(names, (std::vector<std::string>{"linked/a.png", "own/b.png", "stored/c.png"}));
    QCOMPARE(dataset.images[0].captions, std::vector<std::string>{"A cat."});
    for (const char* link : {"linked/itself", "linked/back", "set/again"})
      QVERIFY(has_problem(dataset, link, "listed already"));
  }

  void captions_are_of_use_without_pictures() {
    write_text(path() / "x.json", R"({"images": [{"id": 1, "file_name": "a.png"}, {"id": 2, "file_name": "../b.png"}],
      "annotations": [{"image_id": 1, "caption": "A cat."}]})");
    const Dataset dataset = open_dataset(path() / "x.json");
    QCOMPARE(dataset.images.size(), std::size_t{1});
    QCOMPARE(dataset.caption_count(), std::size_t{1});
    QVERIFY(dataset.image_root.empty());
    QVERIFY(has_problem(dataset, "x.json", "give the image folder"));
  }

  void the_image_folder_is_found_beside_the_file_data() {
    QTest::addColumn<QString>("folder");
    for (const char* folder : {".", "images", "train2014", "../images", "../val2014", "../images/val2017", ".."})
      QTest::newRow(folder) << folder;
  }
  void the_image_folder_is_found_beside_the_file() {
    QFETCH(QString, folder);
    const fs::path annotations = path() / "set/annotations";
    put_picture((annotations / folder.toStdString() / "a.png").lexically_normal());
    write_text(annotations / "x.json", R"({"images": [{"id": 1, "file_name": "a.png"}], "annotations": []})");
    const Dataset dataset = open_dataset(annotations / "x.json");
    QVERIFY(dataset.problems.empty());
    QVERIFY(fs::equivalent(dataset.image_root, annotations / folder.toStdString()));
  }

  void unreadable_files_tell_place_and_remedy() {
    write_text(path() / "cut.json", "{\"images\": [],\n \"annotations\": [1, 2");
    QVERIFY2(error_of(path() / "cut.json").contains("cut.json: no valid JSON at line 2, column "),
             qPrintable(error_of(path() / "cut.json")));
    write_text(path() / "latin.json", "{\"images\":\n[\"\xE9\"]}");
    QVERIFY2(error_of(path() / "latin.json").contains("not valid UTF-8 at line 2, column 3"),
             qPrintable(error_of(path() / "latin.json")));
    write_text(path() / "list.json", "[]");
    QVERIFY(error_of(path() / "list.json").contains("holds no record with a file name"));
    write_text(path() / "list2.json", R"([{"images": []}])");
    QVERIFY(error_of(path() / "list2.json").contains("holds no record with a file name"));
    write_text(path() / "other.json", R"({"images": {}, "annotations": []})");
    QVERIFY(error_of(path() / "other.json").contains("\"images\" is an object; a list was expected"));
    write_text(path() / "binary.txt", std::string("a\0b", 3));
    QVERIFY(error_of(path() / "binary.txt").contains("NUL byte at offset 1"));
    write_text(path() / "empty.txt", "\n \n");
    QVERIFY(error_of(path() / "empty.txt").contains("holds no caption"));
    fs::create_directories(path() / "bare");
    QVERIFY(error_of(path() / "bare").contains("holds no picture"));
    QVERIFY(error_of(path() / "missing").contains("neither a file nor a folder"));
    put_picture(path() / "a.png");
    QVERIFY(error_of(path() / "a.png").contains("open the folder it lies in"));
    OpenDatasetOptions options;
    options.image_root = path() / "nowhere";
    write_text(path() / "good.json", R"({"images": [], "annotations": []})");
    QVERIFY(error_of(path() / "good.json", options).contains("nowhere does not exist"));
  }

  void folders_with_sidecars_are_read() {
    put_picture(path() / "b/dog.png");
    write_text(path() / "b/dog.txt", "A dog.\r\n\r\nOne brown dog.\n");
    put_picture(path() / "a/cat.JPG", "plain.jpg");
    write_text(path() / "a/cat.txt",
               "\xEF\xBB\xBF"
               "A cat.\nde.utf8=Eine Katze.\npt_BR.utf8=Um gato.\n");
    put_picture(path() / "a/cat_mirror.png");
    put_picture(path() / "c.png");
    put_picture(path() / "d.png");
    write_text(path() / "d.txt", "good\nbad \xFF\n");
    put_picture(path() / "bad.png", "text.png");
    put_picture(path() / ".hidden/e.png");
    write_text(path() / "a/cat.ogg", "sound");
    const Dataset dataset = open_dataset(path());
    QCOMPARE(dataset.kind, DatasetKind::folder_with_sidecars);
    QStringList names;
    for (const DatasetImage& image : dataset.images) names << QString::fromStdString(image.file_name);
    QCOMPARE(names, (QStringList{"a/cat.JPG", "a/cat_mirror.png", "b/dog.png", "c.png", "d.png"}));
    QCOMPARE(dataset.images[0].captions, (std::vector<std::string>{"A cat."}));
    QCOMPARE(dataset.images[1].captions, (std::vector<std::string>{"A cat."}));
    QCOMPARE(dataset.images[2].captions, (std::vector<std::string>{"A dog.", "One brown dog."}));
    QCOMPARE(dataset.images[4].captions, (std::vector<std::string>{"good"}));
    QCOMPARE(dataset.images[0].width, 13);
    QVERIFY(has_problem(dataset, "c.txt", "the picture has no captions"));
    QVERIFY(has_problem(dataset, "d.txt:2", "not valid UTF-8"));
    QVERIFY(has_problem(dataset, "bad.png", "is no PNG"));
    QCOMPARE(dataset.problems.size(), std::size_t{3});
  }

  void ids_of_folders_stay_when_pictures_are_added() {
    put_picture(path() / "m.png");
    const std::int64_t id = open_dataset(path()).images[0].id;
    put_picture(path() / "a.png");
    const Dataset dataset = open_dataset(path());
    QCOMPARE(dataset.kind, DatasetKind::image_folder);
    QCOMPARE(dataset.images[1].id, id);
    QVERIFY(dataset.images[0].id != id && dataset.images[0].id > 0);
  }

  void many_alike_problems_are_summed_up() {
    QString images = R"({"id": 999, "file_name": "a.png"})";
    for (int i = 0; i < 250; ++i) images += QString(R"(, {"id": %1, "file_name": "no%1.png"})").arg(i);
    put_picture(path() / "a.png");
    write_text(path() / "x.json", QString(R"({"images": [%1], "annotations": []})").arg(images).toStdString());
    const Dataset dataset = open_dataset(path() / "x.json");
    QCOMPARE(dataset.images.size(), std::size_t{1});
    QCOMPARE(dataset.problems.size(), std::size_t{101});
    QVERIFY(has_problem(dataset, "no249.png", "150 more problems of this kind"));
  }

  void splits_hang_on_the_name_alone() {
    Dataset dataset;
    for (int i = 0; i < 4000; ++i)
      dataset.images.push_back({i, QString("p%1.png").arg(i).toStdString(), {}, 0, 0, {}, Split::none});
    dataset.images[5].split = Split::test;
    Dataset reversed = dataset;
    std::reverse(reversed.images.begin(), reversed.images.end());
    reversed.images.resize(2500);
    assign_splits(dataset, 0.1, 0.2, 3);
    assign_splits(reversed, 0.1, 0.2, 3);
    for (const DatasetImage& image : reversed.images)
      QCOMPARE(image.split, dataset.images[static_cast<std::size_t>(image.id)].split);
    const auto count = [&](Split split) {
      return std::count_if(dataset.images.begin(), dataset.images.end(),
                           [&](const DatasetImage& image) { return image.split == split; });
    };
    QCOMPARE(dataset.images[5].split, Split::test);
    QCOMPARE(count(Split::none), 0);
    QVERIFY(std::abs(count(Split::validation) - 400) < 60);
    QVERIFY(std::abs(count(Split::test) - 800) < 80);
    QVERIFY_EXCEPTION_THROWN(assign_splits(dataset, 0.6, 0.6, 3), std::invalid_argument);
  }

  void written_captions_read_back() {
    put_picture(path() / "images/ä \"quoted\".png");
    Dataset dataset;
    dataset.images.push_back({5, "ä \"quoted\".png", {}, 13, 9, {"A \\ and \t tab", "Größe 三"}, Split::train});
    dataset.images.push_back({6, "b.png", {}, 0, 0, {"x"}, Split::test});
    write_coco_captions(dataset, Split::train, path() / "train.json");
    const Dataset read = open_dataset(path() / "train.json");
    QVERIFY(read.problems.empty());
    QCOMPARE(read.images.size(), std::size_t{1});
    QCOMPARE(read.images[0].id, std::int64_t{5});
    QCOMPARE(read.images[0].captions, dataset.images[0].captions);
    QCOMPARE(read.images[0].split, Split::train);
    QVERIFY_EXCEPTION_THROWN(write_coco_captions(dataset, std::nullopt, path() / "nowhere/x.json"), std::runtime_error);
    QCOMPARE(std::distance(fs::directory_iterator(path()), fs::directory_iterator()), 2);
  }

  void opening_can_be_cancelled() {
    put_picture(path() / "a.png");
    OpenDatasetOptions options;
    options.cancelled = [] { return true; };
    QCOMPARE(error_of(path(), options), "cancelled");
  }

  void tux_paint_stamps_are_a_dataset() {
    const fs::path stamps = "/usr/share/tuxpaint/stamps";
    if (!fs::is_directory(stamps)) QSKIP("tuxpaint-stamps-default is not installed");
    const Dataset dataset = open_dataset(stamps);
    QCOMPARE(dataset.kind, DatasetKind::folder_with_sidecars);
    const auto captioned = std::count_if(dataset.images.begin(), dataset.images.end(), [](const DatasetImage& image) {
      return image.captions.size() == 1 && image.captions[0].find(".utf8=") == std::string::npos;
    });
    QVERIFY(captioned > 700);
  }

 private:
  fs::path path() const { return folder_->path().toStdString(); }
  std::unique_ptr<QTemporaryDir> folder_;
};

QTEST_GUILESS_MAIN(TestDataDatasets)
#include "tst_data_datasets.moc"
