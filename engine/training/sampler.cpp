#include "training/sampler.h"

#include <algorithm>
#include <numeric>
#include <stdexcept>
#include <string>

namespace vignette {
namespace {

std::uint64_t finalise(std::uint64_t value) {
  value = (value ^ (value >> 30)) * 0xbf58476d1ce4e5b9u;
  value = (value ^ (value >> 27)) * 0x94d049bb133111ebu;
  return value ^ (value >> 31);
}

/// Streams of one seed that must not share their orders.
constexpr std::uint64_t epoch_stream = 0x65706f63, corpus_stream = 0x636f7270;

}  // namespace

std::uint64_t mix_keys(std::uint64_t a, std::uint64_t b, std::uint64_t c, std::uint64_t d) {
  std::uint64_t state = 0;
  for (const auto key : {a, b, c, d}) state = finalise(state + key + 0x9e3779b97f4a7c15u);
  return state;
}

std::vector<std::int64_t> shuffled_order(std::int64_t count, std::uint64_t seed, std::uint64_t epoch) {
  std::vector<std::int64_t> order(static_cast<std::size_t>(count));
  std::iota(order.begin(), order.end(), 0);
  for (std::int64_t i = count - 1; i > 0; --i) {
    const auto other = mix_keys(seed, epoch, static_cast<std::uint64_t>(i)) % static_cast<std::uint64_t>(i + 1);
    std::swap(order[static_cast<std::size_t>(i)], order[other]);
  }
  return order;
}

EpochSampler::EpochSampler(std::int64_t count, std::int64_t batch_size, bool shuffle, bool drop_last,
                           std::uint64_t seed)
    : count_(count), batch_size_(batch_size), shuffle_(shuffle), seed_(mix_keys(seed, epoch_stream)) {
  batches_per_epoch_ = drop_last ? count / batch_size : (count + batch_size - 1) / batch_size;
  if (count == 0)
    throw std::invalid_argument(
        "The training set is empty: nothing of dataset.train could be used; the warnings before this say why.");
  if (batches_per_epoch_ == 0)
    throw std::invalid_argument("training.batch_size is " + std::to_string(batch_size) +
                                ", but the training set has only " + std::to_string(count) +
                                " items: choose a smaller batch, or training.drop_last = false.");
}

std::vector<std::int64_t> EpochSampler::batch(std::int64_t number) {
  const auto epoch = epoch_of(number);
  if (epoch != ordered_epoch_) {
    order_ = shuffled_order(count_, seed_, static_cast<std::uint64_t>(epoch));
    if (!shuffle_) std::sort(order_.begin(), order_.end());
    ordered_epoch_ = epoch;
  }
  const auto first = (number % batches_per_epoch_) * batch_size_;
  return {order_.begin() + first, order_.begin() + std::min(first + batch_size_, count_)};
}

CorpusSampler::CorpusSampler(std::int64_t count, std::uint64_t seed)
    : count_(count), seed_(mix_keys(seed, corpus_stream)) {
  if (count == 0) throw std::invalid_argument("The corpus is empty: corpus.path needs at least one caption.");
}

std::vector<std::int64_t> CorpusSampler::take(std::int64_t first, std::int64_t length) {
  std::vector<std::int64_t> items;
  for (std::int64_t position = first; position < first + length; ++position) {
    const auto pass = position / count_;
    if (pass != ordered_pass_) {
      order_ = shuffled_order(count_, seed_, static_cast<std::uint64_t>(pass));
      ordered_pass_ = pass;
    }
    items.push_back(order_[static_cast<std::size_t>(position % count_)]);
  }
  return items;
}

}  // namespace vignette
