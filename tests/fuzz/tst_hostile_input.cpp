// Files that were made, or broken, to do harm: each is an error that names its place, in bounded memory.
#include <sys/resource.h>

#include <QTest>
#include <chrono>

#include "data/coco_results.h"
#include "data/dataset_fixture.h"
#include "data/image.h"
#include "data/pickle.h"
#include "data/safetensors_header.h"
#include "data/zip_directory.h"
#include "recipe/recipe.h"
#include "text/tokenizer.h"

using namespace vignette;
namespace fs = std::filesystem;

namespace {

std::string repeated(std::string_view text, std::size_t count) {
  std::string all;
  all.reserve(text.size() * count);
  while (count-- > 0) all += text;
  return all;
}

/// The most memory this process ever had, in MiB.
long peak_memory() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss / 1024;
}

std::string big_endian(std::uint32_t value) {
  return {static_cast<char>(value >> 24), static_cast<char>(value >> 16), static_cast<char>(value >> 8),
          static_cast<char>(value)};
}

std::string little_endian(std::uint32_t value) {
  const std::string bytes = big_endian(value);
  return {bytes.rbegin(), bytes.rend()};
}

/// The header of a PNG of 8-bit RGB and its end, without a pixel.
std::string png_of(std::uint32_t width, std::uint32_t height) {
  const std::string size = big_endian(width) + big_endian(height);
  return "\x89PNG\r\n\x1A\n" + big_endian(13) + "IHDR" + size + std::string("\x08\x02\0\0\0", 5) +
         std::string(4, '\0') + big_endian(0) + "IEND" + std::string(4, '\0');
}

/// With the NULs in it.
template <std::size_t Size>
std::string bytes_of(const char (&text)[Size]) {
  return {text, Size - 1};
}

template <class Call>
QString failure(const Call& call) {
  try {
    call();
  } catch (const std::runtime_error& error) {
    return QString::fromUtf8(error.what());
  }
  return "nothing was refused";
}

}  // namespace

class TestHostileInput : public QObject {
  Q_OBJECT

 private slots:
  void init() { folder_ = std::make_unique<QTemporaryDir>(); }

  void large_json_takes_little_memory() {
    const auto file = path() / "x.json";
    {
      std::ofstream out(file, std::ios::binary);
      const std::string text(200'000, 'x');
      out << "{\"info\": [";
      for (int i = 0; i < 120; ++i) out << "\"" << text << "\", ";
      out << "0], \"images\": [";
      for (int i = 0; i < 120; ++i)
        out << "{\"id\": " << i << ", \"file_name\": \"a.png\", \"x\": \"" << text << "\"}, ";
      out << "{\"id\": 777, \"file_name\": \"b.png\"}], \"annotations\": [{\"image_id\": 777, \"caption\": \"A "
             "cat.\"}]}";
    }
    const long before = peak_memory();
    const Dataset dataset = open_dataset(file);
    QCOMPARE(dataset.images.size(), std::size_t{121});
    QCOMPARE(dataset.images.back().captions, std::vector<std::string>{"A cat."});
#ifndef __SANITIZE_ADDRESS__
    QVERIFY2(peak_memory() - before < 24, qPrintable(QString::number(peak_memory() - before) + " MiB"));
#else
    Q_UNUSED(before);
#endif
  }

  /// Sparse: 270 MB of NULs in a text that nothing closes.
  void endless_texts_take_little_memory() {
    const auto file = path() / "x.json";
    write_text(file, "{\"images\": [],\n\"x\": \"");
    fs::resize_file(file, 270'000'000);
    const long before = peak_memory();
    const auto error = error_of(file);
    QVERIFY2(
        error.contains("x.json: no valid JSON at line 2, column 269999986 (byte 270000000); is the file complete?"),
        qPrintable(error));
#ifndef __SANITIZE_ADDRESS__
    QVERIFY2(peak_memory() - before < 24, qPrintable(QString::number(peak_memory() - before) + " MiB"));
#else
    Q_UNUSED(before);
#endif
  }

  void deep_nesting_is_harmless() {
    const std::string lists = repeated("[", 10000) + repeated("]", 10000);
    const std::string objects = repeated("{\"a\":", 100000) + "1" + repeated("}", 100000);
    write_text(path() / "lines.jsonl", "{\"file_name\": \"a.png\", \"text\": " + lists + "}\n" + objects + "\n");
    QVERIFY(has_problem(open_dataset(path() / "lines.jsonl"), "lines.jsonl:2", "neither a file name nor an image_id"));
    write_text(path() / "list.json", "[{\"file_name\": \"a.png\", \"text\": \"A cat.\"}, " + objects + "]");
    QVERIFY(has_problem(open_dataset(path() / "list.json"), "list.json: [1]", "neither a file name nor an image_id"));
    write_text(path() / "karpathy.json",
               "{\"images\": [{\"filename\": \"a.png\", \"imgid\": 1, \"sentences\": [{\"raw\": " + lists + "}]}]}");
    QVERIFY(open_dataset(path() / "karpathy.json").images.at(0).captions.empty());
    write_text(path() / "results.json", "[{\"image_id\": 1, \"caption\": " + lists + "}]");
    QVERIFY(failure([&] { read_coco_results(path() / "results.json"); }).contains("entry 1"));
  }

  void records_longer_than_memory_likes_are_left_out() {
    const std::string record = "{\"file_name\": \"b.png\", \"text\": \"" + std::string((16u << 20) + 1, 'x') + "\"}";
    const std::string small = R"({"file_name": "a.png", "text": "A cat."})";
    write_text(path() / "x.jsonl", small + "\n" + record + "\n" + small);
    write_text(path() / "x.json", "[" + small + ", " + record + ", " + small + "]");
    for (const auto& [file, place] : {std::pair("x.jsonl", "x.jsonl:2"), std::pair("x.json", "x.json: [1]")}) {
      const Dataset dataset = open_dataset(path() / file);
      QCOMPARE(dataset.images.size(), std::size_t{1});
      QCOMPARE(dataset.images[0].captions.size(), std::size_t{2});
      QVERIFY(has_problem(dataset, place, "longer than 16 MiB"));
    }
  }

  void deep_headers_and_settings_are_refused() {
    const std::string deep = repeated("[", 1000000) + repeated("]", 1000000);
    const std::string header = "{\"a\": {\"dtype\": \"F32\", \"shape\": [" + deep + "], \"data_offsets\": [0, 0]}}";
    const std::string file = little_endian(static_cast<std::uint32_t>(header.size())) + std::string(4, '\0') + header;
    QVERIFY(failure([&] { read_safetensors_header(file, "w"); }).contains("w: tensor 'a': expected non-negative"));
    write_text(path() / "vocab.json", "{\"a\": " + deep + "}");
    QVERIFY(
        failure([&] { load_tokenizer(path(), TokenizerKind::gpt2); }).contains("token \"a\": expected an integer id"));
    const std::string keys = repeated("a.", 1000000) + "a = 1\n";
    QVERIFY(
        failure([&] { Recipe::from_text("\n" + keys, "mine.toml"); }).contains("mine.toml:2: a line of 2000005 bytes"));
    QVERIFY(failure([&] {
              Recipe::from_text("\n[" + repeated("a.", 5000) + "a]\nb = 1\n", "mine.toml");
            }).contains("mine.toml:2: "));
  }

  void ids_that_are_texts_or_too_large_are_named() {
    write_text(path() / "x.json", R"({"images": [{"id": "7", "file_name": "a.png"}, {"id": 1e999, "file_name": "b.png"},
      {"id": 9223372036854775808, "file_name": "c.png"}, {"id": 1, "file_name": "d.png", "width": 1e300}],
      "annotations": [{"image_id": "1", "caption": "x"}]})");
    const Dataset dataset = open_dataset(path() / "x.json");
    QCOMPARE(dataset.images.size(), std::size_t{1});
    QCOMPARE(dataset.images[0].width, 0);
    QVERIFY(has_problem(dataset, "images[0]", "\"id\" is a string; a whole number was expected"));
    QVERIFY(has_problem(dataset, "images[1]", "\"id\" is a number; a whole number was expected"));
    QVERIFY(has_problem(dataset, "images[2]", "\"id\" is a number; a whole number was expected"));
    QVERIFY(has_problem(dataset, "annotations[0]", "\"image_id\" is a string; a whole number was expected"));
  }

  void results_with_such_ids_are_named_data() {
    QTest::addColumn<QByteArray>("id");
    for (const char* id : {"\"7\"", "1e999", "18446744073709551615", "-9223372036854775809", "1.5", "null"})
      QTest::newRow(id) << QByteArray(id);
  }
  void results_with_such_ids_are_named() {
    QFETCH(QByteArray, id);
    write_text(path() / "r.json", "[{\"image_id\": 1, \"image_id\": 2, \"caption\": \"a\"}, {\"image_id\": " +
                                      id.toStdString() + ", \"caption\": \"a\"}]");
    const auto error = failure([&] { read_coco_results(path() / "r.json"); });
    QVERIFY2(error.contains("r.json: entry 2 should be an object"), qPrintable(error));
  }

  void names_that_leave_the_folder_are_refused_data() {
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("lines") << "x.jsonl"
                           << QByteArray(R"({"file_name": "@", "text": "x"})"
                                         "\n"
                                         R"({"file_name": "a.png", "text": "x"})");
    QTest::newRow("list") << "x.json"
                          << QByteArray(R"([{"image": "@", "caption": "x"}, {"image": "a.png", "caption": "x"}])");
    QTest::newRow("karpathy") << "x.json" << QByteArray(R"({"images": [
      {"filename": "@", "imgid": 1, "sentences": []}, {"filename": "a.png", "imgid": 2, "sentences": []}]})");
    QTest::newRow("csv") << "x.csv" << QByteArray("image,caption\n@,x\na.png,x\n");
    QTest::newRow("tokens") << "x.txt" << QByteArray("@#0\tx\na.png#0\tx\n");
    QTest::newRow("flickr30k") << "x.csv" << QByteArray("image_name| comment_number| comment\n@| 0| x\na.png| 0| x\n");
  }
  void names_that_leave_the_folder_are_refused() {
    QFETCH(QString, file);
    QFETCH(QByteArray, text);
    put_picture(path() / "set/a.png");
    put_picture(path() / "b.png");
    const auto outside = (path() / "b.png").string();
    for (const std::string& name : {std::string("../b.png"), outside, std::string("x/../../b.png")}) {
      QByteArray content = text;
      write_text(path() / "set" / file.toStdString(), content.replace("@", name.c_str()).toStdString());
      const Dataset dataset = open_dataset(path() / "set" / file.toStdString());
      QCOMPARE(dataset.images.size(), std::size_t{1});
      QCOMPARE(dataset.images[0].file_name, "a.png");
      QVERIFY(has_problem(dataset, name, name == outside ? "absolute" : "leads out of the image folder"));
    }
  }

  void texts_that_are_no_utf8_are_reported_data() {
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("lines") << "x.jsonl"
                           << QByteArray("{\"file_name\": \"a.png\", \"text\": \"x\"}\n{\"file_name\": \"\xE9\"}");
    QTest::newRow("csv") << "x.csv" << QByteArray("image,caption\na.png,\xE9\n");
    QTest::newRow("tokens") << "x.txt" << QByteArray("a.png#0\tx\na.png#1\t\xE9\n");
    QTest::newRow("tsv") << "x.tsv" << QByteArray("x\thttp://a/a.png\n\xE9\thttp://a/b.png\n");
    QTest::newRow("texts") << "x.txt" << QByteArray("x\n\xE9\n");
  }
  void texts_that_are_no_utf8_are_reported() {
    QFETCH(QString, file);
    QFETCH(QByteArray, text);
    write_text(path() / file.toStdString(), text.toStdString());
    QVERIFY(has_problem(open_dataset(path() / file.toStdString()), (file + ":2").toStdString(), "left out"));
  }

  void pictures_that_are_bombs_are_refused_data() {
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("reason");
    const auto row = [](const char* name, const std::string& bytes, const char* reason) {
      QTest::newRow(name) << QByteArray::fromStdString(bytes) << reason;
    };
    row("png of more than the limit", png_of(60000, 60000),
        "60000 × 60000 pixels are more than the limit of 179000000");
    row("png of less", png_of(13000, 13000), "45 bytes cannot hold a picture of 13000 × 13000 pixels");
    row("png of 31 bits", png_of(0x7FFFFFFF, 0x7FFFFFFF), "more than the limit");
    row("png of 32 bits", png_of(0xFFFFFFFF, 1), "the header of the picture is damaged");
    row("jpeg",
        std::string("\xFF\xD8\xFF\xC0\0\x11\x08\x32\xC8\x32\xC8\x03", 12) + std::string(9, '\1') + "\xFF\xDA" +
            std::string("\0\2", 2) + "\xFF\xD9",
        "cannot hold a picture of 13000 × 13000 pixels");
    row("bmp",
        "BM" + little_endian(54) + little_endian(0) + little_endian(54) + little_endian(40) + little_endian(13000) +
            little_endian(13000) + std::string("\1\0\x18\0", 4) + std::string(24, '\0'),
        "truncated");
  }
  void pictures_that_are_bombs_are_refused() {
    QFETCH(QByteArray, bytes);
    QFETCH(QString, reason);
    write_text(path() / "bomb.png", bytes.toStdString());
    const long before = peak_memory();
    const auto error = failure([&] { decode_image(path() / "bomb.png"); });
    QVERIFY2(error.contains(reason) && error.contains("bomb.png"), qPrintable(error));
    QVERIFY(peak_memory() - before < 64);
  }

  void pickles_that_hold_themselves_are_refused() {
    const auto around = bytes_of("\x80\2]q\0}q\1X\1\0\0\0ah\0sh\0h\1a.");
    QVERIFY(failure([&] { read_pickle(around, "p"); }).startsWith("p: a container holds itself"));
    const auto module = bytes_of("\x80\2c__torch__\nA\n)\x81q\0}X\1\0\0\0ah\0sb.");
    QVERIFY(failure([&] { read_pickle(module, "p"); }).startsWith("p: a container holds itself"));
    // Lists in lists, each filled after it was put into the one before, are as deep as one likes.
    const auto chain = bytes_of("\x80\2]q\0]q\1ah\1]a.");
    QVERIFY(failure([&] { read_pickle(chain, "p"); }).startsWith("p: a container holds itself"));
    QVERIFY(failure([&] {
              read_pickle("\x80\2" + repeated("(", 100000) + repeated("t", 100000) + ".", "p");
            }).contains("nested too deep"));
  }

  void pickles_that_grow_are_refused() {
    // One key of a mebibyte, which three hundred items share.
    const auto keys =
        "\x80\2}(X" + std::string("\0\0\x10\0", 4) + std::string(1 << 20, 'k') + "q\1N" + repeated("h\1N", 300) + "u.";
    QVERIFY(failure([&] { read_pickle(keys, "p"); }).contains("unpacks to far more"));
  }

 private:
  fs::path path() const { return folder_->path().toStdString(); }
  std::unique_ptr<QTemporaryDir> folder_;
};

QTEST_GUILESS_MAIN(TestHostileInput)
#include "tst_hostile_input.moc"
