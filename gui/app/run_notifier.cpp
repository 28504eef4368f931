#include "app/run_notifier.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QLocale>
#include <QSystemTrayIcon>

#include "app/icons.h"
#include "runs/run_list_model.h"

namespace vignette {

namespace {
constexpr auto kService = "org.freedesktop.Notifications";
constexpr auto kPath = "/org/freedesktop/Notifications";
constexpr int kTrayMilliseconds = 15000;

bool going(RunState state) {
  return state == RunState::running || state == RunState::paused;
}

QString plain(const QString& text) {
  return text.section('\n', 0, 0).left(300);
}
}  // namespace

RunNotifier::RunNotifier(const RunListModel* runs, QObject* parent) : QObject(parent), runs_(runs) {}

void RunNotifier::forget() {
  going_.clear();
}

void RunNotifier::look(bool endingsOnly) {
  for (const auto& run : runs_->rows()) {
    if (going(run.state)) {
      going_[run.id] = 1;
    } else if (going_.remove(run.id) > 0 && enabled_ && !(endingsOnly && run.state == RunState::interrupted)) {
      tell(run);
    }
  }
}

/// A run that the user stopped is no news; one that something else stopped says why.
void RunNotifier::tell(const RunRow& run) {
  const auto best =
      run.bestCider ? tr("Best CIDEr: %1.").arg(QLocale().toString(*run.bestCider * 100, 'f', 1)) : QString();
  switch (run.state) {
    case RunState::finished:
      return send(run.id, tr("“%1” has finished").arg(run.name),
                  best.isEmpty() ? tr("All %n steps are done.", nullptr, int(run.step))
                                 : tr("All %n steps are done. %1", nullptr, int(run.step)).arg(best),
                  false);
    case RunState::failed:
      return send(run.id, tr("“%1” has failed").arg(run.name), plain(run.reason), true);
    case RunState::interrupted:
      return send(run.id, tr("“%1” was interrupted").arg(run.name), plain(run.reason), true);
    case RunState::stopped:
      if (!run.reason.isEmpty()) send(run.id, tr("“%1” was stopped").arg(run.name), plain(run.reason), true);
      return;
    default:
      return;
  }
}

void RunNotifier::send(qint64 run, const QString& summary, const QString& body, bool urgent) {
  auto bus = QDBusConnection::sessionBus();
  if (!bus.isConnected()) return showInTray(run, summary, body);
  if (!connected_) {
    connected_ = bus.connect(kService, kPath, kService, QStringLiteral("ActionInvoked"), this,
                             SLOT(actionInvoked(uint, QString)));
    bus.connect(kService, kPath, kService, QStringLiteral("NotificationClosed"), this, SLOT(closed(uint, uint)));
  }
  auto call = QDBusMessage::createMethodCall(kService, kPath, kService, QStringLiteral("Notify"));
  const QVariantMap hints = {{"desktop-entry", "vignette"},
                             {"urgency", QVariant::fromValue(uchar(urgent ? 2 : 1))},
                             {"category", urgent ? "transfer.error" : "transfer.complete"}};
  call << QStringLiteral("Vignette") << uint(0) << QStringLiteral("vignette") << summary << body.toHtmlEscaped()
       << QStringList{QStringLiteral("default"), tr("Show the run")} << hints << -1;
  auto* watcher = new QDBusPendingCallWatcher(bus.asyncCall(call), this);
  connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, run, summary, body, watcher] {
    const QDBusPendingReply<uint> reply = *watcher;
    watcher->deleteLater();
    if (reply.isError()) return showInTray(run, summary, body);
    shown_[reply.value()] = run;
  });
}

void RunNotifier::showInTray(qint64 run, const QString& summary, const QString& body) {
  if (!QSystemTrayIcon::isSystemTrayAvailable()) return QApplication::alert(QApplication::activeWindow());
  if (!tray_) {
    tray_ = new QSystemTrayIcon(applicationIcon(), this);
    tray_->setToolTip(tr("Vignette"));
    connect(tray_, &QSystemTrayIcon::messageClicked, this, [this] { emit activated(inTray_); });
    connect(tray_, &QSystemTrayIcon::activated, this, [this] { emit activated(inTray_); });
  }
  inTray_ = run;
  tray_->show();
  tray_->showMessage(summary, body, applicationIcon(), kTrayMilliseconds);
}

void RunNotifier::actionInvoked(uint notification, const QString& action) {
  if (action == QLatin1String("default") && shown_.contains(notification)) emit activated(shown_.take(notification));
}

void RunNotifier::closed(uint notification, uint) {
  shown_.remove(notification);
}

}  // namespace vignette
