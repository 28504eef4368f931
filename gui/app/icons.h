#pragma once
// The program's own line icons, drawn in the palette's text colour of the moment. GUI thread only.

#include <QIcon>
#include <QString>

namespace vignette {

/// The icon icons/<name>.svg; it follows a change between light and dark by itself.
QIcon lineIcon(const QString& name);

/// The same in one fixed colour.
QPixmap linePixmap(const QString& name, int size, const QColor& colour, qreal pixelRatio = 1);

/// The program's icon.
QIcon applicationIcon();

}  // namespace vignette
