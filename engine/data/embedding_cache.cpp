#include "data/embedding_cache.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <deque>
#include <fstream>
#include <optional>
#include <stdexcept>

#include "data/embedding_file.h"
#include "data/embedding_journal.h"
#include "data/sha256.h"
#include "log/log.h"
#include "log/write_problem.h"

namespace vignette {
namespace {

namespace fs = std::filesystem;

/// Held while the object lives; the kernel frees it when the process ends in whatever way.
class FileLock {
 public:
  explicit FileLock(const fs::path& file) : descriptor_(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644)) {
    if (descriptor_ >= 0 && ::flock(descriptor_, LOCK_EX | LOCK_NB) == 0) return;
    const int error = errno;
    if (descriptor_ >= 0) ::close(descriptor_);
    if (error == EWOULDBLOCK) {
      throw std::runtime_error(concat("the embedding cache of ", file.string(),
                                      " is being written by another run; wait until it has finished"));
    }
    throw std::runtime_error(concat("cannot lock ", file.string(), ": ", write_problem(file, error)));
  }
  ~FileLock() { ::close(descriptor_); }
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;

 private:
  int descriptor_;
};

fs::path made_folder(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error)
    throw std::runtime_error(
        concat("cannot make the folder ", folder.string(), ": ", write_problem(folder, error.value())));
  return folder;
}

std::int64_t checked_width(std::int64_t width) {
  if (width <= 0) throw std::invalid_argument(concat("embeddings cannot be ", width, " wide"));
  return width;
}

}  // namespace

std::string content_hash(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  Sha256 hash;
  std::vector<char> part(1 << 18);
  while (in) {
    in.read(part.data(), static_cast<std::streamsize>(part.size()));
    hash.add({reinterpret_cast<const std::uint8_t*>(part.data()), static_cast<std::size_t>(in.gcount())});
  }
  if (!in.eof())
    throw std::runtime_error(concat("cannot read ", file.string(), "; check that it exists and may be opened"));
  return hash.finish();
}

std::string content_hash_of_text(std::string_view text) {
  Sha256 hash;
  hash.add({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
  return hash.finish();
}

struct EmbeddingCache::Impl {
  Impl(const fs::path& folder, const std::string& encoder_hash, std::int64_t row_width)
      : width(checked_width(row_width)),
        file(made_folder(folder) / (encoder_hash + ".safetensors")),
        lock(folder / (encoder_hash + ".lock")),
        journal(std::in_place, folder / (encoder_hash + ".journal"), width) {
    if (fs::exists(file)) {
      mapped.emplace(file);
      for (auto& [key, row] : read_embedding_file(*mapped, file, width)) add(key, row);
    }
    merged = order.size();
    for (auto& [key, row] : journal->take_rows()) keep(key, std::move(row));
  }

  void add(const std::string& key, std::span<const float> row) {
    if (rows.emplace(key, row).second) order.push_back(key);
  }

  void keep(const std::string& key, std::vector<float> row) {
    fresh.push_back(std::move(row));
    add(key, fresh.back());
  }

  void merge() {
    std::vector<std::pair<std::string, std::span<const float>>> all;
    all.reserve(order.size());
    for (const std::string& key : order) all.emplace_back(key, rows.at(key));
    write_embedding_file(file, width, all);
    merged = order.size();
  }

  std::int64_t width;
  fs::path file;
  FileLock lock;
  std::optional<EmbeddingJournal> journal;  // empty once closed
  std::optional<MappedFile> mapped;
  std::deque<std::vector<float>> fresh;  // rows that are not in the mapped file
  EmbeddingRows rows;
  std::vector<std::string> order;
  std::size_t merged = 0;  // how many rows the safetensors file holds
};

EmbeddingCache::EmbeddingCache(const fs::path& folder, const std::string& encoder_hash, std::int64_t width)
    : impl_(std::make_unique<Impl>(folder, encoder_hash, width)) {}

EmbeddingCache::~EmbeddingCache() {
  try {
    close();
  } catch (const std::exception& error) {
    log_error(concat("closing an embedding cache failed: ", error.what(), " (its rows are kept in the journal)"));
  }
}

std::int64_t EmbeddingCache::width() const {
  return impl_->width;
}
std::size_t EmbeddingCache::size() const {
  return impl_->rows.size();
}

std::span<const float> EmbeddingCache::find(const std::string& key) const {
  const auto found = impl_->rows.find(key);
  return found == impl_->rows.end() ? std::span<const float>() : found->second;
}

void EmbeddingCache::append(const std::string& key, std::span<const float> row) {
  if (!impl_->journal) throw std::logic_error("append to an embedding cache that is closed");
  if (static_cast<std::int64_t>(row.size()) != impl_->width || key.empty() || key.find('\n') != std::string::npos) {
    throw std::invalid_argument(concat("embedding cache ", impl_->file.string(), ": a row of ", row.size(),
                                       " floats under the key '", key, "' does not fit; ", impl_->width,
                                       " floats and a key of one line were expected"));
  }
  if (impl_->rows.contains(key)) return;
  impl_->journal->append(key, row);
  impl_->keep(key, {row.begin(), row.end()});
}

void EmbeddingCache::close() {
  if (!impl_->journal) return;
  if (impl_->merged < impl_->order.size()) impl_->merge();
  impl_->journal->clear();
  impl_->journal.reset();
}

}  // namespace vignette
