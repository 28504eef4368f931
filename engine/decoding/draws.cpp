#include "decoding/decoding.h"

namespace vignette {
namespace {

/// SplitMix64's finaliser (Steele, Lea and Flood 2014): every input bit reaches every output bit.
constexpr std::uint64_t mix(std::uint64_t x) {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
  return x ^ (x >> 31);
}

constexpr std::uint64_t golden_gamma = 0x9e3779b97f4a7c15ULL;

/// The state after `key` is taken in; the multiplication keeps (a, b) and (b, a) apart.
constexpr std::uint64_t absorb(std::uint64_t state, std::uint64_t key) {
  return mix((state + golden_gamma) * 3 ^ mix(key + golden_gamma));
}

}  // namespace

double uniform_draw(std::uint64_t seed, std::uint64_t step, std::uint64_t image, std::uint64_t sample,
                    std::uint64_t position) {
  std::uint64_t state = mix(seed + golden_gamma);
  for (const std::uint64_t key : {step, image, sample, position}) state = absorb(state, key);
  return static_cast<double>(state >> 11) * 0x1p-53;
}

}  // namespace vignette
