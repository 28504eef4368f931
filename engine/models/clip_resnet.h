#pragma once
// CLIP's modified ResNet (Radford et al. 2021, section 2.4): a stem of three convolutions, average pooling in front of
// every strided convolution (anti-aliased), attention in place of the last pooling.

#include <array>
#include <string>
#include <vector>

#include "models/image_tower.h"
#include "models/initialisation.h"

namespace vignette {

struct ClipResNetConfig {
  std::array<std::int64_t, 4> layers = {3, 4, 6, 3};  ///< blocks of each stage
  std::int64_t width = 64;                            ///< channels behind the stem
  std::int64_t image_size = 224;                      ///< a multiple of 32
  std::int64_t output_dim = 1024;
  /// Heads of the attention that pools: of 64 channels each.
  std::int64_t heads() const { return width * 32 / 64; }
};

/// OpenAI's names, "visual.conv1.weight", "visual.layer1.0.bn1.running_mean" and so on. Batch normalisation always uses
/// the stored statistics, so these are buffers that nothing trains.
class ClipResNet final : public ImageTower {
 public:
  /// Throws std::invalid_argument for sizes that do not divide.
  ClipResNet(const ClipResNetConfig& config, Initialise how);

  NamedTensors named_parameters() const override;
  NamedTensors named_buffers() const override;
  std::int64_t width(ImageFeatures features) const override;
  std::int64_t image_size() const override { return config_.image_size; }
  void checkpoint_activations() override { checkpoints_ = true; }

 private:
  struct BatchNorm {
    at::Tensor weight, bias, mean, variance;
  };
  struct Unit {
    std::string convolution, norm;  ///< names
    at::Tensor weight;              ///< [out, in, k, k]
    BatchNorm batch_norm;
  };
  struct Block {
    Unit first, second, third;
    Unit shortcut;  ///< without weight: the input itself
    std::int64_t stride = 1;
  };
  struct Projection {
    at::Tensor weight, bias;
  };
  static Unit make_unit(const std::string& convolution, const std::string& norm, std::int64_t in, std::int64_t out,
                        std::int64_t kernel, Initialise how);
  static at::Tensor run(const Unit& unit, const at::Tensor& x, std::int64_t stride = 1);
  static at::Tensor run(const Block& block, const at::Tensor& x);
  static std::vector<const Unit*> units_of(const Block& block);
  std::vector<const Unit*> units() const;
  void make_stage(const std::string& name, std::int64_t blocks, std::int64_t& in, std::int64_t channels,
                  std::int64_t stride, Initialise how);
  at::Tensor pool(const at::Tensor& x) const;
  at::Tensor forward(const at::Tensor& pixels, ImageFeatures features) const override;

  ClipResNetConfig config_;
  std::vector<Unit> stem_;
  std::vector<Block> blocks_;
  at::Tensor position_embedding_;
  Projection query_, key_, value_, output_;
  bool checkpoints_ = false;
};

}  // namespace vignette
