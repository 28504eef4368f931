#include "data/ready_embeddings.h"

#include <array>
#include <charconv>
#include <unordered_map>

#include "data/array_file.h"
#include "data/dataset_builder.h"
#include "data/embedding_file.h"
#include "data/id_index.h"
#include "data/zip_directory.h"

namespace vignette {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 8> kNames{"clip_embedding", "image_embeds",    "image_embeddings",
                                                 "image_features", "clip_embeddings", "embeddings",
                                                 "embedding",      "features"};
constexpr std::array<std::string_view, 3> kIdNames{"image_ids", "ids", "image_id"};

[[noreturn]] void fail(const fs::path& file, const std::string& what) {
  throw DatasetError(concat(file.string(), ": ", what));
}

bool is_table(const NumberArray& array) {
  const auto& shape = array.shape;
  const bool real = array.kind != NumberKind::int32 && array.kind != NumberKind::int64;
  return real && (shape.size() == 2 || (shape.size() == 3 && shape[1] == 1)) && shape.back() > 0;
}

const NumberArray& table_in(const NumberArrays& arrays, const fs::path& file) {
  for (const auto name : kNames)
    if (const auto found = arrays.find(std::string(name)); found != arrays.end() && is_table(found->second))
      return found->second;
  const NumberArray* only = nullptr;
  std::string names;
  for (const auto& [name, array] : arrays) {
    names += concat(names.empty() ? "" : ", ", name.empty() ? "one without a name" : name);
    if (!is_table(array)) continue;
    if (only) fail(file, concat("holds several arrays (", names, "); name the right one \"embeddings\""));
    only = &array;
  }
  if (!only)
    fail(file, concat("holds no array of embeddings, [N, d] floating-point numbers (found: ",
                      names.empty() ? "nothing" : names, ")"));
  return *only;
}

EmbeddingTable table_of(const NumberArray& array) {
  EmbeddingTable table;
  table.width = array.shape.back();
  table.count = array.shape.front();
  const auto numbers = static_cast<std::size_t>(table.count * table.width);
  const std::shared_ptr<float[]> rows(new float[numbers]);
  to_floats(array, rows.get());
  table.rows = std::shared_ptr<const float>(rows, rows.get());
  return table;
}

std::shared_ptr<const MappedFile> mapped_file(const fs::path& file) {
  try {
    return std::make_shared<const MappedFile>(file);
  } catch (const std::runtime_error& error) {
    throw DatasetError(error.what());
  }
}

bool is_pickle(std::string_view bytes) {
  return bytes.starts_with('\x80');
}

NumberArrays arrays_of_pickle(const PickleValue& root, const std::shared_ptr<const MappedFile>& mapped,
                              const fs::path& file) {
  NumberArrays arrays;
  const auto take = [&](const std::string& name, const PickleValue& value) {
    if (value.kind == PickleKind::tensor)
      arrays[name] = array_of_tensor(*value.tensor, value.tensor->bytes, mapped, concat(file.string(), ": ", name));
  };
  take("", root);
  for (const auto& [name, value] : root.items) take(name, *value);
  return arrays;
}

std::optional<std::int64_t> id_of(const PickleValue* value) {
  if (!value) return std::nullopt;
  if (value->kind == PickleKind::integer) return value->integer;
  std::int64_t id = 0;
  const auto& text = value->text;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
  return error == std::errc() && end == text.data() + text.size() && !text.empty() ? std::optional(id) : std::nullopt;
}

/// {"clip_embedding": [N, d], "captions": [{"image_id", "caption": text or list, "clip_embedding": row}, …]}.
class PickledCaptions {
 public:
  PickledCaptions(const fs::path& file, const OpenDatasetOptions& options)
      : file_(file), builder_(DatasetKind::pickled_embeddings, file, options) {}

  Dataset read(const PickleValue& root, const NumberArrays& arrays) {
    const auto* captions = root.find("captions");
    if (!captions || captions->kind != PickleKind::sequence)
      fail(file_, "lacks the list \"captions\", which ClipCap's, CapDec's and CgtGAN's files have");
    array_ = &images_or_texts(arrays);
    for (std::size_t i = 0; i < captions->sequence.size(); ++i) take(*captions->sequence[i], i);
    give_rows();
    return builder_.finish_without_pictures();
  }

 private:
  /// CapDec's text embeddings lie beside an empty table of images.
  static bool has_rows(const NumberArray& array) { return is_table(array) && array.shape.front() > 0; }
  const NumberArray& images_or_texts(const NumberArrays& arrays) {
    for (const char* name : {"clip_embedding", "clip_embedding_text_dave"})
      if (const auto found = arrays.find(name); found != arrays.end() && has_rows(found->second)) return found->second;
    fail(file_, "holds no table \"clip_embedding\" of [N, d] numbers");
  }

  void take(const PickleValue& record, std::size_t index) {
    builder_.poll();
    const auto where = [&] { return concat("captions[", index, "]"); };
    const auto id = id_of(record.find("image_id"));
    const auto row = record.find("clip_embedding") ? id_of(record.find("clip_embedding"))
                                                   : std::optional(static_cast<std::int64_t>(index));
    const auto* caption = record.find("caption");
    if (!id || !row || !caption)
      return builder_.problems().add("record", where(), "\"image_id\" or \"caption\" is missing; left out");
    if (*row < 0 || *row >= array_->shape.front())
      return builder_.problems().add("record", where(), concat("there is no embedding ", *row, "; left out"));
    auto place = index_.find(*id);
    if (!place) {
      place = static_cast<std::uint32_t>(builder_.images().size());
      index_.insert(*id, *place);
      auto& image = builder_.images().emplace_back();
      image.id = *id;
      image.file_name = std::to_string(*id);
      rows_.push_back(*row);
    }
    auto& image = builder_.images()[*place];
    if (caption->kind == PickleKind::text) builder_.add_caption(image, caption->text, where);
    for (const auto& one : caption->sequence)
      if (one->kind == PickleKind::text) builder_.add_caption(image, one->text, where);
  }

  /// Only the rows that an image has: ClipCap's files repeat an image's for each of its captions.
  void give_rows() {
    const auto width = array_->shape.back();
    const auto bytes = static_cast<std::size_t>(width) * number_width(array_->kind);
    const std::shared_ptr<float[]> table(new float[rows_.size() * static_cast<std::size_t>(width)]);
    for (std::size_t i = 0; i < rows_.size(); ++i) {
      NumberArray one = *array_;
      one.bytes = array_->bytes.substr(static_cast<std::size_t>(rows_[i]) * bytes, bytes);
      float* const row = table.get() + i * static_cast<std::size_t>(width);
      to_floats(one, row);
      builder_.images()[i].embedding = {std::shared_ptr<const float>(table, row), width};
    }
  }

  fs::path file_;
  DatasetBuilder builder_;
  const NumberArray* array_ = nullptr;
  std::vector<std::int64_t> rows_;  ///< of each image
  IdIndex index_;
};

Dataset corpus_of_pickle(const PickleValue& root, const fs::path& file, const OpenDatasetOptions& options) {
  DatasetBuilder builder(DatasetKind::text_corpus, file, options);
  const auto& captions = builder.images().emplace_back();
  for (std::size_t i = 0; i < root.sequence.size(); ++i) {
    builder.poll();
    const auto where = [&] { return concat("[", i, "]"); };
    if (root.sequence[i]->kind == PickleKind::text)
      builder.add_caption(captions, root.sequence[i]->text, where);
    else
      builder.problems().add("record", where(), "a text was expected; left out");
  }
  auto dataset = builder.finish_without_pictures();
  dataset.corpus = std::exchange(dataset.images, {}).front().captions;
  if (dataset.corpus.empty()) fail(file, "holds no caption");
  return dataset;
}

}  // namespace

ReadyEmbedding EmbeddingTable::row(std::int64_t index) const {
  return {std::shared_ptr<const float>(rows, rows.get() + index * width), width};
}

EmbeddingTable read_embedding_table(const fs::path& file) try {
  const auto mapped = mapped_file(file);
  NumberArrays arrays;
  if (is_pickle(mapped->bytes()))
    arrays = arrays_of_pickle(*read_pickle(mapped->bytes(), file.string()), mapped, file);
  else
    arrays = read_arrays(file);
  auto table = table_of(table_in(arrays, file));
  for (const auto name : kIdNames) {
    const auto found = arrays.find(std::string(name));
    if (found == arrays.end()) continue;
    table.ids = whole_numbers(found->second, file.string());
    if (static_cast<std::int64_t>(table.ids.size()) != table.count)
      fail(file, concat("has ", table.ids.size(), " ids for ", table.count, " embeddings"));
    break;
  }
  return table;
} catch (const ArchiveError& error) {
  throw DatasetError(error.what());
} catch (const PickleError& error) {
  throw DatasetError(error.what());
}

void attach_embeddings(Dataset& dataset, const EmbeddingTable& table, const fs::path& file) {
  if (table.ids.empty()) {
    if (table.count != static_cast<std::int64_t>(dataset.images.size()))
      fail(file,
           concat("holds ", table.count, " embeddings, but ", dataset.source.string(), " has ", dataset.images.size(),
                  " images; give a file of the same images in the same order, or one with "
                  "\"image_ids\""));
    for (std::size_t i = 0; i < dataset.images.size(); ++i)
      dataset.images[i].embedding = table.row(static_cast<std::int64_t>(i));
    return;
  }
  IdIndex places;
  for (std::size_t i = 0; i < table.ids.size(); ++i) places.insert(table.ids[i], static_cast<std::uint32_t>(i));
  std::size_t missing = 0;
  std::erase_if(dataset.images, [&](DatasetImage& image) {
    const auto place = places.find(image.id);
    if (place) image.embedding = table.row(*place);
    missing += !place;
    return !place;
  });
  if (missing == 0) return;
  dataset.problem_counts["no embedding"] = missing;
  dataset.problems.push_back(
      {file.string(), concat("holds no embedding of ", missing, " images; those images are left out")});
}

Dataset read_pickled_captions(const fs::path& file, const OpenDatasetOptions& options) try {
  const auto mapped = mapped_file(file);
  const auto root = read_pickle(mapped->bytes(), file.string());
  if (root->kind == PickleKind::sequence) return corpus_of_pickle(*root, file, options);
  return PickledCaptions(file, options).read(*root, arrays_of_pickle(*root, mapped, file));
} catch (const PickleError& error) {
  throw DatasetError(error.what());
}

}  // namespace vignette
