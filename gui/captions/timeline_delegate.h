#pragma once
// A caption of the timeline, with what changed since the row below it.

#include <QStyledItemDelegate>

namespace vignette {

/// For the caption column of a CaptionTableModel with a row a step, newest first.
class TimelineDelegate : public QStyledItemDelegate {
  Q_OBJECT

 public:
  using QStyledItemDelegate::QStyledItemDelegate;

  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

}  // namespace vignette
