#pragma once
// Draws a line of the log with what was searched for marked. GUI thread.

#include <QStyledItemDelegate>

namespace vignette {

class LogDelegate : public QStyledItemDelegate {
  Q_OBJECT

 public:
  using QStyledItemDelegate::QStyledItemDelegate;
  void setSearch(const QString& text) { search_ = text; }
  void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;

 private:
  QString search_;
};

}  // namespace vignette
