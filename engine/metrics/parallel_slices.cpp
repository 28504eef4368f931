#include "metrics/parallel_slices.h"

#include <algorithm>
#include <exception>
#include <thread>
#include <vector>

namespace vignette {

std::size_t parallel_slices(std::size_t count, std::size_t least) {
  constexpr std::size_t kMost = 8;
  const std::size_t processors = std::clamp<std::size_t>(std::thread::hardware_concurrency(), 1, kMost);
  return std::clamp<std::size_t>(count / std::max<std::size_t>(least, 1), 1, processors);
}

void in_parallel_slices(std::size_t count, std::size_t least,
                        const std::function<void(std::size_t, std::size_t, std::size_t)>& work) {
  const std::size_t slices = parallel_slices(count, least);
  std::vector<std::exception_ptr> failures(slices);
  const auto guarded = [&](std::size_t slice) {
    try {
      work(slice, count * slice / slices, count * (slice + 1) / slices);
    } catch (...) {
      failures[slice] = std::current_exception();
    }
  };
  {
    std::vector<std::jthread> threads;
    for (std::size_t slice = 1; slice < slices; ++slice) threads.emplace_back(guarded, slice);
    guarded(0);
  }
  for (const auto& failure : failures)
    if (failure) std::rethrow_exception(failure);
}

}  // namespace vignette
