// Every choice of a run. The order is the one in which the form and the recipe reference show them.

#include "recipe/parameter_rows.h"

namespace vignette {
namespace {

Parameters all_parameters() {
  Parameters table;
  for (auto part : {general_parameters, data_parameters, model_parameters, training_parameters, optimizer_parameters,
                    adapter_parameters, reward_parameters, policy_parameters, critic_parameters, decoding_parameters,
                    record_parameters, health_parameters, new_model_parameters})
    for (auto& parameter : part()) table.push_back(std::move(parameter));
  return table;
}

const Parameters& table() {
  static const Parameters parameters = all_parameters();
  return parameters;
}

}  // namespace

std::span<const Parameter> parameter_table() {
  return table();
}

const Parameter* find_parameter(std::string_view key) {
  for (const auto& parameter : table())
    if (parameter.key == key) return &parameter;
  return nullptr;
}

}  // namespace vignette
