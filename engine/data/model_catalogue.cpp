#include "data/model_catalogue.h"

#include <sys/stat.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <set>
#include <utility>

#include "data/model_files.h"
#include "log/log.h"

namespace vignette {
namespace {

namespace fs = std::filesystem;

/// As Python's expanduser() reads it: "~/" is the home folder.
fs::path from_environment(const char* name) {
  const char *value = std::getenv(name), *home = std::getenv("HOME");
  const std::string_view text = value == nullptr ? "" : value;
  return text.starts_with("~/") && home != nullptr ? fs::path(home) / text.substr(2) : fs::path(text);
}

fs::path user_cache() {
  if (const auto cache = from_environment("XDG_CACHE_HOME"); !cache.empty()) return cache;
  const auto home = from_environment("HOME");
  return home.empty() ? fs::path() : home / ".cache";
}

std::string first_word(const fs::path& file) {
  std::error_code error;
  if (!fs::is_regular_file(file, error)) return {};
  std::ifstream input(file);
  std::string word;
  input.width(200);
  input >> word;
  return word;
}

std::vector<fs::path> sorted_entries(const fs::path& directory, std::int64_t most, std::error_code& error) {
  std::vector<fs::path> entries;
  for (fs::directory_iterator at(directory, error), end;
       !error && at != end && static_cast<std::int64_t>(entries.size()) < most; at.increment(error))
    entries.push_back(at->path());
  std::sort(entries.begin(), entries.end());
  return entries;
}

/// "models--openai--clip-vit-base-patch32" -> "openai/clip-vit-base-patch32"; empty for another name.
std::string repository_name(const fs::path& folder) {
  constexpr std::string_view start = "models--";
  auto name = folder.filename().string();
  if (!name.starts_with(start)) return {};
  name = name.substr(start.size());
  const auto between = name.find("--");  // an old repository has no owner
  return between == name.npos ? name : concat(name.substr(0, between), '/', name.substr(between + 2));
}

class Search {
 public:
  Search(const CatalogueRequest& request, const std::function<bool()>& cancelled)
      : limits_(request.limits), cancelled_(cancelled) {}

  void root(const fs::path& folder, CatalogueSource source, bool required) {
    std::error_code error;
    if (folder.empty() || !fs::is_directory(folder, error)) {
      if (required) found_.notes.push_back(concat(folder.string(), " is no folder"));
      return;
    }
    found_.searched.push_back(folder);
    root_ = folder, source_ = source;
    walk(folder, 0);
  }

  Catalogue result() && {
    std::stable_sort(found_.models.begin(), found_.models.end(), [](const auto& a, const auto& b) {
      return std::tie(a.model.kind, a.name) < std::tie(b.model.kind, b.name);
    });
    return std::move(found_);
  }

 private:
  bool stop() {
    if (stopped_) return true;
    if (cancelled_ && cancelled_()) return stopped_ = true;
    if (entries_ < limits_.entries && files_ < limits_.files) return false;
    found_.notes.push_back(concat("the search ended after ", entries_, " entries and ", files_,
                                  " files: name a folder nearer to the weights"));
    return stopped_ = true;
  }

  /// Each folder once, by what it is and not by its name: links may loop.
  bool is_new(const fs::path& path) {
    struct stat status{};
    return ::stat(path.c_str(), &status) == 0 && seen_.emplace(status.st_dev, status.st_ino).second;
  }

  void walk(const fs::path& folder, int depth) {
    if (stop() || !is_new(folder)) return;
    if (!repository_name(folder).empty()) return repository(folder);
    if (holds_model(folder) && take(folder, relative_name(folder))) return;
    std::error_code error;
    const auto entries = list(folder, error);
    if (error) found_.notes.push_back(concat(folder.string(), " cannot be read: ", error.message()));
    for (const auto& entry : entries) {
      std::error_code none;
      const auto status = fs::status(entry, none);
      if (fs::is_directory(status) && depth < limits_.depth) walk(entry, depth + 1);
      if (fs::is_regular_file(status) && is_weight_file_name(entry) && !stop() && is_new(entry))
        take(entry, relative_name(entry));
    }
  }

  std::vector<fs::path> list(const fs::path& folder, std::error_code& error) {
    auto entries = sorted_entries(folder, limits_.entries - entries_, error);
    entries_ += static_cast<std::int64_t>(entries.size());
    return entries;
  }

  static bool holds_model(const fs::path& folder) {
    std::error_code none;
    return fs::is_regular_file(folder / "captioner.json", none) || fs::is_regular_file(folder / "config.json", none);
  }

  std::string relative_name(const fs::path& path) const {
    auto name = path.lexically_relative(root_).string();
    return name.empty() || name == "." ? path.filename().string() : name;
  }

  /// A repository of Hugging Face's cache: the snapshot that refs/main names, else the newest.
  void repository(const fs::path& folder) {
    std::error_code error;
    const auto snapshots = list(folder / "snapshots", error);
    const auto main = first_word(folder / "refs" / "main");
    fs::path chosen = main.empty() || main.find('/') != main.npos ? fs::path() : folder / "snapshots" / main;
    if (chosen.empty() || !fs::is_directory(chosen, error)) {
      if (snapshots.empty()) return;
      const auto age = [](const fs::path& path) {
        std::error_code none;
        return fs::last_write_time(path, none);
      };
      chosen = *std::max_element(snapshots.begin(), snapshots.end(),
                                 [&](const auto& a, const auto& b) { return age(a) < age(b); });
    }
    const auto before = found_.models.size();
    if (holds_model(chosen)) take(chosen, repository_name(folder));
    for (auto i = before; i < found_.models.size(); ++i) note_download(found_.models[i], folder);
  }

  /// Weights that are missing beside a file that is still coming are on their way.
  void note_download(CatalogueModel& model, const fs::path& repository) {
    if (model.usable()) return;
    std::error_code error;
    for (const auto& blob : list(repository / "blobs", error))
      if (blob.extension() == ".incomplete") {
        model.model.problem = concat("its download is not complete: run \"hf download ", model.name, "\" again");
        return;
      }
  }

  /// False where it is no model.
  bool take(const fs::path& path, const std::string& name) {
    ++files_;
    auto model = describe_model(path);
    if (model.kind == ModelKind::unknown) return false;
    if (model.problem.empty()) model.problem = missing_company(model, path);
    found_.models.push_back({std::move(model), name, path, source_, model_bytes(path)});
    return true;
  }

  /// What a file that is a model needs besides itself.
  static std::string missing_company(const ModelDescription& model, const fs::path& path) {
    std::error_code none;
    if (fs::is_directory(path, none)) return {};
    if (model.kind == ModelKind::captioner)
      return concat("another program's file: run \"vignette-cli import ", path.string(),
                    " --out FOLDER\" and add that folder");
    if (model.kind != ModelKind::clip || fs::exists(path.parent_path() / "bpe_simple_vocab_16e6.txt.gz", none) ||
        fs::exists(path.parent_path() / "vocab.json", none))
      return {};
    return concat("its vocabulary, bpe_simple_vocab_16e6.txt.gz, does not lie beside it: put it there, or run ",
                  "\"vignette-cli import ", path.string(), " --tokenizer FOLDER --out FOLDER\"");
  }

  const CatalogueLimits limits_;
  const std::function<bool()>& cancelled_;
  Catalogue found_;
  std::set<std::pair<dev_t, ino_t>> seen_;
  std::int64_t entries_ = 0, files_ = 0;
  bool stopped_ = false;
  fs::path root_;
  CatalogueSource source_ = CatalogueSource::folder;
};

}  // namespace

fs::path hugging_face_cache() {
  for (const char* name : {"HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE"})
    if (const auto cache = from_environment(name); !cache.empty()) return cache;
  if (const auto home = from_environment("HF_HOME"); !home.empty()) return home / "hub";
  const auto cache = user_cache();
  return cache.empty() ? cache : cache / "huggingface" / "hub";
}

fs::path openai_cache() {
  const auto home = from_environment("HOME");
  return home.empty() ? home : home / ".cache" / "clip";
}

std::string download_command(ModelKind kind) {
  switch (kind) {
    case ModelKind::clip:
      return "hf download openai/clip-vit-base-patch32 --include \"*.json\" --include \"*.txt\" --include "
             "\"*.safetensors\" --include \"*.bin\"";
    case ModelKind::gpt2:
      return "hf download gpt2 config.json model.safetensors vocab.json merges.txt";
    case ModelKind::roberta:
      return "hf download roberta-base config.json model.safetensors vocab.json merges.txt";
    case ModelKind::blip:
      return "hf download Salesforce/blip-image-captioning-base --include \"*.json\" --include \"*.safetensors\" "
             "--include \"*.bin\"";
    default:
      return {};
  }
}

Catalogue find_models(const CatalogueRequest& request, const std::function<bool()>& cancelled) {
  Search search(request, cancelled);
  if (request.caches) {
    search.root(hugging_face_cache(), CatalogueSource::hugging_face, false);
    search.root(openai_cache(), CatalogueSource::openai, false);
  }
  for (const auto& folder : request.folders) search.root(folder, CatalogueSource::folder, true);
  return std::move(search).result();
}

}  // namespace vignette
