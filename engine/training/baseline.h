#pragma once
// What a sample's score is compared with, and the advantage that is left (reference.md section 2, 4).

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "training/batch_share.h"

namespace vignette {

enum class Baseline {
  greedy,          ///< the score of the image's greedy caption (Rennie et al. 2017, arXiv 1612.00563)
  sample,          ///< the mean of the image's other samples (Luo 2020, arXiv 2003.09971)
  moving_average,  ///< an exponential mean of earlier batches' scores (reinforcement comparison, Williams 1992)
  none             ///< 0: the score itself
};

/// Of the key reward.baseline. Throws std::invalid_argument for other names.
Baseline baseline_of(const std::string& name);

/// An exponential mean whose start is not drawn towards 0: Σ weight·value / Σ weight, as Adam corrects its moments
/// (Kingma & Ba 2015, section 3).
class MovingAverage {
 public:
  /// `decay` in [0, 1): the share that what was known before keeps.
  void add(double value, double decay);
  bool empty() const { return weight_ == 0; }
  double value() const { return sum_ / weight_; }  ///< NaN while empty

  nlohmann::json state() const;
  void load(const nlohmann::json& state);

 private:
  double sum_ = 0, weight_ = 0;
};

/// The state of Baseline::moving_average: one mean for each kind of score.
struct MovingBaselines {
  MovingAverage reward, critic;
};

/// `samples` [B·n], image-major; `greedy` [B] (read by Baseline::greedy only) -> advantage [B·n]. `average` is read by
/// Baseline::moving_average only.
at::Tensor advantages(const at::Tensor& samples, const at::Tensor& greedy, std::int64_t samples_per_image,
                      Baseline baseline, double average = 0);

/// The same over `average` as earlier batches left it (a first batch is compared with its own mean), which then takes
/// in the mean of this batch, of which the samples are `share`. Other baselines leave `average` alone.
at::Tensor advantages(const at::Tensor& samples, const at::Tensor& greedy, std::int64_t samples_per_image,
                      Baseline baseline, MovingAverage& average, double decay, const BatchShare& share = {});

enum class AdvantageNormalisation {
  none,
  std,      ///< A / (σ + 1e-4): keeps the sign, so that a sample below its baseline is still pushed down
  mean_std  ///< (A - mean) / (σ + 1e-4), the common form (Andrychowicz et al. 2021, arXiv 2006.05990, section 3.3)
};

/// Of the key policy.normalize_advantage. Throws std::invalid_argument for other names.
AdvantageNormalisation advantage_normalisation(const std::string& name);

/// advantage [R] -> [R]; mean and σ over all captions of the micro batch, of which the R are `share`, σ with their
/// number as divisor. No gradient.
at::Tensor normalise_advantage(const at::Tensor& advantage, AdvantageNormalisation how, const BatchShare& share = {});

}  // namespace vignette
