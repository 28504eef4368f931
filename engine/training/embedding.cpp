#include "training/embedding.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/stack.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/zeros.h>

#include <algorithm>
#include <cstring>
#include <map>

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
        "models.clip: names no CLIP; give a Hugging Face directory, or train one with the contrastive "
        "objective first");
  return directory;
}

/// One hash over every file that decides the embeddings.
std::string encoder_hash(const fs::path& directory) {
  std::string parts;
  for (const auto* name : {"config.json", "model.safetensors", "pytorch_model.bin", "preprocessor_config.json",
                           "vocab.json", "merges.txt"})
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
std::string picture_key(const fs::path& file) {
  try {
    return "image:" + content_hash(file);
  } catch (const std::exception&) {
    return {};
  }
}

template <class Rows>
auto slice_of(const Rows& rows, std::size_t first) {
  return std::span(rows).subspan(first, std::min(batch_size, rows.size() - first));
}

}  // namespace

at::Tensor normalise_pixels(const at::Tensor& pictures, const ClipPreprocessing& preprocessing,
                            const at::Device& device) {
  const auto mean = at::tensor({preprocessing.mean[0], preprocessing.mean[1], preprocessing.mean[2]}, at::kFloat);
  const auto std = at::tensor({preprocessing.std[0], preprocessing.std[1], preprocessing.std[2]}, at::kFloat);
  auto pixels = copy_to_device(pictures, device).to(at::kFloat).div_(255);
  return pixels.sub_(mean.to(device).view({1, 3, 1, 1})).div_(std.to(device).view({1, 3, 1, 1}));
}

Embedder::Embedder(RunContext& context, const at::Device& device)
    : context_(context),
      device_(device),
      directory_(clip_directory(context.recipe())),
      clip_(Clip::load(directory_)),
      tokenizer_(load_tokenizer(directory_, TokenizerKind::clip)),
      preprocessing_(clip_preprocessing_from_directory(directory_)) {
  clip_.requires_grad(false);
  clip_.to(device, at::kFloat);
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
  try {
    cache_ = std::make_unique<EmbeddingCache>(cache_folder(context_), encoder_hash(directory_), width());
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

at::Tensor Embedder::encode_pictures(const std::vector<LoadedPicture>& pictures,
                                     std::span<const std::size_t> readable) const {
  const at::NoGradGuard no_grad;
  const auto size = std::int64_t{preprocessing_.size};
  auto block = at::empty({static_cast<std::int64_t>(readable.size()), 3, size, size}, at::kByte);
  auto* out = block.data_ptr<std::uint8_t>();
  for (const auto index : readable) out = std::copy(pictures[index].pixels.begin(), pictures[index].pixels.end(), out);
  return clip_.encode_images(normalise_pixels(block, preprocessing_, device_)).to(at::kFloat).cpu().contiguous();
}

at::Tensor Embedder::embed_images(std::vector<DatasetImage>& images, const std::string& what) {
  const auto rows = at::zeros({static_cast<std::int64_t>(images.size()), width()}, at::kFloat);
  std::vector<std::string> keys(images.size()), problems(images.size());
  std::vector<std::size_t> missing;
  for (std::size_t i = 0; i < images.size(); ++i) {
    if (i % 256 == 0) context_.check();
    keys[i] = picture_key(images[i].path);
    if (!fetch(keys[i], rows[static_cast<std::int64_t>(i)])) missing.push_back(i);
  }
  PictureLoader loader(preprocessing_, thread_count(context_.recipe()));
  if (!missing.empty()) loader.start(paths_of(images, slice_of(missing, 0)));
  for (std::size_t first = 0; first < missing.size(); first += batch_size) {
    const auto pictures = loader.take();
    if (first + batch_size < missing.size()) loader.start(paths_of(images, slice_of(missing, first + batch_size)));
    embed_pictures(pictures, slice_of(missing, first), keys, rows, problems);
    context_.progress(what, double(std::min(first + batch_size, missing.size())) / double(missing.size()));
    context_.check();
  }
  std::vector<std::string> kept;
  for (std::size_t i = 0; i < keys.size(); ++i)
    if (problems[i].empty()) kept.push_back(keys[i]);
  const auto readable = keep_readable(images, rows, problems);
  context_.settle_images(what, kept);
  return readable;
}

at::Tensor Embedder::embed_picture(const std::filesystem::path& file) const {
  PictureLoader loader(preprocessing_, 1);
  loader.start({file});
  const auto pictures = loader.take();
  if (!pictures.front().problem.empty())
    throw std::runtime_error(concat(file.string(), ": ", pictures.front().problem));
  constexpr std::size_t first = 0;
  return encode_pictures(pictures, {&first, 1});
}

void Embedder::embed_pictures(const std::vector<LoadedPicture>& pictures, std::span<const std::size_t> places,
                              const std::vector<std::string>& keys, const at::Tensor& rows,
                              std::vector<std::string>& problems) {
  std::vector<std::size_t> readable;
  for (std::size_t i = 0; i < places.size(); ++i)
    if (pictures[i].problem.empty())
      readable.push_back(i);
    else
      problems[places[i]] = pictures[i].problem;
  if (readable.empty()) return;
  const auto encoded = encode_pictures(pictures, readable);
  for (std::size_t i = 0; i < readable.size(); ++i) {
    const auto place = places[readable[i]];
    rows[static_cast<std::int64_t>(place)].copy_(encoded[static_cast<std::int64_t>(i)]);
    store(keys[place], encoded[static_cast<std::int64_t>(i)]);
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
  const auto rows = at::zeros({static_cast<std::int64_t>(distinct.texts.size()), width()}, at::kFloat);
  std::vector<std::string> keys;
  std::vector<std::size_t> missing;
  for (std::size_t i = 0; i < distinct.texts.size(); ++i) {
    keys.push_back("text:" + content_hash_of_text(distinct.texts[i]));
    if (!fetch(keys[i], rows[static_cast<std::int64_t>(i)])) missing.push_back(i);
  }
  std::stable_sort(missing.begin(), missing.end(),
                   [&](auto a, auto b) { return distinct.texts[a].size() < distinct.texts[b].size(); });
  for (std::size_t first = 0; first < missing.size(); first += batch_size) {
    std::vector<std::string> batch;
    for (const auto i : slice_of(missing, first)) batch.push_back(distinct.texts[i]);
    const auto encoded = encode_texts(batch).cpu().contiguous();
    for (std::size_t i = 0; i < batch.size(); ++i) {
      const auto place = missing[first + i];
      rows[static_cast<std::int64_t>(place)].copy_(encoded[static_cast<std::int64_t>(i)]);
      store(keys[place], encoded[static_cast<std::int64_t>(i)]);
    }
    context_.progress(what, double(std::min(first + batch_size, missing.size())) / double(missing.size()));
    context_.check();
  }
  return rows.index_select(0, at::tensor(distinct.places, at::kLong));
}

at::Tensor Embedder::encode_texts(std::span<const std::string> texts) const {
  const at::NoGradGuard no_grad;
  const auto ids =
      Clip::tokenize(*tokenizer_, texts, /*strip_final_period=*/true, clip_.config().max_position_embeddings);
  // The end token stands once in a text and pads it after that.
  const auto lengths = ids.eq(tokenizer_->end_id()).to(at::kByte).argmax(1) + 1;
  const auto split =
      length_buckets({lengths.const_data_ptr<std::int64_t>(), static_cast<std::size_t>(lengths.numel())});
  std::vector<at::Tensor> features;
  for (const auto& bucket : split.buckets) {
    const auto rows = ids.slice(1, 0, bucket.longest).index_select(0, at::tensor(bucket.rows, at::kLong));
    features.push_back(clip_.encode_texts(copy_to_device(rows, device_)).to(at::kFloat));
  }
  return at::cat(features).index_select(0, at::tensor(split.places, at::kLong).to(device_));
}

}  // namespace vignette
