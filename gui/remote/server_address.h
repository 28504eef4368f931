#pragma once
// Where a store on another machine lies, and how ssh is asked for it.

#include <QCoreApplication>
#include <QString>
#include <QStringList>
#include <optional>

namespace vignette {

struct ServerAddress {
  Q_DECLARE_TR_FUNCTIONS(ServerAddress)
 public:
  QString user, host;  ///< user "": as ssh's configuration says
  int port = 0;        ///< 0: as ssh's configuration says
  QString path;        ///< of the store there: absolute, or beginning with "~/"
  QString program;     ///< vignette-cli there: a name in its PATH, or a path

  /// Reads "ssh://[user@]host[:port]/path"; "/~/" begins a path in the home folder, %20 and its like stand for their
  /// characters. nullopt with `problem` (fit for users) when it is none, or when a part could be taken for an option.
  static std::optional<ServerAddress> parse(const QString& text, QString* problem = nullptr);
  static bool isAddress(const QString& text) { return text.startsWith(QLatin1String("ssh://")); }
  QString text() const;

  /// ssh's arguments; `extra` (for example -F FILE) goes first. The remote command is one word for the shell there,
  /// with every part quoted.
  QStringList sshArguments(const QStringList& extra, bool mayAsk) const;
  QString remoteCommand() const;
};

}  // namespace vignette
