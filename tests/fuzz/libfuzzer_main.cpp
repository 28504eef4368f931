// What libFuzzer calls: the one target of this program.
#include "fuzz_target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto target = vignette::fuzz::targets().begin()->second;
  target({data, size});
  return 0;
}
