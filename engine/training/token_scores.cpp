#include "training/token_scores.h"

#include <ATen/TensorOperators.h>
#include <ATen/autocast_mode.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/mm.h>
#include <ATen/ops/zeros.h>
#include <torch/csrc/autograd/custom_function.h>

#include <algorithm>
#include <stdexcept>

namespace vignette {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

/// Rows whose softmax is computed at once: a few megabytes.
constexpr std::int64_t chunk = 32;

at::ScalarType product_type(const at::Tensor& hidden) {
  const auto device = hidden.device().type();
  return at::autocast::is_autocast_enabled(device) ? at::autocast::get_autocast_dtype(device) : hidden.scalar_type();
}

template <class Work>
void for_each_chunk(std::int64_t rows, const Work& work) {
  for (std::int64_t first = 0; first < rows; first += chunk) work(first, std::min(chunk, rows - first));
}

class HeadFunction final : public torch::autograd::Function<HeadFunction> {
 public:
  /// -> log_probs [N], entropy [], correct []
  static variable_list forward(AutogradContext* context, const at::Tensor& hidden, const at::Tensor& weight,
                               const at::Tensor& targets) {
    const auto type = product_type(hidden);
    const auto rows = hidden.to(type), table = at::autocast::cached_cast(type, weight, weight.device().type());
    const auto count = rows.size(0);
    const auto logits = at::empty({count, table.size(0)}, rows.options());
    const auto numbers = rows.options().dtype(at::kFloat);
    const auto log_probs = at::empty({count}, numbers), normalisers = at::empty({count, 1}, numbers);
    const auto entropy = at::zeros({}, numbers), correct = at::zeros({}, numbers);
    for_each_chunk(count, [&](std::int64_t first, std::int64_t length) {
      auto part = logits.narrow(0, first, length);
      at::mm_out(part, rows.narrow(0, first, length), table.t());
      const auto values = part.to(at::kFloat), target = targets.narrow(0, first, length);
      const auto normaliser = values.logsumexp(1, /*keepdim=*/true);
      const auto expected = values.sub(normaliser).exp_().mul_(values).sum(1);
      normalisers.narrow(0, first, length).copy_(normaliser);
      log_probs.narrow(0, first, length).copy_(values.gather(1, target.unsqueeze(1)).sub(normaliser).squeeze(1));
      entropy.add_(normaliser.sum() - expected.sum());
      correct.add_(values.argmax(1).eq(target).sum());
    });
    context->save_for_backward({rows, weight, targets, normalisers});
    context->saved_data["logits"] = logits;
    context->saved_data["hidden_type"] = hidden.scalar_type();
    context->mark_non_differentiable({entropy, correct});
    return {log_probs, entropy, correct};
  }

  static variable_list backward(AutogradContext* context, variable_list gradients) {
    const auto found = context->saved_data.find("logits");
    if (found == context->saved_data.end())
      throw std::logic_error("score_tokens: its gradient was taken already, and its logits are gone");
    const auto logits = found->second.toTensor();
    context->saved_data.erase(found);
    const auto saved = context->get_saved_variables();
    const auto &rows = saved[0], &weight = saved[1];
    turn_into_gradient(logits, saved[3], saved[2], gradients[0]);
    const auto table = at::autocast::cached_cast(logits.scalar_type(), weight, weight.device().type());
    at::Tensor to_hidden, to_weight;
    if (context->needs_input_grad(0))
      to_hidden = at::mm(logits, table).to(context->saved_data["hidden_type"].toScalarType());
    if (context->needs_input_grad(1)) to_weight = at::mm(logits.t(), rows).to(weight.scalar_type());
    return {to_hidden, to_weight, at::Tensor()};
  }

 private:
  /// logits -> gradient·(one at the target - softmax), in their place.
  static void turn_into_gradient(const at::Tensor& logits, const at::Tensor& normalisers, const at::Tensor& targets,
                                 const at::Tensor& gradient) {
    for_each_chunk(logits.size(0), [&](std::int64_t first, std::int64_t length) {
      const auto part = logits.narrow(0, first, length), scale = gradient.narrow(0, first, length).unsqueeze(1);
      auto values = part.to(at::kFloat);  // fp32: the logits themselves
      values.sub_(normalisers.narrow(0, first, length)).exp_().mul_(-scale);
      const auto target = targets.narrow(0, first, length).unsqueeze(1);
      values.scatter_(1, target, values.gather(1, target).add_(scale));
      if (!values.is_same(part)) part.copy_(values);
    });
  }
};

}  // namespace

TokenScores score_tokens(const at::Tensor& hidden, const at::Tensor& weight, const at::Tensor& targets) {
  const auto results = HeadFunction::apply(hidden, weight, targets);
  return {results[0], results[1], results[2]};
}

}  // namespace vignette
