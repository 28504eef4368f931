#include "metrics/diversity.h"

#include <algorithm>
#include <cstdlib>
#include <map>

#include "metrics/bleu.h"
#include "metrics/ngram_table.h"
#include "text/ptb_tokenizer.h"

namespace vignette {
namespace {

double ratio(std::size_t part, std::size_t whole) {
  return whole ? static_cast<double>(part) / static_cast<double>(whole) : 0;
}

std::vector<NgramProfile> profiles_of(std::span<const std::string> captions, NgramTable& table) {
  std::vector<NgramProfile> profiles;
  profiles.reserve(captions.size());
  for (const std::string& caption : captions) profiles.push_back(table.profile(ptb_tokenize_joined(caption)));
  return profiles;
}

/// The largest count of an n-gram in one caption, in how many captions it is that large, and the next smaller one.
struct Largest {
  std::int32_t count = 0, holders = 0, next = 0;

  void add(std::int32_t other) {
    if (other > count) {
      next = count;
      count = other;
      holders = 1;
    } else if (other == count) {
      ++holders;
    } else {
      next = std::max(next, other);
    }
  }
  std::int32_t without(std::int32_t own) const { return own == count && holders == 1 ? next : count; }
};

/// What all captions together are as references, so that each can be taken out.
class Everyone {
 public:
  explicit Everyone(const std::vector<NgramProfile>& profiles) {
    for (const NgramProfile& profile : profiles) {
      ++lengths_[profile.words];
      for (std::size_t order = 0; order < kNgramOrders; ++order) {
        for (const NgramCount& ngram : profile.orders[order]) at(order, ngram.id).add(ngram.count);
      }
    }
  }

  /// Of a caption against the others.
  BleuStatistics compare(const NgramProfile& profile) {
    BleuStatistics statistics;
    statistics.candidate_length = profile.words;
    statistics.reference_length = closest_other(profile.words);
    for (std::size_t order = 0; order < kNgramOrders; ++order) {
      statistics.guessed[order] = std::max<std::int64_t>(0, profile.words - static_cast<std::int64_t>(order));
      for (const NgramCount& ngram : profile.orders[order]) {
        statistics.correct[order] += std::min(ngram.count, at(order, ngram.id).without(ngram.count));
      }
    }
    return statistics;
  }

 private:
  Largest& at(std::size_t order, std::int32_t id) {
    const auto index = static_cast<std::size_t>(id);
    if (index >= largest_[order].size()) largest_[order].resize(std::max(index + 1, 2 * largest_[order].size()));
    return largest_[order][index];
  }

  std::int32_t closest_other(std::int32_t own) const {
    if (lengths_.at(own) > 1) return own;
    const auto found = lengths_.find(own), after = std::next(found);
    if (found == lengths_.begin()) return after->first;
    const auto before = std::prev(found);
    return after == lengths_.end() || own - before->first <= after->first - own ? before->first : after->first;
  }

  std::array<std::vector<Largest>, kNgramOrders> largest_;
  std::map<std::int32_t, std::size_t> lengths_;
};

/// Sum of each one's BLEU-4 against the others; at least two.
double sum_of_mutual(const std::vector<NgramProfile>& profiles) {
  Everyone everyone(profiles);
  double sum = 0;
  for (const NgramProfile& profile : profiles) sum += bleu_scores(everyone.compare(profile)).back();
  return sum;
}

}  // namespace

Diversity measure_diversity(std::span<const std::string> captions) {
  NgramTable table;
  std::size_t words = 0, bigrams = 0;
  for (const std::string& caption : captions) {
    const auto count = static_cast<std::size_t>(table.profile(ptb_tokenize_joined(caption)).words);
    words += count;
    bigrams += count ? count - 1 : 0;
  }
  return {ratio(table.size(1), words), ratio(table.size(2), bigrams), ratio(words, captions.size()),
          static_cast<std::int64_t>(table.size(1))};
}

double self_bleu(std::span<const std::string> captions) {
  if (captions.size() < 2) return 0;
  NgramTable table;
  return sum_of_mutual(profiles_of(captions, table)) / static_cast<double>(captions.size());
}

double mutual_bleu(std::span<const std::vector<std::string>> images) {
  double sum = 0;
  std::size_t samples = 0;
  for (const auto& captions : images) {
    if (captions.size() < 2) continue;
    NgramTable table;
    sum += sum_of_mutual(profiles_of(captions, table));
    samples += captions.size();
  }
  return samples ? sum / static_cast<double>(samples) : 0;
}

}  // namespace vignette
