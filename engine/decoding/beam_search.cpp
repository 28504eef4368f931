#include <ATen/ops/arange.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/full_like.h>
#include <ATen/ops/log_softmax.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/zeros.h>
#include <c10/core/InferenceMode.h>

#include <algorithm>
#include <limits>
#include <stdexcept>
#include <tuple>

#include "decoding/decoding.h"
#include "log/log.h"

namespace vignette {
namespace {

constexpr double minus_infinity = -std::numeric_limits<double>::infinity();
/// Embeddings decoded at once; more would only make the cache larger.
constexpr std::int64_t chunk = 64;

/// Beams of P embeddings side by side: row p·b + i is beam i of embedding p.
class Beams {
 public:
  Beams(const Captioner& captioner, const at::Tensor& prefix, const BeamOptions& options)
      : captioner_(captioner), options_(options), groups_(prefix.size(0)) {
    auto decoding = captioner.start_decoding(prefix, options.max_length);
    cache_ = std::move(decoding.cache);
    first(log_probabilities(decoding.hidden));
  }

  void run() {
    for (std::int64_t position = 1; position < options_.max_length && !stopped_.all().item<bool>(); ++position) {
      const at::Tensor hidden = captioner_.continue_decoding(tokens_.flatten(), cache_);
      extend(log_probabilities(hidden).view({groups_, options_.beams, -1}));
    }
  }

  std::vector<std::vector<BeamCaption>> captions() const {
    const at::Tensor ids = ids_.cpu(), lengths = lengths_.cpu(), sums = sums_.to(at::kDouble).cpu();
    std::vector<std::vector<BeamCaption>> all;
    for (std::int64_t group = 0; group < groups_; ++group) {
      std::vector<BeamCaption> list;
      for (std::int64_t beam = 0; beam < options_.beams; ++beam)
        list.push_back(caption(ids[group][beam].contiguous(), lengths[group][beam].item<std::int64_t>(),
                               sums[group][beam].item<double>()));
      std::stable_sort(list.begin(), list.end(), [](const auto& a, const auto& b) { return a.score > b.score; });
      all.push_back(std::move(list));
    }
    return all;
  }

 private:
  at::Tensor log_probabilities(const at::Tensor& hidden) const {
    return at::log_softmax(captioner_.language_model().logits(hidden).to(at::kFloat).div(options_.temperature), 1);
  }

  /// One beam's best tokens start all beams.
  void first(const at::Tensor& log_probs) {
    std::tie(sums_, tokens_) = log_probs.topk(options_.beams, 1);
    lengths_ = at::ones({groups_, options_.beams}, tokens_.options());
    ids_ = tokens_.unsqueeze(2);
    stopped_ = tokens_.eq(options_.stop_token);
    group_start_ = at::arange(groups_, tokens_.options()).unsqueeze(1).mul(options_.beams);
    cache_.select_rows(group_start_.div(options_.beams, "floor").expand({groups_, options_.beams}).flatten());
  }

  /// log_probs [P, b, V]. A stopped beam goes on in one way only, by token 0 at no cost, and keeps its length.
  void extend(at::Tensor log_probs) {
    const std::int64_t vocabulary = log_probs.size(2);
    log_probs = log_probs.masked_fill(stopped_.unsqueeze(2), minus_infinity);
    log_probs.select(2, 0).masked_fill_(stopped_, 0.0);
    const at::Tensor lengths = lengths_.add(stopped_.logical_not().to(at::kLong));
    const at::Tensor totals = log_probs.add_(sums_.unsqueeze(2));
    const bool averaged = options_.scoring == BeamScoring::clipcap;
    const at::Tensor ranked = averaged ? totals.div(lengths.unsqueeze(2)) : totals;
    const auto [best, index] = ranked.flatten(1).topk(options_.beams, 1);
    const at::Tensor source = index.div(vocabulary, "floor");
    tokens_ = index.remainder(vocabulary);
    lengths_ = lengths.gather(1, source);
    sums_ = averaged ? best.mul(lengths_) : best;
    ids_ = at::cat({ids_.gather(1, source.unsqueeze(2).expand_as(ids_)), tokens_.unsqueeze(2)}, 2);
    stopped_ = stopped_.gather(1, source).logical_or(tokens_.eq(options_.stop_token));
    const at::Tensor rows = group_start_.add(source).flatten();
    if (!at::equal(rows, at::arange(rows.size(0), rows.options()))) cache_.select_rows(rows);
  }

  BeamCaption caption(const at::Tensor& ids, std::int64_t length, double sum) const {
    BeamCaption caption;
    const std::int64_t* data = ids.const_data_ptr<std::int64_t>();
    caption.ids.assign(data, data + length);
    caption.log_probability = sum / static_cast<double>(length);
    caption.score = options_.scoring == BeamScoring::summed ? sum : caption.log_probability;
    return caption;
  }

  const Captioner& captioner_;
  const BeamOptions& options_;
  std::int64_t groups_;
  KeyValueCache cache_;
  at::Tensor sums_, tokens_, lengths_, stopped_, group_start_;  ///< [P, b]; group_start_ [P, 1]
  at::Tensor ids_;                                              ///< [P, b, T]
};

void check(const Captioner& captioner, const BeamOptions& options) {
  const std::int64_t vocabulary = captioner.language_model().config().vocab_size;
  if (options.beams < 1 || options.beams > vocabulary)
    throw std::invalid_argument(concat("beams: expected 1 to ", vocabulary, ", got ", options.beams));
  if (options.max_length < 1)
    throw std::invalid_argument(concat("max_length: expected at least 1, got ", options.max_length));
  if (!(options.temperature > 0))
    throw std::invalid_argument(concat("temperature: expected more than 0, got ", options.temperature));
}

}  // namespace

std::vector<std::vector<BeamCaption>> beam_search(const Captioner& captioner, const at::Tensor& prefix,
                                                  const BeamOptions& options) {
  check(captioner, options);
  c10::InferenceMode inference;
  std::vector<std::vector<BeamCaption>> all;
  for (std::int64_t start = 0; start < prefix.size(0); start += chunk) {
    Beams beams(captioner, prefix.narrow(0, start, std::min(chunk, prefix.size(0) - start)), options);
    beams.run();
    for (auto& captions : beams.captions()) all.push_back(std::move(captions));
  }
  return all;
}

}  // namespace vignette
