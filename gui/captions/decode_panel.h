#pragma once
// Other ways to caption the picture shown: greedy, samples (or the best of them by CLIP), beams, diverse ones or ones
// with required words, or an edited caption, scored at once by a checkpoint of the run. GUI thread; the work is done on
// a job thread.

#include <QWidget>
#include <memory>

#include "captions/stored_captions.h"
#include "session/jobs.h"

class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QSpinBox;
class QTreeWidget;

namespace vignette {

class StoreAccess;

class DecodePanel : public QWidget {
  Q_OBJECT

 public:
  explicit DecodePanel(StoreAccess* store, QWidget* parent = nullptr);
  ~DecodePanel() override;

  void setJobRunner(JobQueue::Runner runner);
  bool available() const { return static_cast<bool>(runner_); }
  /// Results of another picture go. `image.imageId` -1: a picture that no run knows.
  void showPicture(const StoredImage& image);
  /// Proposes a caption to edit.
  void proposeText(const QString& text);
  /// Lets the models go.
  void release();

 public slots:
  void decode();
  void scoreText();
  /// What the captioner weighed at each token of this caption; weighed() follows.
  void weigh(const QString& text);

 signals:
  void captionChosen(const vignette::InspectedCaption& caption);
  void weighed(const vignette::InspectedCaption& caption, qint64 step);
  void workingChanged(bool working);
  /// What weigh() asked for cannot be answered; the panel says why.
  void weighingFailed();

 private:
  struct Setting {
    std::filesystem::path checkpoint;
    qint64 step = 0;
    std::shared_ptr<const ReferenceSet> references;
    RunId run = 0;  ///< that `references` are of
  };
  static Setting settingOf(const std::filesystem::path& store, RunId run, std::optional<qint64> step, Setting known);

  QLayout* makeControls();
  void showMethod();
  void start(InspectRequest request, bool weighing);
  void submit(InspectRequest request);
  void take(const JobEvent& event);
  void add(const InspectedCaption& caption);
  void showWorking(const QString& what);
  void showProblem(const QString& what);

  StoreAccess* store_;
  JobQueue::Runner runner_;
  std::shared_ptr<JobQueue> queue_;
  JobId job_ = 0;
  bool weighing_ = false;
  quint64 serial_ = 0;
  Setting setting_;
  RunId run_ = 0, lengthRun_ = 0;
  std::optional<qint64> step_;
  qint64 imageId_ = -1;
  QString picture_;
  QComboBox* method_ = nullptr;
  QSpinBox *count_ = nullptr, *topK_ = nullptr, *length_ = nullptr, *seed_ = nullptr;
  QDoubleSpinBox *temperature_ = nullptr, *topP_ = nullptr, *repetition_ = nullptr, *diversity_ = nullptr;
  QLineEdit *text_ = nullptr, *words_ = nullptr;
  QPushButton *decode_ = nullptr, *score_ = nullptr, *cancel_ = nullptr;
  QLabel* status_ = nullptr;
  QProgressBar* progress_ = nullptr;
  QTreeWidget* results_ = nullptr;
  std::vector<InspectedCaption> captions_;  ///< by their number in the rows
};

}  // namespace vignette
