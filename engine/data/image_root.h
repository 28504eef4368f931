#pragma once
// Finding image files without leaving their folder. Internal to the data layer.

#include <filesystem>
#include <string>
#include <vector>

#include "data/dataset.h"

namespace vignette {

/// Why a name does not lead to a picture: "" when it does.
struct ResolvedImage {
  std::filesystem::path path;  ///< absolute; empty when `refusal` is not
  std::string refusal;
  bool missing = false;  ///< the name is harmless, but there is no such file
};

/// The folder that image names are relative to.
class ImageRoot {
 public:
  explicit ImageRoot(const std::filesystem::path& folder);

  const std::filesystem::path& folder() const { return folder_; }
  /// Refuses absolute names, names with "..", and links that lead out of the folder. With `check_file` also names of
  /// missing files and of files that are no pictures by their first bytes.
  ResolvedImage resolve(const std::string& name, bool check_file) const;
  /// Why a name is not allowed, "" when it is, without a look at the file.
  static std::string refusal_of(const std::string& name);

 private:
  std::filesystem::path folder_;
  std::string prefix_;
};

/// Folders near an annotation file in which its pictures usually lie.
std::vector<std::filesystem::path> image_root_candidates(const std::filesystem::path& annotation_file);

/// The candidate that holds most of the images; empty when none holds any.
std::filesystem::path find_image_root(const std::vector<std::filesystem::path>& candidates,
                                      const std::vector<DatasetImage>& images);

}  // namespace vignette
