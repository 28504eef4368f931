// What no single parameter can tell: combinations.

#include <algorithm>

#include "recipe/recipe.h"
#include "recipe/text_forms.h"

namespace vignette {
namespace {

/// Collects sentences that begin with a key.
class Combinations {
 public:
  explicit Combinations(const Recipe& recipe)
      : recipe_(recipe), objective_(recipe.text("training.objective")), adversarial_(objective_ == "adversarial") {}

  std::vector<std::string> check() {
    check_inputs();
    check_dataset();
    check_device();
    check_schedule();
    check_embeddings();
    check_sets();
    if (objective_ == "contrastive") {
      check_new_clip();
    } else {
      check_new_language_model();
    }
    if (adversarial_) check_adversarial();
    check_image_features();
    if (objective_ == "likelihood") check_noise();
    return std::move(found_);
  }

 private:
  void expect(bool good, std::string_view key, const std::string& what) {
    if (!good) found_.push_back(std::string(key) + ": " + what);
  }
  bool empty(std::string_view key) const { return recipe_.text(key).empty(); }
  std::int64_t integer(std::string_view key) const { return recipe_.integer(key); }

  void check_inputs() {
    const bool text_alone = objective_ == "likelihood" && recipe_.text("likelihood.source") == "text";
    if (text_alone)
      expect(!empty("dataset.train") || !empty("corpus.path"), "corpus.path",
             "Name the captions to learn from, here or in dataset.train.");
    else
      expect(!empty("dataset.train"), "dataset.train", "Name the training images and captions.");
    if (objective_ != "contrastive")
      expect(!empty("models.clip"), "models.clip",
             "Name a CLIP directory; the contrastive objective trains one where there is none.");
  }

  void check_dataset() {
    expect(recipe_.real("dataset.validation_fraction") + recipe_.real("dataset.test_fraction") <= 0.95,
           "dataset.validation_fraction",
           "Together with dataset.test_fraction at most 0.95, so that training images remain.");
  }

  void check_embeddings() {
    for (const auto* key : {"dataset.embeddings", "dataset.validation_embeddings", "dataset.test_embeddings"})
      expect(objective_ != "contrastive" || empty(key), key,
             "A CLIP learns from pictures; leave it empty with the contrastive objective.");
    expect(empty("dataset.validation_embeddings") || !empty("dataset.validation"), "dataset.validation_embeddings",
           "They are those of dataset.validation: name it.");
    expect(empty("dataset.test_embeddings") || !empty("dataset.test"), "dataset.test_embeddings",
           "They are those of dataset.test: name it.");
  }

  void check_sets() {
    expect(objective_ != "contrastive" || empty("evaluation.sets"), "evaluation.sets",
           "A CLIP captions nothing; leave it empty with the contrastive objective.");
  }

  void check_device() {
    expect(!recipe_.boolean("training.tf32") || recipe_.text("device") != "cpu", "training.tf32",
           "Needs an NVIDIA GPU; leave it off on the processor.");
  }

  void check_schedule() {
    expect(recipe_.text("optimizer.schedule") != "exponential" ||
               recipe_.real("optimizer.minimum_learning_rate_factor") > 0,
           "optimizer.minimum_learning_rate_factor", "The exponential schedule falls to it and needs more than 0.");
  }

  void multiple(std::string_view key, std::string_view of) {
    expect(integer(key) % integer(of) == 0, key, "Must be a multiple of " + std::string(of) + ".");
  }

  void check_new_clip() {
    if (!empty("models.clip")) return;
    multiple("clip.image_size", "clip.patch_size");
    multiple("clip.vision_hidden_size", "clip.vision_heads");
    multiple("clip.text_hidden_size", "clip.text_heads");
  }

  void check_new_language_model() {
    if (!empty("models.captioner") || !empty("models.language_model")) return;
    multiple("language_model.n_embd", "language_model.n_head");
    const auto& kind = recipe_.text("mapper.kind");
    const bool cross = kind == "cross_attention", begins = cross || kind == "encoder";  // with <|endoftext|>
    const auto lead = (cross ? 0 : integer("mapper.prefix_length")) + (begins ? 1 : 0);
    const auto needed = lead + integer("decoding.max_length");
    expect(integer("language_model.n_positions") >= needed, "language_model.n_positions",
           std::string("Needs at least ") + (cross ? "" : "mapper.prefix_length + ") + (begins ? "1 + " : "") +
               "decoding.max_length = " + std::to_string(needed) + ".");
  }

  void check_image_features() {
    const bool images = objective_ == "likelihood" && recipe_.text("likelihood.source") != "text";
    expect(images || recipe_.text("models.image_features") == "projected", "models.image_features",
           "Pooled features cannot be compared with texts: they serve the likelihood objective on images only.");
  }

  void check_noise() {
    const auto& offset = recipe_.text("likelihood.modality_offset");
    expect(offset != "file" || !empty("likelihood.modality_offset_file"), "likelihood.modality_offset_file",
           "Name the offset's file, or take likelihood.modality_offset = \"dataset\".");
    for (const std::string_view key : {"likelihood.noise", "likelihood.modality_offset"}) {
      if (recipe_.text(key) == "none") continue;
      expect(recipe_.text("likelihood.source") == "text", key, "Works on likelihood.source = \"text\" only.");
      expect(recipe_.boolean("likelihood.normalize_prefix"), key,
             "Embeddings have length 1 with it; set likelihood.normalize_prefix = true.");
    }
    expect(offset != "dataset" || !empty("dataset.train"), "likelihood.modality_offset",
           "\"dataset\" needs images with captions; name them in dataset.train.");
  }

  void check_adversarial() {
    expect(recipe_.text("reward.baseline") != "sample" || integer("training.samples_per_image") >= 2,
           "training.samples_per_image", "The sample baseline needs 2 or more, or take reward.baseline = \"greedy\".");
    check_reward_terms();
    const bool through = recipe_.text("training.sampling") == "through_sampling";
    for (const auto* key : {"policy.kl_weight", "policy.entropy_weight"})
      expect(!through || recipe_.real(key) == 0, key, "Needs training.sampling = \"two_pass\".");
    if (recipe_.boolean("critic.on"))
      check_new_critic();
    else
      expect(integer("reward.discriminator_only_steps") == 0, "reward.discriminator_only_steps",
             "Must be 0 where critic.on is false.");
  }

  void check_reward_terms() {
    const auto has_weight = [this](std::string_view key) { return recipe_.real(key) != 0; };
    expect(!has_weight("reward.words_weight") || !empty("reward.words") || !empty("reward.word_list"), "reward.words",
           "Name the words that reward.words_weight rates, here or in reward.word_list.");
    expect(!has_weight("reward.command_weight") || !empty("reward.command"), "reward.command",
           "Name the command whose answers reward.command_weight rates.");
    bool any = false;
    for (const auto* key :
         {"reward.clip_score_weight", "reward.cider_weight", "reward.bleu_4_weight", "reward.length_weight",
          "reward.repetition_weight", "reward.words_weight", "reward.command_weight"})
      any |= has_weight(key);
    expect(any || recipe_.boolean("critic.on"), "reward.clip_score_weight",
           "Every term of the score has weight 0 and there is no critic; give one a weight.");
  }

  void check_new_critic() {
    expect(integer("critic.steps") == 1 || integer("critic.every") == 1, "critic.every",
           "Must be 1 where critic.steps is more than 1: the critic learns either oftener or more rarely.");
    if (!empty("models.discriminator")) return;
    multiple("discriminator.hidden_size", "discriminator.num_attention_heads");
    const auto needed = integer("decoding.max_length") + 4;  // <s>, </s>, and RoBERTa counts positions from 2
    expect(integer("discriminator.max_position_embeddings") >= needed, "discriminator.max_position_embeddings",
           "Needs at least decoding.max_length + 4 = " + std::to_string(needed) + ".");
  }

  const Recipe& recipe_;
  std::string objective_;
  bool adversarial_;
  std::vector<std::string> found_;
};

/// The phases' recipes as they will run: what an earlier phase trains is there when a later one begins.
std::vector<RecipePhase> phases_with_models(const Recipe& recipe) {
  auto phases = recipe.phases();
  bool clip = false, captioner = false;
  for (std::size_t i = 0; i < phases.size(); ++i) {
    auto& phase = phases[i];
    const auto& own = recipe.phase_changes()[i].values;
    if (clip && !own.contains("models.clip")) phase.recipe.set("models.clip", std::string("an earlier phase's"));
    if (captioner && !own.contains("models.captioner"))
      phase.recipe.set("models.captioner", std::string("an earlier phase's"));
    (phase.recipe.text("training.objective") == "contrastive" ? clip : captioner) = true;
  }
  return phases;
}

std::string key_of(const std::string& problem) {
  return problem.substr(0, problem.find(':'));
}

/// A problem that all phases share and none made is told once, by its plain key.
std::vector<std::string> phase_problems(const Recipe& recipe) {
  std::vector<std::vector<std::string>> found;
  for (const auto& phase : phases_with_models(recipe)) found.push_back(Combinations(phase.recipe).check());
  const auto shared = [&](const std::string& problem) {
    for (std::size_t i = 0; i < found.size(); ++i)
      if (std::find(found[i].begin(), found[i].end(), problem) == found[i].end() ||
          recipe.phase_changes()[i].values.contains(key_of(problem)))
        return false;
    return true;
  };
  std::vector<std::string> all;
  for (std::size_t i = 0; i < found.size(); ++i)
    for (const auto& problem : found[i])
      if (!shared(problem))
        all.push_back("phase." + recipe.phase_changes()[i].name + "." + problem);
      else if (i == 0)
        all.push_back(problem);
  return all;
}

}  // namespace

std::vector<std::string> Recipe::problems() const {
  return has_phases() ? phase_problems(*this) : Combinations(*this).check();
}

std::vector<std::string> Recipe::missing_files() const {
  std::vector<std::string> missing;
  const auto look = [&](const std::string& key) {
    std::error_code unreadable;
    const auto named = path(key);
    if (!named.empty() && !std::filesystem::exists(named, unreadable))
      missing.push_back(key + ": " + named.string() + " does not exist; correct the path.");
  };
  for (const auto& parameter : parameter_table()) {
    if (parameter.type != ParameterType::path || parameter.key == "dataset.cache") continue;  // a cache is made
    look(std::string(parameter.key));
    for (const auto& phase : phases_)
      if (phase.values.contains(parameter.key)) look("phase." + phase.name + "." + std::string(parameter.key));
  }
  for (const auto& set : parse_evaluation_sets(text("evaluation.sets")))
    for (const auto& named : {set.annotations, set.images})
      if (std::error_code unreadable; !named.empty() && !std::filesystem::exists(named, unreadable))
        missing.push_back("evaluation.sets: " + set.name + ": " + named.string() +
                          " does not exist; correct the path.");
  return missing;
}

}  // namespace vignette
