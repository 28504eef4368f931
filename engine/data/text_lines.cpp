#include "data/text_lines.h"

#include <algorithm>

#include "data/utf8.h"

namespace vignette {

std::vector<TextLine> filled_lines(std::string_view text) {
  std::vector<TextLine> lines;
  std::size_t number = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    ++number;
    if (const std::string_view line = trimmed(text.substr(0, end)); !line.empty()) lines.push_back({line, number});
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

}  // namespace vignette
