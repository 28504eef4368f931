#pragma once
// Decoding a picture for the screen, as training reads it. Any thread but the GUI's, which must not wait for files.

#include <QImage>
#include <QString>

namespace vignette {

struct DecodedPicture {
  QImage image;     ///< RGB32, at most `longSide` on its long side; null when unreadable
  QString problem;  ///< why; "" otherwise
};

/// EXIF orientation applied. Never throws.
DecodedPicture decodePicture(const QString& path, int longSide);

}  // namespace vignette
