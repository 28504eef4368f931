#pragma once
// One picture as large as its widget allows, decoded off the GUI thread.

#include <QThreadPool>
#include <QWidget>

#include "captions/picture_decoding.h"

namespace vignette {

class PictureView : public QWidget {
  Q_OBJECT

 public:
  explicit PictureView(QWidget* parent = nullptr);
  ~PictureView() override;

  /// `preview` is shown until the file is decoded; may be null. "" shows nothing.
  void showPicture(const QString& path, const QImage& preview = {});
  QString path() const { return path_; }
  const DecodedPicture& picture() const { return picture_; }
  QSize sizeHint() const override { return {240, 160}; }
  QSize minimumSizeHint() const override { return {100, 80}; }

 signals:
  void loaded();

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  QString path_;
  DecodedPicture picture_;
  QPixmap scaled_;
  QThreadPool pool_;
};

}  // namespace vignette
