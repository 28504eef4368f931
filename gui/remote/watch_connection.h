#pragma once
// The connection to a store on another machine: ssh runs vignette-cli watch there, and what it tells goes into the
// local mirror. Lives on a thread of its own (RemoteStore's); never on the GUI's.

#include <QElapsedTimer>
#include <QObject>
#include <QProcess>
#include <QTimer>
#include <functional>
#include <memory>
#include <vector>

#include "remote/server_address.h"
#include "session/watch/watch_mirror.h"

namespace vignette {

/// How ssh is called; tests bring their own configuration.
struct SshSetup {
  QString program = QStringLiteral("ssh");
  QStringList arguments;
};

struct ConnectionStatus {
  enum class State { closed, connecting, connected, lost, refused } state = State::closed;
  QString what;           ///< what ssh or the server said; "" when all is well
  QString advice;         ///< what to do about it
  int retrySeconds = 0;   ///< lost: when it is tried again
  QString host, version;  ///< connected: as the server calls itself
};

class WatchConnection : public QObject {
  Q_OBJECT

 public:
  using FileDone = std::function<void(const QString& error)>;
  using FileProgress = std::function<void(qint64 done, qint64 size)>;

  WatchConnection(ServerAddress address, SshSetup ssh, std::filesystem::path mirror);
  ~WatchConnection() override;

  /// Where the mirror of an address lies: below the user's cache folder.
  static QString mirrorFile(const ServerAddress& address);

  void start();
  void stop();
  void retryNow();
  void setProgram(const QString& program);
  void watch(const std::vector<RunId>& runs);
  /// Fetches a file of the server to its place beside the mirror, going on where an earlier try stopped.
  void fetch(const QString& remote, RunId run, FileProgress progress, FileDone done);
  /// The server's files of a checkpoint, with their sizes.
  using FilesDone = std::function<void(const std::vector<std::pair<QString, qint64>>& files, const QString& error)>;
  void listFiles(RunId run, qint64 checkpoint, FilesDone done);
  /// Figures of the server's machine, as JSON.
  void askSystem(std::function<void(const QString& figures, const QString& error)> done);
  const WatchMirror* mirror() const { return mirror_.get(); }

 signals:
  void statusChanged(const vignette::ConnectionStatus& status);
  void refused(qint64 run, const QString& what);
  void synced(qint64 run, qint64 steps);

 private:
  struct Fetch;
  void connectNow();
  void read();
  void takeLines();
  void sendPending();
  void send(const std::string& line);
  void ended();
  void broken(const QString& what);
  void greet(const WatchHello& hello);
  void setStatus(ConnectionStatus status);
  void lost(const QString& what);
  void askPortion(const std::shared_ptr<Fetch>& fetch);
  void takePortion(const std::shared_ptr<Fetch>& fetch, const std::string& ok, const std::string& error);

  ServerAddress address_;
  SshSetup ssh_;
  std::filesystem::path file_;
  std::unique_ptr<WatchMirror> mirror_;
  std::unique_ptr<QProcess> process_;
  QByteArray held_, said_;
  QTimer retry_, pending_, silence_;
  int attempts_ = 0;
  bool greeted_ = false, everConnected_ = false;
  ConnectionStatus status_;
  std::vector<RunId> wanted_;
};

}  // namespace vignette

Q_DECLARE_METATYPE(vignette::ConnectionStatus)
