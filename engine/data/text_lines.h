#pragma once
// The lines of a text that hold more than blanks. Internal to the data layer.

#include <string_view>
#include <vector>

namespace vignette {

struct TextLine {
  std::string_view text;  ///< without the blanks around it
  std::size_t number;     ///< from 1
};

std::vector<TextLine> filled_lines(std::string_view text);

}  // namespace vignette
