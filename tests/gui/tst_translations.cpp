// translations/*.ts: nothing missing, nothing left of texts that are gone, marks and plural forms whole, no text too
// long where there is little room.

#include <QDir>
#include <QFile>
#include <QFontMetrics>
#include <QGuiApplication>
#include <QRegularExpression>
#include <QTranslator>
#include <QXmlStreamReader>
#include <QtTest>
#include <fstream>

#include "app/language.h"
#include "experiment/parameter_texts.h"

using namespace vignette;

namespace {

struct Text {
  QString context, source, comment, type;
  QStringList forms;
  bool plural = false;
};

QString fileOf(const QString& language) {
  return QStringLiteral(VIGNETTE_SOURCE_DIR "/translations/vignette_%1.ts").arg(language);
}

Text readText(QXmlStreamReader& xml, const QString& context) {
  Text text{context, {}, {}, {}, {}, xml.attributes().value("numerus") == QLatin1String("yes")};
  while (xml.readNextStartElement()) {
    if (xml.name() == QLatin1String("source")) {
      text.source = xml.readElementText();
    } else if (xml.name() == QLatin1String("comment")) {
      text.comment = xml.readElementText();
    } else if (xml.name() == QLatin1String("translation")) {
      text.type = xml.attributes().value("type").toString();
      if (!text.plural) {
        text.forms << xml.readElementText();
        continue;
      }
      while (xml.readNextStartElement()) text.forms << xml.readElementText();
    } else {
      xml.skipCurrentElement();
    }
  }
  return text;
}

QList<Text> readFile(const QString& name) {
  QFile file(name);
  if (!file.open(QIODevice::ReadOnly)) qFatal("%s: cannot be read", qPrintable(name));
  QXmlStreamReader xml(&file);
  QList<Text> texts;
  QString context;
  xml.readNextStartElement();
  while (xml.readNextStartElement()) {
    while (xml.readNextStartElement()) {
      if (xml.name() == QLatin1String("name"))
        context = xml.readElementText();
      else if (xml.name() == QLatin1String("message"))
        texts << readText(xml, context);
      else
        xml.skipCurrentElement();
    }
  }
  if (xml.hasError()) qFatal("%s: %s", qPrintable(name), qPrintable(xml.errorString()));
  return texts;
}

QStringList marksOf(const QString& text) {
  static const QRegularExpression mark(QStringLiteral("%(L?[0-9]{1,2}|n)"));
  QStringList found;
  for (auto it = mark.globalMatch(text); it.hasNext();) found << it.next().captured();
  found.sort();
  return found;
}

/// "&File" has a mnemonic, "A && B" and "R&D" in a sentence have none: the letter follows a blank or nothing.
bool hasMnemonic(const QString& text) {
  static const QRegularExpression mnemonic(QStringLiteral("(^|[^&])&[\\p{L}\\p{N}]"));
  return text.size() < 60 && text.contains(mnemonic);
}

QString keyOf(const Text& text) {
  return text.context + '\n' + text.source + '\n' + text.comment;
}

QSet<QString> keysOf(const QString& file, bool pluralOnly) {
  QSet<QString> keys;
  for (const auto& text : readFile(file))
    if (text.plural || !pluralOnly) keys.insert(keyOf(text));
  return keys;
}

}  // namespace

class TestTranslations : public QObject {
  Q_OBJECT

 private:
  static void languages() {
    QTest::addColumn<QString>("language");
    for (const auto& code : Language::codes()) QTest::newRow(qPrintable(code)) << code;
  }
  template <class Check>
  static void forEveryText(const Check& check) {
    QFETCH(QString, language);
    QStringList wrong;
    for (const auto& text : readFile(fileOf(language)))
      if (const QString what = check(text); !what.isEmpty())
        wrong << QStringLiteral("%1: \"%2\": %3").arg(text.context, text.source, what);
    const auto shown = wrong.mid(0, 20).join('\n');
    QVERIFY2(wrong.isEmpty(), qPrintable(QStringLiteral("%1 texts, the first:\n%2").arg(wrong.size()).arg(shown)));
  }

 private slots:
  void theParameterTextsAreThoseOfTheTable() {
    const std::string name = VIGNETTE_SOURCE_DIR "/translations/parameter_texts.h";
    if (qEnvironmentVariableIsSet("VIGNETTE_WRITE_REFERENCE")) std::ofstream(name) << parameterTextsSource();
    QFile file(QString::fromStdString(name));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY2(file.readAll().toStdString() == parameterTextsSource(),
             "write it anew: VIGNETTE_WRITE_REFERENCE=1 build/developer/tests/tst_translations");
  }

  void theFilesHoldTheTextsOfTheSources_data() { languages(); }
  void theFilesHoldTheTextsOfTheSources() {
    QFETCH(QString, language);
    QTemporaryDir folder;
    const auto fresh = folder.filePath(QStringLiteral("vignette_%1.ts").arg(language));
    QStringList words{"-silent", "-locations", "none", "-source-language", "en", "-target-language", language};
    const bool pluralOnly = language == QLatin1String("en");
    if (pluralOnly) words << QStringLiteral("-pluralonly");
    words << QStringLiteral("gui") << QStringLiteral("translations/parameter_texts.h") << QStringLiteral("-ts")
          << fresh;
    QProcess lupdate;
    lupdate.setWorkingDirectory(QStringLiteral(VIGNETTE_SOURCE_DIR));
    lupdate.start(QStringLiteral(VIGNETTE_LUPDATE), words);
    QVERIFY(lupdate.waitForFinished(60000));
    QCOMPARE(lupdate.exitCode(), 0);
    const auto stored = keysOf(fileOf(language), pluralOnly), wanted = keysOf(fresh, pluralOnly);
    QVERIFY(!wanted.isEmpty());
    const QStringList lacking = (wanted - stored).values(), gone = (stored - wanted).values();
    QVERIFY2(lacking.isEmpty(), qPrintable("run \"ninja translations\"; lacking:\n" + lacking.mid(0, 20).join('\n')));
    QVERIFY2(gone.isEmpty(), qPrintable("run \"ninja translations\"; gone:\n" + gone.mid(0, 20).join('\n')));
  }

  void nothingIsMissing_data() { languages(); }
  void nothingIsMissing() {
    forEveryText([](const Text& text) -> QString {
      if (!text.type.isEmpty()) return text.type;
      for (const auto& form : text.forms)
        if (form.isEmpty()) return QStringLiteral("empty");
      return text.forms.isEmpty() ? QStringLiteral("empty") : QString();
    });
  }

  void pluralFormsAreComplete_data() { languages(); }
  void pluralFormsAreComplete() {
    QFETCH(QString, language);
    const int wanted = language == QLatin1String("zh_CN") ? 1 : 2;
    forEveryText([wanted](const Text& text) -> QString {
      return text.plural && text.forms.size() != wanted ? QStringLiteral("%1 forms").arg(text.forms.size()) : QString();
    });
  }

  void placeholdersAndMnemonicsMatch_data() { languages(); }
  void placeholdersAndMnemonicsMatch() {
    forEveryText([](const Text& text) -> QString {
      for (const auto& form : text.forms) {
        auto wanted = marksOf(text.source), found = marksOf(form);
        if (text.plural) wanted.removeAll("%n"), found.removeAll("%n");  // "one run" needs no number
        if (wanted != found) return QStringLiteral("has the marks ") + found.join(' ');
        if (hasMnemonic(text.source) != hasMnemonic(form)) return QStringLiteral("mnemonic: ") + form;
        if (text.source.endsWith(QStringLiteral("…")) != form.endsWith(QStringLiteral("…"))) return form;
      }
      return {};
    });
  }

  /// What stands alone on a menu, tab, button or header: short and not a sentence.
  void shortTextsStayShort_data() { languages(); }
  void shortTextsStayShort() {
    const QFontMetrics metrics(QGuiApplication::font());
    const int least = metrics.horizontalAdvance(QStringLiteral("mmmmmmmmmm"));
    forEveryText([&](const Text& text) -> QString {
      const bool label = text.source.size() <= 28 && !text.source.endsWith('.');
      if (!label || text.context == QLatin1String("ParameterHelp")) return {};
      const int room = qMax(least, int(1.6 * metrics.horizontalAdvance(text.source)));
      for (const auto& form : text.forms)
        if (metrics.horizontalAdvance(form) > room)
          return QStringLiteral("%1 is %2 wide, room is %3").arg(form).arg(metrics.horizontalAdvance(form)).arg(room);
      return {};
    });
  }

  void theProgramHasTheTranslations() {
    auto& language = Language::instance();
    QSignalSpy changed(&language, &Language::changed);
    language.choose(QStringLiteral("de"));
    QCOMPARE(changed.size(), 1);
    QCOMPARE(QCoreApplication::translate("RunState", "running"), QStringLiteral("läuft"));
    QCOMPARE(parameterName("optimizer.learning_rate"), QStringLiteral("Lernrate"));
    language.choose(QStringLiteral("zh_CN"));
    QCOMPARE(QCoreApplication::translate("RunState", "running"), QStringLiteral("运行中"));
    language.choose(QStringLiteral("en"));
    QCOMPARE(QCoreApplication::translate("RunState", "running"), QStringLiteral("running"));
    QCOMPARE(parameterName("optimizer.learning_rate"), QStringLiteral("Learning rate"));
  }
};

QTEST_MAIN(TestTranslations)
#include "tst_translations.moc"
