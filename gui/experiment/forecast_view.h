#pragma once
// What the experiment's run would read, need and leave behind: computed by a job a moment after the last edit.

#include <QLabel>
#include <QTimer>
#include <memory>

#include "session/jobs.h"

namespace vignette {

class ForecastView : public QLabel {
  Q_OBJECT

 public:
  /// `runner` does the job; run_job outside of tests.
  explicit ForecastView(JobQueue::Runner runner, QWidget* parent = nullptr);
  ~ForecastView() override;

  /// `ready` false (not startable, or a run trains): nothing is computed, nothing shown.
  void setRecipe(const Recipe& recipe, bool ready);

 private:
  void compute();
  void take(const JobEvent& event);

  JobQueue::Runner runner_;
  QTimer wait_{this};
  Recipe recipe_;
  std::optional<Recipe> shown_;
  JobId job_ = 0;
  std::unique_ptr<JobQueue> queue_;  ///< last: its thread ends before the rest goes
};

/// A few lines of rich text.
QString forecastText(const RunForecast& forecast);

}  // namespace vignette
