#pragma once
// Files that are built into the program (packaging rule: vignette_embed in this folder's embed.cmake).

#include <span>
#include <string_view>

namespace vignette {

struct Resource {
  std::string_view path;  ///< below the embedded folder, with '/'
  std::string_view bytes;
};

/// Every file of resources/demo, by path.
std::span<const Resource> demo_resources();

/// Every file of resources/recipes and of resources/help.
std::span<const Resource> recipe_resources();
std::span<const Resource> help_resources();

}  // namespace vignette
