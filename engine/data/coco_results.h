#pragma once
// COCO results JSON, the evaluation server's format: [{"image_id": 42, "caption": "A dog."}, …].

#include <cstdint>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace vignette {

/// Image ids and captions in file order; other keys are left aside. Read through a small window, as datasets are.
/// Throws DatasetError naming the file and the line or entry, and what was expected.
std::vector<std::pair<std::int64_t, std::string>> read_coco_results(const std::filesystem::path& file);

}  // namespace vignette
