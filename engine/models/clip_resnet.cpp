#include "models/clip_resnet.h"

#include <ATen/ops/avg_pool2d.h>
#include <ATen/ops/batch_norm.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/conv2d.h>
#include <ATen/ops/linear.h>
#include <ATen/ops/relu.h>

#include <cmath>
#include <stdexcept>

#include "data/weights_error.h"
#include "models/attention.h"
#include "models/checkpointed.h"

namespace vignette {
namespace {

constexpr std::int64_t kExpansion = 4;   // of a bottleneck's last convolution
constexpr std::int64_t kReduction = 32;  // of the picture's side by stem and stages
constexpr double kEpsilon = 1e-5;        // torch's BatchNorm2d

}  // namespace

ClipResNet::Unit ClipResNet::make_unit(const std::string& convolution, const std::string& norm, std::int64_t in,
                                       std::int64_t out, std::int64_t kernel, Initialise how) {
  Unit unit{convolution, norm, {}, {}};
  unit.weight =
      normal_parameter({out, in, kernel, kernel}, std::sqrt(2.0 / static_cast<double>(in * kernel * kernel)), how);
  unit.batch_norm = {constant_parameter({out}, 1), constant_parameter({out}, 0), constant_parameter({out}, 0),
                     constant_parameter({out}, 1)};
  return unit;
}

ClipResNet::ClipResNet(const ClipResNetConfig& config, Initialise how) : config_(config) {
  if (config.image_size % kReduction != 0) throw std::invalid_argument("CLIP: image_size must be a multiple of 32");
  if (config.width % 2 != 0) throw std::invalid_argument("CLIP: the ResNet's width must be even");
  const std::int64_t half = config.width / 2;
  const auto stem = [&](const char* number, std::int64_t in, std::int64_t out) {
    stem_.push_back(make_unit(std::string("conv") + number, std::string("bn") + number, in, out, 3, how));
  };
  stem("1", 3, half), stem("2", half, half), stem("3", half, config.width);
  std::int64_t channels = config.width, in = config.width;
  for (std::size_t stage = 0; stage < config.layers.size(); ++stage, channels *= 2)
    make_stage("layer" + std::to_string(stage + 1), config.layers[stage], in, channels, stage == 0 ? 1 : 2, how);
  const std::int64_t side = config.image_size / kReduction;
  position_embedding_ = normal_parameter({side * side + 1, in}, 1 / std::sqrt(static_cast<double>(in)), how);
  const auto projection = [&](std::int64_t out) {
    return Projection{linear_parameter({out, in}, in, how), linear_parameter({out}, in, how)};
  };
  key_ = projection(in), query_ = projection(in), value_ = projection(in), output_ = projection(config.output_dim);
}

void ClipResNet::make_stage(const std::string& name, std::int64_t blocks, std::int64_t& in, std::int64_t channels,
                            std::int64_t stride, Initialise how) {
  const std::int64_t out = channels * kExpansion;
  for (std::int64_t i = 0; i < blocks; ++i, stride = 1) {
    const std::string prefix = name + "." + std::to_string(i) + ".";
    Block block;
    block.stride = stride;
    block.first = make_unit(prefix + "conv1", prefix + "bn1", in, channels, 1, how);
    block.second = make_unit(prefix + "conv2", prefix + "bn2", channels, channels, 3, how);
    block.third = make_unit(prefix + "conv3", prefix + "bn3", channels, out, 1, how);
    if (stride > 1 || in != out)
      block.shortcut = make_unit(prefix + "downsample.0", prefix + "downsample.1", in, out, 1, how);
    blocks_.push_back(std::move(block));
    in = out;
  }
}

std::vector<const ClipResNet::Unit*> ClipResNet::units_of(const Block& block) {
  std::vector<const Unit*> units = {&block.first, &block.second, &block.third};
  if (block.shortcut.weight.defined()) units.push_back(&block.shortcut);
  return units;
}

std::vector<const ClipResNet::Unit*> ClipResNet::units() const {
  std::vector<const Unit*> all;
  for (const Unit& unit : stem_) all.push_back(&unit);
  for (const Block& block : blocks_)
    for (const Unit* unit : units_of(block)) all.push_back(unit);
  return all;
}

NamedTensors ClipResNet::named_parameters() const {
  NamedTensors all;
  for (const Unit* unit : units()) {
    all.emplace_back("visual." + unit->convolution + ".weight", unit->weight);
    all.emplace_back("visual." + unit->norm + ".weight", unit->batch_norm.weight);
    all.emplace_back("visual." + unit->norm + ".bias", unit->batch_norm.bias);
  }
  all.emplace_back("visual.attnpool.positional_embedding", position_embedding_);
  for (const auto& [name, projection] : {std::pair("k", &key_), {"q", &query_}, {"v", &value_}, {"c", &output_}}) {
    const std::string prefix = std::string("visual.attnpool.") + name + "_proj.";
    all.emplace_back(prefix + "weight", projection->weight);
    all.emplace_back(prefix + "bias", projection->bias);
  }
  return all;
}

NamedTensors ClipResNet::named_buffers() const {
  NamedTensors all;
  for (const Unit* unit : units()) {
    all.emplace_back("visual." + unit->norm + ".running_mean", unit->batch_norm.mean);
    all.emplace_back("visual." + unit->norm + ".running_var", unit->batch_norm.variance);
  }
  return all;
}

std::int64_t ClipResNet::width(ImageFeatures features) const {
  if (features == ImageFeatures::pooled)
    throw WeightsError(
        "CLIP's ResNets have no pooler output: their attention pools and projects at once. Take the projected "
        "features, or a CLIP with a ViT.");
  return config_.output_dim;
}

at::Tensor ClipResNet::run(const Unit& unit, const at::Tensor& x, std::int64_t stride) {
  const std::int64_t padding = unit.weight.size(2) / 2;
  const auto& norm = unit.batch_norm;
  return at::batch_norm(at::conv2d(x, unit.weight, {}, {stride, stride}, {padding, padding}), norm.weight, norm.bias,
                        norm.mean, norm.variance, /*training=*/false, 0, kEpsilon, /*cudnn_enabled=*/true);
}

at::Tensor ClipResNet::run(const Block& block, const at::Tensor& x) {
  const auto pooled = [&](const at::Tensor& y) {
    return block.stride > 1 ? at::avg_pool2d(y, {block.stride, block.stride}) : y;
  };
  const at::Tensor inner = at::relu(run(block.second, at::relu(run(block.first, x))));
  const at::Tensor shortcut = block.shortcut.weight.defined() ? run(block.shortcut, pooled(x)) : x;
  return at::relu(run(block.third, pooled(inner)).add(shortcut));
}

/// One attention whose query is the mean over all places.
at::Tensor ClipResNet::pool(const at::Tensor& x) const {
  const std::int64_t batch = x.size(0), channels = x.size(1);
  const at::Tensor places = x.flatten(2).transpose(1, 2);
  const at::Tensor sequence = at::cat({places.mean(1, true), places}, 1).add(position_embedding_);
  const auto heads = [&](const at::Tensor& rows, const Projection& projection) {
    return split_heads(at::linear(rows, projection.weight, projection.bias), batch, config_.heads());
  };
  const at::Tensor rows = sequence.reshape({-1, channels});
  const at::Tensor context =
      attend(heads(sequence.select(1, 0), query_), heads(rows, key_), heads(rows, value_), AttentionOptions());
  return at::linear(merge_heads(context), output_.weight, output_.bias);
}

at::Tensor ClipResNet::forward(const at::Tensor& pixels, ImageFeatures features) const {
  width(features);
  at::Tensor x = pixels;
  for (std::size_t i = 0; i < stem_.size(); ++i) x = at::relu(run(stem_[i], x, i == 0 ? 2 : 1));
  x = at::avg_pool2d(x, {2, 2});
  for (const Block& block : blocks_) {
    if (!checkpoints_) {
      x = run(block, x);
      continue;
    }
    std::vector<at::Tensor> parameters;
    for (const Unit* unit : units_of(block))
      parameters.insert(parameters.end(), {unit->weight, unit->batch_norm.weight, unit->batch_norm.bias});
    x = checkpointed([&block](const auto& inputs) { return run(block, inputs[0]); }, {x}, parameters, false);
  }
  return pool(x);
}

}  // namespace vignette
