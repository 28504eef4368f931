#include "compare/word_difference_delegate.h"

#include <QApplication>
#include <QPainter>
#include <QTextLayout>

#include "captions/caption_delegate.h"
#include "captions/thumbnail_loader.h"
#include "compare/caption_difference_model.h"

namespace vignette {

namespace {

/// The text with the ranges of its differing words underlined, bold and washed (never by colour alone).
QString marked(const std::vector<MarkedWord>& words, const QColor& wash, QList<QTextLayout::FormatRange>& formats) {
  QString text;
  for (const auto& word : words) {
    if (!text.isEmpty()) text += QLatin1Char(' ');
    if (word.differs) {
      QTextLayout::FormatRange range;
      range.start = static_cast<int>(text.size());
      range.length = static_cast<int>(word.word.size());
      range.format.setFontWeight(QFont::Bold);
      range.format.setBackground(wash);
      range.format.setUnderlineStyle(QTextCharFormat::SingleUnderline);
      formats << range;
    }
    text += word.word;
  }
  return text;
}

}  // namespace

void WordDifferenceDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                                   const QModelIndex& index) const {
  const int column = index.column();
  if (column > CaptionDifferenceModel::SecondColumn) {
    QStyledItemDelegate::paint(painter, option, index);
    return;
  }
  QStyleOptionViewItem plain = option;
  initStyleOption(&plain, index);
  plain.text.clear();
  const auto* style = option.widget ? option.widget->style() : QApplication::style();
  style->drawControl(QStyle::CE_ItemViewItem, &plain, painter, option.widget);
  painter->save();
  painter->setClipRect(option.rect);
  painter->setFont(option.font);
  painter->setPen(option.palette.color(QPalette::Text));  // also of the style sheet's selected rows
  if (column == CaptionDifferenceModel::PictureColumn)
    paintPicture(painter, option, index);
  else
    paintWords(painter, option, index, column - CaptionDifferenceModel::FirstColumn);
  painter->restore();
}

void WordDifferenceDelegate::paintPicture(QPainter* painter, const QStyleOptionViewItem& option,
                                          const QModelIndex& index) const {
  const auto box = option.rect.adjusted(3, 3, -3, -3);
  const auto* thumbnail = thumbnails_->find(index.data(CaptionDifferenceModel::ImagePathRole).toString());
  if (!thumbnail) return;
  if (thumbnail->image.isNull()) {
    drawElidedLines(painter, box, tr("Cannot be shown: %1").arg(thumbnail->problem), 4, Qt::AlignLeft);
    return;
  }
  painter->setRenderHint(QPainter::SmoothPixmapTransform);
  QRect target(QPoint(), thumbnail->image.size().scaled(box.size(), Qt::KeepAspectRatio));
  target.moveCenter(box.center());
  painter->drawImage(target, thumbnail->image);
}

void WordDifferenceDelegate::paintWords(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index,
                                        int side) const {
  const auto* model = qobject_cast<const CaptionDifferenceModel*>(index.model());
  if (!model) return;
  const auto& words = model->pair(index.row()).words;
  QColor wash(side == 0 ? 0x00 : 0xe6, side == 0 ? 0x72 : 0x9f, side == 0 ? 0xb2 : 0x00);
  wash.setAlpha(90);
  QList<QTextLayout::FormatRange> formats;
  const auto text = marked(side == 0 ? words.first : words.second, wash, formats);
  const auto box = option.rect.adjusted(6, 4, -6, -4);
  QTextLayout layout(text, option.font);
  layout.setFormats(formats);
  qreal y = 0;
  layout.beginLayout();
  for (auto line = layout.createLine(); line.isValid(); line = layout.createLine()) {
    line.setLineWidth(box.width());
    line.setPosition({0, y});
    y += line.height();
  }
  layout.endLayout();
  layout.draw(painter, QPointF(box.left(), box.top() + std::max(0.0, (box.height() - y) / 2)));
}

}  // namespace vignette
