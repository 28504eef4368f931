#include "session/machine/gpu_figures.h"

#include <dlfcn.h>

#include <array>

namespace vignette {
namespace {

// The parts of NVML's C interface that are used (NVIDIA Management Library API Reference).
using Device = void*;
struct Memory {
  unsigned long long total, free, used;
};
struct Utilisation {
  unsigned int gpu, memory;
};
constexpr unsigned int on_die_sensor = 0;

}  // namespace

struct GpuReader::Impl {
  template <class Function>
  bool find(Function*& function, const char* symbol) {
    function = reinterpret_cast<Function*>(dlsym(library, symbol));
    return function != nullptr;
  }
  void open(const std::string& file);
  void list();
  std::optional<GpuFigures> read(Device device) const;

  void* library = nullptr;
  int (*init)() = nullptr;
  int (*shutdown)() = nullptr;
  const char* (*error_text)(int) = nullptr;
  int (*count)(unsigned int*) = nullptr;
  int (*by_index)(unsigned int, Device*) = nullptr;
  int (*name)(Device, char*, unsigned int) = nullptr;
  int (*memory)(Device, Memory*) = nullptr;
  int (*utilisation)(Device, Utilisation*) = nullptr;
  int (*temperature)(Device, unsigned int, unsigned int*) = nullptr;
  int (*power)(Device, unsigned int*) = nullptr;
  bool ready = false;
  std::string problem;
  std::vector<Device> devices;
};

void GpuReader::Impl::open(const std::string& file) {
  library = dlopen(file.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) {
    problem = "no NVIDIA driver";
    return;
  }
  const bool whole = find(init, "nvmlInit_v2") && find(shutdown, "nvmlShutdown") &&
                     find(error_text, "nvmlErrorString") && find(count, "nvmlDeviceGetCount_v2") &&
                     find(by_index, "nvmlDeviceGetHandleByIndex_v2") && find(name, "nvmlDeviceGetName") &&
                     find(memory, "nvmlDeviceGetMemoryInfo");
  find(utilisation, "nvmlDeviceGetUtilizationRates");
  find(temperature, "nvmlDeviceGetTemperature");
  find(power, "nvmlDeviceGetPowerUsage");
  if (!whole) {
    problem = "the NVIDIA driver is too old to be asked";
    return;
  }
  if (const int code = init(); code != 0) {
    problem = error_text(code);
    return;
  }
  ready = true;
  list();
}

void GpuReader::Impl::list() {
  unsigned int number = 0;
  if (const int code = count(&number); code != 0) {
    problem = error_text(code);
    return;
  }
  for (unsigned int i = 0; i < number; ++i) {
    Device device = nullptr;
    if (by_index(i, &device) == 0) devices.push_back(device);
  }
  if (devices.empty()) problem = "the NVIDIA driver sees no GPU";
}

std::optional<GpuFigures> GpuReader::Impl::read(Device device) const {
  GpuFigures figures;
  std::array<char, 96> text{};
  if (name(device, text.data(), text.size() - 1) == 0) figures.name = text.data();
  Memory bytes{};
  if (memory(device, &bytes) != 0) return std::nullopt;
  figures.memory_used = static_cast<std::int64_t>(bytes.used);
  figures.memory_total = static_cast<std::int64_t>(bytes.total);
  Utilisation busy{};
  if (utilisation != nullptr && utilisation(device, &busy) == 0) figures.utilisation = busy.gpu / 100.0;
  unsigned int value = 0;
  if (temperature != nullptr && temperature(device, on_die_sensor, &value) == 0) figures.temperature = value;
  if (power != nullptr && power(device, &value) == 0) figures.power = value / 1000.0;
  return figures;
}

GpuReader::GpuReader(const std::string& library) : impl_(std::make_unique<Impl>()) {
  impl_->open(library);
}

GpuReader::~GpuReader() {
  if (impl_->ready) impl_->shutdown();
  if (impl_->library != nullptr) dlclose(impl_->library);
}

std::vector<GpuFigures> GpuReader::read() {
  std::vector<GpuFigures> all;
  for (const auto device : impl_->devices)
    if (auto figures = impl_->read(device)) all.push_back(std::move(*figures));
  return all;
}

const std::string& GpuReader::problem() const {
  return impl_->problem;
}

}  // namespace vignette
