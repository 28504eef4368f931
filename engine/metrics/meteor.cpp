#include "metrics/meteor.h"

#include <stdexcept>

#include "log/log.h"

namespace vignette {

MeteorReferences::MeteorReferences(MeteorData data, std::span<const std::vector<std::string>> images)
    : lexicon_(std::move(data)), images_(images.size()) {
  for (std::size_t i = 0; i < images.size(); ++i) {
    for (const std::string& reference : images[i]) images_[i].push_back(lexicon_.caption(reference));
  }
}

MeteorScorer::MeteorScorer(const MeteorReferences& references)
    : references_(references), lexicon_(references.lexicon().data(), &references.lexicon()) {}

MeteorStatistics MeteorScorer::score(std::size_t image, std::string_view candidate) {
  const MeteorCaption caption = lexicon_.caption(candidate);
  MeteorStatistics best;
  double highest = -1;
  for (const MeteorCaption& reference : references_.of(image)) {
    const MeteorStatistics statistics = aligner_.align(lexicon_, caption, reference);
    const double score = meteor_score(statistics);
    if (score <= highest) continue;
    highest = score;
    best = statistics;
  }
  return best;
}

}  // namespace vignette
