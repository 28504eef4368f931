#include "models/key_value_cache.h"

#include <ATen/ops/empty.h>

#include <algorithm>
#include <numeric>
#include <stdexcept>

#include "models/attention.h"
#include "models/cached_attention.h"
#include "models/index_tensor.h"

namespace vignette {
namespace {

bool is_identity(std::span<const std::int64_t> index, std::size_t rows) {
  if (index.size() != rows) return false;
  for (std::size_t i = 0; i < rows; ++i)
    if (index[i] != static_cast<std::int64_t>(i)) return false;
  return true;
}

std::vector<std::int32_t> selected(const std::vector<std::int32_t>& values, std::span<const std::int64_t> index) {
  std::vector<std::int32_t> result;
  result.reserve(index.size());
  for (const auto i : index) result.push_back(values[static_cast<std::size_t>(i)]);
  return result;
}

std::vector<std::int32_t> counted(std::int64_t rows) {
  std::vector<std::int32_t> values(static_cast<std::size_t>(rows));
  std::iota(values.begin(), values.end(), 0);
  return values;
}

}  // namespace

KeyValueCache::KeyValueCache(const Sizes& sizes, const at::TensorOptions& options)
    : sizes_(sizes), options_(options), layers_(sizes.layers) {
  const auto dtype = c10::typeMetaToScalarType(options.dtype());
  moves_rows_ = !options.device().is_cpu() || (dtype != at::kFloat && dtype != at::kBFloat16);
}

at::Tensor KeyValueCache::heads_of(const at::Tensor& rows) const {
  return rows.view({rows.size(0), rows.size(1), sizes_.heads, -1}).transpose(1, 2);
}

at::Tensor KeyValueCache::attend(std::size_t layer, const at::Tensor& packed, std::int64_t rows) {
  Layer& own = layers_[layer];
  if (length_ == 0) return attend_lead(own, packed, rows);
  if (packed.size(0) != this->rows())
    throw std::invalid_argument("decoding: positions after the lead come one at a time");
  if (layer == 0 && !own.keys.defined()) allocate_rows();
  return moves_rows_ ? attend_moved(own, packed) : attend_next(own, packed);
}

at::Tensor KeyValueCache::attend_lead(Layer& layer, const at::Tensor& packed, std::int64_t rows) {
  owners_ = counted(rows);
  const auto parts = packed.view({rows, -1, 3, sizes_.width}).unbind(2);
  layer.lead_keys = parts[1].to(options_).contiguous();
  layer.lead_values = parts[2].to(options_).contiguous();
  AttentionOptions causal;
  causal.causal = parts[0].size(1) > 1;
  return merge_heads(vignette::attend(heads_of(parts[0]), heads_of(parts[1]), heads_of(parts[2]), causal));
}

at::Tensor KeyValueCache::attend_next(Layer& layer, const at::Tensor& packed) const {
  const auto dtype = layer.keys.scalar_type();
  return attend_cached(packed.to(dtype),
                       {layer.lead_keys, layer.lead_values, layer.keys, layer.values, owners_, sources_, sizes_.heads});
}

at::Tensor KeyValueCache::attend_moved(const Layer& layer, const at::Tensor& packed) const {
  const auto parts = packed.view({rows(), 1, 3, sizes_.width}).unbind(2);
  layer.keys.narrow(1, length_, 1).copy_(parts[1]);
  layer.values.narrow(1, length_, 1).copy_(parts[2]);
  return merge_heads(vignette::attend(heads_of(parts[0]), heads_of(layer.keys.narrow(1, 0, length_ + 1)),
                                      heads_of(layer.values.narrow(1, 0, length_ + 1)), {}));
}

void KeyValueCache::allocate_rows() {
  const std::int64_t kept = moves_rows_ ? sizes_.capacity : sizes_.capacity - lead_length_;
  const std::vector<std::int64_t> leads(owners_.begin(), owners_.end());
  const at::Tensor owners = moves_rows_ ? index_tensor(leads, options_.device()) : at::Tensor();
  for (Layer& layer : layers_) {
    layer.keys = at::empty({rows(), kept, sizes_.width}, options_);
    layer.values = at::empty({rows(), kept, sizes_.width}, options_);
    if (!moves_rows_) continue;
    layer.keys.narrow(1, 0, lead_length_).copy_(layer.lead_keys.index_select(0, owners));
    layer.values.narrow(1, 0, lead_length_).copy_(layer.lead_values.index_select(0, owners));
  }
}

void KeyValueCache::advance(std::int64_t count) {
  if (length_ == 0)
    lead_length_ = count;
  else
    sources_.push_back(counted(rows()));
  length_ += count;
}

void KeyValueCache::select_rows(std::span<const std::int64_t> index) {
  if (is_identity(index, owners_.size())) return;
  const auto owners = selected(owners_, index);
  const bool same_leads = owners == owners_;
  owners_ = owners;
  for (auto& sources : sources_) sources = selected(sources, index);
  move_rows(index, same_leads);
  if (!moves_rows_ && layers_.front().keys.defined() && layers_.front().keys.size(0) < rows()) add_rows();
}

void KeyValueCache::add_rows() {
  for (Layer& layer : layers_)
    for (at::Tensor* kept : {&layer.keys, &layer.values}) {
      const at::Tensor larger = at::empty({rows(), kept->size(1), kept->size(2)}, options_);
      larger.narrow(0, 0, kept->size(0)).copy_(*kept);
      *kept = larger;
    }
}

void KeyValueCache::move_rows(std::span<const std::int64_t> index, bool same_leads) {
  const at::Tensor where = index_tensor(index, options_.device());
  const auto taken = [&](at::Tensor& rows) { rows = rows.index_select(0, where); };
  const std::int64_t later = length_ - lead_length_;
  for (Layer& layer : layers_) {
    if (layer.memory.keys.defined() && !same_leads) taken(layer.memory.keys), taken(layer.memory.values);
    if (!moves_rows_ || !layer.keys.defined()) continue;
    for (at::Tensor* rows : {&layer.keys, &layer.values}) {
      if (!same_leads)
        taken(*rows);
      else
        rows->narrow(1, lead_length_, later).copy_(rows->narrow(1, lead_length_, later).index_select(0, where));
    }
  }
}

}  // namespace vignette
