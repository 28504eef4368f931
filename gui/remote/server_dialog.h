#pragma once
// Asks for the address of a store on a server, and for where a run shall be copied to.

#include <QDialog>
#include <filesystem>

#include "remote/server_address.h"

class QCheckBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace vignette {

class ServerDialog : public QDialog {
  Q_OBJECT

 public:
  /// `recent`: addresses used before, the newest first.
  explicit ServerDialog(const QStringList& recent, QWidget* parent = nullptr);

 signals:
  void chosen(const vignette::ServerAddress& address);

 private:
  void check();

  QLineEdit *address_, *program_;
  QLabel* problem_;
  QPushButton* open_;
};

class CopyRunDialog : public QDialog {
  Q_OBJECT

 public:
  CopyRunDialog(const QString& run, const QString& target, QWidget* parent = nullptr);

 signals:
  void chosen(const QString& target, bool checkpoints);

 private:
  void choose();
  QLineEdit* target_;
  QCheckBox* checkpoints_;
  QPushButton* copy_;
};

}  // namespace vignette
