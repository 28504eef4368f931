#pragma once
// Finding image files by the names in annotations, which anybody may have written: a name never leads out of the image
// folder. Links in the folder are the user's own and are followed wherever they lead. Internal to the data layer.

#include <filesystem>
#include <set>
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
  /// Refuses absolute names, names with ".." and names that are not valid UTF-8. With `check_file` also names of
  /// missing files and of files that are no pictures by their first bytes.
  ResolvedImage resolve(const std::string& name, bool check_file) const;
  /// Why a name is not allowed, "" when it is, without a look at the file.
  static std::string refusal_of(const std::string& name);

 private:
  std::filesystem::path folder_;
};

/// Which linked folders to list along with the folder they lie in: each target once, and none that is listed already or
/// leads back.
class LinkedFolders {
 public:
  explicit LinkedFolders(const std::filesystem::path& root);
  /// Whether to go into the folder that the link `link` leads to.
  bool follow(const std::filesystem::path& link);

 private:
  bool is_listed(const std::filesystem::path& target) const;

  std::filesystem::path root_;
  std::set<std::filesystem::path> followed_;
};

/// Folders near an annotation file in which its pictures usually lie.
std::vector<std::filesystem::path> image_root_candidates(const std::filesystem::path& annotation_file);

/// The candidate that holds most of the images; empty when none holds any.
std::filesystem::path find_image_root(const std::vector<std::filesystem::path>& candidates,
                                      const std::vector<DatasetImage>& images);

}  // namespace vignette
