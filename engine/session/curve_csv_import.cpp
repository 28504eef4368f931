// CSV exports of W&B, and this program's own.

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>
#include <optional>
#include <set>

#include "log/log.h"
#include "session/curve_import.h"
#include "session/jobs.h"

namespace vignette {
namespace {

constexpr std::size_t most_of_a_row = 16u << 20;

/// RFC 4180: quotes, doubled quotes and line ends inside them; CRLF and a byte order mark are taken.
class CsvReader {
 public:
  explicit CsvReader(const std::filesystem::path& file) : file_(file), in_(file, std::ios::binary) {
    if (!in_) throw std::runtime_error(concat(file.string(), ": cannot be read."));
    if (in_.peek() == 0xEF) in_.ignore(3);
  }

  bool next(std::vector<std::string>& cells) {
    cells.assign(1, {});
    row_ = ++line_;
    std::size_t size = 0;
    bool quoted = false, any = false;
    for (int c = in_.get(); c != std::char_traits<char>::eof(); c = in_.get()) {
      any = true;
      if (++size > most_of_a_row) fail("is longer than any CSV row of curves");
      if (c == '"') {
        if (quoted && in_.peek() == '"')
          cells.back() += char(in_.get());
        else
          quoted = !quoted;
      } else if (c == '\n' && !quoted) {
        return true;
      } else if (c == ',' && !quoted) {
        cells.emplace_back();
      } else if (c != '\r' || quoted) {
        line_ += c == '\n';
        cells.back() += char(c);
      }
    }
    if (quoted) fail("has a quote that is never closed");
    return any;
  }
  [[noreturn]] void fail(const std::string& what) const {
    throw std::runtime_error(concat(file_.string(), ":", row_, ": the row ", what, "."));
  }
  std::int64_t row() const { return row_; }
  std::uint64_t position() { return std::uint64_t(std::max<std::streamoff>(0, in_.tellg())); }

 private:
  std::filesystem::path file_;
  std::ifstream in_;
  std::int64_t line_ = 0, row_ = 0;
};

std::optional<double> number_of(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  if (text.starts_with('+')) text.remove_prefix(1);
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || end != text.data() + text.size()) return std::nullopt;
  return error == std::errc::result_out_of_range ? std::nan("") : value;
}

struct Column {
  std::size_t index = 0;
  std::string run, series;
  bool used = true;
};

/// What the header says.
struct Layout {
  std::size_t step = 0;
  std::optional<std::size_t> wall, runtime;
  std::vector<Column> columns;
};

bool one_of(const std::string& name, std::initializer_list<std::string_view> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

Layout layout_of(const std::vector<std::string>& header, const CsvReader& reader, const std::string& own) {
  const auto step = std::find_if(header.begin(), header.end(),
                                 [](const auto& name) { return one_of(name, {"_step", "Step", "step"}); });
  if (step == header.end())
    reader.fail("names no column Step, _step or step. Export the chart over \"Step\" in W&B, or the run's history");
  Layout layout;
  layout.step = std::size_t(step - header.begin());
  const bool chart = *step == "Step";
  for (std::size_t i = 0; i < header.size(); ++i) {
    const auto& name = header[i];
    if (i == layout.step || name.empty()) continue;
    if (one_of(name, {"_timestamp", "wall_time"})) {
      layout.wall = i;
    } else if (one_of(name, {"_runtime", "time"})) {
      layout.runtime = i;
    } else if (!chart) {
      layout.columns.push_back({i, own, name});
    } else if (!name.ends_with("__MIN") && !name.ends_with("__MAX")) {
      // Names of runs hold " - " more often than names of metrics do.
      const auto dash = name.rfind(" - ");
      const bool both = dash != name.npos;
      layout.columns.push_back({i, both ? name.substr(0, dash) : own, both ? name.substr(dash + 3) : name});
    }
  }
  if (layout.columns.empty()) reader.fail("names no metric");
  return layout;
}

/// Steps, and times where the file has them, in seconds since 1970 or since the run began.
struct Row {
  std::int64_t step = 0;
  double time = 0;
};

class Rows {
 public:
  Rows(Layout layout, CsvReader& reader) : layout_(std::move(layout)), reader_(reader) {}

  void take(const std::vector<std::string>& cells, std::map<std::string, ForeignRun>& runs) {
    if (cells.size() == 1 && cells[0].empty()) return;
    const auto step = number_of(cell(cells, layout_.step));
    if (!step || !(std::abs(*step) < 9e15))
      reader_.fail(concat("has no step: expected a number, got \"", cell(cells, layout_.step).substr(0, 40), "\""));
    const auto time = time_of(cells);
    for (auto& column : layout_.columns) {
      const auto text = cell(cells, column.index);
      if (text.empty() || !column.used) continue;
      if (const auto value = number_of(text))
        add_point(runs[column.run].series[column.series], {std::llround(*step), time, *value});
      else
        note_text(column, runs);
    }
  }
  const std::set<std::string>& left_out() const { return left_out_; }
  double started_at() const { return started_.value_or(0); }

 private:
  std::string_view cell(const std::vector<std::string>& cells, std::size_t index) const {
    return index < cells.size() ? std::string_view(cells[index]) : std::string_view();
  }

  double time_of(const std::vector<std::string>& cells) {
    const auto wall = layout_.wall ? number_of(cell(cells, *layout_.wall)) : std::nullopt;
    const auto runtime = layout_.runtime ? number_of(cell(cells, *layout_.runtime)) : std::nullopt;
    if (wall && std::isfinite(*wall) && !started_)
      started_ = *wall - (runtime && std::isfinite(*runtime) ? *runtime : 0);
    auto now = runtime ? *runtime : wall ? *wall - started_.value_or(0) : last_;
    if (std::isfinite(now)) last_ = std::max(last_, now);
    return last_;
  }

  /// A column of text, tables or pictures is no curve; what it had of numbers goes.
  void note_text(Column& column, std::map<std::string, ForeignRun>& runs) {
    column.used = false;
    left_out_.insert(column.series);
    runs[column.run].series.erase(column.series);
  }

  Layout layout_;
  CsvReader& reader_;
  std::optional<double> started_;
  double last_ = 0;
  std::set<std::string> left_out_;
};

}  // namespace

ForeignRuns read_curve_csv(const std::filesystem::path& given, const std::function<bool(double)>& progress) {
  const auto file = std::filesystem::weakly_canonical(std::filesystem::absolute(given));
  CsvReader reader(file);
  std::vector<std::string> cells;
  if (!reader.next(cells)) throw std::runtime_error(concat(file.string(), ": is empty."));
  const auto own = file.stem().string();
  Rows rows(layout_of(cells, reader, own), reader);
  const double size = double(std::max<std::uintmax_t>(1, std::filesystem::file_size(file)));
  std::map<std::string, ForeignRun> runs;
  while (reader.next(cells)) {
    if (reader.row() % 1024 == 0 && progress && !progress(double(reader.position()) / size)) throw JobCancelled();
    rows.take(cells, runs);
  }
  ForeignRuns found;
  for (auto& [name, run] : runs) {
    run.name = name;
    run.source = file.string();
    run.origin = concat("csv:", file.string(), '#', name);
    run.started_at = rows.started_at();
    found.runs.push_back(std::move(run));
  }
  std::string names;
  for (const auto& name : rows.left_out()) names += (names.empty() ? "" : ", ") + name;
  if (!names.empty())
    found.warnings.push_back(concat(file.string(), ": columns without numbers were left out: ", names));
  return found;
}

}  // namespace vignette
