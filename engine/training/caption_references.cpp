#include "training/caption_references.h"

#include <algorithm>

namespace vignette {
namespace {

/// A metric that needs no document frequencies, of a caption whose image was not counted.
double score_alone(const CaptionToScore& one, const std::string& metric) {
  const CaptionedImage image{one.image->id, std::string(one.caption), one.image->captions};
  return evaluate_captions({&image, 1}, {&metric, 1}).per_image.at(metric).front();
}

}  // namespace

CaptionReferences::CaptionReferences(std::span<const DatasetImage> training, std::span<const DatasetImage> validation) {
  const auto has_captions = [](const auto& image) { return !image.captions.empty(); };
  images_ = std::any_of(training.begin(), training.end(), has_captions) ? training : validation;
}

const ReferenceSet& CaptionReferences::counted() {
  if (references_) return *references_;
  std::vector<ReferenceSet::Image> all;
  for (const auto& image : images_) {
    if (image.captions.empty()) continue;
    all.push_back({image.id, image.captions});
    by_id_.emplace(image.id, &image);
  }
  references_ = std::make_unique<ReferenceSet>(all);
  return *references_;
}

/// Validation images of another file may have the same ids.
bool CaptionReferences::is_counted(const DatasetImage& image) const {
  const auto found = by_id_.find(image.id);
  return found != by_id_.end() && (found->second == &image || found->second->captions == image.captions);
}

std::vector<double> CaptionReferences::score(std::span<const CaptionToScore> captions, const std::string& metric) {
  const auto& references = counted();
  std::vector<double> scores(captions.size(), 0);
  std::vector<std::pair<std::int64_t, std::string>> known;
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < captions.size(); ++i) {
    const auto& [image, caption] = captions[i];
    if (image->captions.empty()) continue;
    if (is_counted(*image)) {
      known.emplace_back(image->id, caption);
      places.push_back(i);
    } else {
      scores[i] = metric == "CIDEr" ? references.cider(std::vector<std::string>(image->captions), caption)
                                    : score_alone(captions[i], metric);
    }
  }
  if (known.empty()) return scores;
  const auto result = references.evaluate(known, {&metric, 1});
  const auto& values = result.per_image.at(metric);
  for (std::size_t k = 0; k < places.size(); ++k) scores[places[k]] = values[k];
  return scores;
}

}  // namespace vignette
