#include <algorithm>
#include <map>
#include <numeric>
#include <stdexcept>
#include <unordered_map>
#include <unordered_set>

#include "data/coco_results.h"
#include "data/corpus.h"
#include "log/log.h"
#include "metrics/caption_corpus.h"
#include "metrics/clip_score.h"
#include "metrics/meteor_lexicon.h"
#include "metrics/saved_frequencies.h"
#include "session/clip_similarity.h"
#include "session/frequency_file.h"
#include "session/jobs.h"

namespace vignette {
namespace {

namespace fs = std::filesystem;
using Results = std::unordered_map<std::int64_t, std::string>;

constexpr const char *kClipScore = "CLIPScore", *kRefClipScore = "RefCLIPScore";

Results read_results(const fs::path& file) {
  Results results;
  for (auto& [id, caption] : read_coco_results(file))
    if (!results.emplace(id, std::move(caption)).second)
      throw std::runtime_error(concat(file.string(), ": image ", id, " has two captions, one was expected"));
  return results;
}

void refuse_unknown_images(const Results& results, const Dataset& references, const EvaluateRequest& request) {
  std::unordered_set<std::int64_t> known;
  for (const auto& image : references.images) known.insert(image.id);
  for (const auto& [id, caption] : results)
    if (!known.contains(id))
      throw std::runtime_error(
          concat(request.results.string(), ": image ", id, " is not in ", request.references.string()));
}

// Every image of the references needs a result: the document frequencies of CIDEr are theirs.
std::vector<CaptionedImage> pair_up(const Dataset& references, const Results& results, const EvaluateRequest& request) {
  std::vector<CaptionedImage> images;
  std::int64_t missing = 0, first_missing = 0;
  for (const auto& image : references.images) {
    const auto found = results.find(image.id);
    if (found == results.end()) {
      if (missing++ == 0) first_missing = image.id;
      continue;
    }
    if (image.captions.empty())
      throw std::runtime_error(concat(request.references.string(), ": image ", image.id, " has no reference caption"));
    images.push_back({image.id, found->second, image.captions});
  }
  if (missing > 0)
    throw std::runtime_error(concat(request.results.string(), ": no caption for ", missing, " of ",
                                    references.images.size(), " images (the first is ", first_missing, ")"));
  return images;
}

void check_metrics(const std::vector<std::string>& wanted) {
  const auto known = evaluation_metric_names();
  for (const auto& name : wanted)
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      std::string all;
      for (const auto& one : known) all += (all.empty() ? "" : ", ") + one;
      throw std::runtime_error(concat("there is no metric \"", name, "\": choose from ", all));
    }
}

bool wants(const EvaluateRequest& request, const char* metric) {
  const auto& wanted = request.metrics;
  return wanted.empty() || std::find(wanted.begin(), wanted.end(), metric) != wanted.end();
}

bool is_clip_metric(const std::string& name) {
  return name == kClipScore || name == kRefClipScore;
}

void report(const ProgressFunction& progress, double fraction) {
  if (progress && !progress(fraction)) throw JobCancelled();
}

/// Part of the whole progress, from `low` to `high`.
std::function<void(double)> part_of(const ProgressFunction& progress, double low, double high) {
  return [progress, low, high](double fraction) { report(progress, low + (high - low) * fraction); };
}

ReferenceOptions options_for(const EvaluateRequest& request, EvaluateResult& result, const ProgressFunction& progress) {
  ReferenceOptions options;
  if (!request.frequencies.empty())
    options.frequencies = std::make_shared<SavedFrequencies>(read_frequencies(request.frequencies));
  if (!wants(request, "METEOR")) return options;
  auto found = find_meteor_data(request.meteor, part_of(progress, 0.2, 0.3));
  result.meteor_stages = found.data->stages();
  result.notes = std::move(found.notes);
  options.meteor = std::move(found.data);
  return options;
}

MetricResult score(const std::vector<CaptionedImage>& images, const ReferenceOptions& options,
                   const std::vector<std::string>& metrics, const ProgressFunction& progress) {
  std::vector<ReferenceSet::Image> references;
  std::vector<std::pair<std::int64_t, std::string>> candidates;
  for (const auto& image : images) {
    references.push_back({image.image_id, image.references});
    candidates.emplace_back(image.image_id, image.candidate);
  }
  auto named = metrics.empty() ? available_metric_names(options) : metrics;
  std::erase_if(named, is_clip_metric);
  if (named.empty()) return {};
  const ReferenceSet set(references, options);
  report(progress, 0.4);
  return set.evaluate(candidates, named, part_of(progress, 0.4, 0.5));
}

std::vector<ScoredPicture> pictures_of(const Dataset& references, const std::vector<CaptionedImage>& images) {
  std::unordered_map<std::int64_t, const fs::path*> paths;
  for (const auto& image : references.images) paths[image.id] = &image.path;
  std::vector<ScoredPicture> pictures;
  for (const auto& image : images) {
    const auto& path = *paths.at(image.image_id);
    std::error_code error;
    if (path.empty() || !fs::is_regular_file(path, error))
      throw std::runtime_error(concat("CLIPScore needs the pictures, and that of image ", image.image_id,
                                      path.empty() ? std::string() : concat(", ", path.string(), ","),
                                      " is not there: give their folder (--images)"));
    pictures.push_back({path, image.candidate, image.references});
  }
  return pictures;
}

void add_clip_scores(const EvaluateRequest& request, std::span<const ScoredPicture> pictures, const ClipScorer& scorer,
                     MetricResult& metrics, const ProgressFunction& progress) {
  const auto similarities = scorer(request, pictures, [&](double fraction) {
    report(progress, 0.5 + 0.3 * fraction);
    return true;
  });
  std::vector<double> plain, with_references;
  for (std::size_t i = 0; i < pictures.size(); ++i) {
    plain.push_back(clip_score(similarities.image[i]));
    with_references.push_back(ref_clip_score(plain.back(), similarities.best_reference[i]));
  }
  const auto add = [&](const char* name, std::vector<double> values) {
    if (!wants(request, name)) return;
    const double sum = std::accumulate(values.begin(), values.end(), 0.0);
    metrics.corpus[name] = values.empty() ? 0 : sum / static_cast<double>(values.size());
    metrics.per_image[name] = std::move(values);
  };
  add(kClipScore, std::move(plain));
  add(kRefClipScore, std::move(with_references));
}

bool wants_clip(const EvaluateRequest& request, const ClipScorer& scorer) {
  const bool named = std::any_of(request.metrics.begin(), request.metrics.end(), is_clip_metric);
  if (named && request.clip.empty())
    throw std::runtime_error("CLIPScore and RefCLIPScore need a CLIP: give its directory (--clip)");
  if (request.clip.empty() || (!named && !request.metrics.empty())) return false;
  if (!scorer) throw std::logic_error("evaluate_files: a CLIP without a scorer");
  return true;
}

EvaluateResult::Captions describe(const std::vector<CaptionedImage>& images) {
  std::vector<std::string> texts;
  std::vector<ObjectImage> objects;
  for (const auto& image : images) {
    texts.push_back(image.candidate);
    objects.push_back({image.candidate, image.references});
  }
  return {measure_diversity(texts), self_bleu(texts), measure_objects(objects)};
}

Novelty compare_with_corpus(const std::vector<CaptionedImage>& images, const fs::path& file,
                            const std::function<void(double)>& progress) {
  const auto captions = read_corpus(file, CorpusCleaning::none);
  const CaptionCorpus corpus(captions);
  Novelty novelty;
  const auto count = static_cast<double>(images.size());
  for (const auto& image : images) {
    const auto nearest = corpus.nearest(image.candidate);
    novelty.nearest.push_back(nearest ? Novelty::Nearest{captions[nearest->index], nearest->similarity}
                                      : Novelty::Nearest{});
    novelty.in_corpus += corpus.contains(image.candidate) / count;
    novelty.mean_similarity += novelty.nearest.back().similarity / count;
    if (novelty.nearest.size() % 64 == 0) progress(static_cast<double>(novelty.nearest.size()) / count);
  }
  return novelty;
}

SampleStatistics describe_samples(const fs::path& file) {
  std::map<std::int64_t, std::vector<std::string>> images;
  std::vector<std::string> texts;
  for (const auto& [id, caption] : read_coco_results(file)) {
    images[id].push_back(caption);
    texts.push_back(caption);
  }
  std::vector<std::vector<std::string>> sets;
  for (auto& [id, captions] : images) sets.push_back(std::move(captions));
  if (sets.size() == texts.size())
    throw std::runtime_error(concat(file.string(), ": no image has two captions, several were expected"));
  return {measure_diversity(texts), mutual_bleu(sets)};
}

}  // namespace

std::vector<std::string> evaluation_metric_names() {
  auto names = all_metric_names();
  names.insert(names.end(), {kClipScore, kRefClipScore});
  return names;
}

EvaluateResult evaluate_files(const EvaluateRequest& request, const ProgressFunction& progress,
                              const ClipScorer& clip_scorer) {
  check_metrics(request.metrics);
  const bool clip = wants_clip(request, clip_scorer);
  report(progress, 0);
  OpenDatasetOptions options;
  options.check_files = false;
  options.image_root = request.images;
  const Dataset references = open_dataset(request.references, options);
  report(progress, 0.2);
  const Results results = read_results(request.results);
  refuse_unknown_images(results, references, request);
  const auto images = pair_up(references, results, request);
  std::vector<ScoredPicture> pictures;
  if (clip) pictures = pictures_of(references, images);
  EvaluateResult result;
  const ReferenceOptions scoring = options_for(request, result, progress);
  report(progress, 0.3);
  result.metrics = score(images, scoring, request.metrics, progress);
  if (clip) add_clip_scores(request, pictures, clip_scorer, result.metrics, progress);
  for (const auto& image : images) result.image_ids.push_back(image.image_id);
  if (request.metrics.empty()) result.captions = describe(images);
  if (!request.samples.empty()) result.samples = describe_samples(request.samples);
  if (!request.corpus.empty()) result.novelty = compare_with_corpus(images, request.corpus, part_of(progress, 0.8, 1));
  report(progress, 1);
  return result;
}

}  // namespace vignette
