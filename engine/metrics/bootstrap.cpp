#include "metrics/bootstrap.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <random>
#include <stdexcept>
#include <vector>

namespace vignette {
namespace {

/// How often each image is drawn.
using Draws = std::vector<std::uint32_t>;

void draw(std::mt19937_64& random, Draws& draws) {
  std::fill(draws.begin(), draws.end(), 0);
  for (std::size_t i = 0; i < draws.size(); ++i) {
    ++draws[random() % draws.size()];
  }
}

double drawn_mean(const std::vector<double>& values, const Draws& draws) {
  double sum = 0;
  for (std::size_t i = 0; i < values.size(); ++i) sum += values[i] * draws[i];
  return sum / static_cast<double>(values.size());
}

BleuStatistics drawn_bleu(const std::vector<BleuStatistics>& statistics, const Draws& draws) {
  BleuStatistics sum;
  for (std::size_t i = 0; i < statistics.size(); ++i)
    for (std::uint32_t times = 0; times < draws[i]; ++times) sum += statistics[i];
  return sum;
}

MeteorStatistics drawn_meteor(const std::vector<MeteorStatistics>& statistics, const Draws& draws) {
  MeteorStatistics sum;
  for (std::size_t i = 0; i < statistics.size(); ++i)
    for (std::uint32_t times = 0; times < draws[i]; ++times) sum += statistics[i];
  return sum;
}

/// Corpus scores of one resample, in the order of result.per_image.
std::vector<double> drawn_scores(const MetricResult& result, const Draws& draws) {
  const auto bleu = bleu_scores(drawn_bleu(result.bleu, draws));
  std::vector<double> scores;
  for (const auto& [name, values] : result.per_image) {
    if (name.starts_with("BLEU-") && !result.bleu.empty())
      scores.push_back(bleu.at(static_cast<std::size_t>(name.back() - '1')));
    else if (name == "METEOR" && !result.meteor.empty())
      scores.push_back(meteor_score(drawn_meteor(result.meteor, draws)));
    else
      scores.push_back(drawn_mean(values, draws));
  }
  return scores;
}

std::size_t images_of(const MetricResult& result) {
  return result.per_image.empty() ? 0 : result.per_image.begin()->second.size();
}

void check(const BootstrapOptions& options) {
  if (options.resamples < 1) throw std::invalid_argument("a bootstrap needs at least one resample");
  if (!(options.level > 0 && options.level < 1))
    throw std::invalid_argument("a confidence level lies between 0 and 1, for example 0.95");
}

ConfidenceInterval percentiles(std::vector<double> values, double level) {
  std::sort(values.begin(), values.end());
  const auto at = [&](double part) {
    const double place = part * static_cast<double>(values.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const auto above = std::min(below + 1, values.size() - 1);
    return values[below] + (values[above] - values[below]) * (place - static_cast<double>(below));
  };
  return {at((1 - level) / 2), at((1 + level) / 2)};
}

double two_sided_p(const std::vector<double>& differences) {
  const auto share = [&](auto holds) {
    return static_cast<double>(std::count_if(differences.begin(), differences.end(), holds)) /
           static_cast<double>(differences.size());
  };
  const double smaller =
      std::min(share([](double value) { return value <= 0; }), share([](double value) { return value >= 0; }));
  return std::clamp(2 * smaller, 1 / static_cast<double>(differences.size()), 1.0);
}

void count_wins(PairedComparison& comparison, const std::vector<double>& a, const std::vector<double>& b) {
  constexpr double kSame = 1e-9;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const double difference = a[i] - b[i];
    ++(std::abs(difference) <= kSame ? comparison.ties : difference > 0 ? comparison.wins : comparison.losses);
  }
}

/// Only the metrics that both have.
MetricResult shared_part(const MetricResult& result, const MetricResult& other) {
  MetricResult part = result;
  std::erase_if(part.per_image, [&](const auto& metric) { return !other.per_image.contains(metric.first); });
  return part;
}

}  // namespace

std::map<std::string, ConfidenceInterval> confidence_intervals(const MetricResult& result,
                                                               const BootstrapOptions& options) {
  check(options);
  std::map<std::string, ConfidenceInterval> intervals;
  const std::size_t images = images_of(result);
  if (images == 0) return intervals;
  std::mt19937_64 random(options.seed);
  Draws draws(images);
  std::vector<std::vector<double>> scores(result.per_image.size());
  for (int i = 0; i < options.resamples; ++i) {
    draw(random, draws);
    const auto drawn = drawn_scores(result, draws);
    for (std::size_t metric = 0; metric < drawn.size(); ++metric) scores[metric].push_back(drawn[metric]);
  }
  std::size_t metric = 0;
  for (const auto& [name, values] : result.per_image)
    intervals[name] = percentiles(std::move(scores[metric++]), options.level);
  return intervals;
}

std::map<std::string, PairedComparison> compare_paired(const MetricResult& a, const MetricResult& b,
                                                       const BootstrapOptions& options) {
  check(options);
  if (images_of(a) != images_of(b) || images_of(a) == 0)
    throw std::invalid_argument("paired scores of the same images were expected");
  const MetricResult ours = shared_part(a, b), theirs = shared_part(b, a);
  std::mt19937_64 random(options.seed);
  Draws draws(images_of(a));
  std::vector<std::vector<double>> differences(ours.per_image.size());
  for (int i = 0; i < options.resamples; ++i) {
    draw(random, draws);
    const auto left = drawn_scores(ours, draws), right = drawn_scores(theirs, draws);
    for (std::size_t metric = 0; metric < left.size(); ++metric)
      differences[metric].push_back(left[metric] - right[metric]);
  }
  std::map<std::string, PairedComparison> comparisons;
  std::size_t metric = 0;
  for (const auto& [name, values] : ours.per_image) {
    PairedComparison& comparison = comparisons[name];
    comparison.difference = a.corpus.at(name) - b.corpus.at(name);
    comparison.p = two_sided_p(differences[metric]);
    comparison.interval = percentiles(std::move(differences[metric]), options.level);
    count_wins(comparison, values, theirs.per_image.at(name));
    ++metric;
  }
  return comparisons;
}

}  // namespace vignette
