#pragma once
// Experiments that wait for their turn, and the sweeps that made some of them.

#include <cstdint>
#include <optional>
#include <string>

namespace vignette {

struct QueuedRun {
  std::int64_t id = 0;  ///< 0 for a new one
  std::string name;
  std::string recipe;                 ///< TOML as given, with whole paths
  std::optional<std::int64_t> sweep;  ///< the sweep that made it
  std::string problem;                ///< why it was refused; such an entry is passed over until it is edited
  double created_at = 0;              ///< seconds since 1970, UTC; 0: now
  std::int64_t position = 0;          ///< place in the queue; 0 for a new one: the last
  bool operator==(const QueuedRun&) const = default;
};

struct SweepRecord {
  std::int64_t id = 0;
  std::string name;
  std::string definition;  ///< TOML
  double created_at = 0;   ///< seconds since 1970, UTC
};

}  // namespace vignette
