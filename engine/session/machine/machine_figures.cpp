#include "session/machine/machine_figures.h"

#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <stdexcept>

namespace vignette {
namespace {

using Json = nlohmann::json;

struct Ticks {
  double busy = 0, all = 0;  // of the machine's processors
  double process = 0;
  std::chrono::steady_clock::time_point at;
};

/// The first line of /proc/stat: user nice system idle iowait irq softirq steal …
void read_machine(Ticks& ticks) {
  std::ifstream file("/proc/stat");
  std::string word;
  file >> word;
  double value = 0;
  for (int i = 0; i < 8 && file >> value; ++i) {
    ticks.all += value;
    if (i != 3 && i != 4) ticks.busy += value;
  }
}

/// Fields 14 and 15 of /proc/self/stat; the second field, in brackets, may hold blanks.
double process_ticks() {
  std::ifstream file("/proc/self/stat");
  std::string line;
  std::getline(file, line);
  const auto bracket = line.rfind(')');
  if (bracket == line.npos) return 0;
  std::istringstream rest(line.substr(bracket + 1));
  std::string skipped;
  double user = 0, system = 0;
  for (int i = 0; i < 11; ++i) rest >> skipped;
  rest >> user >> system;
  return user + system;
}

Ticks read_ticks() {
  Ticks ticks;
  read_machine(ticks);
  ticks.process = process_ticks();
  ticks.at = std::chrono::steady_clock::now();
  return ticks;
}

std::int64_t resident_bytes() {
  std::ifstream file("/proc/self/statm");
  std::int64_t all = 0, resident = 0;
  file >> all >> resident;
  return resident * sysconf(_SC_PAGESIZE);
}

void read_memory(MachineFigures& figures) {
  std::ifstream file("/proc/meminfo");
  std::string line;
  std::int64_t available = 0;
  while (std::getline(file, line)) {
    std::istringstream words(line);
    std::string name;
    std::int64_t kibibytes = 0;
    words >> name >> kibibytes;
    if (name == "MemTotal:") figures.memory_total = kibibytes * 1024;
    if (name == "MemAvailable:") available = kibibytes * 1024;
  }
  figures.memory_used = figures.memory_total - available;
}

/// One of each file system, in the order of the paths.
std::vector<DiskFigures> read_disks(const std::vector<std::filesystem::path>& paths) {
  std::vector<DiskFigures> disks;
  std::set<dev_t> seen;
  for (auto path : paths) {
    std::error_code none;
    while (!path.empty() && !std::filesystem::exists(path, none) && path != path.parent_path())
      path = path.parent_path();
    struct stat where {};
    struct statvfs space {};
    if (stat(path.c_str(), &where) != 0 || !seen.insert(where.st_dev).second || statvfs(path.c_str(), &space) != 0)
      continue;
    disks.push_back({path.string(), static_cast<std::int64_t>(space.f_bavail * space.f_frsize),
                     static_cast<std::int64_t>(space.f_blocks * space.f_frsize)});
  }
  return disks;
}

template <class Value>
Json maybe(const std::optional<Value>& value) {
  return value ? Json(*value) : Json();
}

std::optional<double> maybe_of(const Json& json) {
  return json.is_null() ? std::nullopt : std::optional(json.get<double>());
}

}  // namespace

struct MachineSampler::Impl {
  explicit Impl(const std::string& nvml) : gpus(nvml) {}
  GpuReader gpus;
  Ticks last = read_ticks();
};

MachineSampler::MachineSampler(const std::string& nvml) : impl_(std::make_unique<Impl>(nvml)) {}

MachineSampler::~MachineSampler() = default;

MachineFigures MachineSampler::sample(const std::vector<std::filesystem::path>& paths) {
  const auto now = read_ticks();
  const auto& last = impl_->last;
  MachineFigures figures;
  figures.time = std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
  figures.processors = static_cast<int>(sysconf(_SC_NPROCESSORS_ONLN));
  if (now.all > last.all) figures.machine_busy = std::clamp((now.busy - last.busy) / (now.all - last.all), 0.0, 1.0);
  const double seconds = std::chrono::duration<double>(now.at - last.at).count();
  const auto ticks_a_second = static_cast<double>(sysconf(_SC_CLK_TCK));
  if (seconds > 0) figures.process_busy = (now.process - last.process) / ticks_a_second / seconds;
  impl_->last = now;
  figures.process_memory = resident_bytes();
  read_memory(figures);
  figures.disks = read_disks(paths);
  figures.gpus = impl_->gpus.read();
  figures.gpu_problem = impl_->gpus.problem();
  return figures;
}

std::string machine_figures_text(const MachineFigures& figures) {
  Json json = {{"time", figures.time},
               {"processors", figures.processors},
               {"machine_busy", figures.machine_busy},
               {"process_busy", figures.process_busy},
               {"process_memory", figures.process_memory},
               {"memory_used", figures.memory_used},
               {"memory_total", figures.memory_total},
               {"gpu_problem", figures.gpu_problem},
               {"disks", Json::array()},
               {"gpus", Json::array()}};
  for (const auto& disk : figures.disks)
    json["disks"].push_back({{"path", disk.path}, {"free", disk.free}, {"total", disk.total}});
  for (const auto& gpu : figures.gpus)
    json["gpus"].push_back({{"name", gpu.name},
                            {"memory_used", gpu.memory_used},
                            {"memory_total", gpu.memory_total},
                            {"utilisation", maybe(gpu.utilisation)},
                            {"temperature", maybe(gpu.temperature)},
                            {"power", maybe(gpu.power)}});
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

MachineFigures machine_figures_of(const std::string& text) {
  try {
    const auto json = Json::parse(text);
    MachineFigures figures;
    figures.time = json.at("time");
    figures.processors = json.at("processors");
    figures.machine_busy = json.at("machine_busy");
    figures.process_busy = json.at("process_busy");
    figures.process_memory = json.at("process_memory");
    figures.memory_used = json.at("memory_used");
    figures.memory_total = json.at("memory_total");
    figures.gpu_problem = json.at("gpu_problem");
    for (const auto& disk : json.at("disks"))
      figures.disks.push_back({disk.at("path").get<std::string>(), disk.at("free").get<std::int64_t>(),
                               disk.at("total").get<std::int64_t>()});
    for (const auto& gpu : json.at("gpus"))
      figures.gpus.push_back({gpu.at("name").get<std::string>(), gpu.at("memory_used").get<std::int64_t>(),
                              gpu.at("memory_total").get<std::int64_t>(), maybe_of(gpu.at("utilisation")),
                              maybe_of(gpu.at("temperature")), maybe_of(gpu.at("power"))});
    return figures;
  } catch (const Json::exception& error) {
    throw std::invalid_argument(std::string("figures of a machine have another form: ") + error.what());
  }
}

}  // namespace vignette
