#include "recipe/recipe_reference.h"

#include "recipe/parameter.h"

namespace vignette {
namespace {

constexpr std::string_view introduction =
    R"(# Recipe keys

A recipe is a TOML file with every choice of a run. Keys that it leaves out have the default below; `--set key=value`
overrides both. Relative paths start from the recipe's folder. Keys marked *live* may change while the run goes on.
This page is made from the parameter table in `engine/recipe/parameters_*.cpp`; a test compares the two, and says how to
write it anew.

A run may be a chain of phases. Each `[[phase]]` at the end of the file has a `name` and the keys that differ in it:

```toml
[[phase]]
name = "initialise"
training.objective = "likelihood"
training.max_steps = 2000

[[phase]]
name = "adversarial"
optimizer.learning_rate = 1e-5
```

A phase begins with what the one before trained (captioner, critic, or the CLIP of a contrastive phase; its best
checkpoint, or its last by `training.phase_start`), with new optimisers, and counts its own steps for schedules, warm-up,
`reward.start_step` and "every so many steps"; the run's steps are numbered on. Early stopping ends the phase, not the run.
A live change holds for the phase and for those after it that do not set the key. `name`, `device` and `training.threads`
are the whole run's. `--set phase.NAME.key=value` overrides a key of one phase.
)";

constexpr std::string_view compatibility =
    R"(
## What compat = "reference" changes

The original programs (CgtGAN, ClipCap) have slips that change results. Without `compat` Vignette takes the mended form.

| where | mended (default) | reference |
|---|---|---|
| over-long caption given to the critic | cut, then ended by `.` and `</s>` | cut, then ended by `<s>` and `</s>` |
| weight decay | none for biases and all LayerNorm weights | none for biases and RoBERTa's LayerNorm weights; GPT-2's `ln_*` and the mapper's `norm*` decay |
| token `!` in likelihood training | learnt: padding is told by length | never learnt: its id, 0, is taken for padding |
| end of a caption in likelihood training | a period, added where it is missing or was cut off | as in the data |
| pictures with an EXIF orientation | turned upright, as people see them | as stored: the originals pass an opened picture on |
| w while gradients accumulate | counts the step that is being made | counts it from its last batch on |

Three choices have keys of their own: `optimizer.kind` (the original uses `"adamw_hf"`), `training.sampling` (the original
samples with gradient and dropout, `"through_sampling"`) and `reward.mask_forced_stop` (the original counts the token that
the length limit replaced).

Other programs are followed where they are sound, with or without `compat`:

- clip-gpt-captioning (`mapper.kind = "encoder"`): begin token, prefix and caption stand in one order in training and in
  captioning (the original puts the begin token in front when it captions only); an image's embedding attends to itself
  alone, not to the others of its batch; the loss takes the softmax once; the first word is learnt. The embedding is CLIP's
  projected one, not the vision tower's pooler output.
- clip-text-decoder (`mapper.kind = "cross_attention"`): padding is left out of the loss.
- CapDec (`likelihood.noise`, `likelihood.modality_offset`, `corpus.rebalance_gender`): the offset is added in training, so
  that a captioner needs none; a caption with exchanged words is learnt as it is embedded, its words exchanged together.
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

std::string shown_choices(const Parameter& parameter) {
  std::string all;
  for (auto choice : parameter.choices) all += (all.empty() ? "`\"" : ", `\"") + std::string(choice) + "\"`";
  return all;
}

std::string shown_values(const Parameter& parameter) {
  switch (parameter.type) {
    case ParameterType::boolean:
      return "`true`, `false`";
    case ParameterType::path:
      return "path";
    case ParameterType::text:
      return "text";
    case ParameterType::choice:
      return shown_choices(parameter);
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
