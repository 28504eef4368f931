#include "captions/thumbnail_loader.h"

#include <QCache>
#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QMutex>
#include <QSaveFile>
#include <QSet>
#include <QStandardPaths>
#include <QThread>
#include <QThreadPool>
#include <algorithm>
#include <atomic>
#include <vector>

namespace vignette {

namespace {

constexpr int kMemoryKiB = 256 << 10;

int costOf(const DecodedPicture& picture) {
  return 1 + static_cast<int>(picture.image.sizeInBytes() >> 10);
}

/// The name holds what makes a thumbnail stale: the file's path, time and size.
QString cacheName(const QFileInfo& file) {
  QCryptographicHash hash(QCryptographicHash::Sha1);
  hash.addData(file.absoluteFilePath().toUtf8());
  hash.addData(QByteArray::number(file.lastModified().toMSecsSinceEpoch()));
  hash.addData(QByteArray::number(file.size()));
  hash.addData(QByteArray::number(ThumbnailLoader::kLongSide));
  return QString::fromLatin1(hash.result().toHex()) + QStringLiteral(".jpg");
}

void writeThumbnail(const QImage& image, const QString& folder, const QString& name) {
  // A cache may fail to be written (disk full, read-only home): the picture is shown all the same.
  if (!QDir().mkpath(folder)) return;
  QSaveFile file(folder + QLatin1Char('/') + name);
  if (file.open(QIODevice::WriteOnly) && image.save(&file, "JPEG", 88)) file.commit();
}

DecodedPicture loadThumbnail(const QString& path, const QString& folder) {
  const QFileInfo info(path);
  const auto name = info.exists() ? cacheName(info) : QString();
  if (!name.isEmpty()) {
    QImage cached(folder + QLatin1Char('/') + name, "JPEG");
    if (!cached.isNull()) return {cached.convertToFormat(QImage::Format_RGB32), {}};
  }
  auto picture = decodePicture(path, ThumbnailLoader::kLongSide);
  if (!picture.image.isNull() && !name.isEmpty()) writeThumbnail(picture.image, folder, name);
  return picture;
}

void trimFolder(const QString& folder, qint64 limit) {
  auto files = QDir(folder).entryInfoList({QStringLiteral("*.jpg")}, QDir::Files, QDir::Time);
  qint64 bytes = 0;
  for (const auto& file : files) {
    bytes += file.size();
    if (bytes > limit) QFile::remove(file.absoluteFilePath());
  }
}

}  // namespace

struct ThumbnailLoader::Impl {
  QString folder;
  QThreadPool pool;
  QCache<QString, DecodedPicture> memory{kMemoryKiB};

  mutable QMutex mutex;        // guards what follows
  QSet<QString> underWay;      // begun and not yet delivered
  std::vector<QString> stack;  // served from the end
  int workers = 0;
  bool closing = false;

  bool take(QString& path) {
    QMutexLocker lock(&mutex);
    if (closing || stack.empty()) {
      --workers;
      return false;
    }
    path = std::move(stack.back());
    stack.pop_back();
    underWay.insert(path);
    return true;
  }
};

ThumbnailLoader::ThumbnailLoader(QObject* parent, const QString& folder)
    : QObject(parent), impl_(std::make_unique<Impl>()) {
  impl_->folder = folder.isEmpty()
                      ? QStandardPaths::writableLocation(QStandardPaths::CacheLocation) + QStringLiteral("/thumbnails")
                      : folder;
  impl_->pool.setMaxThreadCount(std::clamp(QThread::idealThreadCount() / 2, 1, 4));
  impl_->pool.setThreadPriority(QThread::LowestPriority);
  static std::atomic<bool> trimmed = false;
  if (!trimmed.exchange(true)) impl_->pool.start([where = impl_->folder] { trimFolder(where, kDiskBytes); });
}

ThumbnailLoader::~ThumbnailLoader() {
  {
    QMutexLocker lock(&impl_->mutex);
    impl_->closing = true;
  }
  impl_->pool.waitForDone();
}

const DecodedPicture* ThumbnailLoader::find(const QString& path) const {
  return impl_->memory.object(path);
}

void ThumbnailLoader::want(const QStringList& paths) {
  QMutexLocker lock(&impl_->mutex);
  impl_->stack.clear();
  for (auto path = paths.rbegin(); path != paths.rend(); ++path)
    if (!impl_->memory.contains(*path) && !impl_->underWay.contains(*path)) impl_->stack.push_back(*path);
  const int useful = std::min<int>(impl_->pool.maxThreadCount(), static_cast<int>(impl_->stack.size()));
  for (; impl_->workers < useful; ++impl_->workers) impl_->pool.start([this] { serve(); });
}

void ThumbnailLoader::serve() {
  for (QString path; impl_->take(path);) {
    auto picture = loadThumbnail(path, impl_->folder);
    QMetaObject::invokeMethod(
        this,
        [this, path, picture = std::move(picture)] {
          {
            QMutexLocker lock(&impl_->mutex);
            impl_->underWay.remove(path);
          }
          impl_->memory.insert(path, new DecodedPicture(picture), costOf(picture));
          emit ready(path);
        },
        Qt::QueuedConnection);
  }
}

int ThumbnailLoader::waiting() const {
  QMutexLocker lock(&impl_->mutex);
  return static_cast<int>(impl_->stack.size());
}

}  // namespace vignette
