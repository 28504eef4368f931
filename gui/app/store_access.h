#pragma once
// The GUI's way to the experiment store: every query runs on a thread of its own, so that no call on the GUI thread
// waits for the database. Results are bound to a living receiver.

#include <QObject>
#include <QPointer>
#include <QString>
#include <filesystem>
#include <functional>
#include <memory>
#include <type_traits>
#include <utility>

namespace vignette {

class ExperimentStore;

class StoreAccess : public QObject {
  Q_OBJECT

 public:
  explicit StoreAccess(QObject* parent = nullptr);
  ~StoreAccess() override;

  /// Opens `file` (made if missing) on the store's thread; opened() or failed() follows. Closes the one before it.
  void open(const std::filesystem::path& file);
  std::filesystem::path file() const;

  /// opened() once more, for views that were made since.
  void tellOpened();

  /// Runs `work(ExperimentStore&)` on the store's thread, in order of asking, then `done(result)` on the GUI thread,
  /// unless `receiver` was destroyed or another store was opened meanwhile. An exception becomes failed(text). GUI
  /// thread only.
  template <class Work, class Done>
  void query(QObject* receiver, Work work, Done done) {
    using Result = std::invoke_result_t<Work, ExperimentStore&>;
    if constexpr (std::is_void_v<Result>) {
      post(receiver, [work = std::move(work), done = std::move(done)](ExperimentStore& store) mutable {
        work(store);
        return std::function<void()>(std::move(done));
      });
    } else {
      post(receiver, [work = std::move(work), done = std::move(done)](ExperimentStore& store) mutable {
        auto result = std::make_shared<Result>(work(store));
        return std::function<void()>([result, done = std::move(done)]() mutable { done(std::move(*result)); });
      });
    }
  }
  /// A write without an answer; failed() tells of an error, changed() follows soon.
  void write(std::function<void(ExperimentStore&)> work);

 signals:
  void opened(const QString& file);
  /// The file was changed by this or another process (polled four times a second).
  void changed();
  /// Text fit for users.
  void failed(const QString& what);

 private:
  using Work = std::function<std::function<void()>(ExperimentStore&)>;
  void post(QObject* receiver, Work work);

  class Worker;
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace vignette
