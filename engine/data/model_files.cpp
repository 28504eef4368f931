#include "data/model_files.h"

#include <array>
#include <fstream>
#include <nlohmann/json.hpp>

#include "log/log.h"

namespace vignette {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr std::uintmax_t kLargestConfig = 4 << 20;
constexpr std::array<const char*, 4> kWeightFiles = {"model.safetensors", "model.safetensors.index.json",
                                                     "pytorch_model.bin", "pytorch_model.bin.index.json"};

bool is_regular(const fs::path& file) {
  std::error_code error;
  return fs::is_regular_file(file, error);
}

/// Null where the file is no JSON object of a sensible size.
Json read_config(const fs::path& file) {
  std::error_code error;
  if (!is_regular(file) || fs::file_size(file, error) > kLargestConfig) return {};
  std::ifstream input(file, std::ios::binary);
  const auto shallow = [](int depth, Json::parse_event_t, const Json&) { return depth < 64; };
  auto json = Json::parse(input, shallow, false);
  return json.is_object() ? json : Json();
}

std::string text_of(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

void take(ModelDescription& model, const char* name, const Json& object, const char* key) {
  const auto found = object.find(key);
  if (found != object.end() && found->is_number_unsigned()) model.set_size(name, found->get<std::int64_t>());
}

const Json& child(const Json& object, const char* key) {
  static const Json none = Json::object();
  const auto found = object.find(key);
  return found != object.end() && found->is_object() ? *found : none;
}

void take_gpt2(ModelDescription& model, const Json& config) {
  model.kind = ModelKind::gpt2, model.system = "GPT-2";
  take(model, "layers", config, "n_layer");
  take(model, "width", config, "n_embd");
  take(model, "heads", config, "n_head");
  take(model, "vocabulary", config, "vocab_size");
  take(model, "positions", config, "n_positions");
}

void take_roberta(ModelDescription& model, const Json& config) {
  model.kind = ModelKind::roberta, model.system = "RoBERTa";
  take(model, "layers", config, "num_hidden_layers");
  take(model, "width", config, "hidden_size");
  take(model, "heads", config, "num_attention_heads");
  take(model, "vocabulary", config, "vocab_size");
  take(model, "positions", config, "max_position_embeddings");
}

/// Vignette's own form of OpenAI's ResNets, which transformers does not know.
void take_resnet(ModelDescription& model, const Json& vision) {
  model.system = "CLIP (ResNet)";
  for (const char* name : {"layers", "width", "patch"}) model.set_size(name, 0);
  take(model, "width", vision, "width");
  take(model, "image", vision, "image_size");
}

void take_vision(ModelDescription& model, const Json& vision) {
  take(model, "layers", vision, "num_hidden_layers");
  take(model, "width", vision, "hidden_size");
  take(model, "image", vision, "image_size");
  take(model, "patch", vision, "patch_size");
}

/// config.json leaves out what is at transformers' defaults: those of ViT-B/32.
void take_clip(ModelDescription& model, const Json& config) {
  model.kind = ModelKind::clip, model.system = "CLIP (ViT)";
  const std::pair<const char*, std::int64_t> defaults[] = {{"embedding", 512}, {"layers", 12}, {"width", 768},
                                                           {"image", 224},     {"patch", 32},  {"text_layers", 12},
                                                           {"text_width", 512}};
  for (const auto& [name, value] : defaults) model.set_size(name, value);
  take(model, "embedding", config, "projection_dim");
  const Json& vision = child(config, "vision_config");
  text_of(vision, "model_type") == "clip_modified_resnet" ? take_resnet(model, vision) : take_vision(model, vision);
  take(model, "text_layers", child(config, "text_config"), "num_hidden_layers");
  take(model, "text_width", child(config, "text_config"), "hidden_size");
}

void take_blip(ModelDescription& model, const Json& config) {
  model.kind = ModelKind::blip, model.system = "BLIP";
  const std::pair<const char*, std::int64_t> defaults[] = {
      {"embedding", 768}, {"layers", 12}, {"width", 768}, {"image", 384}, {"patch", 16}};
  for (const auto& [name, value] : defaults) model.set_size(name, value);
  take_vision(model, config.contains("vision_config") ? child(config, "vision_config") : config);
  model.set_size("embedding", model.size("width"));
}

void take_captioner(ModelDescription& model, const Json& config) {
  model.kind = ModelKind::captioner, model.layout = WeightLayout::clipcap, model.system = "Vignette";
  model.body = "gpt.transformer.", model.mapper_body = "clip_project.";
  const Json& mapper = child(config, "mapper");
  model.mapper = text_of(mapper, "kind");
  take(model, "embedding", mapper, "embedding_size");
  take(model, "prefix", mapper, "prefix_length");
  if (model.mapper == "transformer") take(model, "clip_length", mapper, "clip_length");
  if (model.mapper == "transformer" || model.mapper == "encoder") take(model, "mapper_layers", mapper, "num_layers");
  const Json& gpt2 = child(config, "language_model");
  take(model, "layers", gpt2, "n_layer");
  take(model, "width", gpt2, "n_embd");
  take(model, "heads", gpt2, "n_head");
  take(model, "vocabulary", gpt2, "vocab_size");
  take(model, "positions", gpt2, "n_positions");
}

/// By config.json or captioner.json; kind unknown for another model_type than Vignette runs.
ModelDescription described_by_config(const fs::path& directory) {
  ModelDescription model;
  model.layout = WeightLayout::hugging_face;
  if (const Json captioner = read_config(directory / "captioner.json"); captioner.is_object()) {
    take_captioner(model, captioner);
    return model;
  }
  const Json config = read_config(directory / "config.json");
  if (!config.is_object()) return model;
  const std::string type = text_of(config, "model_type");
  if (type == "gpt2") take_gpt2(model, config);
  if (type == "roberta") take_roberta(model, config);
  if (type == "clip") take_clip(model, config);
  if (type == "blip" || type == "blip_vision_model") take_blip(model, config);
  if (model.kind == ModelKind::unknown && !type.empty())
    model.problem = concat((directory / "config.json").string(), " says model_type \"", type,
                           "\"; Vignette runs gpt2, roberta, clip and blip");
  return model;
}

bool is_link(const fs::path& path) {
  std::error_code error;
  return fs::is_symlink(fs::symlink_status(path, error));
}

/// Why a folder's weights cannot be read; empty if they can.
std::string damage_of_weights(const fs::path& directory) try {
  for (const char* name : kWeightFiles) {
    const auto file = directory / name;
    if (is_link(file) && !is_regular(file))
      return concat(name, " is a link to a file that is not there: its download did not finish; download it again");
  }
  list_weights(directory);
  return {};
} catch (const std::exception& error) {
  return error.what();
}

ModelDescription describe_file(const fs::path& file) {
  try {
    auto model = describe_weights(shapes_of(open_weights(file)));
    if (model.layout == WeightLayout::hugging_face && model.problem.empty())
      model.problem = "its config.json does not lie beside it: the whole folder is wanted";
    return model;
  } catch (const std::exception& error) {
    ModelDescription model;
    model.problem = error.what();
    return model;
  }
}

}  // namespace

ModelDescription describe_model(const fs::path& path) {
  std::error_code error;
  if (!fs::is_directory(path, error)) return describe_file(path);
  auto model = described_by_config(path);
  if (model.kind != ModelKind::unknown && model.problem.empty()) model.problem = damage_of_weights(path);
  return model;
}

WeightShapes shapes_of(const WeightFiles& files) {
  WeightShapes shapes;
  for (const auto& [name, weight] : files.weights) shapes.emplace(name, weight.shape);
  return shapes;
}

bool is_weight_file_name(const fs::path& path) {
  const auto extension = path.extension();
  for (const char* known : {".safetensors", ".pt", ".pth", ".bin", ".ckpt"})
    if (extension == known) return true;
  return false;
}

std::uint64_t model_bytes(const fs::path& path) {
  std::error_code error;
  const auto size_of = [](const fs::path& file) -> std::uint64_t {
    std::error_code none;
    const auto size = is_regular(file) ? fs::file_size(file, none) : 0;
    return none ? 0 : size;
  };
  if (!fs::is_directory(path, error)) return size_of(path);
  std::uint64_t bytes = 0;
  for (fs::directory_iterator at(path, fs::directory_options::skip_permission_denied, error), end; !error && at != end;
       at.increment(error))
    bytes += size_of(at->path());
  return bytes;
}

}  // namespace vignette
