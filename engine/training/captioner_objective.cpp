#include "training/captioner_objective.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/tensor.h>

#include "log/log.h"
#include "models/safetensors.h"
#include "recipe/text_forms.h"
#include "training/compute.h"
#include "training/optimizer_settings.h"
#include "training/targets.h"

namespace vignette {

SamplingOptions sampling_options(const Recipe& recipe) {
  SamplingOptions options;
  options.temperature = recipe.real("decoding.temperature");
  options.top_k = recipe.integer("decoding.top_k");
  options.top_p = recipe.real("decoding.top_p");
  options.repetition_penalty = recipe.real("decoding.repetition_penalty");
  return options;
}

CaptionerObjective::CaptionerObjective(RunContext& context)
    : context_(context),
      device_(compute_device(context.recipe())),
      data_(open_training_data(context)),
      embedder_(context, device_) {}

at::Tensor CaptionerObjective::scaled(const at::Tensor& rows) const {
  return recipe().boolean("likelihood.normalize_prefix") ? normalised_rows(rows) : rows;
}

at::Tensor CaptionerObjective::embed_images(std::vector<DatasetImage>& images, const std::string& what) {
  return scaled(embedder_.embed_images(images, what));
}

void CaptionerObjective::open_generator(const std::vector<std::string>& corpus) {
  generator_.emplace(open_captioner(context_, embedder_.width(), corpus, device_));
  set_trainable(generator_->captioner, recipe());
  add_adapters(generator_->captioner, recipe());
  if (recipe().boolean("training.activation_checkpointing")) generator_->captioner.checkpoint_activations();
}

NamedTensors CaptionerObjective::generator_parameters() const {
  auto parameters = generator_->captioner.named_parameters();
  append_named(parameters, "", generator_->captioner.adapter_parameters());
  return parameters;
}

void CaptionerObjective::open_generator_optimizer(std::vector<std::pair<std::string, NamedTensors>> others) {
  const auto parameters = generator_parameters();
  others.insert(others.begin(), {"captioner", parameters});
  apply_freezing(recipe(), others);
  generator_optimizer_.emplace(parameters, optimizer_options(recipe()));
  generator_optimizer_->synchronise(context_.group());
  if (recipe().real("optimizer.ema_decay") > 0) generator_average_.emplace(parameters);
}

double CaptionerObjective::update_generator(std::int64_t done, std::int64_t total) {
  const double rate = scheduled_rate(recipe(), "optimizer.learning_rate", "optimizer.warmup_steps", done, total);
  const bool updated = generator_optimizer_->step(rate, recipe().real("optimizer.weight_decay"));
  generator_optimizer_->zero_gradients();
  if (updated && generator_average_)
    generator_average_->update(recipe().real("optimizer.ema_decay"), recipe().boolean("optimizer.ema_warmup"));
  return rate;
}

void CaptionerObjective::swap_averaged_weights() {
  if (generator_average_) generator_average_->swap();
}

void CaptionerObjective::restart_averaged_weights() {
  if (generator_average_) generator_average_->restart();
}

void CaptionerObjective::open_batches(std::int64_t items) {
  batches_.emplace(items, recipe().integer("training.batch_size"), recipe().boolean("training.shuffle"),
                   recipe().boolean("training.drop_last"), context_.seed());
}

void CaptionerObjective::open_validation(const Targets& targets) {
  auto chosen = evaluation_images(recipe(), data_.validation);
  if (!chosen.empty()) {
    auto features = embed_images(chosen, "embedding validation images");
    if (!chosen.empty()) validation_.emplace(std::move(chosen), features, reference_options(context_));
  }
  const std::size_t count = validation_ ? validation_->images.size() : 0;
  const auto rows = watched_images(recipe(), count);
  std::vector<DatasetImage> watched;
  for (const auto row : rows) watched.push_back(validation_->images[static_cast<std::size_t>(row)]);
  const auto index = at::tensor(rows, at::kLong);
  const auto features = validation_ ? validation_->features.index_select(0, index) : at::Tensor();
  const auto watched_targets = watched.empty() ? at::Tensor() : targets(watched, features);
  const auto placed = [&](const at::Tensor& tensor) { return tensor.defined() ? tensor.to(device_) : tensor; };
  references_ = std::make_shared<CaptionReferences>(
      data_.train, validation_ ? std::span<const DatasetImage>(validation_->images) : std::span<const DatasetImage>());
  watch_.emplace(context_, std::move(watched), placed(features), placed(watched_targets), references_);
  if (validation_) validation_->features = validation_->features.to(device_);
  open_evaluation_sets();
}

void CaptionerObjective::open_evaluation_sets() {
  for (const auto& named : parse_evaluation_sets(recipe().text("evaluation.sets"))) {
    auto images = open_evaluation_images(context_, named);
    const auto features = embed_images(images, "embedding images of " + named.name);
    sets_.try_emplace(named.name, std::move(images), features.to(device_), reference_options(context_));
  }
}

std::vector<std::string> CaptionerObjective::evaluation_sets() const {
  std::vector<std::string> names;
  for (const auto& [name, set] : sets_) names.push_back(name);
  return names;
}

Scalars CaptionerObjective::evaluate(const std::string& split) {
  if (const auto set = sets_.find(split); set != sets_.end())
    return evaluate_captioner(context_, generator_->captioner, set->second, split);
  if (split == "test" && !test_) {
    auto images = data_.test;
    std::erase_if(images, [](const auto& image) { return image.captions.empty(); });
    const auto rows = embed_images(images, "embedding test images");
    test_.emplace(std::move(images), rows.to(device_), reference_options(context_));
  }
  return evaluate_captioner(context_, generator_->captioner, split == "val" ? *validation_ : *test_, split);
}

bool CaptionerObjective::has_split(const std::string& split) const {
  return split == "val" ? validation_.has_value() : !data_.test.empty();
}

DatasetImage CaptionerObjective::requested_image(const RunRequest& request) const {
  if (!request.image_id) {
    DatasetImage image;
    image.id = -1;
    image.path = request.picture;
    return image;
  }
  for (const auto* part : {&data_.train, &data_.validation, &data_.test})
    for (const auto& image : *part)
      if (image.id == *request.image_id) return image;
  throw std::runtime_error(concat("the run's dataset has no image ", *request.image_id));
}

std::vector<CaptionRecord> CaptionerObjective::caption(const RunRequest& request) {
  const auto image = requested_image(request);
  const auto feature = scaled(embedder_.embed_picture(image.path)).to(device_);
  const auto target = picture_target(image, feature);
  CaptionWatch watch(context_, {image}, feature, (target.defined() ? target : feature).to(device_), references_);
  watch.keep_references();
  auto captions = watch.watch(generator_->captioner, scorer(), caption_options(), context_.step(), request.samples);
  if (target.defined()) return captions;
  for (auto& caption : captions)
    std::erase_if(caption.scores, [&](const auto& score) {
      const bool by_references = score.first == "CIDEr" && !image.captions.empty();
      return score.first != "clip" && score.first != "critic" && score.first != "log_probability" && !by_references;
    });
  return captions;
}

NamedTensors CaptionerObjective::training_state() {
  NamedTensors state;
  append_named(state, "generator/", generator_parameters());
  append_named(state, "generator_optimizer/", generator_optimizer_->state());
  if (generator_average_) append_named(state, "generator_average/", generator_average_->state());
  return state;
}

void CaptionerObjective::save_model(const std::filesystem::path& directory) {
  generator_->captioner.save(directory, generator_->tokenizer_source);
}

void CaptionerObjective::load_model(const std::filesystem::path& directory) {
  const at::NoGradGuard no_grad;
  load_parameters(directory, generator_->captioner.named_parameters());
  if (auto* adapters = generator_->captioner.language_model().adapters()) adapters->reset();  // the file's are merged
}

}  // namespace vignette
