#include <ATen/core/Tensor.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/sigmoid.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "data/folder_checksums.h"
#include "log/log.h"
#include "models/roberta.h"
#include "models/safetensors.h"
#include "recipe/recipe.h"
#include "session/caption_decoder.h"
#include "session/clip_encoder.h"
#include "session/cosine.h"
#include "session/inference.h"
#include "session/jobs.h"
#include "training/checkpoint.h"
#include "training/model_files.h"

namespace vignette {
namespace {

namespace fs = std::filesystem;

/// The critic that a checkpoint holds, for probabilities alone.
class StoredCritic {
 public:
  StoredCritic(const fs::path& folder, bool spectral_norm, const std::string& device)
      : critic_(load_critic(folder, spectral_norm)),
        tokenizer_(load_tokenizer(folder, TokenizerKind::roberta)),
        device_(device) {
    critic_.requires_grad(false);
    critic_.to(device_, at::kFloat);
  }

  std::vector<double> human(std::span<const std::string> texts, std::int64_t max_tokens) const {
    const at::NoGradGuard no_grad;
    auto batch = Discriminator::tokenize(*tokenizer_, texts, max_tokens + 2, false, false);
    const auto found =
        at::sigmoid(critic_.forward({batch.ids.to(device_), batch.attention_mask.to(device_)}, Mode::evaluation))
            .to(at::kCPU, at::kFloat)
            .contiguous();
    return {found.const_data_ptr<float>(), found.const_data_ptr<float>() + found.numel()};
  }

 private:
  Discriminator critic_;
  std::shared_ptr<const Tokenizer> tokenizer_;
  at::Device device_;
};

/// A checkpoint's models. The last ones stay loaded: the next try comes seconds later.
struct InspectionModels {
  fs::path checkpoint;
  fs::file_time_type written;
  std::string device;
  std::int64_t step = 0;
  std::int64_t max_tokens = 20;  ///< that the critic learned to read
  std::unique_ptr<CaptionDecoder> decoder;
  std::unique_ptr<ClipEncoder> clip;
  std::unique_ptr<StoredCritic> critic;
  fs::path embedded;  ///< picture that `embedding` is of
  std::vector<float> embedding;
};

InspectionModels open_models(const InspectRequest& request, const std::string& device) {
  InspectionModels models;
  models.checkpoint = request.checkpoint;
  models.written = fs::last_write_time(request.checkpoint);
  models.device = device;
  if (const auto damage = damage_in(request.checkpoint); !damage.empty())
    throw std::runtime_error(damage + ": look at the captions of another checkpoint");
  const auto state = read_checkpoint_state(request.checkpoint);
  const auto recipe = Recipe::from_text(state.at("recipe").get<std::string>(), request.checkpoint.string());
  const auto clip = recipe.path("models.clip");
  if (clip.empty()) throw std::runtime_error("the run's recipe names no CLIP (models.clip) to embed pictures with");
  models.step = state.at("run").value("step", std::int64_t{0});
  models.max_tokens = recipe.integer("decoding.max_length");
  CaptionRequest decoding;
  decoding.captioner = request.checkpoint;
  models.decoder = std::make_unique<CaptionDecoder>(decoding, device);
  ClipEncoderOptions seen_as_in_training;
  seen_as_in_training.apply_orientation = recipe.text("compat") != "reference";
  seen_as_in_training.pooled = models.decoder->takes_pooled_features();
  models.clip = std::make_unique<ClipEncoder>(clip, device, seen_as_in_training);
  if (const auto critic = request.checkpoint / "discriminator"; fs::exists(critic / "config.json"))
    models.critic = std::make_unique<StoredCritic>(critic, recipe.boolean("critic.spectral_norm"), device);
  return models;
}

InspectionModels& models_of(const InspectRequest& request, const std::string& device) {
  thread_local std::unique_ptr<InspectionModels> kept;
  std::error_code none;
  const bool same = kept && kept->checkpoint == request.checkpoint && kept->device == device &&
                    kept->written == fs::last_write_time(request.checkpoint, none);
  if (!same) {
    kept.reset();  // two sets at once may not fit
    kept = std::make_unique<InspectionModels>(open_models(request, device));
  }
  return *kept;
}

void embed(InspectionModels& models, const fs::path& image) {
  if (models.embedded == image) return;
  auto found = models.clip->images({{image}});
  if (!found.front().problem.empty()) throw std::runtime_error(found.front().problem);
  models.embedding = std::move(found.front().embedding);
  models.embedded = image;
}

const char* name_of(InspectRequest::Method method) {
  using Method = InspectRequest::Method;
  if (method == Method::greedy) return "greedy";
  return method == Method::sampling || method == Method::best_of ? "sample" : "beam";
}

InspectedCaption describe(const InspectionModels& models, const InspectRequest& request, const std::string& method,
                          const std::string& caption, const std::vector<std::int64_t>& ids) {
  auto weighed = models.decoder->weigh(models.embedding, ids, request.alternatives);
  InspectedCaption result{method,
                          caption,
                          std::move(weighed.tokens),
                          std::move(weighed.log_probabilities),
                          std::move(weighed.entropies),
                          std::move(weighed.alternatives),
                          {}};
  double sum = 0;
  for (const float value : result.token_log_probabilities) sum += value;
  if (!ids.empty()) result.scores["log_probability"] = sum / static_cast<double>(ids.size());
  return result;
}

CaptionRequest decoding_of(const InspectRequest& request) {
  using Method = InspectRequest::Method;
  CaptionRequest decoding;
  if (request.method == Method::beam || request.method == Method::diverse) decoding.beams = request.count;
  if (request.method == Method::sampling || request.method == Method::best_of) decoding.samples = request.count;
  if (request.method == Method::diverse) {
    decoding.beam_groups = request.count;
    decoding.diversity_penalty = request.diversity_penalty;
  }
  if (request.method == Method::beam) decoding.required = request.required;
  decoding.least_required = static_cast<int>(decoding.required.size());
  decoding.seed = request.seed;
  decoding.temperature = request.temperature;
  decoding.top_k = request.top_k;
  decoding.top_p = request.top_p;
  decoding.repetition_penalty = request.repetition_penalty;
  decoding.max_tokens = request.max_tokens;
  return decoding;
}

std::vector<InspectedCaption> captions_of(const InspectionModels& models, const InspectRequest& request,
                                          const ProgressFunction& progress) {
  using Method = InspectRequest::Method;
  std::vector<InspectedCaption> captions;
  for (const auto& text : request.texts)
    captions.push_back(describe(models, request, "text", text, models.decoder->ids_of(text, request.max_tokens)));
  if (request.method == Method::none) return captions;
  models.decoder->set_decoding(decoding_of(request));
  const auto cancelled = [&] { return progress && !progress(0.5); };
  const auto decoded = models.decoder->decode({{models.embedding}}, 0, cancelled);
  for (const auto& caption : decoded.front())
    captions.push_back(describe(models, request, name_of(request.method), caption.caption, caption.ids));
  return captions;
}

void score(const InspectionModels& models, const InspectRequest& request, std::vector<InspectedCaption>& captions) {
  if (captions.empty()) return;
  std::vector<std::string> texts;
  for (const auto& caption : captions) texts.push_back(caption.caption);
  if (models.clip->compares_texts()) {
    const auto embeddings = models.clip->texts(texts, /*strip_final_period=*/true);
    for (std::size_t i = 0; i < captions.size(); ++i)
      captions[i].scores["clip"] = models.clip->scale() * cosine(embeddings[i], models.embedding);
  }
  if (models.critic) {
    const auto human = models.critic->human(texts, models.max_tokens);
    for (std::size_t i = 0; i < captions.size(); ++i) captions[i].scores["critic"] = human[i];
  }
  if (!request.references || !request.references->contains(request.image_id)) return;
  std::vector<std::pair<std::int64_t, std::string>> candidates;
  for (const auto& text : texts) candidates.emplace_back(request.image_id, text);
  const std::vector<std::string> metrics{"CIDEr", "BLEU-4", "ROUGE-L"};
  const auto found = request.references->evaluate(candidates, metrics);
  for (const auto& [name, values] : found.per_image)
    for (std::size_t i = 0; i < captions.size() && i < values.size(); ++i) captions[i].scores[name] = values[i];
}

void nearest_first(std::vector<InspectedCaption>& captions) {
  std::stable_sort(captions.begin(), captions.end(),
                   [](const auto& a, const auto& b) { return a.scores.at("clip") > b.scores.at("clip"); });
}

}  // namespace

Inspection inspect_picture(const InspectRequest& request, const ProgressFunction& progress) try {
  settle_inference(request.threads);
  report_progress(progress, 0);
  auto& models = models_of(request, resolve_device(request.device));
  if (request.method == InspectRequest::Method::best_of) models.clip->scale();  // an encoder without texts says so
  report_progress(progress, 0.4);
  embed(models, request.image);
  report_progress(progress, 0.5);
  Inspection result;
  result.step = models.step;
  result.captions = captions_of(models, request, progress);
  report_progress(progress, 0.8);
  score(models, request, result.captions);
  if (request.method == InspectRequest::Method::best_of) nearest_first(result.captions);
  report_progress(progress, 1);
  return result;
} catch (...) {
  rethrow_readable();
}

}  // namespace vignette
