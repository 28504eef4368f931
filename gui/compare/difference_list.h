#pragma once
// Images where the captions of two runs differ most: choice of the two runs and the score, a summary, and the table.

#include <QThreadPool>
#include <QWidget>
#include <vector>

#include "compare/run_comparison.h"

class QComboBox;
class QLabel;
class QSlider;
class QTableView;
class QTimer;

namespace vignette {

class CaptionDifferenceModel;
class StoreAccess;
class ThumbnailLoader;

class DifferenceList : public QWidget {
  Q_OBJECT

 public:
  explicit DifferenceList(StoreAccess* store, QWidget* parent = nullptr);
  ~DifferenceList() override;

  /// The runs to choose from; the first two are compared unless two of them were chosen before.
  void setRuns(const std::vector<ComparedRun>& runs);
  /// The newest captions of both runs, at this picture once they are read.
  void showPicture(qint64 first, qint64 second, qint64 imageId);
  /// Reads the captions again, if the list can be seen, or when it is shown.
  void refresh();

 signals:
  /// `step`: shown here; -1 for the newest.
  void imageActivated(qint64 run, qint64 imageId, qint64 step);

 protected:
  void showEvent(QShowEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  QComboBox* makeRunChoice(const QString& name);
  QWidget* makeStepSlider();
  void showSteps(std::vector<std::int64_t> steps);
  void showStep();
  void makeTable();
  void fitColumns();
  void read();
  void pair(CaptionsOfRun first, CaptionsOfRun second);
  void show(std::vector<PairedCaption> pairs);
  void showSummary();
  void wantThumbnails();

  StoreAccess* store_;
  QComboBox *first_ = nullptr, *second_ = nullptr, *score_ = nullptr;
  QLabel *summary_ = nullptr, *stepLabel_ = nullptr;
  QSlider* step_ = nullptr;
  qint64 wanted_ = -1;               // picture to go to
  std::vector<std::int64_t> steps_;  // at which any of the two runs captioned
  QTableView* table_ = nullptr;
  CaptionDifferenceModel* model_ = nullptr;
  ThumbnailLoader* thumbnails_ = nullptr;
  QTimer* thumbnailUpdate_ = nullptr;
  QThreadPool pairing_;
  quint64 serial_ = 0;
  bool stale_ = true;
};

}  // namespace vignette
