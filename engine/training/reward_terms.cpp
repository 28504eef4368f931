#include "training/reward_terms.h"

#include <algorithm>
#include <array>

#include "training/caption_terms.h"
#include "training/command_term.h"

namespace vignette {
namespace {

struct NamedWeight {
  const char *name, *key;
};

constexpr std::array<NamedWeight, 6> weights{{{"CIDEr", "reward.cider_weight"},
                                              {"BLEU-4", "reward.bleu_4_weight"},
                                              {"length", "reward.length_weight"},
                                              {"repetition", "reward.repetition_weight"},
                                              {"words", "reward.words_weight"},
                                              {"command", "reward.command_weight"}}};

class ReferenceTerm final : public RewardTerm {
 public:
  ReferenceTerm(std::shared_ptr<CaptionReferences> references, std::string metric)
      : references_(std::move(references)), metric_(std::move(metric)) {}
  std::vector<double> score(std::span<const CaptionToScore> captions) override {
    return references_->score(captions, metric_);
  }

 private:
  std::shared_ptr<CaptionReferences> references_;
  std::string metric_;
};

WordList word_list(const Recipe& recipe) {
  WordList list;
  list.add_line(recipe.text("reward.words"));
  if (const auto file = recipe.path("reward.word_list"); !file.empty()) list.add_file(file);
  if (list.wanted.empty() && list.unwanted.empty())
    throw RecipeError("reward.words: names no word; list some there or in reward.word_list");
  return list;
}

std::unique_ptr<RewardTerm> command_term(RunContext& context) {
  CommandTerm::Options options;
  options.command = context.recipe().text("reward.command");
  if (options.command.empty()) throw RecipeError("reward.command: is empty; name the command that scores captions");
  options.seconds = context.recipe().real("reward.command_timeout");
  options.poll = [&context] { context.check_in_step(); };
  options.warn = [&context](const std::string& what) { context.warn("reward.command", what); };
  return std::make_unique<CommandTerm>(std::move(options));
}

}  // namespace

RewardTerms::RewardTerms(RunContext& context, std::shared_ptr<CaptionReferences> references)
    : context_(context), references_(std::move(references)) {}

RewardTerms::~RewardTerms() = default;

RewardTerm& RewardTerms::term(const std::string& name) {
  auto& place = open_[name];
  if (place) return *place;
  const auto& recipe = context_.recipe();
  if (name == "length")
    place = std::make_unique<LengthTerm>(recipe.integer("reward.target_length"));
  else if (name == "repetition")
    place = std::make_unique<RepetitionTerm>(recipe.integer("reward.repetition_ngram"));
  else if (name == "words")
    place = std::make_unique<WordListTerm>(word_list(recipe));
  else if (name == "command")
    place = command_term(context_);
  else
    place = std::make_unique<ReferenceTerm>(references_, name);
  return *place;
}

std::vector<TermScores> RewardTerms::score(std::span<const CaptionToScore> captions) {
  std::vector<TermScores> scores;
  for (const auto& [name, key] : weights)
    if (const double weight = context_.recipe().real(key); weight != 0)
      scores.push_back({name, weight, term(name).score(captions)});
  return scores;
}

bool rewards_references(const Recipe& recipe) {
  return recipe.real("reward.cider_weight") != 0 || recipe.real("reward.bleu_4_weight") != 0;
}

}  // namespace vignette
