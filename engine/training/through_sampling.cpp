#include "training/through_sampling.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/constant_pad_nd.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/log_softmax.h>
#include <ATen/ops/minimum.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/searchsorted.h>
#include <ATen/ops/stack.h>

namespace vignette {
namespace {

at::Tensor uniforms(std::span<const GenerateRow> rows, const GenerateOptions& options, std::int64_t position) {
  auto draws = at::empty({static_cast<std::int64_t>(rows.size())}, at::kDouble);
  auto* out = draws.mutable_data_ptr<double>();
  for (const auto& row : rows)
    *out++ = uniform_draw(options.seed, options.step, row.image, row.sample, static_cast<std::uint64_t>(position));
  return draws;
}

/// The first token whose cumulative probability exceeds the draw, as generate() takes it. -> [R]
at::Tensor draw_tokens(const at::Tensor& log_probs, const at::Tensor& draws) {
  const at::NoGradGuard no_grad;
  const auto cumulative = log_probs.detach().exp().cumsum(1);
  const auto total = cumulative.narrow(1, cumulative.size(1) - 1, 1);
  const auto wanted = draws.to(total.device()).unsqueeze(1).mul(total).to(at::kFloat);
  return at::searchsorted(cumulative, at::minimum(wanted, total.mul(1 - 0x1p-24)), false, true).squeeze(1);
}

at::Tensor next_log_probs(const Captioner& captioner, const at::Tensor& prefix, const at::Tensor& drawn,
                          const SamplingOptions& sampling, Mode mode) {
  // One column more, unread, for the token to come.
  const auto ids = at::constant_pad_nd(drawn, {0, 1});
  const auto hidden = captioner.caption_hidden(prefix, ids, mode);
  auto logits = captioner.language_model().logits(hidden.select(1, drawn.size(1))).to(at::kFloat);
  if (!sampling.is_plain()) logits = filter_logits(logits, drawn, sampling);
  return at::log_softmax(logits, -1);
}

at::Tensor entropy_of(const at::Tensor& log_probs) {
  const auto values = log_probs.detach();
  return -(values.exp() * values.clamp_min(-1e4)).sum(-1);
}

/// [R, T] of 1 and 0: positions before each row's end.
at::Tensor before(const at::Tensor& ends, std::int64_t width) {
  return at::arange(width, ends.options()).unsqueeze(0).lt(ends.unsqueeze(1)).to(at::kFloat);
}

}  // namespace

GradientSamples sample_with_gradient(const Captioner& captioner, const at::Tensor& prefix,
                                     std::span<const GenerateRow> rows, const GenerateOptions& options,
                                     bool mask_forced_stop, Mode mode) {
  const auto count = prefix.size(0);
  auto drawn = at::empty({count, 0}, prefix.options().dtype(at::kLong).requires_grad(false));
  auto unfinished = at::ones({count}, drawn.options().dtype(at::kFloat));
  std::vector<at::Tensor> counted, log_probs, entropies;
  for (std::int64_t position = 0; position < options.max_length; ++position) {
    if (options.cancelled && options.cancelled()) throw Cancelled();
    const auto next = next_log_probs(captioner, prefix, drawn, options.sampling, mode);
    const auto tokens = draw_tokens(next, uniforms(rows, options, position));
    const auto stopped = tokens.eq(options.stop_tokens.front()).to(at::kFloat);
    const bool last = position + 1 == options.max_length && position > 0;
    counted.push_back(last && mask_forced_stop ? unfinished * stopped : unfinished);
    log_probs.push_back(next.gather(1, tokens.unsqueeze(1)).squeeze(1));
    entropies.push_back((entropy_of(next) * unfinished).sum());
    drawn = at::cat({drawn, tokens.unsqueeze(1)}, 1);
    unfinished = unfinished * (1 - stopped);
    if (unfinished.sum().item<float>() == 0) break;
  }
  const auto weights = at::stack(counted, 1), values = at::stack(log_probs, 1);
  GradientSamples result;
  result.captions = captions_from_drawn(drawn, options.stop_tokens.front(), captioner.tokenizer());
  const auto ends = result.captions.lengths.to(drawn.device());
  result.captions.token_log_probs = (values.detach() * before(ends, values.size(1))).cpu().contiguous();
  result.log_probabilities = (values * weights).sum(1) / weights.sum(1);
  result.entropy = at::stack(entropies).sum() / ends.sum();
  return result;
}

}  // namespace vignette
