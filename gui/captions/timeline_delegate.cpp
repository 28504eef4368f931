#include "captions/timeline_delegate.h"

#include <QPainter>
#include <QWidget>

#include "captions/caption_table_model.h"
#include "captions/changed_words.h"

namespace vignette {

void TimelineDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
  const auto* model = qobject_cast<const CaptionTableModel*>(index.model());
  if (!model || index.row() + 1 >= model->rowCount()) return QStyledItemDelegate::paint(painter, option, index);
  const auto textOf = [model](int row) { return QString::fromStdString(model->caption(row).caption); };
  const auto difference = compareWords(textOf(index.row() + 1), textOf(index.row()));
  if (difference.distance == 0) return QStyledItemDelegate::paint(painter, option, index);
  QStyleOptionViewItem plain = option;
  initStyleOption(&plain, index);
  plain.text.clear();
  option.widget->style()->drawControl(QStyle::CE_ItemViewItem, &plain, painter, option.widget);
  painter->save();
  painter->setFont(option.font);
  painter->setPen(option.palette.color(QPalette::Text));  // also of the style sheet's selected rows
  drawChangedWords(painter, option.rect.adjusted(5, 4, -5, 0), mergedWords(difference), 1);
  painter->restore();
}

}  // namespace vignette
