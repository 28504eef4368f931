#pragma once
// The newest log records, bounded; they arrive from any thread and are taken over by a timer.

#include <QAbstractListModel>
#include <QDateTime>
#include <QString>
#include <QTimer>
#include <deque>
#include <memory>

#include "log/log.h"

namespace vignette {

class LogModel : public QAbstractListModel {
  Q_OBJECT

 public:
  enum Role { LevelRole = Qt::UserRole, TextRole, TimeRole };

  struct Line {
    LogLevel level;
    QDateTime time;
    QString text;
  };

  enum class Source { program, given };  ///< given: only what append() brings

  explicit LogModel(int bound = 10000, QObject* parent = nullptr, Source source = Source::program);
  ~LogModel() override;

  int rowCount(const QModelIndex& parent = {}) const override;
  QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
  void clear();
  void append(std::deque<Line> lines);

 private:
  struct Inbox;
  void takeOver();
  void dropOldest(int count);

  const int bound_;
  std::deque<Line> lines_;
  std::shared_ptr<Inbox> inbox_;
  std::unique_ptr<LogSubscription> subscription_;
  QTimer timer_;
};

}  // namespace vignette
