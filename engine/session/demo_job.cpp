#include <algorithm>
#include <fstream>

#include <nlohmann/json.hpp>

#include "data/demo_scenes.h"
#include "data/embedding_cache.h"
#include "log/log.h"
#include "recipe/recipe.h"
#include "session/jobs.h"
#include "session/resources.h"

namespace vignette {
namespace {

namespace fs = std::filesystem;
constexpr char kMarker[] = ".vignette-demo.json";
constexpr std::int64_t kCorpusScenes = 3000;

void write_file(const fs::path& file, std::string_view bytes) {
  fs::create_directories(file.parent_path());
  fs::path beside = file;
  beside += ".part";
  std::ofstream out(beside, std::ios::binary);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  if (!out)
    throw std::runtime_error(concat(file.string(), " could not be written: is the disk full or the folder read-only?"));
  fs::rename(beside, file);
}

// Another build may hold another demo: the marker tells which one lies there.
std::string fingerprint() {
  std::string all;
  for (const auto& resource : demo_resources()) {
    all.append(resource.path).push_back('\0');
    all.append(content_hash_of_text(resource.bytes)).push_back('\n');
  }
  return content_hash_of_text(all);
}

std::optional<DemoResult> complete_demo(const fs::path& directory, const std::string& print) {
  std::ifstream in(directory / kMarker);
  const auto marker = nlohmann::json::parse(in, nullptr, false);
  if (!marker.is_object() || marker.value("fingerprint", "") != print) return std::nullopt;
  if (!fs::exists(directory / "recipe.toml")) return std::nullopt;
  return DemoResult{directory / "recipe.toml", marker.value("images", std::int64_t{0}),
                    marker.value("captions", std::int64_t{0})};
}

void write_marker(const fs::path& directory, const std::string& print, const DemoResult& result) {
  const nlohmann::json marker = {{"fingerprint", print}, {"images", result.images}, {"captions", result.captions}};
  write_file(directory / kMarker, marker.dump() + "\n");
}

void write_corpus(const fs::path& file) {
  std::string text;
  for (const auto& caption : demo_corpus(kCorpusScenes, 0)) text += caption + "\n";
  write_file(file, text);
}

DemoCounts write_scenes(const fs::path& directory, std::vector<DemoPart> parts, const ProgressFunction& progress) {
  bool cancelled = false;
  DemoOptions options;
  options.parts = std::move(parts);
  options.progress = [&](double fraction) { cancelled = cancelled || (progress && !progress(fraction)); };
  options.cancelled = [&] { return cancelled; };
  DemoCounts counts;
  try {
    counts = write_demo_scenes(directory, options);
  } catch (const std::exception&) {
    if (!cancelled) throw;
  }
  if (cancelled) throw JobCancelled();
  return counts;
}

}  // namespace

DemoResult write_demo(const DemoRequest& request, const ProgressFunction& progress) {
  const auto resources = demo_resources();
  if (resources.empty()) throw std::runtime_error("this build of Vignette holds no demo: its resources/demo was empty");
  const fs::path directory = fs::absolute(request.directory);
  const std::string print = fingerprint();
  if (auto there = complete_demo(directory, print)) return *there;

  fs::create_directories(directory);
  fs::remove(directory / kMarker);
  for (const auto& resource : resources) write_file(directory / resource.path, resource.bytes);

  const auto counts = write_scenes(directory, default_demo_parts(), progress);
  DemoResult result{directory / "recipe.toml", counts.images, counts.captions};
  const auto corpus = Recipe::from_file(result.recipe).path("corpus.path");
  if (!corpus.empty() && !fs::exists(corpus)) write_corpus(corpus);
  write_marker(directory, print, result);
  return result;
}

DemoCounts write_demo_training_scenes(const DemoRequest& request, const ProgressFunction& progress) {
  auto parts = default_demo_parts();
  parts.push_back({"clip", 9000, false});
  const auto counts = write_scenes(request.directory, std::move(parts), progress);
  write_corpus(request.directory / "corpus.txt");
  return counts;
}

}  // namespace vignette
