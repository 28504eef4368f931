#pragma once
// Random numbers that depend on a key and a counter alone: the same on every machine and in any order of use.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace vignette {

/// The finaliser of SplitMix64 (Steele, Lea, Flood 2014): a bijection whose output bits all depend on all input bits.
constexpr std::uint64_t mix_bits(std::uint64_t x) {
  x += 0x9E3779B97F4A7C15ULL;
  x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9ULL;
  x = (x ^ (x >> 27)) * 0x94D049BB133111EBULL;
  return x ^ (x >> 31);
}

/// FNV-1a, 64 bits: starts at the offset; each byte is xored in, then multiplied by the prime.
constexpr std::uint64_t fnv_offset = 0xCBF29CE484222325ULL, fnv_prime = 0x100000001B3ULL;

/// FNV-1a of a name, for keys. Not for telling contents apart.
constexpr std::uint64_t name_bits(std::string_view name) {
  std::uint64_t hash = fnv_offset;
  for (char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * fnv_prime;
  return hash;
}

/// A stream of numbers for one key. Copyable; not for sharing between threads.
class CounterRandom {
 public:
  explicit constexpr CounterRandom(std::uint64_t key) : key_(mix_bits(key)) {}

  constexpr std::uint64_t bits() { return mix_bits(key_ ^ mix_bits(counter_++)); }
  /// In [0, 1), 53 bits.
  constexpr double uniform() { return static_cast<double>(bits() >> 11) * 0x1p-53; }
  constexpr double between(double low, double high) { return low + (high - low) * uniform(); }
  /// In [0, n), n > 0.
  constexpr int below(int n) { return static_cast<int>(uniform() * n); }
  constexpr bool chance(double probability) { return uniform() < probability; }

  template <class T, std::size_t N>
  constexpr const T& pick(const std::array<T, N>& values) {
    return values[static_cast<std::size_t>(below(static_cast<int>(N)))];
  }

 private:
  std::uint64_t key_;
  std::uint64_t counter_ = 0;
};

}  // namespace vignette
