#include "app/store_access.h"

#include <QThread>
#include <QTimer>
#include <atomic>
#include <exception>
#include <optional>

#include "store/experiment_store.h"

namespace vignette {

namespace {
QString errorText() {
  try {
    throw;
  } catch (const std::exception& error) {
    return QString::fromUtf8(error.what());
  } catch (...) {
    return StoreAccess::tr("Unknown error in the experiment store.");
  }
}
}  // namespace

/// Lives on the store's thread.
class StoreAccess::Worker : public QObject {
 public:
  explicit Worker(StoreAccess* access) : access_(access), timer_(this) {
    timer_.setInterval(250);
    connect(&timer_, &QTimer::timeout, this, [this] { poll(); });
  }

  void open(const std::filesystem::path& file) {
    store_.reset();
    try {
      store_ = std::make_unique<ExperimentStore>(file);
      counter_ = store_->change_counter();
      timer_.start();
      emit access_->opened(QString::fromStdString(file.string()));
    } catch (...) {
      timer_.stop();
      emit access_->failed(errorText());
    }
  }

  std::function<void()> run(const Work& work) {
    if (!store_) return {};
    try {
      return work(*store_);
    } catch (...) {
      emit access_->failed(errorText());
      return {};
    }
  }

 private:
  void poll() {
    try {
      const auto counter = store_->change_counter();
      if (counter == counter_) return;
      counter_ = counter;
      emit access_->changed();
    } catch (...) {
      timer_.stop();
      emit access_->failed(errorText());
    }
  }

  StoreAccess* access_;
  QTimer timer_;
  std::unique_ptr<ExperimentStore> store_;
  std::int64_t counter_ = 0;
};

struct StoreAccess::Impl {
  QThread thread;
  Worker* worker = nullptr;
  std::filesystem::path file;
  std::uint64_t generation = 0;  // counts opens: answers of an earlier store are dropped
};

StoreAccess::StoreAccess(QObject* parent) : QObject(parent), impl_(std::make_unique<Impl>()) {
  impl_->worker = new Worker(this);
  impl_->worker->moveToThread(&impl_->thread);
  connect(&impl_->thread, &QThread::finished, impl_->worker, &QObject::deleteLater);
  impl_->thread.setObjectName(QStringLiteral("store"));
  impl_->thread.start();
}

StoreAccess::~StoreAccess() {
  impl_->thread.quit();
  impl_->thread.wait();
}

void StoreAccess::open(const std::filesystem::path& file) {
  impl_->file = file;
  ++impl_->generation;
  QMetaObject::invokeMethod(
      impl_->worker, [worker = impl_->worker, file] { worker->open(file); }, Qt::QueuedConnection);
}

std::filesystem::path StoreAccess::file() const {
  return impl_->file;
}

void StoreAccess::tellOpened() {
  emit opened(QString::fromStdString(impl_->file.string()));
}

void StoreAccess::write(std::function<void(ExperimentStore&)> work) {
  post(this, [work = std::move(work)](ExperimentStore& store) {
    work(store);
    return std::function<void()>();
  });
}

void StoreAccess::post(QObject* receiver, Work work) {
  QPointer<QObject> alive(receiver);
  const auto generation = impl_->generation;
  QMetaObject::invokeMethod(
      impl_->worker,
      [this, alive, generation, worker = impl_->worker, work = std::move(work)] {
        auto done = worker->run(work);
        if (!done) return;
        QMetaObject::invokeMethod(
            this,
            [this, alive, generation, done = std::move(done)] {
              if (alive && generation == impl_->generation) done();
            },
            Qt::QueuedConnection);
      },
      Qt::QueuedConnection);
}

}  // namespace vignette
