#include "remote/picture_fetches.h"

#include <QFileInfo>
#include <QSemaphore>
#include <memory>

#include "remote/watch_connection.h"

namespace vignette {

namespace {
constexpr int kPatienceMilliseconds = 20000;

/// The server's path of a file in a mirror's folder, whichever server's it is: ".../servers/NAME/files/PATH".
QString serverPath(const QString& path) {
  const auto at = path.indexOf(QLatin1String("/servers/"));
  const auto files = at < 0 ? -1 : path.indexOf(QLatin1String("/files/"), at);
  return files < 0 ? QString() : path.mid(files + 6);
}
}  // namespace

PictureFetches& PictureFetches::instance() {
  static PictureFetches fetches;
  return fetches;
}

void PictureFetches::attach(WatchConnection* connection, const QString& folder) {
  const QMutexLocker lock(&mutex_);
  connection_ = connection;
  folder_ = folder + '/';
  ++generation_;
}

void PictureFetches::detach() {
  const QMutexLocker lock(&mutex_);
  connection_ = nullptr;
  ++generation_;
}

QString PictureFetches::wait(const QString& path, QString* problem) {
  const auto there = serverPath(path);
  if (there.isEmpty() || QFileInfo::exists(path)) return path;
  auto done = std::make_shared<QSemaphore>();
  auto error = std::make_shared<QString>();
  int generation = 0;
  {
    const QMutexLocker lock(&mutex_);
    if (!connection_ || !path.startsWith(folder_)) return QFileInfo::exists(there) ? there : path;
    generation = generation_;
    QMetaObject::invokeMethod(
        connection_,
        [connection = connection_, there, done, error] {
          connection->fetch(there, 0, {}, [done, error](const QString& what) {
            *error = what;
            done->release();
          });
        },
        Qt::QueuedConnection);
  }
  for (int waited = 0; !done->tryAcquire(1, 100); waited += 100) {
    const QMutexLocker lock(&mutex_);
    if (generation == generation_ && waited < kPatienceMilliseconds) continue;
    *problem = tr("The server did not send the picture.");
    return {};
  }
  *problem = *error;
  return error->isEmpty() ? path : QString();
}

}  // namespace vignette
