#include "data/embedding_journal.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "data/counter_random.h"
#include "log/log.h"
#include "log/write_problem.h"

namespace vignette {
namespace {

/// A record: this header, the key, the row, the checksum of all three.
struct RecordHeader {
  std::uint32_t magic = 0x4A454756;  // "VGEJ"
  std::uint32_t key_bytes = 0;
  std::uint64_t width = 0;
};

std::string record_of(const std::string& key, std::span<const float> row) {
  const RecordHeader header{.key_bytes = static_cast<std::uint32_t>(key.size()), .width = row.size()};
  std::string record(reinterpret_cast<const char*>(&header), sizeof(header));
  record += key;
  record.append(reinterpret_cast<const char*>(row.data()), row.size_bytes());
  const std::uint64_t checksum = name_bits(record);
  record.append(reinterpret_cast<const char*>(&checksum), sizeof(checksum));
  return record;
}

/// Length of the sound record at the start of `bytes`, or 0.
std::size_t sound_record(std::string_view bytes, RecordHeader& header) {
  if (bytes.size() < sizeof(header)) return 0;
  std::memcpy(&header, bytes.data(), sizeof(header));
  if (header.magic != RecordHeader().magic || header.width > bytes.size() / sizeof(float)) return 0;
  const std::size_t content = sizeof(header) + header.key_bytes + header.width * sizeof(float);
  std::uint64_t checksum = 0;
  if (bytes.size() < content + sizeof(checksum)) return 0;
  std::memcpy(&checksum, bytes.data() + content, sizeof(checksum));
  return checksum == name_bits(bytes.substr(0, content)) ? content + sizeof(checksum) : 0;
}

}  // namespace

EmbeddingJournal::EmbeddingJournal(const std::filesystem::path& file, std::int64_t width) : file_(file), width_(width) {
  std::string bytes;
  if (std::ifstream in(file, std::ios::binary); in) bytes.assign(std::istreambuf_iterator<char>(in), {});
  const std::size_t sound = read_rows(bytes);
  descriptor_ = ::open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  if (descriptor_ < 0) fail("open");
  if (sound == bytes.size()) return;
  log_warning(concat("embedding journal ", file.string(), ": the last ", bytes.size() - sound,
                     " bytes were not written whole and are dropped"));
  if (::ftruncate(descriptor_, static_cast<off_t>(sound)) != 0) fail("cut");
}

EmbeddingJournal::~EmbeddingJournal() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

std::size_t EmbeddingJournal::read_rows(const std::string& bytes) {
  std::string_view rest = bytes;
  RecordHeader header;
  while (const std::size_t length = sound_record(rest, header)) {
    if (header.width != static_cast<std::uint64_t>(width_)) {
      throw std::runtime_error(concat("embedding journal ", file_.string(), ": its rows are ", header.width,
                                      " wide, but this encoder's are ", width_, "; delete the file and embed again"));
    }
    Row row{rest.substr(sizeof(header), header.key_bytes), std::vector<float>(header.width)};
    std::memcpy(row.second.data(), rest.data() + sizeof(header) + header.key_bytes, header.width * sizeof(float));
    rows_.push_back(std::move(row));
    rest.remove_prefix(length);
  }
  return bytes.size() - rest.size();
}

void EmbeddingJournal::append(const std::string& key, std::span<const float> row) {
  const std::string record = record_of(key, row);
  std::string_view rest = record;
  while (!rest.empty()) {
    const ssize_t written = ::write(descriptor_, rest.data(), rest.size());
    if (written < 0 && errno != EINTR) fail("write");
    if (written > 0) rest.remove_prefix(static_cast<std::size_t>(written));
  }
}

void EmbeddingJournal::clear() {
  if (::ftruncate(descriptor_, 0) != 0) fail("empty");
}

void EmbeddingJournal::fail(const char* doing) const {
  const int error = errno;
  throw std::runtime_error(
      concat("cannot ", doing, " the embedding journal ", file_.string(), ": ", write_problem(file_, error)));
}

}  // namespace vignette
