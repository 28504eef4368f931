#include <c10/core/GradMode.h>

#include "decoding/beam_search.h"
#include "decoding/decoding.h"
#include "decoding/decoding_checks.h"
#include "models/golden_tensors.h"

namespace vignette {
namespace {

using Json = nlohmann::json;
using Ids = std::vector<std::int64_t>;

std::vector<GenerateRow> one_greedy_row_each(std::int64_t count) {
  std::vector<GenerateRow> rows(static_cast<std::size_t>(count));
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i].embedding = static_cast<std::int64_t>(i);
  return rows;
}

Ids row_ids(const Generated& generated, std::int64_t row) {
  return ids_of(generated.ids[row].narrow(0, 0, generated.lengths[row].item<std::int64_t>()));
}

}  // namespace

std::string greedy_problems(const std::filesystem::path& directory, const std::string& mapper) {
  Problems problems;
  const Json golden = read_golden(directory / "clipcap.json");
  const Captioner captioner = golden_captioner(directory, mapper);
  const at::Tensor prefix = captioner.prefix(float_tensor(golden["prefix"]), Mode::evaluation);
  const auto rows = one_greedy_row_each(prefix.size(0));
  for (const std::int64_t length : {20, 67}) {
    GenerateOptions options;
    options.max_length = length;
    options.force_stop_at_limit = false;
    const Generated generated = generate(captioner, prefix, rows, options);
    for (std::int64_t i = 0; i < prefix.size(0); ++i) {
      const Json& expected =
          golden[mapper]["captions"][static_cast<std::size_t>(i)]["greedy_" + std::to_string(length)];
      problems.equal("greedy " + std::to_string(i), row_ids(generated, i), expected["ids"].get<Ids>());
      problems.equal("text", captioner.tokenizer().decode(row_ids(generated, i), false, false),
                     expected["text"].get<std::string>());
    }
  }
  return problems.text();
}

std::string beam_problems(const std::filesystem::path& directory, const std::string& mapper) {
  Problems problems;
  const Json golden = read_golden(directory / "clipcap.json");
  const Captioner captioner = golden_captioner(directory, mapper);
  const at::Tensor prefix = captioner.prefix(float_tensor(golden["prefix"]), Mode::evaluation);
  for (const std::int64_t length : {20, 67}) {
    BeamOptions options;
    options.max_length = length;
    const auto found = beam_search(captioner, prefix, options);
    for (std::size_t i = 0; i < found.size(); ++i) {
      const Json& expected = golden[mapper]["captions"][i]["beam5_" + std::to_string(length)];
      problems.equal("best of " + std::to_string(i), found[i][0].ids, expected["ids_best"].get<Ids>());
      std::vector<std::string> texts;
      for (const BeamCaption& caption : found[i])
        texts.push_back(captioner.tokenizer().decode(caption.ids, false, false));
      problems.equal("texts of " + std::to_string(i), texts, expected["texts"].get<std::vector<std::string>>());
    }
  }
  return problems.text();
}

std::string adversarial_greedy_problems(const std::filesystem::path& directory) {
  Problems problems;
  const Json golden = read_golden(directory / "cgtgan.json");
  const Json& expected = golden["generate"];
  const Captioner captioner = golden_captioner(directory, "mlp");
  const at::Tensor prefix = captioner.prefix(float_tensor(golden["image_feats"]), Mode::evaluation);
  const auto rows = one_greedy_row_each(prefix.size(0));
  for (const std::string name : {"greedy", "greedy10"}) {
    GenerateOptions options;
    options.max_length = static_cast<std::int64_t>(expected[name + "_ids"][0].size());
    const Generated generated = generate(captioner, prefix, rows, options);
    const at::Tensor ids = id_tensor(expected[name + "_ids"]);
    problems.equal(name, ids_of(generated.ids), ids_of(ids.narrow(1, 0, generated.ids.size(1))));
    problems.near(name + " log-probability", numbers(generated.token_log_probs.sum(1).div(generated.lengths)),
                  expected[name + "_logprob_mean"].get<std::vector<double>>());
    if (name != "greedy") continue;
    for (std::int64_t i = 0; i < ids.size(0); ++i)
      problems.equal("text", captioner.tokenizer().decode(row_ids(generated, i)),
                     golden["greedy_res"][static_cast<std::size_t>(i)].get<std::string>());
  }
  return problems.text();
}

}  // namespace vignette
