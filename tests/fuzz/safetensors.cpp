// Headers of weight files and of embedding caches.
#include "data/embedding_file.h"
#include "data/safetensors_header.h"
#include "fuzz_target.h"

using namespace vignette;
using namespace vignette::fuzz;

namespace {

void read_header(std::string_view bytes) {
  try {
    const auto header = read_safetensors_header(bytes, "file");
    std::uint64_t covered = 0;
    for (const auto& [name, entry] : header.entries) {
      require(entry.begin <= entry.end && entry.end <= header.data.size(), "a tensor lies outside of the file");
      covered += entry.end - entry.begin;
    }
    require(covered == header.data.size(), "tensors overlap");
  } catch (const SafetensorsError& error) {
    require(std::string_view(error.what()).starts_with("file: "), "an error does not name its file");
  }
}

void read_embeddings(std::string_view bytes) {
  static const ScratchFolder folder;
  const auto file = folder.write("cache.safetensors", bytes);
  double sum = 0;
  try {
    const MappedFile mapped(file);
    for (const auto& [key, row] : read_embedding_file(mapped, file, 2))
      for (const float value : row) sum += value;
  } catch (const std::runtime_error& error) {
    require(std::string_view(error.what()).find("cache.safetensors") != std::string_view::npos,
            "an error does not name its file");
  }
  require(sum == sum || sum != sum, "");  // the rows are read
}

}  // namespace

VIGNETTE_FUZZ_TARGET(safetensors) {
  read_header(text_of(bytes));
  read_embeddings(text_of(bytes));
}
