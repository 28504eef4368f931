#pragma once
// Records of one image with one or more captions each, under the names that people give to such columns and keys.
// Internal to the data layer.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "data/dataset_builder.h"

namespace vignette {

enum class RecordField { none, file, caption, image_id, split };

/// What a column or key of that name holds, whatever its case: "file_name", "image", "filepath", …; "caption", "text",
/// "comment", …; "image_id"; "split".
RecordField record_field(std::string_view name);

struct CaptionRecordRow {
  std::string file;
  std::vector<std::string> captions;
  std::optional<std::int64_t> image_id;
  Split split = Split::none;
};

/// Takes records into a builder. Those without a file name go by their image id, as ClipCap's COCO annotations do: the
/// picture is COCO's of that number (train2014, val2014 or 2017).
class CaptionRecords {
 public:
  explicit CaptionRecords(DatasetBuilder& builder) : builder_(builder) {}

  /// `where` names the row in reports.
  void add(const CaptionRecordRow& row, const std::string& where);
  /// Throws DatasetError as DatasetBuilder::finish does, and when no record was of use.
  Dataset finish();

 private:
  void name_numbered();

  DatasetBuilder& builder_;
  std::unordered_map<std::int64_t, std::size_t> numbered_;
};

}  // namespace vignette
