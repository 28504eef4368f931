// c10d behind ProcessGroup: TCPStore to meet, Gloo for the processor, NCCL for GPUs where LibTorch was built with it.

#include "training/distributed.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/zeros.h>
#include <c10/util/Exception.h>
#include <c10/util/Logging.h>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <thread>

#include <torch/csrc/distributed/c10d/PrefixStore.hpp>
#include <torch/csrc/distributed/c10d/ProcessGroupGloo.hpp>
#include <torch/csrc/distributed/c10d/TCPStore.hpp>
#ifdef USE_C10D_NCCL
#include <torch/csrc/distributed/c10d/ProcessGroupNCCL.hpp>
#endif

#include "log/log.h"
#include "training/distributed_monitor.h"
#include "training/training_run.h"

namespace vignette {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

/// Gloo's own time limit: a pause may last days, and lost processes are the monitor's to find.
constexpr std::chrono::hours kNoLimit{24 * 365};

std::string first_line(const std::exception& failure) {
  const auto* error = dynamic_cast<const c10::Error*>(&failure);
  const std::string text = error ? error->what_without_backtrace() : failure.what();
  return text.substr(0, text.find('\n'));
}

class StoreKeys final : public SharedKeys {
 public:
  explicit StoreKeys(c10::intrusive_ptr<c10d::Store> store) : store_(std::move(store)) {}
  void set(const std::string& key, const std::string& value) override {
    store_->set(key, std::vector<std::uint8_t>(value.begin(), value.end()));
  }
  bool has(const std::string& key) override { return store_->check({key}); }
  std::string get(const std::string& key) override {
    const auto value = store_->get(key);
    return {value.begin(), value.end()};
  }

 private:
  c10::intrusive_ptr<c10d::Store> store_;
};

class C10dGroup final : public ProcessGroup {
 public:
  C10dGroup(const ProcessPlace& place, c10::intrusive_ptr<c10d::Store> store);
  ~C10dGroup() override;

  std::string backend() const override { return accelerated_ ? "gloo, nccl" : "gloo"; }
  std::unique_ptr<Pending> begin_sum(const at::Tensor& tensor) override;
  void sum(std::vector<double>& values) override;
  void broadcast(const at::Tensor& tensor) override;
  std::string broadcast(const std::string& text) override;
  std::vector<std::string> gather(const std::string& text) override;
  std::vector<at::Tensor> gather_rows(const at::Tensor& rows) override;
  void barrier() override;
  double take_waited() override { return std::exchange(waited_, 0.0); }
  void check() override { monitor_->check(); }
  void announce(Ending ending, const std::string& why) noexcept override;
  void leave() noexcept override;

  /// Waits for a collective in slices, so that a process lost meanwhile ends the wait.
  void finish(c10d::Work& work);

 private:
  c10d::Backend& backend_of(const at::Tensor& tensor) {
    return accelerated_ && tensor.is_cuda() ? *accelerated_ : *gloo_;
  }
  /// Starts a collective; what it throws is explained as finish() does.
  template <class Start>
  c10::intrusive_ptr<c10d::Work> begin(const Start& start);
  std::vector<at::Tensor> gather_equal(const at::Tensor& tensor);

  c10::intrusive_ptr<c10d::Store> store_;
  c10::intrusive_ptr<c10d::Backend> gloo_, accelerated_;
  std::unique_ptr<ProcessMonitor> monitor_;
  double waited_ = 0;
};

std::shared_ptr<gloo::transport::Device> network_device(const ProcessPlace& place) {
  if (const char* interface = std::getenv("GLOO_SOCKET_IFNAME"); interface != nullptr && *interface != '\0')
    return c10d::ProcessGroupGloo::createDeviceForInterface(interface);
  if (place.local_world_size == place.world_size) return c10d::ProcessGroupGloo::createDeviceForHostname("127.0.0.1");
  return c10d::ProcessGroupGloo::createDefaultDevice();
}

C10dGroup::C10dGroup(const ProcessPlace& place, c10::intrusive_ptr<c10d::Store> store)
    : ProcessGroup(place), store_(std::move(store)) {
  auto options = c10d::ProcessGroupGloo::Options::create(std::chrono::duration_cast<milliseconds>(kNoLimit));
  options->devices.push_back(network_device(place));
  gloo_ = c10::make_intrusive<c10d::ProcessGroupGloo>(c10::make_intrusive<c10d::PrefixStore>("gloo", store_),
                                                      place.rank, place.world_size, options);
#ifdef USE_C10D_NCCL
  if (at::hasCUDA()) {
    auto fast = c10d::ProcessGroupNCCL::Options::create();
    fast->timeout = std::chrono::duration_cast<milliseconds>(kNoLimit);
    accelerated_ = c10::make_intrusive<c10d::ProcessGroupNCCL>(c10::make_intrusive<c10d::PrefixStore>("nccl", store_),
                                                               place.rank, place.world_size, fast);
  }
#endif
  monitor_ =
      std::make_unique<ProcessMonitor>(place, std::make_unique<StoreKeys>(store_->clone()), ProcessMonitor::Times());
}

C10dGroup::~C10dGroup() {
  // Destructors wait for collectives that a lost process will never complete.
  if (!monitor_->ended()) return;
  (void)gloo_.release();
  (void)accelerated_.release();
}

void C10dGroup::finish(c10d::Work& work) {
  const auto begin = std::chrono::steady_clock::now();
  for (;;) {
    try {
      work.wait(milliseconds(1000));
      waited_ += std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
      return;
    } catch (const std::exception& failure) {
      check();
      if (work.isCompleted()) monitor_->explain(first_line(failure));
    }
  }
}

template <class Start>
c10::intrusive_ptr<c10d::Work> C10dGroup::begin(const Start& start) {
  check();
  try {
    return start();
  } catch (const std::exception& failure) {
    check();
    monitor_->explain(first_line(failure));
  }
}

class PendingWork final : public ProcessGroup::Pending {
 public:
  PendingWork(C10dGroup& group, c10::intrusive_ptr<c10d::Work> work, at::Tensor tensor)
      : group_(group), work_(std::move(work)), tensor_(std::move(tensor)) {}
  void wait() override {
    if (tensor_.is_cuda())
      work_->wait();  // orders the streams; the host does not wait
    else
      group_.finish(*work_);
  }

 private:
  C10dGroup& group_;
  c10::intrusive_ptr<c10d::Work> work_;
  at::Tensor tensor_;
};

std::unique_ptr<ProcessGroup::Pending> C10dGroup::begin_sum(const at::Tensor& tensor) {
  auto work = begin([&] {
    std::vector<at::Tensor> tensors = {tensor};
    return backend_of(tensor).allreduce(tensors);
  });
  return std::make_unique<PendingWork>(*this, std::move(work), tensor);
}

void C10dGroup::sum(std::vector<double>& values) {
  const auto tensor = at::tensor(values, at::kDouble);
  begin_sum(tensor)->wait();
  std::copy_n(tensor.const_data_ptr<double>(), values.size(), values.begin());
}

void C10dGroup::broadcast(const at::Tensor& tensor) {
  const at::NoGradGuard no_grad;
  auto plain = tensor.detach().contiguous();
  finish(*begin([&] {
    std::vector<at::Tensor> tensors = {plain};
    return backend_of(plain).broadcast(tensors);
  }));
  if (!plain.is_same(tensor) && plain.data_ptr() != tensor.data_ptr()) tensor.detach().copy_(plain);
}

at::Tensor bytes_of(const std::string& text) {
  auto bytes = at::empty({static_cast<std::int64_t>(text.size())}, at::kByte);
  if (!text.empty()) std::memcpy(bytes.data_ptr(), text.data(), text.size());
  return bytes;
}

std::string text_of(const at::Tensor& bytes) {
  return {static_cast<const char*>(bytes.const_data_ptr()), static_cast<std::size_t>(bytes.numel())};
}

std::string C10dGroup::broadcast(const std::string& text) {
  const auto length = at::tensor({static_cast<std::int64_t>(text.size())}, at::kLong);
  broadcast(length);
  if (length.item<std::int64_t>() == 0) return {};
  const auto bytes = first() ? bytes_of(text) : at::empty({length.item<std::int64_t>()}, at::kByte);
  broadcast(bytes);
  return text_of(bytes);
}

std::vector<at::Tensor> C10dGroup::gather_equal(const at::Tensor& tensor) {
  std::vector<at::Tensor> parts;
  for (int rank = 0; rank < size(); ++rank) parts.push_back(at::empty_like(tensor));
  finish(*begin([&] {
    std::vector<std::vector<at::Tensor>> outputs = {parts};
    std::vector<at::Tensor> inputs = {tensor};
    return backend_of(tensor).allgather(outputs, inputs);
  }));
  return parts;
}

std::vector<at::Tensor> C10dGroup::gather_rows(const at::Tensor& rows) {
  const at::NoGradGuard no_grad;
  const auto counts = gather_equal(at::tensor({rows.size(0)}, at::kLong));
  std::int64_t most = 0;
  for (const auto& count : counts) most = std::max(most, count.item<std::int64_t>());
  auto shape = rows.sizes().vec();
  shape[0] = most;
  auto padded = at::zeros(shape, rows.options().requires_grad(false));
  padded.slice(0, 0, rows.size(0)).copy_(rows.detach());
  if (most == 0) return std::vector<at::Tensor>(static_cast<std::size_t>(size()), padded);
  auto parts = gather_equal(padded);
  for (std::size_t i = 0; i < parts.size(); ++i) parts[i] = parts[i].slice(0, 0, counts[i].item<std::int64_t>());
  return parts;
}

std::vector<std::string> C10dGroup::gather(const std::string& text) {
  std::vector<std::string> texts;
  for (const auto& part : gather_rows(bytes_of(text))) texts.push_back(text_of(part));
  return texts;
}

void C10dGroup::barrier() {
  finish(*begin([&] { return gloo_->barrier(); }));
}

void C10dGroup::announce(Ending ending, const std::string& why) noexcept {
  try {
    monitor_->announce(ending, ending == Ending::stopped ? why : concat("process ", rank(), " failed: ", why));
  } catch (const std::exception& failure) {
    log_warning(failure.what());
  }
}

void C10dGroup::leave() noexcept {
  try {
    monitor_->leave(10);
  } catch (const std::exception& failure) {
    log_warning(failure.what());
  }
}

c10::intrusive_ptr<c10d::Store> open_store(const ProcessPlace& place, int patience) {
  c10d::TCPStoreOptions options;
  options.port = place.master_port;
  options.isServer = place.first() && !place.agent_keeps_store;
  options.waitWorkers = false;
  options.timeout = seconds(patience);
  try {
    // Another try of the same launch must not read the keys of the last.
    return c10::make_intrusive<c10d::PrefixStore>(concat("vignette/", place.restarts),
                                                  c10::make_intrusive<c10d::TCPStore>(place.master_address, options));
  } catch (const std::exception& failure) {
    throw std::runtime_error(concat("the processes cannot meet at ", place.master_address, ':', place.master_port, " (",
                                    first_line(failure),
                                    "): check MASTER_ADDR and MASTER_PORT, and that process 0 runs"));
  }
}

/// Counts arrivals, so that a process that never comes is named instead of waited for without end.
void await_everyone(c10d::Store& store, const ProcessPlace& place, int patience) {
  const auto until = std::chrono::steady_clock::now() + seconds(patience);
  for (auto here = store.add("arrived", 1); here < place.world_size; here = store.add("arrived", 0)) {
    if (std::chrono::steady_clock::now() > until)
      throw std::runtime_error(concat("only ", here, " of ", place.world_size, " processes came within ", patience,
                                      " s: were all of them started (torchrun --nproc-per-node, srun --ntasks)?"));
    std::this_thread::sleep_for(milliseconds(20));
  }
}

}  // namespace

std::shared_ptr<ProcessGroup> join_process_group(const ProcessPlace& place, int patience_seconds) {
  FLAGS_caffe2_log_level = 3;  // c10d's own warnings, with backtraces, of what is told in plain words here
  const auto store = open_store(place, patience_seconds);
  await_everyone(*store, place, patience_seconds);
  try {
    auto group = std::make_shared<C10dGroup>(place, store);
    log_info(concat("process ", place.rank, " of ", place.world_size, ", ", group->backend()));
    return group;
  } catch (const std::exception& failure) {
    throw std::runtime_error(concat("the processes cannot be connected: ", first_line(failure),
                                    "; GLOO_SOCKET_IFNAME names the network interface to use"));
  }
}

}  // namespace vignette
