#include "data/csv_rows.h"

#include <csv.h>

#include <algorithm>
#include <memory>

namespace vignette {
namespace {

struct Rows {
  const std::function<void(const std::vector<std::string>&, std::size_t)>& take;
  std::vector<std::string> fields{};
  std::size_t line = 0, first_line = 1;
  bool open = false;  ///< a row began and did not end
};

void take_field(void* text, std::size_t size, void* data) {
  static_cast<Rows*>(data)->fields.emplace_back(static_cast<const char*>(text), size);
}

void end_row(int, void* data) {
  auto& rows = *static_cast<Rows*>(data);
  rows.take(rows.fields, rows.first_line);
  rows.fields.clear();
  rows.first_line = rows.line + 1;
  rows.open = false;
}

}  // namespace

char csv_delimiter(std::string_view header) {
  char best = ',';
  std::ptrdiff_t most = 0;
  for (const char c : {',', '\t', ';', '|'})
    if (const auto count = std::count(header.begin(), header.end(), c); count > most) best = c, most = count;
  return best;
}

bool read_csv(std::string_view text, char delimiter,
              const std::function<void(const std::vector<std::string>&, std::size_t)>& take, std::size_t* last_line) {
  csv_parser parser{};
  csv_init(&parser, 0);
  const std::unique_ptr<csv_parser, void (*)(csv_parser*)> freed(&parser, csv_free);
  csv_set_delim(&parser, static_cast<unsigned char>(delimiter));
  Rows rows{take};
  // Line by line, so that a row knows where it began.
  while (!text.empty()) {
    const std::size_t size = std::min(text.find('\n'), text.size() - 1) + 1;
    ++rows.line;
    if (!rows.open && text.substr(0, size).find_first_not_of(" \t\r\n") == text.npos) {
      rows.first_line = rows.line + 1;
    } else {
      rows.open = true;
      csv_parse(&parser, text.data(), size, take_field, end_row, &rows);
    }
    text.remove_prefix(size);
  }
  if (rows.open) csv_parse(&parser, "\n", 1, take_field, end_row, &rows);  // ends any row that no quote holds open
  if (last_line) *last_line = rows.first_line;
  return !rows.open;
}

std::string csv_field(std::string_view text) {
  if (text.find_first_of("\",\n\r") == text.npos) return std::string(text);
  std::string quoted = "\"";
  for (const char character : text) quoted.append(character == '"' ? 2 : 1, character);
  return quoted + '"';
}

}  // namespace vignette
