#include "store/folder_copy.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <vector>

#include "store/experiment_store.h"

namespace vignette {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t piece_bytes = std::size_t{4} << 20;

[[noreturn]] void fail(const fs::path& file, const char* what) {
  throw StoreError(file.string() + ": " + what + " (" + std::strerror(errno) +
                   "). Check the disk's free space and your rights to the folder, and copy again.");
}

void copy_file(const fs::path& from, const fs::path& to, const std::function<void(std::int64_t)>& copied) {
  std::ifstream in(from, std::ios::binary);
  if (!in) fail(from, "cannot be read");
  std::ofstream out(to, std::ios::binary | std::ios::trunc);
  if (!out) fail(to, "cannot be written");
  std::vector<char> piece(piece_bytes);
  while (in) {
    in.read(piece.data(), static_cast<std::streamsize>(piece.size()));
    if (in.bad()) fail(from, "cannot be read");
    if (!out.write(piece.data(), in.gcount())) fail(to, "cannot be written");
    copied(in.gcount());
  }
  out.close();
  if (!out) fail(to, "cannot be written");
}

void copy_all(const fs::path& from, const fs::path& to, const std::function<void(std::int64_t)>& copied) {
  if (!fs::is_directory(from)) return copy_file(from, to, copied);
  fs::create_directories(to);
  for (const auto& entry : fs::recursive_directory_iterator(from)) {
    const auto target = to / entry.path().lexically_relative(from);
    if (entry.is_directory())
      fs::create_directories(target);
    else if (entry.is_regular_file())
      copy_file(entry.path(), target, copied);
  }
}

}  // namespace

std::int64_t folder_bytes(const fs::path& folder) {
  std::error_code ignored;
  if (fs::is_regular_file(folder, ignored)) return static_cast<std::int64_t>(fs::file_size(folder, ignored));
  std::int64_t bytes = 0;
  for (const auto& entry : fs::recursive_directory_iterator(folder, ignored))
    if (entry.is_regular_file(ignored)) bytes += static_cast<std::int64_t>(entry.file_size(ignored));
  return bytes;
}

void copy_folder(const fs::path& from, const fs::path& to, const std::function<void(std::int64_t)>& copied) {
  auto part = to;
  part += ".part";
  std::error_code ignored;
  try {
    fs::create_directories(to.parent_path());
    fs::remove_all(part);
    copy_all(from, part, copied);
    fs::rename(part, to);
  } catch (const fs::filesystem_error& error) {
    fs::remove_all(part, ignored);
    throw StoreError(error.path1().string() + ": cannot be copied (" + error.code().message() +
                     "). Check the disk's free space and your rights to the folder, and copy again.");
  } catch (...) {
    fs::remove_all(part, ignored);
    throw;
  }
}

}  // namespace vignette
