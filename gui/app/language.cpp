#include "app/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QPointer>

namespace vignette {

Language& Language::instance() {
  static QPointer<Language> language;
  if (!language) {
    language = new Language;
    language->setParent(qApp);
  }
  return *language;
}

Language::Language() : chosen_(QStringLiteral("system")) {
  install(ofSystem());
}

QStringList Language::codes() {
  return {QStringLiteral("en"), QStringLiteral("de"), QStringLiteral("zh_CN")};
}

QString Language::nameOf(const QString& code) {
  if (code == QLatin1String("de")) return QStringLiteral("Deutsch");
  if (code == QLatin1String("zh_CN")) return QStringLiteral("简体中文");
  return QStringLiteral("English");
}

QString Language::ofSystem() {
  for (const auto& tag : QLocale::system().uiLanguages()) {
    const QLocale locale(tag);
    if (locale.language() == QLocale::German) return QStringLiteral("de");
    if (locale.language() == QLocale::Chinese) return QStringLiteral("zh_CN");
    if (locale.language() == QLocale::English) return QStringLiteral("en");
  }
  return QStringLiteral("en");
}

void Language::choose(const QString& code) {
  chosen_ = codes().contains(code) ? code : QStringLiteral("system");
  const auto next = chosen_ == QLatin1String("system") ? ofSystem() : chosen_;
  if (next == shown_) return;
  install(next);
  emit changed();
}

void Language::install(const QString& code) {
  QCoreApplication::removeTranslator(&own_);
  QCoreApplication::removeTranslator(&qt_);
  shown_ = code;
  if (own_.load(QStringLiteral(":/translations/vignette_%1.qm").arg(code))) QCoreApplication::installTranslator(&own_);
  const auto folder = QLibraryInfo::path(QLibraryInfo::TranslationsPath);
  if (code != QLatin1String("en") && qt_.load(QStringLiteral("qtbase_") + code, folder))
    QCoreApplication::installTranslator(&qt_);
  // A user whose system speaks the language keeps the system's forms of numbers and dates.
  QLocale::setDefault(first_.language() == QLocale(code).language() || first_ == QLocale::c() ? first_ : QLocale(code));
}

}  // namespace vignette
