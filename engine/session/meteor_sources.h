#pragma once
// Where METEOR's dictionaries lie on this machine.

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace vignette {

struct MeteorData;

struct MeteorSources {
  /// paraphrase-en.gz or a folder that holds it (an installed pycocoevalcap); "": $VIGNETTE_PARAPHRASES, else the
  /// places where pip puts pycocoevalcap, else what was prepared earlier
  std::filesystem::path paraphrases;
  /// Folder of WordNet 3.0's index files; "": $WNSEARCHDIR, /usr/share/wordnet (Debian's wordnet-base), NLTK's data
  std::filesystem::path wordnet;
};

struct FoundMeteorData {
  std::shared_ptr<const MeteorData> data;
  std::vector<std::string> notes;  ///< what is missing, why, and what to do about it
};

/// Opens what there is. The paraphrase table is turned once into a file that is mapped from then on, in
/// $XDG_CACHE_HOME/vignette or ~/.cache/vignette; `progress` gets 0 … 1 meanwhile and may throw. Throws
/// std::runtime_error when a path that was given, or that an environment variable names, does not serve.
FoundMeteorData find_meteor_data(const MeteorSources& sources, const std::function<void(double)>& progress = {});

/// The same of the default places, opened once and shared while anyone uses them: TrainingRunOptions::find_meteor. Any
/// thread.
std::shared_ptr<const MeteorData> meteor_of_this_machine(std::vector<std::string>& notes);

}  // namespace vignette
