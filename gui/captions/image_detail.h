#pragma once
// The detail of one image: picture, greedy caption and samples with all scores, tokens, references, and its captions
// over training.

#include <QWidget>

#include "captions/stored_captions.h"

class QLabel;
class QSplitter;
class QTableView;
class QTabWidget;

namespace vignette {

class CaptionTableModel;
class PictureView;
class TokenStrip;

class ImageDetail : public QWidget {
  Q_OBJECT

 public:
  explicit ImageDetail(QWidget* parent = nullptr);

  /// `preview` stands in until the picture is decoded. The same image again keeps the chosen row.
  void showImage(StoredImage image, const QImage& preview);
  void clear();
  qint64 imageId() const { return imageId_; }
  PictureView* picture() const { return picture_; }

 signals:
  /// A row of the timeline was opened.
  void stepActivated(qint64 step);
  void closeRequested();

 private:
  QWidget* makeTables();
  void showTokens();
  void showChanges(const CaptionRecord& shown);
  void setReferences(const std::vector<std::string>& references);

  PictureView* picture_ = nullptr;
  QLabel *title_ = nullptr, *headline_ = nullptr, *changes_ = nullptr, *references_ = nullptr;
  TokenStrip* tokens_ = nullptr;
  QTabWidget* tabs_ = nullptr;
  QTableView *captionTable_ = nullptr, *timelineTable_ = nullptr;
  CaptionTableModel *captions_ = nullptr, *timeline_ = nullptr;
  qint64 imageId_ = -1;
};

}  // namespace vignette
