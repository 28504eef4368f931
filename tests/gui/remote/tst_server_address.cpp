// Addresses of stores on servers, and that none of their parts becomes an option or shell code.

#include <QProcess>
#include <QtTest>

#include "remote/server_address.h"

using namespace vignette;

class TestServerAddress : public QObject {
  Q_OBJECT

 private slots:
  void partsAreRead() {
    const auto address = ServerAddress::parse("ssh://anna@gpu7.lab:2222/data/my%20runs.vignette");
    QVERIFY(address);
    QCOMPARE(address->user, "anna");
    QCOMPARE(address->host, "gpu7.lab");
    QCOMPARE(address->port, 2222);
    QCOMPARE(address->path, "/data/my runs.vignette");
    const auto arguments = address->sshArguments({"-F", "x"}, false);
    QCOMPARE(arguments.mid(0, 2), QStringList({"-F", "x"}));
    QCOMPARE(arguments.mid(arguments.size() - 2),
             QStringList({"gpu7.lab", "'vignette-cli' watch --json --store='/data/my runs.vignette'"}));
    QVERIFY(arguments.contains("BatchMode=yes"));
    QCOMPARE(ServerAddress::parse("ssh://h/~/runs.db")->remoteCommand(),
             "'vignette-cli' watch --json --store=\"$HOME\"/'runs.db'");
    QCOMPARE(ServerAddress::parse("ssh://[fe80::1%eth0]/x")
                 ->sshArguments({}, true)
                 .at(ServerAddress::parse("ssh://[fe80::1%eth0]/x")->sshArguments({}, true).size() - 2),
             "fe80::1%eth0");
  }

  void textComesBack() {
    for (const auto* text : {"ssh://h/a", "ssh://u@h:22/a b", "ssh://h/~/a", "ssh://h/100%25.db", "ssh://h/it's"})
      QCOMPARE(ServerAddress::parse(text)->text(), text);
  }

  void nonsenseIsRefused_data() {
    QTest::addColumn<QString>("text");
    for (const auto* text : {"",
                             "ssh://",
                             "ssh:///path",
                             "ssh://h",
                             "ssh://h/",
                             "ssh://h/folder/",
                             "http://h/a",
                             "ssh://-oProxyCommand=id/a",
                             "ssh://-l@h/a",
                             "ssh://u:secret@h/a",
                             "ssh://h:0/a",
                             "ssh://h:70000/a",
                             "ssh://h:x/a",
                             "ssh://h;id/a",
                             "ssh://h h/a",
                             "ssh://$(id)/a",
                             "ssh://u'x@h/a",
                             "ssh://h/a%0Ab",
                             "ssh://h/a%00b",
                             "ssh://[::1/a"})
      QTest::newRow(text) << text;
  }
  void nonsenseIsRefused() {
    QFETCH(QString, text);
    QString problem;
    QVERIFY(!ServerAddress::parse(text, &problem));
    QVERIFY(!problem.isEmpty());
  }

  void theShellThereGetsWholeWords() {
    for (const auto* path : {"/a b/c.db", "/it's", "/$(touch x)", "/`id`", "/a;b|c&d", "/\"x\"", "/\\", "/*", "/-rf"}) {
      auto address = *ServerAddress::parse(QStringLiteral("ssh://h/x"));
      address.path = QString::fromLatin1(path);
      address.program = QStringLiteral("printf");
      QProcess shell;
      shell.start("/bin/sh", {"-c", address.remoteCommand().replace("watch", "'%s|%s'")});
      QVERIFY(shell.waitForFinished());
      QCOMPARE(QString::fromUtf8(shell.readAllStandardOutput()), "--json|--store=" + address.path);
    }
  }
};

QTEST_GUILESS_MAIN(TestServerAddress)
#include "tst_server_address.moc"
