#include "log/log.h"
#include "session/jobs.h"

namespace vignette {

std::filesystem::path captioner_directory(const std::filesystem::path& path) {
  if (std::filesystem::is_regular_file(path)) return path;
  for (const auto& candidate : {path, path / "captioner", path.parent_path() / "captioner"})
    if (std::filesystem::exists(candidate / "captioner.json")) return candidate;
  throw std::runtime_error(concat(path.string(),
                                  " is no captioner: a directory with captioner.json, model.safetensors, "
                                  "vocab.json and merges.txt was expected, or a checkpoint that holds one"));
}

}  // namespace vignette
