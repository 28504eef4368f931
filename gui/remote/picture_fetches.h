#pragma once
// Pictures of a server's runs, fetched when a view wants to draw them.

#include <QCoreApplication>
#include <QMutex>
#include <QString>

namespace vignette {

class WatchConnection;

/// Any thread.
class PictureFetches {
  Q_DECLARE_TR_FUNCTIONS(PictureFetches)

 public:
  static PictureFetches& instance();

  /// From now on files below `folder` are the server's, and `connection` fetches them.
  void attach(WatchConnection* connection, const QString& folder);
  /// Ends all waiting.
  void detach();

  /// Waits until the file at `path` is there, if it is a server's: called by threads that decode, never by the GUI's.
  /// The path to read: the file of the server's path on this machine where the server is not connected. "" and
  /// `problem` when there is none.
  QString wait(const QString& path, QString* problem);

 private:
  QMutex mutex_;
  WatchConnection* connection_ = nullptr;
  QString folder_;
  int generation_ = 0;
};

}  // namespace vignette
