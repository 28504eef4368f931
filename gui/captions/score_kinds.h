#pragma once
// The scores of a caption as people see them: names, help, number formats and colours. GUI thread, except where said.

#include <QColor>
#include <QString>
#include <limits>
#include <map>
#include <string>
#include <vector>

namespace vignette {

/// Scores that have a name, a help text and a number format here. A run may store others: they follow, by their keys.
inline constexpr int kScoreCount = 13;

/// Values in the order of scoreKey(); NaN where a caption has no such score.
class ScoreValues {
 public:
  double operator[](std::size_t score) const {
    return score < values_.size() ? values_[score] : std::numeric_limits<double>::quiet_NaN();
  }
  double& operator[](std::size_t score) {
    if (score >= values_.size()) values_.resize(score + 1, std::numeric_limits<double>::quiet_NaN());
    return values_[score];
  }
  double of(int score) const { return (*this)[static_cast<std::size_t>(score)]; }
  void fill(double value) { values_.assign(kScoreCount, value); }

 private:
  std::vector<double> values_;
};

/// Named ones and all others met so far: grows, never shrinks. Any thread.
int scoreCount();

/// "reward", "cosine", "l1", "clip", "critic", "advantage", "log_probability", "CIDEr", then the terms that only a run
/// which rewards them has: "BLEU-4", "length", "repetition", "words", "command". Any thread.
const char* scoreKey(int score);
/// -1 when `key` was never met. Any thread.
int scoreIndex(const QString& key);
/// Keys that have no name here are taken in, up to a hundred. Any thread.
ScoreValues scoreValues(const std::map<std::string, double>& scores);

/// Translated; `key` of an unknown score is shown as it is.
QString scoreLabel(int score);
/// One sentence on what the score means and which direction is good.
QString scoreHelp(int score);
/// The factor between the stored and the shown value (100 for CIDEr, 1 otherwise).
double scoreScale(int score);
/// The value as shown: scaled, locale's digits; "–" for NaN.
QString scoreText(int score, double stored);

/// A colour-blind-safe ramp, dark blue (0) over grey to yellow (1); lightness rises all along.
QColor scoreColour(double fraction);
/// Black or white, whichever reads better on `fill`.
QColor readableOn(const QColor& fill);

}  // namespace vignette
