#include "remote/server_address.h"

#include <QRegularExpression>
#include <QUrl>

namespace vignette {

namespace {
bool matches(const QString& text, const char* pattern) {
  return QRegularExpression(QRegularExpression::anchoredPattern(QLatin1String(pattern))).match(text).hasMatch();
}

/// For any POSIX shell.
QString quoted(QString text) {
  return '\'' + text.replace('\'', QLatin1String("'\\''")) + '\'';
}

QString quotedPath(const QString& path) {
  return path.startsWith(QLatin1String("~/")) ? QStringLiteral("\"$HOME\"/") + quoted(path.mid(2)) : quoted(path);
}

bool hasControlCharacters(const QString& text) {
  for (const auto character : text)
    if (character < QChar(' ') || character == QChar(0x7f)) return true;
  return false;
}
}  // namespace

std::optional<ServerAddress> ServerAddress::parse(const QString& given, QString* problem) {
  const auto fail = [problem](const QString& what) {
    if (problem) *problem = what;
    return std::nullopt;
  };
  const auto text = given.trimmed();
  static const QRegularExpression form(
      QStringLiteral("^ssh://(?:([^/@]*)@)?(\\[[^\\]/]*\\]|[^/:@\\[\\]]*)(?::([^/]*))?(/.*)?$"));
  const auto parts = form.match(text);
  if (!parts.hasMatch())
    return fail(tr("An address looks like ssh://user@host/path/runs.vignette (the user and a port are optional)."));
  ServerAddress address;
  address.user = parts.captured(1);
  address.host = parts.captured(2);
  if (address.user.contains(':'))
    return fail(tr("Leave the password out of the address: ssh asks for it, or uses your key."));
  if (!address.user.isEmpty() && !matches(address.user, "[A-Za-z0-9_][A-Za-z0-9_.@\\\\+-]*"))
    return fail(tr("The user's name has characters that no login has."));
  if (!matches(address.host, "[A-Za-z0-9_][A-Za-z0-9_.-]*|\\[[0-9A-Fa-f:.]+(%[A-Za-z0-9_.-]+)?\\]"))
    return fail(tr("The host's name is missing, or has characters that no host has."));
  if (!parts.captured(3).isEmpty()) {
    bool number = false;
    address.port = parts.captured(3).toInt(&number);
    if (!number || address.port < 1 || address.port > 65535) return fail(tr("A port is a number from 1 to 65535."));
  }
  address.path = QUrl::fromPercentEncoding(parts.captured(4).toUtf8());
  if (address.path.startsWith(QLatin1String("/~/"))) address.path.remove(0, 1);
  if (address.path.size() < 2 || address.path.endsWith('/') || hasControlCharacters(address.path))
    return fail(tr("The path of a store's file on the server is missing: ssh://host/path/runs.vignette."));
  return address;
}

QString ServerAddress::text() const {
  auto text = QStringLiteral("ssh://");
  if (!user.isEmpty()) text += user + '@';
  text += host;
  if (port > 0) text += QStringLiteral(":%1").arg(port);
  auto shown = path;
  shown.replace('%', QLatin1String("%25"));
  return text + (shown.startsWith('~') ? QStringLiteral("/") : QString()) + shown;
}

QString ServerAddress::remoteCommand() const {
  return quotedPath(program.isEmpty() ? QStringLiteral("vignette-cli") : program) +
         QStringLiteral(" watch --json --store=") + quotedPath(path);
}

QStringList ServerAddress::sshArguments(const QStringList& extra, bool mayAsk) const {
  auto arguments = extra;
  for (const auto* option : {"ConnectTimeout=20", "ServerAliveInterval=10", "ServerAliveCountMax=3", "ForwardAgent=no",
                             "ForwardX11=no", "ClearAllForwardings=yes", "Compression=yes", "EscapeChar=none"})
    arguments << QStringLiteral("-o") << QLatin1String(option);
  if (!mayAsk) arguments << QStringLiteral("-o") << QStringLiteral("BatchMode=yes");
  if (port > 0) arguments << QStringLiteral("-p") << QString::number(port);
  if (!user.isEmpty()) arguments << QStringLiteral("-l") << user;
  auto name = host;
  if (name.startsWith('[')) name = name.mid(1, name.size() - 2);
  return arguments << QStringLiteral("-T") << QStringLiteral("--") << name << remoteCommand();
}

}  // namespace vignette
