#include "captions/caption_delegate.h"

#include <QPainter>
#include <QPainterPath>
#include <QTextLayout>
#include <algorithm>
#include <utility>

#include "captions/caption_model.h"
#include "captions/changed_words.h"
#include "captions/score_kinds.h"
#include "captions/thumbnail_loader.h"

namespace vignette {

namespace {

constexpr int kMargin = 4, kPadding = 6, kCaptionLines = 3;
constexpr int kScaledKiB = 96 << 10;
constexpr qint64 kScalingMilliseconds = 4;  // of a frame

QRect cardOf(const QRect& cell) {
  return cell.adjusted(kMargin, kMargin, -kMargin, -kMargin);
}

}  // namespace

int drawElidedLines(QPainter* painter, const QRect& box, const QString& text, int maxLines, Qt::Alignment alignment) {
  QTextLayout layout(text, painter->font());
  QTextOption wrap(alignment);
  wrap.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
  layout.setTextOption(wrap);
  const QFontMetrics metrics(painter->font());
  int lines = 0, y = box.top();
  layout.beginLayout();
  while (lines < maxLines && y + metrics.height() <= box.bottom() + 2) {
    auto line = layout.createLine();
    if (!line.isValid()) break;
    line.setLineWidth(box.width());
    const bool lastThatFits = lines + 1 == maxLines || y + 2 * metrics.lineSpacing() > box.bottom() + 2;
    const int end = line.textStart() + line.textLength();
    if (lastThatFits && end < text.size()) {
      const auto rest = metrics.elidedText(text.mid(line.textStart()), Qt::ElideRight, box.width());
      painter->drawText(QRect(box.left(), y, box.width(), metrics.height()), static_cast<int>(alignment), rest);
      ++lines;
      break;
    }
    line.setPosition({0, 0});
    line.draw(painter, QPointF(box.left(), y));
    y += metrics.lineSpacing();
    ++lines;
  }
  layout.endLayout();
  return lines;
}

CaptionDelegate::CaptionDelegate(const ThumbnailLoader* thumbnails, QObject* parent)
    : QStyledItemDelegate(parent), thumbnails_(thumbnails), scaled_(kScaledKiB) {}

QSize CaptionDelegate::cellSize(int side, const QFontMetrics& metrics) {
  const int lines = side < 110 ? 2 : kCaptionLines;
  const int around = 2 * (kMargin + kPadding);
  return {side + around, side + around + kPadding + lines * metrics.lineSpacing()};
}

QSize CaptionDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const {
  return cellSize(150, option.fontMetrics);
}

void CaptionDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
  const auto& palette = option.palette;
  const bool selected = option.state & QStyle::State_Selected;
  const auto card = cardOf(option.rect);
  painter->save();
  painter->setRenderHint(QPainter::Antialiasing);
  painter->setPen(Qt::NoPen);
  painter->setBrush(selected ? palette.highlight() : palette.alternateBase());
  painter->drawRoundedRect(card, 6, 6);
  if (option.state & (QStyle::State_HasFocus | QStyle::State_MouseOver)) {
    const bool focus = option.state & QStyle::State_HasFocus;
    painter->setPen(QPen(palette.color(focus ? QPalette::Text : QPalette::Mid), focus ? 2 : 1));
    painter->setBrush(Qt::NoBrush);
    painter->drawRoundedRect(QRectF(card).adjusted(1, 1, -1, -1), 5, 5);
  }
  const auto inner = card.adjusted(kPadding, kPadding, -kPadding, -kPadding);
  // The picture takes what the caption's lines leave.
  const int lines = inner.width() < 110 ? 2 : kCaptionLines;
  const int textHeight = lines * option.fontMetrics.lineSpacing();
  const QRect picture(inner.left(), inner.top(), inner.width(), inner.height() - textHeight - kPadding);
  paintPicture(painter, picture, index.data(CaptionModel::ImagePathRole).toString(), option);
  paintChip(painter, picture, index, option.font);
  paintTags(painter, picture, index, option);
  painter->setFont(option.font);
  painter->setPen(palette.color(selected ? QPalette::HighlightedText : QPalette::Text));
  const QRect text(inner.left(), picture.bottom() + kPadding, inner.width(), textHeight + 2);
  const auto* model = qobject_cast<const CaptionModel*>(index.model());
  if (model && !model->item(index.row()).changes.empty())
    drawChangedWords(painter, text, wordsSaidNow(model->item(index.row()).changes), lines);
  else
    drawElidedLines(painter, text, index.data(Qt::DisplayRole).toString(), lines, Qt::AlignLeft);
  painter->restore();
}

void CaptionDelegate::paintPicture(QPainter* painter, const QRect& box, const QString& path,
                                   const QStyleOptionViewItem& option) const {
  const auto* thumbnail = thumbnails_->find(path);
  if (thumbnail && !thumbnail->image.isNull()) {
    const qreal ratio = painter->device()->devicePixelRatioF();
    const auto pixmap = scaled(path, thumbnail->image, box.size(), ratio);
    const QSizeF size = pixmap.isNull()
                            ? QSizeF(thumbnail->image.size()).scaled(QSizeF(box.size()), Qt::KeepAspectRatio)
                            : QSizeF(pixmap.size()) / ratio;
    if (pixmap.isNull()) {
      QRectF target({0, 0}, size);
      target.moveCenter(QRectF(box).center());
      return painter->drawImage(target, thumbnail->image);
    }
    painter->drawPixmap(QPointF(box.center().x() + 0.5 - size.width() / 2, box.center().y() + 0.5 - size.height() / 2),
                        pixmap);
    return;
  }
  auto wash = option.palette.color(QPalette::Mid);
  wash.setAlpha(70);
  painter->setPen(Qt::NoPen);
  painter->setBrush(wash);
  painter->drawRoundedRect(box, 4, 4);
  if (!thumbnail) return;
  auto font = option.font;
  font.setPointSizeF(font.pointSizeF() * 0.85);
  painter->setFont(font);
  const bool selected = option.state & QStyle::State_Selected;
  painter->setPen(option.palette.color(selected ? QPalette::HighlightedText : QPalette::Text));
  drawElidedLines(painter, box.adjusted(6, 6, -6, -6), tr("Cannot be shown: %1").arg(thumbnail->problem), 8,
                  Qt::AlignLeft);
}

QPixmap CaptionDelegate::scaled(const QString& path, const QImage& image, const QSize& box, qreal ratio) const {
  const auto key = QStringLiteral("%1|%2x%3").arg(path).arg(box.width() * ratio).arg(box.height() * ratio);
  if (const auto* known = scaled_.object(key)) return *known;
  if (!turn_.isValid()) {
    turn_.start();
    auto* self = const_cast<CaptionDelegate*>(this);
    QMetaObject::invokeMethod(
        self,
        [self] {
          self->turn_.invalidate();
          if (std::exchange(self->rough_, false)) emit self->paintedRoughly();
        },
        Qt::QueuedConnection);
  }
  if (turn_.elapsed() >= kScalingMilliseconds) {
    rough_ = true;
    return {};
  }
  auto pixmap =
      QPixmap::fromImage(image.scaled((QSizeF(box) * ratio).toSize(), Qt::KeepAspectRatio, Qt::SmoothTransformation));
  pixmap.setDevicePixelRatio(ratio);
  scaled_.insert(key, new QPixmap(pixmap), 1 + pixmap.width() * pixmap.height() / 256);
  return pixmap;
}

void CaptionDelegate::paintTags(QPainter* painter, const QRect& box, const QModelIndex& index,
                                const QStyleOptionViewItem& option) const {
  const auto text = index.data(CaptionModel::TagsRole).toString();
  if (text.isEmpty()) return;
  auto font = option.font;
  font.setBold(true);
  font.setPointSizeF(font.pointSizeF() * 0.9);
  const QFontMetrics metrics(font);
  const QRect flag(box.left() + 1, box.top() + 1, std::min(box.width() - 2, metrics.horizontalAdvance(text) + 12),
                   metrics.height() + 4);
  painter->setFont(font);
  painter->setPen(QPen(option.palette.color(QPalette::Base), 1));
  painter->setBrush(option.palette.color(QPalette::Text));
  painter->drawRoundedRect(flag, 4, 4);
  painter->drawText(flag, Qt::AlignCenter, metrics.elidedText(text, Qt::ElideRight, flag.width() - 8));
}

void CaptionDelegate::paintChip(QPainter* painter, const QRect& box, const QModelIndex& index,
                                const QFont& font) const {
  const auto text = index.data(CaptionModel::ScoreTextRole).toString();
  if (text.isEmpty()) return;
  auto bold = font;
  bold.setBold(true);
  bold.setPointSizeF(font.pointSizeF() * 0.9);
  const QFontMetrics metrics(bold);
  const QSize size(metrics.horizontalAdvance(text) + 12, metrics.height() + 4);
  const QRect chip(QPoint(box.right() - size.width() - 1, box.bottom() - size.height() - 1), size);
  const auto fill = scoreColour(index.data(CaptionModel::ScoreFractionRole).toDouble());
  painter->setFont(bold);
  // A ring in the contrasting colour keeps the chip apart from any picture behind it.
  painter->setPen(QPen(readableOn(fill), 1));
  painter->setBrush(fill);
  painter->drawRoundedRect(chip, size.height() / 2.0, size.height() / 2.0);
  painter->drawText(chip, Qt::AlignCenter, text);
}

}  // namespace vignette
