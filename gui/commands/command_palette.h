#pragma once
// Ctrl+Shift+P: everything that can be done, found by a few letters. GUI thread.

#include <QDialog>
#include <QList>
#include <QStringList>

#include "commands/command.h"

class QLabel;
class QLineEdit;
class QListWidget;

namespace vignette {

class CommandPalette : public QDialog {
  Q_OBJECT

 public:
  /// `recent`: ids of commands used last, newest first; they stand on top while nothing is typed.
  CommandPalette(QList<Command> commands, QStringList recent, QWidget* parent);

 signals:
  /// Before the command runs.
  void chosen(const QString& id);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  struct Hit {
    int command = 0, score = 0;
    QList<int> positions;
  };
  QList<Hit> hits(const QString& text) const;
  void fill();
  void runCurrent();

  const QList<Command> commands_;
  const QStringList recent_;
  QLineEdit* search_ = nullptr;
  QListWidget* list_ = nullptr;
  QLabel* nothing_ = nullptr;
};

}  // namespace vignette
