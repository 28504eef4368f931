#pragma once
// Which columns the Runs table has besides the usual ones: chosen ones in their order, and all that can be added.

#include <QDialog>
#include <QStringList>

class QLineEdit;
class QListWidget;

namespace vignette {

class ColumnDialog : public QDialog {
  Q_OBJECT

 public:
  /// `metrics`: series that the runs have.
  ColumnDialog(const QStringList& chosen, const QStringList& metrics, QWidget* parent);

 signals:
  void chosen(const QStringList& fields);

 private:
  void fill(const QStringList& metrics);
  void filter(const QString& text);
  void add();
  void move(int by);

  QLineEdit* search_ = nullptr;
  QListWidget *known_ = nullptr, *chosen_ = nullptr;
};

}  // namespace vignette
