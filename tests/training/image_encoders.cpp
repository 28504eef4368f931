#include "training/image_encoders.h"

#include <ATen/core/Tensor.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/randn.h>

#include "models/safetensors.h"

namespace vignette {

void write_blip(const std::filesystem::path& file) {
  constexpr std::int64_t width = 64, inner = 96, patch = 8, places = 16;
  NamedTensors all;
  const auto add = [&](const std::string& name, at::IntArrayRef shape) {
    const bool norm = name.find("norm") != std::string::npos && name.ends_with("weight");
    all.emplace_back("visual_encoder." + name, norm ? at::ones(shape) : at::randn(shape).mul(0.2));
  };
  add("cls_token", {1, 1, width}), add("pos_embed", {1, places + 1, width});
  add("patch_embed.proj.weight", {width, 3, patch, patch}), add("patch_embed.proj.bias", {width});
  for (const std::string block : {"blocks.0.", "blocks.1."}) {
    add(block + "norm1.weight", {width}), add(block + "norm1.bias", {width});
    add(block + "attn.qkv.weight", {3 * width, width}), add(block + "attn.qkv.bias", {3 * width});
    add(block + "attn.proj.weight", {width, width}), add(block + "attn.proj.bias", {width});
    add(block + "norm2.weight", {width}), add(block + "norm2.bias", {width});
    add(block + "mlp.fc1.weight", {inner, width}), add(block + "mlp.fc1.bias", {inner});
    add(block + "mlp.fc2.weight", {width, inner}), add(block + "mlp.fc2.bias", {width});
  }
  add("norm.weight", {width}), add("norm.bias", {width});
  write_safetensors(file, all);
}

}  // namespace vignette
