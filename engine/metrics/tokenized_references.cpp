#include "metrics/tokenized_references.h"

#include <algorithm>
#include <atomic>
#include <numeric>
#include <stdexcept>

#include "log/log.h"
#include "metrics/parallel_slices.h"
#include "metrics/rouge.h"
#include "metrics/saved_frequencies.h"

namespace vignette {
namespace {

const std::array<std::string, kNgramOrders> kBleuNames{"BLEU-1", "BLEU-2", "BLEU-3", "BLEU-4"};
const std::string kRouge = "ROUGE-L", kMeteor = "METEOR", kCider = "CIDEr", kPlain = "CIDEr-plain",
                  kSaved = "CIDEr-D-saved-df", kSavedPlain = "CIDEr-plain-saved-df";

constexpr std::size_t kLeastSlice = 256;  // images a thread is worth being started for

[[noreturn]] void refuse(const std::string& name) {
  const auto known = all_metric_names();
  if (std::find(known.begin(), known.end(), name) != known.end())
    throw std::invalid_argument(
        concat("\"", name, "\" needs ", name == kMeteor ? "METEOR's dictionaries" : "saved document frequencies"));
  std::string all;
  for (const std::string& one : known) all += (all.empty() ? "" : ", ") + one;
  throw std::invalid_argument(concat("unknown metric \"", name, "\"; known are ", all));
}

double mean(const std::vector<double>& values) {
  return values.empty() ? 0 : std::reduce(values.begin(), values.end()) / static_cast<double>(values.size());
}

DocumentFrequencies with_ids(const SavedFrequencies& saved, NgramTable& table) {
  DocumentFrequencies frequencies;
  frequencies.images = static_cast<std::size_t>(std::max<std::int64_t>(saved.images, 1));
  for (const auto& [text, images] : saved.ngrams) {
    const auto [order, id] = table.ngram(text);
    if (order > 0) frequencies.set(order, id, images);
  }
  return frequencies;
}

}  // namespace

std::vector<std::string> metric_names(const ReferenceOptions& options) {
  std::vector<std::string> names(kBleuNames.begin(), kBleuNames.end());
  names.insert(names.end(), {kRouge, kCider});
  if (options.meteor) names.push_back(kMeteor);
  return names;
}

std::vector<std::string> available_metric_names(const ReferenceOptions& options) {
  auto names = metric_names(options);
  names.push_back(kPlain);
  if (options.frequencies) names.insert(names.end(), {kSaved, kSavedPlain});
  return names;
}

std::vector<std::string> all_metric_names() {
  std::vector<std::string> names = metric_names();
  names.insert(names.end(), {kMeteor, kPlain, kSaved, kSavedPlain});
  return names;
}

/// Which metrics to compute.
struct TokenizedReferences::Wanted {
  std::array<bool, kNgramOrders> bleu{};
  bool rouge, meteor, cider, plain, saved, saved_plain;

  Wanted(std::span<const std::string> given, const ReferenceOptions& options) {
    const auto available = available_metric_names(options);
    const auto defaults = metric_names(options);
    const auto metrics = given.empty() ? std::span<const std::string>(defaults) : given;
    for (const std::string& name : metrics)
      if (std::find(available.begin(), available.end(), name) == available.end()) refuse(name);
    const auto has = [&](const std::string& name) {
      return std::find(metrics.begin(), metrics.end(), name) != metrics.end();
    };
    for (std::size_t order = 0; order < kNgramOrders; ++order) bleu[order] = has(kBleuNames[order]);
    rouge = has(kRouge);
    meteor = has(kMeteor);
    cider = has(kCider);
    plain = has(kPlain);
    saved = has(kSaved);
    saved_plain = has(kSavedPlain);
  }

  bool any_bleu() const { return std::find(bleu.begin(), bleu.end(), true) != bleu.end(); }
};

/// Scores candidates one by one and gathers the result.
class TokenizedReferences::Scoring {
 public:
  Scoring(const TokenizedReferences& references, const Wanted& wanted) : references_(references), wanted_(wanted) {
    if (wanted.meteor) meteor_ = std::make_unique<MeteorScorer>(*references.meteor_);
  }

  void add(std::size_t index, std::string_view text) {
    const Image& image = references_.images_.at(index);
    NgramTable table(&references_.table_);  // a new one each time: the order of ids decides the last digit of a sum
    const NgramProfile profile = table.profile(text, words_);
    if (wanted_.any_bleu()) add_bleu(bleu_statistics(profile, image.bleu));
    if (wanted_.rouge) put(kRouge, rouge_l(words_, image.words));
    if (wanted_.cider || wanted_.plain) {
      const CiderVector vector = cider_vector(profile, references_.frequencies_);
      if (wanted_.cider) put(kCider, cider_score(vector, image.cider));
      if (wanted_.plain) put(kPlain, cider_score(vector, image.cider, CiderKind::plain));
    }
    if (wanted_.saved || wanted_.saved_plain) {
      const CiderVector vector = cider_vector(profile, references_.saved_frequencies_);
      if (wanted_.saved) put(kSaved, cider_score(vector, image.saved_cider));
      if (wanted_.saved_plain) put(kSavedPlain, cider_score(vector, image.saved_cider, CiderKind::plain));
    }
    if (wanted_.meteor) add_meteor(meteor_->score(index, text));
  }

  /// Appends what was gathered of candidates that follow.
  void append(Scoring&& other) {
    const auto join = [](auto& into, auto&& more) { into.insert(into.end(), more.begin(), more.end()); };
    for (auto& [name, values] : other.result_.per_image) join(result_.per_image[name], values);
    join(result_.bleu, other.result_.bleu);
    join(result_.meteor, other.result_.meteor);
  }

  MetricResult result() {
    for (const auto& [name, values] : result_.per_image) result_.corpus[name] = mean(values);
    if (!result_.bleu.empty()) {
      BleuStatistics total;
      for (const auto& one : result_.bleu) total += one;
      const auto scores = bleu_scores(total);
      for (std::size_t order = 0; order < kNgramOrders; ++order)
        if (wanted_.bleu[order]) result_.corpus[kBleuNames[order]] = scores[order];
    }
    MeteorStatistics total;
    for (const auto& one : result_.meteor) total += one;
    if (wanted_.meteor) result_.corpus[kMeteor] = meteor_score(total);
    name_all();
    return std::move(result_);
  }

 private:
  void put(const std::string& name, double value) { result_.per_image[name].push_back(value); }

  void add_bleu(const BleuStatistics& statistics) {
    result_.bleu.push_back(statistics);
    const auto scores = bleu_scores(statistics);
    for (std::size_t order = 0; order < kNgramOrders; ++order)
      if (wanted_.bleu[order]) put(kBleuNames[order], scores[order]);
  }

  void add_meteor(const MeteorStatistics& statistics) {
    result_.meteor.push_back(statistics);
    put(kMeteor, meteor_score(statistics));
  }

  // Without a candidate every metric that was asked for is 0.
  void name_all() {
    const auto name = [this](const std::string& metric, bool wanted) {
      if (wanted) result_.corpus.try_emplace(metric, 0);
    };
    for (std::size_t order = 0; order < kNgramOrders; ++order) name(kBleuNames[order], wanted_.bleu[order]);
    name(kRouge, wanted_.rouge);
    name(kCider, wanted_.cider);
    name(kPlain, wanted_.plain);
    name(kSaved, wanted_.saved);
    name(kSavedPlain, wanted_.saved_plain);
  }

  const TokenizedReferences& references_;
  const Wanted& wanted_;
  std::vector<std::int32_t> words_;
  std::unique_ptr<MeteorScorer> meteor_;
  MetricResult result_;
};

TokenizedReferences::TokenizedReferences(std::span<const References> images, const ReferenceOptions& options)
    : options_(options), images_(images.size()) {
  std::vector<std::vector<NgramProfile>> profiles(images.size());
  for (std::size_t i = 0; i < images.size(); ++i) {
    for (const std::string& reference : images[i])
      profiles[i].push_back(table_.profile(reference, images_[i].words.emplace_back()));
    frequencies_.add_image(profiles[i]);
  }
  if (options.frequencies) saved_frequencies_ = with_ids(*options.frequencies, table_);
  in_parallel_slices(images.size(), kLeastSlice, [&](std::size_t, std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      images_[i].bleu = bleu_references(profiles[i]);
      for (const NgramProfile& profile : profiles[i]) {
        images_[i].cider.push_back(cider_vector(profile, frequencies_));
        if (options.frequencies) images_[i].saved_cider.push_back(cider_vector(profile, saved_frequencies_));
      }
      profiles[i] = {};
    }
  });
  if (options.meteor) meteor_ = std::make_unique<MeteorReferences>(*options.meteor, images);
}

MetricResult TokenizedReferences::evaluate(std::span<const Candidate> candidates, std::span<const std::string> metrics,
                                           const std::function<void(double)>& progress) const {
  constexpr std::size_t kReportEvery = 64;
  const Wanted wanted(metrics, options_);
  std::vector<Scoring> scorings;
  for (std::size_t i = 0; i < parallel_slices(candidates.size(), kLeastSlice); ++i)
    scorings.emplace_back(*this, wanted);
  std::atomic<std::size_t> done = 0;
  std::atomic<bool> stop = false;
  in_parallel_slices(candidates.size(), kLeastSlice, [&](std::size_t slice, std::size_t begin, std::size_t end) {
    try {
      for (std::size_t i = begin; i < end && !stop; ++i) {
        if (progress && slice == 0 && i % kReportEvery == 0)
          progress(static_cast<double>(done) / static_cast<double>(candidates.size()));
        scorings[slice].add(candidates[i].first, candidates[i].second);
        ++done;
      }
    } catch (...) {
      stop = true;
      throw;
    }
  });
  for (std::size_t slice = 1; slice < scorings.size(); ++slice) scorings.front().append(std::move(scorings[slice]));
  return scorings.front().result();
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
