#pragma once
// A strip above the curves while a store on a server is open: how the connection is, and what can be done. GUI thread.

#include <QFrame>
#include <QTimer>

#include "remote/watch_connection.h"

class QLabel;
class QProgressBar;
class QPushButton;

namespace vignette {

class ConnectionStrip : public QFrame {
  Q_OBJECT

 public:
  explicit ConnectionStrip(QWidget* parent = nullptr);
  void showStatus(const QString& address, const ConnectionStatus& status);
  /// A copy that goes on; `what` "": none.
  void showCopy(const QString& what, double fraction);

 signals:
  void retryRequested();
  /// Where vignette-cli is there shall be asked.
  void programRequested();
  void copyRequested();
  void cancelRequested();

 private:
  void refresh();
  QPushButton* addButton(const char* name, const QString& text);

  QString address_;
  ConnectionStatus status_;
  QString copying_;
  int secondsLeft_ = 0;
  QTimer second_;
  QLabel *dot_, *text_;
  QProgressBar* bar_;
  QPushButton *retry_, *program_, *copy_, *cancel_;
};

}  // namespace vignette
