#include "models/weights_checks.h"

#include <ATen/ops/arange.h>
#include <ATen/ops/equal.h>
#include <ATen/ops/ones.h>
#include <ATen/ops/randn.h>
#include <ATen/ops/zeros.h>
#include <c10/core/GradMode.h>

#include <cstring>
#include <fstream>

#include "models/clip.h"
#include "models/golden_tensors.h"
#include "models/read_weights.h"
#include "models/roberta.h"
#include "models/safetensors.h"
#include "models/weights_complaint.h"

namespace vignette {
namespace {

std::string read_all(const std::filesystem::path& file) {
  std::ifstream input(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(input), {}};
}

void write_all(const std::filesystem::path& file, const std::string& text) {
  std::filesystem::create_directories(file.parent_path());
  std::ofstream(file, std::ios::binary) << text;
}

void check_same_parameters(Problems& problems, const Module& actual, const Module& expected) {
  const NamedTensors a = actual.named_parameters(), e = expected.named_parameters();
  problems.equal("parameters", a.size(), e.size());
  for (std::size_t i = 0; i < std::min(a.size(), e.size()); ++i) {
    problems.equal("name", a[i].first, e[i].first);
    problems.require(a[i].first + " is the same to the bit", at::equal(a[i].second, e[i].second));
  }
}

template <class Model>
std::string save_problems(const Model& model, const std::filesystem::path& folder) {
  Problems problems;
  model.save(folder / "first");
  const Model again = Model::load(folder / "first");
  check_same_parameters(problems, again, model);
  again.save(folder / "second");
  for (const char* name : {"config.json", "model.safetensors"})
    problems.require(std::string(name) + " is written the same again",
                     read_all(folder / "first" / name) == read_all(folder / "second" / name));
  return problems.text();
}

std::filesystem::path tiny(const char* model) {
  return golden_cases("gpt2.json").front() / "tiny" / model;
}

double spread(const Module& module, const std::string& name) {
  for (const auto& [key, tensor] : module.named_parameters()) {
    if (key == name) return tensor.std().template item<double>();
  }
  return -1;
}

}  // namespace

std::string round_trip_problems(const std::filesystem::path& folder) {
  Problems problems;
  NamedTensors tensors;
  for (const auto dtype : {at::kDouble, at::kFloat, at::kHalf, at::kBFloat16, at::kLong, at::kInt, at::kShort,
                           at::kChar, at::kByte, at::kBool})
    tensors.emplace_back(std::string("t") + at::toString(dtype), at::arange(6).view({2, 3}).to(dtype));
  tensors.emplace_back("scalar", at::ones({}, at::kFloat).mul(0.1));
  tensors.emplace_back("nothing", at::zeros({0, 3}));
  tensors.emplace_back("turned", at::randn({3, 5}).t());
  tensors.emplace_back("odd", at::ones({3}, at::kByte));
  tensors.emplace_back("after an odd one", at::randn({2}));
  const auto file = folder / "all.safetensors";
  write_safetensors(file, tensors, {{"format", "pt"}});
  const SafetensorsFile read(file);
  problems.equal("count", read.names().size(), tensors.size());
  problems.equal("metadata", read.metadata().at("format"), std::string("pt"));
  for (const auto& [name, tensor] : tensors) {
    problems.require(name + " dtype", read.tensor(name).scalar_type() == tensor.scalar_type());
    problems.require(name + " values", at::equal(read.tensor(name), tensor));
  }
  at::Tensor outlives;
  {
    const SafetensorsFile again(file);
    outlives = again.tensor("scalar");
  }
  problems.near("a tensor outlives its file", outlives.item<double>(), 0.1, 1e-7);
  return problems.text();
}

std::string open_error(const std::filesystem::path& file, const std::string& header, std::size_t data_bytes,
                       std::int64_t claimed) {
  const std::uint64_t size = claimed < 0 ? header.size() : static_cast<std::uint64_t>(claimed);
  std::string bytes(8, '\0');
  std::memcpy(bytes.data(), &size, 8);
  write_all(file, bytes + header + std::string(data_bytes, '\0'));
  return open_error(file);
}

std::string open_error(const std::filesystem::path& file) {
  return error_of([&] { const SafetensorsFile opened(file); });
}

std::string missing_parameter_error(const std::filesystem::path& folder) {
  const auto file = folder / "some.safetensors";
  write_safetensors(file, {{"x.a", at::zeros({2})}, {"b", at::zeros({3})}, {"extra", at::zeros({1})}});
  const NamedTensors wanted = {{"a", at::ones({2})}, {"b", at::ones({2})}, {"c", at::ones({2})}};
  const auto extra = load_parameters(file, {wanted.begin(), wanted.begin() + 1}, {"", "x."});
  if (extra != std::vector<std::string>{"b", "extra"} || !at::equal(wanted[0].second, at::zeros({2})))
    return "extra names are wrong";
  return error_of([&] { load_parameters(file, wanted, {"", "x."}); });
}

std::string atomic_write_problems(const std::filesystem::path& folder) {
  Problems problems;
  const auto file = folder / "w.safetensors";
  write_safetensors(file, {{"a", at::zeros({2})}});
  const std::string before = read_all(file);
  problems.require("twice the same name is refused", error_of([&] {
                                                       write_safetensors(
                                                           file, {{"a", at::zeros({1})}, {"a", at::zeros({1})}});
                                                     }).find("'a'") != std::string::npos);
  problems.require("the old file stays", read_all(file) == before);
  const auto mapped = SafetensorsFile(file).tensor("a");
  write_safetensors(file, {{"a", at::ones({2})}});
  problems.require("an open tensor keeps its values", at::equal(mapped, at::zeros({2})));
  problems.equal("no temporary file stays", std::distance(std::filesystem::directory_iterator(folder), {}),
                 std::ptrdiff_t{1});
  problems.require("missing folder is named",
                   error_of([&] { write_safetensors(folder / "no" / "w", {}); }).find("no/w") != std::string::npos);
  return problems.text();
}

std::string gpt2_save_problems(const std::filesystem::path& folder) {
  return save_problems(Gpt2::load(tiny("gpt2")), folder);
}
std::string roberta_save_problems(const std::filesystem::path& folder) {
  return save_problems(Roberta::load(tiny("roberta")), folder);
}
std::string clip_save_problems(const std::filesystem::path& folder) {
  return save_problems(Clip::load(tiny("clip-vit")), folder);
}

std::string captioner_save_problems(const std::filesystem::path& folder) {
  Problems problems;
  for (const std::string kind : {"mlp", "transformer"}) {
    MapperConfig mapper;
    mapper.kind = kind, mapper.embedding_size = 48, mapper.prefix_length = 4, mapper.model_width = 64;
    mapper.clip_length = 3, mapper.num_layers = 2;
    const Captioner captioner(Gpt2::load(tiny("gpt2")), mapper, load_tokenizer(tiny("gpt2"), TokenizerKind::gpt2));
    captioner.save(folder / kind, tiny("gpt2"));
    const Captioner again = Captioner::load(folder / kind);
    check_same_parameters(problems, again, captioner);
    c10::NoGradGuard no_grad;
    const at::Tensor embedding = at::randn({3, 48});
    const at::Tensor prefix = captioner.prefix(embedding, Mode::evaluation);
    problems.equal("prefix shape", prefix.sizes().vec(), std::vector<std::int64_t>{3, 4, 64});
    problems.require("same prefix", at::equal(again.prefix(embedding, Mode::evaluation), prefix));
    problems.equal("stop token", again.stop_token(), std::int64_t{13});
    again.save(folder / kind, folder / kind);
    problems.equal("tokenizer survives saving in place", Captioner::load(folder / kind).stop_token(), std::int64_t{13});
  }
  return problems.text();
}

std::string config_error(const std::filesystem::path& folder, const std::string& config) {
  write_all(folder / "config.json", config);
  return error_of([&] { Gpt2Config::from_directory(folder); });
}

std::string initialisation_problems() {
  Problems problems;
  Gpt2Config gpt2;
  gpt2.vocab_size = 500, gpt2.n_positions = 64, gpt2.n_embd = 64, gpt2.n_layer = 2, gpt2.n_head = 4;
  const Gpt2 language_model(gpt2);
  problems.near("wte", spread(language_model, "transformer.wte.weight"), 0.02, 0.03);
  problems.near("residual", spread(language_model, "transformer.h.1.attn.c_proj.weight"), 0.01, 0.05);
  problems.equal("GPT-2 parameters", language_model.parameter_count(),
                 std::int64_t{500 * 64 + 64 * 64 + 2 * 49984 + 128});
  ClipConfig config;
  config.text = config.vision = {64, 256, 2, 4, 1e-5, "quick_gelu"};
  config.vocab_size = 500, config.image_size = 32, config.patch_size = 8, config.projection_dim = 32;
  const Clip clip(config);
  const std::string layer = "vision_model.encoder.layers.0.";
  problems.near("q_proj", spread(clip, layer + "self_attn.q_proj.weight"), 1.0 / 16, 0.05);
  problems.near("out_proj", spread(clip, layer + "self_attn.out_proj.weight"), 1.0 / 8, 0.05);
  problems.near("fc1", spread(clip, layer + "mlp.fc1.weight"), std::sqrt(1.0 / 128), 0.05);
  problems.near("scale", clip.scale().item<double>(), 1 / 0.07, 1e-3);
  RobertaConfig roberta;
  roberta.vocab_size = 500, roberta.hidden_size = 64, roberta.num_hidden_layers = 1, roberta.num_attention_heads = 4;
  roberta.intermediate_size = 128, roberta.max_position_embeddings = 30;
  const Discriminator critic((Roberta(roberta)));
  problems.near("head", spread(critic, "classifier.model.0.weight"), 1 / 8.0 / std::sqrt(3.0), 0.05);
  for (const auto& [name, tensor] : critic.named_parameters()) {
    if (name == "roberta.embeddings.word_embeddings.weight")
      problems.near("padding row", tensor[1].abs().max().item<double>(), 0);
  }
  return problems.text();
}

std::string dropout_problems() {
  Problems problems;
  const Gpt2 model = Gpt2::load(tiny("gpt2"));
  c10::NoGradGuard no_grad;
  const at::Tensor inputs = at::randn({2, 5, 64});
  const auto run = [&](Mode mode) { return model.forward(inputs, nullptr, {}, mode); };
  problems.require("evaluation repeats", at::equal(run(Mode::evaluation), run(Mode::evaluation)));
  problems.require("training draws", !at::equal(run(Mode::training), run(Mode::training)));
  Gpt2Config still = model.config();
  still.embd_pdrop = still.attn_pdrop = still.resid_pdrop = 0;
  const Gpt2 plain(still);
  problems.require("p = 0 is evaluation", at::equal(plain.forward(inputs, nullptr, {}, Mode::training),
                                                    plain.forward(inputs, nullptr, {}, Mode::evaluation)));
  return problems.text();
}

std::string archive_problems(const std::filesystem::path& goldens) {
  Problems problems;
  const nlohmann::json golden = read_golden(goldens / "clipcap.json");
  for (const std::string kind : {"mlp", "transformer"}) {
    const auto tensors = read_weights(goldens / ("clipcap_" + kind + ".pt"));
    const nlohmann::json& expected = golden[kind]["state_dict"];
    problems.equal("tensors", tensors.size(), expected.size());
    for (const auto& entry : expected) {
      const auto found = tensors.find(entry[0].get<std::string>());
      problems.require(entry[0].get<std::string>() + " is there", found != tensors.end());
      if (found == tensors.end()) continue;
      problems.equal("shape", found->second.sizes().vec(), entry[1].get<std::vector<std::int64_t>>());
      problems.near("sum", found->second.sum(at::kDouble).item<double>(), entry[2]);
    }
  }
  return problems.text();
}

std::string container_problems(const std::filesystem::path& goldens) {
  Problems problems;
  for (const char* file : {"plain.pt", "state_dict.pt", "model.pth", "model_state_dict.pt"}) {
    const auto weights = read_weights(goldens / file);
    problems.equal(file, weights.size(), std::size_t{2});
    problems.equal(file, numbers(weights.at("a.weight")), {0, 0.25, 0.5, 0.75, 1, 1.25});
    problems.equal(file, numbers(weights.at("b")), {9, 9.25, 9.5, 9.75});
  }
  for (const char* folder : {"sharded_safetensors", "sharded_bin"}) {
    const auto weights = read_weights(goldens / folder);
    problems.equal(folder, numbers(weights.at("a")), {0, 0.25});
    problems.equal(folder, numbers(weights.at("b")), {1, 1.25, 1.5});
    problems.require("bf16 stays", weights.at("c").scalar_type() == at::kBFloat16);
  }
  const auto views = read_weights(goldens / "views.pt");
  problems.equal("turned", numbers(views.at("turned")), {0, 0.75, 0.25, 1, 0.5, 1.25});
  problems.equal("row", numbers(views.at("row")), {0.75, 1, 1.25});
  const auto scripted = read_weights(goldens / "scripted.pt");
  problems.equal("scalar of the module", numbers(scripted.at("logit_scale")), {0});
  problems.equal("bias of the second block", numbers(scripted.at("visual.transformer.resblocks.1.attn.out_proj.bias")),
                 {6, 6.25});
  problems.require("half stays", scripted.at("logit_scale").scalar_type() == at::kHalf);
  return problems.text();
}

namespace {

/// Resident memory of this process that belongs to files, in MiB.
double mapped_mebibytes() {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;) {
    double kilobytes = 0;
    if (word == "RssFile:" && status >> kilobytes) return kilobytes / 1024;
  }
  return -1;
}

}  // namespace

std::string loading_memory_problems(const std::filesystem::path& folder) {
  Problems problems;
  const auto file = folder / "large.safetensors";
  NamedTensors tensors;
  for (const char* name : {"a", "b", "c", "d"}) tensors.emplace_back(name, at::ones({2, 1024, 1024}));  // 8 MiB each
  write_safetensors(file, tensors);
  for (auto& [name, tensor] : tensors) tensor.zero_();
  const double before = mapped_mebibytes();
  const auto opened = read_weights(file);  // keeps its own mapping
  load_parameters(file, tensors);
  problems.require("the file's pages are given back", mapped_mebibytes() - before < 6);
  for (const auto& [name, tensor] : tensors) problems.near(name, tensor.mean().item<double>(), 1);
  problems.near("the file still gives its values", opened.at("d").mean().item<double>(), 1);
  return problems.text();
}

std::string archive_error(const std::filesystem::path& file, const std::string& pickle) {
  const auto number = [](std::uint64_t value, int bytes) {
    return std::string(reinterpret_cast<const char*>(&value), static_cast<std::size_t>(bytes));
  };
  const std::string name = "a/data.pkl", sizes = number(0, 4) + number(pickle.size(), 4) + number(pickle.size(), 4);
  const std::string local =
      "PK\3\4" + std::string(10, '\0') + sizes + number(name.size(), 2) + number(0, 2) + name + pickle;
  const std::string central =
      "PK\1\2" + std::string(12, '\0') + sizes + number(name.size(), 2) + std::string(16, '\0') + name;
  const std::string end = "PK\5\6" + std::string(4, '\0') + number(1, 2) + number(1, 2) + number(central.size(), 4) +
                          number(local.size(), 4) + number(0, 2);
  write_all(file, local + central + end);
  return error_of([&] { read_weights(file); });
}

}  // namespace vignette
