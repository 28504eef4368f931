#include "decoding/decoding_fixture.h"

#include <ATen/ops/log_softmax.h>
#include <c10/core/GradMode.h>

#include <stdexcept>

namespace vignette {
std::filesystem::path golden_directory() {
  return golden_cases("clipcap.json").front();
}

const Captioner& captioner() {
  static const Captioner instance = golden_captioner(golden_directory(), "mlp");
  return instance;
}

const at::Tensor& prefix() {
  static const at::Tensor instance =
      captioner().prefix(float_tensor(read_golden(golden_directory() / "clipcap.json")["prefix"]), Mode::evaluation);
  return instance;
}

std::vector<GenerateRow> sampled_rows(std::int64_t embedding, std::uint64_t count) {
  std::vector<GenerateRow> rows;
  for (std::uint64_t i = 0; i < count; ++i)
    rows.push_back({embedding, false, 100 + static_cast<std::uint64_t>(embedding), i});
  return rows;
}

GenerateOptions sampling_options() {
  GenerateOptions options;
  options.seed = 7;
  options.step = 3;
  return options;
}

Ids row_ids(const Generated& generated, std::size_t row) {
  const auto at = static_cast<std::int64_t>(row);
  return ids_of(generated.ids[at].narrow(0, 0, generated.lengths[at].item<std::int64_t>()));
}

bool throws_invalid_argument(const std::function<void()>& act) {
  try {
    act();
  } catch (const std::invalid_argument&) {
    return true;
  }
  return false;
}

at::Tensor forced_log_probs(const at::Tensor& one_prefix, const Ids& ids) {
  const c10::NoGradGuard no_grad;
  const nlohmann::json row = {ids};
  return at::log_softmax(captioner().caption_logits(one_prefix, id_tensor(row), Mode::evaluation)[0], 1);
}

double log_probability_of(const at::Tensor& one_prefix, const Ids& ids) {
  const nlohmann::json column = ids;
  return forced_log_probs(one_prefix, ids).gather(1, id_tensor(column).unsqueeze(1)).sum().item<double>();
}

}  // namespace vignette
