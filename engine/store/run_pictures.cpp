#include "store/run_pictures.h"

#include "store/database.h"

namespace vignette {

struct RunPictures::Impl {
  explicit Impl(const std::filesystem::path& file) : database(file, true) {}
  Database database;
};

RunPictures::RunPictures(const std::filesystem::path& store) : impl_(std::make_unique<Impl>(store)) {}

RunPictures::~RunPictures() = default;

bool RunPictures::has(RunId run, const std::string& path) {
  Database::Query row(impl_->database, "SELECT 1 FROM run_image WHERE (?1 = 0 OR run = ?1) AND path = ?2 LIMIT 1", run, path);
  return row.next();
}

}  // namespace vignette
