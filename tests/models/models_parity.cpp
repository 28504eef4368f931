#include "models/models_parity.h"

#include <ATen/ops/binary_cross_entropy_with_logits.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/from_blob.h>
#include <ATen/ops/log_softmax.h>
#include <ATen/ops/stack.h>
#include <c10/core/GradMode.h>

#include "models/clip.h"
#include "models/golden_tensors.h"
#include "models/roberta.h"

namespace vignette {
namespace {

using Json = nlohmann::json;

/// Logits are summed over a thousand values, so their scale is theirs together.
void check_logits(Problems& problems, const std::string& what, const at::Tensor& logits, const Json& expected) {
  problems.near(what, numbers(logits.narrow(0, 0, 16)), expected["first16"].get<std::vector<double>>());
  problems.near(what + " sum", logits.sum().item<double>(), expected["sum"], 1e-5, expected["abs_sum"]);
  problems.near(what + " abs_sum", logits.abs().sum().item<double>(), expected["abs_sum"]);
  problems.near(what + " logsumexp", logits.logsumexp(0).item<double>(), expected["logsumexp"]);
  problems.equal(what + " argmax", logits.argmax().item<std::int64_t>(), expected["argmax"].get<std::int64_t>());
  problems.equal(what + " top5", ids_of(std::get<1>(logits.topk(5))),
                 expected["top5"].get<std::vector<std::int64_t>>());
}

at::Tensor pixels_of(const std::filesystem::path& file, const ClipPreprocessing& preprocessing) {
  std::vector<float> values = clip_preprocess(decode_image(file), preprocessing);
  return at::from_blob(values.data(), {1, 3, preprocessing.size, preprocessing.size}, at::kFloat).clone();
}

}  // namespace

std::string gpt2_problems(const std::filesystem::path& directory) {
  Problems problems;
  c10::NoGradGuard no_grad;
  const Json golden = read_golden(directory / "gpt2.json");
  const Gpt2 model = Gpt2::load(directory / "tiny" / "gpt2");
  const auto last = [&](const at::Tensor& hidden, std::int64_t row, std::int64_t position) {
    return model.logits(hidden.select(0, row).select(0, position));
  };
  for (std::size_t i = 0; i < golden["prompts"].size(); ++i) {
    const Json& prompt = golden["prompts"][i];
    const at::Tensor hidden =
        model.forward(model.embed_tokens(id_tensor(prompt["ids"]).unsqueeze(0)), nullptr, {}, Mode::evaluation);
    check_logits(problems, "prompt " + std::to_string(i), last(hidden, 0, hidden.size(1) - 1), prompt["last"]);
  }
  const Json& prefix = golden["prefix"];
  const at::Tensor embeds = float_tensor(prefix["inputs_embeds"]), then = id_tensor(prefix["then_tokens"]);
  KeyValueCache cache = model.make_cache(embeds.size(1) + then.size(1));
  const at::Tensor first = model.forward(embeds, &cache, {}, Mode::evaluation);
  at::Tensor second;
  for (std::int64_t t = 0; t < then.size(1); ++t)
    second = model.forward(model.embed_tokens(then.narrow(1, t, 1)), &cache, {}, Mode::evaluation);
  const at::Tensor all = at::cat({embeds, model.embed_tokens(then)}, 1);
  const at::Tensor masked = model.forward(all, nullptr, float_tensor(prefix["with_mask"]["mask"]), Mode::evaluation);
  for (std::int64_t row = 0; row < embeds.size(0); ++row) {
    const auto at = static_cast<std::size_t>(row);
    check_logits(problems, "prefix", last(first, row, first.size(1) - 1), prefix["last"][at]);
    check_logits(problems, "after tokens", last(second, row, second.size(1) - 1), prefix["last_after_tokens"][at]);
  }
  check_logits(problems, "mask, position 10", last(masked, 1, 10), prefix["with_mask"]["row1_pos10"]);
  check_logits(problems, "mask, position 12", last(masked, 1, 12), prefix["with_mask"]["row1_pos12_masked_position"]);
  return problems.text();
}

std::string roberta_problems(const std::filesystem::path& directory) {
  Problems problems;
  c10::NoGradGuard no_grad;
  const Json golden = read_golden(directory / "roberta.json");
  const Roberta model = Roberta::load(directory / "tiny" / "roberta");
  const at::Tensor ids = id_tensor(golden["ids"]), mask = float_tensor(golden["mask"]);
  const Roberta::Output output = model.forward(ids, mask, Mode::evaluation);
  problems.near("pooler", numbers(output.pooler_output), numbers(float_tensor(golden["pooler_output"])));
  problems.near("hidden", numbers(output.last_hidden_state.select(1, 0).narrow(1, 0, 8)),
                numbers(float_tensor(golden["last_hidden_first_token_first8"])));
  problems.near("pooled alone", numbers(model.pooled(ids, mask, Mode::evaluation)), numbers(output.pooler_output),
                2e-6);
  const auto texts = golden["captions"].get<std::vector<std::string>>();
  const auto tokenizer = load_tokenizer(directory / "tiny" / "roberta", TokenizerKind::roberta);
  const auto batch = Discriminator::tokenize(*tokenizer, texts, ids.size(1), true, true);
  problems.equal("ids of captions", ids_of(batch.ids), ids_of(ids));
  problems.equal("mask of captions", numbers(batch.attention_mask), numbers(mask));
  return problems.text();
}

std::string discriminator_problems(const std::filesystem::path& directory) {
  Problems problems;
  const Json golden = read_golden(directory / "cgtgan.json");
  Discriminator critic(Roberta::load(directory / "tiny" / "roberta"));
  for (const auto& [name, parameter] : critic.named_parameters()) {
    if (name.starts_with("classifier."))
      parameter.detach().copy_(float_tensor(golden["discriminator_mlp"][name.substr(11)]));
  }
  critic.requires_grad(true);
  const auto tokenizer = load_tokenizer(directory / "tiny" / "roberta", TokenizerKind::roberta);
  const std::int64_t length = static_cast<std::int64_t>(golden["pad_and_token"]["ids"][0].size());
  const auto fake =
      Discriminator::tokenize(*tokenizer, golden["sample_res"].get<std::vector<std::string>>(), length, true, true);
  problems.equal("ids of samples", ids_of(fake.ids), ids_of(id_tensor(golden["pad_and_token"]["ids"])));
  const auto texts = golden["pad_and_token_long"]["texts"].get<std::vector<std::string>>();
  const auto cut = Discriminator::tokenize(*tokenizer, texts, length, false, true);
  problems.equal("ids of long texts", ids_of(cut.ids), ids_of(id_tensor(golden["pad_and_token_long"]["ids"])));
  const auto mended = Discriminator::tokenize(*tokenizer, texts, length, false, false);
  problems.equal("mended end", mended.ids[0][length - 2].item<std::int64_t>(), tokenizer->token_id("."));

  const at::Tensor real = id_tensor(golden["D"]["real_ids"]);
  const at::Tensor ids = at::cat({real, fake.ids}), labels = ids.select(1, 0).to(at::kFloat).fill_(0);
  labels.narrow(0, 0, real.size(0)).fill_(1);
  const at::Tensor logits = critic.forward({ids, ids.ne(1).to(at::kFloat)}, Mode::evaluation);
  problems.near("logits", numbers(logits), golden["D"]["logits_real_then_fake"].get<std::vector<double>>());
  const at::Tensor loss = at::binary_cross_entropy_with_logits(logits, labels);
  problems.near("D_loss", loss.item<double>(), golden["D"]["loss"]);
  loss.backward();
  check_gradient_norms(problems, critic, golden["D"]["grad_norms"],
                       {{"roberta.", "text_encoder."}, {"classifier.", "mlp."}});
  return problems.text();
}

std::string clip_image_problems(const std::filesystem::path& directory) {
  Problems problems;
  c10::NoGradGuard no_grad;
  const Json golden = read_golden(directory / "clip.json");
  const auto model_directory = directory / "tiny" / "clip-vit";
  const Clip model = Clip::load(model_directory);
  ClipPreprocessing preprocessing = clip_preprocessing_from_directory(model_directory);
  problems.equal("size", std::int64_t{preprocessing.size}, model.config().image_size);
  problems.near("scale", model.scale().item<double>(), golden["logit_scale_exp"]);
  for (const Json& image : golden["images"]) {
    const auto file = directory / image["file"].get<std::string>();
    preprocessing.crop = CropRounding::huggingface;
    problems.near("features", numbers(model.encode_images(pixels_of(file, preprocessing))),
                  image["image_features"].get<std::vector<double>>());
    preprocessing.crop = CropRounding::openai;
    problems.near("features, openai", numbers(model.encode_images(pixels_of(file, preprocessing))),
                  image["image_features_openai_preprocess"].get<std::vector<double>>());
  }
  return problems.text();
}

std::string clip_text_problems(const std::filesystem::path& directory) {
  Problems problems;
  c10::NoGradGuard no_grad;
  const Json golden = read_golden(directory / "clip.json");
  const Clip model = Clip::load(directory / "tiny" / "clip-vit");
  const auto tokenizer = load_tokenizer(directory / "tiny" / "clip-vit", TokenizerKind::clip);
  std::vector<at::Tensor> features;
  std::vector<std::string> texts;
  for (const Json& text : golden["texts"]) {
    features.push_back(float_tensor(text["text_features"]));
    texts.push_back(text["text"]);
    problems.near(texts.back(), numbers(model.encode_texts(id_tensor(text["ids77"]).unsqueeze(0))),
                  numbers(features.back()));
  }
  const at::Tensor together = model.encode_texts(Clip::tokenize(*tokenizer, texts, false, 77));
  problems.near("texts in one batch", numbers(together), numbers(at::stack(features)));
  return problems.text();
}

std::string likelihood_problems(const std::filesystem::path& directory, const std::string& mapper) {
  Problems problems;
  const Json golden = read_golden(directory / "clipcap.json");
  Captioner captioner = golden_captioner(directory, mapper);
  captioner.requires_grad(true);
  const Json& part = golden[mapper];
  const at::Tensor embedding = float_tensor(golden["prefix"]);
  const at::Tensor prefixes = captioner.prefix(embedding, Mode::evaluation);
  problems.near("prefix", numbers(prefixes.narrow(2, 0, 8)), numbers(float_tensor(part["prefix_projections_first8"])));
  const at::Tensor ids = id_tensor(part["mle"]["tokens"]);
  const at::Tensor logits = captioner.caption_logits(prefixes.narrow(0, 0, ids.size(0)), ids, Mode::evaluation);
  const at::Tensor log_probs = at::log_softmax(logits, 2).gather(2, ids.unsqueeze(2)).squeeze(2);
  const at::Tensor counted = ids.ne(0).to(at::kFloat);
  const at::Tensor loss = log_probs.mul(counted).sum().neg().div(counted.sum());
  problems.near("loss", loss.item<double>(), part["mle"]["loss"]);
  loss.backward();
  check_gradient_norms(problems, captioner, part["mle"]["grad_norms"]);
  return problems.text();
}

std::string sampled_log_probability_problems(const std::filesystem::path& directory) {
  Problems problems;
  c10::NoGradGuard no_grad;
  const Json golden = read_golden(directory / "cgtgan.json");
  const Captioner captioner = golden_captioner(directory, "mlp");
  const at::Tensor ids = id_tensor(golden["sampled_tokens"]), embeddings = float_tensor(golden["image_feats"]);
  const std::int64_t samples = ids.size(0) / embeddings.size(0);
  const at::Tensor prefix = captioner.prefix(embeddings, Mode::evaluation).repeat_interleave(samples, 0);
  const at::Tensor logits = captioner.caption_logits(prefix, ids, Mode::evaluation);
  const at::Tensor log_probs = at::log_softmax(logits, 2).gather(2, ids.unsqueeze(2)).squeeze(2);
  const at::Tensor ended = ids.eq(captioner.stop_token()).to(at::kLong);
  const at::Tensor counted = ended.cumsum(1).sub(ended).eq(0).to(at::kFloat);
  problems.near("log-probability", numbers(log_probs.mul(counted).sum(1).div(counted.sum(1))),
                golden["generate"]["sample_logprob_mean"].get<std::vector<double>>());
  return problems.text();
}

}  // namespace vignette
