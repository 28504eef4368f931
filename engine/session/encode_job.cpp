#include <ATen/core/Tensor.h>
#include <ATen/ops/empty.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "models/safetensors.h"
#include "session/clip_encoder.h"
#include "session/inference.h"
#include "session/jobs.h"

namespace vignette {
namespace {

void encode_images(ClipEncoder& encoder, const EncodeRequest& request, const std::function<void(EncodedItem)>& take) {
  encoder.images(request.images, static_cast<std::size_t>(request.batch), [&](std::size_t i, ImageEmbedding&& image) {
    take({request.images[i].string(), std::move(image.embedding), std::move(image.problem)});
  });
}

void encode_texts(const ClipEncoder& encoder, const EncodeRequest& request,
                  const std::function<void(EncodedItem)>& take) {
  const std::span<const std::string> all(request.texts);
  const auto batch = static_cast<std::size_t>(request.batch);
  for (std::size_t at = 0; at < all.size(); at += batch) {
    const auto texts = all.subspan(at, std::min(batch, all.size() - at));
    auto embeddings = encoder.texts(texts);
    for (std::size_t i = 0; i < texts.size(); ++i) take({texts[i], std::move(embeddings[i]), {}});
  }
}

void write_table(const std::filesystem::path& file, const std::vector<EncodedItem>& items) {
  auto names = nlohmann::json::array();
  std::int64_t width = 0;
  for (const auto& item : items)
    if (item.problem.empty()) names.push_back(item.item), width = static_cast<std::int64_t>(item.embedding.size());
  const at::Tensor table = at::empty({static_cast<std::int64_t>(names.size()), width}, at::kFloat);
  float* to = table.mutable_data_ptr<float>();
  for (const auto& item : items) to = std::copy(item.embedding.begin(), item.embedding.end(), to);
  const auto replace = nlohmann::json::error_handler_t::replace;  // paths may be no UTF-8
  write_safetensors(file, {{"embeddings", table}}, {{"items", names.dump(-1, ' ', false, replace)}});
}

}  // namespace

std::vector<EncodedItem> encode_items(const EncodeRequest& request, const ProgressFunction& progress,
                                      const std::function<void(const EncodedItem&)>& each) try {
  if (request.batch < 1) throw std::runtime_error("a batch takes at least one picture or text");
  settle_inference(request.threads);
  ClipEncoder encoder(request.clip, resolve_device(request.device),
                      {request.apply_orientation, request.precision, request.pooled});
  const std::size_t all = std::max<std::size_t>(1, request.images.size() + request.texts.size());
  std::vector<EncodedItem> items;
  const auto take = [&](EncodedItem item) {
    if (items.size() % static_cast<std::size_t>(request.batch) == 0)
      report_progress(progress, static_cast<double>(items.size()) / static_cast<double>(all));
    if (each) each(item);
    items.push_back(std::move(item));
  };
  report_progress(progress, 0);
  encode_images(encoder, request, take);
  encode_texts(encoder, request, take);
  if (!request.out.empty()) write_table(request.out, items);
  report_progress(progress, 1);
  return items;
} catch (...) {
  rethrow_readable();
}

}  // namespace vignette
