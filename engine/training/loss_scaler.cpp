#include "training/loss_scaler.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/_amp_foreach_non_finite_check_and_unscale.h>
#include <ATen/ops/full.h>
#include <ATen/ops/zeros.h>

#include <cmath>

namespace vignette {

LossScaler::LossScaler(const LossScaleOptions& options)
    : options_(options),
      scale_(at::full({}, options.initial, at::kFloat)),
      tracker_(at::zeros({}, at::kLong)),
      skipped_(at::zeros({}, at::kLong)) {}

double LossScaler::scale() const {
  return scale_.item<double>();
}

std::int64_t LossScaler::skipped() const {
  return skipped_.item<std::int64_t>();
}

bool LossScaler::unscale(std::vector<at::Tensor>& gradients) const {
  if (gradients.empty()) return true;
  const at::NoGradGuard no_grad;
  const auto options = gradients.front().options().dtype(at::kFloat);
  auto found = at::zeros({}, options);
  at::_amp_foreach_non_finite_check_and_unscale_(gradients, found, at::full({}, 1 / scale(), options));
  return found.item<float>() == 0;
}

void LossScaler::update(bool finite) {
  auto grown = float(scale() * (finite ? options_.growth_factor : options_.backoff_factor));
  const auto row = finite ? tracker_.item<std::int64_t>() + 1 : 0;
  if (!finite) skipped_.add_(1);
  tracker_.fill_(row == options_.growth_interval ? 0 : row);
  if ((!finite || row == options_.growth_interval) && std::isfinite(grown)) scale_.fill_(grown);
}

NamedTensors LossScaler::state() const {
  return {{"scale", scale_}, {"growth_tracker", tracker_}, {"skipped", skipped_}};
}

}  // namespace vignette
