#include "training/aggregation.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/softmax.h>

#include <algorithm>
#include <vector>

namespace vignette {
namespace {

at::Tensor unit_rows(const at::Tensor& rows) {
  return (rows / rows.norm(2, {-1}, true)).to(at::kDouble);
}

/// Rows whose float64 weights take about 64 MB.
std::int64_t slice_rows(std::int64_t captions) {
  return std::clamp<std::int64_t>((std::int64_t{8} << 20) / std::max<std::int64_t>(1, captions), 1, 1024);
}

}  // namespace

at::Tensor aggregate_texts(const at::Tensor& images, const at::Tensor& captions, double temperature,
                           const std::function<void(double)>& between) {
  const at::NoGradGuard no_grad;
  const auto unit_images = unit_rows(images), transposed = unit_rows(captions).t().contiguous();
  const auto values = captions.to(at::kDouble);
  const std::int64_t count = images.size(0), slice = slice_rows(captions.size(0));
  std::vector<at::Tensor> parts;
  for (std::int64_t first = 0; first < count; first += slice) {
    const auto rows = unit_images.slice(0, first, std::min(first + slice, count));
    const auto weights = at::softmax(rows.matmul(transposed).mul_(temperature), -1);
    parts.push_back(weights.matmul(values).to(at::kHalf).to(at::kFloat));
    if (between) between(double(std::min(first + slice, count)) / double(count));
  }
  return parts.empty() ? at::Tensor(captions.slice(0, 0, 0).to(at::kFloat)) : at::cat(parts);
}

}  // namespace vignette
