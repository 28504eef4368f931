#include "store/records.h"

#include <array>
#include <stdexcept>

namespace vignette {
namespace {

constexpr std::array<std::string_view, 7> state_names = {"created",  "running", "paused",     "stopped",
                                                         "finished", "failed",  "interrupted"};

}  // namespace

std::string_view run_state_name(RunState state) {
  return state_names.at(static_cast<std::size_t>(state));
}

RunState run_state_from_name(std::string_view name) {
  for (std::size_t i = 0; i < state_names.size(); ++i)
    if (state_names[i] == name) return static_cast<RunState>(i);
  throw std::invalid_argument("\"" + std::string(name) + "\" is not the name of a run's state");
}

}  // namespace vignette
