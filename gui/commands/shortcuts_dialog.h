#pragma once
// All keyboard shortcuts, grouped by menu and view, with a search field. GUI thread.

#include <QDialog>

class QLineEdit;
class QTreeWidget;

namespace vignette {

class ShortcutsDialog : public QDialog {
  Q_OBJECT

 public:
  /// Lists those of `window` and its views.
  explicit ShortcutsDialog(QWidget* window);

 private:
  void addActions(QWidget* window);
  void addFixedKeys();
  void addRow(const QString& group, const QString& text, const QString& keys);
  void filter(const QString& text);

  QLineEdit* search_ = nullptr;
  QTreeWidget* tree_ = nullptr;
};

}  // namespace vignette
