#include "models/captioner.h"

#include <ATen/ops/cat.h>

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
}

Captioner Captioner::load(const std::filesystem::path& directory) {
  const CaptionerDescription description = read_captioner_description(directory);
  if (description.mapper.model_width != description.language_model.n_embd)
    throw WeightsError(concat((directory / "captioner.json").string(), ": mapper: model_width: expected ",
                              description.language_model.n_embd, ", got ", description.mapper.model_width, "."));
  Captioner captioner(Gpt2(description.language_model), description.mapper,
                      load_tokenizer(directory, TokenizerKind::gpt2));
  load_parameters(directory, captioner.named_parameters());
  return captioner;
}

void Captioner::save(const std::filesystem::path& directory, const std::filesystem::path& tokenizer_source) const {
  write_captioner_description(directory, {language_model_.config(), mapper_config_});
  for (const char* name : {"vocab.json", "merges.txt"}) copy_tokenizer_file(tokenizer_source / name, directory / name);
  write_safetensors(directory / "model.safetensors", named_parameters(), {{"format", "pt"}});
}

NamedTensors Captioner::named_parameters() const {
  NamedTensors all;
  for (const auto& [name, tensor] : language_model_.named_parameters()) all.emplace_back("gpt." + name, tensor);
  for (const auto& [name, tensor] : mapper_->named_parameters()) all.emplace_back("clip_project." + name, tensor);
  return all;
}

at::Tensor Captioner::prefix(const at::Tensor& embedding, Mode mode) const {
  return mapper_->forward(embedding, mode);
}

at::Tensor Captioner::caption_logits(const at::Tensor& prefix, const at::Tensor& ids, Mode mode) const {
  const std::int64_t time = ids.size(1), start = prefix.size(1) - 1;
  const at::Tensor known = language_model_.embed_tokens(ids.narrow(1, 0, time - 1));
  const at::Tensor hidden = language_model_.forward(at::cat({prefix, known}, 1), nullptr, {}, mode);
  return language_model_.logits(hidden.narrow(1, start, time));
}

std::int64_t Captioner::stop_token() const {
  const std::int64_t id = tokenizer_->token_id(".");
  if (id < 0) throw std::invalid_argument("the captioner's vocabulary has no '.', which ends captions");
  return id;
}

}  // namespace vignette
