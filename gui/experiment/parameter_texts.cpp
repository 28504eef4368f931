#include "experiment/parameter_texts.h"

#include <QCoreApplication>
#include <QHash>
#include <set>

#include "metrics/health_rules.h"

namespace vignette {
namespace {

QString fromView(std::string_view text) {
  return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

QString translated(const char* context, std::string_view source) {
  return source.empty() ? QString() : QCoreApplication::translate(context, std::string(source).c_str());
}

/// As a literal of C++.
std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char character : text) {
    if (character == '"' || character == '\\') out += '\\';
    out += character;
  }
  return out + '"';
}

void addRow(std::string& page, std::set<std::string>& seen, const char* context, std::string_view text) {
  const auto row = std::string("QT_TRANSLATE_NOOP(\"") + context + "\", " + quoted(text) + ")\n";
  if (!text.empty() && seen.insert(row).second) page += row;
}

}  // namespace

QString parameterSourceName(std::string_view key) {
  const auto dot = key.find('.');
  auto name = fromView(dot == key.npos ? key : key.substr(dot + 1)).replace('_', ' ');
  static const QHash<QString, QString> special = {
      {QStringLiteral("clip"), QStringLiteral("CLIP")},
      {QStringLiteral("clip weight"), QStringLiteral("CLIP weight")},
      {QStringLiteral("clip score weight"), QStringLiteral("CLIP score weight")},
      {QStringLiteral("cider weight"), QStringLiteral("CIDEr weight")},
      {QStringLiteral("bleu 4 weight"), QStringLiteral("BLEU-4 weight")},
      {QStringLiteral("kl weight"), QStringLiteral("KL weight")},
      {QStringLiteral("top k"), QStringLiteral("Top-k")},
      {QStringLiteral("top p"), QStringLiteral("Top-p")},
      {QStringLiteral("n embd"), QStringLiteral("Width")},
      {QStringLiteral("n layer"), QStringLiteral("Layers")},
      {QStringLiteral("n head"), QStringLiteral("Heads")},
      {QStringLiteral("n positions"), QStringLiteral("Positions")}};
  if (const auto found = special.find(name); found != special.end()) return *found;
  if (!name.isEmpty()) name[0] = name[0].toUpper();
  return name;
}

QString parameterName(std::string_view key) {
  return translated("ParameterName", parameterSourceName(key).toStdString());
}

QString parameterHelp(const Parameter& parameter) {
  return translated("ParameterHelp", parameter.help);
}

QString parameterUnit(const Parameter& parameter) {
  return translated("ParameterUnit", parameter.unit);
}

QString groupName(std::string_view group) {
  static const QHash<QString, const char*> names = {
      {"", QT_TRANSLATE_NOOP("ParameterGroup", "General")},
      {"dataset", QT_TRANSLATE_NOOP("ParameterGroup", "Dataset")},
      {"corpus", QT_TRANSLATE_NOOP("ParameterGroup", "Text corpus")},
      {"models", QT_TRANSLATE_NOOP("ParameterGroup", "Models")},
      {"mapper", QT_TRANSLATE_NOOP("ParameterGroup", "Mapper")},
      {"training", QT_TRANSLATE_NOOP("ParameterGroup", "Training")},
      {"likelihood", QT_TRANSLATE_NOOP("ParameterGroup", "Likelihood objective")},
      {"contrastive", QT_TRANSLATE_NOOP("ParameterGroup", "Contrastive objective")},
      {"optimizer", QT_TRANSLATE_NOOP("ParameterGroup", "Optimizer")},
      {"lora", QT_TRANSLATE_NOOP("ParameterGroup", "Low-rank adapters (LoRA)")},
      {"reward", QT_TRANSLATE_NOOP("ParameterGroup", "Reward")},
      {"policy", QT_TRANSLATE_NOOP("ParameterGroup", "Policy gradient")},
      {"critic", QT_TRANSLATE_NOOP("ParameterGroup", "Critic")},
      {"decoding", QT_TRANSLATE_NOOP("ParameterGroup", "Decoding")},
      {"captions", QT_TRANSLATE_NOOP("ParameterGroup", "Stored captions")},
      {"evaluation", QT_TRANSLATE_NOOP("ParameterGroup", "Evaluation")},
      {"checkpoint", QT_TRANSLATE_NOOP("ParameterGroup", "Checkpoints")},
      {"early_stopping", QT_TRANSLATE_NOOP("ParameterGroup", "Early stopping")},
      {"health", QT_TRANSLATE_NOOP("ParameterGroup", "Health alarms")},
      {"language_model", QT_TRANSLATE_NOOP("ParameterGroup", "New language model")},
      {"discriminator", QT_TRANSLATE_NOOP("ParameterGroup", "New critic")},
      {"clip", QT_TRANSLATE_NOOP("ParameterGroup", "New CLIP")}};
  const auto key = fromView(group);
  if (const auto* name = names.value(key, nullptr)) return QCoreApplication::translate("ParameterGroup", name);
  return parameterSourceName(group);
}

std::string parameterTextsSource() {
  std::string page =
      "// Made from engine/recipe/parameters_*.cpp for lupdate; nothing includes it. Written anew by\n"
      "// VIGNETTE_WRITE_REFERENCE=1 build/developer/tests/tst_translations\n";
  std::set<std::string> seen;
  for (const auto& parameter : parameter_table()) {
    addRow(page, seen, "ParameterName", parameterSourceName(parameter.key).toStdString());
    addRow(page, seen, "ParameterHelp", parameter.help);
    addRow(page, seen, "ParameterUnit", parameter.unit);
  }
  for (const auto& rule : health_rules())
    for (const auto text : {rule.name, rule.meaning, rule.advice}) addRow(page, seen, "HealthRule", text);
  return page;
}

}  // namespace vignette
