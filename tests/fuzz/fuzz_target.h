#pragma once
// Readers and tokenizers that are given any bytes. A target throws, crashes or hangs where its reader is wrong: errors
// that the reader's header names are caught in the target, all others are findings. Free of libFuzzer and of Qt.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>

namespace vignette::fuzz {

using Bytes = std::span<const std::uint8_t>;
using Target = std::function<void(Bytes)>;

/// The targets of this program by name: one in a fuzzer, all in the test that replays their corpora.
std::map<std::string, Target>& targets();

struct Registration {
  Registration(const char* name, Target target) { targets().emplace(name, std::move(target)); }
};

inline std::string_view text_of(Bytes bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// The pieces of an input that stands for several texts: "first\0second\0rest".
std::string_view next_piece(std::string_view& rest);

/// Throws std::logic_error, a finding.
void require(bool holds, const char* what);

/// A folder of this process in memory (/dev/shm) where there is one; it goes when the program ends.
class ScratchFolder {
 public:
  ScratchFolder();
  ~ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  /// Replaces the file; makes its folders. The whole path.
  std::filesystem::path write(std::string_view name, std::string_view content) const;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// Opens the bytes as a dataset in a file of that name, beside a picture "a.png", and checks what holds of all
/// datasets: captions are text, names stay in the folder. A DatasetError has to name the file.
void open_as_dataset(std::string_view name, Bytes bytes);
/// Another file in that folder.
void put_beside_dataset(std::string_view name, std::string_view content);

/// A picture of one pixel.
std::string_view tiny_png();

}  // namespace vignette::fuzz

/// VIGNETTE_FUZZ_TARGET(recipe) { … bytes … }
#define VIGNETTE_FUZZ_TARGET(name)                                                      \
  static void fuzz_##name(vignette::fuzz::Bytes bytes);                                 \
  static const vignette::fuzz::Registration registration_of_##name(#name, fuzz_##name); \
  static void fuzz_##name(vignette::fuzz::Bytes bytes)
