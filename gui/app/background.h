#pragma once
// File work off the GUI thread, with the answer bound to a living receiver.

#include <QCoreApplication>
#include <QObject>
#include <QPointer>
#include <QString>
#include <QThreadPool>
#include <exception>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

namespace vignette {

/// Runs `work()` on a pooled thread, then `done(std::optional<Result>, QString error)` on the GUI thread unless
/// `receiver` was destroyed meanwhile. An exception of `work` gives an empty result and its text. GUI thread only.
template <class Work, class Done>
void inBackground(QObject* receiver, Work work, Done done) {
  using Result = std::invoke_result_t<Work>;
  QPointer<QObject> alive(receiver);
  QThreadPool::globalInstance()->start([alive, work = std::move(work), done = std::move(done)]() mutable {
    auto result = std::make_shared<std::optional<Result>>();
    QString error;
    try {
      result->emplace(work());
    } catch (const std::exception& failure) {
      error = QString::fromUtf8(failure.what());
    }
    QMetaObject::invokeMethod(
        QCoreApplication::instance(),
        [alive, result, error, done = std::move(done)]() mutable {
          if (alive) done(std::move(*result), error);
        },
        Qt::QueuedConnection);
  });
}

}  // namespace vignette
