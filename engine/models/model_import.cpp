#include "models/model_import.h"

#include <algorithm>
#include <optional>

#include "data/model_catalogue.h"
#include "data/model_files.h"
#include "log/log.h"
#include "models/blip_vision.h"
#include "models/captioner_import.h"
#include "models/clip.h"
#include "models/image_encoder.h"
#include "models/published_names.h"
#include "models/roberta.h"
#include "models/weight_comparison.h"

namespace vignette {
namespace {

namespace fs = std::filesystem;

constexpr char kDecoderAdvice[] =
    " This is clip-text-decoder's published file, which holds a whole Python object and not weights alone. Where that "
    "program runs, take the weights out of it:\n"
    "  python -c \"import torch; from clip_text_decoder.model import ImageCaptionInferenceModel as M; "
    "torch.save(M.load('model.pt').model.language_model.state_dict(), 'decoder.pt')\"\n"
    "and import decoder.pt.";

constexpr char kKnown[] =
    "Vignette knows folders of Hugging Face's GPT-2, RoBERTa, CLIP and BLIP, OpenAI's CLIP archives, and state dicts "
    "of "
    "ClipCap, CapDec, CgtGAN, clip-gpt-captioning and clip-text-decoder";

/// A folder without a configuration stands for the one weight file in it.
fs::path source_of(const fs::path& path) {
  if (!fs::exists(path)) throw WeightsError(concat(path.string(), ": there is no such file or folder"));
  const auto configured = [](const fs::path& folder) {
    return fs::exists(folder / "config.json") || fs::exists(folder / "captioner.json");
  };
  if (!fs::is_directory(path)) {
    const auto name = path.filename();
    const bool usual = name == "model.safetensors" || name == "pytorch_model.bin";
    return usual && configured(tokenizer_folder_of(path)) ? tokenizer_folder_of(path) : path;
  }
  if (configured(path)) return path;
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(path))
    if (entry.is_regular_file() && is_weight_file_name(entry.path())) files.push_back(entry.path());
  if (files.size() == 1) return files.front();
  throw WeightsError(concat(path.string(), " holds no config.json and ", files.empty() ? "no" : "several",
                            " weight files: name ", files.empty() ? "another folder. " : "one of them. ", kKnown, "."));
}

[[noreturn]] void refuse(const fs::path& path, const ModelDescription& model) {
  const bool decoder = model.problem.find("clip_text_decoder") != std::string::npos;
  if (model.kind != ModelKind::unknown)
    throw WeightsError(concat(path.string(), " is ", model.system, ", but ", model.problem));
  if (!model.problem.empty()) throw WeightsError(concat(model.problem, decoder ? kDecoderAdvice : ""));
  std::string first;
  for (const auto& entry : list_weights(path).entries) {
    if (first.size() > 200) break;
    first += concat(first.empty() ? "" : ", ", entry.name);
  }
  throw WeightsError(concat(path.string(), ": not recognised by its tensors' names (", first, " …). ", kKnown, "."));
}

/// The folder of Hugging Face's cache whose GPT-2 has as many tokens as the captioner.
fs::path cached_tokenizer(const ModelDescription& model) {
  CatalogueRequest request;
  for (const auto& found : find_models(request).models)
    if (found.model.kind == ModelKind::gpt2 && found.model.size("vocabulary") == model.size("vocabulary") &&
        !tokenizer_files(found.path).empty())
      return found.path;
  return {};
}

void find_tokenizer(WeightReport& report, const fs::path& given) {
  const fs::path beside = tokenizer_folder_of(report.source);
  if (!given.empty()) {
    if (tokenizer_files(given).empty())
      throw std::runtime_error(concat(given.string(), " holds no tokenizer: tokenizer.json, or vocab.json ",
                                      "with merges.txt, or bpe_simple_vocab_16e6.txt.gz was expected"));
    report.tokenizer = given;
  } else if (!tokenizer_files(beside).empty()) {
    report.tokenizer = beside;
  } else if (report.model.kind == ModelKind::captioner) {
    report.tokenizer = cached_tokenizer(report.model);
  }
  if (!report.tokenizer.empty() || report.model.kind == ModelKind::blip) return;
  const bool clip = report.model.kind == ModelKind::clip;
  report.tokenizer_problem =
      concat("no tokenizer lies beside the weights: run \"hf download ",
             clip                                      ? "openai/clip-vit-base-patch32"
             : report.model.kind == ModelKind::roberta ? "roberta-base"
                                                       : "gpt2",
             " config.json vocab.json merges.txt\" and name the folder that it prints with --tokenizer",
             clip ? ", or put bpe_simple_vocab_16e6.txt.gz beside them" : "");
}

NamedTensors wanted_parameters(const WeightReport& report) {
  const auto& folder = report.source;
  if (report.model.kind == ModelKind::captioner) return captioner_parameters(read_captioner_description(folder));
  if (report.model.kind == ModelKind::gpt2) return Gpt2::blank(Gpt2Config::from_directory(folder)).named_parameters();
  if (report.model.kind == ModelKind::roberta)
    return Roberta::blank(RobertaConfig::from_directory(folder)).named_parameters();
  if (report.model.kind == ModelKind::blip) return load_blip_vision(folder)->named_parameters();
  const auto clip = Clip::blank(ClipConfig::from_path(folder));
  auto all = clip.named_parameters();
  for (const auto& buffer : clip.named_buffers()) all.push_back(buffer);
  return all;
}

/// Under the names of our models, where those of another program stand for the same tensors.
WeightFiles renamed(const ModelDescription& model, WeightFiles files) {
  if (model.kind == ModelKind::clip) return with_hugging_face_names(std::move(files));
  return model.kind == ModelKind::blip ? with_vision_transformer_names(std::move(files)) : files;
}

/// BLIP is opened as it is published.
void copy_blip(const WeightReport& report, const fs::path& folder) {
  if (!fs::is_directory(report.source))
    throw WeightsError(concat(report.source.string(), " is opened as it is: name it as --clip or models.clip"));
  for (const char* name : {"config.json", "preprocessor_config.json"})
    if (fs::exists(report.source / name)) fs::copy_file(report.source / name, folder / name);
  for (const auto& file : list_weights(report.source).files) fs::copy_file(file, folder / file.filename());
  const auto index = weights_in(report.source);
  if (!fs::exists(folder / index.filename())) fs::copy_file(index, folder / index.filename());
}

/// A folder's config.json does not tell whether its weights were saved with a head, below the model's own prefix.
void settle_body(ModelDescription& model, const WeightShapes& stored) {
  if (model.kind != ModelKind::gpt2 && model.kind != ModelKind::roberta) return;
  const std::string_view prefix = model.kind == ModelKind::gpt2 ? "transformer." : "roberta.";
  const bool below =
      std::any_of(stored.begin(), stored.end(), [&](const auto& weight) { return weight.first.starts_with(prefix); });
  model.body = below ? prefix : "";
}

/// A published encoder without its pooler is whole: training draws one.
void forgive_pooler(WeightReport& report) {
  const auto removed =
      std::erase_if(report.missing, [&](const auto& name) { return name.starts_with(report.model.body + "pooler."); });
  if (removed > 0) report.assumed.push_back("a pooler with random values: the weights have none");
}

}  // namespace

InspectedModel inspect_model(const fs::path& source, const fs::path& tokenizer, const CaptionerChoices& choices) {
  InspectedModel found;
  WeightReport& report = found.report;
  report.source = source_of(source);
  report.model = describe_model(report.source);
  if (report.model.kind == ModelKind::unknown || !report.model.problem.empty()) refuse(report.source, report.model);
  find_tokenizer(report, tokenizer);
  const auto weights = renamed(report.model, open_weights(report.source));
  const auto stored = shapes_of(weights);
  report.container = name_of(weights.container);
  settle_body(report.model, stored);
  if (report.model.kind == ModelKind::captioner && report.model.system != "Vignette")
    found.captioner = imported_description(report, choices, stored);
  const auto wanted = found.captioner ? captioner_parameters(*found.captioner) : wanted_parameters(report);
  compare_weights(report, as_stored(report.model, wanted), stored);
  if (report.model.kind == ModelKind::roberta) forgive_pooler(report);
  return found;
}

void check_whole(const WeightReport& report) {
  std::string problems;
  for (const auto& name : report.missing) problems += concat("\n  ", name, ": missing");
  for (const auto& name : report.misshapen) problems += concat("\n  ", name);
  if (!problems.empty())
    throw std::runtime_error(concat(report.source.string(), ": the weights are not whole:", problems));
  if (report.tokenizer.empty() && !report.tokenizer_problem.empty()) throw std::runtime_error(report.tokenizer_problem);
}

void write_model(const InspectedModel& model, const fs::path& folder) {
  const WeightReport& report = model.report;
  if (report.model.kind == ModelKind::captioner) {
    const auto captioner =
        model.captioner ? imported_captioner(report, *model.captioner) : Captioner::load(report.source);
    return captioner.save(folder, report.tokenizer);
  }
  if (report.model.kind == ModelKind::gpt2) Gpt2::load(report.source).save(folder);
  if (report.model.kind == ModelKind::roberta) Roberta::load(report.source).save(folder);
  if (report.model.kind == ModelKind::clip) Clip::load(report.source).save(folder);
  if (report.model.kind == ModelKind::blip) copy_blip(report, folder);
  for (const auto& name : tokenizer_files(report.tokenizer)) fs::copy_file(report.tokenizer / name, folder / name);
}

Captioner open_captioner(const fs::path& path) {
  if (fs::is_directory(path)) return Captioner::load(path);
  const auto model = inspect_model(path, {}, {});
  if (!model.captioner)
    throw WeightsError(concat(path.string(), " is ", model.report.model.system, " and no captioner"));
  if (model.report.tokenizer.empty())
    throw WeightsError(concat(path.string(), " has no tokenizer beside it: run \"vignette-cli import ", path.string(),
                              " --tokenizer FOLDER --out CAPTIONER\" and give that folder"));
  check_whole(model.report);
  return imported_captioner(model.report, *model.captioner);
}

}  // namespace vignette
