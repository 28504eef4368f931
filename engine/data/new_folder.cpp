#include "data/new_folder.h"

#include <unistd.h>

#include <stdexcept>

#include "log/log.h"

namespace vignette {

namespace fs = std::filesystem;

NewFolder::NewFolder(const fs::path& directory) : directory_(fs::absolute(directory).lexically_normal()) {
  if (!directory_.has_filename()) directory_ = directory_.parent_path();
  std::error_code error;
  if (const auto target = fs::canonical(directory_, error); !error) directory_ = target;  // of a link
  if (fs::exists(directory_, error) && (!fs::is_directory(directory_, error) || !fs::is_empty(directory_, error)))
    throw std::runtime_error(concat(directory.string(), " is not empty: name a new folder"));
  partial_ = directory_;
  partial_ += concat(".partial-", ::getpid());
  fs::remove_all(partial_, error);
  fs::create_directories(partial_);
}

NewFolder::~NewFolder() {
  std::error_code ignored;
  if (!committed_) fs::remove_all(partial_, ignored);
}

void NewFolder::commit() {
  fs::rename(partial_, directory_);  // takes the place of an empty folder
  committed_ = true;
}

}  // namespace vignette
