#pragma once
// Starts the next experiment of the store's queue whenever nothing trains in this window. GUI thread; never waits.

#include <QObject>
#include <QString>
#include <QTimer>
#include <memory>
#include <optional>
#include <vector>

#include "store/queue_records.h"

namespace vignette {

class GuiSession;
class StoreAccess;

struct QueueRow {
  QueuedRun entry;
  std::optional<double> seconds;  ///< that the run may take, by runs like it; nullopt: unknown
  bool operator==(const QueueRow&) const = default;
};

class QueueRunner : public QObject {
  Q_OBJECT

 public:
  QueueRunner(StoreAccess* store, GuiSession* session, QObject* parent = nullptr);

  const std::vector<QueueRow>& rows() const { return rows_; }
  bool paused() const { return paused_; }
  /// An entry is there that could begin.
  bool waiting() const;
  /// Of the entry whose turn is next; empty: none could begin.
  QString nextName() const;
  bool stopsOnFailure() const { return stopsOnFailure_; }
  /// The entry that trains now left the queue as the window's run; 0: what trains came from elsewhere.
  std::int64_t current() const { return current_; }
  /// A store was opened: a queue that is there waits until the user says so.
  void storeOpened();
  void refresh();

 public slots:
  void setPaused(bool paused);
  void setStopsOnFailure(bool stops);
  /// Starts this entry as soon as nothing trains here, paused or not.
  void startNow(qint64 entry);

 signals:
  void changed();
  /// An entry was refused; its row says why.
  void refused(const QString& name, const QString& why);

 private:
  const QueuedRun* firstReady() const;
  void read();
  void take(std::vector<QueueRow> rows, bool first);
  void next();
  void start(const QueuedRun& entry);
  void noteEnd(qint64 run, bool failed);

  StoreAccess* store_;
  GuiSession* session_;
  QTimer wait_;
  std::vector<QueueRow> rows_;
  QString failure_;
  QString currentName_;
  std::int64_t current_ = 0, wanted_ = 0;
  bool paused_ = false, stopsOnFailure_ = false, first_ = true, starting_ = false;
};

}  // namespace vignette
