#include "metrics/tokenized_references.h"

#include <algorithm>
#include <numeric>
#include <stdexcept>

#include "log/log.h"
#include "metrics/rouge.h"

namespace vignette {
namespace {

const std::array<std::string, kNgramOrders> kBleuNames{"BLEU-1", "BLEU-2", "BLEU-3", "BLEU-4"};

/// Which metrics to compute.
struct Wanted {
  std::array<bool, kNgramOrders> bleu{};
  bool rouge = false, cider = false;

  explicit Wanted(std::span<const std::string> metrics);
};

Wanted::Wanted(std::span<const std::string> metrics) {
  const std::vector<std::string> known = metric_names();
  for (const std::string& name : metrics.empty() ? std::span<const std::string>(known) : metrics) {
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      throw std::invalid_argument(
          concat("unknown metric \"", name, "\"; known are BLEU-1 to BLEU-4, ROUGE-L and CIDEr"));
    }
    for (std::size_t order = 0; order < kNgramOrders; ++order) bleu[order] |= name == kBleuNames[order];
    rouge |= name == "ROUGE-L";
    cider |= name == "CIDEr";
  }
}

double mean(const std::vector<double>& values) {
  return values.empty() ? 0 : std::reduce(values.begin(), values.end()) / static_cast<double>(values.size());
}

void add_bleu(MetricResult& result, const Wanted& wanted, const std::array<double, kNgramOrders>& scores) {
  for (std::size_t order = 0; order < kNgramOrders; ++order) {
    if (wanted.bleu[order]) result.per_image[kBleuNames[order]].push_back(scores[order]);
  }
}

}  // namespace

std::vector<std::string> metric_names() {
  std::vector<std::string> names(kBleuNames.begin(), kBleuNames.end());
  names.insert(names.end(), {"ROUGE-L", "CIDEr"});
  return names;
}

TokenizedReferences::TokenizedReferences(std::span<const References> images) : images_(images.size()) {
  std::vector<std::vector<NgramProfile>> profiles(images.size());
  for (std::size_t i = 0; i < images.size(); ++i) {
    for (const std::string& reference : images[i]) {
      profiles[i].push_back(table_.profile(reference));
      images_[i].words.push_back(table_.word_ids(reference));
    }
    images_[i].bleu = bleu_references(profiles[i]);
    frequencies_.add_image(profiles[i]);
  }
  for (std::size_t i = 0; i < images.size(); ++i) {
    for (const NgramProfile& profile : profiles[i]) images_[i].cider.push_back(cider_vector(profile, frequencies_));
  }
}

MetricResult TokenizedReferences::evaluate(std::span<const Candidate> candidates,
                                           std::span<const std::string> metrics) const {
  const Wanted wanted(metrics);
  MetricResult result;
  BleuStatistics total;
  NgramTable table(&table_);
  for (const auto& [index, text] : candidates) {
    const Image& image = images_.at(index);
    const NgramProfile profile = table.profile(text);
    const BleuStatistics statistics = bleu_statistics(profile, image.bleu);
    total += statistics;
    add_bleu(result, wanted, bleu_scores(statistics));
    if (wanted.rouge) result.per_image["ROUGE-L"].push_back(rouge_l(table.word_ids(text), image.words));
    if (wanted.cider) {
      result.per_image["CIDEr"].push_back(cider_score(cider_vector(profile, frequencies_), image.cider));
    }
  }
  const auto corpus_bleu = candidates.empty() ? std::array<double, kNgramOrders>{} : bleu_scores(total);
  for (std::size_t order = 0; order < kNgramOrders; ++order) {
    if (wanted.bleu[order]) result.corpus[kBleuNames[order]] = corpus_bleu[order];
  }
  if (wanted.rouge) result.corpus["ROUGE-L"] = mean(result.per_image["ROUGE-L"]);
  if (wanted.cider) result.corpus["CIDEr"] = mean(result.per_image["CIDEr"]);
  return result;
}

double TokenizedReferences::cider(std::size_t image, std::string_view candidate) const {
  NgramTable table(&table_);
  return cider_score(cider_vector(table.profile(candidate), frequencies_), images_.at(image).cider);
}

double TokenizedReferences::cider(std::span<const std::string> references, std::string_view candidate) const {
  NgramTable table(&table_);
  std::vector<CiderVector> vectors;
  for (const std::string& reference : references) {
    vectors.push_back(cider_vector(table.profile(reference), frequencies_));
  }
  return cider_score(cider_vector(table.profile(candidate), frequencies_), vectors);
}

}  // namespace vignette
