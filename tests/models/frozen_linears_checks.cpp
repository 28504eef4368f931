#include "models/frozen_linears_checks.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/Tensor.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/tensor.h>

#include "log/log.h"
#include "models/frozen_linears.h"

namespace vignette {
namespace {

void expect_close(std::string& problems, const at::Tensor& found, const at::Tensor& expected, const std::string& what) {
  if (found.sizes() != expected.sizes()) return void(problems += concat(what, ": another shape\n"));
  const double difference = (found - expected).abs().max().item<double>();
  if (!(difference <= 2e-5)) problems += concat(what, ": differs by ", difference, '\n');
}

at::Tensor values(std::int64_t rows, std::int64_t columns) {
  return at::arange(rows * columns, at::kFloat).mul(0.37).sin().view({rows, columns});
}

}  // namespace

std::string packed_product_problems() {
  std::string problems;
  const at::NoGradGuard no_grad;
  const at::Tensor small = at::tensor({3.0F, 4.0F, 5.0F, 6.0F}).view({2, 2}), bias = at::tensor({10.0F, 20.0F});
  const at::Tensor wide = values(96, 40);
  FrozenLinears linears;
  linears.pack({{small, bias}, {wide, {}}, {{}, bias}});
  expect_close(problems, linears(at::tensor({1.0F, 2.0F}).view({1, 2}), small, bias),
               at::tensor({21.0F, 37.0F}).view({1, 2}), "[1, 2] by [[3, 4], [5, 6]] plus [10, 20]");
  for (const std::int64_t rows : {1, 7, 64, 500}) {
    const at::Tensor x = values(rows, 40);
    expect_close(problems, linears(x, wide, {}), x.matmul(wide.t()), concat(rows, " rows"));
    expect_close(problems, linears(x.view({rows, 1, 40}), wide, {}), x.matmul(wide.t()).unsqueeze(1),
                 concat(rows, " rows of three dimensions"));
  }
  const at::Tensor other = values(5, 40);
  expect_close(problems, linears(values(3, 40), other, {}), values(3, 40).matmul(other.t()),
               "a weight that is not packed");
  return problems;
}

std::string changed_weight_problems() {
  std::string problems;
  const at::NoGradGuard no_grad;
  at::Tensor weight = values(16, 8);
  const at::Tensor x = values(4, 8);
  FrozenLinears linears;
  linears.pack({{weight, {}}});
  weight.mul_(2);
  expect_close(problems, linears(x, weight, {}), x.matmul(weight.t()), "a weight that was written to");
  linears.pack({{weight, {}}});
  expect_close(problems, linears(x, weight, {}), x.matmul(weight.t()), "packed again");
  return problems;
}

std::string gradient_problems() {
  std::string problems;
  at::Tensor weight = values(16, 8).requires_grad_();
  const at::Tensor x = values(4, 8);
  FrozenLinears linears;
  linears.pack({{weight, {}}});
  linears(x, weight, {}).sum().backward();
  if (!weight.grad().defined()) return "no gradient reaches a packed weight";
  expect_close(problems, weight.grad(), x.sum(0).expand({16, 8}), "the gradient");
  return problems;
}

}  // namespace vignette
