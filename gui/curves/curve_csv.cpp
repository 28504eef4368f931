#include "curves/curve_csv.h"

#include <QDateTime>
#include <charconv>
#include <cmath>

#include "store/experiment_store.h"

namespace vignette {
namespace {

std::string quoted(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == text.npos) return text;
  std::string result = "\"";
  for (const char character : text) {
    if (character == '"') result += '"';
    result += character;
  }
  return result + '"';
}

/// The shortest form that reads back as the same number.
template <class Number>
void add(std::string& line, Number number) {
  char digits[40];
  const auto end = std::to_chars(digits, digits + sizeof(digits), number).ptr;
  line.append(digits, end).push_back(',');
}

std::string date(double seconds) {
  return QDateTime::fromMSecsSinceEpoch(qint64(std::llround(seconds * 1000)), Qt::UTC)
      .toString(Qt::ISODateWithMs)
      .toStdString();
}

class CurveWriter {
 public:
  CurveWriter(ExperimentStore& store, const CurveQuery& query, const RunRecord& run, const ByteSink& sink)
      : store_(store), query_(query), run_(run), sink_(sink), map_(axisMap(store, wall(query), run)) {
    std::tie(first_, last_) = visibleSteps(store, query, run);
  }

  void write(const std::string& series) {
    const auto smoothing = isSmoothed(series) ? query_.smoothing : Smoothing{Smoothing::Kind::none};
    const bool smoothed = query_.smoothing.kind != Smoothing::Kind::none;
    Smoother smoother(smoothing);
    const auto start = std::to_string(run_.id) + ',' + quoted(run_.name) + ',' + quoted(series) + ',';
    std::string line;
    store_.read_curve(run_.id, series, smoothed ? 0 : first_, last_, [&](std::span<const CurvePoint> points) {
      for (const auto& point : points) {
        const double value = std::isnan(point.value) ? point.value : smoother.add(point.value, 1);
        if (point.step < first_) continue;
        line = start;
        add(line, point.step);
        add(line, point.time);
        line += date(map_.x(point.step, point.time)) + ',';
        add(line, point.value);
        if (smoothed) add(line, value);
        line.back() = '\n';
        sink_(line);
      }
    });
  }

 private:
  static CurveQuery wall(CurveQuery query) {
    query.axis = CurveAxis::wall;
    return query;
  }

  ExperimentStore& store_;
  const CurveQuery& query_;
  const RunRecord& run_;
  const ByteSink& sink_;
  AxisMap map_;
  std::int64_t first_ = 0, last_ = 0;
};

}  // namespace

void writeCurveCsv(ExperimentStore& store, const CurveQuery& query, const ByteSink& sink) {
  sink(query.smoothing.kind == Smoothing::Kind::none ? "run,name,series,step,seconds,date,value\n"
                                                     : "run,name,series,step,seconds,date,value,smoothed\n");
  for (const auto id : query.runs) {
    const auto run = store.run(id);
    if (!run) continue;
    CurveWriter writer(store, query, *run, sink);
    for (const auto& series : query.series) writer.write(series.toStdString());
  }
}

}  // namespace vignette
