#pragma once
// Published weights of whatever system, recognised, compared with what our models need, and opened.

#include <filesystem>
#include <optional>

#include "data/weight_report.h"
#include "models/captioner_import.h"

namespace vignette {

struct InspectedModel {
  WeightReport report;
  std::optional<CaptionerDescription> captioner;  ///< of a captioner that another program wrote
};

/// Reads headers, configurations and tokenizers alone. `tokenizer`: its folder; empty: looked for beside the weights,
/// and for a captioner in Hugging Face's cache. Throws WeightsError where the weights are nothing that Vignette knows
/// or can run, saying which and what to do; std::runtime_error for a folder without tokenizer.
InspectedModel inspect_model(const std::filesystem::path& source, const std::filesystem::path& tokenizer,
                             const CaptionerChoices& choices);

/// Throws std::runtime_error listing what is missing of weights and tokenizer.
void check_whole(const WeightReport& report);

/// Writes the model and its tokenizer into the folder. Throws WeightsError, std::runtime_error.
void write_model(const InspectedModel& model, const std::filesystem::path& folder);

/// A captioner's directory, or a state dict of another program with its tokenizer beside it. Throws WeightsError,
/// std::runtime_error; for a file that needs more to be known the message names "vignette-cli import".
Captioner open_captioner(const std::filesystem::path& path);

}  // namespace vignette
