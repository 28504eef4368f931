#include "training/targets.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/zeros.h>

#include "training/aggregation.h"
#include "training/sampler.h"

namespace vignette {

TargetRows caption_rows(Embedder& embedder, const std::vector<DatasetImage>& images, const std::string& what) {
  TargetRows targets;
  std::vector<std::string> captions;
  for (const auto& image : images) {
    if (image.captions.empty())
      throw RecipeError("reward.target: " + image.file_name +
                        " has no captions of its own; take reward.target = \"aggregated\", or leave the image out");
    targets.first.push_back(static_cast<std::int64_t>(captions.size()));
    captions.insert(captions.end(), image.captions.begin(), image.captions.end());
  }
  targets.first.push_back(static_cast<std::int64_t>(captions.size()));
  targets.rows = embedder.embed_texts(captions, what);
  return targets;
}

at::Tensor mean_rows(const TargetRows& targets) {
  std::vector<std::int64_t> owners;
  std::vector<float> shares;
  const auto count = targets.first.size() - 1;
  for (std::size_t i = 0; i < count; ++i) {
    const auto own = static_cast<std::size_t>(targets.first[i + 1] - targets.first[i]);
    owners.insert(owners.end(), own, static_cast<std::int64_t>(i));
    shares.insert(shares.end(), own, 1.0f / static_cast<float>(own));
  }
  const auto rows = targets.rows * at::tensor(shares, at::kFloat).unsqueeze(1);
  return at::zeros({static_cast<std::int64_t>(count), targets.rows.size(1)}, at::kFloat)
      .index_add_(0, at::tensor(owners, at::kLong), rows);
}

at::Tensor first_rows(const TargetRows& targets) {
  const std::span firsts(targets.first.data(), targets.first.size() - 1);
  return targets.rows.index_select(0, at::tensor(c10::ArrayRef<std::int64_t>(firsts.data(), firsts.size()), at::kLong));
}

at::Tensor drawn_rows(const TargetRows& targets, std::span<const std::int64_t> images, std::uint64_t seed,
                      std::int64_t step) {
  std::vector<std::int64_t> chosen;
  for (const auto image : images) {
    const auto first = targets.first[static_cast<std::size_t>(image)];
    const auto own = static_cast<std::uint64_t>(targets.first[static_cast<std::size_t>(image) + 1] - first);
    const auto bits = mix_keys(seed, static_cast<std::uint64_t>(step), static_cast<std::uint64_t>(image), own);
    chosen.push_back(first + static_cast<std::int64_t>(bits % own));
  }
  return targets.rows.index_select(0, at::tensor(chosen, at::kLong).to(targets.rows.device()));
}

at::Tensor paired_targets(Embedder& embedder, const std::vector<DatasetImage>& images, const std::string& what) {
  return mean_rows(caption_rows(embedder, images, what));
}

at::Tensor aggregated_targets(RunContext& context, const at::Tensor& images, const at::Tensor& corpus,
                              const std::string& what) {
  const auto temperature = context.recipe().real("corpus.temperature");
  const auto between = [&](double done) {
    context.progress(what, done);
    context.check();
  };
  auto* group = context.group();
  if (!group) return aggregate_texts(images, corpus, temperature, between);
  const auto first = images.size(0) * group->rank() / group->size(),
             last = images.size(0) * (group->rank() + 1) / group->size();
  return at::cat(
      group->gather_rows(aggregate_texts(images.slice(0, first, last), corpus, temperature, between).contiguous()));
}

at::Tensor normalised_rows(const at::Tensor& rows) {
  return rows / rows.norm(2, {-1}, true);
}

}  // namespace vignette
