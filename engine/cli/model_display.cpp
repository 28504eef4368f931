#include "cli/model_display.h"

#include "log/log.h"

namespace vignette {

std::string title_of(const ModelDescription& model) {
  if (model.kind != ModelKind::captioner) return model.system;
  const std::string mapper = model.mapper.empty() ? "" : concat(", ", model.mapper, " mapper");
  return concat(model.system, " captioner", mapper);
}

std::string sizes_text(const ModelDescription& model) {
  std::string text;
  for (const auto& [name, value] : model.sizes) {
    std::string words = name;
    for (auto& letter : words) letter = letter == '_' ? ' ' : letter;
    text += concat(text.empty() ? "" : ", ", words, ' ', value);
  }
  return text;
}

Json json_of(const ModelDescription& model) {
  Json shapes = Json::object();
  for (const auto& [name, value] : model.sizes) shapes[name] = value;
  Json object = {{"kind", model_kind_name(model.kind)}, {"system", model.system}, {"shapes", shapes}};
  if (!model.mapper.empty()) object["mapper"] = model.mapper;
  return object;
}

}  // namespace vignette
