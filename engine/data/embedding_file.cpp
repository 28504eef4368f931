#include "data/embedding_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <bit>
#include <cerrno>
#include <cstring>
#include <nlohmann/json.hpp>

#include "data/atomic_file.h"
#include "log/log.h"

namespace vignette {
namespace {

static_assert(std::endian::native == std::endian::little, "safetensors is little-endian");

using Row = std::pair<std::string, std::span<const float>>;

[[noreturn]] void fail(const std::filesystem::path& file, const std::string& what) {
  throw std::runtime_error(concat("embedding cache ", file.string(), ": ", what, "; delete the file and embed again"));
}

struct Section {
  std::string type;
  std::vector<std::int64_t> shape;
  std::size_t begin = 0, end = 0;
};

class Header {
 public:
  Header(std::string_view bytes, const std::filesystem::path& file) : file_(file) {
    std::uint64_t length = 0;
    if (bytes.size() < sizeof(length)) fail(file, "the file is cut off");
    std::memcpy(&length, bytes.data(), sizeof(length));
    if (length > bytes.size() - sizeof(length)) fail(file, "the file is cut off or no safetensors file");
    json_ = nlohmann::json::parse(bytes.substr(sizeof(length), length), nullptr, false);
    data_ = bytes.substr(sizeof(length) + length);
  }

  Section section(const char* name) const {
    try {
      const nlohmann::json& entry = json_.at(name);
      const auto offsets = entry.at("data_offsets").get<std::array<std::size_t, 2>>();
      Section section{entry.at("dtype"), entry.at("shape"), offsets[0], offsets[1]};
      if (section.begin <= section.end && section.end <= data_.size()) return section;
    } catch (const nlohmann::json::exception&) {
      fail(file_, concat("its header does not describe \"", name, "\" as this program writes it"));
    }
    fail(file_, concat("\"", name, "\" lies beyond the end of the file"));
  }

  std::string_view bytes_of(const Section& section) const {
    return data_.substr(section.begin, section.end - section.begin);
  }

 private:
  const std::filesystem::path& file_;
  nlohmann::json json_;
  std::string_view data_;
};

std::vector<std::string> split_keys(std::string_view text) {
  std::vector<std::string> keys;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    keys.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return keys;
}

/// The first bytes of the file, up to the embeddings, whose offset is a multiple of 64.
std::string header_bytes(std::size_t rows, std::int64_t width, std::size_t key_bytes) {
  const std::size_t row_bytes = rows * static_cast<std::size_t>(width) * sizeof(float);
  const nlohmann::ordered_json header{
      {"__metadata__", {{"format", "vignette-embeddings"}, {"version", "1"}}},
      {"embeddings", {{"dtype", "F32"}, {"shape", {rows, width}}, {"data_offsets", {std::size_t{0}, row_bytes}}}},
      {"keys", {{"dtype", "U8"}, {"shape", {key_bytes}}, {"data_offsets", {row_bytes, row_bytes + key_bytes}}}}};
  std::string json = header.dump();
  json.append((64 - (json.size() + sizeof(std::uint64_t)) % 64) % 64, ' ');
  const std::uint64_t length = json.size();
  std::string bytes(sizeof(length), '\0');
  std::memcpy(bytes.data(), &length, sizeof(length));
  return bytes + json;
}

}  // namespace

MappedFile::MappedFile(const std::filesystem::path& file) {
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  struct stat status {};
  if (descriptor < 0 || ::fstat(descriptor, &status) != 0) {
    const int error = errno;
    if (descriptor >= 0) ::close(descriptor);
    throw std::runtime_error(concat("cannot open ", file.string(), ": ", std::strerror(error)));
  }
  const auto size = static_cast<std::size_t>(status.st_size);
  void* address = size == 0 ? nullptr : ::mmap(nullptr, size, PROT_READ, MAP_SHARED, descriptor, 0);
  const int error = errno;
  ::close(descriptor);
  if (address == MAP_FAILED) {
    throw std::runtime_error(concat("cannot map ", file.string(), " into memory: ", std::strerror(error)));
  }
  bytes_ = {static_cast<const char*>(address), size};
}

MappedFile::~MappedFile() {
  if (!bytes_.empty()) ::munmap(const_cast<char*>(bytes_.data()), bytes_.size());
}

std::vector<Row> read_embedding_file(const MappedFile& mapped, const std::filesystem::path& file, std::int64_t width) {
  const Header header(mapped.bytes(), file);
  const Section embeddings = header.section("embeddings"), key_section = header.section("keys");
  if (embeddings.type != "F32" || embeddings.shape.size() != 2) fail(file, "its embeddings are no float32 matrix");
  if (embeddings.shape[1] != width) {
    fail(file, concat("its rows are ", embeddings.shape[1], " wide, but this encoder's are ", width));
  }
  std::vector<std::string> keys = split_keys(header.bytes_of(key_section));
  const std::string_view data = header.bytes_of(embeddings);
  const bool aligned = reinterpret_cast<std::uintptr_t>(data.data()) % alignof(float) == 0;
  const std::size_t row_bytes = static_cast<std::size_t>(width) * sizeof(float);
  if (!aligned || keys.size() * row_bytes != data.size())
    fail(file, concat(keys.size(), " keys do not fit its embeddings"));
  const auto* values = reinterpret_cast<const float*>(data.data());
  std::vector<Row> rows;
  rows.reserve(keys.size());
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const auto columns = static_cast<std::size_t>(width);
    rows.emplace_back(std::move(keys[i]), std::span<const float>(values + i * columns, columns));
  }
  return rows;
}

void write_embedding_file(const std::filesystem::path& file, std::int64_t width, const std::vector<Row>& rows) {
  std::string keys;
  for (const Row& row : rows) keys += row.first + "\n";
  write_file_atomically(file, [&](const ByteSink& sink) {
    sink(header_bytes(rows.size(), width, keys.size()));
    for (const Row& row : rows) {
      sink({reinterpret_cast<const char*>(row.second.data()), row.second.size_bytes()});
    }
    sink(keys);
  });
}

}  // namespace vignette
