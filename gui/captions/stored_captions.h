#pragma once
// Reading captions from the store for the grid and for the detail of one image. Run by StoreAccess on its thread.

#include <QString>
#include <optional>
#include <string>
#include <vector>

#include "captions/caption_set.h"
#include "captions/reward_anatomy.h"
#include "store/records.h"

namespace vignette {

class ExperimentStore;

struct CaptionRequestedView {
  RunId run = 0;
  std::string kind = "greedy";  ///< "greedy" or "sample"
  std::optional<qint64> step;   ///< newest at or before it; nothing: newest of all
  bool changes = false;         ///< tell what changed since the stored step before
  bool operator==(const CaptionRequestedView&) const = default;
};

/// Tells cheaply whether a run's captions changed.
struct CaptionStamp {
  std::int64_t count = -1;
  std::int64_t lastStep = -1;
  bool operator==(const CaptionStamp&) const = default;
};

struct StoredCaptions {
  bool unchanged = false;  ///< same stamp as known: the rest is empty
  CaptionStamp stamp;
  std::vector<std::int64_t> steps;  ///< at which the run stored captions, ascending
  CaptionSet set;                   ///< prepared
  std::optional<qint64> before;     ///< the stored step that `changes` are told from; nothing: there is none
  QString problem;                  ///< why the store could not be read
};

/// Never throws: a StoreError becomes `problem`.
StoredCaptions readCaptions(ExperimentStore& store, const CaptionRequestedView& view, const CaptionStamp& known);

/// The records behind readCaptions(), whole, by picture. Throws StoreError.
std::vector<CaptionRecord> readRecords(ExperimentStore& store, const CaptionRequestedView& view);

struct StoredImage {
  qint64 imageId = 0;
  QString imagePath;
  std::vector<CaptionRecord> captions;  ///< greedy first, then samples by index
  std::vector<CaptionRecord> timeline;  ///< greedy captions of this image, newest first
  std::vector<std::string> references;
  RunId run = 0;
  std::optional<qint64> step;  ///< as asked for
  RewardRecipe reward;         ///< how the run weighed its terms at the step shown
};

StoredImage readImage(ExperimentStore& store, RunId run, std::optional<qint64> step, qint64 imageId);

}  // namespace vignette
