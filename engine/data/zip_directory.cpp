#include "data/zip_directory.h"

#include <zlib.h>

#include <algorithm>
#include <cstring>

#include "log/log.h"

namespace vignette {
namespace {

constexpr std::uint32_t local_signature = 0x04034b50, central_signature = 0x02014b50, end_signature = 0x06054b50;
constexpr std::uint64_t local_size = 30, central_size = 46, end_size = 22;

/// Little-endian reads at offsets that are checked against the file.
class Reader {
 public:
  Reader(std::string_view archive, const std::string& origin) : archive_(archive), origin_(origin) {}
  template <class Number>
  Number read(std::uint64_t at) const {
    Number number{};
    std::memcpy(&number, bytes(at, sizeof number).data(), sizeof number);
    return number;
  }
  std::string_view bytes(std::uint64_t at, std::uint64_t count) const {
    if (at > archive_.size() || count > archive_.size() - at) fail("the archive is truncated");
    return archive_.substr(at, count);
  }
  [[noreturn]] void fail(std::string_view problem) const {
    throw ArchiveError(concat(origin_, ": ", problem, ". Copy the file again, or save it again."));
  }

  std::uint64_t end_record() const {
    const std::uint64_t size = archive_.size();
    for (std::uint64_t back = end_size; back <= size && back <= end_size + 0xffff; ++back) {
      if (read<std::uint32_t>(size - back) == end_signature) return size - back;
    }
    fail("the archive has no directory at its end: it is truncated");
  }

  ZipEntry entry(std::uint64_t central) const {
    const auto method = read<std::uint16_t>(central + 10);
    const auto stored = read<std::uint32_t>(central + 20), size = read<std::uint32_t>(central + 24),
               local = read<std::uint32_t>(central + 42);
    if (method != 0 && method != 8) fail("the archive is compressed by another method than deflate");
    if (size == 0xffffffff || stored == 0xffffffff || local == 0xffffffff)
      fail("archives of 4 GiB and more (zip64) are not supported");
    if (read<std::uint32_t>(local) != local_signature) fail("an entry's header is damaged");
    const std::uint64_t names = read<std::uint16_t>(local + 26), extra = read<std::uint16_t>(local + 28);
    const bool packed = method == 8;
    return {bytes(local + local_size + names + extra, packed ? stored : size), size, local, packed};
  }

 private:
  std::string_view archive_;
  const std::string& origin_;
};

std::string without_top_folder(std::string name) {
  const auto slash = name.find('/');
  return slash == std::string::npos ? name : name.substr(slash + 1);
}

}  // namespace

std::map<std::string, ZipEntry> read_zip_directory(std::string_view archive, const std::string& origin) {
  const Reader reader(archive, origin);
  const std::uint64_t end = reader.end_record();
  const std::uint64_t count = reader.read<std::uint16_t>(end + 10);
  std::uint64_t at = reader.read<std::uint32_t>(end + 16);
  std::map<std::string, ZipEntry> entries;
  for (std::uint64_t i = 0; i < count; ++i) {
    if (reader.read<std::uint32_t>(at) != central_signature) reader.fail("the archive's directory is damaged");
    const std::uint64_t names = reader.read<std::uint16_t>(at + 28);
    const std::uint64_t rest = reader.read<std::uint16_t>(at + 30) + reader.read<std::uint16_t>(at + 32);
    const std::string name(reader.bytes(at + central_size, names));
    entries.emplace(without_top_folder(name), reader.entry(at));
    at += central_size + names + rest;
  }
  return entries;
}

std::string unpack(const ZipEntry& entry, const std::string& origin, std::uint64_t most) {
  const auto damaged = [&](const char* what) { return ArchiveError(concat(origin, ": ", what)); };
  if (entry.size > most) throw damaged("an entry is larger than memory allows");
  constexpr std::uint64_t kMostPacked = 1032;  // bytes that deflate makes of one
  if (entry.size / kMostPacked > entry.data.size())
    throw damaged("an entry says that it is larger than its packed bytes can be; copy the file again");
  std::string bytes(entry.size, '\0');
  z_stream stream{};
  if (inflateInit2(&stream, -MAX_WBITS) != Z_OK) throw damaged("memory ran out");
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(entry.data.data()));
  stream.next_out = reinterpret_cast<Bytef*>(bytes.data());
  std::uint64_t in = entry.data.size(), out = bytes.size();
  int state = Z_OK;
  constexpr std::uint64_t kPiece = 1u << 30;  // zlib counts in 32 bits
  while (state == Z_OK) {
    stream.avail_in = static_cast<uInt>(std::min(in, kPiece));
    stream.avail_out = static_cast<uInt>(std::min(out, kPiece));
    const auto given = stream.avail_in, room = stream.avail_out;
    state = inflate(&stream, Z_NO_FLUSH);
    in -= given - stream.avail_in, out -= room - stream.avail_out;
    if (given == stream.avail_in && room == stream.avail_out) break;
  }
  inflateEnd(&stream);
  if (state != Z_STREAM_END || out != 0) throw damaged("an entry is damaged; copy the file again, or save it again");
  return bytes;
}

}  // namespace vignette
