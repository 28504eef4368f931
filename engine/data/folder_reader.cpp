// A folder of pictures, with or without captions in .txt files of the same names.
#include <algorithm>
#include <set>
#include <unordered_set>

#include "data/dataset_builder.h"
#include "data/image.h"
#include "data/image_root.h"
#include "data/text_lines.h"
#include "data/utf8.h"
#include "log/log.h"

namespace vignette {
namespace {

namespace fs = std::filesystem;

/// "de.utf8=Ein Hund", as Tux Paint's stamps carry below the English line.
bool is_translation(std::string_view line) {
  const std::size_t mark = line.find(".utf8=");
  if (mark == std::string_view::npos || mark < 2 || mark > 16) return false;
  return std::all_of(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(mark),
                     [](unsigned char c) { return std::isalnum(c) || c == '_' || c == '@' || c == '-'; });
}

class FolderReader {
 public:
  FolderReader(const fs::path& folder, const OpenDatasetOptions& options)
      : root_(options.image_root.empty() ? folder : options.image_root), options_(options), poll_(options) {
    dataset_.source = folder;
    dataset_.image_root = root_.folder();
  }

  Dataset read() {
    list_files();
    if (pictures_.empty()) {
      throw DatasetError(concat(root_.folder().string(),
                                " holds no picture (.png, .jpg, .jpeg, .webp or .bmp), nor do ",
                                "its subfolders; choose the folder that holds them", annotations_inside()));
    }
    const bool captioned = std::any_of(pictures_.begin(), pictures_.end(),
                                       [&](const std::string& name) { return sidecars_.contains(sidecar_of(name)); });
    dataset_.kind = captioned ? DatasetKind::folder_with_sidecars : DatasetKind::image_folder;
    for (const std::string& name : pictures_) {
      poll_();
      read_picture(name, captioned);
    }
    problems_.finish(dataset_);
    return std::move(dataset_);
  }

 private:
  /// ", or open dataset_flickr8k.json", for someone who chose the folder of an annotation file.
  std::string annotations_inside() const {
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(root_.folder(), error)) {
      const auto name = entry.path().filename().string();
      for (const std::string_view ending : {".json", ".jsonl", ".csv", ".tsv", ".token.txt", ".token"})
        if (name.ends_with(ending)) return concat(", or open ", name, " in it");
    }
    return {};
  }

  static std::string sidecar_of(const std::string& picture) {
    return fs::path(picture).replace_extension(".txt").generic_string();
  }

  /// The captions of a picture: its own, or those of the picture that "cup_mirror.png" or "cup_flip.png" is a copy of.
  std::string captions_file(const std::string& picture) const {
    std::string own = sidecar_of(picture);
    if (sidecars_.contains(own)) return own;
    for (const std::string_view ending : {"_mirror.txt", "_flip.txt", "_mirror_flip.txt"}) {
      if (!own.ends_with(ending)) continue;
      std::string original = own.substr(0, own.size() - ending.size()) + ".txt";
      if (sidecars_.contains(original)) return original;
    }
    return own;
  }

  void list_files() {
    std::error_code error;
    LinkedFolders links(root_.folder());
    fs::recursive_directory_iterator entry(root_.folder(), fs::directory_options::follow_directory_symlink, error);
    for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
      poll_();
      const fs::path& path = entry->path();
      std::error_code status_error;
      if (path.filename().native().starts_with('.')) {
        if (entry->is_directory(status_error)) entry.disable_recursion_pending();
      } else if (entry->is_regular_file(status_error)) {
        take_file(path);
      } else if (entry->is_symlink(status_error) && entry->is_directory(status_error) && !links.follow(path)) {
        entry.disable_recursion_pending();
        problems_.add("linked folder", path.string(),
                      "the link leads to a folder whose pictures are listed already; it is not followed");
      } else if (!entry->exists(status_error) && has_image_extension(path)) {
        leave_out(path.string(), "the link leads nowhere");
      }
    }
    if (error) {
      throw DatasetError(
          concat("cannot list ", root_.folder().string(), ": ", error.message(), "; check that it may be read"));
    }
    std::sort(pictures_.begin(), pictures_.end());
  }

  void take_file(const fs::path& path) {
    std::string name = path.lexically_relative(root_.folder()).generic_string();
    if (find_invalid_utf8(name) != std::string::npos) {
      problems_.add("file name", path.string(), "the file's name is not valid UTF-8; left out, rename it");
    } else if (has_image_extension(path)) {
      pictures_.push_back(std::move(name));
    } else if (path.extension() == ".txt") {
      sidecars_.insert(std::move(name));
    }
  }

  void read_picture(const std::string& name, bool captioned) {
    DatasetImage image;
    const ResolvedImage resolved = root_.resolve(name, options_.check_files);
    if (!resolved.refusal.empty()) return leave_out(name, resolved.refusal);
    image.path = resolved.path;
    try {
      if (options_.check_files) {
        const ImageSize size = read_image_size(image.path);
        image.width = size.width, image.height = size.height;
      }
    } catch (const ImageError& error) {
      return leave_out(name, error.what());
    }
    image.id = id_of_name(name, ids_);
    image.file_name = name;
    if (captioned) image.captions = read_sidecar(captions_file(name));
    dataset_.images.push_back(std::move(image));
  }

  void leave_out(const std::string& name, const std::string& why) {
    problems_.add("picture", name, why + "; the picture is left out");
  }

  std::vector<std::string> read_sidecar(const std::string& name) {
    if (!sidecars_.contains(name)) {
      problems_.add("no captions", name, "there is no such file beside the picture; the picture has no captions");
      return {};
    }
    std::string text;
    try {
      text = read_text_file(root_.folder() / name);
    } catch (const DatasetError& error) {
      problems_.add("unreadable captions", name, concat(error.what(), "; the picture has no captions"));
      return {};
    }
    std::vector<std::string> captions = captions_of(name, text);
    if (captions.empty()) problems_.add("no captions", name, "the file holds no caption; the picture has none");
    return captions;
  }

  std::vector<std::string> captions_of(const std::string& name, const std::string& text) {
    std::vector<TextLine> lines = filled_lines(text);
    const bool translated =
        std::any_of(lines.begin(), lines.end(), [](const TextLine& line) { return is_translation(line.text); });
    if (translated) lines.resize(lines.front().number == 1 && !is_translation(lines.front().text) ? 1 : 0);
    std::vector<std::string> captions;
    for (const TextLine& line : lines) {
      if (find_invalid_utf8(line.text) != std::string_view::npos) {
        problems_.add("encoding", concat(name, ":", line.number),
                      "the caption is not valid UTF-8; left out, save the file as UTF-8");
      } else {
        captions.emplace_back(line.text);
      }
    }
    return captions;
  }

  ImageRoot root_;
  const OpenDatasetOptions& options_;
  CancelPoll poll_;
  ProblemList problems_;
  Dataset dataset_;
  std::vector<std::string> pictures_;
  std::set<std::string> sidecars_;
  std::unordered_set<std::int64_t> ids_;
};

}  // namespace

/// Hugging Face's imagefolder: the captions stand in one file beside the pictures.
Dataset read_image_folder(const fs::path& folder, const OpenDatasetOptions& options) {
  for (const char* name : {"metadata.jsonl", "metadata.csv"}) {
    std::error_code error;
    if (!fs::is_regular_file(folder / name, error)) continue;
    OpenDatasetOptions inside = options;
    if (inside.image_root.empty()) inside.image_root = folder;
    return open_dataset(folder / name, inside);
  }
  return FolderReader(folder, options).read();
}

Dataset read_text_corpus(const fs::path& file, const OpenDatasetOptions& options) {
  Dataset dataset;
  dataset.kind = DatasetKind::text_corpus;
  dataset.source = file;
  const std::string text = read_text_file(file);
  if (const std::size_t nul = text.find('\0'); nul != std::string::npos) {
    throw DatasetError(concat(file.string(), " is no text: it holds a NUL byte at offset ", nul,
                              "; give a UTF-8 text file with a caption on each line, or a COCO captions JSON"));
  }
  CancelPoll poll(options);
  ProblemList problems;
  for (const TextLine& line : filled_lines(text)) {
    poll();
    if (find_invalid_utf8(line.text) != std::string_view::npos) {
      problems.add("encoding", concat(file.string(), ":", line.number),
                   "the line is not valid UTF-8; left out, save the file as UTF-8");
    } else {
      dataset.corpus.emplace_back(line.text);
    }
  }
  if (dataset.corpus.empty()) {
    throw DatasetError(concat(file.string(), " holds no caption; it should have one on each line"));
  }
  problems.finish(dataset);
  return dataset;
}

}  // namespace vignette
