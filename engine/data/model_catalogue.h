#pragma once
// Finds weights on this machine by itself: Hugging Face's and OpenAI's caches, and folders that the user names. Reads
// headers and configurations alone. Free of LibTorch; any thread.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "data/model_description.h"

namespace vignette {

enum class CatalogueSource { hugging_face, openai, folder };

struct CatalogueModel {
  ModelDescription model;
  std::string name;            ///< "openai/clip-vit-base-patch32", or the path below the folder it was found in
  std::filesystem::path path;  ///< what models.* of a recipe, --clip, --captioner or import take
  CatalogueSource source = CatalogueSource::folder;
  std::uint64_t bytes = 0;  ///< on disk
  /// False for what is incomplete, damaged or of a form that Vignette does not run: model.problem says why.
  bool usable() const { return model.problem.empty(); }
};

/// Bounds that keep a walk short wherever it is sent.
struct CatalogueLimits {
  int depth = 6;                  ///< folders below the one named
  std::int64_t entries = 50'000;  ///< directory entries looked at, all folders together
  std::int64_t files = 2'000;     ///< weight files and folders opened
};

struct CatalogueRequest {
  std::vector<std::filesystem::path> folders;
  bool caches = true;  ///< Hugging Face's and OpenAI's too
  CatalogueLimits limits;
};

struct Catalogue {
  std::vector<CatalogueModel> models;           ///< by kind, then name; each path once
  std::vector<std::filesystem::path> searched;  ///< folders that were there
  std::vector<std::string> notes;               ///< folders that could not be read, and where a limit ended the search
};

/// Where Hugging Face keeps what it downloads: $HF_HUB_CACHE, $HUGGINGFACE_HUB_CACHE, $HF_HOME/hub,
/// $XDG_CACHE_HOME/huggingface/hub, ~/.cache/huggingface/hub: the first that is set, as huggingface_hub has it.
std::filesystem::path hugging_face_cache();
/// Where clip.load() keeps what it downloads: ~/.cache/clip.
std::filesystem::path openai_cache();

/// The command that fetches the smallest published model of the kind, and nothing of it that Vignette does not read;
/// empty for a captioner.
std::string download_command(ModelKind kind);

/// `cancelled` is asked between folders; once it says yes, what was found so far comes back. Throws nothing for what
/// lies in the folders: links that loop, files that are none, names that are no text.
Catalogue find_models(const CatalogueRequest& request, const std::function<bool()>& cancelled = {});

}  // namespace vignette
