#include "models/low_rank.h"

#include <ATen/ops/addmm.h>
#include <ATen/ops/linear.h>
#include <ATen/ops/zeros.h>
#include <c10/core/GradMode.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <string_view>

#include "log/log.h"
#include "models/activation.h"
#include "models/atomic_writer.h"
#include "models/initialisation.h"
#include "models/safetensors.h"

namespace vignette {
namespace {

constexpr std::string_view weight_suffix = ".weight";

bool ends_at_dot(std::string_view module, std::string_view target) {
  if (!module.ends_with(target)) return false;
  return module.size() == target.size() || module[module.size() - target.size() - 1] == '.';
}

}  // namespace

LowRankAdapters::LowRankAdapters(const NamedTensors& parameters, const LowRankOptions& options) : options_(options) {
  if (options.rank < 1) throw std::invalid_argument(concat("LoRA: expected a rank of at least 1, got ", options.rank));
  std::vector<bool> used(options.targets.size());
  for (const auto& [name, weight] : parameters) {
    if (!name.ends_with(weight_suffix) || weight.dim() != 2) continue;
    const auto module = name.substr(0, name.size() - weight_suffix.size());
    const auto target = std::find_if(options.targets.begin(), options.targets.end(),
                                     [&](const auto& end) { return ends_at_dot(module, end); });
    if (target == options.targets.end()) continue;
    used[static_cast<std::size_t>(target - options.targets.begin())] = true;
    const auto in = weight.size(0), out = weight.size(1);
    const auto settings = weight.options().requires_grad(false);
    Adapter adapter{linear_parameter({options.rank, in}, in, Initialise::random).to(settings),
                    at::zeros({out, options.rank}, settings)};
    named_.emplace_back(module + ".lora_A.weight", adapter.a);
    named_.emplace_back(module + ".lora_B.weight", adapter.b);
    adapters_.emplace(weight.unsafeGetTensorImpl(), std::move(adapter));
  }
  for (std::size_t i = 0; i < used.size(); ++i)
    if (!used[i])
      throw std::invalid_argument(concat("LoRA: no matrix of the model is called '", options.targets[i],
                                         "'; GPT-2's are attn.c_attn, attn.c_proj, mlp.c_fc and mlp.c_proj"));
}

const LowRankAdapters::Adapter* LowRankAdapters::find(const at::Tensor& weight) const {
  const auto found = adapters_.find(weight.unsafeGetTensorImpl());
  return found == adapters_.end() ? nullptr : &found->second;
}

at::Tensor LowRankAdapters::project(const at::Tensor& rows, const at::Tensor& weight, const at::Tensor& bias,
                                    Mode mode) const {
  const at::Tensor base = at::addmm(bias, rows, weight);
  const Adapter* adapter = find(weight);
  if (adapter == nullptr) return base;
  const at::Tensor low = at::linear(apply_dropout(rows, options_.dropout, mode), adapter->a);
  return base.add(at::linear(low, adapter->b), options_.alpha / static_cast<double>(options_.rank));
}

at::Tensor LowRankAdapters::merged(const at::Tensor& weight) const {
  const Adapter* adapter = find(weight);
  if (adapter == nullptr) return weight;
  const c10::NoGradGuard no_grad;
  return at::addmm(weight, adapter->a.t(), adapter->b.t(), 1, options_.alpha / static_cast<double>(options_.rank));
}

NamedTensors LowRankAdapters::merged(const NamedTensors& parameters) const {
  NamedTensors result = parameters;
  for (auto& [name, weight] : result) weight = merged(weight);
  return result;
}

void LowRankAdapters::save(const std::filesystem::path& directory) const {
  NamedTensors stored;
  for (const auto& [name, tensor] : named_) stored.emplace_back("base_model.model." + name, tensor);
  std::filesystem::create_directories(directory);
  write_safetensors(directory / "adapter_model.safetensors", stored, {{"format", "pt"}});
  const nlohmann::json config = {{"peft_type", "LORA"},    {"task_type", "CAUSAL_LM"},
                                 {"r", options_.rank},     {"lora_alpha", options_.alpha},
                                 {"bias", "none"},         {"lora_dropout", options_.dropout},
                                 {"fan_in_fan_out", true}, {"target_modules", options_.targets},
                                 {"inference_mode", true}, {"base_model_name_or_path", nullptr}};
  write_text_atomically(directory / "adapter_config.json", config.dump(2) + "\n");
}

void LowRankAdapters::reset() {
  const c10::NoGradGuard no_grad;
  for (auto& [weight, adapter] : adapters_) adapter.b.zero_();
}

}  // namespace vignette
