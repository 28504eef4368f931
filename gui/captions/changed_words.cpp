#include "captions/changed_words.h"

#include <QPainter>
#include <QStringList>
#include <algorithm>
#include <iterator>

namespace vignette {
namespace {

using Change = ChangedWord::Change;

/// Orange, as the second caption of a comparison; readable on light and dark ground.
QColor wash() {
  return QColor(0xe6, 0x9f, 0x00, 90);
}

QString formatted(const std::vector<ChangedWord>& words, QColor text, QList<QTextLayout::FormatRange>& formats) {
  text.setAlphaF(0.6);
  QString line;
  for (const auto& word : words) {
    if (!line.isEmpty()) line += QLatin1Char(' ');
    QTextLayout::FormatRange range;
    range.start = int(line.size());
    range.length = int(word.word.size());
    if (word.change == Change::added) {
      range.format.setFontWeight(QFont::Bold);
      range.format.setFontUnderline(true);
      range.format.setBackground(wash());
    } else if (word.change == Change::removed) {
      range.format.setFontStrikeOut(true);
      range.format.setForeground(text);
    }
    if (word.change != Change::kept) formats << range;
    line += word.word;
  }
  return line;
}

}  // namespace

void drawChangedWords(QPainter* painter, const QRect& box, const std::vector<ChangedWord>& words, int maxLines) {
  QList<QTextLayout::FormatRange> formats;
  QTextLayout layout(formatted(words, painter->pen().color(), formats), painter->font());
  layout.setFormats(formats);
  const QFontMetrics metrics(painter->font());
  const int ellipsis = metrics.horizontalAdvance(QChar(0x2026));
  qreal y = 0;
  layout.beginLayout();
  for (int drawn = 0; drawn < maxLines; ++drawn) {
    auto line = layout.createLine();
    if (!line.isValid()) break;
    line.setLineWidth(box.width());
    const bool leftOver = drawn + 1 == maxLines && line.textStart() + line.textLength() < layout.text().size();
    if (leftOver) {
      line.setLineWidth(box.width() - ellipsis);
      painter->drawText(QPointF(box.left() + line.naturalTextWidth(), box.top() + y + metrics.ascent()),
                        QString(QChar(0x2026)));
    }
    line.setPosition({0, y});
    y += metrics.lineSpacing();
  }
  layout.endLayout();
  layout.draw(painter, box.topLeft());
}

std::vector<ChangedWord> wordsSaidNow(const std::vector<ChangedWord>& words) {
  std::vector<ChangedWord> said;
  std::copy_if(words.begin(), words.end(), std::back_inserter(said),
               [](const ChangedWord& word) { return word.change != Change::removed; });
  return said;
}

QString changedWordsHtml(const std::vector<ChangedWord>& words) {
  QStringList parts;
  for (const auto& word : words) {
    const auto text = word.word.toHtmlEscaped();
    if (word.change == Change::added)
      parts << QStringLiteral("<u><b style='background-color:rgba(230,159,0,90)'>%1</b></u>").arg(text);
    else
      parts << (word.change == Change::removed ? QStringLiteral("<s>%1</s>").arg(text) : text);
  }
  return parts.join(QLatin1Char(' '));
}

QString changedWordsText(const std::vector<ChangedWord>& words) {
  QStringList parts;
  for (const auto& word : words)
    parts << (word.change == Change::removed ? QStringLiteral("[%1]").arg(word.word) : word.word);
  return parts.join(QLatin1Char(' '));
}

}  // namespace vignette
