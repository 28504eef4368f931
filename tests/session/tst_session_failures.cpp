// Errors of LibTorch in a run of the real engine: which of them cost the process its GPU, and what is left then.

#include <QTemporaryDir>
#include <QTest>
#include <functional>
#include <new>

#include "session/libtorch_errors.h"
#include "session/training_session.h"
#include "store/experiment_store.h"
#include "training/failure_text.h"
#include "training/run_failures.h"
#include "training/run_fixture.h"

using namespace vignette;

namespace {

/// The real run, in whose second step something is thrown.
class BreakingRun final : public TrainingRun {
 public:
  BreakingRun(std::unique_ptr<TrainingRun> run, std::function<void()> thrower)
      : run_(std::move(run)), thrower_(std::move(thrower)) {}
  TrainingOutcome execute(RunObserver& observer, RunControl& control) override {
    Breaker breaker(observer, thrower_);
    return run_->execute(breaker, control);
  }

 private:
  struct Breaker final : RunObserver {
    Breaker(RunObserver& to, const std::function<void()>& what) : observer(to), thrower(what) {}
    void on_event(const TrainingEvent& event) override {
      const auto* step = std::get_if<StepEvent>(&event);
      if (step != nullptr && step->step == 2 && thrower) thrower();
      observer.on_event(event);
    }
    RunObserver& observer;
    const std::function<void()>& thrower;
  };
  std::unique_ptr<TrainingRun> run_;
  std::function<void()> thrower_;
};

constexpr const char* kIllegalAddress =
    "CUDA error: an illegal memory access was encountered\nSearch for `cudaErrorIllegalAddress' in "
    "https://docs.nvidia.com/cuda/cuda-runtime-api for more information.\nCUDA kernel errors might be asynchronously "
    "reported at some other API call.";

}  // namespace

class SessionFailuresTest : public QObject {
  Q_OBJECT

 private:
  QTemporaryDir folder_;
  std::unique_ptr<TinyWorld> world_;
  std::function<void()> thrower_;

  SessionOptions options() const {
    SessionOptions options;
    options.store = folder_.filePath("runs.sqlite").toStdString();
    options.nice = 0;
    return options;
  }
  SessionEngine engine() const {
    auto engine = real_engine();
    engine.make_run = [this, real = engine.make_run](const Recipe& recipe, const TrainingRunOptions& given) {
      return std::make_unique<BreakingRun>(real(recipe, given), thrower_);
    };
    return engine;
  }
  Recipe recipe(const char* device = "cpu") const {
    auto recipe = world_->recipe("contrastive");
    recipe.set_text("training.max_steps", "4");
    recipe.set_text("checkpoint.every", "1");
    recipe.set_text("device", device);
    return recipe;
  }
  std::string failure_of(const Recipe& given) {
    TrainingSession session(options(), engine());
    session.start(given);
    session.wait();
    return session.failure();
  }

 private slots:
  void initTestCase() { world_ = std::make_unique<TinyWorld>(folder_.filePath("world").toStdString()); }

  // Before the loss: order matters here, since it holds for the process.
  void errors_that_leave_the_gpu_alone_data() {
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("device") << 101 << QByteArray("CUDA error: invalid device ordinal");
    QTest::newRow("kernel") << 209
                            << QByteArray("CUDA error: no kernel image is available for execution on the device");
    QTest::newRow("no code") << -1
                             << QByteArray("CUDA error: CUBLAS_STATUS_NOT_INITIALIZED when calling `cublasCreate`");
    QTest::newRow("words alone") << -1 << QByteArray("the caption says: an illegal memory access");
  }

  void errors_that_leave_the_gpu_alone() {
    QFETCH(int, code);
    QFETCH(QByteArray, text);
    thrower_ = [&] {
      code < 0 ? throw_libtorch_error(text.toStdString()) : throw_accelerator_error(code, text.toStdString());
    };
    QVERIFY(failure_of(recipe()).starts_with(text.toStdString()));
    QCOMPARE(gpu_loss(), std::string());
  }

  void memory_of_the_gpu_is_no_loss_of_it() {
    thrower_ = [] { throw_gpu_out_of_memory("CUDA out of memory. Tried to allocate 2.50 GiB. GPU 0 has …"); };
    const auto failure = failure_of(recipe());
    QVERIFY2(failure.starts_with("memory ran out: 2.7 GB more could not be had. At its peak the run took "),
             failure.c_str());
    QVERIFY2(failure.find("training.batch_size = ") != failure.npos, failure.c_str());
    QCOMPARE(gpu_loss(), std::string());
  }

  void memory_of_the_processor_names_the_bytes() {
    thrower_ = [] {
      throw_libtorch_error(
          "[enforce fail at alloc_cpu.cpp:127] err == 0. DefaultCPUAllocator: can't allocate memory: "
          "you tried to allocate 4000000000 bytes. Error code 12 (Cannot allocate memory)");
    };
    QVERIFY(failure_of(recipe()).starts_with("memory ran out: 4.0 GB more could not be had."));
    thrower_ = [] { throw std::bad_alloc(); };
    QVERIFY(failure_of(recipe()).starts_with("memory ran out. At its peak the run took "));
  }

  void codes_and_words_that_cost_the_gpu_data() {
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("illegal address") << 700 << QByteArray(kIllegalAddress);
    QTest::newRow("assert") << 710 << QByteArray("CUDA error: device-side assert triggered");
    QTest::newRow("launch failure") << 719 << QByteArray("CUDA error: unspecified launch failure");
    QTest::newRow("no code") << -1 << QByteArray(kIllegalAddress);
    QTest::newRow("cuBLAS") << -1
                            << QByteArray("CUDA error: CUBLAS_STATUS_EXECUTION_FAILED when calling `cublasSgemm`");
  }

  void codes_and_words_that_cost_the_gpu() {
    QFETCH(int, code);
    QFETCH(QByteArray, text);
    const auto thrown = [&] {
      try {
        code < 0 ? throw_libtorch_error(text.toStdString()) : throw_accelerator_error(code, text.toStdString());
      } catch (...) {
        return std::current_exception();
      }
    }();
    try {
      rethrow_for_users(thrown);
    } catch (const GpuLost& error) {
      const auto line = text.left(text.indexOf('\n') < 0 ? text.size() : text.indexOf('\n'));
      QVERIFY2(QByteArray(error.what()).startsWith(line + ". After this error the process cannot use the GPU any more"),
               error.what());
      return;
    } catch (...) {
    }
    QFAIL("not told as a loss of the GPU");
  }

  void a_lost_gpu_ends_the_run_and_refuses_the_next() {
    thrower_ = [] { throw_accelerator_error(700, kIllegalAddress); };
    TrainingSession session(options(), engine());
    session.start(recipe());
    session.wait();
    const RunId run = session.run_id();
    QVERIFY2(session.failure().starts_with("CUDA error: an illegal memory access was encountered. After this error"),
             session.failure().c_str());
    QVERIFY2(session.failure().ends_with(". The run can go on from its checkpoint of step 1"),
             session.failure().c_str());
    QCOMPARE(ExperimentStore(options().store).run(run)->state, RunState::failed);
    QCOMPARE(ExperimentStore(options().store).curve(run, "loss").size(), std::size_t{1});

    thrower_ = {};
    const auto before = ExperimentStore(options().store).runs().size();
    for (const char* device : {"cuda", "cuda:0"}) {
      const auto refusal = failure_of(recipe(device));
      QVERIFY2(refusal.starts_with("device: this process lost the GPU (CUDA error: an illegal memory access"),
               refusal.c_str());
      QVERIFY2(refusal.find("start it again, or take device = \"cpu\"") != refusal.npos, refusal.c_str());
    }
    QCOMPARE(ExperimentStore(options().store).runs().size(), before);

    session.resume_stored(run);
    session.wait();
    QCOMPARE(session.failure(), std::string());
    QCOMPARE(session.state(), RunState::finished);
    QCOMPARE(ExperimentStore(options().store).curve(run, "loss").size(), std::size_t{4});
  }
};

QTEST_GUILESS_MAIN(SessionFailuresTest)
#include "tst_session_failures.moc"
