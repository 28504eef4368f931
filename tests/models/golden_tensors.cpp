#include "models/golden_tensors.h"

#include <ATen/ops/empty.h>

#include <fstream>
#include <stdexcept>

#include "models/safetensors.h"

namespace vignette {
namespace {

std::vector<std::int64_t> shape_of(const nlohmann::json& list) {
  std::vector<std::int64_t> shape;
  for (const nlohmann::json* at = &list; at->is_array(); at = &at->front()) {
    shape.push_back(static_cast<std::int64_t>(at->size()));
    if (at->empty()) break;
  }
  return shape;
}

template <class Number>
void flatten(const nlohmann::json& list, Number*& out) {
  if (!list.is_array()) {
    *out++ = list.get<Number>();
    return;
  }
  for (const auto& item : list) flatten(item, out);
}

template <class Number>
at::Tensor to_tensor(const nlohmann::json& list, at::ScalarType dtype) {
  at::Tensor tensor = at::empty(shape_of(list), dtype);
  Number* out = tensor.mutable_data_ptr<Number>();
  flatten(list, out);
  return tensor;
}

}  // namespace

nlohmann::json read_golden(const std::filesystem::path& file) {
  std::ifstream input(file);
  if (!input) throw std::runtime_error(file.string() + " is missing: this directory holds no case");
  return nlohmann::json::parse(input);
}

at::Tensor float_tensor(const nlohmann::json& list) {
  return to_tensor<float>(list, at::kFloat);
}
at::Tensor id_tensor(const nlohmann::json& list) {
  return to_tensor<std::int64_t>(list, at::kLong);
}

std::vector<double> numbers(const at::Tensor& tensor) {
  const at::Tensor flat = tensor.detach().to(at::kDouble).contiguous();
  return {flat.const_data_ptr<double>(), flat.const_data_ptr<double>() + flat.numel()};
}

std::vector<std::int64_t> ids_of(const at::Tensor& tensor) {
  const at::Tensor flat = tensor.to(at::kLong).contiguous();
  return {flat.const_data_ptr<std::int64_t>(), flat.const_data_ptr<std::int64_t>() + flat.numel()};
}

Captioner golden_captioner(const std::filesystem::path& directory, const std::string& kind) {
  const nlohmann::json golden = read_golden(directory / "clipcap.json");
  MapperConfig mapper;
  mapper.kind = kind;
  mapper.embedding_size = static_cast<std::int64_t>(golden["prefix"][0].size());
  mapper.prefix_length = golden["prefix_length"];
  mapper.clip_length = golden["clip_length"];
  mapper.num_layers = golden["num_layers"];
  const auto language_model = directory / "tiny" / "gpt2";
  Gpt2 gpt2(Gpt2Config::from_directory(language_model));
  mapper.model_width = gpt2.config().n_embd;
  Captioner captioner(std::move(gpt2), mapper, load_tokenizer(language_model, TokenizerKind::gpt2));
  load_parameters(directory / ("clipcap_" + kind + ".pt"), captioner.named_parameters());
  return captioner;
}

void check_gradient_norms(Problems& problems, const Module& module, const nlohmann::json& expected,
                          const std::vector<std::pair<std::string, std::string>>& renamed) {
  std::size_t found = 0;
  for (auto [name, parameter] : module.named_parameters()) {
    const std::string full = name;
    for (const auto& [from, to] : renamed) {
      if (name.starts_with(from)) name.replace(0, from.size(), to);
    }
    if (!expected.contains(name)) continue;
    ++found;
    problems.near("gradient of " + full, parameter.grad().norm().item<double>(), expected[name], 1e-4, 1e-3);
  }
  problems.equal("parameters with a gradient", found, expected.size());
}

}  // namespace vignette
