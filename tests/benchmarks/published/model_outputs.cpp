// What a model computes, for published_models.py to compare. usage: model_outputs KIND PATH INPUTS OUTPUTS [bf16]
// KIND: gpt2, roberta, encoder. INPUTS: safetensors with "ids" and, for encoders, "pixels". Prints the seconds from the
// start of loading to the first output, and megabytes of memory at most (those of mapped files apart).

#include <ATen/Parallel.h>
#include <ATen/core/grad_mode.h>

#include <cstdio>

#include "models/gpt2.h"
#include "models/image_encoder.h"
#include "models/roberta.h"
#include "models/safetensors.h"
#include "process_figures.h"

namespace vignette {
namespace {

NamedTensors outputs_of(const std::string& kind, const std::filesystem::path& path, const SafetensorsFile& inputs,
                        at::ScalarType dtype) {
  const auto floats = [](const at::Tensor& tensor) { return tensor.to(at::kFloat); };
  if (kind == "gpt2") {
    auto model = Gpt2::load(path);
    model.to(at::kCPU, dtype);
    const auto hidden = model.forward(model.embed_tokens(inputs.tensor("ids")), nullptr, {}, Mode::evaluation);
    return {{"logits", floats(model.logits(hidden))}};
  }
  if (kind == "roberta") {
    auto model = Roberta::load(path);
    model.to(at::kCPU, dtype);
    const auto ids = inputs.tensor("ids");
    const auto output = model.forward(ids, ids.ne(1).to(dtype), Mode::evaluation);
    return {{"hidden", floats(output.last_hidden_state)}, {"pooled", floats(output.pooler_output)}};
  }
  auto encoder = ImageEncoder::load(path);
  encoder.to(at::kCPU, dtype);
  NamedTensors outputs = {{"images", floats(encoder.encode(inputs.tensor("pixels").to(dtype)))}};
  if (encoder.compares_texts())
    outputs.emplace_back("texts", floats(encoder.clip().encode_texts(inputs.tensor("ids"))));
  return outputs;
}

}  // namespace
}  // namespace vignette

int main(int argc, char** argv) try {
  using namespace vignette;
  if (argc < 5) throw std::runtime_error("usage: model_outputs gpt2|roberta|encoder PATH INPUTS OUTPUTS [bf16]");
  const at::NoGradGuard no_grad;
  const SafetensorsFile inputs(argv[3]);
  const double before = now();
  const auto outputs =
      outputs_of(argv[1], argv[2], inputs, argc > 5 && std::string(argv[5]) == "bf16" ? at::kBFloat16 : at::kFloat);
  std::printf("{\"seconds\": %.3f, \"megabytes\": %.0f}\n", now() - before, megabytes("VmHWM"));
  write_safetensors(argv[4], outputs);
  return 0;
} catch (const std::exception& failure) {
  std::fprintf(stderr, "model_outputs: %s\n", failure.what());
  return 1;
}
