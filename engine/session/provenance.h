#pragma once
// Where a run was made and from what.

#include <map>
#include <string>
#include <vector>

#include "recipe/recipe.h"

namespace vignette {

using Provenance = std::map<std::string, std::string>;

/// host, system, processor, cores, gpu (where there is one).
Provenance machine_provenance();

/// Fingerprints (data/fingerprint.h) of the files that a recipe names: "file dataset.train", and of each weight and
/// tokenizer file of a model's folder "file models.clip/model.safetensors". Files that are missing are left out.
Provenance file_provenance(const Recipe& recipe);

struct ChangedFile {
  std::string key;   ///< of the recipe: "dataset.train", "models.clip", "phase.second.models.clip"
  std::string what;  ///< "models.clip/model.safetensors is another file than the run was made with"
};

/// Files that differ from what `before` says or are gone. Only keys of files are looked at.
std::vector<ChangedFile> changed_files(const Provenance& before, const Provenance& now);

}  // namespace vignette
