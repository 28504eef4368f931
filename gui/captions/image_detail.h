#pragma once
// The detail of one image: picture, greedy caption and samples with all scores, tokens, what its reward is made of,
// references, its captions over training, the corpus's nearest ones, and other ways to caption it.

#include <QWidget>

#include "captions/stored_captions.h"
#include "session/jobs.h"

class QLabel;
class QSplitter;
class QTableView;
class QTabWidget;
class QToolButton;

namespace vignette {

class CaptionTableModel;
class DecodePanel;
class NearestCaptions;
class PictureView;
class RewardBar;
class StoreAccess;
class TokenStrip;

class ImageDetail : public QWidget {
  Q_OBJECT

 public:
  explicit ImageDetail(StoreAccess* store, QWidget* parent = nullptr);

  /// `preview` stands in until the picture is decoded. The same image again keeps the chosen row.
  void showImage(StoredImage image, const QImage& preview);
  void clear();
  qint64 imageId() const { return imageId_; }
  QString imagePath() const { return imagePath_; }
  void showTags(const QStringList& tags);
  void setJobRunner(JobQueue::Runner runner);
  /// Captions the picture by the shown run's checkpoint, as the controls say.
  void decode();
  PictureView* picture() const { return picture_; }

 signals:
  /// A row of the timeline was opened.
  void stepActivated(qint64 step);
  void closeRequested();

 private:
  QWidget* makeTables();
  void showCaption();
  void showInspected(const InspectedCaption& caption);
  void showChanges(const CaptionRecord& shown);
  void showReferences();

  PictureView* picture_ = nullptr;
  QLabel *title_ = nullptr, *headline_ = nullptr, *changes_ = nullptr, *references_ = nullptr, *tags_ = nullptr;
  QToolButton* weigh_ = nullptr;
  RewardBar* reward_ = nullptr;
  DecodePanel* decode_ = nullptr;
  NearestCaptions* nearest_ = nullptr;
  TokenStrip* tokens_ = nullptr;
  QTabWidget* tabs_ = nullptr;
  QTableView *captionTable_ = nullptr, *timelineTable_ = nullptr;
  CaptionTableModel *captions_ = nullptr, *timeline_ = nullptr;
  qint64 imageId_ = -1;
  QString imagePath_;
  QStringList referenceTexts_;
  RewardRecipe rewardRecipe_;
  RunId run_ = 0;
};

}  // namespace vignette
