// How much of the exchange of gradients between two processes of one thread each the backward pass hides: GPT-2 with
// random weights, Gloo over the loopback. usage: gradient_exchange [LAYERS] [WIDTH] [ROWS] [TOKENS]

#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <ATen/TensorOperators.h>
#include <ATen/ops/log_softmax.h>
#include <ATen/ops/nll_loss.h>
#include <ATen/ops/randint.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "../free_port.h"
#include "models/gpt2.h"
#include "training/distributed.h"
#include "training/gradient_synchroniser.h"

namespace vignette {
namespace {

constexpr int kRounds = 5;

double now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

struct Sizes {
  std::int64_t layers = 12, width = 768, rows = 4, tokens = 20;
};

enum class Exchange { none, overlapped, afterwards };

/// Seconds of a backward pass and of the exchange, the median of some rounds.
double measure(ProcessGroup& group, GradientSynchroniser& synchroniser, const Gpt2& model, const at::Tensor& ids,
               Exchange exchange) {
  std::vector<double> seconds;
  for (int round = 0; round < kRounds; ++round) {
    const auto hidden = model.forward(model.embed_tokens(ids), nullptr, {}, Mode::evaluation);
    const auto loss = at::nll_loss(at::log_softmax(model.logits(hidden).flatten(0, 1), -1), ids.flatten());
    group.barrier();
    const double begin = now();
    if (exchange == Exchange::overlapped) synchroniser.expect_last_pass();
    loss.backward();
    if (exchange == Exchange::afterwards) synchroniser.expect_last_pass();
    if (exchange != Exchange::none) synchroniser.finish();
    seconds.push_back(now() - begin);
  }
  std::sort(seconds.begin(), seconds.end());
  return seconds[kRounds / 2];
}

void run(int rank, std::uint16_t port, const Sizes& sizes) {
  at::set_num_threads(1);
  at::manual_seed(0);
  ProcessPlace place;
  place.rank = place.local_rank = rank;
  place.world_size = place.local_world_size = 2;
  place.master_address = "127.0.0.1";
  place.master_port = port;
  const auto group = join_process_group(place);
  Gpt2Config config;
  config.n_layer = sizes.layers;
  config.n_embd = sizes.width;
  config.n_head = sizes.width / 64;
  Gpt2 model(config);
  model.requires_grad(true);
  std::vector<at::Tensor> parameters;
  std::int64_t count = 0;
  for (const auto& [name, parameter] : model.named_parameters()) {
    parameters.push_back(parameter);
    count += parameter.numel();
  }
  const auto ids = at::randint(config.vocab_size, {sizes.rows, sizes.tokens}, at::kLong);
  GradientSynchroniser synchroniser(*group, parameters);
  measure(*group, synchroniser, model, ids, Exchange::overlapped);  // gradients and buffers have their place
  const double alone = measure(*group, synchroniser, model, ids, Exchange::none);
  const double overlapped = measure(*group, synchroniser, model, ids, Exchange::overlapped);
  const auto early = synchroniser.sent_early();
  const double afterwards = measure(*group, synchroniser, model, ids, Exchange::afterwards);
  if (rank == 0)
    std::printf(
        "%.1fM parameters, %lld rows of %lld tokens, 2 processes of 1 thread, %zu of %zu buckets sent early\n"
        "backward %.3f s; with the exchange during it %.3f s, after it %.3f s: %.0f%% of the exchange hidden\n",
        double(count) / 1e6, static_cast<long long>(sizes.rows), static_cast<long long>(sizes.tokens), early,
        synchroniser.buckets(), alone, overlapped, afterwards, 100 * (1 - (overlapped - alone) / (afterwards - alone)));
  group->leave();
}

}  // namespace
}  // namespace vignette

int main(int argc, char** argv) {
  vignette::Sizes sizes;
  std::int64_t* const given[] = {&sizes.layers, &sizes.width, &sizes.rows, &sizes.tokens};
  for (int i = 1; i < argc && i <= 4; ++i) *given[i - 1] = std::atoll(argv[i]);
  const auto port = vignette::free_port();
  const auto other = ::fork();  // before LibTorch has threads
  vignette::run(other == 0 ? 1 : 0, port, sizes);
  if (other > 0) ::waitpid(other, nullptr, 0);
}
