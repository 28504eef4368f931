#pragma once
// SHA-256 (FIPS 180-4). Internal to the data layer.

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace vignette {

class Sha256 {
 public:
  void add(std::span<const std::uint8_t> bytes);
  /// The digest as 64 lower-case hexadecimal digits; the object is spent then.
  std::string finish();

 private:
  void take_block(const std::uint8_t* block);

  std::array<std::uint32_t, 8> state_{0x6A09E667, 0xBB67AE85, 0x3C6EF372, 0xA54FF53A,
                                      0x510E527F, 0x9B05688C, 0x1F83D9AB, 0x5BE0CD19};
  std::array<std::uint8_t, 64> rest_{};
  std::uint64_t length_ = 0;  // bytes so far
};

}  // namespace vignette
