#pragma once
// The terms that a recipe gives a weight, beside CLIP's (reference.md section 2, 3). Free of LibTorch.
//
// name        key                       scale
// CIDEr       reward.cider_weight       CIDEr-D as pycocoevalcap prints it, 0 … 10 (1.0 is 100 in papers)
// BLEU-4      reward.bleu_4_weight      of the single caption, 0 … 1
// length      reward.length_weight      words off reward.target_length, … 0
// repetition  reward.repetition_weight  share of n-grams said before, -1 … 0
// words       reward.words_weight       wanted less unwanted words
// command     reward.command_weight     whatever the command answers

#include <map>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "training/caption_references.h"
#include "training/reward_term.h"
#include "training/run_context.h"

namespace vignette {

/// Opens each term when its weight is first other than 0; a weight of 0 costs nothing. One thread.
class RewardTerms {
 public:
  RewardTerms(RunContext& context, std::shared_ptr<CaptionReferences> references);
  ~RewardTerms();

  /// By the weights of the recipe as it stands. Throws RecipeError for what a term needs and has not,
  /// std::runtime_error for a command that fails, StopRequested where the run is to stop meanwhile.
  std::vector<TermScores> score(std::span<const CaptionToScore> captions);

 private:
  RewardTerm& term(const std::string& name);

  RunContext& context_;
  std::shared_ptr<CaptionReferences> references_;
  std::map<std::string, std::unique_ptr<RewardTerm>> open_;
};

/// True when a term that reads references has a weight.
bool rewards_references(const Recipe& recipe);

}  // namespace vignette
