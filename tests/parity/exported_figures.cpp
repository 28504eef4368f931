#include "parity/exported_figures.h"

#include <ATen/core/Tensor.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/ones.h>
#include <c10/core/GradMode.h>

#include "models/captioner.h"
#include "models/clip.h"
#include "models/roberta.h"
#include "models/safetensors.h"

namespace vignette {
namespace {

/// Ids spread over the vocabulary, other ones in every row.
at::Tensor some_ids(std::int64_t rows, std::int64_t length, std::int64_t vocabulary) {
  return at::arange(rows * length, at::kLong).mul(7919).add(11).remainder(vocabulary).view({rows, length});
}

/// Numbers from -1 to 1 without a pattern.
at::Tensor some_numbers(at::IntArrayRef shape) {
  std::int64_t count = 1;
  for (const auto size : shape) count *= size;
  return at::arange(count, at::kFloat).mul(12.9898F).sin().view(shape);
}

void add_captioner(NamedTensors& all, const std::filesystem::path& directory) {
  const auto captioner = Captioner::load(directory);
  const auto& model = captioner.language_model();
  const auto ids = some_ids(2, 9, model.config().vocab_size);
  all.emplace_back("gpt2.ids", ids);
  all.emplace_back("gpt2.logits", model.logits(model.forward(model.embed_tokens(ids), nullptr, {}, Mode::evaluation)));
  const auto embedding = some_numbers({2, captioner.mapper_config().embedding_size});
  all.emplace_back("clipcap.embedding", embedding);
  all.emplace_back("clipcap.ids", ids);
  all.emplace_back("clipcap.logits",
                   captioner.caption_logits(captioner.prefix(embedding, Mode::evaluation), ids, Mode::evaluation));
}

void add_critic(NamedTensors& all, const std::filesystem::path& directory) {
  const auto model = Roberta::load(directory);
  const auto pad = model.config().pad_token_id;
  auto ids = some_ids(2, 9, model.config().vocab_size - 3).add(2);
  auto mask = at::ones({2, 9}, at::kLong);
  ids[1].narrow(0, 6, 3).fill_(pad);
  mask[1].narrow(0, 6, 3).fill_(0);
  const auto output = model.forward(ids, mask, Mode::evaluation);
  all.emplace_back("roberta.ids", ids);
  all.emplace_back("roberta.mask", mask);
  all.emplace_back("roberta.hidden", output.last_hidden_state);
  all.emplace_back("roberta.pooler", output.pooler_output);
}

void add_clip(NamedTensors& all, const std::filesystem::path& directory) {
  const auto model = Clip::load(directory);
  const auto& config = model.config();
  auto ids = some_ids(2, 7, config.vocab_size - 3);
  ids.select(1, 0).fill_(config.bos_token_id);
  ids.select(1, 6).fill_(config.eos_token_id);
  const auto pixels = some_numbers({2, 3, config.image_size, config.image_size});
  all.emplace_back("clip.ids", ids);
  all.emplace_back("clip.pixels", pixels);
  all.emplace_back("clip.texts", model.encode_texts(ids));
  all.emplace_back("clip.images", model.encode_images(pixels));
}

}  // namespace

void write_exported_figures(const std::filesystem::path& folder, const std::filesystem::path& captioner,
                            const std::filesystem::path& discriminator, const std::filesystem::path& clip) {
  const c10::NoGradGuard no_grad;
  NamedTensors all;
  add_captioner(all, captioner);
  add_critic(all, discriminator);
  add_clip(all, clip);
  write_safetensors(folder / "expected.safetensors", all);
}

}  // namespace vignette
