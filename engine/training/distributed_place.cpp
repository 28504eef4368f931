#include "training/distributed_place.h"

#include <unistd.h>

#include <charconv>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "log/log.h"

namespace vignette {
namespace {

class Variables {
 public:
  explicit Variables(const Environment& environment) : environment_(environment) {}

  std::string text(const char* name) const {
    const char* value = environment_(name);
    return value ? value : "";
  }
  bool has(const char* name) const { return !text(name).empty(); }

  int number(const char* name, int least, int most) const {
    const auto value = text(name);
    int result = 0;
    const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), result);
    if (error != std::errc() || end != value.data() + value.size() || result < least || result > most)
      throw std::runtime_error(concat(name, " is '", value, "', but should be a number from ", least, " to ", most,
                                      ": start the processes with torchrun or srun, or unset the variable"));
    return result;
  }
  int number_or(const char* name, int least, int most, int otherwise) const {
    return has(name) ? number(name, least, most) : otherwise;
  }

 private:
  const Environment& environment_;
};

constexpr int kMostProcesses = 1 << 20, kPorts = 65535;

/// The launcher above this process, by number and start time (in clock ticks since the machine booted).
std::string parent_process() {
  std::ifstream in("/proc/" + std::to_string(getppid()) + "/stat");
  const std::string line((std::istreambuf_iterator<char>(in)), {});
  auto place = line.rfind(')');
  for (int field = 0; field < 20 && place != line.npos; ++field) place = line.find(' ', place + 1);
  if (place == line.npos) return {};
  char host[256] = "";
  gethostname(host, sizeof host - 1);
  return concat("launcher ", host, ' ', getppid(), ' ', line.substr(place + 1, line.find(' ', place + 1) - place - 1));
}

std::string torchrun_launch(const Variables& variables) {
  const auto id = variables.text("TORCHELASTIC_RUN_ID");
  return id.empty() || id == "none" ? parent_process() : "torchrun " + id;
}

std::optional<ProcessPlace> torchrun_place(const Variables& variables) {
  if (!variables.has("WORLD_SIZE") || !variables.has("RANK")) return std::nullopt;
  ProcessPlace place;
  place.world_size = variables.number("WORLD_SIZE", 1, kMostProcesses);
  if (place.world_size == 1 && !variables.has("TORCHELASTIC_RUN_ID")) return std::nullopt;
  place.rank = variables.number("RANK", 0, place.world_size - 1);
  place.local_rank = variables.number_or("LOCAL_RANK", 0, place.rank, place.rank);
  place.local_world_size = variables.number_or("LOCAL_WORLD_SIZE", 1, place.world_size, place.world_size);
  place.master_address = variables.text("MASTER_ADDR");
  if (place.master_address.empty())
    throw std::runtime_error("RANK and WORLD_SIZE are set, but MASTER_ADDR is not: name the host of process 0");
  place.master_port = static_cast<std::uint16_t>(variables.number("MASTER_PORT", 1, kPorts));
  place.agent_keeps_store = variables.text("TORCHELASTIC_USE_AGENT_STORE") == "True";
  place.restarts = variables.number_or("TORCHELASTIC_RESTART_COUNT", 0, kMostProcesses, 0);
  place.launch = torchrun_launch(variables);
  return place;
}

/// srun sets SLURM_STEP_*; a batch script's own SLURM_NTASKS counts tasks that it has not started.
std::optional<ProcessPlace> slurm_place(const Variables& variables) {
  if (!variables.has("SLURM_PROCID") || !variables.has("SLURM_NTASKS")) return std::nullopt;
  const auto shell = variables.text("SLURM_JOB_NAME");
  if (shell == "bash" || shell == "interactive") return std::nullopt;
  ProcessPlace place;
  place.world_size = variables.has("SLURM_STEP_NUM_TASKS") ? variables.number("SLURM_STEP_NUM_TASKS", 1, kMostProcesses)
                                                           : variables.number("SLURM_NTASKS", 1, kMostProcesses);
  if (place.world_size == 1) return std::nullopt;
  place.rank = variables.number("SLURM_PROCID", 0, place.world_size - 1);
  place.local_rank = variables.number_or("SLURM_LOCALID", 0, place.rank, 0);
  const auto tasks = variables.text("SLURM_STEP_TASKS_PER_NODE");  // "4(x2)", "4,3"
  const int on_node = std::atoi(tasks.empty() ? variables.text("SLURM_TASKS_PER_NODE").c_str() : tasks.c_str());
  place.local_world_size = on_node > 0 && on_node <= place.world_size ? on_node : place.world_size;
  place.master_address = variables.text("MASTER_ADDR");
  for (const char* list : {"SLURM_STEP_NODELIST", "SLURM_JOB_NODELIST", "SLURM_NODELIST"})
    if (place.master_address.empty()) place.master_address = first_host(variables.text(list));
  if (place.master_address.empty())
    throw std::runtime_error("SLURM_NTASKS is set, but neither MASTER_ADDR nor SLURM_JOB_NODELIST tells where to meet");
  // Two jobs on one machine must not meet.
  const int job = variables.number_or("SLURM_JOB_ID", 0, 2'147'483'647, 0);
  place.master_port = static_cast<std::uint16_t>(variables.number_or("MASTER_PORT", 1, kPorts, 20000 + job % 10000));
  place.restarts = variables.number_or("SLURM_RESTART_COUNT", 0, kMostProcesses, 0);
  if (variables.has("SLURM_JOB_ID"))
    place.launch = concat("slurm job ", job, " step ", variables.text("SLURM_STEP_ID"));
  return place;
}

}  // namespace

std::string first_host(const std::string& node_list) {
  const auto bracket = node_list.find('['), comma = node_list.find(',');
  if (bracket == node_list.npos || comma < bracket) return node_list.substr(0, comma);
  return node_list.substr(0, bracket) +
         node_list.substr(bracket + 1, node_list.find_first_of("-,]", bracket) - bracket - 1);
}

std::optional<ProcessPlace> process_place(const Environment& environment) {
  const Variables variables(environment);
  if (auto place = torchrun_place(variables)) return place;
  return slurm_place(variables);
}

std::optional<ProcessPlace> process_place() {
  return process_place([](const char* name) -> const char* { return std::getenv(name); });
}

}  // namespace vignette
