#pragma once
// Captions written out for other programs and people. Any thread.

#include <cstddef>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "store/records.h"

namespace vignette {

enum class CaptionFileFormat {
  coco,      ///< JSON list as COCO's caption results, with kind, step, file, references, scores and tags besides
  csv,       ///< a row a caption (RFC 4180, UTF-8), a column a score
  metadata,  ///< JSON Lines as Hugging Face's imagefolder reads them: file_name (from the file's folder), text, scores
  sidecars,  ///< <picture's name>.txt each, a caption a line
  html       ///< one page with the pictures in it
};

/// "coco", "csv", "metadata", "sidecars", "html"; nothing for another name.
std::optional<CaptionFileFormat> caption_file_format(std::string_view name);

struct CaptionFileOptions {
  CaptionFileFormat format = CaptionFileFormat::coco;
  /// The file; of sidecars a folder, new or empty, or nothing: beside each picture.
  std::filesystem::path target;
  bool overwrite = false;                                ///< sidecars beside pictures replace those that are there
  std::map<std::string, std::vector<std::string>> tags;  ///< by the picture's path
  std::string title;                                     ///< of the page; empty: how many captions
  /// How a page names and shows a score; nothing to leave it out. Without it: its name and three digits.
  std::function<std::optional<std::pair<std::string, std::string>>(const std::string& name, double value)> score_text;
  /// Gets 0 to 1, answers false to cancel; then ExportCancelled is thrown.
  std::function<bool(double)> progress;
};

class ExportCancelled : public std::runtime_error {
 public:
  ExportCancelled() : std::runtime_error("cancelled") {}
};

/// In the order given; scores that are not finite are left out. Throws std::runtime_error with a text fit for users
/// when `records` is empty, a target cannot be written, the folder is not empty, or a sidecar is there already. Then
/// nothing of it stays: files and folders appear whole or not at all, and sidecars written beside pictures are taken
/// away again (replaced ones excepted).
void write_caption_files(const std::vector<CaptionRecord>& records, const CaptionFileOptions& options);

}  // namespace vignette
