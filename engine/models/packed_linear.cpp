#include "models/packed_linear.h"

#include <ATen/Context.h>
#include <ATen/core/List.h>
#include <ATen/core/dispatch/Dispatcher.h>
#include <ATen/ops/zeros.h>

#include <optional>
#include <string_view>

namespace vignette {
namespace {

using OptionalTensor = std::optional<at::Tensor>;
using Scalars = c10::List<std::optional<at::Scalar>>;
using Reorder = at::Tensor(const at::Tensor&, std::optional<std::int64_t>);
using Pointwise = at::Tensor(const at::Tensor&, const at::Tensor&, const OptionalTensor&, std::string_view, Scalars,
                             std::optional<std::string_view>);
using Binary = at::Tensor(const at::Tensor&, const at::Tensor&, const at::Tensor&, const OptionalTensor&,
                          std::string_view);

/// LibTorch offers oneDNN's packed multiplication as operators only, registered where it was built with oneDNN.
template <typename Signature>
c10::TypedOperatorHandle<Signature> find(const char* name, const char* overload) {
  return c10::Dispatcher::singleton().findSchemaOrThrow(name, overload).typed<Signature>();
}

at::Tensor reorder(const at::Tensor& weight) {
  static const auto operation = find<Reorder>("mkldnn::_reorder_linear_weight", "");
  return operation.call(weight, std::nullopt);
}

at::Tensor pointwise(const at::Tensor& rows, const at::Tensor& weight, const at::Tensor& bias,
                     std::string_view activation) {
  static const auto operation = find<Pointwise>("mkldnn::_linear_pointwise", "");
  const std::optional<std::string_view> algorithm = activation == "gelu" ? "tanh" : "";
  return operation.call(rows, weight, bias.defined() ? OptionalTensor(bias) : std::nullopt, activation, Scalars(),
                        algorithm);
}

at::Tensor added(const at::Tensor& rows, const at::Tensor& residual, const at::Tensor& weight, const at::Tensor& bias) {
  static const auto operation = find<Binary>("mkldnn::_linear_pointwise", "binary");
  return operation.call(rows, residual, weight, bias.defined() ? OptionalTensor(bias) : std::nullopt, "add");
}

/// Asks the processor by trying: a small product in this dtype.
bool works(at::ScalarType dtype) {
  if (!at::hasMKLDNN() || !c10::Dispatcher::singleton().findSchema({"mkldnn::_linear_pointwise", "binary"}))
    return false;
  try {
    const at::Tensor one = at::zeros({16, 16}, dtype);
    added(one, one, reorder(one), {});
    return true;
  } catch (const c10::Error&) {
    return false;
  }
}

}  // namespace

bool PackedLinear::is_available(const at::Device& device, at::ScalarType dtype) {
  static const bool fp32 = works(at::kFloat), bf16 = works(at::kBFloat16);
  if (!device.is_cpu() || !at::globalContext().userEnabledMkldnn()) return false;
  return (dtype == at::kFloat && fp32) || (dtype == at::kBFloat16 && bf16);
}

PackedLinear::PackedLinear(const at::Tensor& weight, const at::Tensor& bias, at::ScalarType dtype)
    : dtype_(dtype), weight_(reorder(weight.detach().to(dtype))) {
  if (bias.defined()) bias_ = bias.detach().to(dtype);
}

at::Tensor PackedLinear::project(const at::Tensor& rows) const {
  return pointwise(rows.to(dtype_), weight_, bias_, "none");
}

at::Tensor PackedLinear::project_gelu(const at::Tensor& rows) const {
  return pointwise(rows.to(dtype_), weight_, bias_, "gelu");
}

at::Tensor PackedLinear::project_added(const at::Tensor& rows, const at::Tensor& residual) const {
  if (residual.scalar_type() != dtype_) return residual.add(project(rows));
  return added(rows.to(dtype_), residual, weight_, bias_);
}

}  // namespace vignette
