#pragma once
// What embeds pictures: CLIP, or BLIP's image tower, which has no texts to compare them with.

#include <ATen/core/Tensor.h>

#include <filesystem>
#include <memory>
#include <optional>

#include "models/clip.h"

namespace vignette {

class ImageEncoder {
 public:
  /// What Clip::load and load_blip_vision read, told apart by config.json or the names of the tensors. Throws
  /// WeightsError, for features that the model lacks too.
  static ImageEncoder load(const std::filesystem::path& directory_or_file,
                           ImageFeatures features = ImageFeatures::projected);

  /// pixels [B, 3, S, S] as preprocessing() makes them -> [B, width()], not normalised.
  at::Tensor encode(const at::Tensor& pixels) const { return tower().encode(pixels, features_); }
  std::int64_t width() const { return tower().width(features_); }
  const ClipPreprocessing& preprocessing() const { return preprocessing_; }
  /// preprocessing().apply_orientation from now on.
  void apply_orientation(bool upright) { preprocessing_.apply_orientation = upright; }

  /// True where texts have features of the same space: CLIP's projected ones.
  bool compares_texts() const { return clip_.has_value() && features_ == ImageFeatures::projected; }
  /// Throws WeightsError saying why there is nothing to compare texts by, and what to do.
  const Clip& clip() const;

  void to(const at::Device& device, at::ScalarType dtype);
  void requires_grad(bool on);
  /// Clip::pack_for_inference and Clip::unpack, of BLIP's tower too.
  void pack_for_inference(ClipTower tower);
  void unpack();

 private:
  ImageEncoder(std::filesystem::path path, ImageFeatures features);
  const ImageTower& tower() const { return clip_ ? clip_->image_tower() : *blip_; }

  std::filesystem::path path_;
  ImageFeatures features_;
  std::optional<Clip> clip_;
  std::unique_ptr<ImageTower> blip_;
  ClipPreprocessing preprocessing_;
};

/// The folder in which a model's tokenizer is looked for: the directory itself, or the one that the file is in.
std::filesystem::path tokenizer_folder_of(const std::filesystem::path& directory_or_file);

}  // namespace vignette
