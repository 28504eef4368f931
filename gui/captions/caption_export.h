#pragma once
// Captions written out for other programs and people. Any thread; files appear whole or not at all.

#include <QHash>
#include <QStringList>
#include <filesystem>
#include <functional>
#include <vector>

#include "captions/caption_set.h"
#include "captions/stored_captions.h"
#include "session/caption_files.h"

namespace vignette {

/// What is to be exported, in order, out of the captions of one view.
struct CaptionExportRequest {
  std::filesystem::path store;
  CaptionRequestedView view;
  std::vector<CaptionKey> keys;
  QStringList folders;               ///< of their pictures
  QHash<QString, QStringList> tags;  ///< by path
  CaptionFileFormat format = CaptionFileFormat::coco;
  std::filesystem::path target;  ///< file; sidecars: a folder, new or empty, or nothing: beside the pictures
};

/// As write_caption_files() does; `progress` gets 0 to 1 and answers false to cancel (then ExportCancelled is thrown).
/// Returns how many captions were written. Throws std::runtime_error, StoreError with a text fit for users.
std::size_t exportCaptions(const CaptionExportRequest& request, const std::function<bool(double)>& progress);

}  // namespace vignette
