#include "models/configs.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "log/log.h"
#include "models/activation.h"
#include "models/atomic_writer.h"
#include "models/json_object.h"
#include "models/safetensors.h"

namespace vignette {

void read_tower(const JsonObject& object, ClipTowerConfig& tower) {
  object.read("hidden_size", tower.hidden_size);
  object.read("intermediate_size", tower.intermediate_size);
  object.read("num_hidden_layers", tower.num_hidden_layers);
  object.read("num_attention_heads", tower.num_attention_heads);
  object.read("layer_norm_eps", tower.layer_norm_eps);
  object.read("hidden_act", tower.hidden_act);
  object.check_heads("hidden_size", tower.hidden_size, "num_attention_heads", tower.num_attention_heads);
  object.check_activation("hidden_act", tower.hidden_act);
}

namespace {

using Json = nlohmann::ordered_json;

/// Refuses a variant of GPT-2 that would compute something else.
void check_plain(const JsonObject& object, const char* key, bool usual, const char* what) {
  bool value = usual;
  object.read(key, value);
  if (value != usual) object.fail(key, concat("this GPT-2 has ", what, ", which Vignette's has not"));
}

Gpt2Config read_gpt2(const JsonObject& object) {
  Gpt2Config config;
  object.read("vocab_size", config.vocab_size);
  object.read("n_positions", config.n_positions);
  object.read("n_embd", config.n_embd);
  object.read("n_layer", config.n_layer);
  object.read("n_head", config.n_head);
  object.read("n_inner", config.n_inner, 0);
  object.read("layer_norm_epsilon", config.layer_norm_epsilon);
  object.read("activation_function", config.activation_function);
  object.read("embd_pdrop", config.embd_pdrop);
  object.read("attn_pdrop", config.attn_pdrop);
  object.read("resid_pdrop", config.resid_pdrop);
  object.read("eos_token_id", config.eos_token_id, 0);
  object.read("add_cross_attention", config.add_cross_attention);
  check_plain(object, "tie_word_embeddings", true, "an output head of its own");
  check_plain(object, "scale_attn_weights", true, "attention that is not scaled");
  check_plain(object, "scale_attn_by_inverse_layer_idx", false, "attention that is scaled by the layer");
  object.check_heads("n_embd", config.n_embd, "n_head", config.n_head);
  object.check_activation("activation_function", config.activation_function);
  return config;
}

Json json_of(const Gpt2Config& config) {
  return {{"architectures", {"GPT2LMHeadModel"}},
          {"model_type", "gpt2"},
          {"vocab_size", config.vocab_size},
          {"n_positions", config.n_positions},
          {"n_embd", config.n_embd},
          {"n_layer", config.n_layer},
          {"n_head", config.n_head},
          {"n_inner", config.n_inner == 0 ? Json() : Json(config.n_inner)},
          {"layer_norm_epsilon", config.layer_norm_epsilon},
          {"activation_function", config.activation_function},
          {"embd_pdrop", config.embd_pdrop},
          {"attn_pdrop", config.attn_pdrop},
          {"resid_pdrop", config.resid_pdrop},
          {"bos_token_id", config.eos_token_id},
          {"eos_token_id", config.eos_token_id},
          {"add_cross_attention", config.add_cross_attention},
          {"tie_word_embeddings", true},
          {"dtype", "float32"},
          {"torch_dtype", "float32"}};
}

Json json_of(const ClipTowerConfig& tower, const char* type, std::int64_t projection_dim) {
  return {{"model_type", type},
          {"hidden_size", tower.hidden_size},
          {"intermediate_size", tower.intermediate_size},
          {"num_hidden_layers", tower.num_hidden_layers},
          {"num_attention_heads", tower.num_attention_heads},
          {"layer_norm_eps", tower.layer_norm_eps},
          {"hidden_act", tower.hidden_act},
          {"attention_dropout", 0.0},
          {"projection_dim", projection_dim}};
}

void read_vision_transformer(const JsonObject& object, ClipConfig& config) {
  config.vision.hidden_size = 768, config.vision.intermediate_size = 3072, config.vision.num_attention_heads = 12;
  read_tower(object, config.vision);
  object.read("image_size", config.image_size);
  object.read("patch_size", config.patch_size);
  if (config.image_size % config.patch_size != 0) object.fail("patch_size", "expected a divisor of image_size");
}

/// OpenAI's ResNets, which transformers does not know.
constexpr const char* kResNet = "clip_modified_resnet";

Json json_of(const ClipResNetConfig& resnet) {
  return {{"model_type", kResNet}, {"layers", resnet.layers}, {"width", resnet.width}};
}

void read_resnet(const JsonObject& object, ClipConfig& config) {
  config.resnet.emplace();
  std::vector<std::int64_t> layers(config.resnet->layers.begin(), config.resnet->layers.end());
  object.read("layers", layers);
  if (layers.size() != config.resnet->layers.size()) object.fail("layers", "expected four numbers");
  std::copy(layers.begin(), layers.end(), config.resnet->layers.begin());
  object.read("width", config.resnet->width);
  object.read("image_size", config.image_size);
  if (config.image_size % 32 != 0) object.fail("image_size", "expected a multiple of 32");
  if (config.resnet->width % 2 != 0) object.fail("width", "expected an even number");
}

Json json_of(const ClipConfig& config) {
  Json text = json_of(config.text, "clip_text_model", config.projection_dim);
  text["vocab_size"] = config.vocab_size;
  text["max_position_embeddings"] = config.max_position_embeddings;
  text["bos_token_id"] = config.bos_token_id;
  text["eos_token_id"] = config.eos_token_id;
  text["pad_token_id"] = config.eos_token_id;
  Json vision =
      config.resnet ? json_of(*config.resnet) : json_of(config.vision, "clip_vision_model", config.projection_dim);
  vision["image_size"] = config.image_size;
  if (!config.resnet) vision["patch_size"] = config.patch_size;
  vision["num_channels"] = 3;
  return {{"architectures", {"CLIPModel"}},
          {"model_type", "clip"},
          {"projection_dim", config.projection_dim},
          {"logit_scale_init_value", config.logit_scale_init_value},
          {"text_config", text},
          {"vision_config", vision},
          {"dtype", "float32"},
          {"torch_dtype", "float32"}};
}

void write_json(const std::filesystem::path& directory, const char* name, const Json& json) {
  std::filesystem::create_directories(directory);
  write_text_atomically(directory / name, json.dump(2) + "\n");
}

void check_mapper(const JsonObject& object, const CaptionerDescription& description) {
  const MapperConfig& mapper = description.mapper;
  if (!is_mapper_kind(mapper.kind))
    object.fail("kind", concat("'", mapper.kind, "' is not known; use mlp, transformer, encoder or cross_attention"));
  if (mapper.dropout >= 1) object.fail("dropout", "expected a number from 0 to below 1");
  if (mapper.kind == "encoder")
    object.check_heads("embedding_size", mapper.embedding_size, "num_heads", mapper.num_heads);
  if (mapper.kind != "cross_attention") return;
  if (mapper.embedding_size > mapper.model_width)
    object.fail("embedding_size", concat("expected at most model_width, ", mapper.model_width));
  if (!description.language_model.add_cross_attention)
    object.fail("kind", "cross_attention needs a language_model with add_cross_attention true");
}

}  // namespace

Gpt2Config Gpt2Config::from_directory(const std::filesystem::path& directory) {
  return read_gpt2(JsonObject::from_file(directory / "config.json", "gpt2"));
}

RobertaConfig RobertaConfig::from_directory(const std::filesystem::path& directory) {
  const JsonObject object = JsonObject::from_file(directory / "config.json", "roberta");
  RobertaConfig config;
  object.read("vocab_size", config.vocab_size);
  object.read("hidden_size", config.hidden_size);
  object.read("num_hidden_layers", config.num_hidden_layers);
  object.read("num_attention_heads", config.num_attention_heads);
  object.read("intermediate_size", config.intermediate_size);
  object.read("max_position_embeddings", config.max_position_embeddings);
  object.read("type_vocab_size", config.type_vocab_size);
  object.read("pad_token_id", config.pad_token_id, 0);
  object.read("layer_norm_eps", config.layer_norm_eps);
  object.read("hidden_dropout_prob", config.hidden_dropout_prob);
  object.read("attention_probs_dropout_prob", config.attention_probs_dropout_prob);
  object.read("hidden_act", config.hidden_act);
  object.check_heads("hidden_size", config.hidden_size, "num_attention_heads", config.num_attention_heads);
  object.check_activation("hidden_act", config.hidden_act);
  return config;
}

ClipConfig ClipConfig::from_directory(const std::filesystem::path& directory) {
  const JsonObject object = JsonObject::from_file(directory / "config.json", "clip");
  ClipConfig config;
  object.read("projection_dim", config.projection_dim);
  object.read("logit_scale_init_value", config.logit_scale_init_value, -1000.0);
  const JsonObject text = object.child("text_config"), vision = object.child("vision_config");
  read_tower(text, config.text);
  std::string kind;
  vision.read("model_type", kind);
  if (kind == kResNet)
    read_resnet(vision, config);
  else
    read_vision_transformer(vision, config);
  text.read("vocab_size", config.vocab_size);
  text.read("max_position_embeddings", config.max_position_embeddings);
  text.read("bos_token_id", config.bos_token_id, 0);
  text.read("eos_token_id", config.eos_token_id, 0);
  return config;
}

void write_config(const std::filesystem::path& directory, const Gpt2Config& config) {
  write_json(directory, "config.json", json_of(config));
}

void write_config(const std::filesystem::path& directory, const RobertaConfig& config) {
  write_json(directory, "config.json",
             {{"architectures", {"RobertaModel"}},
              {"model_type", "roberta"},
              {"vocab_size", config.vocab_size},
              {"hidden_size", config.hidden_size},
              {"num_hidden_layers", config.num_hidden_layers},
              {"num_attention_heads", config.num_attention_heads},
              {"intermediate_size", config.intermediate_size},
              {"max_position_embeddings", config.max_position_embeddings},
              {"type_vocab_size", config.type_vocab_size},
              {"pad_token_id", config.pad_token_id},
              {"bos_token_id", 0},
              {"eos_token_id", 2},
              {"layer_norm_eps", config.layer_norm_eps},
              {"hidden_dropout_prob", config.hidden_dropout_prob},
              {"attention_probs_dropout_prob", config.attention_probs_dropout_prob},
              {"hidden_act", config.hidden_act},
              {"dtype", "float32"},
              {"torch_dtype", "float32"}});
}

void write_config(const std::filesystem::path& directory, const ClipConfig& config) {
  write_json(directory, "config.json", json_of(config));
  write_json(directory, "preprocessor_config.json",
             {{"image_processor_type", "CLIPImageProcessor"},
              {"do_resize", true},
              {"size", {{"shortest_edge", config.image_size}}},
              {"resample", 3},
              {"do_center_crop", true},
              {"crop_size", {{"height", config.image_size}, {"width", config.image_size}}},
              {"do_rescale", true},
              {"rescale_factor", 1.0 / 255},
              {"do_normalize", true},
              {"image_mean", {0.48145466, 0.4578275, 0.40821073}},
              {"image_std", {0.26862954, 0.26130258, 0.27577711}},
              {"do_convert_rgb", true}});
}

CaptionerDescription read_captioner_description(const std::filesystem::path& directory) {
  const JsonObject object = JsonObject::from_file(directory / "captioner.json", "vignette_captioner");
  CaptionerDescription description;
  description.language_model = read_gpt2(object.child("language_model"));
  const JsonObject mapper = object.child("mapper");
  mapper.read("kind", description.mapper.kind);
  mapper.read("embedding_size", description.mapper.embedding_size);
  mapper.read("prefix_length", description.mapper.prefix_length);
  mapper.read("model_width", description.mapper.model_width);
  mapper.read("clip_length", description.mapper.clip_length);
  mapper.read("num_layers", description.mapper.num_layers);
  mapper.read("num_heads", description.mapper.num_heads);
  mapper.read("mlp_ratio", description.mapper.mlp_ratio);
  mapper.read("dropout", description.mapper.dropout);
  mapper.read("normalize_embedding", description.mapper.normalize_embedding);
  std::string features = "projected";
  mapper.read("image_features", features);
  if (features != "projected" && features != "pooled")
    mapper.fail("image_features", concat("expected projected or pooled, got '", features, "'"));
  description.mapper.pooled_features = features == "pooled";
  check_mapper(mapper, description);
  return description;
}

void write_captioner_description(const std::filesystem::path& directory, const CaptionerDescription& description) {
  const MapperConfig& mapper = description.mapper;
  write_json(directory, "captioner.json",
             {{"model_type", "vignette_captioner"},
              {"mapper",
               {{"kind", mapper.kind},
                {"embedding_size", mapper.embedding_size},
                {"prefix_length", mapper.prefix_length},
                {"model_width", mapper.model_width},
                {"clip_length", mapper.clip_length},
                {"num_layers", mapper.num_layers},
                {"num_heads", mapper.num_heads},
                {"mlp_ratio", mapper.mlp_ratio},
                {"dropout", mapper.dropout},
                {"normalize_embedding", mapper.normalize_embedding},
                {"image_features", mapper.pooled_features ? "pooled" : "projected"}}},
              {"language_model", json_of(description.language_model)}});
}

}  // namespace vignette
