#include "training/distinct_texts.h"

#include <unordered_map>

namespace vignette {

DistinctTexts distinct_texts(std::span<const std::string> texts) {
  DistinctTexts result;
  std::unordered_map<std::string, std::int64_t> places;
  for (const auto& text : texts) {
    const auto [place, fresh] = places.try_emplace(text, static_cast<std::int64_t>(result.texts.size()));
    if (fresh) result.texts.push_back(text);
    result.places.push_back(place->second);
  }
  return result;
}

}  // namespace vignette
