#include "training/contrastive_objective.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/empty.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <optional>

#include "log/log.h"
#include "models/safetensors.h"
#include "training/compute.h"
#include "training/contrastive_loss.h"
#include "training/embedding.h"
#include "training/model_files.h"
#include "training/optimizer_settings.h"
#include "training/picture_store.h"
#include "training/sampler.h"
#include "training/scalar_means.h"
#include "training/training_data.h"
#include "training/weight_average.h"

namespace vignette {
namespace {

constexpr std::int64_t evaluation_batch = 128;

/// Images with captions, and their pictures.
struct Pairs {
  Pairs(RunContext& context, std::vector<DatasetImage> the_images, const ClipPreprocessing& preprocessing,
        const std::string& what)
      : images(std::move(the_images)), pictures(context, images, preprocessing, picture_budget(), what) {}
  std::vector<DatasetImage> images;
  PictureStore pictures;
};

class ContrastiveObjective final : public Objective {
 public:
  explicit ContrastiveObjective(RunContext& context);

  std::string phase() const override { return "contrastive"; }
  std::int64_t batches_per_epoch() const override { return batches_->batches_per_epoch(); }
  SelectionMetric selection() const override;
  Scalars step(std::int64_t number, std::int64_t planned) override;
  std::vector<CaptionRecord> captions(std::int64_t) override { return {}; }
  Scalars evaluate(const std::string& split) override;
  bool has_split(const std::string& split) const override;
  void swap_averaged_weights() override {
    if (average_) average_->swap();
  }
  void restart_averaged_weights() override {
    if (average_) average_->restart();
  }
  NamedTensors training_state() override;
  void save_model(const std::filesystem::path& directory) override;
  void load_model(const std::filesystem::path& directory) override;

 private:
  std::unique_ptr<Pairs> pairs(std::vector<DatasetImage> images, const std::string& what);
  void set_logit_scale();
  /// The update after `done` of `total` from the gradients, which it clears; returns the learning rate.
  double update(std::int64_t done, std::int64_t total);
  BatchShare share(std::int64_t micro) { return context_.share(std::ssize(batches_->batch(micro))); }
  std::vector<std::int64_t> own_items(std::int64_t micro);
  at::Tensor whole_batch_loss(const at::Tensor& images, const at::Tensor& texts, const BatchShare& share) const;
  /// The rows of all processes' batches; pairs keep together, batches come process by process.
  at::Tensor gathered(const std::vector<at::Tensor>& own, const at::Tensor& none) const;
  at::Tensor texts(const Pairs& pairs, std::span<const std::int64_t> items, std::int64_t epoch) const;

  RunContext& context_;
  at::Device device_;
  TrainingData data_;
  std::optional<ClipFiles> clip_;
  std::optional<AdamW> optimizer_;
  std::optional<WeightAverage> average_;
  std::unique_ptr<Pairs> training_, validation_, test_;
  std::optional<EpochSampler> batches_;
};

ContrastiveObjective::ContrastiveObjective(RunContext& context)
    : context_(context), device_(compute_device(context.recipe())), data_(open_training_data(context)) {
  const auto& recipe = context.recipe();
  clip_.emplace(open_clip(context, data_.training_captions(), device_));
  set_logit_scale();
  if (recipe.boolean("training.activation_checkpointing")) clip_->clip.checkpoint_activations();
  apply_freezing(recipe, {{"CLIP", clip_->clip.named_parameters()}});
  optimizer_.emplace(clip_->clip.named_parameters(), optimizer_options(recipe));
  optimizer_->synchronise(context_.group());
  if (recipe.real("optimizer.ema_decay") > 0) average_.emplace(clip_->clip.named_parameters());
  training_ = pairs(std::move(data_.train), "reading training images");
  if (!data_.validation.empty()) validation_ = pairs(std::move(data_.validation), "reading validation images");
  batches_.emplace(training_->pictures.size(), recipe.integer("training.batch_size"),
                   recipe.boolean("training.shuffle"), recipe.boolean("training.drop_last"), context.seed());
}

std::unique_ptr<Pairs> ContrastiveObjective::pairs(std::vector<DatasetImage> images, const std::string& what) {
  std::erase_if(images, [](const auto& image) { return image.captions.empty(); });
  auto made = std::make_unique<Pairs>(context_, std::move(images), clip_->preprocessing, what);
  std::vector<std::string> names;
  for (const auto& image : made->images) names.push_back(image.file_name);
  context_.settle_images(what, names);
  return made;
}

void ContrastiveObjective::set_logit_scale() {
  const auto& recipe = context_.recipe();
  const at::NoGradGuard no_grad;
  auto scale = clip_->clip.logit_scale();
  if (recipe.path("models.clip").empty() || recipe.is_set("contrastive.logit_scale"))
    scale.fill_(std::log(recipe.real("contrastive.logit_scale")));
  scale.requires_grad_(!recipe.boolean("contrastive.freeze_logit_scale"));
}

SelectionMetric ContrastiveObjective::selection() const {
  const auto& metric = context_.recipe().text("evaluation.metric");
  return selection_metric(metric == "auto" ? "R@1" : metric);
}

/// One caption of each image, another one in each epoch.
at::Tensor ContrastiveObjective::texts(const Pairs& pairs, std::span<const std::int64_t> items,
                                       std::int64_t epoch) const {
  std::vector<std::string> chosen;
  for (const auto item : items) {
    const auto& captions = pairs.images[static_cast<std::size_t>(item)].captions;
    chosen.emplace_back(captions[static_cast<std::size_t>(epoch + item) % captions.size()]);
  }
  return Clip::tokenize(*clip_->tokenizer, chosen, /*strip_final_period=*/true,
                        clip_->clip.config().max_position_embeddings)
      .to(device_);
}

std::vector<std::int64_t> ContrastiveObjective::own_items(std::int64_t micro) {
  const auto all = batches_->batch(micro);
  const auto own = all.begin() + share(micro).first;
  return {own, own + share(micro).count};
}

/// Every process computes the loss of the whole batch, with the gradient of its own rows; the logit scale's gradient is
/// process 0's. So the sum over the processes is the gradient in one process.
at::Tensor ContrastiveObjective::whole_batch_loss(const at::Tensor& images, const at::Tensor& texts,
                                                  const BatchShare& share) const {
  const auto scale = clip_->clip.scale();
  if (!context_.group()) return contrastive_loss(images, texts, scale);
  auto& group = *context_.group();
  const auto rows = share.weight > 0 ? images.size(0) : 0;
  const auto whole = [&](const at::Tensor& own) {
    auto parts = group.gather_rows(own.slice(0, 0, rows).contiguous());
    parts[static_cast<std::size_t>(group.rank())] = own.slice(0, 0, rows);
    return at::cat(parts);
  };
  const auto loss = contrastive_loss(whole(images), whole(texts), group.first() ? scale : scale.detach());
  return rows > 0 ? loss : loss + 0 * (images.sum() + texts.sum());
}

Scalars ContrastiveObjective::step(std::int64_t number, std::int64_t planned) {
  const auto& recipe = context_.recipe();
  const PrecisionScope precision(recipe, device_);
  const auto accumulation = recipe.integer("training.accumulation");
  auto& clip = clip_->clip;
  const bool clips_each = context_.reference_compat() && !context_.group();  // quirk 23
  ScalarMeans means(context_.group());
  for (std::int64_t i = 0; i < accumulation; ++i) {
    const auto micro = (number - 1) * accumulation + i;
    const bool last = i + 1 == accumulation;
    const auto asked = std::chrono::steady_clock::now();
    const auto batch = training_->pictures.take(own_items(micro));
    means.add_to_sum("seconds/data", std::chrono::duration<double>(std::chrono::steady_clock::now() - asked).count());
    if (batch.items.empty())
      throw std::runtime_error(concat("none of the pictures of step ", number,
                                      " can be read any more (the warnings before this name them): put them back, "
                                      "then go on with the run"));
    training_->pictures.prefetch(own_items(micro + 1));
    const auto pixels = normalise_pixels(batch.pixels, clip_->preprocessing, device_);
    const auto loss =
        whole_batch_loss(clip.encode_images(pixels),
                         clip.encode_texts(texts(*training_, batch.items, batches_->epoch_of(micro))), share(micro));
    optimizer_->backward(loss / double(accumulation), last);
    means.add("loss", loss.item<double>());
    if (last || clips_each) means.add("grad_norm/clip", optimizer_->clip_gradients(recipe.real("optimizer.clip_norm")));
  }
  means.add("learning_rate", update(number - 1, planned));
  means.add("logit_scale", clip.scale().item<double>());
  auto scalars = means.scalars();
  add_loss_scale(scalars, *optimizer_, "clip");
  return scalars;
}

double ContrastiveObjective::update(std::int64_t done, std::int64_t total) {
  const auto& recipe = context_.recipe();
  const double rate = scheduled_rate(recipe, "optimizer.learning_rate", "optimizer.warmup_steps", done, total);
  const bool updated = optimizer_->step(rate, recipe.real("optimizer.weight_decay"));
  optimizer_->zero_gradients();
  const at::NoGradGuard no_grad;
  auto scale = clip_->clip.logit_scale();
  if (scale.requires_grad()) scale.clamp_(0, std::log(100.0));
  if (updated && average_) average_->update(recipe.real("optimizer.ema_decay"), recipe.boolean("optimizer.ema_warmup"));
  return rate;
}

at::Tensor ContrastiveObjective::gathered(const std::vector<at::Tensor>& own, const at::Tensor& none) const {
  const auto rows = own.empty() ? none : at::cat(own);
  return context_.group() ? at::cat(context_.group()->gather_rows(rows)) : rows;
}

Scalars ContrastiveObjective::evaluate(const std::string& split) {
  const at::NoGradGuard no_grad;
  if (split == "test" && !test_) test_ = pairs(data_.test, "reading test images");
  auto& set = split == "test" ? *test_ : *validation_;
  std::vector<at::Tensor> images, captions;
  const auto none = at::empty({0, clip_->clip.config().projection_dim}, at::TensorOptions(at::kFloat).device(device_));
  for (std::int64_t first = 0, count = set.pictures.size(); first < count; first += evaluation_batch) {
    if (!context_.own_batch(first / evaluation_batch)) continue;
    std::vector<std::int64_t> items;
    for (std::int64_t i = first; i < std::min(first + evaluation_batch, count); ++i) items.push_back(i);
    const auto batch = set.pictures.take(items);
    if (batch.items.empty()) continue;
    images.push_back(clip_->clip.encode_images(normalise_pixels(batch.pixels, clip_->preprocessing, device_)));
    captions.push_back(clip_->clip.encode_texts(texts(set, batch.items, 0)));
    context_.progress("embedding " + split + " images", double(first + 1) / double(count));
    context_.check();
  }
  const auto all_images = gathered(images, none), all_texts = gathered(captions, none);
  if (all_images.size(0) == 0) return {};
  const auto figures = measure_pairs(all_images, all_texts);
  const auto loss = contrastive_loss(all_images, all_texts, clip_->clip.scale()).item<double>();
  return {{split + "/loss", loss},
          {split + "/R@1", (figures.image_to_text + figures.text_to_image) / 2},
          {split + "/R@1_image_to_text", figures.image_to_text},
          {split + "/R@1_text_to_image", figures.text_to_image},
          {split + "/modality_gap", figures.gap},
          {split + "/paired_cosine", figures.cosine}};
}

bool ContrastiveObjective::has_split(const std::string& split) const {
  return split == "val" ? validation_ != nullptr && validation_->pictures.size() > 0 : !data_.test.empty();
}

NamedTensors ContrastiveObjective::training_state() {
  NamedTensors state;
  append_named(state, "clip/", clip_->clip.named_parameters());
  append_named(state, "clip_optimizer/", optimizer_->state());
  if (average_) append_named(state, "clip_average/", average_->state());
  return state;
}

void ContrastiveObjective::save_model(const std::filesystem::path& directory) {
  clip_->clip.save(directory);
  copy_tokenizer(clip_->tokenizer_source, directory);
}

void ContrastiveObjective::load_model(const std::filesystem::path& directory) {
  const at::NoGradGuard no_grad;
  load_parameters(directory, clip_->clip.named_parameters());
}

}  // namespace

std::unique_ptr<Objective> make_contrastive_objective(RunContext& context) {
  return std::make_unique<ContrastiveObjective>(context);
}

}  // namespace vignette
