#include "training/replay_buffer.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "training/sampler.h"

namespace vignette {
namespace {

/// Streams of one seed that must not share their draws.
constexpr std::uint64_t places_stream = 0x706c6163, stored_stream = 0x73746f72, added_stream = 0x61646465;

}  // namespace

ReplayBuffer::ReplayBuffer(std::int64_t capacity, std::uint64_t seed)
    : capacity_(std::max<std::int64_t>(1, capacity)), seed_(seed) {}

std::vector<std::string> ReplayBuffer::mix(std::span<const std::string> fresh, double share, std::uint64_t draw) const {
  std::vector<std::string> mixed(fresh.begin(), fresh.end());
  const auto count = static_cast<std::int64_t>(fresh.size());
  const auto replaced = std::min<std::int64_t>(std::llround(share * double(count)), size());
  const auto places = shuffled_order(count, mix_keys(seed_, places_stream), draw);
  for (std::int64_t i = 0; i < replaced; ++i) {
    const auto stored = mix_keys(seed_, stored_stream, draw, static_cast<std::uint64_t>(i)) % texts_.size();
    mixed[static_cast<std::size_t>(places[static_cast<std::size_t>(i)])] = texts_[stored];
  }
  return mixed;
}

void ReplayBuffer::add(std::span<const std::string> texts, std::uint64_t draw) {
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (size() < capacity_)
      texts_.push_back(texts[i]);
    else
      texts_[mix_keys(seed_, added_stream, draw, i) % texts_.size()] = texts[i];
  }
}

nlohmann::json ReplayBuffer::state() const {
  return texts_;
}

void ReplayBuffer::load(const nlohmann::json& state) {
  texts_ = state.get<std::vector<std::string>>();
  if (size() > capacity_) texts_.resize(static_cast<std::size_t>(capacity_));
}

}  // namespace vignette
