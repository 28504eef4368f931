#include "session/caption_decoder.h"

#include <ATen/core/Tensor.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/log_softmax.h>
#include <ATen/ops/tensor.h>

#include <algorithm>

#include "decoding/beam_search.h"
#include "decoding/decoding.h"
#include "decoding/token_choice.h"
#include "log/log.h"
#include "models/model_import.h"
#include "models/safetensors.h"
#include "training/likelihood_loss.h"

namespace vignette {
namespace {

SamplingOptions sampling_of(const CaptionRequest& request) {
  SamplingOptions sampling;
  sampling.temperature = request.temperature;
  sampling.top_k = request.top_k;
  sampling.top_p = request.top_p;
  sampling.repetition_penalty = request.repetition_penalty;
  sampling.check();
  return sampling;
}

DecodedCaption describe(const Tokenizer& tokenizer, std::vector<std::int64_t> ids) {
  DecodedCaption caption;
  caption.caption = tokenizer.decode(ids);
  for (const auto id : ids) caption.tokens.push_back(tokenizer.decode({&id, 1}, false, false));
  caption.ids = std::move(ids);
  return caption;
}

std::vector<TokenAlternative> alternatives_of(const Tokenizer& tokenizer, const std::int64_t* ids,
                                              const float* log_probs, std::int64_t count) {
  std::vector<TokenAlternative> all;
  for (std::int64_t i = 0; i < count; ++i) all.push_back({tokenizer.decode({&ids[i], 1}, false, false), log_probs[i]});
  return all;
}

void add_statistics(const Tokenizer& tokenizer, const Generated& generated, std::int64_t row, DecodedCaption& caption) {
  const auto width = generated.entropy.size(1), count = generated.alternatives.size(2);
  for (std::int64_t position = 0; position < static_cast<std::int64_t>(caption.ids.size()); ++position) {
    const auto at = row * width + position;
    caption.token_entropies.push_back(generated.entropy.const_data_ptr<float>()[at]);
    caption.alternatives.push_back(
        alternatives_of(tokenizer, generated.alternatives.const_data_ptr<std::int64_t>() + at * count,
                        generated.alternative_log_probs.const_data_ptr<float>() + at * count, count));
  }
}

DecodedCaption caption_of_row(const Tokenizer& tokenizer, const Generated& generated, std::int64_t row) {
  const auto length = generated.lengths.const_data_ptr<std::int64_t>()[row];
  const auto width = generated.ids.size(1);
  const auto* ids = generated.ids.const_data_ptr<std::int64_t>() + row * width;
  const auto* log_probabilities = generated.token_log_probs.const_data_ptr<float>() + row * width;
  auto caption = describe(tokenizer, {ids, ids + length});
  caption.token_log_probabilities.assign(log_probabilities, log_probabilities + length);
  double sum = 0;
  for (const float value : caption.token_log_probabilities) sum += value;
  caption.log_probability = length > 0 ? sum / static_cast<double>(length) : 0;
  if (generated.entropy.defined()) add_statistics(tokenizer, generated, row, caption);
  return caption;
}

BeamScoring scoring_of(const std::string& name, const Captioner& captioner) {
  if (name == "summed") return BeamScoring::summed;
  if (name == "normalised") return BeamScoring::length_normalised;
  if (name == "clipcap") return BeamScoring::clipcap;
  if (!name.empty())
    throw std::runtime_error(concat("beam scoring: expected summed, normalised or clipcap, got ", name));
  return captioner.captions_end_by_token() ? BeamScoring::summed : BeamScoring::clipcap;
}

std::int64_t stop_token_of(const std::string& text, const Tokenizer& tokenizer) {
  if (const auto id = tokenizer.token_id(text); id >= 0) return id;
  const auto ids = tokenizer.encode(text);
  if (ids.size() != 1)
    throw std::runtime_error(
        concat("stop token: '", text, "' is ", ids.size(),
               " tokens of the captioner's vocabulary; name one token, for example '.' or ' and'"));
  return ids.front();
}

at::ScalarType dtype_of(const std::string& precision, const at::Device& device) {
  if (precision == "fp32") return at::kFloat;
  if (precision == "bf16") return at::kBFloat16;
  if (precision == "fp16" && device.is_cuda()) return at::kHalf;
  throw std::runtime_error(
      concat("precision: expected fp32, bf16 or (on CUDA) fp16, got ", precision, " on ", device.str()));
}

Generated on_cpu(Generated generated) {
  generated.ids = generated.ids.to(at::kCPU, at::kLong).contiguous();
  generated.lengths = generated.lengths.to(at::kCPU, at::kLong).contiguous();
  generated.token_log_probs = generated.token_log_probs.to(at::kCPU, at::kFloat).contiguous();
  if (!generated.entropy.defined()) return generated;
  generated.entropy = generated.entropy.to(at::kCPU).contiguous();
  generated.alternatives = generated.alternatives.to(at::kCPU).contiguous();
  generated.alternative_log_probs = generated.alternative_log_probs.to(at::kCPU).contiguous();
  return generated;
}

}  // namespace

struct CaptionDecoder::Impl {
  using Captions = std::vector<std::vector<DecodedCaption>>;

  Captioner captioner;
  at::Device device;
  CaptionRequest request;
  /// Held between calls once one was long enough to pack the weights for.
  mutable std::shared_ptr<const PackedWeights> packed;

  at::Tensor prefix_of(std::span<const std::vector<float>> embeddings) const {
    const std::int64_t width = captioner.mapper_config().embedding_size;
    at::Tensor batch = at::empty({static_cast<std::int64_t>(embeddings.size()), width}, at::kFloat);
    float* to = batch.data_ptr<float>();
    for (const auto& embedding : embeddings) {
      if (static_cast<std::int64_t>(embedding.size()) != width)
        throw std::runtime_error(concat("the captioner takes embeddings of ", width, " numbers, these have ",
                                        embedding.size(), ": use the CLIP that it was trained with"));
      to = std::copy(embedding.begin(), embedding.end(), to);
    }
    return captioner.prefix(batch.to(device, captioner.language_model().head().scalar_type()), Mode::evaluation);
  }

  /// A caption is never longer than the language model has positions for.
  std::int64_t max_length() const {
    const std::int64_t room = captioner.language_model().config().n_positions - captioner.lead_length() + 1;
    return std::clamp<std::int64_t>(request.max_tokens, 1, std::max<std::int64_t>(1, room));
  }

  std::vector<std::int64_t> stop_tokens() const {
    if (request.stops.empty()) return {captioner.stop_token()};
    std::vector<std::int64_t> ids;
    for (const auto& text : request.stops) ids.push_back(stop_token_of(text, captioner.tokenizer()));
    return ids;
  }

  BeamOptions beam_options(const std::function<bool()>& cancelled) const {
    BeamOptions options;
    options.beams = request.beams;
    options.max_length = max_length();
    options.temperature = request.temperature;
    options.stop_tokens = stop_tokens();
    options.scoring = scoring_of(request.beam_scoring, captioner);
    options.length_penalty = request.length_penalty;
    options.groups = request.beam_groups, options.diversity_penalty = request.diversity_penalty;
    for (const auto& forms : request.required) options.required.add(captioner.tokenizer(), forms);
    options.least_required = request.least_required;
    if (options.required.size() > 0 && request.beam_scoring.empty()) {  // as CgtGAN's code ranks
      options.scoring = BeamScoring::length_normalised;
      options.best_sum_of_states_first = true;
    }
    options.cancelled = cancelled;
    return options;
  }

  void add_beams(std::span<const std::vector<float>> embeddings, const at::Tensor& prefix,
                 const std::function<bool()>& cancelled, Captions& captions) const {
    const auto found = beam_search(captioner, prefix, beam_options(cancelled));
    for (std::size_t row = 0; row < found.size(); ++row)
      for (const auto& beam : found[row]) {
        auto caption = describe(captioner.tokenizer(), beam.ids);
        caption.log_probability = beam.log_probability;
        caption.token_log_probabilities = beam.token_log_probs;
        caption.required = beam.required;
        if (request.alternatives > 0) {
          auto weighed = weigh(embeddings[row], beam.ids, request.alternatives);
          caption.token_entropies = std::move(weighed.entropies);
          caption.alternatives = std::move(weighed.alternatives);
        }
        captions[row].push_back(std::move(caption));
      }
  }

  Weighed weigh(const std::vector<float>& embedding, const std::vector<std::int64_t>& ids, int count) const {
    Weighed weighed;
    const at::Tensor targets = at::tensor(ids, at::kLong).unsqueeze(0).to(device);
    const at::Tensor logits =
        captioner.caption_logits(prefix_of({{embedding}}), targets, Mode::evaluation).to(at::kFloat)[0];
    const at::Tensor own =
        at::log_softmax(logits, 1).gather(1, targets[0].unsqueeze(1)).squeeze(1).to(at::kCPU).contiguous();
    weighed.log_probabilities.assign(own.const_data_ptr<float>(), own.const_data_ptr<float>() + own.numel());
    const auto statistics = token_statistics(logits, count);
    const auto values = statistics.log_probs.to(at::kCPU).contiguous(),
               tokens = statistics.tokens.to(at::kCPU).contiguous(),
               entropy = statistics.entropy.to(at::kCPU).contiguous();
    weighed.entropies.assign(entropy.const_data_ptr<float>(), entropy.const_data_ptr<float>() + entropy.numel());
    for (std::size_t place = 0; place < ids.size(); ++place) {
      const auto at = static_cast<std::int64_t>(place) * tokens.size(1);
      weighed.tokens.push_back(captioner.tokenizer().decode({&ids[place], 1}, false, false));
      weighed.alternatives.push_back(alternatives_of(captioner.tokenizer(), tokens.const_data_ptr<std::int64_t>() + at,
                                                     values.const_data_ptr<float>() + at, tokens.size(1)));
    }
    return weighed;
  }

  // `samples` 0: the greedy caption of each row.
  void add_generated(const at::Tensor& prefix, std::int64_t samples, std::size_t first,
                     const std::function<bool()>& cancelled, Captions& captions) const {
    std::vector<GenerateRow> rows;
    for (std::size_t row = 0; row < captions.size(); ++row)
      for (std::int64_t sample = 0; sample < std::max<std::int64_t>(1, samples); ++sample)
        rows.push_back({static_cast<std::int64_t>(row), samples == 0, first + row, static_cast<std::uint64_t>(sample)});
    GenerateOptions options;
    options.max_length = max_length();
    options.sampling = sampling_of(request);
    options.seed = request.seed;
    options.stop_tokens = stop_tokens();
    options.alternatives = request.alternatives;
    options.force_stop_at_limit = false;  // a caption that is cut shows as cut
    options.cancelled = cancelled;
    constexpr std::size_t at_once = 320;  // more would only make the cache larger
    for (std::size_t begin = 0; begin < rows.size(); begin += at_once) {
      const auto part = std::span(rows).subspan(begin, std::min(at_once, rows.size() - begin));
      const auto generated = on_cpu(generate(captioner, prefix, part, options));
      for (std::size_t i = 0; i < part.size(); ++i)
        captions[static_cast<std::size_t>(part[i].embedding)].push_back(
            caption_of_row(captioner.tokenizer(), generated, static_cast<std::int64_t>(i)));
    }
  }
};

CaptionDecoder::CaptionDecoder(const CaptionRequest& request, const std::string& device)
    : impl_(new Impl{open_captioner(captioner_directory(request.captioner)), at::Device(device), request, nullptr}) {
  impl_->captioner.requires_grad(false);
  impl_->captioner.to(impl_->device, dtype_of(request.precision, impl_->device));
}

CaptionDecoder::~CaptionDecoder() = default;

std::vector<std::vector<DecodedCaption>> CaptionDecoder::decode(std::span<const std::vector<float>> embeddings,
                                                                std::size_t first,
                                                                const std::function<bool()>& cancelled) const {
  const at::NoGradGuard no_grad;
  Impl::Captions captions(embeddings.size());
  if (embeddings.empty()) return captions;
  const at::Tensor prefix = impl_->prefix_of(embeddings);
  const auto& request = impl_->request;
  const int samples = request.best_of > 0 ? request.best_of : request.samples;
  const auto of_each = static_cast<std::int64_t>(request.beams) + std::max(1, samples);
  if (const auto packed = pack_for(impl_->captioner, prefix.size(0) * of_each * request.max_tokens))
    impl_->packed = packed;
  if (request.beams > 0) impl_->add_beams(embeddings, prefix, cancelled, captions);
  if (samples > 0 || request.beams == 0) impl_->add_generated(prefix, samples, first, cancelled, captions);
  return captions;
}

void CaptionDecoder::set_decoding(const CaptionRequest& request) {
  impl_->request = request;
}

CaptionDecoder::Weighed CaptionDecoder::weigh(const std::vector<float>& embedding, const std::vector<std::int64_t>& ids,
                                              int count) const {
  const at::NoGradGuard no_grad;
  return ids.empty() ? Weighed{} : impl_->weigh(embedding, ids, count);
}

bool CaptionDecoder::takes_pooled_features() const {
  return impl_->captioner.mapper_config().pooled_features;
}

std::vector<std::int64_t> CaptionDecoder::ids_of(const std::string& text, int max_tokens) const {
  return caption_targets(impl_->captioner, text, max_tokens, false);
}

std::vector<std::vector<float>> read_embeddings(const std::filesystem::path& file) {
  const SafetensorsFile tensors(file);
  const auto names = tensors.names();
  if (names.size() != 1)
    throw std::runtime_error(concat(file.string(), ": one tensor [N, d] was expected, it holds ", names.size()));
  const at::Tensor table = tensors.tensor(names.front()).to(at::kFloat).contiguous();
  if (table.dim() != 2)
    throw std::runtime_error(
        concat(file.string(), ": ", names.front(), " has ", table.dim(), " dimensions, [N, d] was expected"));
  const float* data = table.const_data_ptr<float>();
  std::vector<std::vector<float>> rows;
  for (std::int64_t i = 0; i < table.size(0); ++i)
    rows.emplace_back(data + i * table.size(1), data + (i + 1) * table.size(1));
  return rows;
}

}  // namespace vignette
