#include "messages/log_delegate.h"

#include <QApplication>
#include <QPainter>

#include "app/theme.h"

namespace vignette {

void LogDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
  if (!search_.isEmpty()) {
    auto item = option;
    initStyleOption(&item, index);
    const auto* style = item.widget ? item.widget->style() : QApplication::style();
    const auto area = style->subElementRect(QStyle::SE_ItemViewItemText, &item, item.widget);
    const int margin = style->pixelMetric(QStyle::PM_FocusFrameHMargin, nullptr, item.widget) + 1;
    auto colour = Theme::instance().colours().warning;
    colour.setAlpha(90);
    for (auto at = item.text.indexOf(search_, 0, Qt::CaseInsensitive); at >= 0;
         at = item.text.indexOf(search_, at + search_.size(), Qt::CaseInsensitive)) {
      const int left = item.fontMetrics.horizontalAdvance(item.text.left(at));
      const int width = item.fontMetrics.horizontalAdvance(item.text.mid(at, search_.size()));
      painter->fillRect(QRect(area.left() + margin + left, area.top(), width, area.height()), colour);
    }
  }
  QStyledItemDelegate::paint(painter, option, index);
}

}  // namespace vignette
