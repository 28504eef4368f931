#pragma once
// Which captions are wanted, and in which order. Plain values: any thread.

#include <QHash>
#include <QJsonObject>
#include <QString>
#include <QStringList>
#include <map>
#include <memory>
#include <optional>
#include <unordered_map>

#include "data/dataset.h"

namespace vignette {

enum class CaptionSort { score, image, caption, change, improvement, disagreement };

/// Of a score as stored, both ends included; captions without the score are left out.
struct ScoreRange {
  std::optional<double> low, high;
  bool operator==(const ScoreRange&) const = default;
  bool restricts() const { return low || high; }
  bool holds(double value) const { return (!low || value >= *low) && (!high || value <= *high) && value == value; }
};

/// Everything set has to hold.
struct CaptionFilter {
  QString text;                      ///< part of the caption, any case; "" = any
  bool regularExpression = false;    ///< `text` is one (PCRE, any case)
  int score = 0;                     ///< the score shown and sorted by
  std::map<int, ScoreRange> ranges;  ///< by score
  QStringList invented;              ///< words said that no reference has
  QStringList missed;                ///< words that the references have and the caption has not
  unsigned splits = 0;               ///< bits 1 << Split; 0: any
  QStringList tags;                  ///< of the picture
  CaptionSort sort = CaptionSort::image;
  bool descending = false;
  bool operator==(const CaptionFilter&) const = default;

  bool restricts() const {
    return !text.isEmpty() || !ranges.empty() || !invented.isEmpty() || !missed.isEmpty() || splits || !tags.isEmpty();
  }
  /// An empty range goes.
  void setRange(int which, const ScoreRange& range) {
    if (range.restricts())
      ranges[which] = range;
    else
      ranges.erase(which);
  }
  void clear();
};

inline unsigned splitBit(Split split) {
  return 1u << static_cast<unsigned>(split);
}

/// "" for a valid pattern, else what is wrong and where.
QString patternProblem(const QString& pattern);

/// For saved views; scores go by their keys.
QJsonObject filterToJson(const CaptionFilter& filter);
/// What it does not know or understand is left out.
CaptionFilter filterFromJson(const QJsonObject& json);

using ImageTags = QHash<QString, QStringList>;                ///< by path
using ImageSplits = std::unordered_map<std::int64_t, Split>;  ///< by image id

/// What is known of pictures beside their captions; null: nothing.
struct PictureFacts {
  std::shared_ptr<const ImageTags> tags;
  std::shared_ptr<const ImageSplits> splits;
};

}  // namespace vignette
