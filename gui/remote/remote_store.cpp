#include "remote/remote_store.h"

#include <QDir>
#include <QDirIterator>
#include <QFileInfo>
#include <QPointer>
#include <algorithm>
#include <atomic>

#include "app/background.h"
#include "remote/picture_fetches.h"
#include "store/experiment_store.h"
#include "store/run_copy.h"

namespace vignette {

namespace {
/// Oldest files go until the folder keeps within the bound.
void trimCache(const QString& folder) {
  QFileInfoList files;
  qint64 bytes = 0;
  QDirIterator it(folder, QDir::Files, QDirIterator::Subdirectories);
  while (it.hasNext()) {
    it.next();
    files << it.fileInfo();
    bytes += it.fileInfo().size();
  }
  std::sort(files.begin(), files.end(),
            [](const QFileInfo& a, const QFileInfo& b) { return a.lastModified() < b.lastModified(); });
  for (const auto& file : files) {
    if (bytes <= RemoteStore::kCacheBytes) return;
    if (QFile::remove(file.filePath())) bytes -= file.size();
  }
}
}  // namespace

struct RemoteStore::Copy {
  RunCopyOrder order;
  std::atomic<bool> cancelled = false;
  bool waiting = true;  // for the run to be whole here
  std::vector<std::pair<QString, qint64>> files;
  std::size_t next = 0;
  qint64 bytes = 0, done = 0;
};

RemoteStore::RemoteStore(QObject* parent) : QObject(parent) {
  qRegisterMetaType<ConnectionStatus>();
  thread_.setObjectName(QStringLiteral("server"));
}

RemoteStore::~RemoteStore() {
  close();
}

template <class Work>
void RemoteStore::onConnection(Work work) {
  if (connection_) QMetaObject::invokeMethod(connection_, std::move(work), Qt::QueuedConnection);
}

void RemoteStore::open(const ServerAddress& address, const SshSetup& ssh) {
  close();
  address_ = address;
  const auto file = WatchConnection::mirrorFile(address);
  mirror_ = file.toStdString();
  const auto folder = QFileInfo(file).path();
  connection_ = new WatchConnection(address, ssh, mirror_);
  auto* connection = connection_;
  connection->moveToThread(&thread_);
  connect(&thread_, &QThread::finished, connection, &QObject::deleteLater);
  connect(connection, &WatchConnection::statusChanged, this, [this, connection](const ConnectionStatus& status) {
    if (connection != connection_) return;
    status_ = status;
    if (status.state == ConnectionStatus::State::connected) sendWatched();
    emit statusChanged(status);
  });
  connect(connection, &WatchConnection::refused, this, &RemoteStore::refused);
  connect(connection, &WatchConnection::synced, this, [this](qint64 run, qint64 steps) {
    emit synced(run, steps);
    if (!copy_ || !copy_->waiting || copy_->order.run != run) return;
    copy_->waiting = false;
    fetchCheckpoints(copy_);
  });
  PictureFetches::instance().attach(connection, folder + QStringLiteral("/files"));
  thread_.start();
  onConnection([connection, folder] {
    QDir().mkpath(folder);
    trimCache(folder + QStringLiteral("/files"));
    connection->start();
  });
}

void RemoteStore::close() {
  if (!connection_) return;
  cancelCopy();
  PictureFetches::instance().detach();
  connection_->disconnect(this);
  connection_ = nullptr;
  thread_.quit();
  thread_.wait();
  mirror_.clear();
  status_ = {};
  watched_.clear();
  if (copy_) endCopy(copy_, 0, {});
}

void RemoteStore::watch(const std::vector<RunId>& runs) {
  auto wanted = runs;
  std::ranges::sort(wanted);
  if (watched_ == wanted) return;
  watched_ = std::move(wanted);
  sendWatched();
}

void RemoteStore::sendWatched() {
  auto runs = watched_;
  if (copy_ && std::ranges::find(runs, copy_->order.run) == runs.end()) runs.push_back(copy_->order.run);
  onConnection([connection = connection_, runs] { connection->watch(runs); });
}

void RemoteStore::retry() {
  onConnection([connection = connection_] { connection->retryNow(); });
}

void RemoteStore::setProgram(const QString& program) {
  address_.program = program;
  onConnection([connection = connection_, program] { connection->setProgram(program); });
}

void RemoteStore::askSystem(QObject* receiver, std::function<void(const QString&, const QString&)> done) {
  QPointer<QObject> alive(receiver);
  onConnection([connection = connection_, alive, done = std::move(done)] {
    connection->askSystem([alive, done](const QString& figures, const QString& error) {
      QMetaObject::invokeMethod(
          QCoreApplication::instance(),
          [alive, done, figures, error] {
            if (alive) done(figures, error);
          },
          Qt::QueuedConnection);
    });
  });
}

void RemoteStore::copyRun(const RunCopyOrder& order) {
  if (!connection_ || copy_) return;
  copy_ = std::make_shared<Copy>();
  copy_->order = order;
  emit copyProgress(tr("Waiting for all of the run"), -1);
  // Asked again, the server tells once more when everything is here.
  onConnection([connection = connection_] { connection->watch({}); });
  sendWatched();
}

void RemoteStore::cancelCopy() {
  if (!copy_) return;
  copy_->cancelled = true;
  if (copy_->waiting) endCopy(copy_, 0, {});
}

void RemoteStore::fetchCheckpoints(const std::shared_ptr<Copy>& copy) {
  if (!copy->order.checkpoints) return copyFromMirror(copy);
  emit copyProgress(tr("Listing checkpoints"), -1);
  inBackground(
      this,
      [mirror = mirror_, run = copy->order.run] {
        return ExperimentStore(mirror, ExperimentStore::Mode::read_only).checkpoints(run);
      },
      [this, copy](const std::optional<std::vector<CheckpointRecord>>& checkpoints, const QString& error) {
        if (!checkpoints) return endCopy(copy, 0, error);
        auto left = std::make_shared<std::size_t>(checkpoints->size());
        if (*left == 0) return copyFromMirror(copy);
        QPointer<RemoteStore> alive(this);
        for (const auto& checkpoint : *checkpoints)
          onConnection([connection = connection_, alive, copy, left, run = copy->order.run, id = checkpoint.id] {
            connection->listFiles(run, id, [alive, copy, left](const auto& files, const QString& problem) {
              QMetaObject::invokeMethod(
                  QCoreApplication::instance(),
                  [alive, copy, left, files = files, problem] {
                    if (!alive || alive->copy_ != copy) return;
                    if (!problem.isEmpty()) return alive->endCopy(copy, 0, problem);
                    for (const auto& file : files) copy->bytes += file.second;
                    copy->files.insert(copy->files.end(), files.begin(), files.end());
                    if (--*left == 0) alive->fetchNextFile(copy);
                  },
                  Qt::QueuedConnection);
            });
          });
      });
}

/// One file after another; each goes on where an earlier try stopped.
void RemoteStore::fetchNextFile(const std::shared_ptr<Copy>& copy) {
  if (copy->cancelled) return endCopy(copy, 0, {});
  if (copy->next == copy->files.size()) return copyFromMirror(copy);
  const auto [file, size] = copy->files[copy->next++];
  QPointer<RemoteStore> alive(this);
  const auto tell = [alive, copy](std::function<void(RemoteStore&)> work) {
    QMetaObject::invokeMethod(
        QCoreApplication::instance(),
        [alive, copy, work = std::move(work)] {
          if (alive && alive->copy_ == copy) work(*alive);
        },
        Qt::QueuedConnection);
  };
  const auto progress = [tell, copy](qint64 done, qint64) {
    tell([copy, done](RemoteStore& store) {
      emit store.copyProgress(tr("Fetching checkpoints"),
                              copy->bytes > 0 ? double(copy->done + done) / double(copy->bytes) : -1);
    });
  };
  const auto done = [tell, copy, bytes = size](const QString& error) {
    tell([copy, bytes, error](RemoteStore& store) {
      if (!error.isEmpty()) return store.endCopy(copy, 0, error);
      copy->done += bytes;
      store.fetchNextFile(copy);
    });
  };
  onConnection([connection = connection_, name = file, bytes = size, run = copy->order.run, progress, done] {
    const QFileInfo there(QString::fromStdString(connection->mirror()->local_path(name.toStdString()).string()));
    if (there.exists() && there.size() == bytes) return done({});
    connection->fetch(name, run, progress, done);
  });
}

void RemoteStore::copyFromMirror(const std::shared_ptr<Copy>& copy) {
  emit copyProgress(tr("Writing the run"), 0);
  QPointer<RemoteStore> alive(this);
  RunCopyOptions options;
  options.checkpoints = copy->order.checkpoints;
  options.source = address_.text().toStdString();
  options.progress = [alive, copy](double share) {
    QMetaObject::invokeMethod(
        QCoreApplication::instance(),
        [alive, share] {
          if (alive) emit alive->copyProgress(tr("Writing the run"), share);
        },
        Qt::QueuedConnection);
    return !copy->cancelled;
  };
  inBackground(
      this,
      [mirror = mirror_, order = copy->order, options] {
        ExperimentStore from(mirror), to(order.target);
        return copy_run(from, to, order.run, options);
      },
      [this, copy](const std::optional<std::optional<RunCopy>>& made, const QString& error) {
        if (!made || !*made) return endCopy(copy, 0, error);
        QStringList notes;
        if (!(*made)->copied) notes << tr("The store held this run already.");
        if (copy->order.checkpoints)
          for (const auto& path : (*made)->missing_checkpoints)
            notes << tr("The checkpoint %1 is not there.").arg(QString::fromStdString(path));
        endCopy(copy, (*made)->run, {}, notes);
      });
}

void RemoteStore::endCopy(const std::shared_ptr<Copy>& copy, qint64 number, const QString& error,
                          const QStringList& notes) {
  if (copy_ != copy) return;
  copy_.reset();
  sendWatched();
  emit copied(QString::fromStdString(copy->order.target.string()), number, error, notes);
}

}  // namespace vignette
