#include "data/zip_directory.h"

#include <zlib.h>

#include <algorithm>
#include <cstring>

#include "log/log.h"

namespace vignette {
namespace {

constexpr std::uint32_t local_signature = 0x04034b50, central_signature = 0x02014b50, end_signature = 0x06054b50;
constexpr std::uint32_t end64_signature = 0x06064b50, locator_signature = 0x07064b50;
constexpr std::uint64_t local_size = 30, central_size = 46, end_size = 22, locator_size = 20;
constexpr std::uint32_t in_extra = 0xffffffff;  // the number stands in the zip64 fields
constexpr std::uint16_t zip64_field = 1;

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

  struct Directory {
    std::uint64_t count = 0, at = 0;
  };

  Directory directory() const {
    const std::uint64_t end = end_record();
    const bool large = end >= locator_size && read<std::uint32_t>(end - locator_size) == locator_signature &&
                       (read<std::uint16_t>(end + 10) == 0xffff || read<std::uint32_t>(end + 16) == in_extra);
    if (!large) return {read<std::uint16_t>(end + 10), read<std::uint32_t>(end + 16)};
    const auto end64 = read<std::uint64_t>(end - locator_size + 8);
    if (read<std::uint32_t>(end64) != end64_signature) fail("the archive's directory is damaged");
    return {read<std::uint64_t>(end64 + 32), read<std::uint64_t>(end64 + 48)};
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
    if (method != 0 && method != 8) fail("the archive is compressed by another method than deflate");
    Zip64 wide(*this, central);
    const std::uint64_t size = wide.number(central + 24), stored = wide.number(central + 20),
                        local = wide.number(central + 42);
    if (read<std::uint32_t>(local) != local_signature) fail("an entry's header is damaged");
    const std::uint64_t names = read<std::uint16_t>(local + 26), extra = read<std::uint16_t>(local + 28);
    const bool packed = method == 8;
    return {bytes(local + local_size + names + extra, packed ? stored : size), size, local, packed};
  }

 private:
  /// The numbers of an entry that need more than 32 bits, in the order of the format: size, stored size, offset.
  class Zip64 {
   public:
    Zip64(const Reader& reader, std::uint64_t central) : reader_(reader) {
      std::uint64_t at = central + central_size + reader.read<std::uint16_t>(central + 28);
      const std::uint64_t end = at + reader.read<std::uint16_t>(central + 30);
      while (at + 4 <= end && reader.read<std::uint16_t>(at) != zip64_field)
        at += 4 + reader.read<std::uint16_t>(at + 2);
      if (at + 4 > end) return;
      at_ = at + 4;
      end_ = at_ + reader.read<std::uint16_t>(at + 2);
    }
    std::uint64_t number(std::uint64_t narrow) {
      const auto number = reader_.read<std::uint32_t>(narrow);
      if (number != in_extra) return number;
      if (at_ + 8 > end_) reader_.fail("an entry's zip64 numbers are missing");
      at_ += 8;
      return reader_.read<std::uint64_t>(at_ - 8);
    }

   private:
    const Reader& reader_;
    std::uint64_t at_ = 0, end_ = 0;
  };

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
  auto [count, at] = reader.directory();
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
