#include "models/zip_directory.h"

#include <cstring>

#include "log/log.h"
#include "models/safetensors.h"

namespace vignette {
namespace {

constexpr std::uint32_t local_signature = 0x04034b50, central_signature = 0x02014b50, end_signature = 0x06054b50;
constexpr std::uint64_t local_size = 30, central_size = 46, end_size = 22;

/// Little-endian reads at offsets that are checked against the file.
class Reader {
 public:
  explicit Reader(const MappedWeights& file) : file_(file) {}
  template <class Number>
  Number read(std::uint64_t at) const {
    Number number{};
    std::memcpy(&number, bytes(at, sizeof number), sizeof number);
    return number;
  }
  char* bytes(std::uint64_t at, std::uint64_t count) const {
    if (at > file_.size() || count > file_.size() - at) fail("the archive is truncated");
    return file_.data() + at;
  }
  [[noreturn]] void fail(std::string_view problem) const {
    throw WeightsError(concat(file_.name(), ": ", problem, ". Copy the file or save the weights again."));
  }

  std::uint64_t end_record() const {
    const std::uint64_t size = file_.size();
    for (std::uint64_t back = end_size; back <= size && back <= end_size + 0xffff; ++back) {
      if (read<std::uint32_t>(size - back) == end_signature) return size - back;
    }
    fail("the archive has no directory at its end: it is truncated");
  }

  ZipEntry entry(std::uint64_t central) const {
    const auto method = read<std::uint16_t>(central + 10);
    const auto size = read<std::uint32_t>(central + 24), local = read<std::uint32_t>(central + 42);
    if (method != 0) fail("the archive is compressed; expected one that torch.save wrote");
    if (size == 0xffffffff || local == 0xffffffff) fail("archives of 4 GiB and more (zip64) are not supported");
    if (read<std::uint32_t>(local) != local_signature) fail("an entry's header is damaged");
    const std::uint64_t names = read<std::uint16_t>(local + 26), extra = read<std::uint16_t>(local + 28);
    return {bytes(local + local_size + names + extra, size), size};
  }

 private:
  const MappedWeights& file_;
};

std::string without_top_folder(std::string name) {
  const auto slash = name.find('/');
  return slash == std::string::npos ? name : name.substr(slash + 1);
}

}  // namespace

std::map<std::string, ZipEntry> read_zip_directory(const MappedWeights& file) {
  const Reader reader(file);
  const std::uint64_t end = reader.end_record();
  const std::uint64_t count = reader.read<std::uint16_t>(end + 10);
  std::uint64_t at = reader.read<std::uint32_t>(end + 16);
  std::map<std::string, ZipEntry> entries;
  for (std::uint64_t i = 0; i < count; ++i) {
    if (reader.read<std::uint32_t>(at) != central_signature) reader.fail("the archive's directory is damaged");
    const std::uint64_t names = reader.read<std::uint16_t>(at + 28);
    const std::uint64_t rest = reader.read<std::uint16_t>(at + 30) + reader.read<std::uint16_t>(at + 32);
    const std::string name(reader.bytes(at + central_size, names), names);
    entries.emplace(without_top_folder(name), reader.entry(at));
    at += central_size + names + rest;
  }
  return entries;
}

}  // namespace vignette
