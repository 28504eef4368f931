#include "session/clip_encoder.h"

#include <ATen/core/Tensor.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/empty.h>

#include <algorithm>

#include "data/image.h"
#include "models/image_encoder.h"

namespace vignette {
namespace {

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

  Impl(const std::filesystem::path& the_path, const std::string& device_name, bool pooled)
      : path(the_path),
        encoder(ImageEncoder::load(the_path, pooled ? ImageFeatures::pooled : ImageFeatures::projected)),
        device(device_name) {
    encoder.requires_grad(false);
    encoder.to(device, at::kFloat);
  }

  const Tokenizer& own_tokenizer() {
    if (!tokenizer) tokenizer = load_tokenizer(tokenizer_folder_of(path), TokenizerKind::clip);
    return *tokenizer;
  }

  at::Tensor pixels_of(const std::vector<std::vector<float>>& pictures) const {
    const std::int64_t side = encoder.preprocessing().size;
    at::Tensor batch = at::empty({static_cast<std::int64_t>(pictures.size()), 3, side, side}, at::kFloat);
    float* to = batch.data_ptr<float>();
    for (const auto& picture : pictures) to = std::copy(picture.begin(), picture.end(), to);
    return batch.to(device);
  }
};

ClipEncoder::ClipEncoder(const std::filesystem::path& directory_or_file, const std::string& device, bool pooled)
    : impl_(std::make_unique<Impl>(directory_or_file, device, pooled)) {}

ClipEncoder::~ClipEncoder() = default;

std::vector<ImageEmbedding> ClipEncoder::images(std::span<const std::filesystem::path> files) const {
  const at::NoGradGuard no_grad;
  std::vector<ImageEmbedding> results(files.size());
  std::vector<std::vector<float>> pictures;
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < files.size(); ++i) try {
      pictures.push_back(clip_preprocess(decode_image(files[i]), impl_->encoder.preprocessing()));
      places.push_back(i);
    } catch (const ImageError& error) {
      results[i].problem = error.what();
    }
  if (pictures.empty()) return results;
  auto rows = rows_of(impl_->encoder.encode(impl_->pixels_of(pictures)));
  for (std::size_t i = 0; i < places.size(); ++i) results[places[i]].embedding = std::move(rows[i]);
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
