#include <algorithm>
#include <fstream>
#include <map>
#include <stdexcept>
#include <unordered_map>

#include <nlohmann/json.hpp>

#include "data/corpus.h"
#include "log/log.h"
#include "metrics/caption_corpus.h"
#include "metrics/meteor_lexicon.h"
#include "metrics/saved_frequencies.h"
#include "session/frequency_file.h"
#include "session/jobs.h"

namespace vignette {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;
using Results = std::unordered_map<std::int64_t, std::string>;

using Captions = std::vector<std::pair<std::int64_t, std::string>>;

json read_json(const fs::path& file) {
  std::ifstream in(file);
  if (!in) throw std::runtime_error(concat(file.string(), " cannot be opened: check the path"));
  try {
    return json::parse(in);
  } catch (const json::parse_error& error) {
    throw std::runtime_error(concat(file.string(), " is not JSON (byte ", error.byte, ")"));
  }
}

Captions read_captions(const fs::path& file) {
  const json list = read_json(file);
  const auto malformed = [&](std::size_t at) {
    return std::runtime_error(concat(file.string(), ": entry ", at + 1,
                                     " should be an object with a whole number \"image_id\" and a text \"caption\""));
  };
  if (!list.is_array())
    throw std::runtime_error(concat(file.string(), ": a list of {\"image_id\", \"caption\"} was expected"));
  Captions captions;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const json& entry = list[i];
    if (!entry.is_object() || !entry.contains("image_id") || !entry.contains("caption")) throw malformed(i);
    if (!entry["image_id"].is_number_integer() || !entry["caption"].is_string()) throw malformed(i);
    captions.emplace_back(entry["image_id"].get<std::int64_t>(), entry["caption"].get<std::string>());
  }
  return captions;
}

Results read_results(const fs::path& file) {
  Results results;
  for (auto& [id, caption] : read_captions(file))
    if (!results.emplace(id, std::move(caption)).second)
      throw std::runtime_error(concat(file.string(), ": image ", id, " has two captions, one was expected"));
  return results;
}

void refuse_unknown_images(const Results& results, const Dataset& references, const EvaluateRequest& request) {
  for (const auto& [id, caption] : results)
    if (!references.find(id))
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
  const auto known = all_metric_names();
  for (const auto& name : wanted)
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      std::string all;
      for (const auto& one : known) all += (all.empty() ? "" : ", ") + one;
      throw std::runtime_error(concat("there is no metric \"", name, "\": choose from ", all));
    }
}

bool wants_meteor(const EvaluateRequest& request) {
  const auto& wanted = request.metrics;
  return wanted.empty() || std::find(wanted.begin(), wanted.end(), "METEOR") != wanted.end();
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
  if (!wants_meteor(request)) return options;
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
  const ReferenceSet set(references, options);
  report(progress, 0.6);
  return set.evaluate(candidates, metrics.empty() ? available_metric_names(options) : metrics,
                      part_of(progress, 0.6, 0.8));
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
  for (const auto& [id, caption] : read_captions(file)) {
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

EvaluateResult evaluate_files(const EvaluateRequest& request, const ProgressFunction& progress) {
  check_metrics(request.metrics);
  report(progress, 0);
  OpenDatasetOptions options;
  options.check_files = false;
  const Dataset references = open_dataset(request.references, options);
  report(progress, 0.2);
  const Results results = read_results(request.results);
  refuse_unknown_images(results, references, request);
  const auto images = pair_up(references, results, request);
  EvaluateResult result;
  const ReferenceOptions scoring = options_for(request, result, progress);
  report(progress, 0.3);
  result.metrics = score(images, scoring, request.metrics, progress);
  for (const auto& image : images) result.image_ids.push_back(image.image_id);
  if (request.metrics.empty()) result.captions = describe(images);
  if (!request.samples.empty()) result.samples = describe_samples(request.samples);
  if (!request.corpus.empty()) result.novelty = compare_with_corpus(images, request.corpus, part_of(progress, 0.8, 1));
  report(progress, 1);
  return result;
}

}  // namespace vignette
