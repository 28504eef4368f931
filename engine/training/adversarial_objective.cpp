#include "training/adversarial_objective.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/tensor.h>

#include <algorithm>
#include <chrono>
#include <nlohmann/json.hpp>
#include <optional>

#include "log/log.h"
#include "text/clip_cleaning.h"
#include "training/adversarial_memory.h"
#include "training/adversarial_step.h"
#include "training/captioner_objective.h"
#include "training/compute.h"
#include "training/critic_corpus.h"
#include "training/optimizer_settings.h"
#include "training/reward_terms.h"
#include "training/scalar_means.h"
#include "training/schedule.h"
#include "training/targets.h"
#include "training/through_sampling.h"

namespace vignette {
namespace {

/// Phases of reseed(). Further passes of the critic in a step count in the bits above.
enum Phase : std::uint64_t { critic_dropout = 1, generator_dropout = 2, passes_shift = 8 };

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
  nlohmann::json extra_state() const override;
  void load_extra_state(const nlohmann::json& state) override;
  AdversarialOptions caption_options() const override { return options(); }
  const AdversarialStep& scorer() const override { return *step_; }
  at::Tensor picture_target(const DatasetImage& image, const at::Tensor& feature) override;
  void save_model(const std::filesystem::path& directory) override;

 private:
  /// Images without references teach nothing where references are all that is rewarded: they are left out.
  void check_references();
  void open_models(const std::vector<std::string>& corpus);
  void open_features(const std::vector<std::string>& corpus);
  /// Targets of the training images, once CLIP's score has a weight.
  void open_targets();
  at::Tensor targets(const std::vector<DatasetImage>& images, const at::Tensor& features, const std::string& what);
  bool draws_targets() const {
    return recipe().text("reward.target") == "paired" && recipe().text("reward.paired") == "random";
  }
  /// CLIP's features of generated captions.
  at::Tensor encode_captions(std::span<const std::string> texts) const;
  AdversarialOptions options(std::int64_t number = 1) const;
  BatchShare take_images(std::int64_t micro);
  AdversarialInputs draw(std::int64_t micro, std::int64_t number, bool train_generator,
                         const AdversarialOptions& options);
  std::vector<GenerateRow> sample_rows(std::int64_t pass) const;
  GenerateOptions decoding(std::int64_t number, const AdversarialOptions& options) const;
  CaptionBatch generated(const at::Tensor& images, std::span<const GenerateRow> rows,
                         const GenerateOptions& decoding) const;
  void sample(AdversarialInputs& inputs, std::int64_t number, const AdversarialOptions& options);
  Discriminator::Batch human_captions(std::int64_t micro, std::int64_t pass, const BatchShare& share);
  std::vector<std::string> fakes(const std::vector<std::string>& fresh, std::int64_t micro, std::int64_t pass,
                                 const AdversarialOptions& options);
  void train_critic_further(std::int64_t number, std::int64_t planned, AdversarialOptions options);
  bool completes(std::int64_t micro, const AdversarialOptions& options) const;
  const Captioner* initial(const AdversarialOptions& options);
  void sample_through(AdversarialInputs& inputs, std::span<const GenerateRow> rows, const GenerateOptions& decoding,
                      const AdversarialOptions& options);
  double weight(std::int64_t number, bool last_micro) const;
  void update_critic(std::int64_t number, std::int64_t planned);
  void update_captioner(std::int64_t number, std::int64_t planned, bool train_generator);
  bool trains_generator(std::int64_t number) const;

  std::optional<CriticFiles> critic_;
  std::optional<AdamW> critic_optimizer_;
  std::optional<RewardTerms> terms_;
  std::optional<AdversarialStep> step_;
  std::optional<CriticCorpus> corpus_;
  AdversarialMemory memory_;
  std::optional<CaptionerFiles> initial_;  ///< opened at the first step that needs it
  at::Tensor features_, targets_, corpus_features_;
  TargetRows own_captions_;  ///< instead of targets_ where draws_targets()

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
  check_references();
  const auto corpus = open_corpus(context, data_);
  open_features(corpus);
  open_models(corpus);
  open_batches(static_cast<std::int64_t>(data_.train.size()));
}

void AdversarialObjective::check_references() {
  if (!rewards_references(recipe())) return;
  const auto bare = [](const auto& image) { return image.captions.empty(); };
  const auto all = data_.train.size();
  const auto count = static_cast<std::size_t>(std::count_if(data_.train.begin(), data_.train.end(), bare));
  if (count == all)
    throw RecipeError(
        "reward.cider_weight: no training image has a caption to score against; CIDEr and BLEU-4 need references");
  if (count == 0) return;
  const bool nothing_else = recipe().real("reward.clip_score_weight") == 0 && !recipe().boolean("critic.on");
  if (nothing_else) std::erase_if(data_.train, bare);
  context_.warn("dataset.train", concat(count, " of ", all, " images have no caption: ",
                                        nothing_else ? "they are left out" : "CIDEr and BLEU-4 are 0 for theirs"));
}

at::Tensor AdversarialObjective::targets(const std::vector<DatasetImage>& images, const at::Tensor& features,
                                         const std::string& what) {
  if (recipe().text("reward.target") == "aggregated")
    return scaled(aggregated_targets(context_, features, corpus_features_, what));
  const auto rows = caption_rows(embedder_, images, what);
  return scaled(recipe().text("reward.paired") == "one" ? first_rows(rows) : mean_rows(rows));
}

at::Tensor AdversarialObjective::picture_target(const DatasetImage& image, const at::Tensor& feature) {
  if (image.captions.empty() && recipe().text("reward.target") == "paired") return {};
  return targets({image}, feature.cpu(), "text target of the picture");
}

void AdversarialObjective::open_features(const std::vector<std::string>& corpus) {
  if (recipe().text("reward.target") == "aggregated")
    corpus_features_ = embedder_.embed_texts(corpus, "embedding the corpus");
  features_ = embed_images(data_.train, "embedding training images").to(device_);
  if (recipe().real("reward.clip_score_weight") != 0) open_targets();
  open_validation([this](const auto& images, const auto& features) {
    return targets(images, features, "text targets of watched images");
  });
}

void AdversarialObjective::open_targets() {
  const std::string what = "text targets of training images";
  if (!draws_targets()) {
    targets_ = targets(data_.train, features_.to(at::kCPU), what).to(device_);
    return;
  }
  own_captions_ = caption_rows(embedder_, data_.train, what);
  own_captions_.rows = scaled(own_captions_.rows).to(device_);
}

void AdversarialObjective::open_models(const std::vector<std::string>& corpus) {
  const auto& recipe = this->recipe();
  open_generator(corpus);
  AdversarialStep::Parts parts;
  parts.generator = &generator_->captioner;
  parts.encode_texts = [this](std::span<const std::string> texts) { return encode_captions(texts); };
  parts.baselines = memory_.baselines();
  parts.scale = embedder_.clip().scale().detach().to(at::kFloat);
  terms_.emplace(context_, references_);
  parts.score_terms = [this](std::span<const CaptionToScore> captions) { return terms_->score(captions); };
  if (recipe.boolean("critic.on")) {
    critic_.emplace(open_critic(context_, corpus, device_));
    if (recipe.boolean("training.activation_checkpointing")) critic_->critic.roberta().checkpoint_activations();
    open_generator_optimizer({{"critic", critic_->critic.named_parameters()}});
    critic_optimizer_.emplace(critic_->critic.named_parameters(), optimizer_options(recipe));
    critic_optimizer_->synchronise(context_.group());
    parts.critic = &critic_->critic;
    parts.critic_optimizer = &*critic_optimizer_;
    parts.critic_tokenizer = critic_->tokenizer;
    parts.critic_has_dropout = critic_->has_dropout;
    corpus_.emplace(corpus, critic_->tokenizer, recipe.integer("decoding.max_length") + 2, context_.reference_compat(),
                    context_.seed());
    memory_.open_critic(critic_->critic, recipe.integer("critic.replay_capacity"), context_.seed());
  } else {
    open_generator_optimizer();
  }
  parts.generator_optimizer = &*generator_optimizer_;
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

CriticLossOptions critic_loss_options(const Recipe& recipe, std::int64_t number) {
  const auto every = recipe.integer("critic.r1_every");
  CriticLossOptions options;
  options.label_smoothing = recipe.real("critic.label_smoothing");
  // Lazy regularisation: rarer and as much stronger (Karras et al. 2020, arXiv 1912.04958).
  if ((number - 1) % every == 0) options.r1_weight = recipe.real("critic.r1_weight") * double(every);
  return options;
}

AdversarialOptions AdversarialObjective::options(std::int64_t number) const {
  const auto& recipe = this->recipe();
  AdversarialOptions options;
  options.samples_per_image = recipe.integer("training.samples_per_image");
  options.max_length = recipe.integer("decoding.max_length");
  options.sampling = sampling_options(recipe);
  options.weights = reward_weights(recipe);
  options.baseline = baseline_of(recipe.text("reward.baseline"));
  options.baseline_decay = recipe.real("reward.baseline_decay");
  options.normalisation = advantage_normalisation(recipe.text("policy.normalize_advantage"));
  options.kl_weight = recipe.real("policy.kl_weight");
  options.entropy_weight = recipe.real("policy.entropy_weight");
  options.train_critic = (number - 1) % recipe.integer("critic.every") == 0 || !trains_generator(number);
  options.critic = critic_loss_options(recipe, number);
  options.mask_forced_stop = recipe.boolean("reward.mask_forced_stop");
  options.reference = context_.reference_compat();
  options.clip_norm = recipe.real("optimizer.clip_norm");
  options.accumulation = double(recipe.integer("training.accumulation"));
  return options;
}

/// Samples of the batch's images, image-major; every pass of a step has draws of its own.
std::vector<GenerateRow> AdversarialObjective::sample_rows(std::int64_t pass) const {
  const auto samples = recipe().integer("training.samples_per_image");
  std::vector<GenerateRow> rows;
  for (std::size_t i = 0; i < last_images_.size(); ++i)
    for (std::int64_t s = 0; s < samples; ++s)
      rows.push_back({static_cast<std::int64_t>(i), false,
                      static_cast<std::uint64_t>(data_.train[static_cast<std::size_t>(last_images_[i])].id),
                      static_cast<std::uint64_t>(pass * samples + s)});
  return rows;
}

GenerateOptions AdversarialObjective::decoding(std::int64_t number, const AdversarialOptions& options) const {
  GenerateOptions decoding;
  decoding.max_length = options.max_length;
  decoding.sampling = options.sampling;
  decoding.seed = context_.seed();
  decoding.step = static_cast<std::uint64_t>(number);
  decoding.stop_tokens = {generator_->captioner.stop_token()};
  decoding.force_stop_at_limit = false;
  return decoding;
}

CaptionBatch AdversarialObjective::generated(const at::Tensor& images, std::span<const GenerateRow> rows,
                                             const GenerateOptions& decoding) const {
  const at::NoGradGuard no_grad;
  const auto& captioner = generator_->captioner;
  return captions_of(generate(captioner, captioner.prefix(images, Mode::evaluation), rows, decoding),
                     decoding.stop_tokens.front(), captioner.tokenizer());
}

/// Only the greedy baseline needs greedy captions; none are decoded for the others.
void AdversarialObjective::sample(AdversarialInputs& inputs, std::int64_t number, const AdversarialOptions& options) {
  const auto images = inputs.images.size(0);
  const auto decoding = this->decoding(number, options);
  auto rows = sample_rows(0);
  if (recipe().text("training.sampling") == "through_sampling") {
    sample_through(inputs, rows, decoding, options);
    rows.clear();
  }
  const auto samples = static_cast<std::int64_t>(rows.size());
  if (options.baseline == Baseline::greedy)
    for (std::int64_t i = 0; i < images; ++i) rows.push_back({i, true, 0, 0});
  if (rows.empty()) return;
  const auto all = generated(inputs.images, rows, decoding);
  if (samples > 0) inputs.samples = all.rows(0, samples);
  if (all.size() > samples) inputs.greedy = all.rows(samples, all.size());
}

void AdversarialObjective::sample_through(AdversarialInputs& inputs, std::span<const GenerateRow> rows,
                                          const GenerateOptions& decoding, const AdversarialOptions& options) {
  const auto& captioner = generator_->captioner;
  reseed(device_, context_.process_seed(), static_cast<std::int64_t>(decoding.step), generator_dropout);
  auto sampled = sample_with_gradient(
      captioner, captioner.prefix(inputs.images, Mode::training).repeat_interleave(options.samples_per_image, 0), rows,
      decoding, options.mask_forced_stop, Mode::training);
  inputs.samples = std::move(sampled.captions);
  inputs.log_probabilities = sampled.log_probabilities;
  inputs.entropy = sampled.entropy;
}

/// This process's part of the micro batch; samples and human captions are those that one process has there.
BatchShare AdversarialObjective::take_images(std::int64_t micro) {
  const auto all = batches_->batch(micro);
  const auto share = context_.share(std::ssize(all));
  last_images_.assign(all.begin() + share.first, all.begin() + share.first + share.count);
  return share;
}

AdversarialInputs AdversarialObjective::draw(std::int64_t micro, std::int64_t number, bool train_generator,
                                             const AdversarialOptions& options) {
  const auto rows = at::tensor(last_images_, at::kLong).to(device_);
  AdversarialInputs inputs;
  inputs.images = features_.index_select(0, rows);
  if (own_captions_.rows.defined())
    inputs.targets = drawn_rows(own_captions_, last_images_, context_.seed(), micro);
  else if (targets_.defined())
    inputs.targets = targets_.index_select(0, rows);
  for (const auto row : last_images_) inputs.sources.push_back(&data_.train[static_cast<std::size_t>(row)]);
  sample(inputs, number, options);
  if (critic_ && options.train_critic) {
    inputs.real = human_captions(micro, 0, options.share);
    if (memory_.replays()) inputs.fakes = fakes(inputs.samples.texts, micro, 0, options);
  }
  if (train_generator) inputs.initial = initial(options);
  return inputs;
}

/// With several passes a micro batch takes as many stretches of the corpus.
Discriminator::Batch AdversarialObjective::human_captions(std::int64_t micro, std::int64_t pass,
                                                          const BatchShare& share) {
  const auto samples = recipe().integer("training.samples_per_image"), passes = recipe().integer("critic.steps");
  const auto full = recipe().integer("training.batch_size") * samples;
  return corpus_->batch((micro * passes + pass) * full + share.first * samples, share.count * samples, device_);
}

/// The memory takes in and gives out the whole batch's captions, on every process; the critic learns from this one's.
std::vector<std::string> AdversarialObjective::fakes(const std::vector<std::string>& fresh, std::int64_t micro,
                                                     std::int64_t pass, const AdversarialOptions& options) {
  const auto& share = options.share;
  if (!memory_.replays()) return fresh;
  const auto all = memory_.fakes(share.whole_texts(fresh), recipe().real("critic.replay_share"), micro, pass);
  const auto own = all.begin() + share.first * options.samples_per_image;
  return {own, own + std::ssize(fresh)};
}

/// The original clips each micro batch's gradients (quirk 23); several processes do not know them before the last.
bool AdversarialObjective::completes(std::int64_t micro, const AdversarialOptions& options) const {
  return (micro + 1) % recipe().integer("training.accumulation") == 0 || (options.reference && !context_.group());
}

/// The passes of critic.steps after the step's own: samples of its images by the captioner as it now stands, against
/// new human captions.
void AdversarialObjective::train_critic_further(std::int64_t number, std::int64_t planned, AdversarialOptions options) {
  const auto accumulation = recipe().integer("training.accumulation"), passes = recipe().integer("critic.steps");
  const auto decoding = this->decoding(number, options);
  for (std::int64_t pass = 1; pass < passes; ++pass) {
    forget_cast_weights();  // the weights have changed since the pass before
    for (auto micro = (number - 1) * accumulation; micro < number * accumulation; ++micro) {
      options.share = take_images(micro);
      options.completes = completes(micro, options);
      const auto images = features_.index_select(0, at::tensor(last_images_, at::kLong).to(device_));
      const auto texts = fakes(generated(images, sample_rows(pass), decoding).texts, micro, pass, options);
      const auto phase = critic_dropout + (static_cast<std::uint64_t>(pass) << passes_shift);
      reseed(device_, context_.process_seed(), micro, phase);
      step_->train_critic(human_captions(micro, pass, options.share), texts, options);
    }
    update_critic(number, planned);
  }
}

/// From where the run's captioner came from, so that a resumed run finds it too.
const Captioner* AdversarialObjective::initial(const AdversarialOptions& options) {
  if (options.kl_weight == 0) return nullptr;
  if (!initial_) {
    initial_.emplace(open_captioner(context_, embedder_.width(), {}, device_));
    initial_->captioner.requires_grad(false);
  }
  return &initial_->captioner;
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

void AdversarialObjective::update_critic(std::int64_t number, std::int64_t planned) {
  const double rate = scheduled_rate(recipe(), "optimizer.discriminator_learning_rate",
                                     "optimizer.discriminator_warmup_steps", number - 1, planned);
  critic_optimizer_->step(rate, recipe().real("optimizer.weight_decay"));
  critic_optimizer_->zero_gradients();
}

void AdversarialObjective::update_captioner(std::int64_t number, std::int64_t planned, bool train_generator) {
  const auto skipped = critic_ ? recipe().integer("reward.discriminator_only_steps") : 0;
  learning_rate_ = train_generator ? update_generator(number - 1 - skipped, planned - skipped) : 0;
}

Scalars AdversarialObjective::step(std::int64_t number, std::int64_t planned) {
  // Before the step's precision holds, and where waiting changes and requests do no harm.
  if (recipe().real("reward.clip_score_weight") != 0 && !targets_.defined() && !own_captions_.rows.defined())
    open_targets();
  const PrecisionScope precision(recipe(), device_);
  auto options = this->options(number);
  const auto accumulation = recipe().integer("training.accumulation");
  const bool train_generator = trains_generator(number);
  ScalarMeans means(context_.group());
  AdversarialMemory::Step memory(memory_);
  for (std::int64_t i = 0; i < accumulation; ++i) {
    const auto micro = (number - 1) * accumulation + i;
    options.share = take_images(micro);
    options.completes = completes(micro, options);
    means.weigh(options.share.weight);
    const double begin = now(), w = weight(number, i + 1 == accumulation);
    const auto inputs = draw(micro, number, train_generator, options);
    const double sampled = now();
    reseed(device_, context_.process_seed(), micro, critic_dropout);
    const bool critic_complete = i + 1 == accumulation && options.train_critic;
    const auto figures = step_->run(inputs, options, w, train_generator, [&] {
      if (critic_complete) update_critic(number, planned);
    });
    add_figures(means, figures, measure_captions(inputs.samples, options.share), critic_.has_value(), w,
                sampled - begin);
    last_samples_ = inputs.samples;
    last_scores_ = figures.scores;
  }
  update_captioner(number, planned, train_generator);
  memory.keep();
  if (critic_ && options.train_critic) {
    const double begin = now();
    train_critic_further(number, planned, options);
    memory_.keep_fakes();
    means.add_to_sum("seconds/critic", now() - begin);
  }
  auto scalars = means.scalars();
  scalars.emplace_back("learning_rate", learning_rate_);
  add_loss_scale(scalars, *generator_optimizer_, "generator");
  if (critic_optimizer_) add_loss_scale(scalars, *critic_optimizer_, "discriminator");
  return scalars;
}

std::vector<CaptionRecord> AdversarialObjective::captions(std::int64_t step) {
  const auto options = this->options(std::max<std::int64_t>(1, step));
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

nlohmann::json AdversarialObjective::extra_state() const {
  return memory_.state();
}

void AdversarialObjective::load_extra_state(const nlohmann::json& state) {
  memory_.load(state);
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
