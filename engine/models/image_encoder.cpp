#include "models/image_encoder.h"

#include "log/log.h"
#include "models/blip_vision.h"
#include "models/safetensors.h"

namespace vignette {
namespace fs = std::filesystem;
namespace {

ClipPreprocessing preprocessing_of(const fs::path& path, const ImageTower& tower, bool blip) {
  ClipPreprocessing preprocessing;
  if (fs::exists(path / "preprocessor_config.json"))
    preprocessing = clip_preprocessing_from_directory(path);
  else
    preprocessing.square = blip;
  if (fs::exists(path / "preprocessor_config.json") && preprocessing.size != tower.image_size())
    throw WeightsError(concat((path / "preprocessor_config.json").string(), ": size: the model takes pictures of ",
                              tower.image_size(), " pixels a side, got ", preprocessing.size, "."));
  preprocessing.size = static_cast<int>(tower.image_size());
  return preprocessing;
}

}  // namespace

ImageEncoder::ImageEncoder(fs::path path, ImageFeatures features) : path_(std::move(path)), features_(features) {}

ImageEncoder ImageEncoder::load(const fs::path& directory_or_file, ImageFeatures features) {
  ImageEncoder encoder(directory_or_file, features);
  const bool blip = is_blip(directory_or_file);
  if (blip)
    encoder.blip_ = load_blip_vision(directory_or_file);
  else
    encoder.clip_.emplace(Clip::load(directory_or_file));
  encoder.width();
  encoder.preprocessing_ = preprocessing_of(directory_or_file, encoder.tower(), blip);
  return encoder;
}

const Clip& ImageEncoder::clip() const {
  if (!clip_)
    throw WeightsError(concat(path_.string(),
                              ": is BLIP's image encoder, which has no texts to compare pictures with. Rewards, text "
                              "embeddings and CLIP's scores need a CLIP."));
  if (!compares_texts())
    throw WeightsError(concat(path_.string(),
                              ": pooled image features are not of the space of CLIP's texts. Rewards, text embeddings "
                              "and CLIP's scores need the projected ones."));
  return *clip_;
}

void ImageEncoder::to(const at::Device& device, at::ScalarType dtype) {
  unpack();
  if (clip_) clip_->to(device, dtype);
  if (blip_) blip_->to(device, dtype);
}

void ImageEncoder::requires_grad(bool on) {
  if (clip_) clip_->requires_grad(on);
  if (blip_) blip_->requires_grad(on);
}

void ImageEncoder::pack_for_inference(ClipTower tower) {
  if (clip_) clip_->pack_for_inference(tower);
  if (blip_ && tower == ClipTower::vision) blip_->pack_for_inference();
}

void ImageEncoder::unpack() {
  if (clip_) clip_->unpack();
  if (blip_) blip_->unpack();
}

fs::path tokenizer_folder_of(const fs::path& directory_or_file) {
  if (fs::is_directory(directory_or_file)) return directory_or_file;
  const auto folder = directory_or_file.parent_path();
  return folder.empty() ? fs::path(".") : folder;
}

}  // namespace vignette
