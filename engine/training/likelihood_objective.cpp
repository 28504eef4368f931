#include "training/likelihood_objective.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/tensor.h>

#include <algorithm>
#include <optional>

#include "training/captioner_objective.h"
#include "training/compute.h"
#include "training/embedding_noise.h"
#include "training/likelihood_loss.h"
#include "training/optimizer_settings.h"
#include "training/scalar_means.h"
#include "training/targets.h"

namespace vignette {
namespace {

enum Phase : std::uint64_t { dropout = 1, paired = 2 };

/// Which of an image's captions a batch takes (likelihood.paired).
enum class PairedChoice {
  turn,    ///< one after another, epoch by epoch
  one,     ///< the first
  random,  ///< one drawn each time
  each     ///< every caption is an item of its own
};

/// Captions to learn, each with the row of the embedding it is generated from. An item is what a batch counts: a
/// caption, or an image, of which one caption is taken.
struct Material {
  at::Tensor features;  ///< [F, d]
  std::vector<std::vector<std::int64_t>> tokens;
  struct Item {
    std::int64_t feature = 0, first_caption = 0, captions = 1;
  };
  std::vector<Item> items;
};

class LikelihoodObjective final : public CaptionerObjective {
 public:
  explicit LikelihoodObjective(RunContext& context);

  std::string phase() const override { return "likelihood"; }
  SelectionMetric selection() const override;
  Scalars step(std::int64_t number, std::int64_t planned) override;
  std::vector<CaptionRecord> captions(std::int64_t step) override;
  Scalars evaluate(const std::string& split) override;
  bool has_split(const std::string& split) const override;

 protected:
  AdversarialOptions caption_options() const override;
  const AdversarialStep& scorer() const override { return *scorer_; }
  at::Tensor picture_target(const DatasetImage& image, const at::Tensor& feature) override;

 private:
  bool from_text() const { return context_.recipe().text("likelihood.source") == "text"; }
  void open_watch();
  PairedChoice paired_choice() const;
  Material material(std::vector<DatasetImage>& images, const std::vector<std::string>& captions, PairedChoice choice,
                    const std::string& what);
  Material text_material(const std::vector<std::string>& captions, const std::string& what);
  Material image_material(std::vector<DatasetImage>& images, PairedChoice choice, const std::string& what);
  /// [B]: which of its captions each item gives in this batch.
  std::vector<std::int64_t> chosen_captions(std::span<const std::int64_t> items, std::int64_t micro) const;
  LikelihoodLoss loss(const Material& material, std::span<const std::int64_t> items,
                      std::span<const std::int64_t> captions, const EmbeddingNoise& noise, std::int64_t micro,
                      Mode mode) const;
  double validation_loss();

  std::int64_t max_length_ = 0;
  PairedChoice choice_ = PairedChoice::turn;
  at::Tensor offset_;
  Material training_, held_out_;
  std::optional<AdversarialStep> scorer_;
};

/// A tenth (dataset.validation_fraction) of a plain corpus, by hash of the caption.
std::vector<std::string> split_captions(std::vector<std::string>& captions, double fraction, std::uint64_t seed) {
  const auto held = [&](const std::string& caption) {
    std::uint64_t hash = seed;
    for (const auto byte : caption) hash = mix_keys(hash, static_cast<unsigned char>(byte));
    return double(hash >> 11) * 0x1p-53 < fraction;
  };
  const auto rest = std::stable_partition(captions.begin(), captions.end(), [&](const auto& c) { return !held(c); });
  std::vector<std::string> taken(rest, captions.end());
  captions.erase(rest, captions.end());
  return taken;
}

LikelihoodObjective::LikelihoodObjective(RunContext& context) : CaptionerObjective(context) {
  const auto& recipe = context.recipe();
  auto corpus = open_corpus(context, data_);
  open_generator(corpus);
  open_generator_optimizer();
  const auto& config = generator_->captioner.language_model().config();
  max_length_ = config.n_positions - generator_->captioner.lead_length();
  if (recipe.integer("likelihood.max_length") > 0)
    max_length_ = std::min(max_length_, recipe.integer("likelihood.max_length"));
  auto held_captions = data_.validation.empty()
                           ? split_captions(corpus, recipe.real("dataset.validation_fraction"), context.seed())
                           : captions_of_images(data_.validation);
  choice_ = paired_choice();
  offset_ = open_modality_offset(context, embedder_, data_);
  if (offset_.defined()) offset_ = offset_.to(device_);
  training_ = material(data_.train, corpus, choice_, "embedding training ");
  held_out_ = material(data_.validation, held_captions, PairedChoice::each, "embedding validation ");
  open_watch();
  open_batches(static_cast<std::int64_t>(training_.items.size()));
}

PairedChoice LikelihoodObjective::paired_choice() const {
  const auto& choice = recipe().text("likelihood.paired");
  if (choice == "auto") return context_.reference_compat() ? PairedChoice::each : PairedChoice::turn;
  if (choice == "one") return PairedChoice::one;
  if (choice == "random") return PairedChoice::random;
  return choice == "each" ? PairedChoice::each : PairedChoice::turn;
}

Material LikelihoodObjective::material(std::vector<DatasetImage>& images, const std::vector<std::string>& captions,
                                       PairedChoice choice, const std::string& what) {
  auto result =
      from_text() ? text_material(captions, what + "captions") : image_material(images, choice, what + "images");
  if (&images == &data_.train && context_.recipe().integer("likelihood.max_length") == 0)
    max_length_ = length_limit(result.tokens, max_length_);
  return result;
}

Material LikelihoodObjective::text_material(const std::vector<std::string>& captions, const std::string& what) {
  Material result;
  if (captions.empty()) return result;
  result.features = scaled(embedder_.embed_texts(captions, what)).to(device_);
  for (const auto& caption : captions) {
    const auto row = static_cast<std::int64_t>(result.items.size());
    result.items.push_back({row, row, 1});
    result.tokens.push_back(caption_targets(generator_->captioner, caption, max_length_, context_.reference_compat()));
  }
  return result;
}

Material LikelihoodObjective::image_material(std::vector<DatasetImage>& images, PairedChoice choice,
                                             const std::string& what) {
  Material result;
  std::erase_if(images, [](const auto& image) { return image.captions.empty(); });
  if (images.empty()) return result;
  result.features = embed_images(images, what).to(device_);
  for (std::size_t i = 0; i < images.size(); ++i) {
    const auto first = static_cast<std::int64_t>(result.tokens.size());
    const auto count = static_cast<std::int64_t>(images[i].captions.size()), row = static_cast<std::int64_t>(i);
    for (const auto caption : images[i].captions)
      result.tokens.push_back(
          caption_targets(generator_->captioner, std::string(caption), max_length_, context_.reference_compat()));
    if (choice == PairedChoice::each)
      for (std::int64_t k = 0; k < count; ++k) result.items.push_back({row, first + k, 1});
    else
      result.items.push_back({row, first, choice == PairedChoice::one ? 1 : count});
  }
  return result;
}

void LikelihoodObjective::open_watch() {
  const bool compares = embedder_.compares_texts();
  open_validation([&](const auto& images, const auto& features) {
    return compares ? paired_targets(embedder_, images, "embedding references of watched images") : features;
  });
  AdversarialStep::Parts parts;
  if (compares)
    parts.encode_texts = [this](std::span<const std::string> texts) { return embedder_.encode_texts(texts); };
  if (compares) parts.scale = embedder_.clip().scale().detach().to(at::kFloat);
  scorer_.emplace(std::move(parts));
}

SelectionMetric LikelihoodObjective::selection() const {
  return captioner_selection(context_.recipe(), validation_.has_value());
}

std::vector<std::int64_t> LikelihoodObjective::chosen_captions(std::span<const std::int64_t> items,
                                                               std::int64_t micro) const {
  std::vector<std::int64_t> chosen;
  for (const auto index : items) {
    const auto& item = training_.items[static_cast<std::size_t>(index)];
    const auto turn = choice_ == PairedChoice::random
                          ? static_cast<std::int64_t>(mix_keys(context_.seed(), static_cast<std::uint64_t>(micro),
                                                               static_cast<std::uint64_t>(index), paired) >>
                                                      1)
                          : batches_->epoch_of(micro) + index;
    chosen.push_back(item.first_caption + turn % item.captions);
  }
  return chosen;
}

LikelihoodLoss LikelihoodObjective::loss(const Material& material, std::span<const std::int64_t> items,
                                         std::span<const std::int64_t> captions, const EmbeddingNoise& noise,
                                         std::int64_t micro, Mode mode) const {
  std::vector<std::int64_t> features;
  std::vector<const std::vector<std::int64_t>*> tokens;
  for (const auto index : items) features.push_back(material.items[static_cast<std::size_t>(index)].feature);
  for (const auto caption : captions) tokens.push_back(&material.tokens[static_cast<std::size_t>(caption)]);
  const auto rows = material.features.index_select(0, at::tensor(features, at::kLong).to(device_));
  const auto noisy = add_noise(rows, noise, items, context_.seed(), micro);
  return likelihood_loss(generator_->captioner, generator_->captioner.prefix(noisy, mode),
                         token_rows(tokens, context_.reference_compat(), device_), mode);
}

Scalars LikelihoodObjective::step(std::int64_t number, std::int64_t planned) {
  const auto& recipe = context_.recipe();
  const PrecisionScope precision(recipe, device_);
  const auto accumulation = recipe.integer("training.accumulation");
  const bool clips_each = context_.reference_compat() && !context_.group();  // quirk 23
  ScalarMeans means(context_.group());
  for (std::int64_t i = 0; i < accumulation; ++i) {
    const auto micro = (number - 1) * accumulation + i;
    const bool last = i + 1 == accumulation;
    reseed(device_, context_.process_seed(), micro, dropout);
    const auto batch = batches_->batch(micro);
    const auto share = context_.share(std::ssize(batch));
    const auto items =
        std::span(batch).subspan(static_cast<std::size_t>(share.first), static_cast<std::size_t>(share.count));
    const auto result =
        loss(training_, items, chosen_captions(items, micro), embedding_noise(recipe, offset_), micro, Mode::training);
    const auto weight = share.weight_of(double(result.tokens));  // the loss is a mean over tokens
    generator_optimizer_->backward(result.loss * weight / double(accumulation), last);
    means.weigh(weight);
    means.add("loss", result.loss.item<double>());
    means.add("accuracy", result.correct);
    if (last || clips_each)
      means.add("grad_norm/generator", generator_optimizer_->clip_gradients(recipe.real("optimizer.clip_norm")));
  }
  means.add("learning_rate", update_generator(number - 1, planned));
  auto scalars = means.scalars();
  add_loss_scale(scalars, *generator_optimizer_, "generator");
  return scalars;
}

AdversarialOptions LikelihoodObjective::caption_options() const {
  const auto& recipe = context_.recipe();
  AdversarialOptions options;
  options.max_length = recipe.integer("decoding.max_length");
  options.sampling = sampling_options(recipe);
  options.weights = {recipe.real("reward.cosine_weight"), recipe.real("reward.clip_weight")};
  return options;
}

at::Tensor LikelihoodObjective::picture_target(const DatasetImage& image, const at::Tensor&) {
  return image.captions.empty() || !embedder_.compares_texts()
             ? at::Tensor()
             : paired_targets(embedder_, {image}, "references of the picture");
}

std::vector<CaptionRecord> LikelihoodObjective::captions(std::int64_t step) {
  return watch_->watch(generator_->captioner, *scorer_, caption_options(), step, 0);
}

double LikelihoodObjective::validation_loss() {
  const at::NoGradGuard no_grad;
  EmbeddingNoise still;  // text embeddings where images would lie, without noise
  still.offset = offset_;
  const auto count = static_cast<std::int64_t>(held_out_.items.size());
  const auto size = context_.recipe().integer("training.batch_size");
  std::vector<double> parts(static_cast<std::size_t>(2 * ((count + size - 1) / size)));  // each batch's loss and tokens
  for (std::int64_t first = 0; first < count; first += size) {
    if (!context_.own_batch(first / size)) continue;
    std::vector<std::int64_t> items, captions;
    for (std::int64_t i = first; i < std::min(first + size, count); ++i) {
      items.push_back(i);
      captions.push_back(held_out_.items[static_cast<std::size_t>(i)].first_caption);
    }
    const auto result = loss(held_out_, items, captions, still, 0, Mode::evaluation);
    auto* part = &parts[static_cast<std::size_t>(2 * (first / size))];
    part[0] = result.loss.item<double>() * double(result.tokens);
    part[1] = double(result.tokens);
    context_.check();
  }
  if (context_.group()) context_.group()->sum(parts);
  double sum = 0, tokens = 0;
  for (std::size_t i = 0; i < parts.size(); i += 2) {
    sum += parts[i];
    tokens += parts[i + 1];
  }
  return sum / tokens;
}

Scalars LikelihoodObjective::evaluate(const std::string& split) {
  if (split != "val") return CaptionerObjective::evaluate(split);
  Scalars figures;
  if (!held_out_.items.empty()) figures.emplace_back("val/loss", validation_loss());
  if (!validation_) return figures;
  const auto captioned = CaptionerObjective::evaluate(split);
  figures.insert(figures.end(), captioned.begin(), captioned.end());
  return figures;
}

bool LikelihoodObjective::has_split(const std::string& split) const {
  return CaptionerObjective::has_split(split) || (split == "val" && !held_out_.items.empty());
}

}  // namespace

std::unique_ptr<Objective> make_likelihood_objective(RunContext& context) {
  return std::make_unique<LikelihoodObjective>(context);
}

}  // namespace vignette
