#pragma once
// Which of several training processes this one is, from the environment that torchrun or Slurm sets. Free of LibTorch.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace vignette {

struct ProcessPlace {
  int rank = 0, world_size = 1;
  int local_rank = 0, local_world_size = 1;  ///< among the processes of this machine; local_rank picks the GPU
  std::string master_address;                ///< where the processes meet
  std::uint16_t master_port = 0;
  bool agent_keeps_store = false;  ///< torchrun itself listens at the master's port
  int restarts = 0;                ///< how often the launcher has started these processes anew
  std::string launch;              ///< names the launch, the same after a restart; "" where nothing names it

  bool first() const { return rank == 0; }
};

using Environment = std::function<const char*(const char*)>;  ///< like std::getenv

/// RANK, WORLD_SIZE, LOCAL_RANK, LOCAL_WORLD_SIZE, MASTER_ADDR and MASTER_PORT (torchrun), else SLURM_PROCID,
/// SLURM_NTASKS, SLURM_LOCALID and the first host of SLURM_STEP_NODELIST or SLURM_JOB_NODELIST (srun; MASTER_ADDR and
/// MASTER_PORT outweigh it). nullopt: one process. Throws std::runtime_error naming the variable that is missing or
/// wrong.
std::optional<ProcessPlace> process_place(const Environment& environment);
std::optional<ProcessPlace> process_place();  ///< of this process

/// "node[003-010,12]" -> "node003"; "a,b" -> "a".
std::string first_host(const std::string& node_list);

}  // namespace vignette
