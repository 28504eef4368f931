#pragma once
// The language of the program. Texts are English in the source; translations/ has the others. GUI thread.

#include <QLocale>
#include <QObject>
#include <QString>
#include <QStringList>
#include <QTranslator>

namespace vignette {

/// One object for the program; it installs the translators and sets QLocale's default.
class Language : public QObject {
  Q_OBJECT

 public:
  static Language& instance();
  /// Codes that can be chosen: "en", "de", "zh_CN".
  static QStringList codes();
  /// A language in its own words: "Deutsch".
  static QString nameOf(const QString& code);

  /// One of codes(), or "system": the first of the user's languages that there is a translation for, else English.
  void choose(const QString& code);
  QString chosen() const { return chosen_; }
  /// One of codes().
  QString shown() const { return shown_; }

 signals:
  /// Texts asked for from now on are in another language; what shows texts is built anew.
  void changed();

 private:
  Language();
  static QString ofSystem();
  void install(const QString& code);

  QString chosen_, shown_;
  QTranslator own_, qt_;
  const QLocale first_;  ///< the default at the start: the user's numbers and dates
};

}  // namespace vignette
