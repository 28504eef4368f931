#pragma once
// Rows of a CSV text (RFC 4180, read by libcsv), and fields to write one. Any thread.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace vignette {

/// The separator of a header line: a comma, semicolon, tab or bar, whichever it has most of.
char csv_delimiter(std::string_view header);

/// Calls `take` with the fields of each row and the line, from 1, on which it begins. Blank lines are left out. False
/// when the text ends inside quotes; `take` then has not got that row, and `last_line` says where it begins.
bool read_csv(std::string_view text, char delimiter,
              const std::function<void(const std::vector<std::string>& fields, std::size_t line)>& take,
              std::size_t* last_line = nullptr);

/// A field as a comma-separated row takes it: in quotes where it holds a comma, a quote or a line end.
std::string csv_field(std::string_view text);

}  // namespace vignette
