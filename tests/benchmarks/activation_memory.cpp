// What a likelihood step of GPT-2 small keeps for its backward pass, with and without activation checkpointing (random
// weights, dropout on). usage: activation_memory [ROWS] [TOKENS]

#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/log_softmax.h>
#include <ATen/ops/nll_loss.h>
#include <ATen/ops/randint.h>
#include <malloc.h>

#include <cstdio>
#include <string>

#include "models/gpt2.h"
#include "process_figures.h"

namespace vignette {
namespace {

struct Figures {
  double kept = 0, peak = 0, seconds = 0, loss = 0;
};

Figures step(const Gpt2& model, const at::Tensor& ids) {
  at::manual_seed(1);
  ::malloc_trim(0);
  std::ofstream("/proc/self/clear_refs") << "5";  // the high-water mark begins anew
  Figures figures;
  const double before = megabytes("VmRSS"), begin = now();
  const auto hidden = model.forward(model.embed_tokens(ids), nullptr, {}, Mode::training);
  figures.kept = megabytes("VmRSS") - before;
  const auto loss = at::nll_loss(at::log_softmax(model.logits(hidden).flatten(0, 1), -1), ids.flatten());
  loss.backward();
  figures.seconds = now() - begin;
  figures.peak = megabytes("VmHWM") - before;
  figures.loss = loss.item<double>();
  return figures;
}

void print(const char* what, const Figures& figures) {
  std::printf("%-14s kept by the blocks %7.1f MB, peak of the step %7.1f MB, %6.2f s, loss %.6f\n", what, figures.kept,
              figures.peak, figures.seconds, figures.loss);
}

void measure(std::int64_t rows, std::int64_t tokens) {
  at::set_num_threads(1);
  at::manual_seed(0);
  Gpt2 model{Gpt2Config()};
  model.requires_grad(true);
  step(model, at::randint(50257, {1, 2}, at::kLong));  // gradients have their place
  const auto ids = at::randint(50257, {rows, tokens}, at::kLong);
  const auto plain = step(model, ids);
  model.checkpoint_activations();
  const auto checkpointed = step(model, ids);
  std::printf("GPT-2 small, %lld rows of %lld tokens, 1 thread\n", static_cast<long long>(rows),
              static_cast<long long>(tokens));
  print("plain", plain);
  print("checkpointed", checkpointed);
  std::printf("kept: %.1f%% of plain\n", 100 * checkpointed.kept / plain.kept);
}

}  // namespace
}  // namespace vignette

int main(int count, char** arguments) {
  vignette::measure(count > 1 ? std::atoll(arguments[1]) : 20, count > 2 ? std::atoll(arguments[2]) : 30);
}
