#include "compare/comparison_report.h"

#include <QCoreApplication>
#include <QDate>
#include <QLocale>

namespace vignette {
namespace {

QString translated(const char* text) {
  return QCoreApplication::translate("ComparisonReport", text);
}

struct Table {
  QString caption;
  QStringList header;
  std::vector<QStringList> rows;
};

QString plainValue(double value, double scale) {
  return QLocale::c().toString(value * scale, 'f', scale == 1 ? 3 : 1);
}

QString scoreCell(const ScoreLine& line, std::size_t run) {
  auto text = QStringLiteral("%1 [%2, %3]")
                  .arg(plainValue(line.values[run], line.scale), plainValue(line.intervals[run].low, line.scale),
                       plainValue(line.intervals[run].high, line.scale));
  if (!line.against[run]) return text;
  const auto& compared = *line.against[run];
  return text + significanceMark(compared.p) +
         QStringLiteral(" (%1/%2/%3)").arg(compared.wins).arg(compared.ties).arg(compared.losses);
}

Table scoreTable(const ScoreComparison& scores) {
  Table table;
  table.caption =
      translated(QT_TRANSLATE_NOOP("ComparisonReport",
                                   "Scores on %1 pictures with 95 % intervals (bootstrap over pictures). Against %2: "
                                   "(pictures won/tied/lost); * p < 0.05, ** p < 0.01, *** p < 0.001."))
          .arg(scores.pictures)
          .arg(scores.runs.empty() ? QString() : scores.runs.front().name);
  table.header << translated(QT_TRANSLATE_NOOP("ComparisonReport", "Score"));
  QStringList steps{translated(QT_TRANSLATE_NOOP("ComparisonReport", "Step of the captions"))};
  for (std::size_t run = 0; run < scores.runs.size(); ++run) {
    table.header << scores.runs[run].name;
    steps << (run < scores.steps.size() ? QString::number(scores.steps[run]) : QStringLiteral("–"));
  }
  table.rows.push_back(std::move(steps));
  for (const auto& line : scores.lines) {
    QStringList row{line.metric};
    for (std::size_t run = 0; run < scores.runs.size(); ++run) row << scoreCell(line, run);
    table.rows.push_back(std::move(row));
  }
  return table;
}

Table parameterTable(const RunComparison& comparison) {
  Table table;
  table.caption = translated(QT_TRANSLATE_NOOP("ComparisonReport", "Parameters that differ"));
  table.header << translated(QT_TRANSLATE_NOOP("ComparisonReport", "Parameter"));
  for (const auto& run : comparison.runs) table.header << run.name;
  for (const auto& line : comparison.parameters) {
    QStringList row{line.label};
    for (const auto& cell : line.cells) row << cell;
    table.rows.push_back(std::move(row));
  }
  return table;
}

template <class Escape>
QStringList escaped(const QStringList& cells, const Escape& escape) {
  QStringList all;
  for (const auto& cell : cells) all << escape(cell);
  return all;
}

QString markdown(const Table& table) {
  const auto line = [](const QStringList& cells) {
    return QStringLiteral("| ") + escaped(cells, escapedForMarkdown).join(QStringLiteral(" | ")) +
           QStringLiteral(" |\n");
  };
  auto text = escapedForMarkdown(table.caption) + QStringLiteral("\n\n") + line(table.header) + QLatin1Char('|') +
              QStringLiteral(" --- |").repeated(table.header.size()) + QLatin1Char('\n');
  for (const auto& row : table.rows) text += line(row);
  return text + QLatin1Char('\n');
}

QString html(const Table& table) {
  const auto line = [](const QStringList& cells, const char* tag) {
    QString text = QStringLiteral("<tr>");
    for (const auto& cell : cells) text += QStringLiteral("<%1>%2</%1>").arg(QLatin1String(tag), cell.toHtmlEscaped());
    return text + QStringLiteral("</tr>\n");
  };
  auto text = QStringLiteral("<table>\n<caption>%1</caption>\n<thead>%2</thead>\n<tbody>\n")
                  .arg(table.caption.toHtmlEscaped(), line(table.header, "th"));
  for (const auto& row : table.rows) text += line(row, "td");
  return text + QStringLiteral("</tbody>\n</table>\n");
}

QString latex(const Table& table) {
  const auto line = [](const QStringList& cells) {
    return escaped(cells, escapedForLatex).join(QStringLiteral(" & ")) + QStringLiteral(" \\\\\n");
  };
  auto text = QStringLiteral("\\begin{table}\n\\centering\n\\caption{%1}\n\\begin{tabular}{l%2}\n\\hline\n")
                  .arg(escapedForLatex(table.caption), QString(int(table.header.size()) - 1, QLatin1Char('r')));
  text += line(table.header) + QStringLiteral("\\hline\n");
  for (const auto& row : table.rows) text += line(row);
  return text + QStringLiteral("\\hline\n\\end{tabular}\n\\end{table}\n\n");
}

QString page(const QString& body, const QString& title) {
  return QStringLiteral(
             "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>%1</title>\n<style>\n"
             "body { font-family: sans-serif; margin: 2em; }\n"
             "table { border-collapse: collapse; margin-bottom: 2em; }\n"
             "caption { text-align: left; padding: 0.5em 0; }\n"
             "th, td { text-align: left; padding: 0.3em 0.8em; border-bottom: 1px solid #ccc; }\n"
             "</style></head><body>\n<h1>%1</h1>\n%2</body></html>\n")
      .arg(title.toHtmlEscaped(), body);
}

}  // namespace

QString escapedForLatex(const QString& text) {
  QString out;
  for (const auto letter : text) {
    if (letter == QLatin1Char('\\'))
      out += QStringLiteral("\\textbackslash{}");
    else if (letter == QLatin1Char('~'))
      out += QStringLiteral("\\textasciitilde{}");
    else if (letter == QLatin1Char('^'))
      out += QStringLiteral("\\textasciicircum{}");
    else if (letter == QLatin1Char('<') || letter == QLatin1Char('>'))
      out += QLatin1Char('$') + QString(letter) + QLatin1Char('$');
    else if (QStringLiteral("#$%&_{}").contains(letter))
      out += QLatin1Char('\\') + QString(letter);
    else if (letter == QChar(0x2013))
      out += QStringLiteral("--");
    else
      out += letter;
  }
  return out;
}

QString escapedForMarkdown(const QString& text) {
  QString out;
  for (const auto letter : text) {
    if (QStringLiteral("\\`*_[]<>|#").contains(letter)) out += QLatin1Char('\\');
    out += letter == QLatin1Char('\n') ? QLatin1Char(' ') : letter;
  }
  return out;
}

QString comparisonReport(const RunComparison& comparison, const ScoreComparison& scores, ReportFormat format) {
  const auto title = translated(QT_TRANSLATE_NOOP("ComparisonReport", "Comparison of %1 runs, %2"))
                         .arg(comparison.runs.size())
                         .arg(QDate::currentDate().toString(Qt::ISODate));
  std::vector<Table> tables;
  if (!scores.lines.empty()) tables.push_back(scoreTable(scores));
  if (!comparison.parameters.empty()) tables.push_back(parameterTable(comparison));
  QString body;
  for (const auto& table : tables)
    body += format == ReportFormat::markdown ? markdown(table)
            : format == ReportFormat::html   ? html(table)
                                             : latex(table);
  if (format == ReportFormat::html) return page(body, title);
  if (format == ReportFormat::markdown)
    return QStringLiteral("# ") + escapedForMarkdown(title) + QStringLiteral("\n\n") + body;
  return QStringLiteral("% ") + title + QLatin1Char('\n') + body;
}

}  // namespace vignette
