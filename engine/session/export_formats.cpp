#include "session/export_formats.h"

#include <ATen/core/Tensor.h>

#include <map>
#include <stdexcept>
#include <string>

#include "log/log.h"
#include "models/captioner.h"
#include "models/safetensors.h"

namespace vignette {
namespace {

namespace fs = std::filesystem;

void copy_tokenizer_of(const fs::path& captioner, const fs::path& folder) {
  for (const auto& name : tokenizer_files(captioner)) fs::copy_file(captioner / name, folder / name);
}

/// Sizes by the names of ClipCap's own options.
std::map<std::string, std::string> mapper_metadata(const MapperConfig& mapper) {
  std::map<std::string, std::string> metadata = {{"format", "pt"},
                                                 {"mapping_type", mapper.kind},
                                                 {"prefix_length", std::to_string(mapper.prefix_length)},
                                                 {"prefix_size", std::to_string(mapper.embedding_size)},
                                                 {"gpt_embedding_size", std::to_string(mapper.model_width)},
                                                 {"normalize_prefix", mapper.normalize_embedding ? "true" : "false"}};
  if (mapper.kind == "transformer") metadata["prefix_length_clip"] = std::to_string(mapper.clip_length);
  if (mapper.kind == "transformer" || mapper.kind == "encoder")
    metadata["num_layers"] = std::to_string(mapper.num_layers);
  if (mapper.kind == "encoder") metadata["num_heads"] = std::to_string(mapper.num_heads);
  return metadata;
}

NamedTensors mapper_parameters(const Captioner& captioner) {
  NamedTensors all;
  for (const auto& [name, tensor] : captioner.mapper().named_parameters())
    all.emplace_back(concat("clip_project.", name), tensor);
  return all;
}

}  // namespace

void write_for_transformers(const fs::path& captioner, const fs::path& folder) {
  const auto loaded = Captioner::load(captioner);
  const auto language_model = folder / "language_model";
  fs::create_directories(language_model);
  loaded.language_model().save(language_model);
  copy_tokenizer_of(captioner, language_model);
  write_safetensors(folder / "mapper.safetensors", mapper_parameters(loaded), mapper_metadata(loaded.mapper_config()));
}

void write_for_clipcap(const fs::path& captioner, const fs::path& folder) {
  const auto loaded = Captioner::load(captioner);
  const auto& mapper = loaded.mapper_config();
  if (mapper.kind != "mlp" && mapper.kind != "transformer")
    throw std::runtime_error(concat("ClipCap has no mapper of kind ", mapper.kind,
                                    ", only mlp and transformer: take --format transformers or vignette"));
  NamedTensors all;
  for (const auto& [name, tensor] : loaded.language_model().named_parameters())
    all.emplace_back(concat("gpt.", name), tensor);
  all.emplace_back("gpt.lm_head.weight", loaded.language_model().head());
  for (auto& parameter : mapper_parameters(loaded)) all.push_back(std::move(parameter));
  auto sizes = mapper_metadata(mapper);
  sizes["gpt_n_head"] = std::to_string(loaded.language_model().config().n_head);
  write_safetensors(folder / "model.safetensors", all, sizes);
  copy_tokenizer_of(captioner, folder);
}

}  // namespace vignette
