#include "session/meteor_sources.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iomanip>
#include <mutex>
#include <sstream>
#include <stdexcept>

#include "data/atomic_file.h"
#include "data/embedding_file.h"
#include "log/log.h"
#include "metrics/meteor_lexicon.h"

namespace vignette {
namespace {

namespace fs = std::filesystem;

constexpr char kTable[] = "paraphrase-en.gz";
/// name_of_prepared() of METEOR 1.5's English table.
constexpr char kPreparedName[] = "paraphrases-61813011-debe15af62753910.v1";

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

std::vector<fs::path> subfolders(const fs::path& folder) {
  std::vector<fs::path> found;
  std::error_code error;
  for (fs::directory_iterator entry(folder, fs::directory_options::skip_permission_denied, error), end;
       !error && entry != end; entry.increment(error)) {
    std::error_code ignored;
    if (entry->is_directory(ignored)) found.push_back(entry->path());
  }
  std::sort(found.begin(), found.end());
  return found;
}

/// The table in a folder of pycocoevalcap or above it; empty when there is none.
fs::path table_in(const fs::path& folder) {
  std::error_code error;
  for (const char* place : {"", "data", "meteor/data", "pycocoevalcap/meteor/data"}) {
    const auto file = folder / place / kTable;
    if (fs::is_regular_file(file, error)) return file;
  }
  return {};
}

/// lib/python3*/site-packages and the like under a Python's root.
fs::path table_of_python(const fs::path& root) {
  for (const auto& lib : subfolders(root / "lib")) {
    if (!lib.filename().string().starts_with("python3")) continue;
    for (const char* packages : {"site-packages", "dist-packages"})
      if (const auto file = table_in(lib / packages); !file.empty()) return file;
  }
  return {};
}

/// Roots of the Pythons that people have: the active environment, the user's, conda's, pyenv's, the system's.
std::vector<fs::path> python_roots() {
  std::vector<fs::path> roots;
  for (const char* name : {"VIRTUAL_ENV", "CONDA_PREFIX"})
    if (const auto value = variable(name); !value.empty()) roots.emplace_back(value);
  roots.insert(roots.end(), {".venv", "venv"});
  const fs::path home = variable("HOME");
  if (!home.empty()) {
    roots.push_back(home / ".local");
    for (const char* conda : {"miniconda3", "anaconda3", "miniforge3", "mambaforge"}) {
      roots.push_back(home / conda);
      for (const auto& environment : subfolders(home / conda / "envs")) roots.push_back(environment);
    }
    for (const char* environments : {".pyenv/versions", ".virtualenvs"})
      for (const auto& root : subfolders(home / environments)) roots.push_back(root);
  }
  roots.insert(roots.end(), {"/usr/local", "/usr", "/opt/venv", "/opt/conda"});
  return roots;
}

fs::path search_table() {
  for (const auto& root : python_roots())
    if (const auto file = table_of_python(root); !file.empty()) return file;
  return {};
}

/// A path that somebody named: it has to serve.
fs::path named_table(const fs::path& path, const std::string& by) {
  std::error_code error;
  if (fs::is_regular_file(path, error)) return path;
  const auto file = table_in(path);
  if (file.empty())
    throw std::runtime_error(concat(path.string(), " (", by, ") is neither METEOR's ", kTable,
                                    " nor a folder of pycocoevalcap that holds it"));
  return file;
}

fs::path cache_folder() {
  if (const auto cache = variable("XDG_CACHE_HOME"); !cache.empty()) return fs::path(cache) / "vignette";
  if (const auto home = variable("HOME"); !home.empty()) return fs::path(home) / ".cache" / "vignette";
  return fs::temp_directory_path() / "vignette";
}

/// Size and last 8 bytes, which in a gzip file are the checksum and the size of its content.
std::string name_of_prepared(const fs::path& table) {
  std::ifstream in(table, std::ios::binary | std::ios::ate);
  const auto size = in ? static_cast<std::int64_t>(in.tellg()) : 0;
  if (size < 18) throw std::runtime_error(concat(table.string(), " cannot be read or is empty"));
  std::array<unsigned char, 8> trailer{};
  in.seekg(-8, std::ios::end);
  in.read(reinterpret_cast<char*>(trailer.data()), trailer.size());
  std::ostringstream name;
  name << "paraphrases-" << size << '-' << std::hex << std::setfill('0');
  for (const auto byte : trailer) name << std::setw(2) << static_cast<int>(byte);
  return name.str() + ".v1";
}

std::shared_ptr<const ParaphraseTable> open_prepared(const fs::path& file) {
  const auto mapped = std::make_shared<MappedFile>(file);
  try {
    return std::make_shared<ParaphraseTable>(mapped->bytes(), mapped);
  } catch (const std::exception& error) {
    throw std::runtime_error(concat(file.string(), ": ", error.what()));
  }
}

std::shared_ptr<const ParaphraseTable> prepare(const fs::path& table, const std::function<void(double)>& progress) {
  const auto prepared = cache_folder() / name_of_prepared(table);
  std::error_code error;
  if (fs::is_regular_file(prepared, error)) {
    try {
      return open_prepared(prepared);
    } catch (const std::exception& failure) {
      log_debug(concat(failure.what(), "; it is made again"));
    }
  }
  fs::create_directories(prepared.parent_path(), error);
  log_info(concat("preparing the paraphrases of ", table.string(), " (once)"));
  write_file_atomically(prepared, [&](const ByteSink& sink) { write_paraphrase_table(table, sink, progress); });
  return open_prepared(prepared);
}

/// METEOR's own table as an earlier call prepared it; null when there is none that opens. Tables that somebody named
/// once do not come back unasked.
std::shared_ptr<const ParaphraseTable> prepared_earlier() {
  std::error_code error;
  const auto file = cache_folder() / kPreparedName;
  if (!fs::is_regular_file(file, error)) return nullptr;
  try {
    return open_prepared(file);
  } catch (const std::exception& failure) {
    log_debug(failure.what());
    return nullptr;
  }
}

using Notes = std::vector<std::string>;

void find_paraphrases(const MeteorSources& sources, MeteorData& data, Notes& notes,
                      const std::function<void(double)>& progress) {
  const auto from_environment = variable("VIGNETTE_PARAPHRASES");
  const fs::path named = sources.paraphrases.empty() ? fs::path(from_environment) : sources.paraphrases;
  if (named == "none") {
    notes.emplace_back("METEOR runs without paraphrases, as asked");
    return;
  }
  const auto table =
      named.empty() ? search_table()
                    : named_table(named, sources.paraphrases.empty() ? "VIGNETTE_PARAPHRASES" : "given as paraphrases");
  data.paraphrases = table.empty() ? prepared_earlier() : prepare(table, progress);
  if (!data.paraphrases)
    notes.push_back(concat(
        "METEOR runs without paraphrases: ", kTable,
        " was not found. Install pycocoevalcap with pip, or name the file (--paraphrases, VIGNETTE_PARAPHRASES)"));
}

std::vector<fs::path> wordnet_places() {
  std::vector<fs::path> places{"/usr/share/wordnet", "/usr/local/WordNet-3.0/dict",
                               "/usr/share/nltk_data/corpora/wordnet"};
  if (const auto home = variable("HOME"); !home.empty()) places.push_back(fs::path(home) / "nltk_data/corpora/wordnet");
  return places;
}

void find_wordnet(const MeteorSources& sources, MeteorData& data, Notes& notes) {
  const auto named = sources.wordnet.empty() ? fs::path(variable("WNSEARCHDIR")) : sources.wordnet;
  if (!named.empty()) {
    data.wordnet = std::make_shared<WordNet>(named);
    return;
  }
  std::error_code error;
  std::string reason = "it was not found";
  for (const auto& place : wordnet_places()) {
    if (!fs::is_regular_file(place / "index.noun", error)) continue;
    try {
      data.wordnet = std::make_shared<WordNet>(place);
      return;
    } catch (const std::exception& failure) {
      reason = failure.what();
    }
  }
  notes.push_back(concat("METEOR runs without synonyms: they come from WordNet 3.0, and ", reason,
                         ". Install Debian's wordnet-base, or name its folder (--wordnet, WNSEARCHDIR)"));
}

}  // namespace

FoundMeteorData find_meteor_data(const MeteorSources& sources, const std::function<void(double)>& progress) {
  FoundMeteorData found;
  const auto data = std::make_shared<MeteorData>();
  find_wordnet(sources, *data, found.notes);
  find_paraphrases(sources, *data, found.notes, progress);
  found.data = data;
  return found;
}

std::shared_ptr<const MeteorData> meteor_of_this_machine(std::vector<std::string>& notes) {
  static std::mutex mutex;
  static std::weak_ptr<const MeteorData> opened;
  const std::lock_guard lock(mutex);
  if (auto data = opened.lock()) return data;
  auto found = find_meteor_data({});
  notes = std::move(found.notes);
  opened = found.data;
  return found.data;
}

}  // namespace vignette
