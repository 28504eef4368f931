#include "training/objective.h"

#include <nlohmann/json.hpp>
#include <stdexcept>

namespace vignette {

SelectionMetric selection_metric(const std::string& metric) {
  const bool minus = metric.starts_with('-');
  const auto name = metric.substr(minus ? 1 : 0);
  const bool loss = name.find("loss") != name.npos || name.find("perplexity") != name.npos;
  return {name.find('/') == name.npos ? "val/" + name : name, !minus && !loss};
}

nlohmann::json Objective::extra_state() const {
  return nlohmann::json::object();
}

void Objective::load_extra_state(const nlohmann::json&) {}

std::vector<CaptionRecord> Objective::caption(const RunRequest&) {
  throw std::runtime_error("this run trains no captioner: it cannot caption a picture");
}

}  // namespace vignette
