#include "session/clip_similarity.h"

#include <algorithm>
#include <stdexcept>
#include <unordered_map>

#include "log/log.h"
#include "metrics/clip_score.h"
#include "session/clip_encoder.h"
#include "session/cosine.h"
#include "session/inference.h"

namespace vignette {
namespace {

constexpr std::size_t kBatch = 32;

/// Each different text once.
std::vector<std::string> texts_of(std::span<const ScoredPicture> pictures) {
  std::vector<std::string> texts;
  for (const auto& one : pictures) {
    texts.push_back(kClipScorePrompt + one.caption);
    for (const auto& reference : one.references) texts.push_back(kClipScorePrompt + reference);
  }
  std::sort(texts.begin(), texts.end());
  texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
  // Texts of like length together: padding costs as much as words.
  std::stable_sort(texts.begin(), texts.end(), [](const auto& a, const auto& b) { return a.size() < b.size(); });
  return texts;
}

template <class Item, class Work>
void in_batches(std::span<const Item> items, const Work& work) {
  for (std::size_t at = 0; at < items.size(); at += kBatch)
    work(items.subspan(at, std::min(kBatch, items.size() - at)));
}

/// Of a few pictures at a time, so that the embeddings of all references need no memory.
void compare(ClipEncoder& encoder, std::span<const ScoredPicture> pictures, ClipSimilarities& found) {
  std::unordered_map<std::string, std::vector<float>> texts;
  const auto all_texts = texts_of(pictures);
  in_batches(std::span<const std::string>(all_texts), [&](std::span<const std::string> batch) {
    auto embeddings = encoder.texts(batch);
    for (std::size_t i = 0; i < batch.size(); ++i) texts[batch[i]] = std::move(embeddings[i]);
  });
  std::vector<std::filesystem::path> files;
  for (const auto& one : pictures) files.push_back(one.picture);
  const auto images = encoder.images(files);
  for (std::size_t i = 0; i < pictures.size(); ++i) {
    if (!images[i].problem.empty()) throw std::runtime_error(concat(files[i].string(), ": ", images[i].problem));
    const auto& caption = texts.at(kClipScorePrompt + pictures[i].caption);
    found.image.push_back(cosine(images[i].embedding, caption));
    double best = -1;
    for (const auto& reference : pictures[i].references)
      best = std::max(best, cosine(caption, texts.at(kClipScorePrompt + reference)));
    found.best_reference.push_back(best);
  }
}

}  // namespace

ClipSimilarities clip_similarities(const EvaluateRequest& request, std::span<const ScoredPicture> pictures,
                                   const ProgressFunction& progress) try {
  settle_inference(request.threads);
  ClipEncoder encoder(request.clip, resolve_device(request.device));
  ClipSimilarities found;
  for (std::size_t at = 0; at < pictures.size(); at += kBatch) {
    report_progress(progress, static_cast<double>(at) / static_cast<double>(pictures.size()));
    compare(encoder, pictures.subspan(at, std::min(kBatch, pictures.size() - at)), found);
  }
  return found;
} catch (...) {
  rethrow_readable();
}

}  // namespace vignette
