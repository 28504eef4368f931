#include "models/checkpointed.h"

#include <ATen/Context.h>
#include <ATen/autocast_mode.h>
#include <c10/core/GradMode.h>
#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/custom_class.h>

#include <algorithm>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <utility>

namespace vignette {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

at::Tensor random_state(const at::Device& device) {
  auto generator = at::globalContext().defaultGenerator(device);
  const std::scoped_lock lock(generator.mutex());
  return generator.get_state();
}

void set_random_state(const at::Device& device, const at::Tensor& state) {
  auto generator = at::globalContext().defaultGenerator(device);
  const std::scoped_lock lock(generator.mutex());
  generator.set_state(state);
}

/// While alive, the device's generator goes on from `state`; undefined: nothing happens.
class RandomStateScope {
 public:
  RandomStateScope(const at::Device& device, const at::Tensor& state) : device_(device) {
    if (!state.defined()) return;
    before_ = random_state(device);
    set_random_state(device, state);
  }
  ~RandomStateScope() {
    if (before_.defined()) set_random_state(device_, before_);
  }
  RandomStateScope(const RandomStateScope&) = delete;
  RandomStateScope& operator=(const RandomStateScope&) = delete;

 private:
  at::Device device_;
  at::Tensor before_;
};

struct AutocastSettings {
  at::DeviceType device;
  bool on, cache;
  at::ScalarType type;
  static AutocastSettings current(at::DeviceType device) {
    return {device, at::autocast::is_autocast_enabled(device), at::autocast::is_autocast_cache_enabled(),
            at::autocast::get_autocast_dtype(device)};
  }
  void apply() const {
    at::autocast::set_autocast_dtype(device, type);
    at::autocast::set_autocast_enabled(device, on);
    at::autocast::set_autocast_cache_enabled(cache);
  }
};

/// While alive, autocast is set as given, but keeps no cast weights: those that a pass without gradient makes would cut
/// the gradient of later ones.
class AutocastScope {
 public:
  explicit AutocastScope(AutocastSettings settings) : before_(AutocastSettings::current(settings.device)) {
    settings.cache = false;
    settings.apply();
  }
  ~AutocastScope() { before_.apply(); }
  AutocastScope(const AutocastScope&) = delete;
  AutocastScope& operator=(const AutocastScope&) = delete;

 private:
  AutocastSettings before_;
};

struct Replay : torch::CustomClassHolder {
  Replay(const CheckpointedPart& the_part, std::size_t input_count, const std::vector<at::Tensor>& the_parameters,
         const at::Tensor& like, bool draws)
      : part(the_part),
        inputs(input_count),
        parameters(the_parameters),
        device(like.device()),
        random(draws ? random_state(device) : at::Tensor()),
        autocast(AutocastSettings::current(device.type())) {}
  CheckpointedPart part;
  std::size_t inputs;
  std::vector<at::Tensor> parameters;
  at::Device device;
  at::Tensor random;
  AutocastSettings autocast;
};

class Checkpoint : public torch::autograd::Function<Checkpoint> {
 public:
  /// `tensors`: the inputs, then the parameters.
  static at::Tensor forward(AutogradContext* context, c10::intrusive_ptr<Replay> replay, at::TensorList tensors) {
    const variable_list inputs(tensors.begin(), tensors.begin() + static_cast<std::ptrdiff_t>(replay->inputs));
    context->save_for_backward(inputs);
    context->saved_data["replay"] = c10::IValue::make_capsule(replay);
    const AutocastScope autocast(replay->autocast);
    return replay->part(inputs);
  }

  static variable_list backward(AutogradContext* context, variable_list gradients) {
    if (c10::GradMode::is_enabled())
      throw std::logic_error("gradients of checkpointed activations cannot be differentiated again");
    const auto replay = c10::static_intrusive_pointer_cast<Replay>(context->saved_data["replay"].toCapsule());
    variable_list inputs;
    for (const auto& saved : context->get_saved_variables())
      inputs.push_back(saved.detach().set_requires_grad(saved.requires_grad()));
    const c10::AutoGradMode with_gradient(true);
    at::Tensor output;
    {
      const RandomStateScope random(replay->device, replay->random);
      const AutocastScope autocast(replay->autocast);
      output = replay->part(inputs);
    }
    return differentiate(output, std::move(inputs), replay->parameters, gradients);
  }

 private:
  /// One gradient for each argument of forward(); the first has none.
  static variable_list differentiate(const at::Tensor& output, variable_list sources,
                                     const std::vector<at::Tensor>& parameters, const variable_list& gradients) {
    sources.insert(sources.end(), parameters.begin(), parameters.end());
    variable_list wanted;
    std::copy_if(sources.begin(), sources.end(), std::back_inserter(wanted),
                 [](const at::Tensor& source) { return source.requires_grad(); });
    auto found = torch::autograd::grad({output}, wanted, gradients, /*retain_graph=*/false, /*create_graph=*/false,
                                       /*allow_unused=*/true);
    variable_list result(1 + sources.size());
    auto next = found.begin();
    for (std::size_t i = 0; i < sources.size(); ++i)
      if (sources[i].requires_grad()) result[1 + i] = std::move(*next++);
    return result;
  }
};

}  // namespace

at::Tensor checkpointed(const CheckpointedPart& part, const std::vector<at::Tensor>& inputs,
                        const std::vector<at::Tensor>& parameters, bool draws) {
  if (!c10::GradMode::is_enabled()) return part(inputs);
  auto tensors = inputs;
  tensors.insert(tensors.end(), parameters.begin(), parameters.end());
  auto replay = c10::make_intrusive<Replay>(part, inputs.size(), parameters, inputs.front(), draws);
  return Checkpoint::apply(std::move(replay), at::TensorList(tensors));
}

std::vector<at::Tensor> parameters_below(const NamedTensors& parameters, std::string_view prefix) {
  std::vector<at::Tensor> found;
  for (const auto& [name, parameter] : parameters)
    if (name.starts_with(prefix)) found.push_back(parameter);
  return found;
}

}  // namespace vignette
