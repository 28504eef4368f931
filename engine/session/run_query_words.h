#pragma once
// The words of a search expression.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace vignette {

struct QueryWord {
  enum class Kind { word, text, operation, open, close, end };
  Kind kind = Kind::end;
  std::string text;  ///< without quotes; "==" comes as "="
  std::size_t position = 0, length = 0;
};

/// The last one is of kind end. Throws RunQueryError for a quotation that is never closed or a lone "!".
std::vector<QueryWord> query_words(std::string_view text);

}  // namespace vignette
