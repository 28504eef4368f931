#pragma once
// Work on many independent items, shared among a few threads.

#include <cstddef>
#include <functional>

namespace vignette {

/// Cuts 0 … count - 1 into slices that follow each other and calls `work` with each one's number, begin and end: the
/// first on the calling thread, the others on threads of their own, which end before this returns. As many slices as
/// the machine has processors, at most 8, and none shorter than `least` unless it is the only one. When slices throw,
/// the exception of the first of them is thrown on.
void in_parallel_slices(std::size_t count, std::size_t least,
                        const std::function<void(std::size_t slice, std::size_t begin, std::size_t end)>& work);

/// How many slices that makes; at least 1.
std::size_t parallel_slices(std::size_t count, std::size_t least);

}  // namespace vignette
