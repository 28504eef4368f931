#include "decoding/decoding_checks.h"

#include <ATen/ops/cat.h>
#include <ATen/ops/exp.h>
#include <ATen/ops/full.h>
#include <ATen/ops/log_softmax.h>
#include <ATen/ops/randn.h>
#include <ATen/ops/zeros.h>
#include <c10/core/GradMode.h>

#include <functional>
#include <set>
#include <stdexcept>

#include "decoding/beam_search.h"
#include "decoding/decoding_fixture.h"
#include "decoding/token_choice.h"

namespace vignette {
namespace {

std::vector<double> filtered(const std::vector<float>& logits, const SamplingOptions& options, const Ids& ids = {}) {
  const nlohmann::json row = {logits}, past = {ids};
  return numbers(filter_logits(float_tensor(row), ids.empty() ? at::Tensor() : id_tensor(past), options));
}

constexpr double out = -std::numeric_limits<double>::infinity();

}  // namespace

std::string literal_filter_problems() {
  Problems problems;
  const std::vector<float> logits = {2, -1, 0.5, 1};
  SamplingOptions options;
  problems.equal("plain", filtered(logits, options), {2, -1, 0.5, 1});
  options.temperature = 0.5;
  problems.equal("temperature", filtered(logits, options), {4, -2, 1, 2});
  options = {};
  options.top_k = 2;
  problems.equal("top-k", filtered(logits, options), {2, out, out, 1});
  problems.equal("top-k keeps ties", filtered({1, 1, 1, 0}, options), {1, 1, 1, out});
  options.top_k = 9;
  problems.equal("top-k beyond the vocabulary", filtered(logits, options), {2, -1, 0.5, 1});
  options = {};
  // Probabilities .5, .25, .15, .1: the token that crosses p stays.
  const std::vector<float> shares = {std::log(.25f), std::log(.5f), std::log(.1f), std::log(.15f)};
  const auto kept = [&](double p) {
    options.top_p = p;
    std::string text;
    for (const double value : filtered(shares, options)) text += value == out ? '0' : '1';
    return text;
  };
  problems.equal("top-p .3", kept(.3), std::string("0100"));
  problems.equal("top-p .6", kept(.6), std::string("1100"));
  problems.equal("top-p .8", kept(.8), std::string("1101"));
  problems.equal("top-p .95", kept(.95), std::string("1111"));
  options = {};
  options.repetition_penalty = 2;
  problems.equal("penalty", filtered(logits, options, {0, 1, -1}), {1, -2, 0.5, 1});
  options.temperature = 0.5;
  options.top_k = 1;
  problems.equal("in order", filtered({3, 2, 0, 0}, options, {0}), {out, 4, out, out});
  return problems.text();
}

std::string kept_token_problems() {
  Problems problems;
  const nlohmann::json row = {std::vector<float>{2, -1, 0.5, 1}}, keep = Ids{1};
  SamplingOptions options;
  options.top_k = 1;
  options.top_p = 0.1;
  at::Tensor logits = float_tensor(row);
  logits.requires_grad_(true);
  const at::Tensor kept = filter_logits(logits, {}, options, id_tensor(keep));
  problems.equal("kept", numbers(kept), {2, -1, out, out});
  at::log_softmax(kept, 1).select(1, 1).sum().backward();
  const double p = 1 / (1 + std::exp(3.0));
  problems.near("gradient", numbers(logits.grad()), {p - 1, 1 - p, 0, 0}, 1e-6);
  return problems.text();
}

std::string bad_option_problems() {
  Problems problems;
  const auto refused = [](double temperature, std::int64_t k, double p, double penalty) {
    return throws_invalid_argument([&] { SamplingOptions{temperature, k, p, penalty}.check(); });
  };
  problems.require("temperature 0", refused(0, 0, 1, 1));
  problems.require("NaN temperature", refused(std::nan(""), 0, 1, 1));
  problems.require("top_k -1", refused(1, -1, 1, 1));
  problems.require("top_p 0", refused(1, 0, 0, 1));
  problems.require("top_p 1.1", refused(1, 0, 1.1, 1));
  problems.require("penalty 0", refused(1, 0, 1, 0));
  problems.require("good ones pass", !refused(1, 0, 1, 1));
  std::vector<GenerateRow> rows(1);
  rows[0].embedding = prefix().size(0);
  problems.require("unknown embedding", throws_invalid_argument([&] { generate(captioner(), prefix(), rows, {}); }));
  GenerateOptions options;
  options.max_length = 1000;
  rows[0].embedding = 0;
  options.stop_tokens.clear();
  problems.require("too many positions",
                   throws_invalid_argument([&] { generate(captioner(), prefix(), rows, options); }));
  return problems.text();
}

std::string uniform_draw_problems() {
  Problems problems;
  std::set<double> seen;
  double sum = 0, squares = 0;
  std::vector<int> tenths(10);
  constexpr int images = 100, samples = 10, positions = 20;
  for (std::uint64_t image = 0; image < images; ++image) {
    for (std::uint64_t sample = 0; sample < samples; ++sample) {
      for (std::uint64_t position = 0; position < positions; ++position) {
        const double u = uniform_draw(1, 2, image, sample, position);
        if (u < 0 || u >= 1) return "outside [0, 1)";
        seen.insert(u);
        sum += u, squares += u * u, ++tenths[static_cast<std::size_t>(u * 10)];
      }
    }
  }
  constexpr double count = images * samples * positions;
  problems.equal("distinct", seen.size(), static_cast<std::size_t>(count));
  problems.near("mean", sum / count, 0.5, 0.01);
  problems.near("mean square", squares / count, 1.0 / 3, 0.01);
  for (const int share : tenths) problems.near("tenth", share / count, 0.1, 0.01);
  problems.require("keys do not commute", uniform_draw(0, 1, 2, 3, 4) != uniform_draw(0, 2, 1, 3, 4));
  problems.require("seed counts", uniform_draw(0, 1, 2, 3, 4) != uniform_draw(5, 1, 2, 3, 4));
  problems.equal("again", uniform_draw(9, 8, 7, 6, 5), uniform_draw(9, 8, 7, 6, 5));
  return problems.text();
}

std::string frequency_problems() {
  Problems problems;
  constexpr std::uint64_t count = 4000;
  GenerateOptions options = sampling_options();
  options.max_length = 1;
  options.force_stop_at_limit = false;
  options.sampling.temperature = 0.7;
  options.sampling.top_k = 6;
  const Generated generated = generate(captioner(), prefix(), sampled_rows(2, count), options);
  c10::NoGradGuard no_grad;
  const nlohmann::json any = {Ids{0}};
  const at::Tensor logits = captioner().caption_logits(prefix().narrow(0, 2, 1), id_tensor(any), Mode::evaluation)[0];
  const std::vector<double> log_p = numbers(at::log_softmax(filter_logits(logits, {}, options.sampling), 1));
  std::vector<double> counts(log_p.size());
  const Ids drawn = ids_of(generated.ids);
  const std::vector<double> told = numbers(generated.token_log_probs);
  for (std::size_t i = 0; i < drawn.size(); ++i) {
    counts[static_cast<std::size_t>(drawn[i])] += 1;
    problems.near("log-probability", told[i], log_p[static_cast<std::size_t>(drawn[i])]);
  }
  double chi_square = 0;
  for (std::size_t token = 0; token < counts.size(); ++token) {
    const double expected = std::exp(log_p[token]) * count;
    if (expected == 0) problems.equal("excluded token", counts[token], 0.0);
    if (expected > 0) chi_square += (counts[token] - expected) * (counts[token] - expected) / expected;
  }
  // 5 degrees of freedom: above 20.5 in one of a thousand.
  problems.require("frequencies fit, chi-square " + std::to_string(chi_square), chi_square < 20.5);
  return problems.text();
}

std::string batch_order_problems() {
  Problems problems;
  std::vector<GenerateRow> rows;
  for (std::int64_t embedding = 0; embedding < 8; ++embedding) {
    const auto some = sampled_rows(embedding, 3);
    rows.insert(rows.end(), some.begin(), some.end());
  }
  std::vector<GenerateRow> reversed(rows.rbegin(), rows.rend());
  const Generated one = generate(captioner(), prefix(), rows, sampling_options());
  const Generated other = generate(captioner(), prefix(), reversed, sampling_options());
  std::set<Ids> different;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    problems.equal("row", row_ids(other, rows.size() - 1 - i), row_ids(one, i));
    different.insert(row_ids(one, i));
    const Generated alone = generate(captioner(), prefix(), std::span(&rows[i], 1), sampling_options());
    problems.equal("alone", row_ids(alone, 0), row_ids(one, i));
  }
  problems.require("samples differ", different.size() > rows.size() / 2);
  return problems.text();
}

std::string mixed_batch_problems() {
  Problems problems;
  std::vector<GenerateRow> mixed, greedy, sampled;
  for (std::int64_t embedding = 0; embedding < 8; ++embedding) {
    for (const GenerateRow& row : sampled_rows(embedding, 2)) mixed.push_back(row), sampled.push_back(row);
    mixed.push_back({embedding, true, 0, 0});
    greedy.push_back(mixed.back());
  }
  GenerateOptions options = sampling_options();
  options.sampling = {0.8, 50, 0.95, 1.2};
  const Generated all = generate(captioner(), prefix(), mixed, options);
  const Generated first = generate(captioner(), prefix(), greedy, options);
  const Generated second = generate(captioner(), prefix(), sampled, options);
  std::size_t at_greedy = 0, at_sampled = 0;
  for (std::size_t i = 0; i < mixed.size(); ++i) {
    const Ids expected = mixed[i].greedy ? row_ids(first, at_greedy++) : row_ids(second, at_sampled++);
    problems.equal(mixed[i].greedy ? "greedy" : "sampled", row_ids(all, i), expected);
  }
  return problems.text();
}

std::string cached_equals_uncached_problems() {
  Problems problems;
  std::vector<GenerateRow> rows;
  for (std::int64_t embedding = 0; embedding < 8; ++embedding) {
    rows.push_back({embedding, true, 0, 0});
    rows.push_back({embedding, false, static_cast<std::uint64_t>(embedding), 0});
  }
  GenerateOptions options = sampling_options();
  options.force_stop_at_limit = false;
  const Generated generated = generate(captioner(), prefix(), rows, options);
  problems.require("may take part in a graph", !generated.ids.is_inference());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Ids ids = row_ids(generated, i);
    const double forced = log_probability_of(prefix().narrow(0, rows[i].embedding, 1), ids);
    problems.near("sum of log p", generated.token_log_probs[static_cast<std::int64_t>(i)].sum().item<double>(), forced);
    if (!rows[i].greedy) continue;
    const nlohmann::json row = {ids};
    c10::NoGradGuard no_grad;
    const at::Tensor logits =
        captioner().caption_logits(prefix().narrow(0, rows[i].embedding, 1), id_tensor(row), Mode::evaluation);
    problems.equal("best tokens of a pass without cache", ids_of(logits.argmax(2)), ids);
  }
  return problems.text();
}

std::string stop_and_limit_problems() {
  Problems problems;
  std::vector<GenerateRow> rows;
  for (std::int64_t embedding = 0; embedding < 8; ++embedding) {
    const auto some = sampled_rows(embedding, 4);
    rows.insert(rows.end(), some.begin(), some.end());
  }
  GenerateOptions options = sampling_options();
  options.max_length = 6;
  const Generated generated = generate(captioner(), prefix(), rows, options);
  options.force_stop_at_limit = false;
  const Generated raw = generate(captioner(), prefix(), rows, options);
  problems.equal("log-probabilities of tokens drawn", numbers(generated.token_log_probs), numbers(raw.token_log_probs));
  std::int64_t limited = 0;
  for (std::int64_t i = 0; i < generated.ids.size(0); ++i) {
    const Ids ids = ids_of(generated.ids[i]), drawn = ids_of(raw.ids[i]);
    const auto length = static_cast<std::size_t>(generated.lengths[i].item<std::int64_t>());
    const bool hit = generated.hit_limit[i].item<bool>();
    limited += hit;
    problems.equal("ends in '.'", ids[length - 1], std::int64_t{13});
    problems.equal("'.' was drawn unless the limit was hit", drawn[length - 1] == 13, !hit);
    if (hit) problems.equal("length at the limit", length, std::size_t{6});
    for (std::size_t t = 0; t + 1 < length; ++t) problems.require("no earlier '.'", ids[t] != 13);
    for (std::size_t t = length; t < ids.size(); ++t) {
      problems.equal("padding", ids[t], captioner().language_model().config().eos_token_id);
      problems.equal("log p of padding", generated.token_log_probs[i][static_cast<std::int64_t>(t)].item<double>(),
                     0.0);
    }
  }
  problems.require("both kinds occur", limited > 0 && limited < generated.ids.size(0));
  return problems.text();
}

std::string cancel_problems() {
  int polls = 0;
  GenerateOptions options;
  options.stop_tokens.clear();
  options.cancelled = [&] { return ++polls == 3; };
  const std::vector<GenerateRow> rows(1);
  try {
    generate(captioner(), prefix(), rows, options);
  } catch (const Cancelled&) {
    return polls == 3 ? "" : "polled " + std::to_string(polls) + " times";
  }
  return "was not cancelled";
}

std::string statistics_problems() {
  Problems problems;
  GenerateOptions options = sampling_options();
  options.alternatives = 3, options.force_stop_at_limit = false, options.sampling.temperature = 0.8;
  std::vector<GenerateRow> rows = sampled_rows(4, 3);
  rows.push_back({2, true, 0, 0});
  const Generated generated = generate(captioner(), prefix(), rows, options);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Ids ids = row_ids(generated, i);
    const at::Tensor forced = forced_log_probs(prefix().narrow(0, rows[i].embedding, 1), ids);
    const auto [best, tokens] = forced.topk(3, 1);
    const auto row = static_cast<std::int64_t>(i), length = static_cast<std::int64_t>(ids.size());
    problems.equal("alternatives", ids_of(generated.alternatives[row].narrow(0, 0, length)), ids_of(tokens));
    problems.near("their log p, before temperature", numbers(generated.alternative_log_probs[row].narrow(0, 0, length)),
                  numbers(best), 1e-4);
    problems.near("entropy", numbers(generated.entropy[row].narrow(0, 0, length)),
                  numbers(forced.exp().mul(forced).sum(1).neg()), 1e-4);
  }
  options.alternatives = 0;
  problems.require("not unless asked for", !generate(captioner(), prefix(), rows, options).entropy.defined());
  return problems.text();
}

std::string token_choice_problems() {
  Problems problems;
  // A row of several blocks, against LibTorch's operators.
  const at::Tensor logits = at::randn({3, 1300}).mul(4), log_probs = at::log_softmax(logits, 1);
  const auto [best, order] = log_probs.topk(40, 1);
  const auto likeliest = likeliest_tokens(logits, 40);
  problems.equal("likeliest", ids_of(likeliest.tokens), ids_of(order));
  problems.near("log p", numbers(likeliest.log_probs), numbers(best), 2e-5);
  problems.equal("the likeliest", ids_of(likeliest_token(logits).tokens), ids_of(order.select(1, 0)));
  const at::Tensor cumulative = log_probs.to(at::kDouble).exp().cumsum(1);
  for (const double u : {0.0, 0.001, 0.3, 0.62, 0.999, 0x1.fffffffffffffp-1}) {
    const auto drawn = drawn_token(logits, at::full({3}, u, at::kDouble));
    for (std::int64_t row = 0; row < 3; ++row) {
      const auto token = drawn.tokens[row].item<std::int64_t>();
      const double above = cumulative[row][token].item<double>();
      const double below = token > 0 ? cumulative[row][token - 1].item<double>() : 0;
      problems.require("u lies in the token's share", below <= u + 1e-5 && u <= above + 1e-5);
      problems.near("its log p", drawn.log_probs[row].item<double>(), log_probs[row][token].item<double>(), 2e-5);
    }
  }
  const float none = -std::numeric_limits<float>::infinity();
  at::Tensor excluded = at::full({1, 2000}, none, at::kFloat);
  excluded[0][700] = 1.0, excluded[0][1500] = 1.0;
  for (const double u : {0.0, 0.49, 0.51, 0x1.fffffffffffffp-1})
    problems.equal("excluded tokens are never drawn",
                   drawn_token(excluded, at::full({1}, u, at::kDouble)).tokens.item<std::int64_t>(),
                   std::int64_t{u < 0.5 ? 700 : 1500});
  const at::Tensor equal = at::zeros({1, 600});
  problems.equal("the first of equals", ids_of(likeliest_tokens(equal, 3).tokens), Ids{0, 1, 2});
  const at::Tensor broken = at::full({1, 600}, std::nan(""), at::kFloat);
  problems.require("not a number stays within the vocabulary",
                   likeliest_token(broken).tokens.item<std::int64_t>() < 600 &&
                       drawn_token(broken, at::full({1}, 0.5, at::kDouble)).tokens.item<std::int64_t>() < 600);
  problems.require("shape", throws_invalid_argument([&] { likeliest_token(logits[0]); }));
  problems.require("too many", throws_invalid_argument([&] { likeliest_tokens(logits, 1301); }));
  return problems.text();
}

std::string packed_problems() {
  Problems problems;
  std::vector<GenerateRow> rows;
  for (std::int64_t embedding = 0; embedding < 8; ++embedding) rows.push_back({embedding, true, 0, 0});
  GenerateOptions options;
  options.max_length = 7;  // too few tokens to be packed for
  rows.resize(8);
  const Generated plain = generate(captioner(), prefix(), std::span(rows).first(1), options);
  const auto packed = captioner().pack();
  if (packed == nullptr) return {};  // a processor without oneDNN
  problems.require("held once", captioner().pack() == packed);
  const Generated fast = generate(captioner(), prefix(), std::span(rows).first(1), options);
  problems.equal("ids", ids_of(fast.ids), ids_of(plain.ids));
  problems.near("log p", numbers(fast.token_log_probs), numbers(plain.token_log_probs), 1e-4);
  return problems.text();
}

std::string dtype_problems() {
  Problems problems;
  std::vector<GenerateRow> rows;
  for (std::int64_t embedding = 0; embedding < 8; ++embedding) {
    rows.push_back({embedding, true, 0, 0});
    for (const GenerateRow& row : sampled_rows(embedding, 2)) rows.push_back(row);
  }
  BeamOptions beams;
  beams.max_length = 12;
  const Generated expected = generate(captioner(), prefix(), rows, sampling_options());
  const auto expected_beams = beam_search(captioner(), prefix(), beams);
  // In double the cache moves its rows, as on a GPU; in fp32 and bf16 attention looks them up.
  Captioner other = golden_captioner(golden_directory(), "mlp");
  other.to(at::kCPU, at::kDouble);
  const Generated moved = generate(other, prefix().to(at::kDouble), rows, sampling_options());
  const auto moved_beams = beam_search(other, prefix().to(at::kDouble), beams);
  for (std::size_t i = 0; i < rows.size(); ++i) problems.equal("row", row_ids(moved, i), row_ids(expected, i));
  for (std::size_t row = 0; row < 8; ++row)
    for (std::size_t i = 0; i < 5; ++i) problems.equal("beam", moved_beams[row][i].ids, expected_beams[row][i].ids);
  // bf16 keeps 8 bits, so its captions go their own way: each is weighed by the model in fp32.
  other.to(at::kCPU, at::kBFloat16);
  const Generated rough = generate(other, prefix().to(at::kBFloat16), rows, sampling_options());
  double difference = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const Ids ids = row_ids(rough, i);
    const double told = rough.token_log_probs[static_cast<std::int64_t>(i)].sum().item<double>();
    difference += std::abs(told - log_probability_of(prefix().narrow(0, rows[i].embedding, 1), ids)) /
                  static_cast<double>(ids.size());
  }
  problems.require("log p of bf16: mean difference " + std::to_string(difference / 24), difference / 24 < 0.25);
  return problems.text();
}

}  // namespace vignette
