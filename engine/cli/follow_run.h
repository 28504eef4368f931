#pragma once
// A run in this process, shown until it ends.

#include <cstddef>

namespace vignette {

class Console;
class EventMailbox;
class TrainDisplay;
class TrainingSession;

inline constexpr std::size_t every_step = 1u << 20;  ///< bound of the mailbox: scripts count on a line a step

/// Shows events until the run has ended; asks it to stop on Ctrl-C or when nobody reads stdout any more.
void follow_run(TrainingSession& session, EventMailbox& mailbox, TrainDisplay& display, Console& console);

}  // namespace vignette
