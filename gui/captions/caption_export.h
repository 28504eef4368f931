#pragma once
// Captions written out for other programs and people. Any thread; files appear whole or not at all.

#include <QHash>
#include <QStringList>
#include <filesystem>
#include <functional>
#include <stdexcept>
#include <vector>

#include "captions/caption_set.h"
#include "captions/stored_captions.h"

namespace vignette {

enum class ExportFormat {
  coco,      ///< JSON list as COCO's caption results, with kind, step, file, references, scores and tags besides
  csv,       ///< a row a caption (RFC 4180, UTF-8), a column a score
  sidecars,  ///< a folder with <picture's name>.txt each, a caption a line
  html       ///< one page with the pictures in it
};

/// What is to be exported, in order, out of the captions of one view.
struct CaptionExportRequest {
  std::filesystem::path store;
  CaptionRequestedView view;
  std::vector<CaptionKey> keys;
  QHash<QString, QStringList> tags;  ///< by path
  ExportFormat format = ExportFormat::coco;
  std::filesystem::path target;  ///< file; sidecars: a folder, new or empty
};

class ExportCancelled : public std::runtime_error {
 public:
  ExportCancelled() : std::runtime_error("cancelled") {}
};

/// `progress` gets 0 to 1 and answers false to cancel (then ExportCancelled is thrown). Returns how many captions were
/// written. Throws std::runtime_error, StoreError with a text fit for users; nothing half-written stays.
std::size_t exportCaptions(const CaptionExportRequest& request, const std::function<bool(double)>& progress);

}  // namespace vignette
