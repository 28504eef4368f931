#pragma once
// A comparison as text to keep: Markdown, one HTML file, or a LaTeX table. Plain values: any thread.

#include "compare/run_comparison.h"
#include "compare/score_comparison.h"

namespace vignette {

enum class ReportFormat { markdown, html, latex };

/// The runs' scores with 95 % intervals and significance against the first, then the parameters that differ. Names and
/// values are escaped for the format.
QString comparisonReport(const RunComparison& comparison, const ScoreComparison& scores, ReportFormat format);

QString escapedForLatex(const QString& text);
QString escapedForMarkdown(const QString& text);

}  // namespace vignette
