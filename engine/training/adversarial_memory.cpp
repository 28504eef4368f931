#include "training/adversarial_memory.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/tensor.h>

#include <nlohmann/json.hpp>

#include "training/sampler.h"

namespace vignette {
namespace {

/// A vector of a few numbers; fp32 survives the way through JSON's doubles bit by bit.
nlohmann::json json_of(const at::Tensor& vector) {
  const auto values = vector.detach().cpu().contiguous();
  const auto* data = values.const_data_ptr<float>();
  return std::vector<float>(data, data + values.numel());
}

void copy(const at::Tensor& to, const at::Tensor& from) {
  const at::NoGradGuard no_grad;
  auto target = to;
  target.copy_(from);
}

}  // namespace

void AdversarialMemory::open_critic(Discriminator& critic, std::int64_t replay_capacity, std::uint64_t seed) {
  critic_ = &critic;
  if (replay_capacity > 0) replay_.emplace(replay_capacity, seed);
}

std::vector<std::string> AdversarialMemory::fakes(std::vector<std::string> fresh, double share, std::int64_t micro,
                                                  std::int64_t pass) {
  if (!replay_) return fresh;
  const auto draw = mix_keys(static_cast<std::uint64_t>(micro), static_cast<std::uint64_t>(pass));
  auto mixed = replay_->mix(fresh, share, draw);
  fresh_.emplace_back(draw, std::move(fresh));
  return mixed;
}

void AdversarialMemory::keep_fakes() {
  for (const auto& [draw, texts] : std::exchange(fresh_, {})) replay_->add(texts, draw);
}

nlohmann::json AdversarialMemory::state() const {
  nlohmann::json state = {
      {"baselines", {{"reward", baselines_->reward.state()}, {"critic", baselines_->critic.state()}}}};
  if (replay_) state["replay"] = replay_->state();
  for (const auto& [name, vector] : vectors()) state["spectral"][name] = json_of(vector);
  return state;
}

void AdversarialMemory::load(const nlohmann::json& state) {
  if (state.contains("baselines")) {
    baselines_->reward.load(state.at("baselines").at("reward"));
    baselines_->critic.load(state.at("baselines").at("critic"));
  }
  if (replay_ && state.contains("replay")) replay_->load(state.at("replay"));
  if (!state.contains("spectral")) {
    if (!vectors().empty()) critic_->use_spectral_norm();  // anew, for the weights as they are
    return;
  }
  for (const auto& [name, vector] : vectors())
    copy(vector, at::tensor(state.at("spectral").at(name).get<std::vector<float>>(), at::kFloat));
}

AdversarialMemory::Step::Step(AdversarialMemory& memory) : memory_(memory), baselines_(*memory.baselines_) {
  for (const auto& [name, vector] : memory.vectors()) vectors_.push_back(vector.clone());
}

AdversarialMemory::Step::~Step() {
  if (kept_) return;
  memory_.fresh_.clear();
  *memory_.baselines_ = baselines_;
  const auto now = memory_.vectors();
  for (std::size_t i = 0; i < vectors_.size(); ++i) copy(now[i].second, vectors_[i]);
}

}  // namespace vignette
