#pragma once
// Thumbnails for grids and tables: decoded on low-priority threads, kept in memory and on disk.

#include <QObject>
#include <QString>
#include <QStringList>
#include <memory>

#include "captions/picture_decoding.h"

namespace vignette {

/// GUI thread.
class ThumbnailLoader : public QObject {
  Q_OBJECT

 public:
  static constexpr int kLongSide = 256;  ///< pixels

  /// `folder` holds the JPEGs of the disk cache (made when needed); "" takes CacheLocation/thumbnails.
  explicit ThumbnailLoader(QObject* parent = nullptr, const QString& folder = {});
  /// Waits for the picture being decoded.
  ~ThumbnailLoader() override;

  /// The thumbnail if it is in memory, else nullptr. Valid until the next call of this object.
  const DecodedPicture* find(const QString& path) const;
  /// Loads these, the most urgent first, unless they are in memory or under way; ready() follows for each. What was
  /// wanted before and has not begun is dropped: it scrolled away.
  void want(const QStringList& paths);
  /// Requests not yet begun.
  int waiting() const;

  /// The disk cache is trimmed to this size (oldest first) at the start of the program.
  static constexpr qint64 kDiskBytes = 512ll << 20;

 signals:
  void ready(const QString& path);

 private:
  void serve();

  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace vignette
