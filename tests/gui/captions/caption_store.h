#pragma once
// A store with runs and captions that tests know by heart, and the pictures they are about.

#include <QString>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "store/records.h"

namespace vignette {

/// Captions of one step: greedy for each image, and two samples each when `samples`.
struct CaptionPlan {
  std::int64_t step = 100;
  std::int64_t images = 6;
  bool samples = true;
  std::string verb = "stands";
};

/// Paths of the pictures, numbered from 1 and reused in turn.
using Pictures = std::vector<std::string>;

/// Writes `count` PNGs of plain colour.
Pictures drawPictures(const QString& folder, int count);

RunId addRun(const std::filesystem::path& store, const std::string& name, const std::string& recipe,
             const std::string& colour = "#0072b2");
/// "a <colour> <animal> <verb> on the grass", reward = image id, CIDEr = image id / 10; advantage of samples only.
void addCaptions(const std::filesystem::path& store, RunId run, const CaptionPlan& plan, const Pictures& pictures);
std::string plannedCaption(std::int64_t image, const std::string& verb);
/// `value` = base + step · slope, one point each of `steps`.
void addCurve(const std::filesystem::path& store, RunId run, const std::string& series, std::int64_t steps, double base,
              double slope);

}  // namespace vignette
