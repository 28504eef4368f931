#pragma once
// One picture looked at closely: decoded as one likes, any text scored, and what the captioner weighed at each token.
// Free of LibTorch and Qt.

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "metrics/caption_metrics.h"

namespace vignette {

struct TokenAlternative {
  std::string token;
  float log_probability = 0;
};

struct InspectRequest {
  std::filesystem::path checkpoint;  ///< of a run, with captioner.json and training.json
  std::filesystem::path image;
  /// best_of: samples, those first that CLIP finds nearest to the picture; diverse: beams each in a group of its own.
  enum class Method { none, greedy, sampling, best_of, beam, diverse } method = Method::greedy;
  int count = 5;  ///< samples, or beams
  double temperature = 1, top_p = 1, repetition_penalty = 1;
  double diversity_penalty = 1;                    ///< of diverse beams
  std::vector<std::vector<std::string>> required;  ///< words that beams must hold, by their forms
  int top_k = 0;
  int max_tokens = 67;
  std::uint64_t seed = 0;
  std::vector<std::string> texts;  ///< captions of one's own, to be scored besides
  int alternatives = 5;            ///< likeliest tokens told for each place
  /// Of the picture and of those that give CIDEr its document frequencies; null: no scores by references.
  std::shared_ptr<const ReferenceSet> references;
  std::int64_t image_id = 0;  ///< in `references`
  std::string device = "cpu";
  int threads = 0;  ///< 0: max(1, cores - 1)
};

struct InspectedCaption {
  std::string method;  ///< "greedy", "sample", "beam", "text"
  std::string caption;
  std::vector<std::string> tokens;
  /// Of the captioner as it is: before temperature, top-k and top-p.
  std::vector<float> token_log_probabilities;
  std::vector<float> token_entropies;                       ///< nats, of what the captioner weighed for each place
  std::vector<std::vector<TokenAlternative>> alternatives;  ///< of each token, the likeliest first
  /// log_probability (mean over tokens), clip (0 to 100), critic (where the checkpoint has one), CIDEr, BLEU-4, ROUGE-L
  std::map<std::string, double> scores;
};

struct Inspection {
  std::int64_t step = 0;                   ///< steps that the weights had seen
  std::vector<InspectedCaption> captions;  ///< texts of one's own first
};

}  // namespace vignette
