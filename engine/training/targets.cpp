#include "training/targets.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/zeros.h>

#include "training/aggregation.h"

namespace vignette {

at::Tensor paired_targets(Embedder& embedder, const std::vector<DatasetImage>& images, const std::string& what) {
  std::vector<std::string> captions;
  std::vector<std::int64_t> owners;
  std::vector<float> shares;
  for (std::size_t i = 0; i < images.size(); ++i) {
    if (images[i].captions.empty())
      throw RecipeError("reward.target: " + images[i].file_name +
                        " has no captions of its own; take reward.target = \"aggregated\", or leave the image out");
    for (const auto& caption : images[i].captions) {
      captions.push_back(caption);
      owners.push_back(static_cast<std::int64_t>(i));
      shares.push_back(1.0f / static_cast<float>(images[i].captions.size()));
    }
  }
  const auto rows = embedder.embed_texts(captions, what) * at::tensor(shares, at::kFloat).unsqueeze(1);
  return at::zeros({static_cast<std::int64_t>(images.size()), embedder.width()}, at::kFloat)
      .index_add_(0, at::tensor(owners, at::kLong), rows);
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
