#include "data/folder_checksums.h"

#include <zlib.h>

#include <cstdint>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>
#include <vector>

#include "data/atomic_file.h"
#include "log/log.h"

namespace vignette {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

std::uint32_t checksum_of(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  std::vector<char> part(1 << 20);
  uLong sum = crc32(0, nullptr, 0);
  while (in) {
    in.read(part.data(), static_cast<std::streamsize>(part.size()));
    sum = crc32(sum, reinterpret_cast<const Bytef*>(part.data()), static_cast<uInt>(in.gcount()));
  }
  if (!in.eof()) throw std::runtime_error(concat(file.string(), ": cannot be read"));
  return static_cast<std::uint32_t>(sum);
}

std::string damage_of(const fs::path& file, const Json& written) {
  std::error_code error;
  const auto size = fs::file_size(file, error);
  if (error) return concat(file.string(), ": is missing");
  if (const auto expected = written.at("bytes").get<std::uint64_t>(); size != expected)
    return concat(file.string(), ": holds ", size, " bytes, ", expected, " were written");
  if (checksum_of(file) == written.at("crc32").get<std::uint32_t>()) return {};
  return concat(file.string(), ": its bytes are not those that were written (the checksum differs)");
}

}  // namespace

void write_checksums(const fs::path& folder) {
  auto files = Json::object();
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file() && entry.path().filename() != checksums_file)
      files[entry.path().lexically_relative(folder).generic_string()] = {{"bytes", entry.file_size()},
                                                                         {"crc32", checksum_of(entry.path())}};
  write_file_atomically(folder / checksums_file, Json{{"files", files}}.dump(1) + "\n");
}

std::string damage_in(const fs::path& folder) try {
  std::ifstream in(folder / checksums_file);
  if (!in) return {};
  const auto list = Json::parse(in);
  for (const auto& [name, written] : list.at("files").items())
    if (auto damage = damage_of(folder / name, written); !damage.empty()) return damage;
  return {};
} catch (const Json::exception&) {
  return concat((folder / checksums_file).string(), ": is no list of checksums any more");
} catch (const std::exception& error) {
  return error.what();
}

}  // namespace vignette
