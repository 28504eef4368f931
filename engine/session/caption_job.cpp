#include <algorithm>

#include "log/log.h"
#include "session/caption_decoder.h"
#include "session/clip_encoder.h"
#include "session/cosine.h"
#include "session/inference.h"
#include "session/jobs.h"

namespace vignette {
namespace {

constexpr std::size_t kBatch = 16;

/// What is captioned: pictures embedded as they come, or rows of a file. And the CLIP that ranks captions.
class Source {
 public:
  Source(const CaptionRequest& request, const std::string& device, bool pooled)
      : request_(request), reads_rows_(!request.embeddings.empty()) {
    if (reads_rows_) rows_ = read_embeddings(request.embeddings);
    if (!reads_rows_ && request.clip.empty())
      throw std::runtime_error("pictures need the CLIP that embeds them: give its directory, or give embeddings");
    if (request.best_of > 0 && request.clip.empty())
      throw std::runtime_error("captions are ranked by CLIP: give the directory of the one that made the embeddings");
    if (!reads_rows_ || request.best_of > 0) {
      ClipEncoderOptions options;
      options.pooled = pooled;
      encoder_ = std::make_unique<ClipEncoder>(request.clip, device, options);
    }
    if (request.best_of > 0) encoder_->scale();  // an encoder without texts says so
  }

  std::size_t size() const { return reads_rows_ ? rows_.size() : request_.images.size(); }
  std::string name(std::size_t i) const { return reads_rows_ ? concat("row ", i) : request_.images[i].string(); }

  std::vector<ImageEmbedding> batch(std::size_t at, std::size_t count) const {
    if (!reads_rows_) return encoder_->images(std::span(request_.images).subspan(at, count));
    std::vector<ImageEmbedding> embeddings;
    for (std::size_t i = at; i < at + count; ++i) embeddings.push_back({rows_[i], {}});
    return embeddings;
  }

  /// Tells each caption CLIP's score and puts the best first.
  void rank(const std::vector<float>& embedding, std::vector<DecodedCaption>& captions) const {
    std::vector<std::string> texts;
    for (const auto& caption : captions) texts.push_back(caption.caption);
    const auto found = encoder_->texts(texts, /*strip_final_period=*/true);
    if (!found.empty() && found.front().size() != embedding.size())
      throw std::runtime_error(concat("this CLIP's texts have ", found.front().size(), " numbers, the embeddings ",
                                      embedding.size(), ": captions are ranked by the CLIP that made the embeddings"));
    for (std::size_t i = 0; i < captions.size(); ++i)
      captions[i].clip = encoder_->scale() * cosine(found[i], embedding);
    std::stable_sort(captions.begin(), captions.end(), [](const auto& a, const auto& b) { return a.clip > b.clip; });
  }

 private:
  const CaptionRequest& request_;
  bool reads_rows_;
  std::unique_ptr<ClipEncoder> encoder_;
  std::vector<std::vector<float>> rows_;
};

void keep_best(const Source& source, const CaptionRequest& request, const std::vector<float>& embedding,
               std::vector<DecodedCaption>& captions) {
  if (request.best_of > 0) source.rank(embedding, captions);
  const int kept = request.best > 0 ? request.best : request.best_of > 0 ? 1 : 0;
  if (kept > 0 && captions.size() > static_cast<std::size_t>(kept)) captions.resize(static_cast<std::size_t>(kept));
}

// Captions of the pictures that could be read; the others keep their problem.
std::vector<CaptionedPicture> caption_batch(const CaptionRequest& request, const Source& source,
                                            const CaptionDecoder& decoder, std::size_t at, std::size_t count,
                                            const std::function<bool()>& cancelled) {
  const auto embeddings = source.batch(at, count);
  std::vector<CaptionedPicture> pictures;
  for (std::size_t i = 0; i < count; ++i) pictures.push_back({source.name(at + i), {}, embeddings[i].problem});
  // Runs of readable pictures, so that each keeps the number that its draws are keyed by.
  for (std::size_t i = 0; i < count;) {
    std::vector<std::vector<float>> readable;
    while (i + readable.size() < count && embeddings[i + readable.size()].problem.empty())
      readable.push_back(embeddings[i + readable.size()].embedding);
    auto captions = decoder.decode(readable, at + i, cancelled);
    for (std::size_t k = 0; k < captions.size(); ++k) {
      keep_best(source, request, readable[k], captions[k]);
      pictures[i + k].captions = std::move(captions[k]);
    }
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
  const Source source(request, device, decoder.takes_pooled_features());
  std::vector<CaptionedPicture> pictures;
  for (std::size_t at = 0; at < source.size(); at += kBatch) {
    const double fraction = static_cast<double>(at) / static_cast<double>(source.size());
    report_progress(progress, fraction);
    const auto cancelled = [&] { return progress && !progress(fraction); };
    for (auto& picture : caption_batch(request, source, decoder, at, std::min(kBatch, source.size() - at), cancelled)) {
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
