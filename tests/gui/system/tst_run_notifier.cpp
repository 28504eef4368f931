// The notification at the end of a run, through a notification service on a bus of the test's own.

#include <QDBusConnection>
#include <QDBusMessage>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QtTest>

#include "app/run_notifier.h"
#include "patient_tries.h"
#include "runs/run_list_model.h"

using namespace vignette;

class NotificationService : public QObject {
  Q_OBJECT
  Q_CLASSINFO("D-Bus Interface", "org.freedesktop.Notifications")

 public:
  struct Shown {
    QString summary, body;
    QStringList actions;
    QVariantMap hints;
  };
  QList<Shown> shown;

 public slots:
  uint Notify(const QString&, uint, const QString&, const QString& summary, const QString& body,
              const QStringList& actions, const QVariantMap& hints, int) {
    shown.push_back({summary, body, actions, hints});
    return uint(shown.size());
  }

 signals:
  void ActionInvoked(uint id, const QString& action);
  void NotificationClosed(uint id, uint reason);
};

class TestRunNotifier : public QObject {
  Q_OBJECT

 private:
  QProcess bus_;
  NotificationService service_;

  static RunRow row(qint64 id, RunState state, const QString& reason = {}) {
    RunRow row;
    row.id = id;
    row.name = QString("run %1").arg(id);
    row.state = state;
    row.reason = reason;
    row.step = 500;
    return row;
  }

 private slots:
  void initTestCase() {
    if (QStandardPaths::findExecutable("dbus-daemon").isEmpty()) QSKIP("dbus-daemon is not installed");
    bus_.start("dbus-daemon", {"--session", "--nofork", "--print-address=1"});
    QVERIFY(bus_.waitForReadyRead(10'000));
    const auto address = bus_.readLine().trimmed();
    qputenv("DBUS_SESSION_BUS_ADDRESS", address);
    auto own = QDBusConnection::connectToBus(QString::fromUtf8(address), "service");
    QVERIFY(own.registerObject("/org/freedesktop/Notifications", &service_,
                               QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals));
    QVERIFY(own.registerService("org.freedesktop.Notifications"));
  }
  void init() { service_.shown.clear(); }
  void cleanupTestCase() {
    QDBusConnection::disconnectFromBus("service");
    bus_.terminate();
    bus_.waitForFinished(5000);
  }

  void endsAreTold() {
    RunListModel model;
    RunNotifier notifier(&model);
    QSignalSpy activated(&notifier, &RunNotifier::activated);
    model.setRows({row(5, RunState::running), row(4, RunState::paused), row(3, RunState::running),
                   row(2, RunState::running), row(1, RunState::finished)});
    notifier.look();
    model.setRows({row(5, RunState::finished), row(4, RunState::failed, "The loss is <NaN>.\nMore."),
                   row(3, RunState::stopped), row(2, RunState::stopped, "Alarm: critic saturated"),
                   row(1, RunState::finished)});
    notifier.look();
    notifier.look();
    QTRY_COMPARE(service_.shown.size(), 3);
    QCOMPARE(service_.shown[0].summary, "“run 5” has finished");
    QCOMPARE(service_.shown[0].body, "All 500 steps are done.");
    QCOMPARE(service_.shown[0].hints["urgency"].toInt(), 1);
    QCOMPARE(service_.shown[1].summary, "“run 4” has failed");
    QCOMPARE(service_.shown[1].body, "The loss is &lt;NaN&gt;.");
    QCOMPARE(service_.shown[1].hints["urgency"].toInt(), 2);
    QCOMPARE(service_.shown[2].body, "Alarm: critic saturated");
    QCOMPARE(service_.shown[0].actions.value(0), "default");
    QTest::qWait(50);
    emit service_.ActionInvoked(2, "default");
    QTRY_COMPARE(activated.count(), 1);
    QCOMPARE(activated[0][0].toLongLong(), 4);
  }

  void itCanBeSwitchedOff() {
    RunListModel model;
    RunNotifier notifier(&model);
    notifier.setEnabled(false);
    model.setRows({row(1, RunState::running)});
    notifier.look();
    model.setRows({row(1, RunState::finished)});
    notifier.look();
    notifier.setEnabled(true);
    notifier.look();
    QTest::qWait(200);
    QVERIFY(service_.shown.isEmpty());
  }

  void aLostConnectionIsNoEnd() {
    RunListModel model;
    RunNotifier notifier(&model);
    model.setRows({row(1, RunState::running)});
    notifier.look(true);
    model.setRows({row(1, RunState::interrupted)});
    notifier.look(true);
    model.setRows({row(1, RunState::running)});
    notifier.look(true);
    QTest::qWait(200);
    QVERIFY(service_.shown.isEmpty());
    model.setRows({row(1, RunState::finished)});
    notifier.look(true);
    QTRY_COMPARE(service_.shown.size(), 1);
  }
};

QTEST_MAIN(TestRunNotifier)
#include "tst_run_notifier.moc"
