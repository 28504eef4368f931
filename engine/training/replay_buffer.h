#pragma once
// Captions that the captioner gave earlier, so that the critic does not forget what it once caught (Shrivastava et al.
// 2017, arXiv 1612.07828, section 2.3). Free of LibTorch.

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>
#include <vector>

namespace vignette {

/// Draws depend on (seed, draw) alone, whatever was drawn before.
class ReplayBuffer {
 public:
  /// `capacity` in captions, at least 1.
  ReplayBuffer(std::int64_t capacity, std::uint64_t seed);

  /// `fresh` with round(share · size) of its captions, but no more than are stored, replaced by stored ones. Which give
  /// way is drawn without, which take their place with replacement; the others keep their order.
  std::vector<std::string> mix(std::span<const std::string> fresh, double share, std::uint64_t draw) const;
  /// Stores captions. In a full buffer each takes a drawn place, so that the share that is older than a step falls
  /// geometrically.
  void add(std::span<const std::string> texts, std::uint64_t draw);

  std::int64_t size() const { return static_cast<std::int64_t>(texts_.size()); }
  const std::vector<std::string>& texts() const { return texts_; }

  /// A list of texts. load() keeps the first `capacity` of them.
  nlohmann::json state() const;
  void load(const nlohmann::json& state);

 private:
  std::int64_t capacity_;
  std::uint64_t seed_;
  std::vector<std::string> texts_;
};

}  // namespace vignette
