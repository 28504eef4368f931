#pragma once
// The System dock: GPUs, processors, memory and disks once a second with ten minutes of history, and where the time of
// the selected run's steps goes. Samples on a thread of its own, and only while it is seen. GUI thread.

#include <QTimer>
#include <QWidget>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <vector>

#include "session/machine/machine_figures.h"

class QGridLayout;
class QLabel;

namespace vignette {

class FigureHistory;
class PhaseBar;
class StoreAccess;

class SystemView : public QWidget {
  Q_OBJECT

 public:
  explicit SystemView(StoreAccess* store, QWidget* parent = nullptr);
  ~SystemView() override;

  /// The run whose step times are shown; 0: none.
  void showRun(qint64 run);
  /// Whose free space is shown: the store's folder and others.
  void setPaths(const std::vector<std::filesystem::path>& paths);
  /// Takes the figures from elsewhere from now on ("": from this machine): `ask` is called once a second and answers by
  /// showFigures().
  void setSource(const QString& where, std::function<void()> ask);
  void showFigures(const MachineFigures& figures);

 protected:
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;

 private:
  void sample();
  void askTimes();
  FigureHistory* figure(const QString& key, const QString& title);
  void arrange();
  void showGpu(const MachineFigures& figures, std::size_t number);
  void showDisks(const MachineFigures& figures);

  struct Sampling;
  StoreAccess* store_;
  std::shared_ptr<Sampling> sampling_;
  std::vector<std::filesystem::path> paths_;
  QString where_;
  std::function<void()> ask_;
  QTimer second_;
  qint64 run_ = 0;
  bool asking_ = false, timing_ = false;
  std::vector<QString> order_;
  std::map<QString, FigureHistory*> figures_;
  QLabel *title_, *gpuProblem_;
  QGridLayout* grid_;
  PhaseBar* phases_;
};

}  // namespace vignette
