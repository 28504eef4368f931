#include "recipe/recipe_reference.h"

#include "recipe/parameter.h"

namespace vignette {
namespace {

constexpr std::string_view introduction =
    R"(# Recipe keys

A recipe is a TOML file with every choice of a run. Keys that it leaves out have the default below; `--set key=value`
overrides both. Relative paths start from the recipe's folder. Keys marked *live* may change while the run goes on.
This page is made from the parameter table in `engine/recipe/parameter_table.cpp`; a test compares the two, and says how to
write it anew.
)";

constexpr std::string_view compatibility =
    R"(
## What compat = "reference" changes

The original programs (CgtGAN, ClipCap) have slips that change results. Without `compat` Vignette takes the mended form.

| where | mended (default) | reference |
|---|---|---|
| dropout of the captioner | off while it samples and learns, so that both see one policy | on in sampled captions (with training.sampling = "through_sampling") |
| over-long caption given to the critic | ends in `.` and `</s>` | ends in `<s>` and `</s>` |
| logged means of cosine, L1 and CLIP score | over all samples | with the sample baseline the last images are left out |
| sample baseline with a critic | works | the original stops with an error; here it works as in the default |
| token `!` in likelihood training | learnt: padding is masked by length | never learnt: id 0 is ignored wherever it stands |
| weight decay | none for biases and all LayerNorm weights | GPT-2's `ln_*` and the mapper's `norm*` weights decay |
| gradient clipping with accumulation | once, before the step | after each batch, on what has accumulated so far |
| optimizer | torch's fused AdamW | transformers' AdamW (optimizer.kind "adamw_hf" chooses it by itself) |
| text given to CLIP and the critic | as decoded | after transformers 4's clean-up of spaces before punctuation |
| length of the critic's input | the batch's longest caption | always decoding.max_length + 2 |
| picture's crop | Hugging Face's rounding | OpenAI's rounding, half to even |
| aggregated targets | stored in fp32 | stored in fp16 |
| beam search | scores by length at the end | averages at every step |
)";

std::string title(std::string_view group) {
  if (group.empty()) return "General";
  std::string words(group);
  for (auto& character : words)
    if (character == '_') character = ' ';
  words[0] = static_cast<char>(words[0] - 'a' + 'A');
  return words;
}

std::string shown_default(const Parameter& parameter) {
  const bool quoted = std::holds_alternative<std::string>(parameter.default_value);
  const auto value = format_value(parameter.default_value);
  return quoted ? "`\"" + value + "\"`" : "`" + value + "`";
}

std::string shown_values(const Parameter& parameter) {
  switch (parameter.type) {
    case ParameterType::boolean:
      return "`true`, `false`";
    case ParameterType::path:
      return "path";
    case ParameterType::text:
      return "text";
    case ParameterType::choice: {
      std::string all;
      for (auto choice : parameter.choices) all += (all.empty() ? "`\"" : ", `\"") + std::string(choice) + "\"`";
      return all;
    }
    default:
      break;
  }
  const auto low = parameter.minimum ? format_value(*parameter.minimum) : "";
  const auto high = parameter.maximum ? format_value(*parameter.maximum) : "";
  const std::string kind = parameter.type == ParameterType::integer ? "whole number" : "number";
  if (high.empty()) return low.empty() ? kind : kind + " ≥ " + low;
  return kind + " " + low + " … " + high;
}

std::string row(const Parameter& parameter) {
  std::string line = "| `" + std::string(parameter.key) + "` | " + shown_default(parameter) + " | ";
  line += shown_values(parameter);
  if (!parameter.unit.empty()) line += " (" + std::string(parameter.unit) + ")";
  line += " | " + std::string(parameter.help);
  return line + (parameter.live ? " *live* |\n" : " |\n");
}

}  // namespace

std::string recipe_reference() {
  std::string text(introduction);
  std::string_view group = "none";
  for (const auto& parameter : parameter_table()) {
    if (parameter.group() != group) {
      group = parameter.group();
      text += "\n## " + title(group) + "\n\n| key | default | values | meaning |\n|---|---|---|---|\n";
    }
    text += row(parameter);
  }
  return text + std::string(compatibility);
}

}  // namespace vignette
