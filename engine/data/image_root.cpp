#include "data/image_root.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <string_view>

#include "data/utf8.h"

namespace vignette {
namespace {

namespace fs = std::filesystem;

std::string refusal_of_path(const fs::path& name) {
  if (name.empty()) return "the file name is empty";
  if (name.native().find('\0') != std::string::npos) return "the file name holds a NUL character";
  if (find_invalid_utf8(name.native()) != std::string::npos) return "the file name is not valid UTF-8";
  if (name.is_absolute()) return "the file name is absolute; names must be relative to the image folder";
  for (const fs::path& part : name) {
    if (part == "..") return "the file name leads out of the image folder ('..')";
  }
  return {};
}

bool lies_in(const fs::path& path, const fs::path& folder) {
  return std::mismatch(folder.begin(), folder.end(), path.begin(), path.end()).first == folder.end();
}

/// Whether the file starts as a PNG, JPEG, BMP or WebP does; false as well when it cannot be opened.
bool starts_as_picture(const fs::path& file) {
  std::array<char, 12> bytes{};
  std::FILE* in = std::fopen(file.c_str(), "rb");
  if (!in) return false;
  const std::string_view head(bytes.data(), std::fread(bytes.data(), 1, bytes.size(), in));
  std::fclose(in);
  return head.starts_with("\x89PNG") || head.starts_with("\xFF\xD8\xFF") || head.starts_with("BM") ||
         (head.starts_with("RIFF") && head.substr(8) == "WEBP");
}

}  // namespace

ImageRoot::ImageRoot(const fs::path& folder) {
  std::error_code error;
  folder_ = fs::weakly_canonical(folder, error);
  if (error) folder_ = fs::absolute(folder, error);
}

std::string ImageRoot::refusal_of(const std::string& name) {
  const auto lacks = [&](char c) { return name.find(c) == std::string::npos; };
  const bool plain = !name.empty() && name != ".." && lacks('/') && lacks('\0');
  if (plain && find_invalid_utf8(name) == std::string::npos) return {};
  return refusal_of_path(name);
}

ResolvedImage ImageRoot::resolve(const std::string& name, bool check_file) const {
  ResolvedImage resolved;
  resolved.refusal = refusal_of_path(name);
  if (!resolved.refusal.empty()) return resolved;
  const fs::path path = folder_ / name;
  std::error_code error;
  if (check_file && !fs::is_regular_file(path, error)) {
    resolved.missing = true;
    resolved.refusal = "there is no such file: " + path.string();
    return resolved;
  }
  if (check_file && !starts_as_picture(path)) {
    resolved.refusal = "the file cannot be opened or is no PNG, JPEG, WebP or BMP picture: " + path.string();
    return resolved;
  }
  resolved.path = path;
  return resolved;
}

LinkedFolders::LinkedFolders(const fs::path& root) {
  std::error_code error;
  root_ = fs::canonical(root, error);
}

bool LinkedFolders::follow(const fs::path& link) {
  std::error_code error;
  const fs::path target = fs::canonical(link, error);
  return !error && !is_listed(target) && !lies_in(root_, target) && followed_.insert(target).second;
}

/// In the root, and not in a hidden folder of it, into which nobody goes.
bool LinkedFolders::is_listed(const fs::path& target) const {
  if (!lies_in(target, root_)) return false;
  const fs::path inside = target.lexically_relative(root_);
  return std::none_of(inside.begin(), inside.end(),
                      [](const fs::path& part) { return part != "." && part.native().starts_with('.'); });
}

std::vector<fs::path> image_root_candidates(const fs::path& annotation_file) {
  std::error_code error;
  const fs::path here = fs::absolute(annotation_file, error).parent_path();
  const std::string stem = annotation_file.stem().string();
  std::vector<fs::path> candidates;
  for (const fs::path& base : {here, here / "images", here.parent_path(), here.parent_path() / "images"}) {
    candidates.push_back(base);
    for (const char* split :
         {"train2014", "val2014", "test2014", "train2017", "val2017", "test2017", "train", "val", "test"}) {
      candidates.push_back(base / split);
    }
    candidates.push_back(base / stem);
  }
  std::erase_if(candidates, [&](const fs::path& folder) { return !fs::is_directory(folder, error); });
  return candidates;
}

fs::path find_image_root(const std::vector<fs::path>& candidates, const std::vector<DatasetImage>& images) {
  constexpr std::size_t kSamples = 24;
  const std::size_t step = std::max<std::size_t>(1, images.size() / kSamples);
  fs::path best;
  std::size_t most = 0;
  for (const fs::path& folder : candidates) {
    const ImageRoot root(folder);
    std::size_t found = 0;
    for (std::size_t i = 0; i < images.size(); i += step)
      found += root.resolve(images[i].file_name, true).refusal.empty();
    if (found > most) best = folder, most = found;
  }
  return best;
}

}  // namespace vignette
