#include "models/clip_text.h"

#include <ATen/ops/arange.h>
#include <ATen/ops/embedding.h>

#include <stdexcept>

#include "log/log.h"
#include "models/activation.h"
#include "models/attention.h"

namespace vignette {

ClipTextTower::ClipTextTower(const ClipTextConfig& config, Initialise how)
    : config_(config),
      token_embedding_(normal_parameter({config.vocab_size, config.layers.hidden_size}, 0.02, how)),
      position_embedding_(normal_parameter({config.max_position_embeddings, config.layers.hidden_size}, 0.02, how)),
      layers_(config.layers, how),
      norm_weight_(constant_parameter({config.layers.hidden_size}, 1)),
      norm_bias_(constant_parameter({config.layers.hidden_size}, 0)) {}

NamedTensors ClipTextTower::named_parameters() const {
  NamedTensors all = {{"text_model.embeddings.token_embedding.weight", token_embedding_},
                      {"text_model.embeddings.position_embedding.weight", position_embedding_}};
  layers_.append(all, "text_model.encoder.layers.");
  all.emplace_back("text_model.final_layer_norm.weight", norm_weight_);
  all.emplace_back("text_model.final_layer_norm.bias", norm_bias_);
  return all;
}

at::Tensor ClipTextTower::encode(const at::Tensor& ids) const {
  const std::int64_t batch = ids.size(0), time = ids.size(1), width = config_.layers.hidden_size;
  if (time > config_.max_position_embeddings)
    throw std::invalid_argument(concat("CLIP: expected at most ", config_.max_position_embeddings, " ids, got ", time));
  const at::Tensor sequence = at::embedding(token_embedding_, ids).add(position_embedding_.narrow(0, 0, time));
  const at::Tensor end =
      config_.eos_token_id == 2 ? ids.argmax(1) : ids.eq(config_.eos_token_id).to(at::kInt).argmax(1);
  const at::Tensor columns = at::arange(time, ids.options()), firsts = at::arange(batch, ids.options()).mul(time);
  const at::Tensor mask = additive_mask(columns.le(end.unsqueeze(1)).unsqueeze(1).unsqueeze(1), sequence.scalar_type());
  const at::Tensor rows = layers_.run(sequence.view({-1, width}), batch, firsts.add(end), mask, true);
  return normalise(rows, norm_weight_, norm_bias_, config_.layers.layer_norm_eps);
}

}  // namespace vignette
