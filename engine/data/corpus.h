#pragma once
// Caption corpora: reading and cleaning.

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "data/dataset.h"

namespace vignette {

enum class CorpusCleaning {
  none,
  coco,
  conceptual,
  shutterstock,
  prose  ///< running text (books, plays, news): its sentences of 5 to 19 words, as CapDec takes them
};

/// Cleans one caption as CgtGAN's preprocessing does (reference.md section 2); "" when the rule drops it. `draw` in [0,
/// 1) decides the Shutterstock rule's thinning of long captions.
std::string clean_caption(std::string_view caption, CorpusCleaning cleaning, double draw = 0);

/// Sentences of running text, which may go on over lines: cut after '.', '!' and '?' and the quotes and brackets behind
/// them, blanks between words single.
std::vector<std::string> sentences_of(const std::vector<std::string>& lines);

/// Captions of a text file (one a line; prose: its sentences), a COCO captions JSON, or a folder with sidecars;
/// cleaned, empty ones dropped and counted in `problems` when given. Throws DatasetError.
std::vector<std::string> read_corpus(const std::filesystem::path& path, CorpusCleaning cleaning,
                                     std::vector<DatasetProblem>* problems = nullptr);

}  // namespace vignette
