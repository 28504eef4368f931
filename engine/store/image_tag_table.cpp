#include "store/image_tag_table.h"

namespace vignette {

void ImageTagTable::put(const std::string& path, const std::string& tag) {
  database_.run("INSERT OR IGNORE INTO image_tag VALUES (?, ?)", path, tag);
}

void ImageTagTable::remove(const std::string& path, const std::string& tag) {
  database_.run("DELETE FROM image_tag WHERE path = ? AND tag = ?", path, tag);
}

void ImageTagTable::rename(const std::string& tag, const std::string& name) {
  if (tag == name) return;
  database_.run("UPDATE OR IGNORE image_tag SET tag = ? WHERE tag = ?", name, tag);
  database_.run("DELETE FROM image_tag WHERE tag = ?", tag);
}

std::vector<std::pair<std::string, std::string>> ImageTagTable::all() {
  Database::Query query(database_, "SELECT path, tag FROM image_tag ORDER BY path, tag");
  std::vector<std::pair<std::string, std::string>> found;
  while (query.next()) found.emplace_back(query.text(0), query.text(1));
  return found;
}

}  // namespace vignette
