#include "training/contrastive_loss.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/cross_entropy_loss.h>

#include <algorithm>

#include "training/targets.h"

namespace vignette {
namespace {

/// Part of the rows of `from` whose most similar row of `to` has the same number.
double recall_at_1(const at::Tensor& from, const at::Tensor& to) {
  constexpr std::int64_t slice = 1024;
  const auto transposed = to.t();
  std::int64_t hits = 0;
  for (std::int64_t first = 0; first < from.size(0); first += slice) {
    const auto last = std::min(first + slice, from.size(0));
    const auto best = from.slice(0, first, last).matmul(transposed).argmax(1);
    hits += best.eq(at::arange(first, last, best.options())).sum().item<std::int64_t>();
  }
  return double(hits) / double(from.size(0));
}

}  // namespace

at::Tensor contrastive_loss(const at::Tensor& images, const at::Tensor& texts, const at::Tensor& scale) {
  const auto logits = scale * normalised_rows(images).matmul(normalised_rows(texts).t());
  const auto labels = at::arange(logits.size(0), logits.options().dtype(at::kLong).requires_grad(false));
  return (at::cross_entropy_loss(logits, labels) + at::cross_entropy_loss(logits.t(), labels)) / 2;
}

PairFigures measure_pairs(const at::Tensor& images, const at::Tensor& texts) {
  const at::NoGradGuard no_grad;
  const auto unit_images = normalised_rows(images), unit_texts = normalised_rows(texts);
  PairFigures figures;
  figures.image_to_text = recall_at_1(unit_images, unit_texts);
  figures.text_to_image = recall_at_1(unit_texts, unit_images);
  figures.gap = (unit_images.mean(0) - unit_texts.mean(0)).norm().item<double>();
  figures.cosine = (unit_images * unit_texts).sum(1).mean().item<double>();
  return figures;
}

}  // namespace vignette
