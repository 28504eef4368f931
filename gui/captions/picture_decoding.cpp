#include "captions/picture_decoding.h"

#include <QCoreApplication>
#include <algorithm>
#include <cstring>
#include <exception>
#include <filesystem>

#include "data/image.h"
#include "remote/picture_fetches.h"

namespace vignette {

namespace {

QImage toQImage(const RgbImage& source) {
  QImage image(source.width, source.height, QImage::Format_RGB888);
  const auto line = static_cast<std::size_t>(source.width) * 3;
  for (int y = 0; y < source.height; ++y)
    std::memcpy(image.scanLine(y), source.pixels.data() + static_cast<std::size_t>(y) * line, line);
  return image;
}

}  // namespace

DecodedPicture decodePicture(const QString& path, int longSide) {
  DecodedPicture result;
  try {
    if (path.isEmpty()) {
      result.problem = QCoreApplication::translate("PictureDecoding", "The run stored no path for this picture.");
      return result;
    }
    const auto file = PictureFetches::instance().wait(path, &result.problem);
    if (file.isEmpty()) return result;
    auto image = toQImage(decode_image(std::filesystem::path(file.toStdString())));
    if (std::max(image.width(), image.height()) > longSide)
      image = image.scaled(longSide, longSide, Qt::KeepAspectRatio, Qt::SmoothTransformation);
    result.image = image.convertToFormat(QImage::Format_RGB32);
  } catch (const std::exception& error) {
    result.problem = QString::fromUtf8(error.what());
  }
  return result;
}

}  // namespace vignette
