#pragma once
// Large pages of memory. Internal to the data layer.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace vignette {

/// The usual size of large pages on x86-64 and ARM.
constexpr std::size_t kHugePage = 2u << 20;

/// Asks the system to give the large pages in it at once, where they are first written to: they come in a third of the
/// time that many small ones take. For memory of megabytes that will be filled; pages never written to still cost
/// nothing. Does nothing where there is no such thing.
void prefer_huge_pages(void* memory, std::size_t bytes);

/// Room for `count` elements, or for 64 MiB of them when that is less: a guess from above, since room that stays empty
/// costs addresses alone, while a vector that grows writes all of it anew each time.
template <class T>
void reserve_generously(std::vector<T>& elements, std::uint64_t count) {
  elements.reserve(static_cast<std::size_t>(std::min<std::uint64_t>(count, (64u << 20) / sizeof(T))));
  prefer_huge_pages(elements.data(), elements.capacity() * sizeof(T));
}

}  // namespace vignette
