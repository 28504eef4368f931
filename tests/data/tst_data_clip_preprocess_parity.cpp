// clip_preprocess() against the original's pixels (goldens/models/clip.json), in both croppings.
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <cmath>

#include "data/image.h"

using namespace vignette;
namespace fs = std::filesystem;

namespace {

std::vector<fs::path> case_directories() {
  std::vector<fs::path> directories{fs::path(VIGNETTE_TEST_DATA) / "goldens/models"};
  if (const QByteArray extra = qgetenv("VIGNETTE_GOLDENS"); !extra.isEmpty())
    directories.emplace_back(extra.toStdString());
  return directories;
}

std::vector<float> prepared(const fs::path& file, CropRounding crop) {
  ClipPreprocessing options;
  options.size = 32;
  options.crop = crop;
  return clip_preprocess(decode_image(file), options);
}

double largest_difference(const std::vector<float>& planes, int channel, int row, const QJsonArray& expected) {
  double largest = expected.size() == 32 ? 0 : 1e9;
  for (qsizetype x = 0; x < std::min<qsizetype>(32, expected.size()); ++x) {
    const float value = planes[static_cast<std::size_t>(channel * 1024 + row * 32 + x)];
    largest = std::max(largest, std::abs(value - expected[x].toDouble()));
  }
  return largest;
}

/// Whether all of the golden's rows, sums and raw pixels agree for a picture cropped as Hugging Face does.
QString check_picture(const std::vector<float>& planes, const QJsonObject& golden) {
  double sum = 0, squares = 0;
  for (const float value : planes) sum += value, squares += static_cast<double>(value) * value;
  if (std::abs(sum - golden["pixel_sum"].toDouble()) > 1e-2) return QString("sum %1").arg(sum, 0, 'g', 12);
  if (std::abs(squares - golden["pixel_sumsq"].toDouble()) > 1e-2)
    return QString("squares %1").arg(squares, 0, 'g', 12);
  if (largest_difference(planes, 0, 0, golden["pixel_row0_c0"].toArray()) > 1e-5) return "row 0 of channel 0";
  if (largest_difference(planes, 1, 16, golden["pixel_row16_c1"].toArray()) > 1e-5) return "row 16 of channel 1";
  if (largest_difference(planes, 2, 31, golden["pixel_row31_c2"].toArray()) > 1e-5) return "row 31 of channel 2";
  const QJsonArray raw = golden["uint8_after_crop_hf_c0"].toArray();
  for (qsizetype y = 0; y < raw.size(); ++y) {
    const QJsonArray row = raw[y].toArray();
    for (qsizetype x = 0; x < row.size(); ++x) {
      const float value = planes[static_cast<std::size_t>(y * 32 + x)] * 0.26862954F + 0.48145466F;
      if (std::lround(value * 255) != row[x].toInt()) return QString("pixel %1, %2").arg(x).arg(y);
    }
  }
  return {};
}

}  // namespace

class TestDataClipPreprocessParity : public QObject {
  Q_OBJECT

 private slots:
  void pixels_agree_in_both_croppings() {
    int cases = 0;
    for (const fs::path& directory : case_directories()) {
      QFile file(QString::fromStdString((directory / "clip.json").string()));
      QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName() + " is missing"));
      for (const QJsonValue& value : QJsonDocument::fromJson(file.readAll()).object()["images"].toArray()) {
        const QJsonObject golden = value.toObject();
        check(directory / golden["file"].toString().toStdString(), golden);
        ++cases;
      }
    }
    QVERIFY2(cases >= 4, "no case found");
  }

 private:
  void check(const fs::path& picture, const QJsonObject& golden) {
    const std::vector<float> huggingface = prepared(picture, CropRounding::huggingface);
    const std::vector<float> openai = prepared(picture, CropRounding::openai);
    const QString wrong = check_picture(huggingface, golden);
    QVERIFY2(wrong.isEmpty(), qPrintable(QString::fromStdString(picture.string()) + ": " + wrong));
    double largest = 0;
    for (std::size_t i = 0; i < openai.size(); ++i) {
      largest = std::max(largest, static_cast<double>(std::abs(openai[i] - huggingface[i])));
    }
    QVERIFY(std::abs(largest - golden["hf_vs_openai_pixel_maxdiff"].toDouble()) < 1e-5);
  }
};

QTEST_GUILESS_MAIN(TestDataClipPreprocessParity)
#include "tst_data_clip_preprocess_parity.moc"
