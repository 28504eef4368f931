#include "models/captioner_import.h"

#include <ATen/core/Tensor.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/equal.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <optional>
#include <stdexcept>

#include "data/model_files.h"
#include "log/log.h"
#include "models/image_encoder.h"
#include "models/safetensors.h"
#include "models/weight_comparison.h"

namespace vignette {
namespace {

namespace fs = std::filesystem;

constexpr std::int64_t kHeadWidth = 64;  // of every GPT-2 that was published

std::int64_t dimension(const WeightShapes& weights, const std::string& name, std::size_t index) {
  const auto found = weights.find(name);
  return found == weights.end() || index >= found->second.size() ? 0 : found->second[index];
}

/// config.json of a GPT-2 of this width beside the weights or the tokenizer: it knows what the weights do not tell.
std::optional<Gpt2Config> config_beside(WeightReport& report, std::int64_t width) {
  for (const auto& folder : {tokenizer_folder_of(report.source), report.tokenizer}) {
    if (folder.empty() || describe_model(folder).kind != ModelKind::gpt2) continue;
    const auto config = Gpt2Config::from_directory(folder);
    if (config.n_embd != width) continue;
    report.assumed.push_back(
        concat("attention heads: ", config.n_head, ", as ", (folder / "config.json").string(), " says"));
    return config;
  }
  return std::nullopt;
}

void assume_heads(Gpt2Config& config, WeightReport& report, std::int64_t given) {
  if (given > 0) {
    config.n_head = given;
  } else {
    config.n_head = std::max<std::int64_t>(config.n_embd / kHeadWidth, 1);
    report.assumed.push_back(concat("attention heads: ", config.n_head,
                                    ", the width divided by 64, as in every published ",
                                    "GPT-2; the weights do not tell (--heads N)"));
  }
}

Gpt2Config language_model(WeightReport& report, const CaptionerChoices& choices, const WeightShapes& weights) {
  const ModelDescription& model = report.model;
  const auto width = model.size("width");
  const auto beside = choices.heads > 0 ? std::nullopt : config_beside(report, width);
  Gpt2Config config = beside.value_or(Gpt2Config());
  config.n_embd = width, config.n_layer = model.size("layers");
  config.vocab_size = model.size("vocabulary"), config.n_positions = model.size("positions");
  if (!beside) assume_heads(config, report, choices.heads);
  if (!beside) config.eos_token_id = config.vocab_size - 1;  // <|endoftext|> is the last one
  const auto inner = dimension(weights, concat(model.wrapper, model.body, "h.0.mlp.c_fc.weight"), 1);
  config.n_inner = inner == 4 * width ? 0 : inner;
  config.add_cross_attention = model.mapper == "cross_attention";
  if (config.n_layer < 1)
    throw WeightsError(concat(report.source.string(), ": its language model has no layers. Fetch the file again."));
  if (width <= 0 || config.n_head <= 0 || width % config.n_head != 0)
    throw WeightsError(concat(report.source.string(), ": its language model's width, ", width, ", is no multiple of ",
                              config.n_head, " attention heads: give --heads N"));
  return config;
}

void settle_encoder(MapperConfig& mapper, WeightReport& report, const WeightShapes& weights) {
  const auto inner =
      dimension(weights, stored_name(report.model, "clip_project.transformer_encoder.layers.0.linear1.weight"), 0);
  mapper.mlp_ratio = std::max<std::int64_t>(inner / std::max<std::int64_t>(mapper.embedding_size, 1), 1);
  if (mapper.embedding_size % mapper.num_heads != 0) mapper.num_heads = 1;
  report.assumed.push_back(
      concat("attention heads of the mapper: ", mapper.num_heads, ", as in the original's settings"));
}

void settle_cross_attention(MapperConfig& mapper, WeightReport& report, std::int64_t given) {
  mapper.embedding_size = given > 0 ? given : mapper.model_width;
  if (given > 0) return;
  report.model.set_size("embedding", mapper.embedding_size);
  report.assumed.push_back(concat("embeddings of ", mapper.embedding_size,
                                  " numbers (BLIP-base's); --embedding 512 is "
                                  "for CLIP ViT-B/32: the weights do not tell"));
}

MapperConfig mapper_of(WeightReport& report, const CaptionerChoices& choices, const WeightShapes& weights) {
  const ModelDescription& model = report.model;
  MapperConfig mapper;
  mapper.kind = model.mapper;
  mapper.embedding_size = model.size("embedding"), mapper.prefix_length = model.size("prefix");
  mapper.model_width = model.size("width");
  if (model.mapper == "transformer") mapper.clip_length = model.size("clip_length");
  if (model.size("mapper_layers") > 0) mapper.num_layers = model.size("mapper_layers");
  if (model.mapper == "encoder") settle_encoder(mapper, report, weights);
  if (model.mapper == "cross_attention") settle_cross_attention(mapper, report, choices.embedding);
  mapper.normalize_embedding = choices.normalize;
  mapper.pooled_features = model.layout == WeightLayout::clip_gpt;
  if (mapper.pooled_features)
    report.assumed.push_back("pictures as CLIP's pooler output, before its projection, as the original takes them");
  if (model.layout == WeightLayout::clipcap && !choices.normalize)
    report.assumed.push_back(
        "embeddings as CLIP gives them; CapDec's captioners, and ClipCap's trained with --normalize_prefix, want "
        "--normalize");
  return mapper;
}

/// Vignette ties the output head to the token embeddings, as GPT-2 does.
void check_head(const WeightReport& report, const Captioner& captioner) {
  for (const auto& [name, reason] : report.ignored) {
    if (!name.ends_with("lm_head.weight")) continue;
    const at::Tensor& tied = captioner.language_model().head();
    const at::Tensor head = at::empty(tied.sizes(), tied.options());
    load_parameters(report.source, {{name, head}});
    if (!at::equal(head, tied))
      throw WeightsError(concat(report.source.string(), ": ", name, " is not the token embeddings' matrix: an output ",
                                "head of its own is not supported"));
  }
}

/// What "export --format clipcap" noted beside the weights.
CaptionerChoices completed(CaptionerChoices choices, const WeightReport& report) {
  if (report.container != name_of(WeightContainer::safetensors)) return choices;
  std::map<std::string, std::string> notes;
  open_safetensors(report.source, notes);
  if (choices.heads == 0) choices.heads = std::clamp(std::atoll(notes["gpt_n_head"].c_str()), 0LL, 4096LL);
  choices.normalize = choices.normalize || notes["normalize_prefix"] == "true";
  return choices;
}

}  // namespace

CaptionerDescription imported_description(WeightReport& report, const CaptionerChoices& given,
                                          const WeightShapes& weights) {
  const auto choices = completed(given, report);
  CaptionerDescription description;
  description.language_model = language_model(report, choices, weights);
  description.mapper = mapper_of(report, choices, weights);
  report.model.set_size("heads", description.language_model.n_head);
  return description;
}

NamedTensors captioner_parameters(const CaptionerDescription& description) {
  NamedTensors all;
  for (const auto& [name, tensor] : Gpt2::blank(description.language_model).named_parameters())
    all.emplace_back(concat("gpt.", name), tensor);
  for (const auto& [name, tensor] : make_mapper(description.mapper)->named_parameters())
    all.emplace_back(concat("clip_project.", name), tensor);
  return all;
}

Captioner imported_captioner(const WeightReport& report, const CaptionerDescription& description) {
  auto tokenizer = load_tokenizer(report.tokenizer, TokenizerKind::gpt2);
  const auto rows = description.language_model.vocab_size;
  if (tokenizer->vocabulary_size() > rows)
    throw std::runtime_error(concat("the tokenizer of ", report.tokenizer.string(), " has ",
                                    tokenizer->vocabulary_size(), " tokens, the weights have ", rows,
                                    ": give the one that the captioner was trained ", "with, by --tokenizer DIR"));
  auto settled = description.language_model;
  settled.eos_token_id = tokenizer->end_id();
  Captioner captioner(Gpt2::blank(settled), description.mapper, std::move(tokenizer));
  load_parameters(report.source, as_stored(report.model, captioner.named_parameters()));
  check_head(report, captioner);
  return captioner;
}

}  // namespace vignette
