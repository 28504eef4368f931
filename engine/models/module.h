#pragma once
// What all models share: named parameters and a place to run.

#include <ATen/core/Tensor.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace vignette {

using NamedTensors = std::vector<std::pair<std::string, at::Tensor>>;

/// Dropout is on in training mode only. It draws from the default generator.
enum class Mode { evaluation, training };

/// Models are plain structs of tensors with functional forward passes (at:: operators, no torch::nn, which triples
/// compile time). Names are Hugging Face's. A model is used by one thread at a time.
class Module {
 public:
  virtual ~Module() = default;
  /// Every parameter once (tied ones under their first name), in Hugging Face's order. Handles share storage:
  /// optimisers and loaders write through them.
  virtual NamedTensors named_parameters() const = 0;

  /// Constants that belong to the model and are saved with it, but that nothing trains.
  virtual NamedTensors named_buffers() const { return {}; }

  void to(const at::Device& device, at::ScalarType dtype);
  void requires_grad(bool on);
  std::int64_t parameter_count() const;
};

}  // namespace vignette
