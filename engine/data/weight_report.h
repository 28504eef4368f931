#pragma once
// What was found in a set of weights that is to become a model of ours.

#include <filesystem>
#include <string>
#include <vector>

#include "data/model_description.h"

namespace vignette {

struct IgnoredWeight {
  std::string name, reason;
};

struct WeightReport {
  ModelDescription model;
  std::filesystem::path source;        ///< the file or folder that was read
  std::string container;               ///< "safetensors", "sharded torch archive"…
  std::vector<std::string> assumed;    ///< what the weights do not tell, a sentence each
  std::vector<std::string> missing;    ///< names the model needs
  std::vector<std::string> misshapen;  ///< "NAME: expected [2, 3], got [3, 2]"
  std::vector<std::string> extra;      ///< names nobody knows
  std::vector<IgnoredWeight> ignored;  ///< names that are known not to matter
  std::filesystem::path tokenizer;     ///< folder; empty: none found
  std::string tokenizer_problem;       ///< why there is none, and what to do
};

}  // namespace vignette
