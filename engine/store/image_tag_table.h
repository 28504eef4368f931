#pragma once
// Tags that users give pictures, by the picture's path: they hold for every run that shows it.

#include <span>
#include <string>
#include <utility>
#include <vector>

#include "store/database.h"

namespace vignette {

/// Functions that write expect to be inside a transaction of the caller's.
class ImageTagTable {
 public:
  explicit ImageTagTable(Database& database) : database_(database) {}

  void put(const std::string& path, const std::string& tag);
  void remove(const std::string& path, const std::string& tag);
  /// Pictures that have both keep one.
  void rename(const std::string& tag, const std::string& name);
  /// (path, tag), by path.
  std::vector<std::pair<std::string, std::string>> all();

 private:
  Database& database_;
};

}  // namespace vignette
