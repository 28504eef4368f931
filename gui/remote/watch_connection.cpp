#include "remote/watch_connection.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStandardPaths>

#include "session/watch/messages.h"

namespace vignette {

namespace {
constexpr int kLongestWaitSeconds = 30;
constexpr int kPendingMilliseconds = 100;
constexpr int kSilenceMilliseconds = 45000;  // the server says that it is alive every five seconds
constexpr qsizetype kSaidBytes = 4096;
constexpr qint64 kUnsentBytes = 4 << 20;

bool askpassThere() {
  return !qEnvironmentVariableIsEmpty("SSH_ASKPASS") ||
         !QStandardPaths::findExecutable(QStringLiteral("ssh-askpass")).isEmpty();
}

bool contains(const QString& text, std::initializer_list<const char*> parts) {
  for (const auto* part : parts)
    if (text.contains(QLatin1String(part), Qt::CaseInsensitive)) return true;
  return false;
}

/// A failure that goes away by itself.
bool passes(const QString& said) {
  return contains(said, {"Connection refused", "timed out", "Connection reset", "Connection closed", "No route to host",
                         "Network is unreachable", "Broken pipe", "Temporary failure"});
}

QString adviceFor(const QString& said, int code, const ServerAddress& address) {
  if (contains(said, {"Host key verification failed", "REMOTE HOST IDENTIFICATION HAS CHANGED"}))
    return WatchConnection::tr(
               "ssh does not trust the server's key. Connect once in a terminal with “ssh %1”, compare "
               "the key with what its administrator says, and accept it.")
        .arg(address.host);
  if (contains(said, {"Permission denied", "Too many authentication failures"}))
    return WatchConnection::tr(
        "The server does not let you in. Add your key to the agent with ssh-add, or install "
        "ssh-askpass so that ssh can ask for a password.");
  if (code == 127 || contains(said, {"command not found", "not found", "No such file or directory"}))
    return WatchConnection::tr(
        "vignette-cli was not found on the server. Install Vignette there, or give the path of its "
        "vignette-cli.");
  if (contains(said, {"Could not resolve hostname"}))
    return WatchConnection::tr("No host has this name. Check the address, and the network.");
  if (contains(said, {"there is no store"}))
    return WatchConnection::tr(
        "Check the path in the address: it is one of the server, and begins at its root (/) or at "
        "your home folder there (/~/).");
  if (contains(said, {"following argument was not expected", "was not expected", "subcommand"}))
    return WatchConnection::tr("The server's vignette-cli is older and cannot be watched. Update it.");
  return WatchConnection::tr("Try “ssh %1” in a terminal: what fails there fails here.").arg(address.host);
}

/// The last lines of what ssh said, without the prefix of its debug messages.
QString lastLines(const QByteArray& said) {
  return QString::fromUtf8(said).trimmed().split('\n').mid(0).join('\n').right(600);
}
}  // namespace

struct WatchConnection::Fetch {
  QString remote;
  RunId run = 0;
  QFile part;
  QString target;
  qint64 offset = 0;
  FileProgress progress;
  FileDone done;
};

WatchConnection::WatchConnection(ServerAddress address, SshSetup ssh, std::filesystem::path mirror)
    : address_(std::move(address)),
      ssh_(std::move(ssh)),
      file_(std::move(mirror)),
      retry_(this),
      pending_(this),
      silence_(this) {
  retry_.setSingleShot(true);
  silence_.setSingleShot(true);
  connect(&retry_, &QTimer::timeout, this, &WatchConnection::connectNow);
  connect(&pending_, &QTimer::timeout, this, &WatchConnection::sendPending);
  connect(&silence_, &QTimer::timeout, this, [this] { broken(tr("The server has not answered for a while.")); });
}

WatchConnection::~WatchConnection() {
  stop();
}

QString WatchConnection::mirrorFile(const ServerAddress& address) {
  const auto mark = QCryptographicHash::hash(address.text().toUtf8(), QCryptographicHash::Sha256).toHex().left(16);
  const QDir folder(QStandardPaths::writableLocation(QStandardPaths::CacheLocation));
  return folder.filePath(
      QStringLiteral("servers/%1/%2").arg(QString::fromLatin1(mark), QFileInfo(address.path).fileName()));
}

void WatchConnection::start() {
  try {
    mirror_ = std::make_unique<WatchMirror>(file_, address_.text().toStdString());
  } catch (const std::exception& error) {
    return setStatus({ConnectionStatus::State::refused,
                      QString::fromUtf8(error.what()),
                      tr("The local copy of the server's store cannot be kept."),
                      0,
                      {},
                      {}});
  }
  WatchMirror::Events events;
  events.hello = [this](const WatchHello& hello) { greet(hello); };
  events.refused = [this](RunId run, const std::string& what) { emit refused(run, QString::fromStdString(what)); };
  events.synced = [this](RunId run, std::int64_t steps) { emit synced(run, steps); };
  mirror_->set_events(std::move(events));
  pending_.start(kPendingMilliseconds);
  connectNow();
}

void WatchConnection::stop() {
  retry_.stop();
  pending_.stop();
  silence_.stop();
  if (process_) {
    process_->disconnect(this);
    process_->closeWriteChannel();
    process_->terminate();
    if (!process_->waitForFinished(1000)) process_->kill();
    process_.reset();
  }
  try {
    if (mirror_) mirror_->lost();
  } catch (const std::exception&) {  // the mirror is a cache: what it says of runs is renewed at the next connection
  }
}

void WatchConnection::setProgram(const QString& program) {
  address_.program = program;
  retryNow();
}

void WatchConnection::retryNow() {
  if (status_.state == ConnectionStatus::State::connected || status_.state == ConnectionStatus::State::connecting)
    return;
  attempts_ = 0;
  retry_.stop();
  if (mirror_)
    connectNow();
  else
    start();
}

void WatchConnection::connectNow() {
  held_.clear();
  said_.clear();
  greeted_ = false;
  mirror_->reset();
  ConnectionStatus status;
  status.state = ConnectionStatus::State::connecting;
  setStatus(status);
  process_ = std::make_unique<QProcess>();
  auto environment = QProcessEnvironment::systemEnvironment();
  environment.insert(QStringLiteral("LC_ALL"), QStringLiteral("C"));  // its words are read for advice
  const bool mayAsk = askpassThere();
  if (mayAsk) environment.insert(QStringLiteral("SSH_ASKPASS_REQUIRE"), QStringLiteral("force"));
  process_->setProcessEnvironment(environment);
  connect(process_.get(), &QProcess::readyReadStandardOutput, this, &WatchConnection::read);
  connect(process_.get(), &QProcess::readyReadStandardError, this,
          [this] { said_ = (said_ + process_->readAllStandardError()).right(kSaidBytes); });
  connect(process_.get(), qOverload<int, QProcess::ExitStatus>(&QProcess::finished), this, &WatchConnection::ended,
          Qt::QueuedConnection);
  connect(process_.get(), &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
    if (error != QProcess::FailedToStart) return;
    setStatus({ConnectionStatus::State::refused,
               tr("%1 cannot be started.").arg(ssh_.program),
               tr("Install the OpenSSH client (Debian: openssh-client)."),
               0,
               {},
               {}});
  });
  process_->start(ssh_.program, address_.sshArguments(ssh_.arguments, mayAsk));
}

void WatchConnection::read() {
  if (!process_) return;
  held_ += process_->readAllStandardOutput();
  try {
    takeLines();
  } catch (const std::exception& error) {
    broken(QString::fromUtf8(error.what()));
  }
}

void WatchConnection::takeLines() {
  qsizetype from = 0;
  for (auto end = held_.indexOf('\n'); end >= 0; end = held_.indexOf('\n', from)) {
    silence_.start(kSilenceMilliseconds);
    const std::string_view line(held_.constData() + from, std::size_t(end - from));
    from = end + 1;
    mirror_->take(line);
  }
  held_.remove(0, from);
  if (held_.size() > qsizetype(watch_line_limit)) throw WatchProtocolError("a line is longer than 16 MiB");
}

void WatchConnection::greet(const WatchHello& hello) {
  greeted_ = everConnected_ = true;
  attempts_ = 0;
  ConnectionStatus status;
  status.state = ConnectionStatus::State::connected;
  status.host = QString::fromStdString(hello.host);
  status.version = QString::fromStdString(hello.version);
  setStatus(status);
  send(mirror_->watch(wanted_));
}

void WatchConnection::watch(const std::vector<RunId>& runs) {
  if (wanted_ == runs) return;
  wanted_ = runs;
  if (!greeted_) return;
  try {
    send(mirror_->watch(wanted_));
  } catch (const std::exception& error) {
    broken(QString::fromUtf8(error.what()));
  }
}

void WatchConnection::send(const std::string& line) {
  if (!process_) return;
  process_->write(line.data(), qint64(line.size()));
  process_->write("\n", 1);
}

void WatchConnection::sendPending() {
  if (!greeted_ || !process_ || process_->bytesToWrite() > kUnsentBytes) return;
  try {
    for (const auto& line : mirror_->take_requests()) send(line);
  } catch (const std::exception& error) {
    broken(QString::fromUtf8(error.what()));
  }
}

/// The other side does not keep to the protocol, or is silent: end it. It is tried again only if it may get better.
void WatchConnection::broken(const QString& what) {
  const bool was = greeted_;
  if (process_) {
    process_->disconnect(this);
    process_->kill();
    process_.release()->deleteLater();
  }
  if (was) return lost(what);
  silence_.stop();
  setStatus({ConnectionStatus::State::refused,
             what,
             tr("What answers there is no vignette-cli that this program understands. A message that the login shell "
                "prints can be the cause: it must print nothing when it is not interactive."),
             0,
             {},
             {}});
}

void WatchConnection::ended() {
  if (!process_) return;
  said_ = (said_ + process_->readAllStandardError()).right(kSaidBytes);
  const int code = process_->exitCode();
  process_.release()->deleteLater();
  silence_.stop();
  const auto said = lastLines(said_);
  if (greeted_ || everConnected_ || (code == 255 && passes(said)))
    return lost(said.isEmpty() ? tr("The connection ended.") : said);
  setStatus({ConnectionStatus::State::refused,
             said.isEmpty() ? tr("ssh ended with code %1.").arg(code) : said,
             adviceFor(said, code, address_),
             0,
             {},
             {}});
}

void WatchConnection::lost(const QString& what) {
  greeted_ = false;
  silence_.stop();
  try {
    mirror_->lost();
  } catch (const std::exception&) {  // renewed at the next connection
  }
  const int wait = std::min(kLongestWaitSeconds, 1 << std::min(attempts_++, 5));
  setStatus({ConnectionStatus::State::lost, what, {}, wait, {}, {}});
  retry_.start(wait * 1000);
}

void WatchConnection::setStatus(ConnectionStatus status) {
  status_ = std::move(status);
  emit statusChanged(status_);
}

void WatchConnection::fetch(const QString& remote, RunId run, FileProgress progress, FileDone done) {
  if (!greeted_) return done(tr("There is no connection to the server."));
  auto fetch = std::make_shared<Fetch>();
  fetch->remote = remote;
  fetch->run = run;
  fetch->target = QString::fromStdString(mirror_->local_path(remote.toStdString()).string());
  fetch->progress = std::move(progress);
  fetch->done = std::move(done);
  QDir().mkpath(QFileInfo(fetch->target).path());
  fetch->part.setFileName(fetch->target + QStringLiteral(".part"));
  if (!fetch->part.open(QIODevice::Append))
    return fetch->done(tr("%1 cannot be written: %2").arg(fetch->part.fileName(), fetch->part.errorString()));
  fetch->offset = fetch->part.size();
  askPortion(fetch);
}

void WatchConnection::askPortion(const std::shared_ptr<Fetch>& fetch) {
  const nlohmann::json request = {
      {"do", "file"}, {"path", fetch->remote.toStdString()}, {"run", fetch->run}, {"offset", fetch->offset}};
  send(mirror_->ask(watch_line(request),
                    [this, fetch](const std::string& ok, const std::string& error) { takePortion(fetch, ok, error); }));
}

void WatchConnection::takePortion(const std::shared_ptr<Fetch>& fetch, const std::string& ok,
                                  const std::string& error) {
  if (!error.empty()) return fetch->done(QString::fromStdString(error));
  const auto answer = parse_watch_line(ok);
  const auto bytes = from_base64(answer.at("data").get<std::string>());
  const auto size = answer.at("size").get<qint64>();
  if (fetch->part.write(bytes.data(), qint64(bytes.size())) != qint64(bytes.size()) || !fetch->part.flush())
    return fetch->done(tr("%1 cannot be written: %2").arg(fetch->part.fileName(), fetch->part.errorString()));
  fetch->offset += qint64(bytes.size());
  if (fetch->offset < size && !bytes.empty()) {
    if (fetch->progress) fetch->progress(fetch->offset, size);
    return askPortion(fetch);
  }
  fetch->part.close();
  if (fetch->offset != size) {
    fetch->part.remove();
    return fetch->done(tr("%1 changed on the server while it was fetched. Try again.").arg(fetch->remote));
  }
  QFile::remove(fetch->target);
  if (!fetch->part.rename(fetch->target)) return fetch->done(tr("%1 cannot be written.").arg(fetch->target));
  fetch->done({});
}

void WatchConnection::askSystem(std::function<void(const QString&, const QString&)> done) {
  if (!greeted_) return done({}, tr("There is no connection to the server."));
  send(mirror_->ask("{\"do\": \"system\"}", [done = std::move(done)](const std::string& ok, const std::string& error) {
    done(QString::fromStdString(ok), QString::fromStdString(error));
  }));
}

void WatchConnection::listFiles(RunId run, qint64 checkpoint, FilesDone done) {
  if (!greeted_) return done({}, tr("There is no connection to the server."));
  const nlohmann::json request = {{"do", "files"}, {"run", run}, {"checkpoint", checkpoint}};
  send(mirror_->ask(watch_line(request), [done](const std::string& ok, const std::string& error) {
    std::vector<std::pair<QString, qint64>> files;
    if (error.empty())
      for (const auto& one : nlohmann::json::parse(ok))
        files.emplace_back(QString::fromStdString(one.at(0).get<std::string>()), one.at(1).get<qint64>());
    done(files, QString::fromStdString(error));
  }));
}

}  // namespace vignette
