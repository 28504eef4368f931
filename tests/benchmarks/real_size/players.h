#pragma once
// The players of one adversarial step at real size, from the folder that write_models.py fills.

#include <ATen/core/Tensor.h>

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "models/clip.h"
#include "training/adversarial_step.h"

namespace vignette {

struct StepSizes {
  std::int64_t batch = 4, samples = 5, length = 20;
  double dropout = 0.1;
  bool checkpointing = false;  ///< of both players' activations
};

struct Seconds {
  double wall = 0, cpu = 0;  ///< cpu: of all threads
  static Seconds now();
  Seconds operator-(const Seconds& other) const { return {wall - other.wall, cpu - other.cpu}; }
  Seconds operator+(const Seconds& other) const { return {wall + other.wall, cpu + other.cpu}; }
};

/// Seconds of the clock by phase.
using Phases = std::vector<std::pair<std::string, double>>;

/// Captioner, critic, CLIP's text tower, their tokenizers and optimisers. One thread.
class RealSizePlayers {
 public:
  RealSizePlayers(const std::filesystem::path& folder, const StepSizes& sizes);

  /// One whole step, the optimisers' included. Sampling draws as in training; the given tokens then take the place of
  /// those drawn. -> G_loss, D_loss, reward_loss, fd_loss, G_norm, D_norm
  std::map<std::string, double> adversarial(Phases& phases);
  /// Cross-entropy of the given captions, no dropout in the captioner's pass unless `dropout` asks for it. -> loss,
  /// norm
  std::map<std::string, double> likelihood(Phases& phases);

 private:
  AdversarialInputs draw(Phases& phases);
  at::Tensor encode_texts(std::span<const std::string> texts);

  StepSizes sizes_;
  Captioner captioner_;
  Discriminator critic_;
  Clip clip_;
  std::shared_ptr<const Tokenizer> critic_tokenizer_, clip_tokenizer_;
  AdamW generator_optimizer_, critic_optimizer_;
  std::unique_ptr<AdversarialStep> step_;
  at::Tensor images_, targets_, given_;
  std::vector<std::string> human_;
  Seconds clip_time_;
  std::uint64_t steps_ = 0;
};

}  // namespace vignette
