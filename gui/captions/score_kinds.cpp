#include "captions/score_kinds.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <deque>
#include <mutex>

namespace vignette {

namespace {

struct ScoreKind {
  const char* key;
  const char* label;
  const char* help;
  double scale;
  int decimals;
};

constexpr const char* kContext = "ScoreKind";

constexpr std::array<ScoreKind, kScoreCount> kKinds{{
    {"reward", QT_TRANSLATE_NOOP("ScoreKind", "Reward"),
     QT_TRANSLATE_NOOP("ScoreKind",
                       "Reward: what the generator is trained to raise, the sum of the recipe's terms times their "
                       "weights (cosine, L1 and CLIP alone: 0 to 100); higher is better."),
     1, 2},
    {"cosine", QT_TRANSLATE_NOOP("ScoreKind", "Cosine"),
     QT_TRANSLATE_NOOP("ScoreKind",
                       "Cosine: how well the caption's CLIP embedding points where the target text embedding "
                       "points, times CLIP's scale; higher is better."),
     1, 2},
    {"l1", QT_TRANSLATE_NOOP("ScoreKind", "L1"),
     QT_TRANSLATE_NOOP("ScoreKind",
                       "L1: closeness of the caption's and the target's CLIP embeddings by mean absolute "
                       "difference, times CLIP's scale; higher is closer."),
     1, 2},
    {"clip", QT_TRANSLATE_NOOP("ScoreKind", "CLIP"),
     QT_TRANSLATE_NOOP("ScoreKind",
                       "CLIP: agreement of the caption with the picture itself as CLIP sees it, times CLIP's "
                       "scale; higher is better."),
     1, 2},
    {"critic", QT_TRANSLATE_NOOP("ScoreKind", "Critic"),
     QT_TRANSLATE_NOOP("ScoreKind",
                       "Critic: the discriminator's probability that a human wrote the caption; near 1 fools it."),
     1, 3},
    {"advantage", QT_TRANSLATE_NOOP("ScoreKind", "Advantage"),
     QT_TRANSLATE_NOOP("ScoreKind",
                       "Advantage: reward minus the baseline; captions above 0 become more likely, those below "
                       "less likely."),
     1, 2},
    {"log_probability", QT_TRANSLATE_NOOP("ScoreKind", "Log probability"),
     QT_TRANSLATE_NOOP("ScoreKind",
                       "Log probability: mean over the caption's tokens of the generator's log probability; "
                       "nearer to 0 means surer."),
     1, 2},
    {"CIDEr", QT_TRANSLATE_NOOP("ScoreKind", "CIDEr"),
     QT_TRANSLATE_NOOP("ScoreKind",
                       "CIDEr: agreement with the human references, rare words counting more; shown times 100, "
                       "higher is better."),
     100, 1},
    {"BLEU-4", QT_TRANSLATE_NOOP("ScoreKind", "BLEU-4"),
     QT_TRANSLATE_NOOP(
         "ScoreKind",
         "BLEU-4: share of the caption's one- to four-word runs that the references have, of this caption "
         "alone; 0 to 1, higher is better."),
     1, 3},
    {"length", QT_TRANSLATE_NOOP("ScoreKind", "Length"),
     QT_TRANSLATE_NOOP(
         "ScoreKind",
         "Length: minus the words that the caption has more or fewer than reward.target_length; 0 is best."),
     1, 0},
    {"repetition", QT_TRANSLATE_NOOP("ScoreKind", "Repetition"),
     QT_TRANSLATE_NOOP("ScoreKind",
                       "Repetition: minus the share of the caption's runs of words that it said before; 0 is best."),
     1, 3},
    {"words", QT_TRANSLATE_NOOP("ScoreKind", "Word list"),
     QT_TRANSLATE_NOOP("ScoreKind", "Word list: wanted words in the caption less unwanted ones; higher is better."), 1,
     0},
    {"command", QT_TRANSLATE_NOOP("ScoreKind", "Command"),
     QT_TRANSLATE_NOOP("ScoreKind", "Command: what reward.command answered for the caption; higher is better."), 1, 3},
}};

constexpr int kMostScores = 100;

/// Scores that only the store knows: terms of later versions, or a command's.
struct OtherScores {
  std::mutex mutex;
  std::deque<std::string> keys;  // never move
  std::deque<ScoreKind> kinds;
  std::atomic<int> count{0};
};

OtherScores& others() {
  static OtherScores scores;
  return scores;
}

const ScoreKind& kind(int score) {
  if (score < kScoreCount || score >= scoreCount())
    return kKinds[static_cast<std::size_t>(std::clamp(score, 0, kScoreCount - 1))];
  auto& known = others();
  const std::lock_guard lock(known.mutex);
  return known.kinds[static_cast<std::size_t>(score - kScoreCount)];
}

/// -1: there are too many.
int indexAdding(const std::string& key) {
  for (int i = 0; i < kScoreCount; ++i)
    if (key == kKinds[static_cast<std::size_t>(i)].key) return i;
  auto& known = others();
  const std::lock_guard lock(known.mutex);
  const auto found = std::find(known.keys.begin(), known.keys.end(), key);
  if (found != known.keys.end()) return kScoreCount + static_cast<int>(found - known.keys.begin());
  if (kScoreCount + known.count >= kMostScores) return -1;
  const auto* kept = known.keys.emplace_back(key).c_str();
  known.kinds.push_back(
      {kept, kept, QT_TRANSLATE_NOOP("ScoreKind", "A score that the run stored with its captions."), 1, 3});
  return kScoreCount + known.count++;
}

QColor blend(const QColor& a, const QColor& b, double t) {
  const auto mix = [t](int x, int y) { return static_cast<int>(std::lround(x + (y - x) * t)); };
  return {mix(a.red(), b.red()), mix(a.green(), b.green()), mix(a.blue(), b.blue())};
}

}  // namespace

const char* scoreKey(int score) {
  return kind(score).key;
}

int scoreCount() {
  return kScoreCount + others().count;
}

int scoreIndex(const QString& key) {
  for (int i = 0; i < scoreCount(); ++i)
    if (key == QString::fromUtf8(scoreKey(i))) return i;
  return -1;
}

ScoreValues scoreValues(const std::map<std::string, double>& scores) {
  ScoreValues values;
  values.fill(std::numeric_limits<double>::quiet_NaN());
  for (const auto& [key, value] : scores)
    if (const int index = indexAdding(key); index >= 0) values[static_cast<std::size_t>(index)] = value;
  return values;
}

QString scoreLabel(int score) {
  return QCoreApplication::translate(kContext, kind(score).label);
}

QString scoreHelp(int score) {
  return QCoreApplication::translate(kContext, kind(score).help);
}

double scoreScale(int score) {
  return kind(score).scale;
}

QString scoreText(int score, double stored) {
  if (std::isnan(stored)) return QStringLiteral("–");
  return QLocale().toString(stored * kind(score).scale, 'f', kind(score).decimals);
}

QColor scoreColour(double fraction) {
  static const QColor low(0x17, 0x3f, 0x7f), middle(0x8c, 0x8d, 0x86), high(0xf4, 0xc9, 0x35);
  const double t = std::clamp(std::isnan(fraction) ? 0.5 : fraction, 0.0, 1.0);
  return t < 0.5 ? blend(low, middle, t * 2) : blend(middle, high, t * 2 - 1);
}

QColor readableOn(const QColor& fill) {
  const auto linear = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
  const double luminance =
      0.2126 * linear(fill.redF()) + 0.7152 * linear(fill.greenF()) + 0.0722 * linear(fill.blueF());
  return luminance > 0.179 ? QColor(Qt::black) : QColor(Qt::white);
}

}  // namespace vignette
