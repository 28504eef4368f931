#include "data/demo_scenes.h"

#include <algorithm>
#include <cstdio>
#include <opencv2/imgcodecs.hpp>
#include <stdexcept>

#include "data/dataset.h"
#include "data/demo_captions.h"
#include "data/demo_pictures.h"
#include "data/demo_scene.h"
#include "log/log.h"

namespace vignette {
namespace {

constexpr std::int64_t kIdsPerPart = 1'000'000;
constexpr std::string_view kCorpusPart = "corpus";

/// A part with what decides its scenes.
struct PartSource {
  std::uint64_t key;
  SceneSlots slots;
  bool held_out;

  /// Separate streams for scene, picture and captions, so that a change of one leaves the others as they are.
  CounterRandom random(std::int64_t index, std::string_view purpose) const {
    return CounterRandom(mix_bits(key ^ name_bits(purpose)) + static_cast<std::uint64_t>(index));
  }
  DemoScene scene(std::int64_t index) const {
    CounterRandom draws = random(index, "scene");
    return draw_scene(draws, slots, held_out && index % 2 == 0 ? HeldOut::always : HeldOut::never);
  }
  std::vector<std::string> captions(const DemoScene& scene, std::int64_t index) const {
    CounterRandom draws = random(index, "captions");
    return caption_scene(scene, draws);
  }
};

PartSource part_source(const DemoPart& part, std::uint64_t seed, int ordinal, int count) {
  return {mix_bits(seed) ^ name_bits(part.name), scene_slots(part.name, ordinal, count), part.held_out};
}

void check_options(const DemoOptions& options) {
  if (options.image_size < 32 || options.image_size > 2048) {
    throw std::invalid_argument(
        concat("demo: the image size is ", options.image_size, "; it must lie between 32 and 2048 pixels"));
  }
  if (options.parts.size() > 10) {
    throw std::invalid_argument(
        concat("demo: ", options.parts.size(), " parts were asked for; at most 10 are possible"));
  }
  for (std::size_t i = 0; i < options.parts.size(); ++i) {
    const DemoPart& part = options.parts[i];
    const bool plain = !part.name.empty() && part.name.find_first_of("/\\") == std::string::npos && part.name[0] != '.';
    if (!plain || part.scenes < 0 || part.scenes >= kIdsPerPart) {
      throw std::invalid_argument(concat("demo: the part '", part.name, "' with ", part.scenes,
                                         " scenes is not possible; give a plain name and fewer than ", kIdsPerPart,
                                         " scenes"));
    }
    for (std::size_t j = 0; j < i; ++j) {
      if (options.parts[j].name == part.name) throw std::invalid_argument("demo: two parts are named " + part.name);
    }
  }
}

void make_folder(const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) {
    throw std::runtime_error(concat("cannot make the folder ", folder.string(), ": ", error.message(),
                                    "; choose another place for the demo"));
  }
}

void write_picture(const cv::Mat& picture, const std::filesystem::path& file) {
  std::vector<unsigned char> bytes;
  cv::imencode(".png", picture, bytes, {cv::IMWRITE_PNG_COMPRESSION, 1});
  std::FILE* out = std::fopen(file.c_str(), "wb");
  const bool written = out && std::fwrite(bytes.data(), 1, bytes.size(), out) == bytes.size();
  const bool closed = out && std::fclose(out) == 0;
  if (!written || !closed) {
    throw std::runtime_error(
        concat("cannot write ", file.string(), ": check that the disk has room and the folder can be written"));
  }
}

Split split_of_part(std::string_view name) {
  if (name == "val") return Split::validation;
  return name == "test" ? Split::test : Split::train;
}

std::string picture_name(const DemoPart& part, std::int64_t index) {
  const std::string number = std::to_string(index + 1);
  return part.name + "/" + std::string(6 - std::min<std::size_t>(6, number.size()), '0') + number + ".png";
}

class DemoWriter {
 public:
  DemoWriter(const std::filesystem::path& directory, const DemoOptions& options)
      : directory_(directory), options_(options) {
    for (const DemoPart& part : options.parts) total_ += part.scenes;
  }

  DemoCounts write() {
    make_folder(directory_ / "annotations");
    for (std::size_t i = 0; i < options_.parts.size(); ++i) write_part(static_cast<int>(i));
    if (options_.progress) options_.progress(1);
    return counts_;
  }

 private:
  void write_part(int ordinal) {
    const DemoPart& part = options_.parts[static_cast<std::size_t>(ordinal)];
    const PartSource source = part_source(part, options_.seed, ordinal, static_cast<int>(options_.parts.size()));
    make_folder(directory_ / "images" / part.name);
    Dataset dataset;
    for (std::int64_t index = 0; index < part.scenes; ++index) {
      dataset.images.push_back(write_scene(source, part, index));
      dataset.images.back().id = ordinal * kIdsPerPart + index + 1;
      tell_progress();
    }
    write_coco_captions(dataset, std::nullopt, directory_ / "annotations" / (part.name + ".json"));
  }

  DatasetImage write_scene(const PartSource& source, const DemoPart& part, std::int64_t index) {
    const DemoScene scene = source.scene(index);
    CounterRandom draws = source.random(index, "picture");
    DatasetImage image;
    image.file_name = picture_name(part, index);
    image.path = directory_ / "images" / image.file_name;
    image.width = image.height = options_.image_size;
    image.captions = source.captions(scene, index);
    image.split = split_of_part(part.name);
    write_picture(paint_scene(scene, options_.image_size, draws), image.path);
    ++counts_.images;
    counts_.captions += static_cast<std::int64_t>(image.captions.size());
    return image;
  }

  void tell_progress() {
    if (options_.cancelled && options_.cancelled()) throw std::runtime_error("cancelled");
    if (options_.progress && counts_.images % 16 == 0) {
      options_.progress(static_cast<double>(counts_.images) / static_cast<double>(total_));
    }
  }

  std::filesystem::path directory_;
  const DemoOptions& options_;
  std::int64_t total_ = 0;
  DemoCounts counts_;
};

}  // namespace

std::vector<DemoPart> default_demo_parts() {
  return {{"train", 3000, false}, {"val", 400, true}, {"test", 400, true}};
}

DemoCounts write_demo_scenes(const std::filesystem::path& directory, const DemoOptions& options) {
  DemoOptions chosen = options;
  if (chosen.parts.empty()) chosen.parts = default_demo_parts();
  check_options(chosen);
  return DemoWriter(directory, chosen).write();
}

std::vector<std::string> demo_corpus(std::int64_t scenes, std::uint64_t seed) {
  const PartSource source = part_source({std::string(kCorpusPart), scenes, false}, seed, 0, 1);
  std::vector<std::string> corpus;
  for (std::int64_t index = 0; index < scenes; ++index) {
    for (std::string& caption : source.captions(source.scene(index), index)) corpus.push_back(std::move(caption));
  }
  return corpus;
}

}  // namespace vignette
