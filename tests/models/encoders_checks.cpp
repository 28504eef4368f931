#include "models/encoders_checks.h"

#include <ATen/Parallel.h>
#include <ATen/core/Tensor.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/zeros.h>
#include <c10/core/GradMode.h>

#include <fstream>

#include "models/golden_tensors.h"
#include "models/image_encoder.h"
#include "models/read_weights.h"
#include "models/safetensors.h"
#include "models/weights_complaint.h"

namespace vignette {
namespace fs = std::filesystem;
namespace {

using Json = nlohmann::json;

Json golden() {
  return read_golden(fs::path(VIGNETTE_TEST_DATA) / "goldens" / "encoders.json");
}

/// [name, shape, seed, amplitude, offset] -> the numbers that make_encoder_goldens.py gave the tensor.
at::Tensor hashed(const Json& entry) {
  const at::Tensor tensor = at::empty(entry[1].get<std::vector<std::int64_t>>(), at::kFloat);
  const auto key = static_cast<std::uint32_t>(entry[2].get<std::uint32_t>() * 0x85EBCA77u);
  const double amplitude = entry[3], offset = entry[4];
  float* out = tensor.mutable_data_ptr<float>();
  for (std::int64_t i = 0; i < tensor.numel(); ++i) {
    std::uint32_t x = static_cast<std::uint32_t>(i) * 0x9E3779B1u + key;
    x = (x ^ (x >> 15)) * 0x2C1B3C6Du;
    x = (x ^ (x >> 12)) * 0x297A2D39u;
    x ^= x >> 15;
    out[i] = static_cast<float>((static_cast<double>(x >> 8) / (1 << 23) - 1) * amplitude + offset);
  }
  return tensor;
}

/// The case's weights as a file, or as a directory with config.json where the case has a configuration.
fs::path write_case(const Json& part, const fs::path& folder) {
  at::set_num_threads(1);  // the tensors are small
  NamedTensors tensors;
  for (const Json& entry : part["tensors"]) tensors.emplace_back(entry[0], hashed(entry));
  fs::create_directories(folder);
  write_safetensors(folder / "model.safetensors", tensors);
  const bool named_as_hugging_face =
      tensors.front().first.find("visual") == std::string::npos && part.contains("config");
  if (!named_as_hugging_face) return folder / "model.safetensors";
  std::ofstream(folder / "config.json") << part["config"];
  return folder;
}

void check(Problems& problems, const std::string& what, const at::Tensor& features, const Json& part) {
  problems.near(what, numbers(features), part[what].get<std::vector<double>>());
}

}  // namespace

std::string clip_case_problems(const std::string& name, const fs::path& folder) {
  Problems problems;
  const c10::NoGradGuard no_grad;
  const Json part = golden()[name];
  const auto path = write_case(part, folder);
  const at::Tensor pixels = hashed(part["pixels"]);
  const auto encoder = ImageEncoder::load(path);
  check(problems, "image_features", encoder.encode(pixels), part);
  check(problems, "text_features", encoder.clip().encode_texts(id_tensor(part["ids"])), part);
  problems.equal("size", std::int64_t{encoder.preprocessing().size}, pixels.size(2));
  if (!part.contains("pooled_features")) return problems.text();
  const auto pooled = ImageEncoder::load(path, ImageFeatures::pooled);
  check(problems, "pooled_features", pooled.encode(pixels), part);
  problems.equal("width", pooled.width(), pooled.encode(pixels).size(1));
  problems.require("no texts are of their space", !pooled.compares_texts());
  return problems.text();
}

std::string blip_case_problems(const std::string& name, const fs::path& folder) {
  Problems problems;
  const c10::NoGradGuard no_grad;
  const Json part = golden()[name];
  const at::Tensor pixels = hashed(part["pixels"]);
  const auto encoder = ImageEncoder::load(write_case(part, folder));
  check(problems, "image_features", encoder.encode(pixels), part);
  problems.equal("width", encoder.width(), std::int64_t{64});
  problems.require("squeezed", encoder.preprocessing().square);
  problems.equal("size", encoder.preprocessing().size, 48);
  return problems.text();
}

std::string saved_clip_problems(const std::string& name, const fs::path& folder) {
  Problems problems;
  const c10::NoGradGuard no_grad;
  const Json part = golden()[name];
  const Clip clip = Clip::load(write_case(part, folder));
  clip.save(folder / "saved");
  const Clip again = Clip::load(folder / "saved");
  const at::Tensor pixels = hashed(part["pixels"]), ids = id_tensor(part["ids"]);
  problems.require("image features", at::equal(again.encode_images(pixels), clip.encode_images(pixels)));
  problems.require("text features", at::equal(again.encode_texts(ids), clip.encode_texts(ids)));
  problems.near("scale", again.scale().item<double>(), clip.scale().item<double>());
  problems.equal("size", std::int64_t{clip_preprocessing_from_directory(folder / "saved").size}, pixels.size(2));
  fs::remove(folder / "saved" / "preprocessor_config.json");
  problems.equal("size by config.json", std::int64_t{clip_preprocessing_from_directory(folder / "saved").size},
                 pixels.size(2));
  return problems.text();
}

std::string inferred_sizes_problems(const fs::path& folder) {
  Problems problems;
  const ClipConfig vit = ClipConfig::from_path(write_case(golden()["openai_vit"], folder / "vit"));
  problems.equal("vision",
                 std::vector{vit.vision.hidden_size, vit.vision.num_hidden_layers, vit.vision.num_attention_heads,
                             vit.vision.intermediate_size},
                 std::vector<std::int64_t>{128, 2, 2, 512});
  problems.equal("picture", std::vector{vit.image_size, vit.patch_size, vit.projection_dim},
                 std::vector<std::int64_t>{42, 14, 24});
  problems.equal("text",
                 std::vector{vit.text.hidden_size, vit.text.num_hidden_layers, vit.text.num_attention_heads,
                             vit.vocab_size, vit.max_position_embeddings, vit.bos_token_id, vit.eos_token_id},
                 std::vector<std::int64_t>{64, 2, 1, 50, 12, 48, 49});
  problems.equal("activation", vit.vision.hidden_act, std::string("quick_gelu"));
  const ClipConfig resnet = ClipConfig::from_path(write_case(golden()["openai_resnet"], folder / "resnet"));
  problems.require("is a ResNet", resnet.resnet.has_value());
  if (!resnet.resnet) return problems.text();
  const auto& layers = resnet.resnet->layers;
  problems.equal("layers", std::vector(layers.begin(), layers.end()), std::vector<std::int64_t>{1, 2, 1, 1});
  problems.equal("ResNet", std::vector{resnet.resnet->width, resnet.image_size, resnet.projection_dim},
                 std::vector<std::int64_t>{8, 64, 24});
  return problems.text();
}

std::string preprocessing_problems(const fs::path& folder) {
  Problems problems;
  problems.equal("tokenizer beside a file", tokenizer_folder_of(folder / "RN50.pt"), folder);
  problems.equal("tokenizer here", tokenizer_folder_of("RN50.pt"), fs::path("."));
  problems.equal("tokenizer inside", tokenizer_folder_of(folder), folder);
  std::ofstream(folder / "preprocessor_config.json")
      << R"({"image_processor_type": "BlipImageProcessor", "size": {"height": 8, "width": 8}})";
  const ClipPreprocessing blip = clip_preprocessing_from_directory(folder);
  const auto picture = decode_image(fs::path(VIGNETTE_TEST_DATA) / "goldens" / "models" / "img1.png");
  const std::vector<float> values = clip_preprocess(picture, blip);
  problems.near("squeezed", std::vector<double>(values.begin(), values.end()),
                golden()["squeezed"].get<std::vector<double>>());
  std::ofstream(folder / "preprocessor_config.json")
      << R"({"image_processor_type": "CLIPImageProcessor", "size": 336, "crop_size": 336})";
  const ClipPreprocessing clip = clip_preprocessing_from_directory(folder);
  problems.equal("size", clip.size, 336);
  problems.require("cropped", !clip.square);
  return problems.text();
}

std::string empty_kernel_problems(const fs::path& folder) {
  Problems problems;
  for (const std::string kind : {"openai_vit", "blip_original"}) {
    const auto path = write_case(golden()[kind], folder / kind);
    NamedTensors weights;
    for (const auto& [name, tensor] : read_weights(path)) {
      const bool kernel = name == "visual.conv1.weight" || name == "visual_encoder.patch_embed.proj.weight";
      weights.emplace_back(name, kernel ? at::empty({tensor.size(0), 3, 0, 0}) : tensor.clone());
    }
    write_safetensors(folder / (kind + ".safetensors"), weights);
    const auto said = error_of([&] { ImageEncoder::load(folder / (kind + ".safetensors")); });
    problems.require(kind + ": " + said, said.find(".weight is") != said.npos);
  }
  return problems.text();
}

std::string texts_of_blip_error(const fs::path& folder) {
  const auto encoder = ImageEncoder::load(write_case(golden()["blip"], folder));
  return error_of([&] { encoder.clip(); });
}

std::string pooled_resnet_error(const fs::path& folder) {
  const auto path = write_case(golden()["openai_resnet"], folder);
  return error_of([&] { ImageEncoder::load(path, ImageFeatures::pooled); });
}

std::string foreign_file_error(const fs::path& folder) {
  write_safetensors(folder / "gpt2.safetensors", {{"wte.weight", at::zeros({2, 2})}});
  return error_of([&] { Clip::load(folder / "gpt2.safetensors"); });
}

}  // namespace vignette
