#include "training/adversarial_objective.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/tensor.h>

#include <chrono>
#include <optional>

#include "training/adversarial_step.h"
#include "training/captioner_objective.h"
#include "training/compute.h"
#include "training/critic_corpus.h"
#include "training/openai_text.h"
#include "training/optimizer_settings.h"
#include "training/reward_terms.h"
#include "training/scalar_means.h"
#include "training/schedule.h"
#include "training/targets.h"
#include "training/through_sampling.h"

namespace vignette {
namespace {

enum Phase : std::uint64_t { critic_dropout = 1, generator_dropout = 2 };

double now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

class AdversarialObjective final : public CaptionerObjective {
 public:
  explicit AdversarialObjective(RunContext& context);

  std::string phase() const override { return "adversarial"; }
  SelectionMetric selection() const override;
  bool evaluates_before_training() const override { return true; }
  Scalars step(std::int64_t number, std::int64_t planned) override;
  std::vector<CaptionRecord> captions(std::int64_t step) override;
  NamedTensors training_state() override;
  AdversarialOptions caption_options() const override { return options(); }
  const AdversarialStep& scorer() const override { return *step_; }
  at::Tensor picture_target(const DatasetImage& image, const at::Tensor& feature) override;
  void save_model(const std::filesystem::path& directory) override;

 private:
  void open_models(const std::vector<std::string>& corpus);
  void open_features(const std::vector<std::string>& corpus);
  at::Tensor targets(const std::vector<DatasetImage>& images, const at::Tensor& features, const std::string& what);
  /// CLIP's features of generated captions.
  at::Tensor encode_captions(std::span<const std::string> texts) const;
  AdversarialOptions options() const;
  AdversarialInputs draw(std::int64_t micro, std::int64_t number, const AdversarialOptions& options);
  void sample(AdversarialInputs& inputs, std::int64_t number, const AdversarialOptions& options);
  void sample_through(AdversarialInputs& inputs, std::span<const GenerateRow> rows, const GenerateOptions& decoding,
                      const AdversarialOptions& options);
  double weight(std::int64_t number, bool last_micro) const;
  void update(std::int64_t number, std::int64_t planned, bool train_generator);
  bool trains_generator(std::int64_t number) const;

  std::optional<CriticFiles> critic_;
  std::optional<AdamW> critic_optimizer_;
  std::optional<RewardTerms> terms_;
  std::optional<AdversarialStep> step_;
  std::optional<CriticCorpus> corpus_;
  at::Tensor features_, targets_, corpus_features_;

  double learning_rate_ = 0;
  std::vector<std::int64_t> last_images_;
  CaptionBatch last_samples_;
  CaptionScores last_scores_;
};

AdversarialObjective::AdversarialObjective(RunContext& context) : CaptionerObjective(context) {
  if (data_.train.empty())
    throw RecipeError(
        "dataset.train: holds no images; adversarial training needs images (captions may come from "
        "corpus.path)");
  const auto corpus = open_corpus(context, data_);
  open_features(corpus);
  open_models(corpus);
  open_batches(static_cast<std::int64_t>(data_.train.size()));
}

at::Tensor AdversarialObjective::targets(const std::vector<DatasetImage>& images, const at::Tensor& features,
                                         const std::string& what) {
  return scaled(recipe().text("reward.target") == "paired"
                    ? paired_targets(embedder_, images, what)
                    : aggregated_targets(context_, features, corpus_features_, what));
}

at::Tensor AdversarialObjective::picture_target(const DatasetImage& image, const at::Tensor& feature) {
  if (image.captions.empty() && recipe().text("reward.target") == "paired") return {};
  return targets({image}, feature.cpu(), "text target of the picture");
}

void AdversarialObjective::open_features(const std::vector<std::string>& corpus) {
  if (recipe().text("reward.target") == "aggregated")
    corpus_features_ = embedder_.embed_texts(corpus, "embedding the corpus");
  auto training = embed_images(data_.train, "embedding training images");
  targets_ = targets(data_.train, training, "text targets of training images").to(device_);
  features_ = training.to(device_);
  open_validation([this](const auto& images, const auto& features) {
    return targets(images, features, "text targets of watched images");
  });
}

void AdversarialObjective::open_models(const std::vector<std::string>& corpus) {
  const auto& recipe = this->recipe();
  open_generator(corpus);
  AdversarialStep::Parts parts;
  parts.generator = &generator_->captioner;
  parts.generator_optimizer = &*generator_optimizer_;
  parts.encode_texts = [this](std::span<const std::string> texts) { return encode_captions(texts); };
  parts.scale = embedder_.clip().scale().detach().to(at::kFloat);
  terms_.emplace(context_, references_);
  parts.score_terms = [this](std::span<const CaptionToScore> captions) { return terms_->score(captions); };
  if (recipe.boolean("critic.on")) {
    critic_.emplace(open_critic(context_, corpus, device_));
    critic_optimizer_.emplace(critic_->critic.named_parameters(), optimizer_options(recipe));
    parts.critic = &critic_->critic;
    parts.critic_optimizer = &*critic_optimizer_;
    parts.critic_tokenizer = critic_->tokenizer;
    parts.critic_has_dropout = critic_->has_dropout;
    corpus_.emplace(corpus, critic_->tokenizer, recipe.integer("decoding.max_length") + 2, context_.reference_compat(),
                    context_.seed());
  }
  step_.emplace(std::move(parts));
}

at::Tensor AdversarialObjective::encode_captions(std::span<const std::string> texts) const {
  if (!context_.reference_compat()) return embedder_.encode_texts(texts);
  std::vector<std::string> cleaned;
  for (const auto& text : texts) cleaned.push_back(clean_as_openai(text));
  return embedder_.encode_texts(cleaned);
}

SelectionMetric AdversarialObjective::selection() const {
  return captioner_selection(recipe(), true);
}

AdversarialOptions AdversarialObjective::options() const {
  const auto& recipe = this->recipe();
  AdversarialOptions options;
  options.samples_per_image = recipe.integer("training.samples_per_image");
  options.max_length = recipe.integer("decoding.max_length");
  options.sampling = sampling_options(recipe);
  options.weights = {recipe.real("reward.cosine_weight"), recipe.real("reward.clip_weight"),
                     recipe.real("reward.clip_score_weight")};
  options.baseline = recipe.text("reward.baseline") == "sample" ? Baseline::sample : Baseline::greedy;
  options.mask_forced_stop = recipe.boolean("reward.mask_forced_stop");
  options.reference = context_.reference_compat();
  options.clip_norm = recipe.real("optimizer.clip_norm");
  options.accumulation = double(recipe.integer("training.accumulation"));
  return options;
}

/// The sample baseline needs no greedy captions, so none are decoded for it.
void AdversarialObjective::sample(AdversarialInputs& inputs, std::int64_t number, const AdversarialOptions& options) {
  const auto& captioner = generator_->captioner;
  const auto images = inputs.images.size(0);
  std::vector<GenerateRow> rows;
  for (std::int64_t i = 0; i < images; ++i)
    for (std::int64_t s = 0; s < options.samples_per_image; ++s)
      rows.push_back({i, false, static_cast<std::uint64_t>(data_.train[static_cast<std::size_t>(last_images_[i])].id),
                      static_cast<std::uint64_t>(s)});
  GenerateOptions decoding;
  decoding.max_length = options.max_length;
  decoding.sampling = options.sampling;
  decoding.seed = context_.seed();
  decoding.step = static_cast<std::uint64_t>(number);
  decoding.stop_token = captioner.stop_token();
  decoding.force_stop_at_limit = false;
  if (recipe().text("training.sampling") == "through_sampling") {
    sample_through(inputs, rows, decoding, options);
    rows.clear();
  }
  const auto samples = static_cast<std::int64_t>(rows.size());
  if (options.baseline == Baseline::greedy)
    for (std::int64_t i = 0; i < images; ++i) rows.push_back({i, true, 0, 0});
  if (rows.empty()) return;
  const at::NoGradGuard no_grad;
  const auto all = captions_of(generate(captioner, captioner.prefix(inputs.images, Mode::evaluation), rows, decoding),
                               decoding.stop_token, captioner.tokenizer());
  if (samples > 0) inputs.samples = all.rows(0, samples);
  if (all.size() > samples) inputs.greedy = all.rows(samples, all.size());
}

void AdversarialObjective::sample_through(AdversarialInputs& inputs, std::span<const GenerateRow> rows,
                                          const GenerateOptions& decoding, const AdversarialOptions& options) {
  const auto& captioner = generator_->captioner;
  reseed(device_, context_.seed(), static_cast<std::int64_t>(decoding.step), generator_dropout);
  auto sampled = sample_with_gradient(
      captioner, captioner.prefix(inputs.images, Mode::training).repeat_interleave(options.samples_per_image, 0), rows,
      decoding, options.mask_forced_stop, Mode::training);
  inputs.samples = std::move(sampled.captions);
  inputs.log_probabilities = sampled.log_probabilities;
  inputs.entropy = sampled.entropy;
}

AdversarialInputs AdversarialObjective::draw(std::int64_t micro, std::int64_t number,
                                             const AdversarialOptions& options) {
  last_images_ = batches_->batch(micro);
  const auto rows = at::tensor(last_images_, at::kLong).to(device_);
  AdversarialInputs inputs;
  inputs.images = features_.index_select(0, rows);
  inputs.targets = targets_.index_select(0, rows);
  for (const auto row : last_images_) inputs.sources.push_back(&data_.train[static_cast<std::size_t>(row)]);
  const auto count = static_cast<std::int64_t>(last_images_.size()) * options.samples_per_image;
  const auto full = recipe().integer("training.batch_size") * options.samples_per_image;
  if (corpus_) inputs.real = corpus_->batch(micro * full, count, device_);
  sample(inputs, number, options);
  return inputs;
}

/// With accumulation the original raises its step only at the last micro batch (quirk 23).
double AdversarialObjective::weight(std::int64_t number, bool last_micro) const {
  const auto& recipe = this->recipe();
  if (!critic_) return 1;
  const auto counted = context_.reference_compat() && !last_micro ? number - 1 : number;
  return reward_weight(counted, recipe.integer("reward.start_step"), recipe.integer("reward.ramp_steps"),
                       recipe.real("reward.weight"));
}

bool AdversarialObjective::trains_generator(std::int64_t number) const {
  return !critic_ || number > recipe().integer("reward.discriminator_only_steps");
}

void AdversarialObjective::update(std::int64_t number, std::int64_t planned, bool train_generator) {
  const auto& recipe = this->recipe();
  const double decay = recipe.real("optimizer.weight_decay");
  const auto kind = schedule_kind(recipe.text("optimizer.schedule"));
  if (critic_optimizer_) {
    const double factor =
        schedule_factor(kind, number - 1, recipe.integer("optimizer.discriminator_warmup_steps"), planned);
    critic_optimizer_->step(factor * recipe.real("optimizer.discriminator_learning_rate"), decay);
    critic_optimizer_->zero_gradients();
  }
  learning_rate_ = 0;
  if (!train_generator) return;
  const auto skipped = critic_ ? recipe.integer("reward.discriminator_only_steps") : 0;
  learning_rate_ =
      recipe.real("optimizer.learning_rate") *
      schedule_factor(kind, number - 1 - skipped, recipe.integer("optimizer.warmup_steps"), planned - skipped);
  generator_optimizer_->step(learning_rate_, decay);
  generator_optimizer_->zero_gradients();
}

Scalars AdversarialObjective::step(std::int64_t number, std::int64_t planned) {
  const PrecisionScope precision(recipe(), device_);
  const auto options = this->options();
  const auto accumulation = recipe().integer("training.accumulation");
  const bool train_generator = trains_generator(number);
  ScalarMeans means;
  for (std::int64_t i = 0; i < accumulation; ++i) {
    const auto micro = (number - 1) * accumulation + i;
    const double begin = now(), w = weight(number, i + 1 == accumulation);
    const auto inputs = draw(micro, number, options);
    const double sampled = now();
    reseed(device_, context_.seed(), micro, critic_dropout);
    const auto figures = step_->run(inputs, options, w, train_generator);
    add_figures(means, figures, inputs.samples, critic_.has_value(), w, sampled - begin);
    last_samples_ = inputs.samples;
    last_scores_ = figures.scores;
  }
  update(number, planned, train_generator);
  auto scalars = means.scalars();
  scalars.emplace_back("learning_rate", learning_rate_);
  return scalars;
}

std::vector<CaptionRecord> AdversarialObjective::captions(std::int64_t step) {
  const auto options = this->options();
  auto records = watch_->watch(generator_->captioner, *step_, options, step, options.samples_per_image);
  if (step == 0 || last_images_.empty()) return records;
  std::vector<const DatasetImage*> images;
  for (const auto row : last_images_) {
    if (static_cast<std::int64_t>(images.size()) == recipe().integer("captions.batch_images")) break;
    images.push_back(&data_.train[static_cast<std::size_t>(row)]);
  }
  auto batch =
      watch_->batch(generator_->captioner, images, last_samples_, last_scores_, step, options.samples_per_image);
  std::move(batch.begin(), batch.end(), std::back_inserter(records));
  return records;
}

NamedTensors AdversarialObjective::training_state() {
  auto state = CaptionerObjective::training_state();
  if (critic_) append_named(state, "critic/", critic_->critic.named_parameters());
  if (critic_) append_named(state, "critic_optimizer/", critic_optimizer_->state());
  return state;
}

void AdversarialObjective::save_model(const std::filesystem::path& directory) {
  CaptionerObjective::save_model(directory);
  if (critic_) save_critic(*critic_, directory / "discriminator");
}

}  // namespace

std::unique_ptr<Objective> make_adversarial_objective(RunContext& context) {
  return std::make_unique<AdversarialObjective>(context);
}

}  // namespace vignette
