#include "cli/paired_comparison.h"

#include <algorithm>
#include <random>
#include <stdexcept>
#include <vector>

namespace vignette {

PairedDifference compare_paired(std::span<const double> a, std::span<const double> b, std::uint64_t seed,
                                int resamples) {
  if (a.size() != b.size() || a.empty()) throw std::invalid_argument("paired scores of the same images were expected");
  std::vector<double> differences(a.size());
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += differences[i] = a[i] - b[i];

  std::mt19937_64 random(seed);
  std::vector<double> means(static_cast<std::size_t>(resamples));
  for (double& mean : means) {
    double total = 0;
    for (std::size_t i = 0; i < a.size(); ++i) total += differences[random() % a.size()];
    mean = total / static_cast<double>(a.size());
  }
  std::sort(means.begin(), means.end());
  const auto at = [&](double part) {
    return means[static_cast<std::size_t>(part * static_cast<double>(resamples - 1))];
  };
  return {sum / static_cast<double>(a.size()), at(0.025), at(0.975)};
}

}  // namespace vignette
