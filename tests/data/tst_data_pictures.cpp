// Decoding and resizing against what Pillow makes of the same files (generators/make_pictures.py).
#include <QCryptographicHash>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>
#include <algorithm>

#include "data/image.h"

using namespace vignette;
namespace fs = std::filesystem;

namespace {

const fs::path kPictures = fs::path(VIGNETTE_TEST_DATA) / "pictures";

QJsonObject expectations() {
  QFile file(QString::fromStdString((kPictures / "expected.json").string()));
  return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

QJsonObject kinds_and_clip() {
  QFile file(QString::fromStdString((kPictures / "kinds.json.z").string()));
  return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(qUncompress(file.readAll())).object() : QJsonObject();
}

std::vector<std::uint8_t> bytes_of(const QJsonValue& base64) {
  const QByteArray bytes = QByteArray::fromBase64(base64.toString().toLatin1());
  return {bytes.begin(), bytes.end()};
}

QString digest(const RgbImage& image) {
  const auto* data = reinterpret_cast<const char*>(image.pixels.data());
  const QByteArrayView bytes(data, static_cast<qsizetype>(image.pixels.size()));
  return QCryptographicHash::hash(bytes.toByteArray(), QCryptographicHash::Sha256).toHex();
}

/// Largest difference of a byte, or 256 where the sizes differ.
int difference(const RgbImage& image, const QJsonObject& expected) {
  const QJsonArray rgb = expected["rgb"].toArray();
  if (image.width != expected["width"].toInt() || image.height != expected["height"].toInt()) return 256;
  if (static_cast<std::size_t>(rgb.size()) != image.pixels.size()) return 256;
  int largest = 0;
  for (qsizetype i = 0; i < rgb.size(); ++i) {
    largest = std::max(largest, std::abs(rgb[i].toInt() - image.pixels[static_cast<std::size_t>(i)]));
  }
  return largest;
}

QString failure(const fs::path& file, std::int64_t max_pixels = 179'000'000) {
  try {
    decode_image(file, true, max_pixels);
  } catch (const ImageError& error) {
    return QString::fromUtf8(error.what());
  }
  return "decoded";
}

}  // namespace

class TestDataPictures : public QObject {
  Q_OBJECT

 private slots:
  void decodes_as_pillow_does_data() {
    QTest::addColumn<int>("tolerance");
    const QJsonObject pictures = expectations()["pictures"].toObject();
    QVERIFY(pictures.size() >= 17);
    for (const QString& name : pictures.keys()) {
      // Another libjpeg may round otherwise.
      QTest::newRow(qPrintable(name)) << (name.endsWith(".jpg") ? 2 : 0);
    }
  }
  void decodes_as_pillow_does() {
    QFETCH(int, tolerance);
    const QString name = QTest::currentDataTag();
    const RgbImage image = decode_image(kPictures / name.toStdString());
    const int largest = difference(image, expectations()["pictures"].toObject()[name].toObject());
    QVERIFY2(largest <= tolerance, qPrintable(QString("differs by %1").arg(largest)));
  }

  /// Every colour type, depth, packing, sampling and orientation of generators/picture_kinds.py.
  void every_kind_decodes_as_pillow_does_data() {
    QTest::addColumn<QJsonObject>("golden");
    const QJsonObject kinds = kinds_and_clip()["kinds"].toObject();
    QVERIFY(kinds.size() >= 100);
    for (const QString& name : kinds.keys()) QTest::newRow(qPrintable(name)) << kinds[name].toObject();
  }
  void every_kind_decodes_as_pillow_does() {
    QFETCH(QJsonObject, golden);
    const std::vector<std::uint8_t> file = bytes_of(golden["file"]), stored = bytes_of(golden["stored"]);
    QCOMPARE(decode_image_bytes(file, "stored", false).pixels, stored);
    const RgbImage upright = decode_image_bytes(file, "upright");
    QCOMPARE(upright.pixels, golden.contains("upright") ? bytes_of(golden["upright"]) : stored);
    QCOMPARE(upright.width, golden["width"].toInt());
    QCOMPARE(upright.height, golden["height"].toInt());
  }

  void prepares_odd_sizes_for_clip_as_pillow_does() {
    const QJsonArray cases = kinds_and_clip()["clip"].toArray();
    QCOMPARE(cases.size(), 16);
    for (const QJsonValue& value : cases) {
      const QJsonObject golden = value.toObject();
      ClipPreprocessing options;
      options.size = 16;
      options.crop = golden["crop"] == "openai" ? CropRounding::openai : CropRounding::huggingface;
      const RgbImage picture{golden["width"].toInt(), golden["height"].toInt(), bytes_of(golden["rgb"])};
      QCOMPARE(clip_crop(picture, options).pixels, bytes_of(golden["pixels"]));
    }
  }

  /// Photographs that are not committed, by the digests of Pillow's pixels.
  void photographs_decode_and_prepare_as_in_pillow() {
    const fs::path folder =
        fs::path(qEnvironmentVariable("VIGNETTE_SHARED", VIGNETTE_SOURCE_DIR "/../shared").toStdString()) / "data" /
        "coco-images";
    if (!fs::is_directory(folder)) QSKIP("no photographs here");
    const QJsonObject photos = kinds_and_clip()["photos"].toObject();
    QCOMPARE(photos.size(), 6);
    for (const QString& name : photos.keys()) {
      const RgbImage image = decode_image(folder / name.toStdString());
      QCOMPARE(digest(image), photos[name].toObject()["decoded"].toString());
      QCOMPARE(digest(clip_crop(image, {})), photos[name].toObject()["clip"].toString());
    }
  }

  void orientation_can_be_left_as_stored() {
    const RgbImage turned = decode_image(kPictures / "orientation6.jpg"),
                   stored = decode_image(kPictures / "orientation6.jpg", false);
    QCOMPARE(turned.width, 9);
    QCOMPARE(turned.height, 13);
    QCOMPARE(stored.width, 13);
    QCOMPARE(stored.height, 9);
  }

  void sizes_come_from_headers_data() {
    QTest::addColumn<int>("width");
    QTest::addColumn<int>("height");
    for (const char* name : {"rgb.png", "rgb.bmp", "lossless.webp", "plain.jpg", "progressive.jpg", "picture.gif",
                             "grey16.png", "cmyk.jpg", "truncated.jpg", "orientation6.jpg"}) {
      QTest::newRow(name) << 13 << 9;
    }
    QTest::newRow("huge.png") << 60000 << 60000;
    QTest::newRow("noise.png") << 23 << 17;
  }
  void sizes_come_from_headers() {
    QFETCH(int, width);
    QFETCH(int, height);
    const ImageSize size = read_image_size(kPictures / QTest::currentDataTag());
    QCOMPARE(size.width, width);
    QCOMPARE(size.height, height);
  }

  void bad_files_are_refused_with_their_reason_data() {
    QTest::addColumn<QString>("reason");
    QTest::newRow("truncated.jpg") << "truncated";
    QTest::newRow("truncated.png") << "truncated";
    QTest::newRow("damaged.png") << "damaged";
    QTest::newRow("huge.png") << "60000 × 60000 pixels are more than the limit of 179000000";
    QTest::newRow("text.png") << "not a PNG, JPEG, WebP, BMP or GIF picture";
    QTest::newRow("empty.jpg") << "the file is empty";
    QTest::newRow("picture.gif") << "convert it to PNG";
    QTest::newRow("missing.png") << "cannot be read";
  }
  void bad_files_are_refused_with_their_reason() {
    QFETCH(QString, reason);
    const QString name = QTest::currentDataTag(), told = failure(kPictures / name.toStdString());
    QVERIFY2(told.contains(name) && told.contains(reason), qPrintable(told));
  }

  void the_pixel_limit_counts_before_decoding() {
    QCOMPARE(failure(kPictures / "noise.png", 23 * 17), "decoded");
    QVERIFY(failure(kPictures / "noise.png", 23 * 17 - 1).contains("more than the limit"));
  }

  void damaged_headers_do_not_crash() {
    QFile file(QString::fromStdString((kPictures / "plain.jpg").string()));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray whole = file.readAll();
    for (qsizetype length = 0; length < whole.size() - 2; ++length) {
      const std::vector<std::uint8_t> bytes(whole.begin(), whole.begin() + length);
      QVERIFY_EXCEPTION_THROWN(decode_image_bytes(bytes, "part"), ImageError);
    }
  }

  void resizes_as_pillow_does() {
    const RgbImage noise = decode_image(kPictures / "noise.png");
    const QJsonArray cases = expectations()["resized"].toArray();
    QCOMPARE(cases.size(), 9);
    for (const QJsonValue& value : cases) {
      const QJsonObject expected = value.toObject();
      const RgbImage resized = resize_bicubic(noise, expected["width"].toInt(), expected["height"].toInt());
      QCOMPARE(difference(resized, expected), 0);
    }
  }

  void flat_pictures_stay_flat() {
    const RgbImage flat{5, 4, std::vector<std::uint8_t>(60, 137)};
    const RgbImage resized = resize_bicubic(flat, 33, 2);
    QVERIFY(std::all_of(resized.pixels.begin(), resized.pixels.end(), [](std::uint8_t value) { return value == 137; }));
    QVERIFY_EXCEPTION_THROWN(resize_bicubic(flat, 0, 2), std::invalid_argument);
  }

  void clip_values_of_flat_pictures() {
    const std::vector<float> planes = clip_preprocess({300, 400, std::vector<std::uint8_t>(360000, 255)}, {});
    QCOMPARE(planes.size(), std::size_t{3 * 224 * 224});
    QVERIFY(std::abs(planes[0] - 1.9303361F) < 1e-5F);  // (1 - 0.48145466) / 0.26862954
    QVERIFY(std::abs(planes[224 * 224] - 2.0748837F) < 1e-5F);
    QVERIFY(std::abs(planes.back() - 2.1458969F) < 1e-5F);
  }

  void very_long_pictures_cost_little() {
    const std::vector<float> planes = clip_preprocess({1, 60000, std::vector<std::uint8_t>(180000, 0)}, {});
    QCOMPARE(planes.size(), std::size_t{3 * 224 * 224});
  }

  void written_pictures_read_back() {
    QTemporaryDir folder;
    const fs::path file = fs::path(folder.path().toStdString()) / "copy.png";
    const RgbImage noise = decode_image(kPictures / "noise.png");
    write_png(noise, file);
    QCOMPARE(decode_image(file).pixels, noise.pixels);
    const RgbImage jpeg = decode_image_bytes(encode_jpeg(noise, 100), "jpeg");
    QCOMPARE(jpeg.width, 23);
    QCOMPARE(jpeg.height, 17);
    QVERIFY_EXCEPTION_THROWN(write_png(noise, "/nonexistent/folder/copy.png"), ImageError);
  }
};

QTEST_GUILESS_MAIN(TestDataPictures)
#include "tst_data_pictures.moc"
