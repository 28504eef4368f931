#include "data/fingerprint.h"

#include <algorithm>
#include <fstream>
#include <stdexcept>
#include <vector>

#include "data/embedding_cache.h"
#include "data/sha256.h"
#include "log/log.h"

namespace vignette {
namespace fs = std::filesystem;
namespace {

constexpr std::uint64_t whole_limit = 64u << 20, edge = 1u << 20, block = 64u << 10, blocks = 64;

void add_text(Sha256& hash, const std::string& text) {
  hash.add({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
}

void add_part(Sha256& hash, std::ifstream& in, std::uint64_t first, std::uint64_t count, const fs::path& file) {
  std::vector<std::uint8_t> bytes(count);
  in.seekg(static_cast<std::streamoff>(first));
  in.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(count));
  if (!in) throw std::runtime_error(concat(file.string(), " cannot be read"));
  hash.add(bytes);
}

std::string parts_of(const fs::path& file, std::uint64_t size) {
  std::ifstream in(file, std::ios::binary);
  Sha256 hash;
  add_text(hash, std::to_string(size) + '\n');
  add_part(hash, in, 0, edge, file);
  const auto stride = (size - 2 * edge - block) / (blocks - 1);
  for (std::uint64_t i = 0; i < blocks; ++i) add_part(hash, in, edge + i * stride, block, file);
  add_part(hash, in, size - edge, edge, file);
  return "sha256-parts:" + hash.finish();
}

std::string names_of(const fs::path& folder) {
  std::vector<std::string> lines;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file())
      lines.push_back(concat(entry.path().lexically_relative(folder).string(), '\t', entry.file_size(), '\n'));
  std::sort(lines.begin(), lines.end());
  Sha256 hash;
  for (const auto& line : lines) add_text(hash, line);
  return "sha256-names:" + hash.finish();
}

}  // namespace

std::string fingerprint(const fs::path& path) {
  if (fs::is_directory(path)) return names_of(path);
  const auto size = fs::file_size(path);
  return size <= whole_limit ? "sha256:" + content_hash(path) : parts_of(path, size);
}

}  // namespace vignette
