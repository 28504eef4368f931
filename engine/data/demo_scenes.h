#pragma once
// The demo: rendered scenes of objects with attributes and relations, five differently worded captions each.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "data/image.h"

namespace vignette {

struct DemoPart {
  std::string name;  ///< "train", "val", "test", "clip", "corpus"
  std::int64_t scenes = 0;
  bool held_out = false;  ///< half of its scenes show combinations (colour × object) that no other part shows
};

struct DemoOptions {
  std::uint64_t seed = 0;
  int image_size = 224;
  std::vector<DemoPart>
      parts;  ///< empty: the default demo (train 3000, val 400 and test 400 with held-out combinations)
  std::function<void(double)> progress;  ///< 0 to 1
  std::function<bool()> cancelled;
};

struct DemoCounts {
  std::int64_t images = 0, captions = 0;
};

/// train 3000, val 400 and test 400 scenes, the latter two with held-out combinations.
std::vector<DemoPart> default_demo_parts();

/// Writes DIR/annotations/<part>.json (COCO captions) and DIR/images/<part>/*.png. The same options write the same
/// bytes. Scenes of different parts never coincide. A file_name is relative to DIR/images. Parts named train, val,
/// test, clip and corpus keep apart whatever the other parts and the seeds; parts of other names keep apart within one
/// call. Throws std::runtime_error naming the path that could not be written.
DemoCounts write_demo_scenes(const std::filesystem::path& directory, const DemoOptions& options);

/// All captions (five a scene, scene by scene) of `scenes` scenes that belong to no other part than "corpus", for an
/// unpaired corpus.
std::vector<std::string> demo_corpus(std::int64_t scenes, std::uint64_t seed);

}  // namespace vignette
