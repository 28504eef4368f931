#pragma once
// Document frequencies for CIDEr: the pickles of the CIDEr programs (coco-val-df.p and the like), or a JSON file:
// {"images": 40504, "document_frequencies": {"a dog": 812, …}}.

#include <filesystem>

#include "metrics/saved_frequencies.h"

namespace vignette {

/// Throws std::runtime_error naming the file, the entry and what was expected.
SavedFrequencies read_frequencies(const std::filesystem::path& file);

/// Whole or not at all. Throws std::runtime_error naming the file.
void write_frequencies(const std::filesystem::path& file, const SavedFrequencies& frequencies);

/// Counts those of the captions of a data set's images into `file`. Throws as open_dataset() and write_frequencies().
void save_frequencies(const std::filesystem::path& references, const std::filesystem::path& file);

}  // namespace vignette
