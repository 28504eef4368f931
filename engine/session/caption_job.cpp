#include <algorithm>

#include "log/log.h"
#include "session/caption_decoder.h"
#include "session/clip_encoder.h"
#include "session/inference.h"
#include "session/jobs.h"

namespace vignette {
namespace {

constexpr std::size_t kBatch = 16;

/// What is captioned: pictures embedded as they come, or rows of a file.
class Source {
 public:
  Source(const CaptionRequest& request, const std::string& device) : request_(request) {
    if (!request.embeddings.empty()) {
      rows_ = read_embeddings(request.embeddings);
      return;
    }
    if (request.clip.empty())
      throw std::runtime_error("pictures need the CLIP that embeds them: give its directory, or give embeddings");
    encoder_ = std::make_unique<ClipEncoder>(request.clip, device);
  }

  std::size_t size() const { return encoder_ ? request_.images.size() : rows_.size(); }
  std::string name(std::size_t i) const { return encoder_ ? request_.images[i].string() : concat("row ", i); }

  std::vector<ImageEmbedding> batch(std::size_t at, std::size_t count) const {
    if (encoder_) return encoder_->images(std::span(request_.images).subspan(at, count));
    std::vector<ImageEmbedding> embeddings;
    for (std::size_t i = at; i < at + count; ++i) embeddings.push_back({rows_[i], {}});
    return embeddings;
  }

 private:
  const CaptionRequest& request_;
  std::unique_ptr<ClipEncoder> encoder_;
  std::vector<std::vector<float>> rows_;
};

// Captions of the pictures that could be read; the others keep their problem.
std::vector<CaptionedPicture> caption_batch(const Source& source, const CaptionDecoder& decoder, std::size_t at,
                                            std::size_t count, const std::function<bool()>& cancelled) {
  const auto embeddings = source.batch(at, count);
  std::vector<CaptionedPicture> pictures;
  for (std::size_t i = 0; i < count; ++i) pictures.push_back({source.name(at + i), {}, embeddings[i].problem});
  // Runs of readable pictures, so that each keeps the number that its draws are keyed by.
  for (std::size_t i = 0; i < count;) {
    std::vector<std::vector<float>> readable;
    while (i + readable.size() < count && embeddings[i + readable.size()].problem.empty())
      readable.push_back(embeddings[i + readable.size()].embedding);
    auto captions = decoder.decode(readable, at + i, cancelled);
    for (std::size_t k = 0; k < captions.size(); ++k) pictures[i + k].captions = std::move(captions[k]);
    i += readable.size() + 1;
  }
  return pictures;
}

}  // namespace

std::vector<CaptionedPicture> caption_images(const CaptionRequest& request, const ProgressFunction& progress,
                                             const std::function<void(const CaptionedPicture&)>& each) try {
  settle_inference(request.threads);
  const std::string device = resolve_device(request.device);
  const CaptionDecoder decoder(request, device);
  const Source source(request, device);
  std::vector<CaptionedPicture> pictures;
  for (std::size_t at = 0; at < source.size(); at += kBatch) {
    const double fraction = static_cast<double>(at) / static_cast<double>(source.size());
    report_progress(progress, fraction);
    const auto cancelled = [&] { return progress && !progress(fraction); };
    for (auto& picture : caption_batch(source, decoder, at, std::min(kBatch, source.size() - at), cancelled)) {
      if (each) each(picture);
      pictures.push_back(std::move(picture));
    }
  }
  report_progress(progress, 1);
  return pictures;
} catch (...) {
  rethrow_readable();
}

}  // namespace vignette
