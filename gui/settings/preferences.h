#pragma once
// What the user prefers, kept in the settings file and applied at once. GUI thread.

#include <QObject>
#include <QSettings>
#include <QString>
#include <QStringList>

#include "app/theme.h"
#include "recipe/recipe.h"

namespace vignette {

class Preferences : public QObject {
  Q_OBJECT

 public:
  /// What happens to a training run when the window closes.
  enum class Closing { ask, stop, background };

  /// `settings` outlives this. Applies language, theme and font scale.
  explicit Preferences(QSettings* settings, QObject* parent = nullptr);

  QString language() const;  ///< a code of Language, or "system"
  Theme::Mode theme() const;
  double fontScale() const;   ///< 0.8 to 2
  int curveInterval() const;  ///< least milliseconds between two readings of the curves, 50 to 5000
  Closing closing() const;
  int threads() const;  ///< 0: as training.threads says
  QString weightsFolder() const;
  QString cacheFolder() const;
  QStringList modelFolders() const;  ///< where weights are looked for, besides the caches

  void setLanguage(const QString& code);
  void setTheme(Theme::Mode mode);
  void setFontScale(double scale);
  void setCurveInterval(int milliseconds);
  void setClosing(Closing closing);
  void setThreads(int threads);
  void setWeightsFolder(const QString& folder);
  void setCacheFolder(const QString& folder);
  void setModelFolders(const QStringList& folders);

  /// A recipe to start: threads and cache where it leaves them open.
  Recipe completed(Recipe recipe) const;

 signals:
  void changed();
  /// Texts are wider or narrower now: what measured them is built anew.
  void fontScaled();

 private:
  void set(const QString& key, const QVariant& value);
  void applyFont();
  QSettings* settings_;
};

}  // namespace vignette
