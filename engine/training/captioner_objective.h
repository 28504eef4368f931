#pragma once
// What the objectives that train a captioner share: its data, embeddings, optimiser, evaluation sets and watch set.

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "training/caption_evaluation.h"
#include "training/caption_watch.h"
#include "training/embedding.h"
#include "training/model_files.h"
#include "training/objective.h"
#include "training/optimizer.h"
#include "training/sampler.h"
#include "training/training_data.h"
#include "training/weight_average.h"

namespace vignette {

/// By the decoding keys.
SamplingOptions sampling_options(const Recipe& recipe);

class CaptionerObjective : public Objective {
 public:
  std::int64_t batches_per_epoch() const override { return batches_->batches_per_epoch(); }
  Scalars evaluate(const std::string& split) override;
  bool has_split(const std::string& split) const override;
  void swap_averaged_weights() override;
  void restart_averaged_weights() override;
  std::vector<std::string> evaluation_sets() const override;
  std::vector<CaptionRecord> caption(const RunRequest& request) override;
  NamedTensors training_state() override;
  void save_model(const std::filesystem::path& directory) override;
  void load_model(const std::filesystem::path& directory) override;

 protected:
  /// Opens the recipe's data and CLIP. Throws RecipeError, DatasetError, WeightsError.
  explicit CaptionerObjective(RunContext& context);

  const Recipe& recipe() const { return context_.recipe(); }
  /// Embeddings as the captioner takes them: of length 1 when likelihood.normalize_prefix asks for it.
  at::Tensor scaled(const at::Tensor& rows) const;
  at::Tensor embed_images(std::vector<DatasetImage>& images, const std::string& what);
  /// Opens or makes the captioner, and chooses what of it trains.
  void open_generator(const std::vector<std::string>& corpus);
  /// The captioner's, its adapters' included.
  NamedTensors generator_parameters() const;
  /// Freezes what training.freeze names of the captioner and of `others` (by name), and makes the captioner's optimiser
  /// and average.
  void open_generator_optimizer(std::vector<std::pair<std::string, NamedTensors>> others = {});
  /// The captioner's update after `done` of `total` from its gradients, which it clears; returns the learning rate.
  double update_generator(std::int64_t done, std::int64_t total);
  /// Batches of `items` by the training keys.
  void open_batches(std::int64_t items);
  /// What captions of watched images are compared with: images and their embeddings [N, d] -> [N, d].
  using Targets = std::function<at::Tensor(const std::vector<DatasetImage>&, const at::Tensor&)>;
  /// Embeds the validation images that are captioned, and chooses the watch set among them. Leaves both empty where no
  /// such image has a caption. Opens evaluation.sets too.
  void open_validation(const Targets& targets);
  /// How captions are sampled and scored outside of a step.
  virtual AdversarialOptions caption_options() const = 0;
  virtual const AdversarialStep& scorer() const = 0;
  /// What captions of one picture are compared with [1, d]; undefined where its captions would be and it has none.
  virtual at::Tensor picture_target(const DatasetImage& image, const at::Tensor& feature) = 0;

 private:
  void open_evaluation_sets();
  DatasetImage requested_image(const RunRequest& request) const;

 protected:
  RunContext& context_;
  at::Device device_;
  TrainingData data_;
  Embedder embedder_;
  std::optional<CaptionerFiles> generator_;
  std::optional<AdamW> generator_optimizer_;
  std::optional<WeightAverage> generator_average_;
  std::optional<EpochSampler> batches_;
  std::optional<EvaluationSet> validation_, test_;
  std::shared_ptr<CaptionReferences> references_;  ///< of data_.train, which must stay as it is from then on
  std::map<std::string, EvaluationSet> sets_;      ///< evaluation.sets, by name
  std::optional<CaptionWatch> watch_;
};

}  // namespace vignette
