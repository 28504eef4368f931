#include <ATen/autocast_mode.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/full.h>
#include <ATen/ops/stack.h>
#include <ATen/ops/zeros.h>
#include <c10/core/GradMode.h>
#include <c10/core/InferenceMode.h>

#include <algorithm>
#include <numeric>
#include <optional>
#include <stdexcept>

#include "decoding/decoding.h"
#include "decoding/token_choice.h"
#include "log/log.h"
#include "models/index_tensor.h"

namespace vignette {
namespace {

/// Rows leave once this share of the batch has ended: copying the cache costs about a layer's work.
constexpr double leave_share = 0.125;
/// A GPU is asked for its tokens once in so many positions: each question makes it wait for the processor.
constexpr std::int64_t positions_between_looks = 8;
/// Tokens from which on packing the weights costs less than it saves.
constexpr std::int64_t worth_packing = 64;

/// The batch of `generate`: greedy rows stand before sampled ones, both in the order given.
class Batch {
 public:
  Batch(const Captioner& captioner, const at::Tensor& prefix, std::span<const GenerateRow> rows,
        const GenerateOptions& options)
      : captioner_(captioner), options_(options), rows_(rows), active_(rows.size()) {
    std::iota(active_.begin(), active_.end(), 0);
    std::stable_partition(active_.begin(), active_.end(), [&](std::size_t i) { return rows[i].greedy; });
    const auto count = static_cast<std::int64_t>(rows.size());
    const std::int64_t pad = captioner.language_model().config().eos_token_id;
    ids_ = at::full({count, options.max_length}, pad, at::kLong);
    log_probs_ = at::zeros({count, options.max_length}, at::kFloat);
    lengths_ = at::zeros({count}, at::kLong);
    hit_limit_ = at::zeros({count}, at::kBool);
    if (options.alternatives > 0) allocate_statistics(count);
    start(prefix);
  }

  void run() {
    for (std::int64_t position = 0; !active_.empty() && position < options_.max_length; ++position) {
      if (options_.cancelled && options_.cancelled()) throw Cancelled();
      chosen_.push_back(choose(position));
      if (options_.alternatives > 0) keep_statistics(position);
      next_ = chosen_.back().tokens;
      if (history_.defined()) history_ = at::cat({history_, next_.unsqueeze(1)}, 1);
      const bool last = position + 1 == options_.max_length;
      if (last || next_.is_cpu() || static_cast<std::int64_t>(chosen_.size()) == positions_between_looks)
        if (look(position); !last) leave();
      if (!last && !active_.empty()) advance();
    }
  }

  Generated result() const {
    const std::int64_t longest = lengths_.max().item<std::int64_t>();
    const auto cut = [&](const at::Tensor& all) { return all.defined() ? all.narrow(1, 0, longest) : all; };
    return {cut(ids_),
            lengths_,
            cut(log_probs_),
            hit_limit_,
            cut(entropy_),
            cut(alternatives_),
            cut(alternative_log_probs_)};
  }

 private:
  /// Runs the prefixes once and hands each row its embedding's cache and logits.
  void start(const at::Tensor& prefix) {
    auto decoding = captioner_.start_decoding(prefix, options_.max_length);
    cache_ = std::move(decoding.cache);
    std::vector<std::int64_t> owners;
    for (const std::size_t row : active_) owners.push_back(rows_[row].embedding);
    cache_->select_rows(owners);
    const at::Tensor index = index_tensor(owners, prefix.device());
    logits_ = decoding.logits.index_select(0, index);
    uniforms_ = draw_uniforms().to(prefix.device(), /*non_blocking=*/true);
    if (options_.sampling.repetition_penalty != 1)
      history_ = at::empty({static_cast<std::int64_t>(active_.size()), 0}, index.options());
  }

  /// Every draw of the sampled rows, [sampled, T], so that nothing is copied to the device while it decodes.
  at::Tensor draw_uniforms() const {
    const auto greedy = greedy_count(), sampled = static_cast<std::int64_t>(active_.size()) - greedy;
    const at::Tensor draws = at::empty({sampled, options_.max_length}, at::kDouble);
    auto* out = draws.mutable_data_ptr<double>();
    for (std::int64_t i = greedy; i < greedy + sampled; ++i) {
      const GenerateRow& row = rows_[active_[static_cast<std::size_t>(i)]];
      for (std::int64_t position = 0; position < options_.max_length; ++position)
        *out++ =
            uniform_draw(options_.seed, options_.step, row.image, row.sample, static_cast<std::uint64_t>(position));
    }
    return draws;
  }

  std::int64_t greedy_count() const {
    return std::count_if(active_.begin(), active_.end(), [&](std::size_t i) { return rows_[i].greedy; });
  }

  /// Brings what was chosen since the last look to the processor, up to `position`, and records it.
  void look(std::int64_t position) {
    std::vector<at::Tensor> all_tokens, all_log_probs;
    for (const TokenChoice& choice : chosen_) {
      all_tokens.push_back(choice.tokens);
      all_log_probs.push_back(choice.log_probs);
    }
    const at::Tensor tokens = at::stack(all_tokens).cpu(), log_probs = at::stack(all_log_probs).cpu();
    const auto* token = tokens.const_data_ptr<std::int64_t>();
    const auto* log_prob = log_probs.const_data_ptr<float>();
    const auto first = position + 1 - static_cast<std::int64_t>(chosen_.size());
    for (std::int64_t at = first; at <= position; ++at)
      for (std::size_t i = 0; i < active_.size(); ++i) record(i, at, *token++, *log_prob++);
    chosen_.clear();
  }

  void allocate_statistics(std::int64_t count) {
    const auto kept = std::min(options_.alternatives, captioner_.language_model().config().vocab_size);
    entropy_ = at::zeros({count, options_.max_length}, at::kFloat);
    alternatives_ = at::zeros({count, options_.max_length, kept}, at::kLong);
    alternative_log_probs_ = at::zeros({count, options_.max_length, kept}, at::kFloat);
  }

  void keep_statistics(std::int64_t position) {
    const auto statistics = token_statistics(logits_, options_.alternatives);
    const std::vector<std::int64_t> active(active_.begin(), active_.end());
    const at::Tensor rows = index_tensor(active, at::kCPU);
    entropy_.select(1, position).index_copy_(0, rows, statistics.entropy.cpu());
    alternatives_.select(1, position).index_copy_(0, rows, statistics.tokens.cpu());
    alternative_log_probs_.select(1, position).index_copy_(0, rows, statistics.log_probs.cpu());
  }

  TokenChoice choose(std::int64_t position) const {
    const std::int64_t greedy = greedy_count();
    const std::int64_t sampled = static_cast<std::int64_t>(active_.size()) - greedy;
    if (sampled == 0) return likeliest_token(logits_);
    if (greedy == 0) return choose_sampled(logits_, history_, position);
    const TokenChoice first = likeliest_token(logits_.narrow(0, 0, greedy));
    const at::Tensor history = history_.defined() ? history_.narrow(0, greedy, sampled) : history_;
    const TokenChoice second = choose_sampled(logits_.narrow(0, greedy, sampled), history, position);
    return {at::cat({first.tokens, second.tokens}), at::cat({first.log_probs, second.log_probs})};
  }

  TokenChoice choose_sampled(const at::Tensor& logits, const at::Tensor& history, std::int64_t position) const {
    const auto& sampling = options_.sampling;
    const at::Tensor filtered = sampling.is_plain() ? logits : filter_logits(logits.to(at::kFloat), history, sampling);
    return drawn_token(filtered, uniforms_.select(1, position));
  }

  void record(std::size_t i, std::int64_t position, std::int64_t token, float log_prob) {
    const auto row = static_cast<std::int64_t>(active_[i]);
    std::int64_t& length = lengths_.mutable_data_ptr<std::int64_t>()[row];
    if (length > 0) return;
    const std::int64_t at = row * options_.max_length + position;
    std::int64_t& id = ids_.mutable_data_ptr<std::int64_t>()[at];
    id = token;
    log_probs_.mutable_data_ptr<float>()[at] = log_prob;
    const auto& stops = options_.stop_tokens;
    const bool stopped = std::find(stops.begin(), stops.end(), token) != stops.end();
    const bool limit = position + 1 == options_.max_length;
    if (stopped || limit) length = position + 1, --unfinished_;
    if (stopped || !limit) return;
    hit_limit_.mutable_data_ptr<bool>()[row] = true;
    if (options_.force_stop_at_limit && !stops.empty()) id = stops.front();
  }

  /// Lets ended rows go when enough of them have gathered.
  void leave() {
    const auto ended = static_cast<double>(active_.size()) - static_cast<double>(unfinished_);
    if (unfinished_ > 0 && ended < leave_share * static_cast<double>(active_.size())) return;
    std::vector<std::int64_t> kept, kept_draws;
    std::vector<std::size_t> remaining;
    const std::int64_t greedy = greedy_count();
    for (std::size_t i = 0; i < active_.size(); ++i) {
      if (lengths_.const_data_ptr<std::int64_t>()[active_[i]] != 0) continue;
      kept.push_back(static_cast<std::int64_t>(i));
      remaining.push_back(active_[i]);
      if (kept.back() >= greedy) kept_draws.push_back(kept.back() - greedy);
    }
    active_ = std::move(remaining);
    if (active_.empty()) return;
    cache_->select_rows(kept);
    const at::Tensor index = index_tensor(kept, next_.device());
    next_ = next_.index_select(0, index);
    uniforms_ = uniforms_.index_select(0, index_tensor(kept_draws, next_.device()));
    if (history_.defined()) history_ = history_.index_select(0, index);
  }

  void advance() { logits_ = captioner_.continue_decoding(next_, *cache_); }

  const Captioner& captioner_;
  const GenerateOptions& options_;
  std::span<const GenerateRow> rows_;
  std::vector<std::size_t> active_;  ///< rows in the batch, by index into rows_
  std::size_t unfinished_ = active_.size();
  std::optional<KeyValueCache> cache_;
  std::vector<TokenChoice> chosen_;  ///< since the last look
  at::Tensor logits_, next_, history_, uniforms_;
  at::Tensor ids_, log_probs_, lengths_, hit_limit_;           ///< on the CPU
  at::Tensor entropy_, alternatives_, alternative_log_probs_;  ///< on the CPU
};

void check(const at::Tensor& prefix, std::span<const GenerateRow> rows, const GenerateOptions& options) {
  options.sampling.check();
  if (options.max_length < 1)
    throw std::invalid_argument(concat("max_length: expected at least 1, got ", options.max_length));
  for (const GenerateRow& row : rows) {
    if (row.embedding < 0 || row.embedding >= prefix.size(0))
      throw std::invalid_argument(
          concat("generate: row of embedding ", row.embedding, ", but there are ", prefix.size(0)));
  }
}

}  // namespace

std::shared_ptr<const PackedWeights> pack_for(const Captioner& captioner, std::int64_t tokens) {
  return tokens >= worth_packing ? captioner.pack() : nullptr;
}

Generated generate(const Captioner& captioner, const at::Tensor& prefix, std::span<const GenerateRow> rows,
                   const GenerateOptions& options) {
  check(prefix, rows, options);
  if (rows.empty())
    return {at::empty({0, 0}, at::kLong),
            at::empty({0}, at::kLong),
            at::empty({0, 0}),
            at::empty({0}, at::kBool),
            {},
            {},
            {}};
  Generated inferred;
  {
    // Autocast keeps its casts of the weights outside inference mode only; without, each position would cast them anew.
    const c10::NoGradGuard no_grad;
    std::optional<c10::InferenceMode> inference;
    if (!at::autocast::is_autocast_enabled(prefix.device().type())) inference.emplace();
    const auto packed = pack_for(captioner, static_cast<std::int64_t>(rows.size()) * options.max_length);
    Batch batch(captioner, prefix, rows, options);
    batch.run();
    inferred = batch.result();
  }
  // Copies made outside inference mode may take part in a graph.
  const at::Device device = prefix.device();
  const auto kept = [&](const at::Tensor& tensor) { return tensor.defined() ? tensor.clone().to(device) : tensor; };
  return {kept(inferred.ids),
          kept(inferred.lengths),
          kept(inferred.token_log_probs),
          kept(inferred.hit_limit),
          kept(inferred.entropy),
          kept(inferred.alternatives),
          kept(inferred.alternative_log_probs)};
}

}  // namespace vignette
