#pragma once
// Configuration files of model directories: Hugging Face's config.json and our captioner.json.

#include <filesystem>

#include "models/captioner.h"
#include "models/clip.h"
#include "models/gpt2.h"
#include "models/roberta.h"

namespace vignette {

/// Each writes directory/config.json atomically (and makes the directory). Throw WeightsError.
void write_config(const std::filesystem::path& directory, const Gpt2Config& config);
void write_config(const std::filesystem::path& directory, const RobertaConfig& config);
/// Writes preprocessor_config.json too.
void write_config(const std::filesystem::path& directory, const ClipConfig& config);

class JsonObject;
/// Hugging Face's keys of one tower (text_config, vision_config), with the checks of heads and activation. Throws
/// WeightsError.
void read_tower(const JsonObject& object, ClipTowerConfig& tower);

struct CaptionerDescription {
  Gpt2Config language_model;
  MapperConfig mapper;
};

/// directory/captioner.json. Throw WeightsError naming file and key.
CaptionerDescription read_captioner_description(const std::filesystem::path& directory);
void write_captioner_description(const std::filesystem::path& directory, const CaptionerDescription& description);

}  // namespace vignette
