#include "training/training_checks.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/full.h>
#include <ATen/ops/rand.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/zeros.h>

#include <cmath>
#include <fstream>

#include "models/golden_tensors.h"
#include "training/baseline.h"
#include "training/caption_batch.h"
#include "training/checkpoint.h"
#include "training/compute.h"
#include "training/contrastive_loss.h"
#include "training/likelihood_loss.h"
#include "training/optimizer.h"
#include "training/rewards.h"
#include "training/through_sampling.h"

namespace vignette {
namespace {

using Numbers = std::vector<double>;

at::Tensor row(const std::vector<float>& values) {
  return at::tensor(values, at::kFloat);
}

GenerateOptions sampling(const Captioner& captioner, const SamplingOptions& filters) {
  GenerateOptions options;
  options.max_length = 12;
  options.sampling = filters;
  options.stop_tokens = {captioner.stop_token()};
  options.force_stop_at_limit = false;
  return options;
}

}  // namespace

std::string advantage_problems() {
  Problems problems;
  // reference.md: scores .8 and .6 over a greedy baseline of .5.
  problems.near("greedy", numbers(advantages(row({0.8f, 0.6f}), row({0.5f}), 2, Baseline::greedy)), Numbers{0.3, 0.1});
  problems.near("sample", numbers(advantages(row({1, 2, 6, 5, 5, 5}), {}, 3, Baseline::sample)),
                Numbers{-3, -1.5, 4.5, 0, 0, 0});
  const auto loss = policy_loss(row({-2, -4}), row({0.5f, -1}));
  problems.near("loss", loss.item<double>(), (2 * 0.5 + 4 * -1) / 2);
  return problems.text();
}

std::string clip_score_problems() {
  Problems problems;
  const auto texts = row({3, 4}).view({1, 2}), targets = row({4, 3}).view({1, 2}), images = row({0, 2}).view({1, 2});
  const auto scale = at::full({}, 100, at::kFloat);
  const auto scores = score_captions(texts, targets, images, scale, {0.25, 0.5});
  problems.near("l1", scores.l1.item<double>(), 0);           // 100·(1 - mean(1, 1))
  problems.near("cosine", scores.cosine.item<double>(), 96);  // 100·24/25
  problems.near("clip", scores.clip.item<double>(), 80);
  problems.near("score", scores.score.item<double>(), 0.5 * (0.25 * 96) + 0.5 * 80);
  return problems.text();
}

std::string weighted_sum_problems() {
  Problems problems;
  const ClipScores clip{row({1, 2, 3}), row({4, 5, 6}), row({7, 8, 9}), row({10, 20, 30})};
  const std::vector<TermScores> terms = {{"CIDEr", 100, {0.5, 0, 1}}, {"length", 2, {0, -3, -1}}};
  const auto all = weighted_sum(clip, terms, {0.5, 0, 0.5}, 3, at::kCPU);
  problems.near("sum", numbers(all.score), Numbers{55, 4, 113});
  const auto last = all.rows(1, 3);
  problems.near("rows", numbers(last.score), Numbers{4, 113});
  problems.near("rows of CLIP's", numbers(last.clip.cosine), Numbers{5, 6});
  problems.equal("rows of terms", last.terms[1].values, Numbers{-3, -1});
  problems.equal("names", last.terms[0].name, std::string("CIDEr"));
  problems.near("without CLIP", numbers(weighted_sum({}, terms, {0.5, 0, 0}, 3, at::kCPU).score), Numbers{50, -6, 98});
  problems.near("CLIP alone", numbers(weighted_sum(clip, {}, {}, 3, at::kCPU).score), Numbers{10, 20, 30});
  problems.near("nothing", numbers(weighted_sum({}, {}, {0.5, 0, 0}, 3, at::kCPU).score), Numbers{0, 0, 0});
  return problems.text();
}

std::string clipping_problems() {
  Problems problems;
  auto first = at::zeros({2}, at::kFloat), second = at::zeros({1}, at::kFloat);
  first.requires_grad_(true);
  second.requires_grad_(true);
  AdamW optimizer({{"a.weight", first}, {"b.bias", second}}, {});
  first.mutable_grad() = row({3, 0});
  second.mutable_grad() = row({4});
  problems.near("norm", optimizer.clip_gradients(1), 5);
  problems.near("clipped", numbers(first.grad()), Numbers{0.6, 0});
  problems.near("norm below the limit", optimizer.clip_gradients(2), 1);
  problems.near("untouched", numbers(second.grad()), Numbers{0.8});
  optimizer.step(0.1, 0.5);
  problems.near("first step moves by the rate", numbers(second), Numbers{-0.1});
  optimizer.zero_gradients();
  problems.require("no gradient is left", !first.grad().defined());
  problems.equal("state", optimizer.state().size(), std::size_t(6));
  return problems.text();
}

std::string captions_from_drawn_problems(const std::filesystem::path& goldens) {
  Problems problems;
  const auto captioner = golden_captioner(goldens, "mlp");
  const auto drawn = at::tensor({32, 13, 7, 32, 288, 535}, at::kLong).view({2, 3});
  const auto captions = captions_from_drawn(drawn, 13, captioner.tokenizer());
  problems.equal("lengths", ids_of(captions.lengths), std::vector<std::int64_t>{2, 3});
  problems.equal("hit the limit", ids_of(captions.hit_limit), std::vector<std::int64_t>{0, 1});
  problems.equal("ids of a caption that ended", captions.ids(0, 13), std::vector<std::int64_t>{32, 13});
  problems.equal("a forced period", captions.ids(1, 13), std::vector<std::int64_t>{32, 288, 13});
  problems.equal("first text", captions.texts[0], std::string("A."));
  const auto figures = measure_captions(captions);
  problems.near("mean length", figures.mean_length, 2.5);
  problems.near("distinct pairs", figures.distinct_2, 1);
  return problems.text();
}

/// The teacher-forced pass is the policy that sampled: filters, masks and all.
std::string log_probability_problems(const std::filesystem::path& goldens) {
  Problems problems;
  const auto captioner = golden_captioner(goldens, "mlp");
  reseed(at::kCPU, 3, 0, 0);
  const auto embeddings = at::rand({4, 64}) * 2 - 1;
  std::vector<GenerateRow> rows;
  for (std::int64_t i = 0; i < 60; ++i)
    rows.push_back({i / 15, false, static_cast<std::uint64_t>(i / 15), static_cast<std::uint64_t>(i % 15)});
  const auto prefix = captioner.prefix(embeddings, Mode::evaluation).detach();
  for (const SamplingOptions& filters :
       {SamplingOptions{}, SamplingOptions{0.7, 0, 1, 1}, SamplingOptions{1, 20, 1, 1}, SamplingOptions{1.3, 0, 0.6, 1},
        SamplingOptions{1, 0, 1, 1.5}, SamplingOptions{0.9, 30, 0.8, 1.2}}) {
    const auto captions =
        captions_of(generate(captioner, prefix, rows, sampling(captioner, filters)), 13, captioner.tokenizer());
    for (const bool mask : {false, true}) {
      const auto scored =
          caption_log_probabilities(captioner, prefix, captions, {filters, mask});
      problems.near("log p", numbers(scored.mean), numbers(sampled_log_probabilities(captions, mask)), 1e-4);
      problems.require("entropy", scored.entropy.item<double>() > 0);
    }
  }
  return problems.text();
}

/// Sampling with the gradient kept draws the same captions and gives the same log p and gradients as the two-pass step.
std::string through_sampling_problems(const std::filesystem::path& goldens) {
  Problems problems;
  auto captioner = golden_captioner(goldens, "mlp");
  captioner.requires_grad(true);
  AdamW optimizer(captioner.named_parameters(), {});
  reseed(at::kCPU, 4, 0, 0);
  const auto embeddings = at::rand({3, 64}) * 2 - 1;
  std::vector<GenerateRow> rows;
  for (std::int64_t i = 0; i < 6; ++i)
    rows.push_back({i / 2, false, static_cast<std::uint64_t>(i / 2), static_cast<std::uint64_t>(i % 2)});
  const auto prefix = [&] { return captioner.prefix(embeddings, Mode::evaluation); };
  for (const SamplingOptions& filters : {SamplingOptions{}, SamplingOptions{0.8, 40, 0.9, 1.2}}) {
    const auto options = sampling(captioner, filters);
    for (const bool mask : {false, true}) {
      const auto captions =
          captions_of(generate(captioner, prefix().detach(), rows, options), 13, captioner.tokenizer());
      const auto two_pass =
          caption_log_probabilities(captioner, prefix(), captions, {filters, mask});
      two_pass.mean.sum().backward();
      const double norm = optimizer.clip_gradients(0);
      const auto gradient = numbers(captioner.named_parameters()[1].second.grad());
      optimizer.zero_gradients();
      const auto through =
          sample_with_gradient(captioner, prefix().repeat_interleave(2, 0), rows, options, mask, Mode::evaluation);
      problems.equal("captions", through.captions.texts, captions.texts);
      problems.near("log p", numbers(through.log_probabilities), numbers(two_pass.mean), 1e-4);
      problems.near("token log p", numbers(through.captions.token_log_probs), numbers(captions.token_log_probs), 1e-4);
      through.log_probabilities.sum().backward();
      problems.near("gradient norm", optimizer.clip_gradients(0), norm, 1e-4);
      problems.near("gradient", numbers(captioner.named_parameters()[1].second.grad()), gradient, 1e-4);
      optimizer.zero_gradients();
    }
  }
  return problems.text();
}

std::string caption_target_problems(const std::filesystem::path& goldens) {
  Problems problems;
  const auto captioner = golden_captioner(goldens, "mlp");
  const auto with = caption_targets(captioner, "A dog.", 20, false),
             without = caption_targets(captioner, " A dog ", 20, false);
  problems.equal("a period is added", with, without);
  problems.equal("the period ends it", with.back(), std::int64_t(13));
  const auto cut = caption_targets(captioner, "A dog runs over the green field", 3, false);
  problems.equal("cut", cut.size(), std::size_t(3));
  problems.equal("cut with its period", cut.back(), std::int64_t(13));
  problems.require("as it stands", caption_targets(captioner, "A dog", 20, true).back() != 13);
  const std::vector<std::vector<std::int64_t>> lengths = {{1, 2, 3, 4}, {1, 2}};
  problems.equal("limit", length_limit(lengths, 20), std::int64_t(4));  // 3 + 10·1, but none is longer than 4
  problems.equal("limit given", length_limit(lengths, 3), std::int64_t(3));
  return problems.text();
}

std::string checkpoint_problems(const std::filesystem::path& folder) {
  Problems problems;
  const auto write = [&](std::int64_t step, float value) {
    return write_checkpoint(checkpoint_path(folder, "step", step),
                            [](const auto& place) { std::ofstream(place / "model") << "weights"; },
                            {{"a", row({value, 2})}}, {{"step", step}});
  };
  problems.require("bytes", write(5, 1) > 7);
  write(5, 3);
  write(10, 4);
  auto target = at::zeros({2}, at::kFloat);
  read_checkpoint_tensors(checkpoint_path(folder, "step", 5), {{"a", target}});
  problems.near("replaced", numbers(target), Numbers{3, 2});
  problems.equal("state", read_checkpoint_state(checkpoint_path(folder, "step", 5))["step"].get<int>(), 5);
  std::filesystem::create_directories(folder / "step-00000011.partial");
  problems.require("complete ones, by step", checkpoint_steps(folder, "step") == std::vector<std::int64_t>{5, 10});
  problems.require("of a prefix", checkpoint_steps(folder, "best").empty());
  auto other = at::zeros({3}, at::kFloat);
  std::string failure;
  try {
    read_checkpoint_tensors(folder / "step-00000010", {{"a", other}});
  } catch (const std::exception& problem) {
    failure = problem.what();
  }
  problems.require("another shape is named", failure.find("'a' has another shape") != failure.npos);
  return problems.text();
}

std::string pair_figure_problems() {
  Problems problems;
  const auto images = row({1, 0, 0, 1, 1, 1}).view({3, 2}), texts = row({2, 0, 3, 3, 0, 1}).view({3, 2});
  const auto figures = measure_pairs(images, texts);
  problems.near("image to text", figures.image_to_text, 1.0 / 3);
  problems.near("text to image", figures.text_to_image, 1.0 / 3);
  problems.near("cosine", figures.cosine, (1 + 2 * std::sqrt(0.5)) / 3);
  problems.near("gap", figures.gap, 0, 1e-6);
  const auto unit = row({1, 0, 0, 1}).view({2, 2});
  const double scale = 2, expected = std::log(1 + std::exp(-scale));
  problems.near("loss", contrastive_loss(unit, unit * 5, at::full({}, scale, at::kFloat)).item<double>(), expected);
  return problems.text();
}

std::string reseed_problems() {
  Problems problems;
  const auto draw = [](std::int64_t step, std::uint64_t phase) {
    reseed(at::kCPU, 7, step, phase);
    return numbers(at::rand({4}));
  };
  problems.equal("the same keys", draw(1, 1), draw(1, 1));
  problems.require("another step", draw(1, 1) != draw(2, 1));
  problems.require("another phase", draw(1, 1) != draw(1, 2));
  return problems.text();
}

}  // namespace vignette
