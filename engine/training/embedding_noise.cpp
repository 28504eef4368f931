#include "training/embedding_noise.h"

#include <ATen/TensorOperators.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/empty.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "data/counter_random.h"
#include "log/log.h"
#include "models/safetensors.h"
#include "training/sampler.h"
#include "training/targets.h"

namespace vignette {
namespace {

constexpr std::size_t offset_images = 20'000;  // as many as CapDec's own script takes
constexpr const char* offset_name = "modality_offset";

/// Pairs of normals by Box and Muller 1958.
void fill_normal(float* row, std::int64_t size, CounterRandom& random) {
  for (std::int64_t i = 0; i < size; i += 2) {
    const double radius = std::sqrt(-2 * std::log1p(-random.uniform())),
                 angle = random.between(0, 2 * std::numbers::pi);
    row[i] = static_cast<float>(radius * std::cos(angle));
    if (i + 1 < size) row[i + 1] = static_cast<float>(radius * std::sin(angle));
  }
}

void scale(float* row, std::int64_t size, double factor) {
  for (std::int64_t i = 0; i < size; ++i) row[i] = static_cast<float>(row[i] * factor);
}

void fill_noise(float* row, std::int64_t size, const EmbeddingNoise& noise, CounterRandom random) {
  fill_normal(row, size, random);
  double factor = std::sqrt(noise.variance);
  if (noise.kind == NoiseKind::uniform_ball) {
    double squares = 0;
    for (std::int64_t i = 0; i < size; ++i) squares += double(row[i]) * row[i];
    factor *= std::pow(random.uniform(), 1 / static_cast<double>(size)) / std::sqrt(squares);
  }
  scale(row, size, factor);
}

at::Tensor file_offset(const std::filesystem::path& file, std::int64_t width) {
  const SafetensorsFile tensors(file);
  const auto names = tensors.names();
  const std::string name = tensors.contains(offset_name) || names.empty() ? offset_name : names.front();
  const at::Tensor offset = tensors.tensor(name).to(at::kFloat).flatten().clone();
  if (offset.numel() != width)
    throw RecipeError(concat("likelihood.modality_offset_file: ", file.string(), ": ", name, " has ", offset.numel(),
                             " numbers, but models.clip gives ", width, "; name the offset of this CLIP"));
  return offset;
}

at::Tensor dataset_offset(RunContext& context, Embedder& embedder, const TrainingData& data) {
  std::vector<DatasetImage> images;
  for (const auto& image : data.train)
    if (!image.captions.empty() && images.size() < offset_images) images.push_back(image);
  if (images.empty())
    throw RecipeError(
        "likelihood.modality_offset: \"dataset\" needs images with captions in dataset.train; name one, or take an "
        "offset of the same CLIP by \"file\"");
  const auto rows = embedder.embed_images(images, "embedding images for the modality offset");
  std::vector<std::string> captions;
  for (const auto& image : images) captions.insert(captions.end(), image.captions.begin(), image.captions.end());
  const auto offset =
      modality_offset(rows, embedder.embed_texts(captions, "embedding captions for the modality offset"));
  if (!context.first()) return offset;
  std::filesystem::create_directories(context.run_folder());
  write_safetensors(context.run_folder() / "modality_offset.safetensors", {{offset_name, offset}});
  return offset;
}

}  // namespace

at::Tensor add_noise(const at::Tensor& rows, const EmbeddingNoise& noise, std::span<const std::int64_t> items,
                     std::uint64_t seed, std::int64_t step) {
  if (!noise.is_on()) return rows;
  auto result = normalised_rows(rows);
  if (noise.kind != NoiseKind::none) {
    constexpr std::uint64_t stream = 0x6e6f697365;  // "noise"
    const auto width = rows.size(1);
    const auto drawn = at::empty({rows.size(0), width}, at::kFloat);
    auto* row = drawn.mutable_data_ptr<float>();
    for (const auto item : items) {
      const auto key = mix_keys(seed, static_cast<std::uint64_t>(step), static_cast<std::uint64_t>(item), stream);
      fill_noise(row, width, noise, CounterRandom(key));
      row += width;
    }
    result = result + drawn.to(rows.device());
  }
  if (noise.offset.defined()) result = result + noise.offset;
  return normalised_rows(result);
}

at::Tensor modality_offset(const at::Tensor& images, const at::Tensor& texts) {
  const at::NoGradGuard no_grad;
  return normalised_rows(images).mean(0) - normalised_rows(texts).mean(0);
}

at::Tensor open_modality_offset(RunContext& context, Embedder& embedder, const TrainingData& data) {
  const auto& recipe = context.recipe();
  const auto& from = recipe.text("likelihood.modality_offset");
  if (from == "none") return {};
  return from == "file" ? file_offset(recipe.path("likelihood.modality_offset_file"), embedder.width())
                        : dataset_offset(context, embedder, data);
}

EmbeddingNoise embedding_noise(const Recipe& recipe, const at::Tensor& offset) {
  EmbeddingNoise noise;
  const auto& kind = recipe.text("likelihood.noise");
  if (kind != "none") noise.kind = kind == "gaussian" ? NoiseKind::gaussian : NoiseKind::uniform_ball;
  noise.variance = recipe.real("likelihood.noise_variance");
  noise.offset = offset;
  return noise;
}

}  // namespace vignette
