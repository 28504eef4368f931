#include <ATen/ops/arange.h>
#include <ATen/ops/cat.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/ones.h>

#include <algorithm>

#include "models/activation.h"
#include "models/attention.h"
#include "models/gpt2.h"
#include "models/index_tensor.h"

namespace vignette {

/// Rows stand as [P·k of the leads, Σ length of the texts]; attention alone sees the texts padded, [R, T].
struct Gpt2::PackedTexts {
  std::int64_t leads = 0, lead_length = 0, texts = 0, longest = 0;
  at::Tensor owners;     ///< [R]
  at::Tensor from_rows;  ///< [R·T] the row that each place of the padded texts takes (padding: any)
  at::Tensor to_rows;    ///< [Σ length] the place of each row of the texts
  at::Tensor positions;  ///< [Σ length]
  at::Tensor order;      ///< [Σ (length + 1)] rows of the result: the lead's last, then the text's
  at::Tensor mask;       ///< [1, 1, T, k + T]

  PackedTexts(const Continuations& from, at::ScalarType type);
};

Gpt2::PackedTexts::PackedTexts(const Continuations& from, at::ScalarType type)
    : leads(from.lead.size(0)),
      lead_length(from.lead.size(1)),
      texts(from.ids.size(0)),
      owners(from.owners.to(from.lead.device())) {
  const at::Tensor lengths = from.lengths.contiguous(), owner = from.owners.contiguous();
  const auto* length = lengths.const_data_ptr<std::int64_t>();
  for (std::int64_t text = 0; text < texts; ++text) longest = std::max(longest, length[text]);
  std::vector<std::int64_t> source(static_cast<std::size_t>(texts * longest), 0), places, steps, result;
  std::int64_t row = leads * lead_length;
  for (std::int64_t text = 0; text < texts; ++text) {
    result.push_back((owner.const_data_ptr<std::int64_t>()[text] + 1) * lead_length - 1);
    for (std::int64_t step = 0; step < length[text]; ++step, ++row) {
      places.push_back(text * longest + step);
      steps.push_back(lead_length + step);
      source[static_cast<std::size_t>(places.back())] = row;
      result.push_back(row);
    }
  }
  const auto device = from.lead.device();
  from_rows = index_tensor(source, device), to_rows = index_tensor(places, device);
  positions = index_tensor(steps, device), order = index_tensor(result, device);
  const auto allowed = at::ones({longest, lead_length + longest}, from.lead.options().dtype(at::kBool));
  mask = additive_mask(at::Tensor(allowed).tril_(lead_length).unsqueeze(0).unsqueeze(0), type);
}

at::Tensor Gpt2::attended_texts(const at::Tensor& packed, const Pass& pass) const {
  const PackedTexts& texts = *pass.texts;
  const std::int64_t width = config_.n_embd, heads = config_.n_head, before = texts.leads * texts.lead_length;
  const auto parts = [&](const at::Tensor& rows, std::int64_t batch) {
    return rows.view({batch, -1, 3, heads, width / heads}).permute({2, 0, 3, 1, 4}).unbind(0);
  };
  AttentionOptions options;
  options.dropout = pass.mode == Mode::training ? config_.attn_pdrop : 0;
  options.causal = true;
  const auto lead = parts(packed.narrow(0, 0, before), texts.leads);
  const at::Tensor lead_context = merge_heads(attend(lead[0], lead[1], lead[2], options));
  if (texts.longest == 0) return lead_context;
  const auto text = parts(packed.index_select(0, texts.from_rows), texts.texts);
  options.causal = false;
  options.mask = texts.mask.to(packed.scalar_type());
  const auto joined = [&](std::size_t part) {
    return at::cat({lead[part].index_select(0, texts.owners), text[part]}, 2);
  };
  const at::Tensor context = merge_heads(attend(text[0], joined(1), joined(2), options));
  return at::cat({lead_context, context.index_select(0, texts.to_rows)});
}

at::Tensor Gpt2::forward_continuations(const Continuations& texts, Mode mode) const {
  const auto layout = std::make_shared<const PackedTexts>(texts, texts.lead.scalar_type());
  const PackedTexts& packed = *layout;
  const std::int64_t width = config_.n_embd;
  const at::Tensor positions = embed_positions(0, packed.lead_length + packed.longest);
  at::Tensor rows = texts.lead.add(positions.narrow(0, 0, packed.lead_length)).reshape({-1, width});
  if (packed.longest > 0) {
    const at::Tensor padded = texts.ids.narrow(1, 0, packed.longest).reshape({-1});
    const at::Tensor words = embed_tokens(padded.index_select(0, packed.to_rows));
    rows = at::cat({rows, words.add(positions.index_select(0, packed.positions))});
  }
  rows = apply_dropout(rows, config_.embd_pdrop, mode);
  Pass pass;
  pass.batch = packed.leads;
  pass.mode = mode;
  pass.texts = layout;
  for (std::size_t i = 0; i < blocks_.size(); ++i) rows = run_block(i, rows, pass);
  return normalise(rows.index_select(0, packed.order), ln_f_weight_, ln_f_bias_, config_.layer_norm_epsilon);
}

}  // namespace vignette
