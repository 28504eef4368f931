#include "training/embedding.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/stack.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/zeros.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>

#include "data/weight_files.h"
#include "log/log.h"
#include "training/compute.h"
#include "training/device_copy.h"
#include "training/distinct_texts.h"
#include "training/length_buckets.h"

namespace vignette {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t batch_size = 64;

fs::path clip_directory(const Recipe& recipe) {
  const auto directory = recipe.path("models.clip");
  if (directory.empty())
    throw RecipeError(
        "models.clip: names no CLIP; give a Hugging Face directory or a file of OpenAI's, or train one with the "
        "contrastive "
        "objective first");
  return directory;
}

ImageFeatures features_of(const Recipe& recipe) {
  return recipe.text("models.image_features") == "pooled" ? ImageFeatures::pooled : ImageFeatures::projected;
}

/// One hash over every file that decides the embeddings.
std::string encoder_hash(const fs::path& path, ImageFeatures features) {
  std::string parts = features == ImageFeatures::pooled ? "pooled\n" : "";
  constexpr std::array fixed = {
      "config.json", "model.safetensors", "pytorch_model.bin", "preprocessor_config.json",
      "vocab.json",  "merges.txt",        "tokenizer.json",    "bpe_simple_vocab_16e6.txt.gz"};
  const auto directory = tokenizer_folder_of(path);
  for (const auto& file : list_weights(path).files) {
    const bool follows =
        fs::is_directory(path) && std::find(fixed.begin(), fixed.end(), file.filename()) != fixed.end();
    if (!follows) parts += concat(file.filename().string(), '=', content_hash(file), '\n');
  }
  for (const auto* name : fixed)
    if (fs::is_regular_file(directory / name)) parts += concat(name, '=', content_hash(directory / name), '\n');
  return content_hash_of_text(parts);
}

fs::path cache_folder(const RunContext& context) {
  const auto asked = context.recipe().path("dataset.cache");
  if (!asked.empty()) return asked;
  const auto parent = context.run_folder().parent_path();
  return (parent.extension() == ".runs" ? parent : context.run_folder()) / "embeddings";
}

std::vector<fs::path> paths_of(const std::vector<DatasetImage>& images, std::span<const std::size_t> rows) {
  std::vector<fs::path> paths;
  for (const auto row : rows) paths.push_back(images[row].path);
  return paths;
}

/// Content hash of a picture, "" when it cannot be read.
std::string picture_key(const fs::path& file, bool upright) {
  try {
    return (upright ? "image:" : "image-as-stored:") + content_hash(file);
  } catch (const std::exception&) {
    return {};
  }
}

/// Takes the memory of a tower once more while a data set is embedded.
class PackedTower {
 public:
  PackedTower(ImageEncoder& encoder, ClipTower tower) : encoder_(encoder) { encoder_.pack_for_inference(tower); }
  ~PackedTower() { encoder_.unpack(); }
  PackedTower(const PackedTower&) = delete;
  PackedTower& operator=(const PackedTower&) = delete;

 private:
  ImageEncoder& encoder_;
};

template <class Rows>
auto slice_of(const Rows& rows, std::size_t first) {
  return std::span(rows).subspan(first, std::min(batch_size, rows.size() - first));
}

}  // namespace

Embedder::Embedder(RunContext& context, const at::Device& device)
    : context_(context),
      device_(device),
      directory_(clip_directory(context.recipe())),
      encoder_(ImageEncoder::load(directory_, features_of(context.recipe()))) {
  if (compares_texts()) tokenizer_ = load_tokenizer(tokenizer_folder_of(directory_), TokenizerKind::clip);
  encoder_.apply_orientation(!context.reference_compat());
  encoder_.requires_grad(false);
  encoder_.to(device, at::kFloat);
  open_cache();
}

Embedder::~Embedder() {
  try {
    if (cache_) cache_->close();
  } catch (const std::exception& failure) {
    log_warning(failure.what());
  }
}

void Embedder::open_cache() {
  if (!context_.first()) return;
  try {
    cache_ = std::make_unique<EmbeddingCache>(cache_folder(context_),
                                              encoder_hash(directory_, features_of(context_.recipe())), width());
  } catch (const std::exception& failure) {
    context_.warn("dataset.cache", concat(failure.what(), "; embeddings are computed anew for this run"));
  }
}

void Embedder::store(const std::string& key, const at::Tensor& row) {
  if (!cache_ || key.empty()) return;
  try {
    cache_->append(key, {row.const_data_ptr<float>(), static_cast<std::size_t>(row.numel())});
  } catch (const std::exception& failure) {
    context_.warn("dataset.cache", concat(failure.what(), "; embeddings are not stored from here on"));
    cache_.reset();
  }
}

bool Embedder::fetch(const std::string& key, const at::Tensor& row) const {
  if (!cache_ || key.empty()) return false;
  const auto stored = cache_->find(key);
  if (stored.empty()) return false;
  std::memcpy(row.data_ptr<float>(), stored.data(), stored.size_bytes());
  return true;
}

at::Tensor Embedder::encode(const std::vector<LoadedPicture>& pictures, std::span<const std::size_t> readable) const {
  return encode_pictures(encoder_, device_, at::kFloat, pictures, readable);
}

/// Reading every file for its hash is work as well: each process reads its share.
std::vector<std::string> Embedder::image_keys(const std::vector<DatasetImage>& images) {
  const auto count = static_cast<std::int64_t>(images.size());
  const auto share = count > 0 ? context_.share(count) : BatchShare();
  std::vector<std::string> keys;
  for (std::int64_t i = share.first; share.weight > 0 && i < share.first + share.count; ++i) {
    if (i % 256 == 0) context_.check();
    keys.push_back(picture_key(images[static_cast<std::size_t>(i)].path, encoder_.preprocessing().apply_orientation));
  }
  return share.whole_texts(keys);
}

at::Tensor Embedder::take_ready(const std::vector<DatasetImage>& images, const std::string& what) {
  const auto rows =
      at::empty({static_cast<std::int64_t>(images.size()), width()}, at::TensorOptions().dtype(at::kFloat));
  std::vector<std::string> keys;
  for (std::size_t i = 0; i < images.size(); ++i) {
    const auto& embedding = images[i].embedding;
    if (embedding.width != width())
      throw RecipeError(concat("dataset.embeddings: the embeddings of the ", what, " have ", embedding.width,
                               " numbers, those of models.clip ", width(), "; give the CLIP that made them"));
    const auto bytes = static_cast<std::size_t>(width()) * sizeof(float);
    std::memcpy(rows.mutable_data_ptr<float>() + static_cast<std::int64_t>(i) * width(), embedding.row.get(), bytes);
    keys.push_back(content_hash_of_text({reinterpret_cast<const char*>(embedding.row.get()), bytes}));
  }
  context_.settle_images(what, keys);
  return rows;
}

at::Tensor Embedder::embed_images(std::vector<DatasetImage>& images, const std::string& what) {
  if (!images.empty() && images.front().embedding.row) return take_ready(images, what);
  const auto keys = image_keys(images);
  std::vector<std::string> problems(images.size());
  PictureLoader loader(encoder_.preprocessing(), thread_count(context_.recipe()));
  std::optional<PackedTower> packed;  // once something is not in the cache
  const auto prepare = [&](std::span<const std::size_t> places) { loader.start(paths_of(images, places)); };
  const auto encode_batch = [&](std::span<const std::size_t> places, std::span<const std::size_t> next) {
    const auto pictures = loader.take();
    if (!next.empty()) prepare(next);
    if (!packed) packed.emplace(encoder_, ClipTower::vision);
    return encode_readable(pictures, places, problems);
  };
  const auto rows = embed(keys, what, [](auto&) {}, prepare, encode_batch);
  problems = gather_problems(problems);
  std::vector<std::string> kept;
  for (std::size_t i = 0; i < keys.size(); ++i)
    if (problems[i].empty()) kept.push_back(keys[i]);
  const auto readable = keep_readable(images, rows, problems);
  context_.settle_images(what, kept);
  return readable;
}

at::Tensor Embedder::embed_picture(const std::filesystem::path& file) const {
  PictureLoader loader(encoder_.preprocessing(), 1);
  loader.start({file});
  const auto pictures = loader.take();
  if (!pictures.front().problem.empty())
    throw std::runtime_error(concat(file.string(), ": ", pictures.front().problem));
  constexpr std::size_t first = 0;
  return encode(pictures, {&first, 1});
}

Embedder::Batch Embedder::encode_readable(const std::vector<LoadedPicture>& pictures,
                                          std::span<const std::size_t> places, std::vector<std::string>& problems) {
  Batch batch;
  const auto readable = readable_places(pictures);
  for (const auto place : readable) batch.places.push_back(places[place]);
  for (std::size_t i = 0; i < places.size(); ++i) problems[places[i]] = pictures[i].problem;
  if (!readable.empty()) batch.rows = encode(pictures, readable);
  return batch;
}

std::vector<std::string> Embedder::gather_problems(const std::vector<std::string>& own) {
  if (!context_.group()) return own;
  std::vector<std::string> all(own.size());
  for (auto& part : gather_texts(*context_.group(), own))
    for (std::size_t i = 0; i < all.size(); ++i)
      if (!part[i].empty()) all[i] = std::move(part[i]);
  return all;
}

/// Places whose rows the cache does not hold; process 0 has the cache.
std::vector<std::size_t> Embedder::look_up(const std::vector<std::string>& keys, const at::Tensor& rows) {
  std::vector<std::size_t> missing;
  if (context_.first())
    for (std::size_t i = 0; i < keys.size(); ++i)
      if (!fetch(keys[i], rows[static_cast<std::int64_t>(i)])) missing.push_back(i);
  if (!context_.group()) return missing;
  return nlohmann::json::parse(context_.from_first(nlohmann::json(missing).dump())).get<std::vector<std::size_t>>();
}

/// Batches go round the processes, and after each round process 0 has its rows in the cache: so an embedding that is
/// broken off goes on from there. The batches are those of one process, and so are the rows.
at::Tensor Embedder::embed(const std::vector<std::string>& keys, const std::string& what, const Order& order,
                           const Prepare& prepare, const Encode& encode) {
  const auto rows = at::zeros({static_cast<std::int64_t>(keys.size()), width()}, at::kFloat);
  auto missing = look_up(keys, rows);
  order(missing);
  const auto processes = static_cast<std::size_t>(context_.group() ? context_.group()->size() : 1);
  const auto rank = static_cast<std::size_t>(context_.group() ? context_.group()->rank() : 0);
  const auto stride = processes * batch_size;
  if (rank * batch_size < missing.size()) prepare(slice_of(missing, rank * batch_size));
  for (std::size_t first = rank * batch_size, round = 0; round < missing.size(); first += stride, round += stride) {
    Batch batch;
    if (first < missing.size())
      batch = encode(slice_of(missing, first), slice_of(missing, std::min(first + stride, missing.size())));
    for (const auto& part : gather_batches(std::move(batch))) keep(part, keys, rows);
    context_.progress(what, double(std::min(round + stride, missing.size())) / double(missing.size()));
    context_.check();
  }
  if (context_.group() && !keys.empty()) context_.group()->broadcast(rows);
  return rows;
}

std::vector<Embedder::Batch> Embedder::gather_batches(Batch own) {
  if (!context_.group()) return {std::move(own)};
  if (!own.rows.defined()) own.rows = at::zeros({0, width()}, at::kFloat);
  const auto rows = context_.group()->gather_rows(own.rows);
  const auto places = context_.group()->gather(nlohmann::json(own.places).dump());
  std::vector<Batch> batches;
  for (std::size_t i = 0; i < rows.size(); ++i)
    batches.push_back({nlohmann::json::parse(places[i]).get<std::vector<std::size_t>>(), rows[i]});
  return batches;
}

void Embedder::keep(const Batch& batch, const std::vector<std::string>& keys, const at::Tensor& rows) {
  for (std::size_t i = 0; i < batch.places.size(); ++i) {
    const auto place = batch.places[i];
    const auto row = batch.rows[static_cast<std::int64_t>(i)];
    rows[static_cast<std::int64_t>(place)].copy_(row);
    store(keys[place], row);
  }
}

at::Tensor Embedder::keep_readable(std::vector<DatasetImage>& images, const at::Tensor& rows,
                                   const std::vector<std::string>& problems) {
  std::vector<DatasetImage> kept;
  std::vector<std::int64_t> kept_rows;
  for (std::size_t i = 0; i < images.size(); ++i) {
    if (!problems[i].empty()) {
      context_.warn(images[i].path.empty() ? images[i].file_name : images[i].path.string(),
                    problems[i] + "; the picture is left out");
      continue;
    }
    kept.push_back(std::move(images[i]));
    kept_rows.push_back(static_cast<std::int64_t>(i));
  }
  images = std::move(kept);
  return rows.index_select(0, at::tensor(kept_rows, at::kLong));
}

at::Tensor Embedder::embed_texts(std::span<const std::string> texts, const std::string& what) {
  const auto distinct = distinct_texts(texts);
  std::vector<std::string> keys;
  for (const auto& text : distinct.texts) keys.push_back("text:" + content_hash_of_text(text));
  const auto by_length = [&](std::vector<std::size_t>& places) {
    std::stable_sort(places.begin(), places.end(),
                     [&](auto a, auto b) { return distinct.texts[a].size() < distinct.texts[b].size(); });
  };
  std::optional<PackedTower> packed;
  const auto encode = [&](std::span<const std::size_t> places, auto) {
    if (!packed) packed.emplace(encoder_, ClipTower::text);
    std::vector<std::string> batch;
    for (const auto i : places) batch.push_back(distinct.texts[i]);
    return Batch{{places.begin(), places.end()}, encode_texts(batch).cpu().contiguous()};
  };
  const auto rows = embed(keys, what, by_length, [](auto) {}, encode);
  return rows.index_select(0, at::tensor(distinct.places, at::kLong));
}

at::Tensor Embedder::encode_texts(std::span<const std::string> texts) const {
  const at::NoGradGuard no_grad;
  const auto& clip = encoder_.clip();
  const auto ids =
      Clip::tokenize(*tokenizer_, texts, /*strip_final_period=*/true, clip.config().max_position_embeddings);
  // The end token stands once in a text and pads it after that.
  const auto lengths = ids.eq(tokenizer_->end_id()).to(at::kByte).argmax(1) + 1;
  const auto split =
      length_buckets({lengths.const_data_ptr<std::int64_t>(), static_cast<std::size_t>(lengths.numel())});
  std::vector<at::Tensor> features;
  for (const auto& bucket : split.buckets) {
    const auto rows = ids.slice(1, 0, bucket.longest).index_select(0, at::tensor(bucket.rows, at::kLong));
    features.push_back(clip.encode_texts(copy_to_device(rows, device_)).to(at::kFloat));
  }
  return at::cat(features).index_select(0, at::tensor(split.places, at::kLong).to(device_));
}

}  // namespace vignette
