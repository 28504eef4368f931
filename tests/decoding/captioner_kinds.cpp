#include "decoding/captioner_kinds.h"

#include <ATen/ops/equal.h>
#include <ATen/ops/log_softmax.h>
#include <ATen/ops/nll_loss.h>
#include <c10/core/GradMode.h>

#include <fstream>

#include "decoding/beam_search.h"
#include "decoding/decoding.h"
#include "models/configs.h"
#include "models/golden_tensors.h"
#include "models/safetensors.h"

namespace vignette {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;
using Ids = std::vector<std::int64_t>;

const fs::path goldens = fs::path(VIGNETTE_TEST_DATA) / "goldens";
const fs::path tiny_gpt2 = goldens / "models" / "tiny" / "gpt2";

Json figures_of(const std::string& kind) {
  return read_golden(goldens / "captioners" / "figures.json")[kind];
}

Captioner golden_kind(const std::string& kind) {
  const bool cross = kind == "cross_attention";
  auto language_model = Gpt2::load(cross ? goldens / "captioners" / "cross_attention" : tiny_gpt2);
  MapperConfig mapper;
  mapper.kind = kind;
  mapper.embedding_size = cross ? 20 : 32;
  mapper.prefix_length = 4, mapper.num_layers = 2, mapper.num_heads = 4;
  mapper.model_width = language_model.config().n_embd;
  Captioner captioner(std::move(language_model), mapper, load_tokenizer(tiny_gpt2, TokenizerKind::gpt2));
  if (cross) return captioner;
  auto parameters = captioner.named_parameters();
  std::erase_if(parameters, [](const auto& one) { return !one.first.starts_with("clip_project."); });
  load_parameters(goldens / "captioners" / "encoder.safetensors", parameters);
  return captioner;
}

std::vector<GenerateRow> rows_of(std::int64_t embeddings, std::uint64_t samples) {
  std::vector<GenerateRow> rows;
  for (std::int64_t i = 0; i < embeddings; ++i) {
    if (samples == 0) rows.push_back({i, true, 0, 0});
    for (std::uint64_t sample = 0; sample < samples; ++sample)
      rows.push_back({i, false, static_cast<std::uint64_t>(i), sample});
  }
  return rows;
}

Ids row_ids(const Generated& generated, std::int64_t row) {
  return ids_of(generated.ids[row].narrow(0, 0, generated.lengths[row].item<std::int64_t>()));
}

template <class Call>
std::string error_of(const Call& call) {
  try {
    call();
  } catch (const std::exception& error) {
    return error.what();
  }
  return "none";
}

}  // namespace

std::string kind_figures_problems(const std::string& kind) {
  Problems problems;
  const Json golden = figures_of(kind);
  Captioner captioner = golden_kind(kind);
  captioner.requires_grad(true);
  problems.equal("stop token", captioner.stop_token(), std::int64_t{999});
  problems.equal("lead", captioner.lead_length(), std::int64_t{kind == "encoder" ? 5 : 1});
  const at::Tensor ids = id_tensor(golden["ids"]);
  const at::Tensor prefix = captioner.prefix(float_tensor(golden["embeddings"]), Mode::evaluation);
  if (golden.contains("prefix")) problems.near("prefix", numbers(prefix), numbers(float_tensor(golden["prefix"])));
  const at::Tensor logits = captioner.caption_logits(prefix, ids, Mode::evaluation);
  problems.near("logits", numbers(logits.slice(2, 0, std::nullopt, 50)), numbers(float_tensor(golden["logits"])));
  const at::Tensor loss = at::nll_loss(at::log_softmax(logits, 2).flatten(0, 1), ids.flatten());
  problems.near("loss", loss.item<double>(), golden["loss"]);
  loss.backward();
  check_gradient_norms(problems, captioner, golden["gradient_norms"]);
  return problems.text();
}

std::string kind_decoding_problems(const std::string& kind) {
  Problems problems;
  c10::NoGradGuard no_grad;
  const Json golden = figures_of(kind);
  const Captioner captioner = golden_kind(kind);
  const at::Tensor prefix = captioner.prefix(float_tensor(golden["embeddings"]), Mode::evaluation);
  GenerateOptions greedy;
  greedy.max_length = 12, greedy.stop_tokens = {golden["stop"]}, greedy.force_stop_at_limit = false;
  const Generated generated = generate(captioner, prefix, rows_of(prefix.size(0), 0), greedy);
  BeamOptions beam;
  beam.beams = 3, beam.max_length = 12, beam.stop_tokens = {golden["stop"]}, beam.scoring = BeamScoring::summed;
  const auto found = beam_search(captioner, prefix, beam);
  for (std::size_t row = 0; row < found.size(); ++row) {
    problems.equal("greedy", row_ids(generated, static_cast<std::int64_t>(row)), golden["greedy"][row].get<Ids>());
    for (std::size_t i = 0; i < found[row].size(); ++i) {
      problems.equal("beam", found[row][i].ids, golden["beam"][row][i]["ids"].get<Ids>());
      problems.near("beam's sum", found[row][i].score, golden["beam"][row][i]["sum"]);
    }
  }
  return problems.text();
}

std::string kind_sampling_problems(const std::string& kind) {
  Problems problems;
  c10::NoGradGuard no_grad;
  const Json golden = figures_of(kind);
  const Captioner captioner = golden_kind(kind);
  const at::Tensor prefix = captioner.prefix(float_tensor(golden["embeddings"]), Mode::evaluation);
  const auto rows = rows_of(prefix.size(0), 3);
  GenerateOptions options;
  options.max_length = 9, options.stop_tokens = {golden["stop"]}, options.seed = 4, options.force_stop_at_limit = false;
  const Generated together = generate(captioner, prefix, rows, options);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto row = static_cast<std::int64_t>(i);
    const Generated alone = generate(captioner, prefix, {&rows[i], 1}, options);
    const Ids ids = row_ids(together, row);
    problems.equal("the same caption alone", row_ids(alone, 0), ids);
    const at::Tensor tokens = together.ids[row].narrow(0, 0, static_cast<std::int64_t>(ids.size())).unsqueeze(0);
    const at::Tensor logits =
        captioner.caption_logits(prefix.narrow(0, rows[i].embedding, 1), tokens, Mode::evaluation);
    const at::Tensor expected = at::log_softmax(logits, 2).gather(2, tokens.unsqueeze(2)).flatten();
    problems.near("log-probabilities", numbers(together.token_log_probs[row].narrow(0, 0, expected.size(0))),
                  numbers(expected));
  }
  return problems.text();
}

std::string kind_save_problems(const std::string& kind, const fs::path& folder) {
  Problems problems;
  c10::NoGradGuard no_grad;
  Captioner captioner = golden_kind(kind);
  captioner.normalize_embeddings();
  captioner.save(folder, tiny_gpt2);
  const Captioner again = Captioner::load(folder);
  const Json golden = figures_of(kind);
  const at::Tensor embeddings = float_tensor(golden["embeddings"]);
  const at::Tensor prefix = captioner.prefix(embeddings, Mode::evaluation);
  problems.require("same prefix", at::equal(again.prefix(embeddings, Mode::evaluation), prefix));
  problems.near("any length of an embedding", numbers(again.prefix(embeddings.mul(3), Mode::evaluation)),
                numbers(prefix));
  const at::Tensor ids = id_tensor(golden["ids"]);
  problems.require("same logits", at::equal(again.caption_logits(prefix, ids, Mode::evaluation),
                                            captioner.caption_logits(prefix, ids, Mode::evaluation)));
  problems.equal("kind", again.mapper().kind(), kind);
  problems.equal("heads", again.mapper_config().num_heads, std::int64_t{4});
  problems.equal("prefix length", again.mapper_config().prefix_length, std::int64_t{kind == "encoder" ? 4 : 1});
  problems.equal("stop token", again.stop_token(), std::int64_t{999});
  return problems.text();
}

std::string added_cross_attention_problems(const fs::path& folder) {
  Problems problems;
  const Gpt2 plain = Gpt2::load(tiny_gpt2), added = Gpt2::load(tiny_gpt2, true);
  std::map<std::string, at::Tensor> published;
  for (const auto& [name, tensor] : plain.named_parameters()) published.emplace(name, tensor);
  std::size_t kept = 0, fresh = 0;
  for (const auto& [name, tensor] : added.named_parameters()) {
    const bool is_new = name.find("cross") != name.npos;
    (is_new ? fresh : kept) += 1;
    problems.require(name, is_new || at::equal(tensor, published.at(name)));
    if (name.ends_with("crossattention.q_attn.weight"))
      problems.near("spread of " + name, tensor.std().item<double>(), 0.02, 0.05);
  }
  problems.equal("published parameters", kept, published.size());
  problems.equal("new parameters", fresh, std::size_t{2 * 8});
  added.save(folder);
  problems.require("a saved one keeps its own", Gpt2::load(folder).config().add_cross_attention);
  return problems.text();
}

std::string description_error(const fs::path& folder, const std::string& mapper) {
  std::ofstream(folder / "captioner.json")
      << R"({"model_type": "vignette_captioner", "language_model": {"n_embd": 64, "n_head": 4}, "mapper": )" << mapper
      << "}";
  return error_of([&] { read_captioner_description(folder); });
}

}  // namespace vignette
