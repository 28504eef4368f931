#include "training/gradient_synchroniser.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/zeros.h>
#include <torch/csrc/autograd/variable.h>

#include <stdexcept>

namespace vignette {

/// One buffer: the gradients one after another, then a number a parameter that is above 0 where it has a gradient.
struct GradientSynchroniser::Bucket {
  std::vector<std::size_t> parameters;
  std::int64_t values = 0;
  std::size_t missing = 0;
  at::Tensor buffer;
  std::unique_ptr<ProcessGroup::Pending> pending;
};

class GradientSynchroniser::Hook final : public torch::autograd::PostAccumulateGradHook {
 public:
  Hook(GradientSynchroniser& owner, std::size_t parameter) : owner_(owner), parameter_(parameter) {}
  void operator()(const torch::autograd::Variable&) override { owner_.gradient_ready(parameter_); }

 private:
  GradientSynchroniser& owner_;
  std::size_t parameter_;
};

GradientSynchroniser::GradientSynchroniser(ProcessGroup& group, std::vector<at::Tensor> parameters,
                                           std::int64_t bucket_bytes)
    : group_(group), parameters_(std::move(parameters)), bucket_of_(parameters_.size()), ready_(parameters_.size()) {
  place_parameters(bucket_bytes);
  for (std::size_t i = 0; i < parameters_.size(); ++i)
    torch::autograd::impl::set_post_acc_grad_hooks(parameters_[i], std::make_unique<Hook>(*this, i));
}

GradientSynchroniser::~GradientSynchroniser() {
  for (const auto& parameter : parameters_) torch::autograd::impl::set_post_acc_grad_hooks(parameter, nullptr);
}

std::size_t GradientSynchroniser::buckets() const {
  return buckets_.size();
}

void GradientSynchroniser::place_parameters(std::int64_t bucket_bytes) {
  std::int64_t bytes = bucket_bytes;
  for (auto i = parameters_.size(); i-- > 0;) {
    const auto& parameter = parameters_[i];
    const bool other_kind =
        !buckets_.empty() && parameters_[buckets_.back().parameters[0]].dtype() != parameter.dtype();
    if (bytes >= bucket_bytes || other_kind) {
      buckets_.emplace_back();
      bytes = 0;
    }
    buckets_.back().parameters.push_back(i);
    buckets_.back().values += parameter.numel();
    bucket_of_[i] = buckets_.size() - 1;
    bytes += parameter.numel() * static_cast<std::int64_t>(parameter.element_size());
  }
  for (auto& bucket : buckets_)
    bucket.buffer = at::zeros({bucket.values + static_cast<std::int64_t>(bucket.parameters.size())},
                              parameters_[bucket.parameters[0]].options().requires_grad(false));
}

void GradientSynchroniser::expect_last_pass() {
  expecting_ = true;
  next_ = 0;
  ready_.assign(ready_.size(), false);
  for (auto& bucket : buckets_) bucket.missing = bucket.parameters.size();
}

void GradientSynchroniser::gradient_ready(std::size_t parameter) {
  if (!expecting_) return;
  if (ready_[parameter]) throw std::logic_error("a gradient was completed twice: expect_last_pass() is for one pass");
  ready_[parameter] = true;
  --buckets_[bucket_of_[parameter]].missing;
  send_ready_buckets();
}

/// In their order, which every process must keep to.
void GradientSynchroniser::send_ready_buckets() {
  while (next_ < buckets_.size() && buckets_[next_].missing == 0) send(buckets_[next_++]);
}

void GradientSynchroniser::send(Bucket& bucket) {
  const at::NoGradGuard no_grad;
  std::int64_t place = 0, mark = bucket.values;
  for (const auto index : bucket.parameters) {
    const auto& parameter = parameters_[index];
    auto part = bucket.buffer.narrow(0, place, parameter.numel()).view(parameter.sizes());
    const auto& gradient = parameter.grad();
    if (gradient.defined())
      part.copy_(gradient);
    else
      part.zero_();
    bucket.buffer.narrow(0, mark++, 1).fill_(gradient.defined() ? 1 : 0);
    place += parameter.numel();
  }
  bucket.pending = group_.begin_sum(bucket.buffer);
}

void GradientSynchroniser::finish() {
  expecting_ = false;
  sent_early_ = next_;
  while (next_ < buckets_.size()) send(buckets_[next_++]);
  for (auto& bucket : buckets_) take_sums(bucket);
}

void GradientSynchroniser::take_sums(Bucket& bucket) {
  const at::NoGradGuard no_grad;
  bucket.pending->wait();
  bucket.pending.reset();
  const auto marks = bucket.buffer.slice(0, bucket.values).to(at::kCPU, at::kDouble);
  std::int64_t place = 0, mark = 0;
  for (const auto index : bucket.parameters) {
    auto& parameter = parameters_[index];
    const auto sum = bucket.buffer.narrow(0, place, parameter.numel()).view(parameter.sizes());
    place += parameter.numel();
    if (marks.const_data_ptr<double>()[mark++] == 0) continue;
    if (parameter.grad().defined())
      parameter.mutable_grad().copy_(sum);
    else
      parameter.mutable_grad() = sum.clone();
  }
}

}  // namespace vignette
