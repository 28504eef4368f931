#include "session/caption_decoder.h"

#include <ATen/core/Tensor.h>
#include <ATen/core/grad_mode.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/log_softmax.h>
#include <ATen/ops/tensor.h>

#include <algorithm>

#include "decoding/beam_search.h"
#include "decoding/decoding.h"
#include "log/log.h"
#include "models/captioner.h"
#include "models/safetensors.h"
#include "training/likelihood_loss.h"

namespace vignette {
namespace {

SamplingOptions sampling_of(const CaptionRequest& request) {
  SamplingOptions sampling;
  sampling.temperature = request.temperature;
  sampling.top_k = request.top_k;
  sampling.top_p = request.top_p;
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
  return caption;
}

Generated on_cpu(Generated generated) {
  generated.ids = generated.ids.to(at::kCPU, at::kLong).contiguous();
  generated.lengths = generated.lengths.to(at::kCPU, at::kLong).contiguous();
  generated.token_log_probs = generated.token_log_probs.to(at::kCPU, at::kFloat).contiguous();
  return generated;
}

}  // namespace

struct CaptionDecoder::Impl {
  Captioner captioner;
  at::Device device;
  CaptionRequest request;

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
    return captioner.prefix(batch.to(device), Mode::evaluation);
  }

  using Captions = std::vector<std::vector<DecodedCaption>>;

  void add_beams(const at::Tensor& prefix, Captions& captions) const {
    BeamOptions options;
    options.beams = request.beams;
    options.max_length = request.max_tokens;
    options.temperature = request.temperature;
    options.stop_tokens = {captioner.stop_token()};
    if (captioner.captions_end_by_token()) options.scoring = BeamScoring::summed;  // as their originals rank beams
    const auto found = beam_search(captioner, prefix, options);
    for (std::size_t row = 0; row < found.size(); ++row)
      for (const auto& beam : found[row]) {
        captions[row].push_back(describe(captioner.tokenizer(), beam.ids));
        captions[row].back().log_probability = beam.log_probability;
      }
  }

  // `samples` 0: the greedy caption of each row.
  void add_generated(const at::Tensor& prefix, std::int64_t samples, std::size_t first,
                     const std::function<bool()>& cancelled, Captions& captions) const {
    std::vector<GenerateRow> rows;
    for (std::size_t row = 0; row < captions.size(); ++row)
      for (std::int64_t sample = 0; sample < std::max<std::int64_t>(1, samples); ++sample)
        rows.push_back({static_cast<std::int64_t>(row), samples == 0, first + row, static_cast<std::uint64_t>(sample)});
    GenerateOptions options;
    options.max_length = request.max_tokens;
    options.sampling = sampling_of(request);
    options.seed = request.seed;
    options.stop_tokens = {captioner.stop_token()};
    options.force_stop_at_limit = false;  // a caption that is cut shows as cut
    options.cancelled = cancelled;
    const auto generated = on_cpu(generate(captioner, prefix, rows, options));
    for (std::size_t i = 0; i < rows.size(); ++i)
      captions[static_cast<std::size_t>(rows[i].embedding)].push_back(
          caption_of_row(captioner.tokenizer(), generated, static_cast<std::int64_t>(i)));
  }
};

CaptionDecoder::CaptionDecoder(const CaptionRequest& request, const std::string& device)
    : impl_(new Impl{Captioner::load(captioner_directory(request.captioner)), at::Device(device), request}) {
  impl_->captioner.requires_grad(false);
  impl_->captioner.to(impl_->device, at::kFloat);
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
  if (request.beams > 0) impl_->add_beams(prefix, captions);
  if (request.samples > 0 || request.beams == 0)
    impl_->add_generated(prefix, request.samples, first, cancelled, captions);
  return captions;
}

void CaptionDecoder::set_decoding(const CaptionRequest& request) {
  impl_->request = request;
}

CaptionDecoder::Weighed CaptionDecoder::weigh(const std::vector<float>& embedding, const std::vector<std::int64_t>& ids,
                                              int count) const {
  const at::NoGradGuard no_grad;
  Weighed weighed;
  if (ids.empty()) return weighed;
  const auto& captioner = impl_->captioner;
  const at::Tensor targets = at::tensor(ids, at::kLong).unsqueeze(0).to(impl_->device);
  const at::Tensor scores = at::log_softmax(
      captioner.caption_logits(impl_->prefix_of({{embedding}}), targets, Mode::evaluation).to(at::kFloat)[0], 1);
  const at::Tensor own = scores.gather(1, targets[0].unsqueeze(1)).squeeze(1).to(at::kCPU).contiguous();
  weighed.log_probabilities.assign(own.const_data_ptr<float>(), own.const_data_ptr<float>() + own.numel());
  const auto kept = std::min<std::int64_t>(count, scores.size(1));
  auto [values, tokens] = scores.topk(kept, 1);
  values = values.to(at::kCPU).contiguous();
  tokens = tokens.to(at::kCPU).contiguous();
  const auto text_of = [&](std::int64_t id) { return captioner.tokenizer().decode({&id, 1}, false, false); };
  for (std::size_t place = 0; place < ids.size(); ++place) {
    weighed.tokens.push_back(text_of(ids[place]));
    auto& alternatives = weighed.alternatives.emplace_back();
    for (std::int64_t i = 0; i < kept; ++i) {
      const auto at = static_cast<std::int64_t>(place) * kept + i;
      alternatives.push_back({text_of(tokens.const_data_ptr<std::int64_t>()[at]), values.const_data_ptr<float>()[at]});
    }
  }
  return weighed;
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
