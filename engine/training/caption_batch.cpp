#include "training/caption_batch.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/log_softmax.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/zeros.h>

#include <algorithm>
#include <set>
#include <unordered_set>

#include "training/device_copy.h"
#include "training/distributed.h"
#include "training/length_buckets.h"
#include "training/policy_regularizer.h"
#include "training/token_scores.h"

namespace vignette {
namespace {

/// [R, T] bool: tokens that count. Forced stops are left out when `mask_forced`.
at::Tensor counted_tokens(const CaptionBatch& captions, bool mask_forced) {
  auto lengths = captions.lengths;
  if (mask_forced) lengths = lengths - captions.hit_limit.to(at::kLong);
  return at::arange(captions.drawn.size(1), at::kLong).unsqueeze(0).lt(lengths.clamp_min(1).unsqueeze(1));
}

void decode_texts(CaptionBatch& captions, std::int64_t stop_token, const Tokenizer& tokenizer) {
  for (std::int64_t row = 0; row < captions.size(); ++row)
    captions.texts.push_back(tokenizer.decode(captions.ids(row, stop_token)));
}

/// Filtered logits [N, V] of the counted positions, position by position where the penalty looks back.
at::Tensor filtered_logits(const at::Tensor& logits, const CaptionBatch& captions, const at::Tensor& positions,
                           const at::Tensor& targets, const SamplingOptions& options) {
  if (options.repetition_penalty == 1) return filter_logits(logits, {}, options, targets);
  std::vector<at::Tensor> parts;
  const auto drawn = captions.drawn.to(logits.device());
  for (std::int64_t i = 0; i < positions.size(0); ++i) {
    const auto row = positions[i][0].item<std::int64_t>(), position = positions[i][1].item<std::int64_t>();
    parts.push_back(filter_logits(logits.slice(0, i, i + 1), drawn.slice(0, row, row + 1).slice(1, 0, position),
                                  options, targets.slice(0, i, i + 1)));
  }
  return at::cat(parts);
}

}  // namespace

CaptionBatch CaptionBatch::rows(std::int64_t first, std::int64_t last) const {
  CaptionBatch part;
  part.drawn = drawn.slice(0, first, last);
  part.lengths = lengths.slice(0, first, last);
  part.hit_limit = hit_limit.slice(0, first, last);
  if (token_log_probs.defined()) part.token_log_probs = token_log_probs.slice(0, first, last);
  part.texts.assign(texts.begin() + first, texts.begin() + last);
  return part;
}

CaptionBatch CaptionBatch::select(const at::Tensor& rows, std::int64_t longest) const {
  CaptionBatch part;
  part.drawn = drawn.slice(1, 0, longest).index_select(0, rows);
  part.lengths = lengths.index_select(0, rows);
  part.hit_limit = hit_limit.index_select(0, rows);
  return part;
}

std::vector<std::int64_t> CaptionBatch::ids(std::int64_t row, std::int64_t stop_token) const {
  const auto tokens = drawn[row].contiguous();
  const auto* data = tokens.const_data_ptr<std::int64_t>();
  std::vector<std::int64_t> result(data, data + lengths[row].item<std::int64_t>());
  if (!result.empty() && hit_limit[row].item<bool>()) result.back() = stop_token;
  return result;
}

CaptionBatch captions_of(const Generated& generated, std::int64_t stop_token, const Tokenizer& tokenizer) {
  CaptionBatch captions;
  captions.drawn = generated.ids.cpu().contiguous();
  captions.lengths = generated.lengths.cpu();
  captions.hit_limit = generated.hit_limit.cpu();
  captions.token_log_probs = generated.token_log_probs.cpu().contiguous();
  decode_texts(captions, stop_token, tokenizer);
  return captions;
}

CaptionBatch captions_from_drawn(const at::Tensor& drawn, std::int64_t stop_token, const Tokenizer& tokenizer) {
  CaptionBatch captions;
  captions.drawn = drawn.cpu().contiguous();
  const auto stops = captions.drawn.eq(stop_token);
  const auto ends = stops.any(1);
  const auto first = stops.to(at::kLong).argmax(1) + 1;
  captions.lengths = first.where(ends, at::tensor(drawn.size(1), at::kLong));
  captions.hit_limit = ends.logical_not();
  decode_texts(captions, stop_token, tokenizer);
  return captions;
}

namespace {

struct BucketScores {
  at::Tensor mean;                             ///< [rows]
  at::Tensor entropy_total, divergence_total;  ///< over its tokens
  std::int64_t tokens = 0;
};

/// Logits [N, V] that predict the tokens at `flat` places of `drawn` [rows, T].
at::Tensor logits_at(const Captioner& captioner, const at::Tensor& prefix, const at::Tensor& drawn,
                     const at::Tensor& flat) {
  const auto hidden = captioner.caption_hidden(prefix, drawn, Mode::evaluation);
  return captioner.language_model().logits(hidden.reshape({-1, hidden.size(2)}).index_select(0, flat)).to(at::kFloat);
}

at::Tensor reference_log_probs(const LogProbabilityOptions& options, const at::Tensor& rows, const at::Tensor& drawn,
                               const at::Tensor& flat) {
  const at::NoGradGuard no_grad;
  const auto prefix = options.reference_prefix.index_select(0, rows);
  return at::log_softmax(logits_at(*options.reference, prefix, drawn, flat), -1);
}

/// The pass over captions that are padded to the same length already; `rows` is where they stand in the batch.
BucketScores score_bucket(const Captioner& captioner, const at::Tensor& prefix, const CaptionBatch& captions,
                          const at::Tensor& rows, const LogProbabilityOptions& options) {
  const auto device = prefix.device();
  const auto drawn = captions.drawn.to(device);
  const auto counted = counted_tokens(captions, options.mask_forced_stop).to(device);
  const auto positions = counted.nonzero();
  const auto flat = positions.select(1, 0) * drawn.size(1) + positions.select(1, 1);
  const auto targets = drawn.reshape({-1}).index_select(0, flat);
  const auto raw = logits_at(captioner, prefix, drawn, flat);
  const bool plain = options.sampling.is_plain();
  const auto log_probs =
      at::log_softmax(plain ? raw : filtered_logits(raw, captions, positions, targets, options.sampling), -1);
  const auto token = log_probs.gather(1, targets.unsqueeze(1)).squeeze(1);
  const auto sums =
      at::zeros({prefix.size(0)}, token.options().requires_grad(false)).index_add(0, positions.select(1, 0), token);
  BucketScores scores{sums / counted.sum(1), {}, {}, targets.size(0)};
  scores.entropy_total = total_entropy(options.entropy_gradient ? log_probs : log_probs.detach());
  if (options.reference)
    scores.divergence_total =
        total_divergence(plain ? log_probs : at::log_softmax(raw, -1), reference_log_probs(options, rows, drawn, flat));
  return scores;
}

/// Where nothing but the tokens' own log-probability is asked for: each prefix runs once, nothing is padded, and the
/// logits are the only tensor of their size.
LogProbabilities packed_log_probabilities(const Captioner& captioner, const at::Tensor& prefix,
                                          const CaptionBatch& captions, bool mask_forced_stop) {
  const auto& model = captioner.language_model();
  const auto device = prefix.device();
  const auto counted = counted_tokens(captions, mask_forced_stop), counts = counted.sum(1);
  const auto rows = at::arange(captions.size(), at::kLong);
  const auto owners = rows.div(captions.size() / prefix.size(0), "floor");
  const auto hidden = model.forward_continuations({prefix, owners, copy_to_device(captions.drawn, device), counts - 1},
                                                  Mode::evaluation);
  const auto targets = captions.drawn.masked_select(counted).to(device);
  const auto scores = score_tokens(hidden, model.head(), targets);
  const auto sums = at::zeros({captions.size()}, scores.log_probs.options().requires_grad(false))
                        .index_add(0, rows.repeat_interleave(counts).to(device), scores.log_probs);
  return {sums / counts.to(device), scores.entropy / targets.size(0), {}};
}

}  // namespace

LogProbabilities caption_log_probabilities(const Captioner& captioner, const at::Tensor& prefixes,
                                           const CaptionBatch& captions, const LogProbabilityOptions& options) {
  const bool tokens_alone = options.sampling.is_plain() && !options.reference && !options.entropy_gradient;
  if (tokens_alone && !captioner.captions_end_by_token())
    return packed_log_probabilities(captioner, prefixes, captions, options.mask_forced_stop);
  const auto prefix = prefixes.repeat_interleave(captions.size() / prefixes.size(0), 0);
  const auto* lengths = captions.lengths.const_data_ptr<std::int64_t>();
  const auto split = length_buckets({lengths, static_cast<std::size_t>(captions.size())});
  std::vector<at::Tensor> means;
  auto entropy = at::zeros({}, prefix.options().dtype(at::kFloat).requires_grad(false)), divergence = entropy;
  std::int64_t tokens = 0;
  for (const auto& bucket : split.buckets) {
    const auto rows = at::tensor(bucket.rows, at::kLong), placed = rows.to(prefix.device());
    const auto scores =
        score_bucket(captioner, prefix.index_select(0, placed), captions.select(rows, bucket.longest), placed, options);
    means.push_back(scores.mean);
    entropy = entropy + scores.entropy_total;
    if (options.reference) divergence = divergence + scores.divergence_total;
    tokens += scores.tokens;
  }
  const auto places = at::tensor(split.places, at::kLong).to(prefix.device());
  return {at::cat(means).index_select(0, places), entropy / tokens,
          options.reference ? divergence / tokens : at::Tensor()};
}

std::int64_t token_count(const CaptionBatch& captions, bool mask_forced_stop) {
  return counted_tokens(captions, mask_forced_stop).sum().item<std::int64_t>();
}

at::Tensor sampled_log_probabilities(const CaptionBatch& captions, bool mask_forced_stop) {
  const auto counted = counted_tokens(captions, mask_forced_stop).to(at::kFloat);
  return (captions.token_log_probs * counted).sum(1) / counted.sum(1);
}

CaptionRecord caption_record(const CaptionBatch& captions, std::int64_t row, std::int64_t stop_token,
                             const Tokenizer& tokenizer) {
  CaptionRecord record;
  record.caption = captions.texts[static_cast<std::size_t>(row)];
  const auto ids = captions.ids(row, stop_token);
  for (const auto id : ids) record.tokens.push_back(tokenizer.decode({&id, 1}, false, false));
  if (captions.token_log_probs.defined()) {
    const auto values = captions.token_log_probs[row].contiguous();
    const auto* data = values.const_data_ptr<float>();
    record.token_log_probabilities.assign(data, data + ids.size());
  }
  return record;
}

namespace {

/// Each caption's length, whether it was cut, and its tokens, one after another.
std::vector<std::int64_t> token_stream(const CaptionBatch& captions) {
  std::vector<std::int64_t> stream;
  const auto* ids = captions.drawn.const_data_ptr<std::int64_t>();
  const auto* lengths = captions.lengths.const_data_ptr<std::int64_t>();
  const auto* cut = captions.hit_limit.const_data_ptr<bool>();
  for (std::int64_t row = 0; row < captions.size(); ++row, ids += captions.drawn.size(1)) {
    stream.push_back(lengths[row]);
    stream.push_back(cut[row]);
    stream.insert(stream.end(), ids, ids + lengths[row]);
  }
  return stream;
}

at::Tensor whole_stream(const CaptionBatch& captions, const BatchShare& share) {
  if (!share.group) return at::tensor(token_stream(captions), at::kLong);
  const auto own = share.weight > 0 ? token_stream(captions) : std::vector<std::int64_t>();
  return at::cat(share.group->gather_rows(at::tensor(own, at::kLong)));
}

}  // namespace

CaptionFigures measure_captions(const CaptionBatch& captions, const BatchShare& share) {
  std::unordered_set<std::int64_t> pairs;
  std::set<std::vector<std::int64_t>> distinct;
  std::int64_t total = 0, tokens = 0, count = 0, cut = 0;
  const auto stream = whole_stream(captions, share);
  const auto *next = stream.const_data_ptr<std::int64_t>(), *end = next + stream.numel();
  for (; next < end; ++count) {
    const auto length = *next++;
    cut += *next++;
    tokens += length;
    for (std::int64_t i = 0; i + 1 < length; ++i, ++total) pairs.insert((next[i] << 32) | next[i + 1]);
    distinct.emplace(next, next + length);
    next += length;
  }
  return {total ? double(pairs.size()) / double(total) : 0, double(tokens) / double(count),
          1 - double(distinct.size()) / double(count), double(cut) / double(count)};
}

}  // namespace vignette
