#pragma once
// Scores of several runs on the pictures that all of them captioned, with confidence intervals and paired comparisons
// against the first run (metrics/bootstrap.h). Plain values: any thread.

#include <optional>
#include <vector>

#include "compare/run_comparison.h"
#include "metrics/bootstrap.h"

namespace vignette {

struct ScoreLine {
  QString metric;
  double scale = 1;    ///< between the stored and the shown value
  bool ranked = true;  ///< the highest is the best
  std::vector<double> values;
  std::vector<ConfidenceInterval> intervals;             ///< 95 %
  std::vector<std::optional<PairedComparison>> against;  ///< run - first run; none for the first
};

struct ScoreComparison {
  std::vector<ComparedRun> runs;
  std::vector<std::int64_t> steps;  ///< of each run's newest caption used
  std::int64_t pictures = 0;        ///< that all runs captioned
  std::vector<ScoreLine> lines;
  QString problem;
};

/// BLEU-4, ROUGE-L and CIDEr against the stored references, and the mean of each stored score that all captions have.
/// Takes a second for a few thousand pictures. Never throws: what went wrong is in `problem`.
ScoreComparison compareScores(const std::vector<ComparedRun>& runs,
                              const std::vector<std::vector<CaptionRecord>>& captions);

/// "42.1 [40.3, 44.0]"
QString intervalText(const ScoreLine& line, std::size_t run);
/// "+1.2 [0.1, 2.3], p = 0.03 *, 12 / 3 / 8": difference, significance, pictures won, tied and lost.
QString againstText(const ScoreLine& line, std::size_t run);
/// "***" below 0.001, "**" below 0.01, "*" below 0.05, "" otherwise.
QString significanceMark(double p);

}  // namespace vignette
