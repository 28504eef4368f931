#include "training/run_forecast.h"

#include <algorithm>

#include "recipe/text_forms.h"
#include "training/training_data.h"
#include "training/training_loop.h"

namespace vignette {
namespace {

// Rough sizes by the schema, not fitted to stores: a point of a curve with its levels above, a caption with its eight
// scores and indices, a token with its log-probability.
constexpr double point_bytes = 27, caption_bytes = 330, token_bytes = 13;
// Series of a step and of an evaluation.
constexpr std::int64_t adversarial_series = 28, other_series = 7, evaluation_series = 9;

std::int64_t rounds(std::int64_t every, std::int64_t steps) {
  return every > 0 ? steps / every + 1 : 0;
}

class Forecast {
 public:
  Forecast(const Recipe& recipe, RunObserver& observer, RunControl& control)
      : whole_(recipe), context_(recipe, {}, observer, control) {}

  RunForecast make() {
    const auto data = open_training_data(context_);
    const auto corpus = open_corpus(context_, data);
    count_images(data);
    compare_texts(data, corpus);
    for (const auto& phase : whole_.phases()) measure(phase.recipe, data, corpus);
    result_.checkpoint_bytes = estimate_checkpoints(whole_);
    result_.memory_bytes = estimate_memory(whole_);
    return result_;
  }

 private:
  static bool is(const Recipe& recipe, const char* objective) { return recipe.text("training.objective") == objective; }

  void measure(const Recipe& recipe, const TrainingData& data, const std::vector<std::string>& corpus) {
    const auto steps = planned_steps(recipe, batches(recipe, data, corpus));
    result_.steps += steps;
    measure_curves(recipe, steps);
    measure_captions(recipe, steps, data);
  }

  void count_images(const TrainingData& data) {
    result_.images = {
        {"train", std::ssize(data.train)}, {"val", std::ssize(data.validation)}, {"test", std::ssize(data.test)}};
    for (const auto& set : parse_evaluation_sets(whole_.text("evaluation.sets")))
      result_.images.emplace_back(set.name, std::ssize(open_evaluation_images(context_, set)));
  }

  void compare_texts(const TrainingData& data, const std::vector<std::string>& corpus) {
    context_.progress("comparing captions", -1);
    TextSet known, references, held_out;
    const auto training = data.training_captions(), validation = captions_of_images(data.validation),
               test = captions_of_images(data.test);
    known.add(corpus);
    context_.check();
    references.add(training);
    held_out.add(validation);
    held_out.add(test);
    result_.corpus = known.statistics();
    result_.references = references.statistics();
    result_.own_corpus = !context_.recipe().path("corpus.path").empty();
    result_.in_training = known.share_of(training);
    result_.in_validation = known.share_of(validation);
    result_.in_test = known.share_of(test);
    result_.words_known = known.words_known(held_out);
  }

  /// As the objectives count an epoch.
  static std::int64_t batches(const Recipe& recipe, const TrainingData& data, const std::vector<std::string>& corpus) {
    const bool texts = is(recipe, "likelihood") && recipe.text("likelihood.source") == "text";
    const auto items = texts ? std::ssize(corpus) : std::ssize(data.train);
    const auto size = recipe.integer("training.batch_size");
    const auto full = items / size, rest = items % size;
    return std::max<std::int64_t>(1, full + (rest > 0 && !recipe.boolean("training.drop_last") ? 1 : 0));
  }

  void measure_curves(const Recipe& recipe, std::int64_t steps) {
    const auto every = recipe.integer("evaluation.every");
    const auto sets = 1 + std::ssize(parse_evaluation_sets(recipe.text("evaluation.sets")));
    const auto evaluations = every > 0 ? rounds(every, steps) : recipe.integer("training.epochs");
    const auto points = steps * (is(recipe, "adversarial") ? adversarial_series : other_series) +
                        evaluations * evaluation_series * sets;
    result_.curve_bytes += std::int64_t(double(points) * point_bytes);
  }

  void measure_captions(const Recipe& recipe, std::int64_t steps, const TrainingData& data) {
    if (is(recipe, "contrastive")) return;
    const auto samples = is(recipe, "adversarial") ? recipe.integer("training.samples_per_image") : 0;
    const auto watched = std::min<std::int64_t>(recipe.integer("captions.watch"), std::ssize(data.validation));
    const auto of_batch = std::min(recipe.integer("captions.batch_images"), recipe.integer("training.batch_size"));
    const auto captions =
        rounds(recipe.integer("captions.every"), steps) * (watched * (1 + samples) + of_batch * samples);
    // A word is about 1.3 tokens; punctuation and the end are two more.
    const double tokens =
        std::min(double(recipe.integer("decoding.max_length")), 1.3 * result_.references.mean_length + 2);
    result_.caption_bytes += std::int64_t(double(captions) * (caption_bytes + token_bytes * tokens));
  }

  const Recipe& whole_;
  RunContext context_;
  RunForecast result_;
};

}  // namespace

RunForecast forecast_run(const Recipe& recipe, RunObserver& observer, RunControl& control) {
  return Forecast(recipe, observer, control).make();
}

}  // namespace vignette
