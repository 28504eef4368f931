#pragma once
// Makes the demo on the session's job thread and tells how far it is. GUI thread.

#include <QObject>
#include <QString>
#include <filesystem>
#include <memory>

#include "session/jobs.h"

namespace vignette {

class DemoMaker : public QObject {
  Q_OBJECT

 public:
  /// `runner` does the work; run_job outside of tests.
  explicit DemoMaker(JobQueue::Runner runner, QObject* parent = nullptr);
  /// Cancels what is under way.
  ~DemoMaker() override;

  /// Writes the demo into `directory`, going on where an interrupted call stopped.
  void make(const std::filesystem::path& directory);
  bool making() const { return job_ != 0; }

 signals:
  void progress(double fraction);
  void finished(const QString& recipe);
  void failed(const QString& what);

 private:
  void take(const JobEvent& event);

  JobQueue::Runner runner_;
  std::unique_ptr<JobQueue> queue_;  // made with the first job
  JobId job_ = 0;
};

}  // namespace vignette
