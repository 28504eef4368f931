#include "models/captioner.h"

#include <ATen/ops/cat.h>
#include <ATen/ops/full.h>

#include <fstream>
#include <iterator>
#include <stdexcept>

#include "log/log.h"
#include "models/atomic_writer.h"
#include "models/configs.h"
#include "models/safetensors.h"

namespace vignette {
namespace {

void copy_tokenizer_file(const std::filesystem::path& source, const std::filesystem::path& target) {
  std::error_code ignored;
  if (std::filesystem::equivalent(source, target, ignored)) return;
  std::ifstream input(source, std::ios::binary);
  if (!input) throw WeightsError(concat(source.string(), ": cannot be read; a captioner needs its tokenizer's files."));
  const std::string text{std::istreambuf_iterator<char>(input), {}};
  write_text_atomically(target, text);
}

}  // namespace

Captioner::Captioner(Gpt2 language_model, const MapperConfig& mapper, std::shared_ptr<const Tokenizer> tokenizer)
    : language_model_(std::move(language_model)), mapper_config_(mapper), tokenizer_(std::move(tokenizer)) {
  const std::int64_t width = language_model_.config().n_embd;
  if (mapper.model_width != width)
    throw std::invalid_argument(
        concat("mapper: expected the language model's width ", width, ", got ", mapper.model_width));
  mapper_ = make_mapper(mapper);
  if (!cross_attends()) return;
  if (!language_model_.config().add_cross_attention)
    throw std::invalid_argument("cross-attention captioner: the language model's blocks have no cross-attention");
  mapper_config_.prefix_length = 1;
}

Captioner Captioner::load(const std::filesystem::path& directory) {
  if (std::filesystem::is_regular_file(directory))
    throw WeightsError(concat(directory.string(), " is a file and no captioner's folder: run \"vignette-cli import ",
                              directory.string(), " --out FOLDER\" and name that folder."));
  const CaptionerDescription description = read_captioner_description(directory);
  if (description.mapper.model_width != description.language_model.n_embd)
    throw WeightsError(concat((directory / "captioner.json").string(), ": mapper: model_width: expected ",
                              description.language_model.n_embd, ", got ", description.mapper.model_width, "."));
  Captioner captioner(Gpt2::blank(description.language_model), description.mapper,
                      load_tokenizer(directory, TokenizerKind::gpt2));
  load_parameters(directory, captioner.named_parameters());
  return captioner;
}

void Captioner::save(const std::filesystem::path& directory, const std::filesystem::path& tokenizer_source) const {
  write_captioner_description(directory, {language_model_.config(), mapper_config_});
  const auto names = tokenizer_files(tokenizer_source);
  if (names.empty())
    throw WeightsError(
        concat(tokenizer_source.string(), ": holds no vocab.json or tokenizer.json; a captioner needs its tokenizer."));
  for (const auto& name : names) copy_tokenizer_file(tokenizer_source / name, directory / name);
  const auto* adapters = language_model_.adapters();
  write_safetensors(directory / "model.safetensors",
                    adapters != nullptr ? adapters->merged(named_parameters()) : named_parameters(),
                    {{"format", "pt"}});
  if (adapters != nullptr) adapters->save(directory / "adapter");
}

NamedTensors Captioner::named_parameters() const {
  NamedTensors all;
  for (const auto& [name, tensor] : language_model_.named_parameters()) all.emplace_back("gpt." + name, tensor);
  for (const auto& [name, tensor] : mapper_->named_parameters()) all.emplace_back("clip_project." + name, tensor);
  return all;
}

NamedTensors Captioner::adapter_parameters() const {
  NamedTensors all;
  if (const auto* adapters = language_model_.adapters(); adapters != nullptr)
    for (const auto& [name, tensor] : adapters->named_parameters()) all.emplace_back("gpt." + name, tensor);
  return all;
}

at::Tensor Captioner::prefix(const at::Tensor& embedding, Mode mode) const {
  if (!mapper_config_.normalize_embedding) return mapper_->forward(embedding, mode);
  return mapper_->forward(embedding.div(embedding.norm(2, {-1}, true)), mode);
}

std::int64_t Captioner::lead_length() const {
  if (cross_attends()) return 1;
  return mapper_config_.prefix_length + (captions_end_by_token() ? 1 : 0);
}

at::Tensor Captioner::lead(const at::Tensor& prefix) const {
  if (!captions_end_by_token()) return prefix;
  const at::Tensor begin = at::full({prefix.size(0), 1}, language_model_.config().eos_token_id,
                                    prefix.options().dtype(at::kLong).requires_grad(false));
  const at::Tensor embedded = language_model_.embed_tokens(begin);
  return cross_attends() ? embedded : at::cat({embedded, prefix}, 1);
}

/// The encoder kind adds GPT-2's position embeddings to its inputs, which GPT-2 then adds again.
at::Tensor Captioner::run(const at::Tensor& inputs, const at::Tensor& prefix, KeyValueCache* cache, Mode mode) const {
  if (cross_attends()) return language_model_.forward(inputs, cache, {}, mode, prefix);
  if (!captions_end_by_token()) return language_model_.forward(inputs, cache, {}, mode);
  const std::int64_t first = cache != nullptr ? cache->length() : 0;
  return language_model_.forward(inputs.add(language_model_.embed_positions(first, inputs.size(1))), cache, {}, mode);
}

at::Tensor Captioner::caption_hidden(const at::Tensor& prefix, const at::Tensor& ids, Mode mode) const {
  const std::int64_t time = ids.size(1);
  at::Tensor inputs = lead(prefix);
  const std::int64_t start = inputs.size(1) - 1;
  if (time > 1) inputs = at::cat({inputs, language_model_.embed_tokens(ids.narrow(1, 0, time - 1))}, 1);
  return run(inputs, prefix, nullptr, mode).narrow(1, start, time);
}

at::Tensor Captioner::caption_logits(const at::Tensor& prefix, const at::Tensor& ids, Mode mode) const {
  return language_model_.logits(caption_hidden(prefix, ids, mode));
}

Captioner::Decoding Captioner::start_decoding(const at::Tensor& prefix, std::int64_t max_length) const {
  const at::Tensor inputs = lead(prefix);
  const std::int64_t length = inputs.size(1);
  Decoding decoding{language_model_.make_cache(length + max_length - 1), {}};
  const at::Tensor hidden = run(inputs, prefix, &decoding.cache, Mode::evaluation).select(1, length - 1);
  decoding.logits = language_model_.logits(hidden, decoding.cache);
  return decoding;
}

at::Tensor Captioner::continue_decoding(const at::Tensor& tokens, KeyValueCache& cache) const {
  const at::Tensor hidden = run(language_model_.embed_tokens(tokens.unsqueeze(1)), {}, &cache, Mode::evaluation);
  return language_model_.logits(hidden.select(1, 0), cache);
}

std::int64_t Captioner::stop_token() const {
  if (captions_end_by_token()) return language_model_.config().eos_token_id;
  const std::int64_t id = tokenizer_->token_id(".");
  if (id < 0) throw std::invalid_argument("the captioner's vocabulary has no '.', which ends captions");
  return id;
}

}  // namespace vignette
