#pragma once
// A sweep of the experiment: parameters with lists or random ranges, how many runs they make, and how long those take.

#include <QDialog>
#include <optional>

#include "session/sweep.h"

class QDialogButtonBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QTableWidget;

namespace vignette {

class StoreAccess;
class RunPace;

class SweepDialog : public QDialog {
  Q_OBJECT

 public:
  SweepDialog(Recipe recipe, StoreAccess* store, QWidget* parent = nullptr);

 public slots:
  void addAxis(const QString& key = {});

 signals:
  void chosen(const vignette::Sweep& sweep, const vignette::SweepExpansion& expansion);

 private:
  void removeAxis();
  Sweep read() const;
  bool draws() const;
  SweepAxis readAxis(int row) const;
  void update();
  QString forecast() const;

  Recipe recipe_;
  QTableWidget* axes_;
  QLineEdit* name_;
  QSpinBox *count_, *seed_;
  QLabel* summary_;
  QDialogButtonBox* buttons_;
  QPushButton* add_;
  std::shared_ptr<RunPace> pace_;
  std::optional<SweepExpansion> expansion_;
};

}  // namespace vignette
