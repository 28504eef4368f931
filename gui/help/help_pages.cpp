#include "help/help_pages.h"

#include <QCoreApplication>
#include <QFile>
#include <QLocale>
#include <QTextDocumentFragment>

#include "app/language.h"
#include "experiment/parameter_texts.h"
#include "recipe/parameter.h"
#include "session/presets.h"

namespace vignette {
namespace {

QString read(const QString& language, const QString& topic) {
  QFile file(QStringLiteral(":/help/%1/%2.md").arg(language, topic));
  return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QString titleOf(const QString& markdown) {
  return markdown.section('\n', 0, 0).remove(QLatin1String("# ")).trimmed();
}

HelpPage guidePage(const QString& topic) {
  auto text = read(Language::instance().shown(), topic);
  if (text.isEmpty()) text = read(QStringLiteral("en"), topic);
  return {topic, titleOf(text), text, {}};
}

QString valuesOf(const Parameter& parameter) {
  QStringList values;
  for (const auto choice : parameter.choices)
    values << QStringLiteral("\"%1\"").arg(QString::fromUtf8(choice.data(), qsizetype(choice.size())));
  if (!values.isEmpty()) return values.join(QStringLiteral(", "));
  const auto number = [](double value) { return QLocale().toString(value, 'g', 10); };
  if (parameter.minimum && parameter.maximum)
    return QStringLiteral("%1 … %2").arg(number(*parameter.minimum), number(*parameter.maximum));
  return parameter.minimum ? QStringLiteral("≥ %1").arg(number(*parameter.minimum)) : QString();
}

QString entryOf(const Parameter& parameter) {
  const auto key = QString::fromUtf8(parameter.key.data(), qsizetype(parameter.key.size()));
  QStringList facts;
  if (const auto values = valuesOf(parameter); !values.isEmpty()) facts << values;
  if (const auto unit = parameterUnit(parameter); !unit.isEmpty()) facts << unit;
  const auto standard = QString::fromStdString(format_value(parameter.default_value));
  if (!standard.isEmpty()) facts << QCoreApplication::translate("HelpPages", "default %1").arg(standard);
  if (parameter.live) facts << QCoreApplication::translate("HelpPages", "can change while a run trains");
  return QStringLiteral("<p><a name=\"%1\"></a><b>%2</b> <code>%1</code><br>%3<br><i>%4</i></p>")
      .arg(key, parameterName(parameter.key).toHtmlEscaped(), parameterHelp(parameter).toHtmlEscaped(),
           facts.join(QStringLiteral(" · ")).toHtmlEscaped());
}

HelpPage parameterPage() {
  const auto title = QCoreApplication::translate("HelpPages", "Parameters");
  auto html = QStringLiteral("<h1>%1</h1>").arg(title);
  std::string_view group = "-";
  for (const auto& parameter : parameter_table()) {
    if (parameter.group() != group) {
      group = parameter.group();
      html += QStringLiteral("<h2>%1</h2>").arg(groupName(group));
    }
    html += entryOf(parameter);
  }
  return {QStringLiteral("parameters"), title, {}, html};
}

HelpPage lessonPage(const char* name) {
  const auto page = help_page(name);
  const auto text = QString::fromUtf8(page.data(), qsizetype(page.size()));
  return {QString::fromLatin1(name), titleOf(text), text, {}};
}

}  // namespace

QString HelpPage::text() const {
  return html.isEmpty() ? markdown : QTextDocumentFragment::fromHtml(html).toPlainText();
}

QList<HelpPage> helpPages() {
  QList<HelpPage> pages;
  for (const auto* topic : {"start", "captions", "compare", "glossary"}) pages << guidePage(QString::fromLatin1(topic));
  pages << parameterPage();
  for (const auto* lesson : {"lesson-critic", "lesson-collapse", "lesson-hacking"}) pages << lessonPage(lesson);
  return pages;
}

}  // namespace vignette
