#pragma once
// Store maintenance: its size, and what makes it smaller, or fills it from another. Works off the GUI thread with a
// connection of its own; one thing at a time, with progress, and it can be stopped.

#include <QDialog>
#include <QTimer>
#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <vector>

#include "store/store_maintenance.h"

class QComboBox;
class QLabel;
class QProgressBar;
class QPushButton;
class QSpinBox;

namespace vignette {

class StoreDialog : public QDialog {
  Q_OBJECT

 public:
  /// `selected`: the runs that pruning is for; none: all.
  StoreDialog(std::filesystem::path store, std::vector<RunId> selected, QWidget* parent);
  ~StoreDialog() override;

 private:
  using Work = std::function<QString(ExperimentStore&, const MaintenanceProgress&)>;
  void build();
  void showSize();
  void start(const QString& what, Work work);
  void finish(const QString& text);
  void pruneCaptions();
  void pruneCheckpoints();
  void chooseMerge();

  const std::filesystem::path store_;
  const std::vector<RunId> selected_;
  struct Shared {
    std::atomic<double> share{0};
    std::atomic<bool> stop{false};
  };
  std::shared_ptr<Shared> shared_;
  QLabel *size_ = nullptr, *state_ = nullptr;
  QProgressBar* progress_ = nullptr;
  QPushButton* stop_ = nullptr;
  QComboBox* keep_ = nullptr;
  QSpinBox* every_ = nullptr;
  std::vector<QPushButton*> actions_;
  QTimer poll_;
};

}  // namespace vignette
