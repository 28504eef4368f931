#pragma once
// METEOR's dictionaries for the golden captions, and the goldens themselves.

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <memory>
#include <string>
#include <vector>

#include "metrics/meteor.h"

inline QJsonDocument read_golden(const QString& name) {
  QFile file(VIGNETTE_TEST_DATA "/goldens/metrics/" + name);
  return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()) : QJsonDocument();
}

/// A table built in memory from a file of METEOR's format.
inline std::shared_ptr<const vignette::ParaphraseTable> build_table(const std::string& source) {
  const auto bytes = std::make_shared<std::string>();
  vignette::write_paraphrase_table(source, [&](std::string_view part) { bytes->append(part); });
  return std::make_shared<vignette::ParaphraseTable>(*bytes, bytes);
}

/// WordNet as Debian installs it; the table that VIGNETTE_PARAPHRASES names, else the part of it that the goldens need.
inline vignette::MeteorData golden_data() {
  const QByteArray named = qgetenv("VIGNETTE_PARAPHRASES");
  const std::string part = VIGNETTE_TEST_DATA "/goldens/metrics/paraphrases.gz";
  return {std::make_shared<vignette::WordNet>("/usr/share/wordnet"),
          build_table(named.isEmpty() ? part : named.toStdString())};
}

/// As the Java program prints them.
inline std::vector<int> printed(const vignette::MeteorStatistics& statistics) {
  const auto& [candidate, reference, chunks] = statistics;
  std::vector<std::int64_t> numbers{candidate.length, reference.length, candidate.function_words,
                                    reference.function_words};
  for (std::size_t stage = 0; stage < vignette::kMeteorStages; ++stage)
    numbers.insert(numbers.end(), {candidate.content[stage], reference.content[stage], candidate.function[stage],
                                   reference.function[stage]});
  numbers.insert(numbers.end(), {chunks, candidate.matched(), reference.matched()});
  return {numbers.begin(), numbers.end()};
}

inline std::vector<int> numbers_of(const QJsonValue& list) {
  std::vector<int> numbers;
  for (const auto& number : list.toArray()) numbers.push_back(number.toInt());
  return numbers;
}

inline std::string text_of(const QJsonValue& value) {
  return value.toString().toStdString();
}
