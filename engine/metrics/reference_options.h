#pragma once
// What a set of references is scored with besides the references themselves.

#include <memory>

namespace vignette {

struct MeteorData;
struct SavedFrequencies;

struct ReferenceOptions {
  std::shared_ptr<const MeteorData> meteor;             ///< null: no METEOR
  std::shared_ptr<const SavedFrequencies> frequencies;  ///< null: CIDEr with the references' own frequencies only
};

}  // namespace vignette
