#include "session/clip_encoder.h"

#include <ATen/Parallel.h>
#include <ATen/core/Tensor.h>
#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <stdexcept>

#include "log/log.h"
#include "models/image_encoder.h"
#include "training/picture_encoding.h"

namespace vignette {
namespace {

constexpr std::size_t kWorthPacking = 64;  // files: packing a tower takes as long as some ten pictures

at::ScalarType dtype_of(const std::string& precision) {
  if (precision == "fp32") return at::kFloat;
  if (precision == "bf16") return at::kBFloat16;
  if (precision == "fp16") return at::kHalf;
  throw std::runtime_error(concat("precision \"", precision, "\" is not known: use fp32, bf16 or fp16"));
}

std::vector<std::vector<float>> rows_of(const at::Tensor& features) {
  const at::Tensor plain = features.to(at::kCPU, at::kFloat).contiguous();
  const auto width = plain.size(1);
  const float* data = plain.const_data_ptr<float>();
  std::vector<std::vector<float>> rows;
  for (std::int64_t i = 0; i < plain.size(0); ++i) rows.emplace_back(data + i * width, data + (i + 1) * width);
  return rows;
}

}  // namespace

struct ClipEncoder::Impl {
  std::filesystem::path path;
  ImageEncoder encoder;
  std::shared_ptr<const Tokenizer> tokenizer;
  at::Device device;
  at::ScalarType dtype;

  Impl(const std::filesystem::path& the_path, const std::string& device_name, const ClipEncoderOptions& options)
      : path(the_path),
        encoder(ImageEncoder::load(the_path, options.pooled ? ImageFeatures::pooled : ImageFeatures::projected)),
        device(device_name),
        dtype(dtype_of(options.precision)) {
    encoder.apply_orientation(options.apply_orientation);
    encoder.requires_grad(false);
    encoder.to(device, dtype);
  }

  const Tokenizer& own_tokenizer() {
    if (!tokenizer) tokenizer = load_tokenizer(tokenizer_folder_of(path), TokenizerKind::clip);
    return *tokenizer;
  }

  std::vector<ImageEmbedding> embed(const std::vector<LoadedPicture>& pictures) const {
    std::vector<ImageEmbedding> results(pictures.size());
    for (std::size_t i = 0; i < pictures.size(); ++i) results[i].problem = pictures[i].problem;
    const auto places = readable_places(pictures);
    if (places.empty()) return results;
    auto rows = rows_of(encode_pictures(encoder, device, dtype, pictures, places));
    for (std::size_t i = 0; i < places.size(); ++i) results[places[i]].embedding = std::move(rows[i]);
    return results;
  }
};

ClipEncoder::ClipEncoder(const std::filesystem::path& directory_or_file, const std::string& device,
                         const ClipEncoderOptions& options)
    : impl_(std::make_unique<Impl>(directory_or_file, device, options)) {}

ClipEncoder::~ClipEncoder() = default;

void ClipEncoder::images(std::span<const std::filesystem::path> files, std::size_t batch, const EachImage& each) {
  if (files.size() >= kWorthPacking) impl_->encoder.pack_for_inference(ClipTower::vision);
  PictureLoader loader(impl_->encoder.preprocessing(), at::get_num_threads());
  const auto start = [&](std::size_t at) {
    if (at >= files.size()) return;
    const auto part = files.subspan(at, std::min(batch, files.size() - at));
    loader.start({part.begin(), part.end()});
  };
  start(0);
  for (std::size_t at = 0; at < files.size(); at += batch) {
    const auto pictures = loader.take();
    start(at + batch);
    auto embedded = impl_->embed(pictures);
    for (std::size_t i = 0; i < embedded.size(); ++i) each(at + i, std::move(embedded[i]));
  }
}

std::vector<ImageEmbedding> ClipEncoder::images(std::span<const std::filesystem::path> files) {
  std::vector<ImageEmbedding> results(files.size());
  images(files, std::max<std::size_t>(1, files.size()),
         [&](std::size_t place, ImageEmbedding&& image) { results[place] = std::move(image); });
  return results;
}

std::vector<std::vector<float>> ClipEncoder::texts(std::span<const std::string> texts, bool strip_final_period) const {
  const at::NoGradGuard no_grad;
  if (texts.empty()) return {};
  const Clip& clip = impl_->encoder.clip();
  return rows_of(clip.encode_texts(
      Clip::tokenize(impl_->own_tokenizer(), texts, strip_final_period, clip.config().max_position_embeddings)
          .to(impl_->device)));
}

bool ClipEncoder::compares_texts() const {
  return impl_->encoder.compares_texts();
}

double ClipEncoder::scale() const {
  const at::NoGradGuard no_grad;
  return impl_->encoder.clip().scale().item<double>();
}

}  // namespace vignette
