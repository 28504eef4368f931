#include "training/picture_encoding.h"

#include <ATen/core/grad_mode.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/tensor.h>

#include <algorithm>

#include "training/device_copy.h"

namespace vignette {

at::Tensor normalise_pixels(const at::Tensor& pictures, const ClipPreprocessing& preprocessing,
                            const at::Device& device) {
  const auto mean = at::tensor({preprocessing.mean[0], preprocessing.mean[1], preprocessing.mean[2]}, at::kFloat);
  const auto std = at::tensor({preprocessing.std[0], preprocessing.std[1], preprocessing.std[2]}, at::kFloat);
  auto pixels = copy_to_device(pictures, device).to(at::kFloat).div_(255);
  return pixels.sub_(mean.to(device).view({1, 3, 1, 1})).div_(std.to(device).view({1, 3, 1, 1}));
}

std::vector<std::size_t> readable_places(const std::vector<LoadedPicture>& pictures) {
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < pictures.size(); ++i)
    if (pictures[i].problem.empty()) places.push_back(i);
  return places;
}

at::Tensor encode_pictures(const ImageEncoder& encoder, const at::Device& device, at::ScalarType dtype,
                           const std::vector<LoadedPicture>& pictures, std::span<const std::size_t> places) {
  const at::NoGradGuard no_grad;
  const auto size = std::int64_t{encoder.preprocessing().size};
  auto block = at::empty({static_cast<std::int64_t>(places.size()), 3, size, size}, at::kByte);
  auto* out = block.data_ptr<std::uint8_t>();
  for (const auto place : places) out = std::copy(pictures[place].pixels.begin(), pictures[place].pixels.end(), out);
  const auto pixels = normalise_pixels(block, encoder.preprocessing(), device).to(dtype);
  return encoder.encode(pixels).to(at::kFloat).cpu().contiguous();
}

}  // namespace vignette
