#include "captions/caption_model.h"

#include <QLocale>
#include <cmath>

#include "captions/changed_words.h"

namespace vignette {

void CaptionModel::setContents(Set set, CaptionArrangement arrangement, int score) {
  const bool same = !arrangement.rows.empty() && sameCells(set, arrangement);
  if (!same) beginResetModel();
  set_ = std::move(set);
  arrangement_ = std::move(arrangement);
  score_ = score;
  if (same)
    emit dataChanged(index(0), index(rowCount() - 1));
  else
    endResetModel();
}

void CaptionModel::setTags(std::shared_ptr<const ImageTags> tags, const QStringList& digits) {
  tags_ = std::move(tags);
  digits_ = digits;
  if (rowCount() > 0) emit dataChanged(index(0), index(rowCount() - 1), {TagsRole});
}

QStringList CaptionModel::tagsOf(int row) const {
  return tags_ ? tags_->value(item(row).imagePath) : QStringList();
}

bool CaptionModel::sameCells(const Set& set, const CaptionArrangement& arrangement) const {
  if (arrangement.rows.size() != arrangement_.rows.size()) return false;
  for (std::size_t i = 0; i < arrangement.rows.size(); ++i) {
    const auto& now = set->items[static_cast<std::size_t>(arrangement.rows[i])];
    if (now.key != item(static_cast<int>(i)).key) return false;
  }
  return true;
}

const CaptionItem& CaptionModel::item(int row) const {
  return set_->items[static_cast<std::size_t>(arrangement_.rows[static_cast<std::size_t>(row)])];
}

int CaptionModel::rowOf(const CaptionKey& key) const {
  const int place = set_->places.value(key, -1);
  return place < 0 ? -1 : arrangement_.rowOf[static_cast<std::size_t>(place)];
}

int CaptionModel::rowOfImage(qint64 imageId) const {
  for (int row = 0; row < rowCount(); ++row)
    if (item(row).key.imageId == imageId) return row;
  return -1;
}

int CaptionModel::rowCount(const QModelIndex& parent) const {
  return parent.isValid() ? 0 : static_cast<int>(arrangement_.rows.size());
}

double CaptionModel::fraction(double score) const {
  const double span = arrangement_.high - arrangement_.low;
  return span > 0 ? (score - arrangement_.low) / span : 0.5;
}

QVariant CaptionModel::data(const QModelIndex& index, int role) const {
  if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
  const auto& shown = item(index.row());
  const double score = shown.scores[static_cast<std::size_t>(score_)];
  switch (role) {
    case Qt::DisplayRole:
      return shown.caption;
    case Qt::ToolTipRole: {
      const auto tags = tagsOf(index.row());
      return tags.isEmpty()
                 ? toolTip(shown)
                 : toolTip(shown) + QStringLiteral("<p>%1</p>")
                                        .arg(tr("Tags: %1").arg(tags.join(QStringLiteral(", "))).toHtmlEscaped());
    }
    case Qt::AccessibleTextRole:
      return tr("Picture %1: %2, %3 %4")
          .arg(shown.key.imageId)
          .arg(shown.changes.empty() ? shown.caption
                                     : tr("%1 (changed: %2)").arg(shown.caption, changedWordsText(shown.changes)),
               scoreLabel(score_), scoreText(score_, score));
    case ImageIdRole:
      return shown.key.imageId;
    case ImagePathRole:
      return shown.imagePath;
    case ScoreRole:
      return score;
    case ScoreTextRole:
      return std::isnan(score) ? QString() : scoreText(score_, score);
    case ScoreFractionRole:
      return fraction(score);
    case TagsRole: {
      QStringList marks;
      for (const auto& tag : tagsOf(index.row())) {
        const auto digit = digits_.indexOf(tag);
        marks << (digit < 0 ? QStringLiteral("•") : QString::number(digit + 1));
      }
      marks.sort();
      return marks.join(QLatin1Char(' '));
    }
    default:
      return {};
  }
}

QString CaptionModel::toolTip(const CaptionItem& item) const {
  auto text = QStringLiteral("<p>%1</p>").arg(item.caption.toHtmlEscaped());
  if (!item.changes.empty())
    text += QStringLiteral("<p>%1</p>").arg(tr("Changed: %1").arg(changedWordsHtml(item.changes)));
  text += QStringLiteral("<table>");
  for (int i = 0; i < scoreCount(); ++i) {
    const double score = item.scores[static_cast<std::size_t>(i)];
    if (std::isnan(score)) continue;
    text += QStringLiteral("<tr><td>%1&nbsp;&nbsp;</td><td align='right'>%2</td></tr>")
                .arg(scoreLabel(i), scoreText(i, score));
  }
  return text + QStringLiteral("</table><p>") +
         tr("Picture %1, step %2").arg(item.key.imageId).arg(QLocale().toString(item.step)) + QStringLiteral("</p>");
}

}  // namespace vignette
