#include "fuzz_target.h"

#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <stdexcept>

#include "data/dataset_report.h"
#include "data/utf8.h"

namespace vignette::fuzz {
namespace {

namespace fs = std::filesystem;

constexpr unsigned char kTinyPng[] = {
    0x89, 'P',  'N',  'G',  0x0d, 0x0a, 0x1a, 0x0a, 0x00, 0x00, 0x00, 0x0d, 'I',  'H',  'D',  'R',  0x00,
    0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x00, 0x00, 0x00, 0x00, 0x3a, 0x7e, 0x9b, 0x55, 0x00,
    0x00, 0x00, 0x0a, 'I',  'D',  'A',  'T',  0x78, 0x9c, 0x63, 0x60, 0x00, 0x00, 0x00, 0x02, 0x00, 0x01,
    0x48, 0xaf, 0xa4, 0x71, 0x00, 0x00, 0x00, 0x00, 'I',  'E',  'N',  'D',  0xae, 0x42, 0x60, 0x82};

const ScratchFolder& dataset_folder() {
  static const ScratchFolder folder;
  return folder;
}

bool is_caption(std::string_view text) {
  return !text.empty() && trimmed(text) == text && find_invalid_utf8(text) == std::string_view::npos;
}

void check(const Dataset& dataset) {
  for (const auto& caption : dataset.corpus) require(is_caption(caption), "a caption is no text");
  for (const auto& image : dataset.images) {
    const fs::path name(image.file_name);
    require(!name.empty() && !name.is_absolute(), "a picture's name is absolute or empty");
    require(find_invalid_utf8(image.file_name) == std::string::npos, "a picture's name is no text");
    require(std::find(name.begin(), name.end(), "..") == name.end(), "a picture's name leads out of its folder");
    for (const auto& caption : image.captions) require(is_caption(caption), "a caption is no text");
  }
  for (const auto& problem : dataset.problems)
    require(!problem.where.empty() && !problem.what.empty(), "a problem does not tell its place");
  report_on(dataset);
}

}  // namespace

std::map<std::string, Target>& targets() {
  static std::map<std::string, Target> all;
  return all;
}

std::string_view next_piece(std::string_view& rest) {
  const auto end = std::min(rest.find('\0'), rest.size());
  const auto piece = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return piece;
}

void require(bool holds, const char* what) {
  if (!holds) throw std::logic_error(what);
}

std::string_view tiny_png() {
  return {reinterpret_cast<const char*>(kTinyPng), sizeof kTinyPng};
}

ScratchFolder::ScratchFolder() {
  std::error_code error;
  const fs::path base = fs::is_directory("/dev/shm", error) ? "/dev/shm" : fs::temp_directory_path();
  std::string pattern = (base / "vignette-fuzz-XXXXXX").string();
  require(::mkdtemp(pattern.data()) != nullptr, "no scratch folder can be made");
  path_ = pattern;
}

ScratchFolder::~ScratchFolder() {
  std::error_code error;
  fs::remove_all(path_, error);
}

fs::path ScratchFolder::write(std::string_view name, std::string_view content) const {
  const fs::path file = path_ / name;
  fs::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary | std::ios::trunc) << content;
  return file;
}

void put_beside_dataset(std::string_view name, std::string_view content) {
  dataset_folder().write(name, content);
}

void open_as_dataset(std::string_view name, Bytes bytes) {
  static const fs::path picture = dataset_folder().write("a.png", tiny_png());
  const fs::path file = dataset_folder().write(name, text_of(bytes));
  try {
    check(open_dataset(file));
  } catch (const DatasetError& error) {
    require(std::string_view(error.what()).find(file.filename().string()) != std::string_view::npos,
            "an error does not name its file");
  }
}

}  // namespace vignette::fuzz
