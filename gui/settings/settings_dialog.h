#pragma once
// The settings, each in force as soon as it is changed. GUI thread.

#include <QDialog>

class QFormLayout;
class QLineEdit;

namespace vignette {

class Preferences;

class SettingsDialog : public QDialog {
  Q_OBJECT

 public:
  /// `preferences` outlives this.
  SettingsDialog(Preferences* preferences, QWidget* parent);

 private:
  QWidget* buildLook();
  QWidget* buildTraining();
  QWidget* buildFolders();
  void addFolder(QFormLayout* form, const QString& name, const QString& text, const QString& tip, const QString& folder,
                 void (Preferences::*set)(const QString&));
  void chooseFolder(QLineEdit* line, const QString& title);

  Preferences* preferences_;
};

}  // namespace vignette
