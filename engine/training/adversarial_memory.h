#pragma once
// What adversarial training carries from step to step beside weights and moments: baselines, earlier captions, and the
// vectors of the critic's spectral norm.

#include <cstdint>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "models/roberta.h"
#include "training/baseline.h"
#include "training/replay_buffer.h"

namespace vignette {

class AdversarialMemory {
 public:
  /// `replay_capacity` 0: no captions are kept. `critic` outlives this.
  void open_critic(Discriminator& critic, std::int64_t replay_capacity, std::uint64_t seed);
  const std::shared_ptr<MovingBaselines>& baselines() const { return baselines_; }

  bool replays() const { return replay_.has_value(); }
  /// What the critic learns from as generated: `fresh` captions of pass `pass` over a micro batch, mixed with those of
  /// earlier steps. As they are where none are kept.
  std::vector<std::string> fakes(std::vector<std::string> fresh, double share, std::int64_t micro, std::int64_t pass);
  /// Keeps the step's fresh captions.
  void keep_fakes();

  nlohmann::json state() const;
  /// Keys that are missing leave their part at its start: to be called once the critic has its weights.
  void load(const nlohmann::json& state);

  /// Puts back what a step changed, unless it was kept: a reward may break a step off, and a stop then stores the step
  /// before.
  class Step {
   public:
    explicit Step(AdversarialMemory& memory);
    ~Step();
    Step(const Step&) = delete;
    Step& operator=(const Step&) = delete;
    void keep() { kept_ = true; }

   private:
    AdversarialMemory& memory_;
    MovingBaselines baselines_;
    std::vector<at::Tensor> vectors_;
    bool kept_ = false;
  };

 private:
  NamedTensors vectors() const { return critic_ ? critic_->spectral_vectors() : NamedTensors(); }

  std::shared_ptr<MovingBaselines> baselines_ = std::make_shared<MovingBaselines>();
  Discriminator* critic_ = nullptr;
  std::optional<ReplayBuffer> replay_;
  std::vector<std::pair<std::uint64_t, std::vector<std::string>>> fresh_;  ///< this step's, with their draws
};

}  // namespace vignette
