#pragma once
// A run's own log file, followed as it grows: also that of a run which another process trains. GUI thread; the file is
// read off it.

#include <QString>
#include <QTimer>

#include "messages/log_model.h"

namespace vignette {

class RunLogModel : public LogModel {
  Q_OBJECT

 public:
  static constexpr qint64 kNewestBytes = 2 << 20;  ///< of a long file only so much of its end is read

  explicit RunLogModel(int bound, QObject* parent = nullptr);
  /// "" for none. Reads now, and follows while setFollowing(true).
  void setFile(const QString& file);
  void setFollowing(bool following);

 private:
  void readOn();

  QString file_;
  qint64 offset_ = -1;  // read so far; -1: nothing
  int generation_ = 0;
  bool reading_ = false;
  QTimer timer_;
};

/// A line of a log file, "2026-01-31 12:00:00.000 [warning] text"; one of another form goes on with `before`'s level.
LogModel::Line logLineOf(const QString& text, const LogModel::Line& before);

}  // namespace vignette
