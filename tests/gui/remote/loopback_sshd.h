#pragma once
// An sshd of a test's own on the loopback: its host key, its configuration, a free port, one key that may log in.

#include <signal.h>
#include <unistd.h>

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QStringList>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include "free_port.h"

class LoopbackSshd {
 public:
  /// Starts it. Why there can be none: "" when it runs.
  QString start() {
    const auto program = QStandardPaths::findExecutable("sshd", {"/usr/sbin", "/usr/local/sbin", "/usr/bin"});
    if (program.isEmpty()) return "sshd is not installed (Debian: openssh-server)";
    if (QStandardPaths::findExecutable("ssh").isEmpty()) return "ssh is not installed (Debian: openssh-client)";
    if (::geteuid() == 0) QDir().mkpath("/run/sshd");  // sshd of root insists on it
    for (const auto* name : {"host", "user", "other"})
      if (QProcess::execute("ssh-keygen", {"-q", "-t", "ed25519", "-N", "", "-f", file(name)}) != 0)
        return "ssh-keygen failed";
    port_ = vignette::free_port();
    write("config", QString("Port %1\nListenAddress 127.0.0.1\nHostKey %2\nAuthorizedKeysFile %3\nPidFile none\n"
                            "StrictModes no\nUsePAM no\nPasswordAuthentication no\nKbdInteractiveAuthentication no\n"
                            "PermitRootLogin yes\nSetEnv XDG_STATE_HOME=%4 OMP_WAIT_POLICY=passive\n")
                        .arg(port_)
                        .arg(file("host"), file("user.pub"), folder_.path()));
    write("known", QString("[127.0.0.1]:%1 %2").arg(port_).arg(read("host.pub")));
    write("stranger", QString("[127.0.0.1]:%1 %2").arg(port_).arg(read("other.pub")));
    process_.setProcessChannelMode(QProcess::MergedChannels);
    process_.start(program, {"-D", "-e", "-f", file("config")});
    for (int i = 0; i < 100; ++i) {
      QTcpSocket socket;
      socket.connectToHost("127.0.0.1", quint16(port_));
      if (socket.waitForConnected(1000)) break;
      if (process_.state() == QProcess::NotRunning) return "sshd does not start: " + process_.readAll();
      QTest::qWait(50);
    }
    QProcess login;
    login.start("ssh", arguments() + QStringList{"-p", QString::number(port_), "127.0.0.1", "true"});
    if (!login.waitForFinished(20'000) || login.exitCode() != 0)
      return "this account cannot log in over ssh: " + login.readAllStandardError();
    return {};
  }
  ~LoopbackSshd() { stop(); }
  void stop() {
    cutConnections();
    process_.terminate();
    process_.waitForFinished(3000);
  }
  /// Ends the serving processes, as a lost connection does.
  void cutConnections() {
    if (process_.state() == QProcess::NotRunning) return;
    for (const auto child : children(process_.processId())) {
      for (const auto grandchild : children(child)) ::kill(pid_t(grandchild), SIGKILL);
      ::kill(pid_t(child), SIGKILL);
    }
  }
  int port() const { return port_; }
  QStringList arguments(const char* known = "known", const char* key = "user") const {
    return {"-F", "/dev/null",
            "-o", "UserKnownHostsFile=" + file(known),
            "-o", "GlobalKnownHostsFile=/dev/null",
            "-o", "StrictHostKeyChecking=yes",
            "-o", "IdentitiesOnly=yes",
            "-o", "IdentityAgent=none",
            "-o", "LogLevel=ERROR",
            "-i", file(key)};
  }

 private:
  QString file(const char* name) const { return folder_.filePath(QString::fromLatin1(name)); }
  void write(const char* name, const QString& text) {
    QFile out(file(name));
    if (!out.open(QIODevice::WriteOnly)) qFatal("a test file cannot be written");
    out.write(text.toUtf8() + "\n");
  }
  QString read(const char* name) {
    QFile in(file(name));
    return in.open(QIODevice::ReadOnly) ? QString::fromUtf8(in.readAll()).trimmed() : QString();
  }
  static QList<qint64> children(qint64 process) {
    QFile in(QString("/proc/%1/task/%1/children").arg(process));
    QList<qint64> found;
    if (in.open(QIODevice::ReadOnly))
      for (const auto& one : in.readAll().split(' '))
        if (!one.trimmed().isEmpty()) found << one.toLongLong();
    return found;
  }

  QTemporaryDir folder_;
  QProcess process_;
  int port_ = 0;
};
