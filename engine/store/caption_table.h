#pragma once
// Captions with their scores, tokens and the references of their images.

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "store/database.h"
#include "store/records.h"

namespace vignette {

/// Functions that write expect to be inside a transaction of the caller's; those that read want one snapshot.
class CaptionTable {
 public:
  explicit CaptionTable(Database& database) : database_(database) {}

  void put_image(RunId run, std::int64_t image_id, const std::string& path, const std::vector<std::string>& captions);
  void append(RunId run, const CaptionRecord& caption);
  void truncate(RunId run, std::int64_t step);
  /// Removes about `rows` rows; false when none is left.
  bool remove_some(RunId run, std::int64_t rows);

  std::vector<CaptionRecord> find(const CaptionQuery& query);
  std::int64_t count(const CaptionQuery& query);
  std::vector<std::int64_t> steps(RunId run);

 private:
  Database& database_;
};

}  // namespace vignette
