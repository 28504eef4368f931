#pragma once
// Names, help and units of the parameter table in the language shown. The table has no Qt, so lupdate cannot read it:
// translations/parameter_texts.h lists its texts for lupdate and is written from the table (tst_translations).

#include <QString>
#include <string_view>

#include "recipe/parameter.h"

namespace vignette {

/// "optimizer.learning_rate" → "Learning rate", translated.
QString parameterName(std::string_view key);
/// The same in English, as it stands in parameter_texts.h.
QString parameterSourceName(std::string_view key);
/// The heading of a group of the table, translated.
QString groupName(std::string_view group);
QString parameterHelp(const Parameter& parameter);
/// "" when it has none.
QString parameterUnit(const Parameter& parameter);

/// The whole of translations/parameter_texts.h.
std::string parameterTextsSource();

}  // namespace vignette
