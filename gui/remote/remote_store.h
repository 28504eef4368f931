#pragma once
// A store on another machine as the window sees it: a local mirror that every view reads, the state of the connection,
// pictures on demand, and copies of runs into stores of this machine. GUI thread; never waits.

#include <QObject>
#include <QThread>
#include <filesystem>
#include <memory>
#include <optional>
#include <vector>

#include "remote/watch_connection.h"

namespace vignette {

struct RunCopyOrder {
  qint64 run = 0;
  std::filesystem::path target;
  bool checkpoints = false;
};

class RemoteStore : public QObject {
  Q_OBJECT

 public:
  explicit RemoteStore(QObject* parent = nullptr);
  ~RemoteStore() override;

  /// Connects; statusChanged() follows. What was open before is closed.
  void open(const ServerAddress& address, const SshSetup& ssh = {});
  void close();
  bool active() const { return connection_ != nullptr; }
  const ServerAddress& address() const { return address_; }
  /// The mirror's file; empty while nothing is open.
  std::filesystem::path mirror() const { return mirror_; }
  const ConnectionStatus& status() const { return status_; }

  /// These runs' curves and captions are kept up to date from now on.
  void watch(const std::vector<RunId>& runs);
  void retry();
  /// Where vignette-cli is on the server.
  void setProgram(const QString& program);

  /// Fetches what is missing of the run, then copies it into `target` (made if missing). One at a time.
  void copyRun(const RunCopyOrder& order);
  void cancelCopy();
  bool copying() const { return copy_ != nullptr; }

  /// `done(figures as JSON, error)` on the GUI thread, unless `receiver` went.
  void askSystem(QObject* receiver, std::function<void(const QString&, const QString&)> done);

  static constexpr qint64 kCacheBytes = 1ll << 30;  ///< of a server's pictures and checkpoint files, oldest go first

 signals:
  void statusChanged(const vignette::ConnectionStatus& status);
  /// The server refused a command or an edit.
  void refused(qint64 run, const QString& what);
  void synced(qint64 run, qint64 steps);
  /// `fraction` negative: unknown.
  void copyProgress(const QString& what, double fraction);
  /// `error` "": the run is in `target` under `number`; "" and 0: cancelled. `notes`: what could not come along.
  void copied(const QString& target, qint64 number, const QString& error, const QStringList& notes);

 private:
  struct Copy;
  void sendWatched();
  void fetchCheckpoints(const std::shared_ptr<Copy>& copy);
  void fetchNextFile(const std::shared_ptr<Copy>& copy);
  void copyFromMirror(const std::shared_ptr<Copy>& copy);
  void endCopy(const std::shared_ptr<Copy>& copy, qint64 number, const QString& error, const QStringList& notes = {});
  template <class Work>
  void onConnection(Work work);

  QThread thread_;
  WatchConnection* connection_ = nullptr;
  ServerAddress address_;
  std::filesystem::path mirror_;
  ConnectionStatus status_;
  std::vector<RunId> watched_;
  std::shared_ptr<Copy> copy_;
};

}  // namespace vignette
