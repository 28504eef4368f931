#pragma once
// A process's part of a batch, and what can be said of the whole batch from it. Free of LibTorch.

#include <cstdint>
#include <string>
#include <vector>

namespace vignette {

class ProcessGroup;

/// The items first … first + count - 1 of a batch. The members that speak of the whole batch must be called by all
/// processes together; alone they give back what they are given.
struct BatchShare {
  std::int64_t first = 0, count = 0;
  double weight = 1;  ///< of this part's means in those of the batch; the processes' weights add up to 1
  ProcessGroup* group = nullptr;

  /// The sum of all processes' numbers.
  double total(double own) const;
  /// The batch's mean, from this part's.
  double whole_mean(double own) const { return total(weight * own); }
  /// This part's weight in means over something that items have different amounts of (tokens).
  double weight_of(double amount) const;
  /// The texts of all parts, in the batch's order.
  std::vector<std::string> whole_texts(const std::vector<std::string>& own) const;
};

/// The texts of each process, by rank; to be called by all of them. Bytes that are not UTF-8 become U+FFFD.
std::vector<std::vector<std::string>> gather_texts(ProcessGroup& group, const std::vector<std::string>& own);

/// Contiguous shares that differ by one item at most. A batch with fewer items than processes leaves some without an
/// item of their own: those take its first one, with weight 0.
BatchShare share_of(std::int64_t items, int rank, int size);

}  // namespace vignette
