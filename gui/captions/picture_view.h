#pragma once
// One picture as large as its widget allows, decoded off the GUI thread; wheel, keys and drag zoom and move it.

#include <QThreadPool>
#include <QWidget>

#include "captions/picture_decoding.h"

namespace vignette {

class PictureView : public QWidget {
  Q_OBJECT

 public:
  explicit PictureView(QWidget* parent = nullptr);
  ~PictureView() override;

  /// `preview` is shown until the file is decoded; may be null. "" shows nothing. Another picture fits again.
  void showPicture(const QString& path, const QImage& preview = {});
  QString path() const { return path_; }
  const DecodedPicture& picture() const { return picture_; }
  /// Times the size that fits, 1 to 64.
  double zoom() const { return zoom_; }
  /// Keeps what is under `point` there.
  void setZoom(double zoom, const QPointF& point);
  void fit();
  QSize sizeHint() const override { return {240, 160}; }
  QSize minimumSizeHint() const override { return {100, 80}; }

 signals:
  void loaded();

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  QSizeF fittedSize() const;
  void moveBy(const QPointF& by);
  void paintZoomed(QPainter& painter);

  QString path_;
  DecodedPicture picture_;
  QPixmap scaled_;
  double zoom_ = 1;
  QPointF centre_{0.5, 0.5};  ///< of the widget, in the picture: 0 to 1
  QPointF pressed_;
  bool dragging_ = false;
  QThreadPool pool_;
};

}  // namespace vignette
