#include "cli/captioner_fixture.h"

#include <ATen/core/Tensor.h>
#include <ATen/ops/empty.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "models/captioner.h"
#include "models/safetensors.h"

namespace vignette {

void write_captioner_fixture(const std::filesystem::path& case_directory, const std::filesystem::path& captioner,
                             const std::filesystem::path& embeddings) {
  std::ifstream in(case_directory / "clipcap.json");
  const auto golden = nlohmann::json::parse(in);
  const auto rows = golden["prefix"].get<std::vector<std::vector<float>>>();
  const auto language_model = case_directory / "tiny" / "gpt2";

  MapperConfig mapper;
  mapper.kind = "mlp";
  mapper.embedding_size = static_cast<std::int64_t>(rows.front().size());
  mapper.prefix_length = golden["prefix_length"];
  Gpt2 gpt2(Gpt2Config::from_directory(language_model));
  mapper.model_width = gpt2.config().n_embd;
  Captioner whole(std::move(gpt2), mapper, load_tokenizer(language_model, TokenizerKind::gpt2));
  load_parameters(case_directory / "clipcap_mlp.pt", whole.named_parameters());
  whole.save(captioner, language_model);

  at::Tensor table = at::empty({static_cast<std::int64_t>(rows.size()), mapper.embedding_size}, at::kFloat);
  float* to = table.data_ptr<float>();
  for (const auto& row : rows) to = std::copy(row.begin(), row.end(), to);
  write_safetensors(embeddings, {{"embeddings", table}});
}

}  // namespace vignette
