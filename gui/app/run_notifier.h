#pragma once
// Tells on the desktop that a run has ended, also while the window is hidden or another one is in front: by the
// desktop's notification service (freedesktop.org Desktop Notifications, D-Bus), or where there is none by a tray icon.
// GUI thread.

#include <QHash>
#include <QObject>
#include <QString>

class QSystemTrayIcon;

namespace vignette {

class RunListModel;

struct RunRow;

class RunNotifier : public QObject {
  Q_OBJECT

 public:
  explicit RunNotifier(const RunListModel* runs, QObject* parent = nullptr);

  void setEnabled(bool enabled) { enabled_ = enabled; }
  bool enabled() const { return enabled_; }
  /// Another store was opened: what its runs did before is no news.
  void forget();
  /// Compares the runs with how they were at the last call.
  void look(bool endingsOnly = false);

 signals:
  /// A notification was clicked.
  void activated(qint64 run);

 private slots:
  void actionInvoked(uint notification, const QString& action);
  void closed(uint notification, uint reason);

 private:
  void tell(const RunRow& run);
  void send(qint64 run, const QString& summary, const QString& body, bool urgent);
  void showInTray(qint64 run, const QString& summary, const QString& body);

  const RunListModel* runs_;
  QHash<qint64, int> going_;   // runs that trained at the last look
  QHash<uint, qint64> shown_;  // runs of notifications on the desktop
  QSystemTrayIcon* tray_ = nullptr;
  qint64 inTray_ = 0;
  bool enabled_ = true, connected_ = false;
};

}  // namespace vignette
