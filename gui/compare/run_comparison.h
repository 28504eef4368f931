#pragma once
// What the Compare dock shows of several runs, as plain values. Readers run on the store's thread, the rest on any.

#include <QColor>
#include <QString>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "captions/score_kinds.h"
#include "compare/word_difference.h"
#include "store/records.h"

namespace vignette {

class ExperimentStore;

struct ComparedRun {
  RunId id = 0;
  QString name;
  QColor colour;      ///< the run's own, or one of a colour-blind-safe set
  int seedGroup = 0;  ///< runs that differ in nothing but the seed have the same
};

/// One line of a table over runs; `cells` in the order of the runs.
struct ComparedRow {
  QString label;
  QString help;
  std::vector<QString> cells;
  std::vector<bool> best;  ///< empty, or as long as cells
};

struct RunComparison {
  std::vector<ComparedRun> runs;
  std::vector<ComparedRow> parameters;  ///< those that differ
  std::vector<ComparedRow> metrics;
  std::vector<std::string> series;  ///< that any of the runs has
  QString problem;
};

/// Never throws: what could not be read is in `problem`. Runs that are not in the store are left out.
RunComparison readComparison(ExperimentStore& store, const std::vector<RunId>& runs);

/// A metric's direction, from its name: losses, times and perplexities are better low; curves of unknown kind have
/// none.
enum class Better { higher, lower, unknown };
Better betterDirection(const std::string& series);
/// Which of `values` is best (ties: all of them); none when fewer than two are there or all are equal.
std::vector<bool> bestOf(const std::vector<std::optional<double>>& values, Better better);

struct PairedCaption {
  qint64 imageId = 0;
  QString imagePath;
  QString captions[2];
  ScoreValues scores[2];
  WordDifference words;
};

struct CaptionsOfRun {
  std::vector<CaptionRecord> records;
  QString problem;
};

/// The newest greedy captions, of each picture the last one up to `step`.
CaptionsOfRun readNewestCaptions(ExperimentStore& store, RunId run,
                                 std::int64_t step = std::numeric_limits<std::int64_t>::max());
/// Images that both runs captioned, the most different captions first.
std::vector<PairedCaption> pairCaptions(const std::vector<CaptionRecord>& first,
                                        const std::vector<CaptionRecord>& second);

}  // namespace vignette
