// How soon a GPT-2 directory gives its first logits, and how much memory that takes. usage: first_logits GPT2-DIRECTORY
// THREADS; prints {"seconds", "peak_mib", "weights_mib", "logit"}. decoding/compare_decoding.py runs it beside
// transformers.

#include <ATen/Parallel.h>
#include <ATen/core/Tensor.h>
#include <ATen/ops/tensor.h>
#include <c10/core/InferenceMode.h>

#include <iostream>
#include <nlohmann/json.hpp>
#include <string>

#include "models/gpt2.h"
#include "process_figures.h"

using namespace vignette;

int main(int argc, char** argv) {
  if (argc != 3) return std::cerr << "usage: first_logits GPT2-DIRECTORY THREADS\n", 2;
  at::set_num_threads(std::stoi(argv[2]));
  const double before = megabytes("VmHWM");
  const double begin = now();
  const c10::InferenceMode inference;
  const auto model = Gpt2::load(argv[1]);
  const at::Tensor ids = at::tensor({464, 3290, 318, 1016}, at::kLong).unsqueeze(0);
  const at::Tensor hidden = model.forward(model.embed_tokens(ids), nullptr, {}, Mode::evaluation).select(1, 3);
  const double logit = model.logits(hidden)[0][0].item<double>();
  const double seconds = now() - begin;
  const double weights = static_cast<double>(model.parameter_count()) * 4 / (1 << 20);
  std::cout << nlohmann::json{{"seconds", seconds},
                              {"peak_mib", megabytes("VmHWM") - before},
                              {"weights_mib", weights},
                              {"logit", logit}}
            << std::endl;
}
