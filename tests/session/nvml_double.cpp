// Two GPUs by NVML's C interface, for machines without the driver.

#include <cstdint>
#include <cstdio>

extern "C" {
struct Memory {
  unsigned long long total, free, used;
};
struct Utilisation {
  unsigned int gpu, memory;
};
int nvmlInit_v2() {
  return 0;
}
int nvmlShutdown() {
  return 0;
}
const char* nvmlErrorString(int) {
  return "an error";
}
int nvmlDeviceGetCount_v2(unsigned int* count) {
  return *count = 2, 0;
}
int nvmlDeviceGetHandleByIndex_v2(unsigned int index, void** device) {
  *device = reinterpret_cast<void*>(static_cast<std::uintptr_t>(index + 1));
  return 0;
}
int nvmlDeviceGetName(void* device, char* name, unsigned int size) {
  std::snprintf(name, size, "Test GPU %d", static_cast<int>(reinterpret_cast<std::uintptr_t>(device)) - 1);
  return 0;
}
int nvmlDeviceGetMemoryInfo(void*, Memory* memory) {
  *memory = {80ull << 30, 60ull << 30, 20ull << 30};
  return 0;
}
int nvmlDeviceGetUtilizationRates(void*, Utilisation* rates) {
  *rates = {37, 12};
  return 0;
}
int nvmlDeviceGetTemperature(void*, unsigned int, unsigned int* degrees) {
  *degrees = 61;
  return 0;
}
}
