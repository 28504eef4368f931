#pragma once
// How the commands show what weights are.

#include <string>

#include "cli/console.h"
#include "data/model_description.h"

namespace vignette {

/// "ClipCap captioner, transformer mapper".
std::string title_of(const ModelDescription& model);
/// "embedding 512, prefix 10, layers 12, width 768".
std::string sizes_text(const ModelDescription& model);
/// {"kind": …, "system": …, "mapper": …, "shapes": {…}}
Json json_of(const ModelDescription& model);

}  // namespace vignette
