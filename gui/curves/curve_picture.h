#pragma once
// The curves as a picture: for the clipboard and for files. GUI thread, since it draws the panels' own plots; what
// comes back is plain bytes that any thread may write.

#include <QByteArray>
#include <QImage>
#include <QList>
#include <QVector>

#include "curves/curve_query.h"

namespace vignette {

class CurvePanel;
struct ThemeColours;

struct CurvePicture {
  QList<CurvePanel*> panels;  ///< drawn below each other, as wide as the first
  QStringList runs;           ///< named at the top
  QVector<QColor> colours;    ///< of the runs
};

/// `ratio` picture dots a pixel.
QImage drawImage(const CurvePicture& picture, const ThemeColours& colours, double ratio);
/// For papers: light, whatever the theme.
QByteArray drawSvg(const CurvePicture& picture);
QByteArray drawPdf(const CurvePicture& picture);

}  // namespace vignette
