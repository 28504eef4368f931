// The C++ side of decoding_speed.py: captions by a GPT-2 directory whose prefix is the embedding of given ids, so that
// programs without prefixes can be asked for the same. Reads a JSON object a line, {"batch", "method", "precision"},
// and answers with {"seconds", "ids"}.

#include <ATen/Parallel.h>
#include <ATen/core/Tensor.h>
#include <ATen/ops/tensor.h>
#include <c10/core/GradMode.h>

#include <chrono>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>

#include "decoding/beam_search.h"
#include "decoding/decoding.h"

using namespace vignette;
using nlohmann::json;

namespace {

constexpr std::int64_t tokens = 20, beams = 5;

/// An otherwise unused mapper: what decodes is the language model.
Captioner open(const std::string& directory, at::ScalarType precision) {
  MapperConfig mapper;
  mapper.embedding_size = 2;
  auto model = Gpt2::load(directory);
  mapper.model_width = model.config().n_embd;
  Captioner captioner(std::move(model), mapper, nullptr);
  captioner.requires_grad(false);
  captioner.to(at::kCPU, precision);
  return captioner;
}

at::Tensor prefix_of(const Captioner& captioner, const json& prompts, std::size_t batch) {
  std::vector<std::int64_t> ids;
  for (std::size_t row = 0; row < batch; ++row)
    for (const auto& id : prompts.at(row)) ids.push_back(id);
  return captioner.language_model().embed_tokens(
      at::tensor(ids, at::kLong).view({static_cast<std::int64_t>(batch), -1}));
}

std::vector<std::vector<std::int64_t>> decode(const Captioner& captioner, const at::Tensor& prefix,
                                              const std::string& method) {
  std::vector<std::vector<std::int64_t>> captions;
  if (method == "beam") {
    BeamOptions options;
    options.beams = beams, options.max_length = tokens, options.stop_tokens.clear();
    options.scoring = BeamScoring::length_normalised;
    for (const auto& found : beam_search(captioner, prefix, options)) captions.push_back(found.front().ids);
    return captions;
  }
  std::vector<GenerateRow> rows;
  for (std::int64_t row = 0; row < prefix.size(0); ++row)
    rows.push_back({row, method == "greedy", static_cast<std::uint64_t>(row), 0});
  GenerateOptions options;
  options.max_length = tokens, options.stop_tokens.clear(), options.force_stop_at_limit = false;
  const auto generated = generate(captioner, prefix, rows, options);
  for (std::int64_t row = 0; row < prefix.size(0); ++row) {
    const auto* ids = generated.ids[row].const_data_ptr<std::int64_t>();
    captions.emplace_back(ids, ids + tokens);
  }
  return captions;
}

json answer(const Captioner& captioner, const json& prompts, const json& request) {
  const at::Tensor prefix = prefix_of(captioner, prompts, request.at("batch"));
  const auto begin = std::chrono::steady_clock::now();
  const auto captions = decode(captioner, prefix, request.at("method"));
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
  return {{"seconds", seconds.count()}, {"ids", captions}};
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 5) return std::cerr << "usage: decoding_child GPT2-DIRECTORY PROMPTS.json fp32|bf16 THREADS\n", 2;
  const c10::NoGradGuard no_grad;
  at::set_num_threads(std::stoi(argv[4]));
  const auto prompts = json::parse(std::ifstream(argv[2]));
  const auto captioner = open(argv[1], std::string(argv[3]) == "bf16" ? at::kBFloat16 : at::kFloat);
  const auto packed = captioner.pack();  // held between captions, as CaptionDecoder does
  for (std::string line; std::getline(std::cin, line);)
    std::cout << answer(captioner, prompts, json::parse(line)).dump() << std::endl;
}
