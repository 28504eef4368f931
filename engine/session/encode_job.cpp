#include <algorithm>

#include "session/clip_encoder.h"
#include "session/inference.h"
#include "session/jobs.h"

namespace vignette {
namespace {

constexpr std::size_t kBatch = 16;

// Calls `work` on slices of `items`, with progress from `done` of `all` on.
template <class Item, class Work>
void in_batches(const std::vector<Item>& items, std::size_t done, std::size_t all, const ProgressFunction& progress,
                const Work& work) {
  for (std::size_t at = 0; at < items.size(); at += kBatch) {
    report_progress(progress, static_cast<double>(done + at) / static_cast<double>(all));
    work(std::span(items).subspan(at, std::min(kBatch, items.size() - at)));
  }
}

}  // namespace

std::vector<EncodedItem> encode_items(const EncodeRequest& request, const ProgressFunction& progress,
                                      const std::function<void(const EncodedItem&)>& each) try {
  settle_inference(request.threads);
  const ClipEncoder encoder(request.clip, resolve_device(request.device), request.pooled);
  const std::size_t all = std::max<std::size_t>(1, request.images.size() + request.texts.size());
  std::vector<EncodedItem> items;
  const auto take = [&](EncodedItem item) {
    if (each) each(item);
    items.push_back(std::move(item));
  };
  in_batches(request.images, 0, all, progress, [&](std::span<const std::filesystem::path> files) {
    auto embeddings = encoder.images(files);
    for (std::size_t i = 0; i < files.size(); ++i)
      take({files[i].string(), std::move(embeddings[i].embedding), std::move(embeddings[i].problem)});
  });
  in_batches(request.texts, request.images.size(), all, progress, [&](std::span<const std::string> texts) {
    auto embeddings = encoder.texts(texts);
    for (std::size_t i = 0; i < texts.size(); ++i) take({texts[i], std::move(embeddings[i]), {}});
  });
  report_progress(progress, 1);
  return items;
} catch (...) {
  rethrow_readable();
}

}  // namespace vignette
