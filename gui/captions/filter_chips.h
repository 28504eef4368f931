#pragma once
// The filter's conditions as chips; a click, or Delete, removes one.

#include <QWidget>

#include "captions/caption_filter.h"

class QToolButton;

namespace vignette {

class FilterChips : public QWidget {
  Q_OBJECT

 public:
  explicit FilterChips(QWidget* parent = nullptr);

  void showFilter(const CaptionFilter& filter);
  bool hasHeightForWidth() const override { return true; }
  int heightForWidth(int width) const override;
  QSize sizeHint() const override;

 signals:
  void filterEdited(const vignette::CaptionFilter& filter);

 protected:
  void resizeEvent(QResizeEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void add(const QString& text, const CaptionFilter& without);
  int layOut(int width, bool move) const;

  CaptionFilter filter_;
  QList<QToolButton*> chips_;
};

}  // namespace vignette
