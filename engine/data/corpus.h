#pragma once
// Caption corpora: reading and cleaning.

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "data/dataset.h"

namespace vignette {

enum class CorpusCleaning { none, coco, conceptual, shutterstock };

/// Cleans one caption as CgtGAN's preprocessing does (reference.md section 2); "" when the rule drops it. `draw` in [0,
/// 1) decides the Shutterstock rule's thinning of long captions.
std::string clean_caption(std::string_view caption, CorpusCleaning cleaning, double draw = 0);

/// Captions of a text file (one a line), a COCO captions JSON, or a folder with sidecars; cleaned, empty ones dropped
/// and counted in `problems` when given. Throws DatasetError.
std::vector<std::string> read_corpus(const std::filesystem::path& path, CorpusCleaning cleaning,
                                     std::vector<DatasetProblem>* problems = nullptr);

}  // namespace vignette
