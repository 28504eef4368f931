#include "training/caption_watch.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/tensor.h>

#include <algorithm>
#include <cmath>

#include "training/caption_evaluation.h"

namespace vignette {
namespace {

constexpr std::int64_t rows_at_once = 384;

float value_at(const at::Tensor& values, std::int64_t row) {
  return values.const_data_ptr<float>()[row];
}

void set_score(CaptionRecord& record, const char* name, const at::Tensor& values, std::int64_t row) {
  if (values.defined()) record.scores[name] = value_at(values, row);
}

double sigmoid(double logit) {
  return 1 / (1 + std::exp(-logit));
}

/// Row by row: the greedy caption of an image, then its samples.
std::vector<GenerateRow> watch_rows(const std::vector<DatasetImage>& images, std::int64_t first, std::int64_t last,
                                    std::int64_t samples) {
  std::vector<GenerateRow> rows;
  for (std::int64_t i = first; i < last; ++i) {
    const auto image = static_cast<std::uint64_t>(images[static_cast<std::size_t>(i)].id);
    rows.push_back({i - first, true, image, 0});
    for (std::int64_t s = 0; s < samples; ++s) rows.push_back({i - first, false, image, static_cast<std::uint64_t>(s)});
  }
  return rows;
}

/// Score over the mean of the image's samples (greedy), or over the baseline (samples); the mean of others needs two.
/// `scores` [images, 1 + samples].
at::Tensor watch_advantages(const at::Tensor& scores, Baseline baseline, const MovingAverage& average) {
  const auto greedy = scores.select(1, 0), samples = scores.slice(1, 1);
  const auto count = samples.size(1);
  if (baseline == Baseline::sample && count < 2) baseline = Baseline::greedy;
  const double mean = average.empty() ? samples.mean().item<double>() : average.value();
  auto result = (scores - samples.mean(1, true)).contiguous();
  result.slice(1, 1).copy_(advantages(samples.reshape({-1}), greedy, count, baseline, mean).view({-1, count}));
  return result.reshape({-1});
}

}  // namespace

std::vector<std::int64_t> watched_images(const Recipe& recipe, std::size_t count) {
  const auto total = static_cast<std::int64_t>(count);
  const auto wanted = std::min(recipe.integer("captions.watch"), total);
  std::vector<std::int64_t> rows;
  for (std::int64_t i = 0; i < wanted; ++i) rows.push_back(i * total / wanted);
  return rows;
}

CaptionWatch::CaptionWatch(RunContext& context, std::vector<DatasetImage> images, at::Tensor features,
                           at::Tensor targets, std::shared_ptr<CaptionReferences> references)
    : context_(context),
      images_(std::move(images)),
      features_(std::move(features)),
      targets_(std::move(targets)),
      references_(std::move(references)) {}

void CaptionWatch::tell_references(const std::vector<const DatasetImage*>& images) {
  ReferencesEvent event;
  for (const auto* image : images) event.images.push_back({image->id, image->path.string(), image->captions});
  if (!event.images.empty()) context_.emit(event);
}

std::vector<CaptionRecord> CaptionWatch::watch(const Captioner& captioner, const AdversarialStep& scorer,
                                               const AdversarialOptions& options, std::int64_t step,
                                               std::int64_t samples) {
  const at::NoGradGuard no_grad;
  std::vector<CaptionRecord> records;
  if (images_.empty()) return records;
  if (!std::exchange(told_, true)) {
    std::vector<const DatasetImage*> all;
    for (const auto& image : images_) all.push_back(&image);
    tell_references(all);
  }
  const auto count = static_cast<std::int64_t>(images_.size());
  const auto slice = std::max<std::int64_t>(1, rows_at_once / (1 + samples));
  for (std::int64_t first = 0; first < count; first += slice) {
    auto part = watch_slice(captioner, scorer, options, step, samples, first, std::min(first + slice, count));
    std::move(part.begin(), part.end(), std::back_inserter(records));
  }
  return records;
}

std::vector<CaptionRecord> CaptionWatch::watch_slice(const Captioner& captioner, const AdversarialStep& scorer,
                                                     const AdversarialOptions& options, std::int64_t step,
                                                     std::int64_t samples, std::int64_t first, std::int64_t last) {
  GenerateOptions decoding;
  decoding.max_length = options.max_length;
  decoding.sampling = options.sampling;
  decoding.seed = context_.seed();
  decoding.step = static_cast<std::uint64_t>(step);
  decoding.stop_tokens = {captioner.stop_token()};
  decoding.force_stop_at_limit = false;
  const auto images = features_.slice(0, first, last), targets = targets_.slice(0, first, last);
  const auto captions = captions_of(generate(captioner, captioner.prefix(images, Mode::evaluation),
                                             watch_rows(images_, first, last, samples), decoding),
                                    decoding.stop_tokens.front(), captioner.tokenizer());
  const auto per_image = 1 + samples;
  std::vector<const DatasetImage*> sources;
  for (std::int64_t row = 0; row < captions.size(); ++row)
    sources.push_back(&images_[static_cast<std::size_t>(first + row / per_image)]);
  CaptionScores table;
  if (scorer.scores_captions()) {
    auto scores = scorer.rewards(captions.texts, sources, images.repeat_interleave(per_image, 0),
                                 targets.repeat_interleave(per_image, 0), options.weights, /*always_clip=*/true);
    table.reward = scores.score.cpu();
    table.cosine = scores.clip.cosine.cpu();
    table.l1 = scores.clip.l1.cpu();
    table.clip = scores.clip.clip.cpu();
    table.terms = std::move(scores.terms);
  }
  table.log_probability = sampled_log_probabilities(captions, options.mask_forced_stop);
  if (samples > 0 && table.reward.defined())
    table.advantage = watch_advantages(table.reward.view({-1, per_image}), options.baseline, scorer.baselines().reward);
  const auto logits = scorer.critic_logits(captions.texts, options);
  if (logits.defined()) table.critic = logits.cpu();
  std::vector<CaptionRecord> records;
  for (std::int64_t row = 0; row < captions.size(); ++row)
    records.push_back(
        record(captioner, *sources[static_cast<std::size_t>(row)], captions, table, step, row, row % per_image - 1));
  return records;
}

std::vector<CaptionRecord> CaptionWatch::batch(const Captioner& captioner,
                                               const std::vector<const DatasetImage*>& images,
                                               const CaptionBatch& captions, const CaptionScores& scores,
                                               std::int64_t step, std::int64_t samples_per_image) {
  std::vector<CaptionRecord> records;
  if (images.empty()) return records;
  tell_references(images);
  const auto rows = static_cast<std::int64_t>(images.size()) * samples_per_image;
  for (std::int64_t row = 0; row < rows; ++row)
    records.push_back(record(captioner, *images[static_cast<std::size_t>(row / samples_per_image)], captions, scores,
                             step, row, row % samples_per_image));
  return records;
}

CaptionRecord CaptionWatch::record(const Captioner& captioner, const DatasetImage& image, const CaptionBatch& captions,
                                   const CaptionScores& scores, std::int64_t step, std::int64_t row,
                                   std::int64_t sample) const {
  auto result = caption_record(captions, row, captioner.stop_token(), captioner.tokenizer());
  result.step = step;
  result.image_id = image.id;
  result.image_path = image.path.string();
  result.kind = sample < 0 ? "greedy" : "sample";
  result.sample_index = std::max<std::int64_t>(0, sample);
  set_score(result, "reward", scores.reward, row);
  set_score(result, "cosine", scores.cosine, row);
  set_score(result, "l1", scores.l1, row);
  set_score(result, "clip", scores.clip, row);
  set_score(result, "advantage", scores.advantage, row);
  set_score(result, "log_probability", scores.log_probability, row);
  if (scores.critic.defined()) result.scores["critic"] = sigmoid(value_at(scores.critic, row));
  for (const auto& term : scores.terms) result.scores[term.name] = term.values[static_cast<std::size_t>(row)];
  if (!image.captions.empty() && !result.scores.contains("CIDEr")) {
    const CaptionToScore caption{&image, result.caption};
    result.scores["CIDEr"] = references_->score({&caption, 1}, "CIDEr").front();
  }
  return result;
}

}  // namespace vignette
