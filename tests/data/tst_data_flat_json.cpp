// Plain JSON objects read without a parser: what is taken is what a whole parser finds, and everything else is left to
// one. Captions that share their texts, and the thread that takes them.
#include <QTest>
#include <algorithm>
#include <chrono>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <random>
#include <thread>

#include "data/caption_gatherer.h"
#include "data/flat_json.h"
#include "data/side_thread.h"
#include "data/utf8.h"
#include "dataset_fixture.h"
#include "log/log.h"

using namespace vignette;
namespace fs = std::filesystem;
using Json = nlohmann::json;

namespace {

struct Field {
  std::string text;
  std::int64_t number = 0;
  char kind = 0;  ///< 't'ext, 'w'hole number, 'o'ther
  bool operator==(const Field&) const = default;
};
using Object = std::map<std::string, Field>;

/// The objects in front that are plain, each with a comma behind it; `taken` bytes.
std::vector<Object> plain_objects(const std::string& text, std::size_t* taken = nullptr) {
  const std::string readable = text + std::string(16, '\0');
  std::string unescaped;
  FlatJson json(readable.data(), text.size(), unescaped);
  std::vector<Object> objects;
  for (;;) {
    Object object;
    each_field(json, [&](std::string_view key, const FlatJsonValue& value) {
      Field field;
      std::string_view words;
      if (value.get(words))
        field = {std::string(words), 0, 't'};
      else
        field.kind = value.get(field.number) ? 'w' : 'o';
      if (field.kind == 'o') field.number = 0;
      object[std::string(key)] = field;
    });
    if (!json.good() || !json.take(',')) return objects;
    objects.push_back(object);
    if (taken) *taken = static_cast<std::size_t>(json.at() - readable.data());
  }
}

/// The same of a text that is taken whole, by a parser; nullopt when it is no JSON.
std::optional<std::vector<Object>> parsed_objects(const std::string& text) {
  const auto list = Json::parse(concat("[", text.substr(0, text.rfind(',')), "]"), nullptr, false);
  if (!list.is_array()) return std::nullopt;
  std::vector<Object> objects;
  for (const auto& element : list) {
    Object object;
    for (const auto& [key, value] : element.items()) {
      if (value.is_string())
        object[key] = {value.get<std::string>(), 0, 't'};
      else if (value.is_number_integer() &&
               (value.is_number_unsigned() ? value.get<std::uint64_t>() <= INT64_MAX : true))
        object[key] = {"", value.get<std::int64_t>(), 'w'};
      else
        object[key] = {"", 0, 'o'};
    }
    objects.push_back(object);
  }
  return objects;
}

std::string images_of(int count, const char* between) {
  std::string images;
  for (int i = 0; i < count; ++i)
    images += concat(i == 0 ? "" : between, "{\"id\": ", i, ", \"file_name\": \"p.jpg\"}");
  return images;
}

/// Fuzzes with what JSON is made of.
std::string changed(std::string text, std::mt19937& random) {
  static const std::vector<std::string> kPieces = {
      "\"",       "\\",   ",",  "{",  "}",     ":",   "[",   "]",    " ",    "\n",   "0",    "-",       "1.5", "12",
      "12345678", "null", "tr", "\t", "\\u00", "\\n", "\\/", "\xC3", "\xA9", "\x01", "\xFF", "\\ud83d", "id"};
  const auto below = [&](std::size_t count) { return random() % count; };
  for (auto changes = below(3); changes > 0; --changes) {
    const auto at = below(text.size());
    if (below(2) == 0) text.erase(at, below(4));
    text.insert(std::min(at, text.size()), kPieces[below(kPieces.size())]);
  }
  return text;
}

}  // namespace

class TestDataFlatJson : public QObject {
  Q_OBJECT

  QTemporaryDir folder_;
  fs::path path() const { return folder_.path().toStdString(); }

 private slots:
  void plain_objects_are_taken_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("COCO") << QByteArray(R"({"image_id": 203564,"id": 37,"caption": "A bicycle replica."},)"
                                        R"({"image_id": 322141,"id": 49,"caption": "A room."},)");
    QTest::newRow("blanks") << QByteArray("\n { \"a\" : 1 ,\t\"b\":2 }\r\n, {\"a\" :1 , \"b\": 2} ,{},");
    QTest::newRow("other keys") << QByteArray(
        R"({"a": 1, "b": "x"}, {"b": "x", "a": 1}, {"a": 1}, {"a": 1, "bc": 2},)");
    QTest::newRow("a key of many letters")
        << QByteArray(R"({"a long key with blanks": 1},{"a long key with blanks": 2},{"a long key with blankz": 3},)");
    QTest::newRow("numbers") << QByteArray(
        R"({"a": 0, "b": -0, "c": -12, "d": 1234567, "e": 12345678, "f": 1.5},)"
        R"({"a": 123456789012345678, "b": 1e5, "c": -1.25E-3, "d": 7.0, "e": 0.5},)");
    QTest::newRow("words") << QByteArray(R"({"a": true, "b": false, "c": null},)");
    QTest::newRow("escapes") << QByteArray(
        "{\"a\": \"\\\"\\\\\\/\\b\\f\\n\\r\\t\", \"b\": \"caf\\u00e9 \\u4e2d \\ud83d\\ude00 \\u0041\"},"
        "{\"a\": \"a text with an end \\\"\", \"b\": \"\\u0000\"},");
    QTest::newRow("beyond ASCII") << QByteArray("{\"a\": \"caf\xC3\xA9, fifteen \xE4\xB8\xAD \xF0\x9F\x98\x80\"},");
    QTest::newRow("a key twice") << QByteArray(R"({"a": 1, "a": 2},)");
    QByteArray many = "{";
    for (int i = 0; i < 40; ++i) many += QByteArray(i == 0 ? "" : ",") + "\"k" + QByteArray::number(i) + "\": 1";
    QTest::newRow("forty fields") << many + "}," + many + "},";
  }
  void plain_objects_are_taken() {
    QFETCH(QByteArray, text);
    const auto objects = plain_objects(text.toStdString());
    QVERIFY(!objects.empty());
    QVERIFY(parsed_objects(text.toStdString()) == objects);
  }

  void other_objects_are_left_data() {
    QTest::addColumn<QByteArray>("text");
    for (const char* text : {R"({"a": [1]},)",
                             R"({"a": {}},)",
                             R"({"a\u0041": 1},)",
                             R"({"a": 1,},)",
                             R"({"a": 1 "b": 2},)",
                             R"({"a" 1},)",
                             R"({"a": 01},)",
                             R"({"a": 1.},)",
                             R"({"a": -},)",
                             R"({"a": 1e},)",
                             R"({"a": 1234567890123456789},)",
                             R"({"a": 12x},)",
                             R"({"a": tru},)",
                             R"({"a": "\x"},)",
                             R"({"a": "\x", "b": 1},)",
                             R"({"a": "\ud83d"},)",
                             R"({"a": "\ude00"},)",
                             R"({"a": "\u12"},)",
                             "{\"a\": \"\t\"},",
                             "{\"a\": \"\xFF\"},",
                             "{\"a\": \"\xC3\"},",
                             "{\"a\": \"x",
                             "{\"a\": \"x\\",
                             R"({"a": 1)",
                             "{\"a",
                             "{",
                             "",
                             "7,",
                             R"(["a"],)"})
      QTest::newRow(text) << QByteArray(text);
  }
  void other_objects_are_left() {
    QFETCH(QByteArray, text);
    QVERIFY(plain_objects(text.toStdString()).empty());
  }

  void whatever_is_taken_is_what_a_parser_finds() {
    std::mt19937 random(5);
    const std::string plain =
        "{\"image_id\": 203564,\"id\": 37,\"caption\": \"A \\\"big\\\" caf\\u00e9.\"},"
        "\n{ \"image_id\": 7, \"id\": -1.5, \"caption\": \"Zwei B\xC3\xA4lle, sixteen letters\"},"
        "{\"name\": \"a\\n\\u00e9\", \"ok\": true, \"caption\": null},";
    int taken = 0;
    for (int i = 0; i < 20000; ++i) {
      const auto text = changed(plain, random);
      std::size_t bytes = 0;
      const auto objects = plain_objects(text, &bytes);
      if (objects.empty()) continue;
      taken += bytes == text.size();
      QVERIFY2(parsed_objects(text.substr(0, bytes)) == objects, text.c_str());
    }
    QVERIFY2(taken > 5000, qPrintable(QString::number(taken)));
  }

  /// Plain and other elements in turns, over many windows: all are read, in order.
  void a_list_of_mixed_elements_is_read_in_order() {
    constexpr std::size_t kImages = 30000;
    const auto words = [](std::size_t i) { return concat(std::string(i % 90, 'x'), i % 3 == 0 ? "\"" : "", ' ', i); };
    std::string annotations, images;
    for (std::size_t i = 0; i < kImages; ++i) {
      const auto* const comma = i == 0 ? "" : ", ";
      images += concat(comma, "{\"id\": ", i, ", \"file_name\": \"p", i, ".jpg\"}");
      const auto* const nested = i % 5000 == 7 ? ", \"boxes\": [[1, 2]]" : "";
      annotations +=
          concat(comma, "{\"image_id\": ", i, ", \"id\": ", i, nested, ", \"caption\": ", Json(words(i)).dump(), "}");
    }
    write_text(path() / "captions.json", concat("{\"images\": [", images, "], \"annotations\": [", annotations, "]}"));
    const auto dataset = open_dataset(path() / "captions.json");
    QCOMPARE(dataset.images.size(), kImages);
    QCOMPARE(dataset.caption_count(), kImages);
    for (std::size_t i = 0; i < kImages; ++i)
      QCOMPARE(std::string(dataset.images[i].captions[0]), std::string(trimmed(words(i))));
  }

  void what_breaks_behind_many_windows_is_reported_in_its_place() {
    write_text(path() / "broken.json", concat("{\"images\": [\n", images_of(30000, ",\n"),
                                              ",\n{\"id\": 30000 \"file_name\": \"p.jpg\"}], \"annotations\": []}"));
    const auto error = error_of(path() / "broken.json");
    QVERIFY2(error.contains("no valid JSON at line 30002, column 24"), qPrintable(error));
  }

  void opening_can_be_cancelled() {
    write_text(path() / "cancelled.json", concat("{\"images\": [", images_of(20000, ", "), "], \"annotations\": []}"));
    OpenDatasetOptions options;
    int polls = 0;
    const auto caller = std::this_thread::get_id();
    options.cancelled = [&] {
      if (std::this_thread::get_id() != caller) qFatal("another thread polls");
      return ++polls == 40;
    };
    QCOMPARE(error_of(path() / "cancelled.json", options), QString("cancelled"));
    QCOMPARE(polls, 40);
  }

  void captions_outlive_their_dataset() {
    CaptionGatherer gatherer;
    std::vector<DatasetImage> images(3);
    gatherer.add(2, "first");
    gatherer.add(0, std::string(20'000'000, 'x'));
    gatherer.add(2, "");
    gatherer.add(2, "third");
    gatherer.give(images);
    const CaptionList kept = images[2].captions;
    QCOMPARE(images[0].captions[0].size(), std::size_t{20'000'000});
    QVERIFY(images[1].captions.empty());
    images.clear();
    QCOMPARE(kept, (CaptionList{"first", "", "third"}));
    QCOMPARE(std::vector<std::string>(kept), (std::vector<std::string>{"first", "", "third"}));
    QVERIFY(kept != CaptionList());
  }

  void the_side_thread_runs_every_job_once_and_in_order() {
    std::vector<int> order;
    {
      SideThread side;
      for (int i = 0; i < 2000; ++i) {
        side.finish();
        side.start([&order, i] { order.push_back(i); });
      }
      side.finish();
      side.finish();
    }
    QCOMPARE(order.size(), std::size_t{2000});
    QVERIFY(std::is_sorted(order.begin(), order.end()));
  }

  void the_side_thread_hands_over_what_a_job_throws() {
    SideThread side;
    for (int i = 0; i < 200; ++i) {
      side.start([] { throw DatasetError("broken"); });
      if (i % 2 == 0) std::this_thread::sleep_for(std::chrono::microseconds(200));
      QVERIFY_EXCEPTION_THROWN(side.finish(), DatasetError);
    }
    side.finish();
    side.start([] { throw DatasetError("nobody asks"); });
  }
};

QTEST_GUILESS_MAIN(TestDataFlatJson)
#include "tst_data_flat_json.moc"
